"""The rows of a test case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.languages import story
from usecase_dsl.generate.sheets.columns import (
    ACTION,
    CHANGES,
    DATA,
    EXPECTED,
    MARK,
    NUMBER,
    PEOPLE,
    PRECONDITIONS,
    STEP,
    marked,
)
from usecase_dsl.generate.templates import Templates
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.plain_text import plain
from usecase_dsl.scenario.types import Moment

# What a cell of a spreadsheet holds.
_LONGEST = 32_000


# The words that name a bound, and what they suggest to test with.
Hints = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SheetCase:
    """A test case with its rows, each the texts of its generated columns by their titles."""

    case: Case
    use_case: UseCase
    name: str
    rows: tuple[Mapping[str, str], ...]


def sheet_case(case: Case, use_case: UseCase, system: frozenset[str], templates: Templates) -> SheetCase:
    """A test case's rows: its steps, once for each row of its data. ``system`` are the labels of the system's steps."""
    told = story.told(case, use_case)
    moments = zip(told["moments"], case.moments, strict=True)
    bounds = (boundary.text.casefold() for boundary in case.boundaries)
    hints = list(zip(bounds, told["suggestions"], strict=True))
    steps = [*(_step(words, moment, hints, system) for words, moment in moments), {**_END, "text": told["end"]}]
    titles = {"Use case": told["use_case"], "Scenario": told["scenario"], "Test case": told["title"]}
    rows: list[Mapping[str, str]] = []
    for data in _data(case):
        for index, step in enumerate(steps):
            words = {**told, **step, "data": data, "first": not index}
            rows.append({**titles, NUMBER: str(len(rows) + 1), STEP: step["label"], **_words(words, templates)})
    return SheetCase(
        case, use_case, f"{told['use_case']} {told['scenario']}: {case.condition or told['title']}", tuple(rows)
    )


def full_row(cells: Mapping[str, str], case: Case) -> dict[str, str]:
    """A new row in all its columns."""
    mark = str(marked(case.mark, int(cells[NUMBER]), cells))
    return {**cells, **dict.fromkeys(PEOPLE, ""), CHANGES: "", MARK: mark}


def system_steps(use_case: UseCase, model: Model) -> frozenset[str]:
    """The labels of the steps that the system does, also of use cases that are included."""
    return frozenset(
        label if each is use_case else f"{each.id or each.title}:{label}"
        for each in {use_case.key: use_case, **_included(use_case, model)}.values()
        for flow in each.flows
        for label in (step.label for step in flow.steps if step.subject and not step.subject.key)
    )


_END: dict[str, Any] = {
    "kind": "end",
    "label": "end",
    "text": "",
    "more": [],
    "results": [],
    "acts": False,
    "suggestions": [],
}


def _included(use_case: UseCase, model: Model) -> dict[str, UseCase]:
    found: dict[str, UseCase] = {}
    wanted = [use_case]
    while wanted:
        for step in (step for flow in wanted.pop().flows for step in flow.steps):
            for name in step.includes:
                each = model.use_cases.get(name.key or "")
                if each and each.key not in found:
                    found[each.key] = each
                    wanted.append(each)
    return found


def _step(words: Mapping[str, Any], moment: Moment, hints: Hints, system: frozenset[str]) -> dict[str, Any]:
    """A step with whether an actor acts in it, and with the boundary values that its own words suggest."""
    said = " ".join(moment.text.split()).casefold()
    suggested = [text for bound, text in hints if bound in said]
    acts = words["kind"] == "condition" or words["label"] not in system
    return {**words, "acts": acts, "suggestions": suggested}


def _data(case: Case) -> Iterator[Sequence[tuple[str, str]]]:
    """The data of each run of the test case: names with values."""
    if not case.parameters:
        yield ()
        return
    for row in case.parameters.rows:
        yield tuple(zip(map(plain, case.parameters.names), map(plain, row.values), strict=True))


def _words(values: Mapping[str, Any], templates: Templates) -> dict[str, str]:
    named = {PRECONDITIONS: "preconditions", DATA: "data", ACTION: "action", EXPECTED: "expected"}
    texts = ((title, templates.rendered(f"{name}.txt.j2", **values)) for title, name in named.items())
    return {title: text.strip()[:_LONGEST] for title, text in texts}
