"""The least number of walks through an acyclic graph that visit all the nodes wanted, and proof that fewer can't.

A flow with at least one unit through each node wanted is a set of walks. One is found, and then made less as long as
possible by Dinic's algorithm (1970), run from the end to the beginning. Where no more can be taken away, the nodes
wanted across the cut are as many as the walks, and no walk visits two of them (Dilworth 1950).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

_ENDLESS = 1 << 60


def least_walks(
    following: Sequence[Sequence[int]], initial: Collection[int], final: Collection[int], wanted: Collection[int]
) -> tuple[list[list[int]], list[int]]:
    """Walks, each the nodes visited, and as many nodes wanted of which no walk visits two.

    ``following`` is acyclic: it leads from a number to smaller ones. Every node lies on some walk, from an initial node
    to a final one.
    """
    network = _Network(following, set(initial), set(final), set(wanted))
    network.fill()
    network.lessen()
    return network.walks(), network.cut()


@dataclass
class _Network:
    """Arcs between nodes: ``2n`` where a node of the graph is come to, ``2n + 1`` where it is left, and two ends.

    Arc ``i`` is ``2i`` in the lists of what is left to do; ``2i + 1`` takes flow away from it.
    """

    following: Sequence[Sequence[int]]
    initial: set[int]
    final: set[int]
    wanted: set[int]
    heads: list[int] = field(default_factory=list)
    flow: list[int] = field(default_factory=list)
    least: list[int] = field(default_factory=list)
    leaving: list[list[int]] = field(default_factory=list)
    level: dict[int, int] = field(default_factory=dict)
    arcs: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        size = len(self.following)
        self.begin, self.end = 2 * size, 2 * size + 1
        self.leaving = [[] for _ in range(2 * size + 2)]
        for node in sorted(self.initial):
            self.arc(self.begin, 2 * node)
        for node in range(size):
            self.arc(2 * node, 2 * node + 1, int(node in self.wanted))
            for target in sorted(set(self.following[node]), reverse=True):
                self.arc(2 * node + 1, 2 * target)
            if node in self.final:
                self.arc(2 * node + 1, self.end)

    def arc(self, tail: int, head: int, least: int = 0) -> None:
        index = len(self.flow)
        self.arcs[tail, head] = index
        self.heads += (head, tail)
        self.flow.append(0)
        self.least.append(least)
        self.leaving[tail].append(2 * index)
        self.leaving[head].append(2 * index + 1)

    # ---- a flow to begin with

    def fill(self) -> None:
        """Walks until each node wanted is on one: each takes on its way what is left, and else where most was wanted.

        They are nearly as few as can be, and found in one go over the graph.
        """
        left = set(self.wanted)
        to = self._nearest()
        most = self._most_ahead()
        for node in sorted(self.wanted, reverse=True):
            if node in left:
                here = node
                while here not in self.initial:
                    self._unit(2 * to[here] + 1, 2 * here)
                    here = to[here]
                    self._through(here, left)
                self._unit(self.begin, 2 * here)
                self._on(node, left, most)

    def _on(self, node: int, left: set[int], most: Sequence[int]) -> None:
        """A unit through a node and on to the end."""
        self._through(node, left)
        while following := self.following[node]:
            on = max(following, key=lambda each: (each in left, most[each]))
            if node in self.final and not most[on]:
                break
            self._unit(2 * node + 1, 2 * on)
            self._through(on, left)
            node = on
        self._unit(2 * node + 1, self.end)

    def _through(self, node: int, left: set[int]) -> None:
        self._unit(2 * node, 2 * node + 1)
        left.discard(node)

    def _unit(self, tail: int, head: int) -> None:
        self.flow[self.arcs[tail, head]] += 1

    def _nearest(self) -> dict[int, int]:
        """For each node that is not initial the one before it on a shortest way there."""
        found: dict[int, int] = {}
        pending = deque(sorted(self.initial))
        while pending:
            node = pending.popleft()
            for each in self.following[node]:
                if each not in found and each not in self.initial:
                    found[each] = node
                    pending.append(each)
        return found

    def _most_ahead(self) -> list[int]:
        """For each node how many of those wanted one walk can still visit from there on, itself among them."""
        found: list[int] = []
        for node, following in enumerate(self.following):
            found.append((node in self.wanted) + max((found[each] for each in following), default=0))
        return found

    # ---- made less

    def lessen(self) -> None:
        """Sends back from the end to the beginning what can be spared."""
        while self._levelled():
            tried = [0] * len(self.leaving)
            while path := self._way_back(tried):
                amount = min(self._room(way) for way in path)
                for way in path:
                    self.flow[way // 2] += -amount if way % 2 else amount

    def _room(self, way: int) -> int:
        return self.flow[way // 2] - self.least[way // 2] if way % 2 else _ENDLESS

    def _levelled(self) -> bool:
        """Whether the end still reaches the beginning; ``level`` is how far from it each node is."""
        self.level = {self.end: 0}
        pending = deque([self.end])
        while pending:
            node = pending.popleft()
            for way in self.leaving[node]:
                if self.heads[way] not in self.level and self._room(way):
                    self.level[self.heads[way]] = self.level[node] + 1
                    pending.append(self.heads[way])
        return self.begin in self.level

    def _way_back(self, tried: list[int]) -> list[int]:
        """A way back along the levels, past those ``tried`` in vain; none if there is no other."""
        path: list[int] = []
        node = self.end
        while node != self.begin:
            ways = self.leaving[node]
            while tried[node] < len(ways) and not self._leads_on(node, ways[tried[node]]):
                tried[node] += 1
            if tried[node] < len(ways):
                path.append(ways[tried[node]])
                node = self.heads[path[-1]]
            elif path:
                node = self.heads[path.pop() ^ 1]
                tried[node] += 1
            else:
                return []
        return path

    def _leads_on(self, node: int, way: int) -> bool:
        return self._room(way) > 0 and self.level.get(self.heads[way]) == self.level[node] + 1

    # ---- what comes out

    def walks(self) -> list[list[int]]:
        """The flow as walks, one unit each."""
        left = list(self.flow)
        found: list[list[int]] = []
        while (way := self._left(self.begin, left)) >= 0:
            walk = []
            while (head := self.heads[way]) != self.end:
                left[way // 2] -= 1
                if head % 2 == 0:
                    walk.append(head // 2)
                way = self._left(head, left)
            left[way // 2] -= 1
            found.append(walk)
        return found

    def _left(self, node: int, left: Sequence[int]) -> int:
        return next((way for way in self.leaving[node] if way % 2 == 0 and left[way // 2]), -1)

    def cut(self) -> list[int]:
        """The nodes wanted that lead across the cut: into what the end still reaches."""
        return [node for node in sorted(self.wanted) if 2 * node not in self.level and 2 * node + 1 in self.level]
