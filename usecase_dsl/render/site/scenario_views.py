"""The scenarios of a use case as a table, with the tests of each where results are known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from usecase_dsl import scenario
from usecase_dsl.coverage.rows import TestRows, by_test, row
from usecase_dsl.coverage.types import ScenarioCoverage, Status, TestResult
from usecase_dsl.model.tables import UseCase
from usecase_dsl.render.site.prose import Link
from usecase_dsl.render.site.views import ScenarioView, TestedView, TestView
from usecase_dsl.render.site.writer import Writer
from usecase_dsl.scenario.naming import FAILS
from usecase_dsl.scenario.runs import name_of
from usecase_dsl.scenario.types import Scenario

# What became of the tests of something, in words.
WORDS: dict[Status, str] = {
    "passed": "passed",
    "failed": "failed",
    "skipped": "skipped",
    "not written": "not written",
    "untested": "not tested",
}
# Where a browser may break the name of a test: behind what parts its words.
_BREAKS = re.compile(r"(?<=[_./])|(?<=::)")
_OUTCOMES = {"success": "succeeds", "failure": "fails", "unstated": "ends, nobody said how"}


def scenario_views(writer: Writer, use_case: UseCase) -> tuple[ScenarioView, ...]:
    """The scenarios that tests are known for; without results the main flow and one for each flow."""
    tested = writer.site.tested(use_case.key)
    if tested:
        return tuple(_view(writer, use_case, each, True) for each in tested.scenarios)
    graph = scenario.graph(use_case, writer.model, failing=writer.site.failing)
    found = (ScenarioCoverage(each, ()) for each in scenario.scenarios(graph, use_case))
    return tuple(_view(writer, use_case, each, False) for each in found)


def tested_view(status: Status | None) -> TestedView | None:
    """What became of the tests that walk a step or take a flow; nothing where no results are known."""
    return _tested(status, WORDS[status]) if status else None


def test_views(results: Iterable[TestResult]) -> tuple[TestView, ...]:
    """Tests as they ran: one a line, whatever the number of its rows."""
    return tuple(_test_view(each) for each in by_test(results))


def _test_view(of: TestRows) -> TestView:
    name = Markup("<wbr>").join(_BREAKS.split(of.title))
    return TestView(name, _tested(of.status, _words(of)), _message(of))


def _tested(status: Status, words: str) -> TestedView:
    return TestedView(status.replace(" ", "-"), words)


def _words(of: TestRows) -> str:
    """What became of a test: with how many rows of its data, if it has several."""
    rows = len(of.results)
    if rows == 1 or of.status == "not written":
        return WORDS[of.status]
    return f"passed with {rows} rows" if of.status == "passed" else f"{len(of.bad)} of {rows} rows {WORDS[of.status]}"


def _message(of: TestRows) -> str:
    """What the first result that isn't good says, and of which row; that a test isn't written needs no more words."""
    if not of.bad or of.status == "not written":
        return ""
    said = row(of.bad[0]) if len(of.results) > 1 else ""
    return f"[{said}] {of.bad[0].message}".removeprefix("[] ").rstrip()


def _view(writer: Writer, use_case: UseCase, of: ScenarioCoverage, with_tests: bool) -> ScenarioView:
    found, tests, tested = of.scenario, test_views(of.results), tested_view(of.status)
    if len(tests) == 1:  # What became of the one test is what became of the scenario, and said once.
        tests, tested = (replace(tests[0], tested=None),), tests[0].tested
    return ScenarioView(
        name=found.name[:1].upper() + found.name[1:],
        flows=tuple(_flow(writer, use_case, label) for label in _taken(found)),
        listed=of.listed,
        outcome=_OUTCOMES[found.outcome],
        steps=tuple(_link(writer, use_case, label) for label in found.steps),
        tested=tested if with_tests else None,
        tests=tests,
    )


def _taken(of: Scenario) -> tuple[str, ...]:
    """The labels of the flows that a scenario takes; one that ends where a call fails has that step last."""
    last = of.name.rpartition(", ")[2]
    return (*of.flows, *([last] if last.endswith(FAILS) else []))


def _flow(writer: Writer, use_case: UseCase, label: str) -> Link:
    """A flow by its label and its condition."""
    of, own = _place(writer, use_case, label)
    condition = next((flow.condition.value.strip() for flow in of.flows if flow.label == own), "")
    return replace(_link(writer, use_case, label.removesuffix(FAILS)), text=label, note=condition)


def _link(writer: Writer, use_case: UseCase, label: str) -> Link:
    of, own = _place(writer, use_case, label)
    return replace(writer.label_link(of.key, own), text=label)


def _place(writer: Writer, use_case: UseCase, label: str) -> tuple[UseCase, str]:
    """The use case that a label is in, and what it is there: ``UC-02:2a`` is in one that is included."""
    name, _, own = label.rpartition(":")
    others = (each for each in writer.model.use_cases.values() if name_of(each) == name)
    found = next(others, None) if name else None
    return (found, own) if found else (use_case, label)
