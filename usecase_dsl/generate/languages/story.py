"""A test case in words, ready for a template of any language: what is told, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from usecase_dsl.generate.boundaries import Boundary
from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.framework import Around, Suite
from usecase_dsl.generate.preconditions import Precondition
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.plain_text import plain
from usecase_dsl.scenario.types import Moment

# What texts of conditions begin with whose contrary is meant.
_CONTRARY = "not: "
_ENDS = {
    "success": "The use case ends in success",
    "failure": "The use case ends in failure",
    "unstated": "The use case ends, the text doesn't say how",
}


def told(case: Case, use_case: UseCase) -> dict[str, Any]:
    """The values that the templates of tests have in common; ``docs/how-to/generate.md`` lists them."""
    title = plain(case.title)
    return {
        "use_case": plain(use_case.id or use_case.title),
        "reference": plain(use_case.id or use_case.title),
        "scenario": plain(case.scenario_id),
        "title": title,
        "summary": sentence(title),
        "outcome": case.scenario.outcome,
        "preconditions": [statement(each.text) for each in case.preconditions],
        "moments": [_moment(moment) for moment in case.moments],
        "end": _ENDS[case.scenario.outcome] + (":" if case.postconditions else "."),
        "postconditions": [statement(text) for text in case.postconditions],
        "suggestions": [_suggestion(boundary) for boundary in case.boundaries],
    }


def heading(use_case: UseCase) -> str:
    """What a file of tests begins with, in a sentence."""
    text = f"Use case {use_case.id}: {use_case.title}" if use_case.id else f"Use case: {use_case.title}"
    return sentence(plain(text))


def fixtures(suites: Sequence[Suite], around: Around, name: Callable[[str], str]) -> list[dict[str, Any]]:
    """The preconditions that test cases need, and what these need, as ``required`` has them."""
    keys = (each.key for suite in suites for case in suite.cases for each in case.preconditions)
    return required(keys, around, name)


def required(wanted: Iterable[str], around: Around, name: Callable[[str], str]) -> list[dict[str, Any]]:
    """The preconditions with these keys, and what these need, each after those that it needs.

    They are the values of a template: ``name``, ``text``, ``sources`` (sentences) and ``needs`` (names).
    """
    ordered = around.required.ordered
    return [
        {
            "name": name(each.text),
            "text": sentence(statement(each.text)),
            "sources": [*sources(each, around.model)],
            "needs": [name(ordered[key].text) for key in each.needs],
        }
        for each in around.required.with_needs(wanted)
    ]


def statement(text: str) -> str:
    """A condition on one line; of one that must not hold, that it doesn't."""
    said = plain(text)
    return f"It does not hold: {said.removeprefix(_CONTRARY)}" if said.startswith(_CONTRARY) else said


def sentence(text: str) -> str:
    """The text with a sign at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text.rstrip(':;。')}."


def sources(each: Precondition, model: Model) -> Iterator[str]:
    """Where a precondition comes from, in sentences."""
    if each.given:
        yield "It is given from outside."
    for source in each.established:
        use_case = model.use_cases[source.use_case]
        called = f"{use_case.id}: {use_case.title}" if use_case.id else use_case.title
        yield plain(f"{called} establishes it ({source.how}).")
    if not each.given and not each.established:
        yield "No use case establishes it."


def _moment(moment: Moment) -> dict[str, Any]:
    first, *more = [line for line in map(plain, moment.text.split("\n")) if line] or [""]
    return {
        "kind": moment.kind,
        "label": plain(moment.label),
        "text": first + ":" * (moment.kind == "condition"),
        "more": more,
        "results": [statement(result) for result in moment.results],
    }


def _suggestion(boundary: Boundary) -> str:
    values = ", ".join(f"{each.value} ({'so' if each.holds else 'not so'})" for each in boundary.values)
    return plain(f"“{boundary.text}”: {values}")
