"""What a scenario is called, and what it is as data: made of the edges that it walks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from usecase_dsl.scenario.types import Edge, Graph, Outcome, Scenario

MAIN = "main success scenario"
# After the label of a step that calls a use case: it is this one that fails.
FAILS = " fails"

OUTCOMES: dict[str, Outcome] = {"success": "success", "failure": "failure", "unstated": "unstated"}


def named(graph: Graph, paths: Iterable[Sequence[int]]) -> Iterator[Scenario]:
    """The scenarios that walk the paths. Those whose names would be alike are numbered in their order, from 2 on."""
    names: Counter[str] = Counter()
    for path in paths:
        edges = [graph.edges[id] for id in path]
        name = ", ".join(taken(graph, edges)) or MAIN
        names[name] += 1
        unique = name if names[name] == 1 else f"{name} ({names[name]})"
        outcome = OUTCOMES[graph.nodes[edges[-1].target].kind]
        flows = tuple(flow for edge in edges for flow in edge.flows)
        yield Scenario(graph.use_case, unique, outcome, flows, walked(graph, edges), tuple(path))


def taken(graph: Graph, edges: Iterable[Edge]) -> Iterator[str]:
    """What tells a path from the main flow: the labels of the flows that it takes, and the call that fails."""
    for edge in edges:
        yield from edge.flows
        if edge.kind == "include failure":
            yield graph.nodes[edge.source].label + FAILS


def walked(graph: Graph, edges: Iterable[Edge]) -> tuple[str, ...]:
    """The labels of the steps done: a step that is left by a branch is interrupted, and not among them."""
    return tuple(graph.nodes[edge.source].label for edge in edges if graph.completes(edge))
