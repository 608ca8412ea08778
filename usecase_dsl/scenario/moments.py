"""What happens in a scenario, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from usecase_dsl.model.tables import Condition, UseCase
from usecase_dsl.scenario.types import Edge, Graph, Moment, Scenario


def moments(use_case: UseCase, graph: Graph, scenario: Scenario) -> tuple[Moment, ...]:
    """What happens in a scenario, in words: flows entered, steps done, and the end.

    Labels are those of the graph. Where a use case that is included has run to its end, what holds then is among the
    results of the last that happened in it.
    """
    found: list[Moment] = []
    *before, last = (graph.edges[id] for id in scenario.path)
    for edge in before:
        found += along(use_case, graph, edge)
        if edge.results and found:
            found[-1] = replace(found[-1], results=found[-1].results + _words(edge.results))
    label = last.flows[-1] if last.flows else graph.nodes[last.source].flow
    return (*found, *along(use_case, graph, last), Moment("end", label, scenario.outcome, _words(last.results)))


def whose(use_case: UseCase, graph: Graph, label: str) -> tuple[UseCase, str]:
    """The use case in whose text the step or flow stands that has a label in this graph, and its label there."""
    name, _, own = label.rpartition(":")
    return (graph.included[name], own) if name else (use_case, own)


def along(use_case: UseCase, graph: Graph, edge: Edge) -> Iterator[Moment]:
    """The step that an edge completes and the flows that it enters."""
    node = graph.nodes[edge.source]
    if node.step and graph.completes(edge):
        yield Moment("step", node.label, node.step.text.value, _words(node.step.results))
    for label in edge.flows:
        of, own = whose(use_case, graph, label)
        condition = next(flow.condition for flow in of.flows if flow.label == own)
        yield Moment("condition", label, condition.value, ())


def _words(results: Sequence[Condition]) -> tuple[str, ...]:
    return tuple(result.text for result in results)
