"""Scenarios: the graph of a use case, the paths through it, and sets of them by criterion."""

from usecase_dsl.scenario.by_flow import taking
from usecase_dsl.scenario.criteria.requirements import TooMany
from usecase_dsl.scenario.criteria.suites import CRITERIA, Figures, Requirement, Suite, scenarios, suite
from usecase_dsl.scenario.graph import failing_use_cases, graph, reachable
from usecase_dsl.scenario.moments import moments
from usecase_dsl.scenario.paths import count
from usecase_dsl.scenario.retracing import Line, Retraced, retraced
from usecase_dsl.scenario.types import Edge, Graph, Moment, Node, Scenario

__all__ = [
    "CRITERIA",
    "Edge",
    "Figures",
    "Graph",
    "Line",
    "Moment",
    "Node",
    "Requirement",
    "Retraced",
    "Scenario",
    "Suite",
    "TooMany",
    "count",
    "failing_use_cases",
    "graph",
    "moments",
    "reachable",
    "retraced",
    "scenarios",
    "suite",
    "taking",
]
