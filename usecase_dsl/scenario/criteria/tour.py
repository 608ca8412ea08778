"""Walks that take given paths, with few detours: each next path is one that the walk is in the middle of, or near."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Mapping, Sequence

from usecase_dsl.scenario.criteria.automaton import Automaton
from usecase_dsl.scenario.criteria.digraph import Digraph, Path


class Tour:
    """Makes the walks one after the other. ``groups`` are the paths to take, by the part of the graph that they end in.

    A walk that comes to a part takes all those paths of it that no walk before it has taken.
    """

    def __init__(
        self,
        of: Digraph,
        out: Sequence[Sequence[int]],
        automaton: Automaton,
        groups: Mapping[int, Sequence[Path]],
    ) -> None:
        self._of = of
        self._out = out
        self._automaton = automaton
        self._groups = groups
        self._final = set(of.final)
        self._left = {path for each in groups.values() for path in each}
        self._ended = {automaton.state(path.edges): path for path in self._left if path.edges}

    def walk(self, parts: Sequence[int]) -> Path:
        """A walk through parts, in their order; there has to be one that takes all that is left in them."""
        self._edges: list[int] = []
        self._nodes: Sequence[int] = self._of.initial
        self._state = 0
        self._wanted: set[Path] = set()
        for part in parts:
            if wanted := [path for path in self._groups.get(part, ()) if path in self._left]:
                self._take_all(wanted)
        self._go(self._way_to(self._final))
        return Path(self._of.edges[self._edges[0]][0] if self._edges else self._nodes[0], tuple(self._edges))

    def _take_all(self, wanted: Sequence[Path]) -> None:
        """Goes on until these paths are taken, and first with the one whose beginning is already taken furthest.

        ``ahead`` counts, for each state, the paths still to take that begin so, and ``starts`` those from each node.
        """
        self._wanted = set(wanted)
        self._ahead = Counter(state for path in wanted for state in self._automaton.along(path.edges))
        self._starts = Counter(path.node for path in wanted)
        while self._wanted:
            state = next(each for each in self._automaton.ends(self._state) if not each or self._ahead[each])
            if not state:
                self._go(self._way_to(self._starts.keys()))
            while following := self._next(state):
                edge, state = following
                self._go((self._nodes[0], [edge]))

    def _next(self, state: int) -> tuple[int, int] | None:
        """The edge with which some path still to take goes on from a state, and the state after it."""
        on = self._automaton.on[state]
        for edge in self._out[self._nodes[0]]:
            if edge in on and self._ahead[on[edge]]:
                return edge, on[edge]
        return None

    def _way_to(self, there: Collection[int]) -> tuple[int, list[int]]:
        """Where the shortest way to one of the nodes begins, and its edges."""
        came: dict[int, int] = {}
        seen = set(self._nodes)
        pending = deque(self._nodes)
        while (node := pending.popleft()) not in there:
            for edge in self._out[node]:
                target = self._of.edges[edge][1]
                if target not in seen:
                    seen.add(target)
                    came[target] = edge
                    pending.append(target)
        edges: list[int] = []
        while node in came:
            edges.append(came[node])
            node = self._of.edges[came[node]][0]
        return node, edges[::-1]

    def _go(self, way: tuple[int, Sequence[int]]) -> None:
        begins, edges = way
        self._nodes = [begins]
        self._taken(Path(begins, ()))
        for edge in edges:
            self._edges.append(edge)
            self._nodes = [self._of.edges[edge][1]]
            self._state = self._automaton.after(self._state, edge)
            self._taken(Path(self._nodes[0], ()))
            if self._state in self._ended:
                self._taken(self._ended[self._state])

    def _taken(self, path: Path) -> None:
        self._left.discard(path)
        if path not in self._wanted:
            return
        self._wanted.discard(path)
        self._ahead.subtract(self._automaton.along(path.edges))
        self._starts[path.node] -= 1
        if not self._starts[path.node]:
            del self._starts[path.node]
