"""A test case as the steps of a scenario, in its order: what an actor does is When, what the system does is Then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.languages.gherkin_text import Kind, Words, column
from usecase_dsl.generate.languages.step_words import StepWords
from usecase_dsl.generate.preconditions import Precondition
from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario.types import Moment


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a scenario; ``rows`` are those of its table, in words."""

    kind: Kind
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


def steps_of(case: Case, use_case: UseCase, said: StepWords, words: Words) -> list[Step]:
    """The steps of a scenario. What a flow is entered on stands where it is entered: if an actor does it, as When."""
    steps = [*_values(case, words)]
    for moment in case.moments:
        if moment.kind == "step" or moment.text.strip():
            kind = _kind(moment, use_case, said)
            # Before the first thing that happens, nothing can be checked.
            first = kind == "then" and not steps and not case.preconditions
            steps.append(_told("when" if first else kind, said.lines(moment, use_case)))
        steps += (Step("then", said.spoken(result)) for result in moment.results)
    checked = {step.text for step in steps if step.kind == "then"}
    steps += (Step("then", text) for text in map(said.spoken, case.postconditions) if text not in checked)
    return steps or [Step("when", said.spoken(use_case.title))]


def background_of(before: Iterable[Precondition], said: StepWords) -> list[Step]:
    """The steps of the background: what has to hold before each scenario."""
    return [Step("given", said.spoken(each.text)) for each in before]


def _values(case: Case, words: Words) -> Iterator[Step]:
    """The step that hands the values of a row over, whether or not other steps speak of them."""
    if case.parameters:
        names = tuple(map(column, case.parameters.names))
        said = "these values:" if words.language == "en" else f"{words.examples}:"
        yield Step("given", said, (names, tuple(f"<{name}>" for name in names)))


def _kind(moment: Moment, use_case: UseCase, said: StepWords) -> Kind:
    if moment.kind == "condition":
        return "when" if said.is_actors(moment, use_case) else "given"
    return "then" if said.is_systems(moment, use_case) else "when"


def _told(kind: Kind, lines: list[str]) -> Step:
    """A step; the further lines of its text are a table of one column."""
    first, *more = lines
    bulleted = all(line.startswith("- ") for line in more)
    return Step(kind, first, tuple((line.removeprefix("- ") if bulleted else line,) for line in more))
