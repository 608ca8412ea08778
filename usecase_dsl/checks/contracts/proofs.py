"""Proofs over the scenario graph: what holds on every path, or the shortest path on which it doesn't."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from usecase_dsl.checks.contracts.effects import Effect
from usecase_dsl.model.facts import Fact
from usecase_dsl.scenario import Edge, Graph

_Cost = tuple[int, int, int]


class _State(NamedTuple):
    """A node, and whether a fact holds when a path comes there."""

    node: int
    holds: bool


class Proof:
    """What is known at the nodes of a graph, if ``start`` holds at its start and each edge has its effect."""

    def __init__(self, graph: Graph, effects: Sequence[Effect], start: frozenset[Fact]) -> None:
        self.graph = graph
        self._effects = effects
        self._start = start
        self._known = self._on_every_path()

    def holds(self, fact: Fact, node: int) -> bool:
        """Whether a fact holds at a node on every path that comes there; where none comes all holds."""
        known = self._known[node]
        return known is None or fact in known

    def known(self, node: int) -> frozenset[Fact]:
        """All that holds at a node on every path."""
        return self._known[node] or frozenset()

    def path(self, fact: Fact, holds: bool, node: int) -> tuple[Edge, ...]:
        """The path to a node at whose end a fact holds, or doesn't, that enters the fewest flows, and of those the one
        with the fewest steps; none if there is none.

        Dijkstra's algorithm over nodes and whether the fact holds there.
        """
        first, goal = _State(self.graph.start, fact in self._start), _State(node, holds)
        came: dict[_State, tuple[_State, Edge]] = {}
        costs: dict[_State, _Cost] = {first: (0, 0, 0)}
        heap: list[tuple[_Cost, _State]] = [((0, 0, 0), first)]
        while heap:
            cost, state = heapq.heappop(heap)
            if state == goal:
                return _traced(came, state)
            if cost > costs[state]:
                continue
            for edge in (self.graph.edges[id] for id in self.graph.out[state.node]):
                following = _State(edge.target, self._holds_after(edge, fact, state.holds))
                total = _cost(cost, edge)
                if following not in costs or total < costs[following]:
                    costs[following], came[following] = total, (state, edge)
                    heapq.heappush(heap, (total, following))
        return ()

    def _holds_after(self, edge: Edge, fact: Fact, held: bool) -> bool:
        effect = self._effects[edge.id]
        return fact in effect.gained or (held and fact not in effect.lost)

    def _on_every_path(self) -> list[frozenset[Fact] | None]:
        """Forward data flow, where paths meet the intersection. A node's facts only get fewer, so that it ends."""
        known: list[frozenset[Fact] | None] = [None] * len(self.graph.nodes)
        known[self.graph.start] = self._start
        pending = deque([self.graph.start])
        waiting = {self.graph.start}
        while pending:
            node = pending.popleft()
            waiting.discard(node)
            for edge in (self.graph.edges[id] for id in self.graph.out[node]):
                after = self._effects[edge.id].after(known[node] or frozenset())
                before = known[edge.target]
                meet = after if before is None else before & after
                if before is None or len(meet) < len(before):
                    known[edge.target] = meet
                    if edge.target not in waiting:
                        waiting.add(edge.target)
                        pending.append(edge.target)
        return known


def _cost(cost: _Cost, edge: Edge) -> _Cost:
    """Flows entered, ways back taken, edges walked."""
    return cost[0] + len(edge.flows), cost[1] + edge.back, cost[2] + 1


def _traced(came: dict[_State, tuple[_State, Edge]], state: _State) -> tuple[Edge, ...]:
    path: list[Edge] = []
    while state in came:
        state, edge = came[state]
        path.append(edge)
    return tuple(reversed(path))
