"""Scenarios: the graph of a use case, and the paths through it."""

from usecase_dsl.scenario.graph import failing_use_cases, graph, reachable
from usecase_dsl.scenario.paths import CRITERIA, count, moments, scenarios
from usecase_dsl.scenario.types import Edge, Graph, Moment, Node, Scenario

__all__ = [
    "CRITERIA",
    "Edge",
    "Graph",
    "Moment",
    "Node",
    "Scenario",
    "count",
    "failing_use_cases",
    "graph",
    "moments",
    "reachable",
    "scenarios",
]
