"""A scenario out of its words: the path through today's graph that says most nearly what was said once."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario import naming
from usecase_dsl.scenario.moments import along
from usecase_dsl.scenario.types import Edge, Graph, Moment, Scenario

# What it costs that a label or words are others now, that a step is new or gone, and that the end is another.
_RELABELLED, _REWORDED, _STEP, _OUTCOME = 1, 2, 4, 6
# No path is looked for beyond this: so many steps more or less make another scenario.
_MOST = 24


@dataclass(frozen=True, slots=True)
class Line:
    """What a scenario said at one point: a label and words. With a colon at their end these are a flow's condition,
    or a step before a list."""

    label: str
    text: str

    @property
    def entered(self) -> bool:
        return self.text.endswith(":")


@dataclass(frozen=True, slots=True)
class Retraced:
    """A scenario, and how far it is from what was said: 0 where it says just that."""

    scenario: Scenario
    distance: int


def retraced(graph: Graph, use_case: UseCase, said: Sequence[Line], outcome: str) -> Retraced | None:
    """The scenario that takes the flows that were said, in their order, and does most nearly the same steps.

    A flow is known by its condition, or by its label. ``None`` where no scenario takes these flows, or where the one
    that does has become quite another.
    """
    search = _Search(graph, {edge.id: tuple(along(use_case, graph, edge)) for edge in graph.edges}, said, outcome)
    found = search.path()
    if not found:
        return None
    path, distance = found
    return Retraced(next(naming.named(graph, [path])), distance)


# A node, and how many of the lines have been said before it.
_State = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Search:
    """Dijkstra's algorithm over the nodes and the lines said before them."""

    graph: Graph
    moments: Mapping[int, Sequence[Moment]]
    said: Sequence[Line]
    outcome: str

    def path(self) -> tuple[tuple[int, ...], int] | None:
        start = (self.graph.start, 0)
        cost: dict[_State, int] = {start: 0}
        came: dict[_State, tuple[_State, int]] = {}
        heap = [(0, 0, start)]
        while heap:
            so_far, _, state = heapq.heappop(heap)
            if so_far > cost[state]:
                continue
            if self.graph.nodes[state[0]].kind in naming.OUTCOMES:
                return tuple(_traced(came, state)), so_far
            for edge, following, more in self._ways(state):
                total = so_far + more
                if total <= _MOST and total < cost.get(following, total + 1):
                    cost[following], came[following] = total, (state, edge)
                    heapq.heappush(heap, (total, len(came), following))
        return None

    def _ways(self, state: _State) -> Iterator[tuple[int, _State, int]]:
        node, place = state
        for edge in (self.graph.edges[id] for id in self.graph.out[node]):
            reached = {place: 0}
            for moment in self.moments[edge.id]:
                reached = self._after(moment, reached)
            ends = self.graph.nodes[edge.target].kind in naming.OUTCOMES
            for following, more in (self._ended(edge, reached) if ends else reached).items():
                yield edge.id, (edge.target, following), more

    def _after(self, moment: Moment, reached: Mapping[int, int]) -> dict[int, int]:
        """The places among the lines that a moment leads to, with what that costs."""
        found: dict[int, int] = {}
        for place, cost in self._skipping(reached).items():
            ways = [(place, cost + _STEP)] if moment.kind == "step" else []
            if place < len(self.said) and (more := _distance(self.said[place], moment)) is not None:
                ways.append((place + 1, cost + more))
            for following, total in ways:
                found[following] = min(total, found.get(following, total))
        return found

    def _ended(self, edge: Edge, reached: Mapping[int, int]) -> dict[int, int]:
        """The same where an edge comes to an end: all that was said has to be behind it."""
        whole = self._skipping(reached).get(len(self.said))
        other = _OUTCOME * (naming.OUTCOMES[self.graph.nodes[edge.target].kind] != self.outcome)
        return {} if whole is None else {len(self.said): whole + other}

    def _skipping(self, reached: Mapping[int, int]) -> dict[int, int]:
        """The same, and where one comes to if steps that were said are done no more."""
        found = dict(reached)
        for place in range(min(reached, default=0), len(self.said)):
            if place in found and not self.said[place].entered and (total := found[place] + _STEP) <= _MOST:
                found[place + 1] = min(total, found.get(place + 1, total))
        return found


def _distance(line: Line, moment: Moment) -> int | None:
    """What tells a line from a moment; ``None`` if they are not the same."""
    enters = moment.kind == "condition"
    label, words = line.label == moment.label, line.text == " ".join(moment.text.split()) + ":" * enters
    if not words and not (label and line.entered == enters):
        return None
    return _RELABELLED * (not label) + _REWORDED * (not words)


def _traced(came: Mapping[_State, tuple[_State, int]], state: _State) -> list[int]:
    path: list[int] = []
    while state in came:
        state, edge = came[state]
        path.append(edge)
    return path[::-1]
