"""One scenario for each flow, and the shortest that takes given flows: the shortest paths, by the steps done."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence

from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario import naming
from usecase_dsl.scenario.types import Edge, Graph, Scenario

# How far a path has come with the flows that it is to take, after one more edge; ``None`` where it may not take that.
Progress = Callable[[Edge, int], int | None]


def by_flow(graph: Graph, use_case: UseCase) -> Iterator[tuple[int, ...]]:
    """The main flow alone, and for each other flow the shortest path that takes it and only the flows on the way.

    Where one path is that for two flows, it comes once: what is included fails in the one, and the other takes it.
    """
    yield from dict.fromkeys(path for path in (main_path(graph), *_each(graph, use_case)) if path)


def _each(graph: Graph, use_case: UseCase) -> Iterator[tuple[int, ...]]:
    entries: dict[str, list[Edge]] = {}
    passed: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        for label in edge.flows:
            (entries if label == edge.flows[-1] else passed).setdefault(label, []).append(edge)
    entries = passed | entries  # What is only ever passed on the way into another flow is shown with that.
    labels = dict.fromkeys(flow.label for flow in use_case.flows if flow.label)
    around = _Around(graph)
    for label in [*labels, *(label for label in entries if label not in labels)]:
        found = [path for edge in entries.get(label, []) if (path := around.path(edge))]
        if found:
            yield min(found, key=lambda path: len(naming.walked(graph, [graph.edges[id] for id in path])))


def main_path(graph: Graph) -> tuple[int, ...]:
    """The path of the main flow alone, each of its steps once; none where that comes to no end."""
    path: list[int] = []
    node = graph.start
    while ways := [id for id in graph.out[node] if graph.edges[id].kind in ("next", "end")]:
        path.append(ways[0])
        node = graph.edges[ways[0]].target
    return tuple(path) if graph.nodes[node].kind in naming.OUTCOMES else ()


def taking(graph: Graph, use_case: UseCase, flows: Sequence[str]) -> Scenario | None:
    """The shortest scenario that takes exactly these flows, in this order; ``None`` if there is none.

    Without any it is the main flow alone. ``7 fails`` as the last of them says that the call at step 7 fails.
    """
    wanted = tuple(flows)

    def progress(edge: Edge, so_far: int) -> int | None:
        taken = tuple(naming.taken(graph, [edge]))
        return so_far + len(taken) if wanted[so_far : so_far + len(taken)] == taken else None

    path = (not wanted and main_path(graph)) or _shortest(graph, progress, len(wanted))
    return next(naming.named(graph, [path])) if path else None


class _Around:
    """The shortest ways to all nodes by certain flows alone, and from all nodes to an end by no further flow."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._before: dict[frozenset[str], _Tree] = {}
        into: list[list[int]] = [[] for _ in graph.nodes]
        for edge in graph.edges:
            # Where what is included fails, the flow that takes the failure goes on.
            if edge.kind == "failure" or not (edge.flows or edge.kind == "include failure"):
                into[edge.target].append(edge.id)
        ends = [node.id for node in graph.nodes if node.kind in naming.OUTCOMES]
        self._after = _tree(graph, ends, into, [edge.source for edge in graph.edges])

    def path(self, entry: Edge) -> tuple[int, ...]:
        """The path with the fewest steps by an edge into a flow, and no flow but those that the edge is within."""
        before, after = self._to(frozenset(self._graph.nodes[entry.source].within)), self._after
        if entry.source not in before or entry.target not in after:
            return ()
        front: list[int] = []
        at = entry.source
        while (edge := before[at]) >= 0:
            front.append(edge)
            at = self._graph.edges[edge].source
        path = [*reversed(front), entry.id]
        at = entry.target
        while (edge := after[at]) >= 0:
            path.append(edge)
            at = self._graph.edges[edge].target
        return tuple(path)

    def _to(self, flows: frozenset[str]) -> _Tree:
        if flows not in self._before:
            graph = self._graph
            out = [[id for id in ways if flows.issuperset(graph.edges[id].flows)] for ways in graph.out]
            self._before[flows] = _tree(graph, [graph.start], out, [edge.target for edge in graph.edges])
        return self._before[flows]


# For each node that can be come to the edge that the shortest way comes by, -1 where the ways begin.
_Tree = dict[int, int]


def _tree(graph: Graph, starts: Sequence[int], ways: Sequence[Sequence[int]], leads_to: Sequence[int]) -> _Tree:
    """The shortest ways from some nodes by the edges in ``ways``, which lead from each node ``leads_to`` others.

    Dijkstra's algorithm; a step costs one when it is done.
    """
    cost = dict.fromkeys(starts, 0)
    came = dict.fromkeys(starts, -1)
    heap = [(0, order, start) for order, start in enumerate(starts)]
    order = len(heap)
    while heap:
        so_far, _, node = heapq.heappop(heap)
        if so_far > cost[node]:
            continue
        for id in ways[node]:
            edge, following = graph.edges[id], leads_to[id]
            total = so_far + graph.completes(edge)
            if total < cost.get(following, total + 1):
                cost[following], came[following] = total, id
                order += 1
                heapq.heappush(heap, (total, order, following))
    return came


def _shortest(graph: Graph, progress: Progress, whole: int) -> tuple[int, ...]:
    """The path with the fewest steps that comes to an end with ``whole`` progress; a step costs one when it is done."""
    start = (graph.start, 0)
    came: dict[tuple[int, int], tuple[tuple[int, int], int]] = {}
    cost = {start: 0}
    heap = [(0, 0, start)]
    while heap:
        so_far, _, state = heapq.heappop(heap)
        node, taken = state
        if so_far > cost[state]:
            continue
        if taken == whole and graph.nodes[node].kind in naming.OUTCOMES:
            return _traced(came, state)
        for edge in (graph.edges[id] for id in graph.out[node]):
            following = progress(edge, taken)
            if following is None:
                continue
            total = so_far + graph.completes(edge)
            if total < cost.get((edge.target, following), total + 1):
                cost[edge.target, following] = total
                came[edge.target, following] = state, edge.id
                heapq.heappush(heap, (total, len(came), (edge.target, following)))
    return ()


def _traced(came: dict[tuple[int, int], tuple[tuple[int, int], int]], state: tuple[int, int]) -> tuple[int, ...]:
    path: list[int] = []
    while state in came:
        state, edge = came[state]
        path.append(edge)
    return tuple(reversed(path))
