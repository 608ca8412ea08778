"""A test case as the steps of a scenario: given its conditions, when an actor acts, then the system does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.languages.gherkin_text import Kind, Words, column
from usecase_dsl.generate.languages.python_text import plain
from usecase_dsl.generate.preconditions import Precondition
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.scenario.types import Moment


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a scenario; ``rows`` are those of its table, in words."""

    kind: Kind
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


def steps_of(case: Case, use_case: UseCase, model: Model, words: Words) -> list[Step]:
    """The steps of a scenario. What flows are entered on stands first, since it has to be so before somebody acts."""
    steps = [*_values(case, words), *_conditions(case)]
    for moment in case.moments:
        if moment.kind == "step":
            acted = any(step.kind == "when" for step in steps)
            kind: Kind = "then" if acted and _is_systems(moment, use_case, model) else "when"
            steps += _told(kind, moment.text)
            steps += (Step("then", _line(result)) for result in moment.results)
    said = {step.text for step in steps if step.kind == "then"}
    steps += (Step("then", text) for text in map(_line, case.postconditions) if text not in said)
    return steps or [Step("when", _line(use_case.title))]


def background_of(before: Iterable[Precondition]) -> list[Step]:
    """The steps of the background: what has to hold before each scenario."""
    return [Step("given", _line(each.text)) for each in before]


def condition_text(each: Precondition) -> str:
    """A precondition as its step says it."""
    return _line(each.text)


def _values(case: Case, words: Words) -> Iterator[Step]:
    """The step that hands the values of a row over, whether or not other steps speak of them."""
    if case.parameters:
        names = tuple(map(column, case.parameters.names))
        said = "these values:" if words.language == "en" else f"{words.examples}:"
        yield Step("given", said, (names, tuple(f"<{name}>" for name in names)))


def _conditions(case: Case) -> Iterator[Step]:
    said = dict.fromkeys(moment.text for moment in case.moments if moment.kind == "condition" and moment.text.strip())
    for text in said:
        yield from _told("given", text)


def _told(kind: Kind, text: str) -> Iterator[Step]:
    """A step; the further lines of its text are a table of one column."""
    first, *more = [line for line in map(plain, text.split("\n")) if line] or [""]
    bulleted = all(line.startswith("- ") for line in more)
    yield Step(kind, first or "…", tuple((line.removeprefix("- ") if bulleted else line,) for line in more))


def _line(text: str) -> str:
    return plain(text) or "…"


def _is_systems(moment: Moment, use_case: UseCase, model: Model) -> bool:
    """Whether the system does a step; one of an included use case has that one's name and a colon in its label."""
    name, _, label = moment.label.rpartition(":")
    called = (each for each in model.use_cases.values() if name in (each.id, each.title))
    of = next(called, use_case) if name else use_case
    subjects = (step.subject for flow in of.flows for step in flow.steps if step.label == label)
    subject = next(subjects, None)
    return subject is not None and not subject.key
