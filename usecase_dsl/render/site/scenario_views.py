"""The scenarios of a use case as a table, with the tests of each where results are known."""

from __future__ import annotations

from collections.abc import Iterable

from usecase_dsl import scenario
from usecase_dsl.coverage.types import STATUS, ScenarioCoverage, Status, TestResult
from usecase_dsl.model.tables import UseCase
from usecase_dsl.render.site.views import ScenarioView, TestedView, TestView
from usecase_dsl.render.site.writer import Writer

# What became of the tests of something, in words.
WORDS: dict[Status, str] = {
    "passed": "passed",
    "failed": "failed",
    "skipped": "skipped",
    "untested": "not tested",
}
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
    return TestedView(status, WORDS[status]) if status else None


def test_views(results: Iterable[TestResult]) -> tuple[TestView, ...]:
    """Tests as they ran."""
    return tuple(
        TestView(each.title, TestedView(STATUS[each.outcome], WORDS[STATUS[each.outcome]]), each.message)
        for each in results
    )


def _view(writer: Writer, use_case: UseCase, of: ScenarioCoverage, with_tests: bool) -> ScenarioView:
    found = of.scenario
    name = found.name[:1].upper() + found.name[1:]
    return ScenarioView(
        name=name if of.listed else f"{name} (more than was asked for)",
        outcome=_OUTCOMES[found.outcome],
        steps=tuple(writer.label_link(use_case.key, label) for label in found.steps),
        tested=tested_view(of.status) if with_tests else None,
        tests=test_views(of.results),
    )
