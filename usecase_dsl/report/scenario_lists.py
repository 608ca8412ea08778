"""Lists of scenarios: as text, JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.report.characters import shown
from usecase_dsl.scenario.types import Scenario

# A spreadsheet takes a cell that begins so for a formula, some also with the wide forms of these.
_FORMULA = tuple("=+-@＝＋－＠\t\r")


def lines(model: Model, found: Mapping[str, Sequence[Scenario]], form: str) -> Iterator[str]:
    """The lines of a list of scenarios by use case, in the form ``text``, ``json``, ``csv`` or ``markdown``."""
    use_cases = [(model.use_cases[key], scenarios) for key, scenarios in found.items()]
    writer = {"text": _text, "json": _json, "csv": _csv, "markdown": _markdown}[form]
    return writer(use_cases)


def left_out(use_case: UseCase, scenarios: Sequence[Scenario]) -> list[str]:
    """The labels of the flows that no scenario takes: the text leaves open where they begin or how they end."""
    taken = {flow for each in scenarios for flow in each.flows}
    return [flow.label for flow in use_case.flows if flow.label and flow.label not in taken]


Listed = Sequence[tuple[UseCase, Sequence[Scenario]]]


def _text(use_cases: Listed) -> Iterator[str]:
    for index, (use_case, scenarios) in enumerate(use_cases):
        if index:
            yield ""
        title = f"{use_case.id}: {use_case.title}" if use_case.id else use_case.title
        yield f"{shown(title)} ({len(scenarios)} {'scenario' if len(scenarios) == 1 else 'scenarios'})"
        width = max((len(each.name) for each in scenarios), default=0)
        for each in scenarios:
            yield f"  {each.name:{width}}  {each.outcome:8}  {' '.join(each.steps)}".rstrip()
        if labels := left_out(use_case, scenarios):
            yield f"  in no scenario: {', '.join(labels)}"


def _json(use_cases: Listed) -> Iterator[str]:
    rows = [
        {
            "use_case": _called(use_case),
            "name": each.name,
            "outcome": each.outcome,
            "flows": list(each.flows),
            "steps": list(each.steps),
        }
        for use_case, scenarios in use_cases
        for each in scenarios
    ]
    yield json.dumps(rows, ensure_ascii=False, indent=2)


def _csv(use_cases: Listed) -> Iterator[str]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["use_case", "name", "outcome", "flows", "steps"])
    for use_case, scenarios in use_cases:
        for each in scenarios:
            row = [_called(use_case), each.name, each.outcome, " ".join(each.flows), " ".join(each.steps)]
            writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    yield text.getvalue().removesuffix("\n")


def _markdown(use_cases: Listed) -> Iterator[str]:
    yield "| use case | scenario | outcome | flows | steps |"
    yield "|---|---|---|---|---|"
    for use_case, scenarios in use_cases:
        for each in scenarios:
            cells = (_called(use_case), each.name, each.outcome, ", ".join(each.flows), " ".join(each.steps))
            yield f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\|*_`~&<>[]" else letter for letter in shown(text))


def _called(use_case: UseCase) -> str:
    return use_case.id or use_case.title
