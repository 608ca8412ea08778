"""Lists of scenarios: as text, JSON, CSV and Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.report import cells
from usecase_dsl.report.characters import shown, width
from usecase_dsl.scenario.criteria.suites import Figures
from usecase_dsl.scenario.types import Scenario


def lines(
    model: Model, found: Mapping[str, Sequence[Scenario]], form: str, of: Mapping[str, Figures] | None = None
) -> Iterator[str]:
    """The lines of a list of scenarios by use case, in the form ``text``, ``json``, ``csv`` or ``markdown``.

    ``of`` are the figures of the sets that the scenarios are out of; ``json`` and ``csv`` have no place for them.
    """
    known = of or {}
    use_cases = [(model.use_cases[key], scenarios, known.get(key)) for key, scenarios in found.items()]
    writer = {"text": _text, "json": _json, "csv": _csv, "markdown": _markdown}[form]
    return writer(use_cases)


def figures(model: Model, of: Mapping[str, Figures]) -> Iterator[str]:
    """A line for each use case: what the criterion demands, by how many scenarios, and whether fewer would do.

    None where each scenario is a requirement of its own: their number says it all.
    """
    for key, each in of.items():
        if each.criterion not in _ONE_EACH:
            yield f"{cells.called(model.use_cases[key])}: {cells.scenarios(each.scenarios)} for {_demand(each)}"


def left_out(use_case: UseCase, scenarios: Sequence[Scenario]) -> list[str]:
    """The labels of the flows that no scenario takes: the text leaves open where they begin or how they end."""
    taken = {flow for each in scenarios for flow in each.flows}
    return [flow.label for flow in use_case.flows if flow.label and flow.label not in taken]


Listed = Sequence[tuple[UseCase, Sequence[Scenario], Figures | None]]

_DEMANDED = {
    "flows": "flow",
    "all": "path",
    "steps": "step",
    "branches": "branch",
    "edge-pairs": "edge pair",
    "prime-paths": "prime path",
    "extension-pairs": "extension pair",
}

# Criteria by which each scenario is there for itself.
_ONE_EACH = ("flows", "all")


def _demand(of: Figures) -> str:
    one = _DEMANDED[of.criterion]
    demanded = one if of.requirements == 1 else f"{one}es" if one.endswith("ch") else f"{one}s"
    return f"{of.requirements:,} {demanded}; {_proof(of)}"


def _proof(of: Figures) -> str:
    """What is known of the number of scenarios: whether fewer would do."""
    if of.criterion in _ONE_EACH:
        return "one each"
    return "no smaller set does" if of.minimal else f"at least {of.bound:,} are needed"


def _text(use_cases: Listed) -> Iterator[str]:
    # Where some scenarios were picked out of those of many use cases, most have none to show.
    with_some = [each for each in use_cases if each[1] or not (each[2] and each[2].scenarios)]
    for index, (use_case, scenarios, of) in enumerate(with_some):
        if index:
            yield ""
        part = f"{len(scenarios):,} of " if of and len(scenarios) < of.scenarios else ""
        demand = f" for {_demand(of)}" if of and not (part and of.criterion in _ONE_EACH) else ""
        number = cells.scenarios(of.scenarios if of else len(scenarios))
        yield f"{shown(cells.titled(use_case))} ({part}{number}{demand})"
        yield from _rows(scenarios)
        if not part and (labels := left_out(use_case, scenarios)):
            yield f"  in no scenario: {', '.join(labels)}"


def _rows(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """A line a scenario; names may hold the titles of use cases that are included."""
    names = [shown(each.name) for each in scenarios]
    widest = max(map(width, names), default=0)
    for name, each in zip(names, scenarios, strict=True):
        gap = " " * (widest - width(name))
        yield f"  {name}{gap}  {each.outcome:8}  {shown(' '.join(each.steps))}".rstrip()


def _json(use_cases: Listed) -> Iterator[str]:
    rows = [
        {
            "use_case": cells.called(use_case),
            "name": each.name,
            "outcome": each.outcome,
            "flows": list(each.flows),
            "steps": list(each.steps),
        }
        for use_case, scenarios, _ in use_cases
        for each in scenarios
    ]
    yield json.dumps(rows, ensure_ascii=False, indent=2)


def _csv(use_cases: Listed) -> Iterator[str]:
    rows = (
        (cells.called(use_case), each.name, each.outcome, " ".join(each.flows), " ".join(each.steps))
        for use_case, scenarios, _ in use_cases
        for each in scenarios
    )
    yield cells.csv_text([("use_case", "name", "outcome", "flows", "steps"), *rows])


def _markdown(use_cases: Listed) -> Iterator[str]:
    yield "| use case | scenario | outcome | flows | steps |"
    yield "|---|---|---|---|---|"
    for use_case, scenarios, _ in use_cases:
        for each in scenarios:
            flows, steps = ", ".join(each.flows), " ".join(each.steps)
            yield cells.markdown_row((cells.called(use_case), each.name, each.outcome, flows, steps))
    demanding = [(use_case, of) for use_case, _, of in use_cases if of]
    if demanding:
        yield ""
    for use_case, of in demanding:
        yield f"- {cells.markdown(cells.called(use_case))}: {cells.scenarios(of.scenarios)} for {_demand(of)}"
