"""Sets of scenarios by criterion: what has to be shown, the scenarios that show it, and proof that fewer can't."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario import naming
from usecase_dsl.scenario.by_flow import by_flow
from usecase_dsl.scenario.criteria import requirements
from usecase_dsl.scenario.criteria.cover import cover
from usecase_dsl.scenario.criteria.digraph import Digraph, Path
from usecase_dsl.scenario.criteria.extension_pairs import extension_pairs
from usecase_dsl.scenario.criteria.requirements import MOST_REQUIREMENTS, TooMany
from usecase_dsl.scenario.paths import Counted, all_paths, count
from usecase_dsl.scenario.types import Graph, Scenario

CRITERIA = ("flows", "steps", "branches", "edge-pairs", "prime-paths", "extension-pairs", "all")


@dataclass(frozen=True, slots=True)
class Requirement:
    """What some scenario has to show: a ``path`` of edges in the graph from a ``node``, or ``flows`` one after another.

    A node without edges has to be gone through and, if it is a step, done. Between flows anything may come.
    """

    node: int = 0
    path: tuple[int, ...] = ()
    flows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """A suite's numbers: of the requirements, of the scenarios, and below which no set shows them all."""

    criterion: str
    requirements: int
    scenarios: int
    bound: int

    @property
    def minimal(self) -> bool:
        return self.bound == self.scenarios


@dataclass(frozen=True, slots=True)
class Suite:
    """The scenarios of a use case that a criterion asks for.

    ``requirements`` is the number of things to show, ``bound`` a number of scenarios below which no set shows them all.
    ``witness`` proves it: as many requirements as the bound, of which no scenario shows two.
    """

    criterion: str
    requirements: int
    scenarios: tuple[Scenario, ...]
    bound: int
    witness: tuple[Requirement, ...]

    @property
    def minimal(self) -> bool:
        """Whether the scenarios are proven to be as few as there can be."""
        return self.bound == len(self.scenarios)

    @property
    def figures(self) -> Figures:
        return Figures(self.criterion, self.requirements, len(self.scenarios), self.bound)


def scenarios(graph: Graph, use_case: UseCase, criterion: str = "flows", loops: int = 1) -> Iterator[Scenario]:
    """The scenarios of a use case by a criterion; those of ``all`` one by one, each way back at most ``loops`` times.

    Raises ValueError for another criterion, and TooMany where a criterion demands more than can be held.
    """
    if criterion == "all":
        return naming.named(graph, all_paths(graph, loops))
    return iter(suite(graph, use_case, criterion).scenarios)


def suite(graph: Graph, use_case: UseCase, criterion: str = "flows", loops: int = 1) -> Suite:
    """The scenarios of a use case by a criterion, as few as the criterion allows. ``loops`` concerns ``all`` alone.

    Raises ValueError for another criterion, and TooMany where there are more requirements than can be held.
    """
    if criterion not in CRITERIA:
        raise ValueError(f"no criterion is called {criterion!r}; there are {', '.join(CRITERIA)}")
    if criterion == "flows":
        return _each_its_own(graph, criterion, by_flow(graph, use_case))
    if criterion == "all":
        return _all(graph, loops)
    if criterion == "extension-pairs":
        found = extension_pairs(graph, use_case)
        scenarios = tuple(naming.named(graph, _in_order(graph, use_case, found.paths)))
        witness = tuple(Requirement(flows=each) for each in found.witness)
        return Suite(criterion, len(found.requirements), scenarios, len(witness), witness)
    return _covering(graph, use_case, criterion)


def some(graph: Graph, of: Counted, numbers: Iterable[int]) -> tuple[Scenario, ...]:
    """The scenarios with these numbers among all that were counted, without listing the others."""
    return tuple(naming.named(graph, (of.path(number) for number in numbers)))


def _each_its_own(graph: Graph, criterion: str, paths: Iterator[tuple[int, ...]]) -> Suite:
    """A suite whose criterion asks for each of its scenarios by itself: none may stand for another."""
    found = tuple(naming.named(graph, paths))
    witness = tuple(Requirement(graph.start, each.path, each.flows) for each in found)
    return Suite(criterion, len(found), found, len(found), witness)


def _all(graph: Graph, loops: int) -> Suite:
    number = count(graph, loops)
    if number is not None and number > MOST_REQUIREMENTS:
        raise TooMany(number, exact=True)
    paths = tuple(itertools.islice(all_paths(graph, loops), MOST_REQUIREMENTS + 1))
    if len(paths) > MOST_REQUIREMENTS:
        raise TooMany(MOST_REQUIREMENTS, exact=False)
    return _each_its_own(graph, "all", iter(paths))


# ---- criteria of paths


def digraph(graph: Graph, split: bool = False) -> Digraph:
    """A use case's graph as nodes and edges alone.

    ``split`` makes two nodes of each step, come to and done, since a branch leaves a step that isn't done: done are the
    nodes from ``len(graph.nodes)`` on, and the edges from ``len(graph.edges)`` on lead there.
    """
    size = len(graph.nodes)
    final = tuple(node.id for node in graph.nodes if node.kind in naming.OUTCOMES)
    edges = [(edge.source, edge.target) for edge in graph.edges]
    if not split:
        return Digraph(size, tuple(edges), (graph.start,), final)
    for edge in graph.edges:
        if graph.nodes[edge.source].kind == "step" and edge.kind not in ("branch", "include failure"):
            edges[edge.id] = size + edge.source, edge.target
    edges += ((node, size + node) for node in range(size))
    return Digraph(2 * size, tuple(edges), (graph.start,), final)


_DEMANDED: Mapping[str, Callable[[Digraph], list[Path]]] = {
    "branches": requirements.edges,
    "edge-pairs": requirements.edge_pairs,
    "prime-paths": requirements.prime_paths,
}


def _covering(graph: Graph, use_case: UseCase, criterion: str) -> Suite:
    steps = criterion == "steps"
    of = digraph(graph, split=steps)
    demanded = _steps(graph, of) if steps else _DEMANDED[criterion](of)
    found = cover(of, demanded)
    own = [tuple(edge for edge in walk.edges if edge < len(graph.edges)) for walk in found.walks]
    witness = tuple(Requirement(each.node % max(len(graph.nodes), 1), each.edges) for each in found.witness)
    scenarios = tuple(naming.named(graph, _in_order(graph, use_case, own)))
    return Suite(criterion, len(found.requirements), scenarios, len(witness), witness)


def _in_order(graph: Graph, use_case: UseCase, paths: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Paths by the flows that they take, as the text orders these, and where they take the same ones as in ``all``."""
    labels = [*(flow.label for flow in use_case.flows), *(label for edge in graph.edges for label in edge.flows)]
    rank = {label: index for index, label in enumerate(dict.fromkeys(labels))}

    def flows(path: tuple[int, ...]) -> list[int]:
        return [rank[label] for id in path for label in graph.edges[id].flows]

    return sorted(paths, key=lambda path: (flows(path), path))


def _steps(graph: Graph, of: Digraph) -> list[Path]:
    """Each step done; where there is none at all, the way through without one."""
    size = len(graph.nodes)
    nodes = requirements.nodes(of)
    steps = [each for each in nodes if each.node >= size and graph.nodes[each.node - size].kind == "step"]
    return steps or nodes[:1]
