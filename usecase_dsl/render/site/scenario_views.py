"""The scenarios of a use case as a table, with the tests of each where results are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from usecase_dsl import scenario
from usecase_dsl.coverage.rows import TestRows, by_test, row
from usecase_dsl.coverage.types import ScenarioCoverage, Status, TestResult
from usecase_dsl.model.slugs import anchor, numbered
from usecase_dsl.model.tables import UseCase
from usecase_dsl.render.site.prose import Link, link
from usecase_dsl.render.site.views import FlowTaken, ScenarioView, TestedView, TestView
from usecase_dsl.render.site.writer import Writer
from usecase_dsl.scenario import naming
from usecase_dsl.scenario.naming import FAILS
from usecase_dsl.scenario.types import Edge, Graph, Scenario
from usecase_dsl.syntax.names import key

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
    tested, graph = writer.site.tested(use_case.key), _graph(writer, use_case)
    found = tested.scenarios if tested else _by_flow(use_case, graph)
    names = numbered(_anchor(each.scenario) for each in found)
    page = _Page(writer, use_case, graph, {})
    return tuple(_view(page, name, each, bool(tested)) for name, each in zip(names, found, strict=True))


def _graph(writer: Writer, use_case: UseCase) -> Graph:
    return scenario.graph(use_case, writer.model, failing=writer.site.failing(use_case))


def _by_flow(use_case: UseCase, graph: Graph) -> tuple[ScenarioCoverage, ...]:
    return tuple(ScenarioCoverage(each, ()) for each in scenario.scenarios(graph, use_case))


def _anchor(of: Scenario) -> str:
    """``scenario-3a``, ``scenario-2a-3b``; ``scenario-main`` for the main flow alone."""
    labels = (anchor(label.removesuffix(FAILS)).partition("-")[2] for label in _taken(of))
    return "-".join(("scenario", *(labels if of.flows or FAILS in of.name else ("main",))))


def tested_view(status: Status | None) -> TestedView | None:
    """What became of the tests that walk a step or take a flow; nothing where no results are known.

    It says that it is about tests: beside it stands how the scenario or the flow itself ends.
    """
    return _tested(status, _of_tests(WORDS[status])) if status else None


def _of_tests(words: str) -> str:
    """``test failed``; what isn't tested says so already."""
    return words if words == WORDS["untested"] else f"test {words}"


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


@dataclass(frozen=True)
class _Page:
    """What writing the scenarios of one use case takes; ``links`` are those to steps and flows made so far."""

    writer: Writer
    use_case: UseCase
    graph: Graph
    links: dict[str, Markup]


def _view(page: _Page, name: str, of: ScenarioCoverage, with_tests: bool) -> ScenarioView:
    found, tests, tested = of.scenario, test_views(of.results), tested_view(of.status)
    if len(tests) == 1:  # What became of the one test is what became of the scenario, and said once.
        one = tests[0].tested
        tests, tested = (replace(tests[0], tested=None),), one and replace(one, words=_of_tests(one.words))
    place = page.writer.own(name)
    return ScenarioView(
        id=place.fragment,
        href=page.writer.href(place),
        name=found.name[:1].upper() + found.name[1:],
        flows=tuple(_flow(page, label) for label in _taken(found)),
        listed=of.listed,
        outcome=_OUTCOMES[found.outcome],
        kind=found.outcome,
        path=Markup(" ".join([_link(page, label) for label in _walked(page.graph, found)])),  # links are Markup
        tested=tested if with_tests else None,
        tests=tests,
    )


def _taken(of: Scenario) -> tuple[str, ...]:
    """The labels of the flows that a scenario takes; one that ends where a call fails has that step last."""
    last = of.name.rpartition(", ")[2]
    return (*of.flows, *([last] if last.endswith(FAILS) else []))


def _walked(graph: Graph, of: Scenario) -> tuple[str, ...]:
    """The steps done and the flows entered, in order; of a scenario from another graph, such as one into included use
    cases, the flows come first."""
    if max(of.path, default=0) < len(graph.edges):
        edges = [graph.edges[id] for id in of.path]
        if naming.walked(graph, edges) == of.steps:
            return tuple(label for edge in edges for label in _along(graph, edge))
    return (*of.flows, *of.steps)


def _along(graph: Graph, edge: Edge) -> Iterator[str]:
    if graph.completes(edge):
        yield graph.nodes[edge.source].label
    yield from edge.flows


def _flow(page: _Page, label: str) -> FlowTaken:
    """A flow by its label and its condition."""
    of, own = _place(page, label)
    condition = next((flow.condition.value.strip() for flow in of.flows if flow.label == own), "")
    return FlowTaken(label, condition)


def _link(page: _Page, label: str) -> Markup:
    """A step or a flow by its label."""
    if label not in page.links:
        of, own = _place(page, label)
        target = page.writer.label_link(of.key, own)
        page.links[label] = link(Link(label, target.href))
    return page.links[label]


def _place(page: _Page, label: str) -> tuple[UseCase, str]:
    """The use case that a label is in, and what it is there: ``UC-02:2a`` is in one that is included."""
    name, _, own = label.rpartition(":")
    found = page.writer.site.known.use_case_names.get(key(name)) if name else None
    return (page.writer.model.use_cases[found], own) if found else (page.use_case, label)
