"""The graph as ways from flow to flow: which flows can be taken after which, by one label on each edge at most."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from usecase_dsl.scenario import naming
from usecase_dsl.scenario.criteria.digraph import Digraph, components, outgoing
from usecase_dsl.scenario.types import Graph


@dataclass(frozen=True)
class Labelled:
    """``of`` with the label of the flow that each edge enters, ``""`` if it enters none, and the edge of the use case's
    graph that it stands for, -1 for what comes before it: an edge that enters two flows is two here.

    ``entries`` holds for each label the edges that enter it, ``ahead`` for each edge those entries that some walk comes
    to after it, both as bits of a number; ``begin`` are those that some walk comes to at all.
    """

    of: Digraph
    labels: tuple[str, ...]
    own: tuple[int, ...]
    out: Sequence[Sequence[int]]
    entries: dict[str, int]
    ahead: dict[int, int]
    begin: int

    def can_take(self, labels: Sequence[str]) -> bool:
        """Whether some walk takes these flows in this order, perhaps others between them."""
        reach = self.begin
        for label in labels:
            reach = self.after(reach & self.entries.get(label, 0))
            if not reach:
                return False
        return True

    def after(self, entries: int) -> int:
        """What can be come to after one of the entries; never 0 unless there is none: the last bit says that one is."""
        found = 0
        for edge in bits(entries):
            found |= self.ahead[edge] | 1 << len(self.labels)
        return found

    def nearest(self, node: int) -> tuple[list[int], dict[int, int]]:
        """The edges that enter a flow, nearest first, and for each node come to the edge that led there."""
        came: dict[int, int] = {}
        found: list[int] = []
        pending, seen = deque([node]), {node}
        while pending:
            for edge in self.out[pending.popleft()]:
                target = self.of.edges[edge][1]
                if self.labels[edge]:
                    found.append(edge)
                if target not in seen:
                    seen.add(target)
                    came[target] = edge
                    pending.append(target)
        return found, came

    def way(self, node: int, came: dict[int, int]) -> list[int]:
        """The edges that led to a node."""
        found: list[int] = []
        while node in came:
            found.append(came[node])
            node = self.of.edges[came[node]][0]
        return found[::-1]

    def to_end(self, node: int) -> list[int]:
        """The edges of the shortest way to a final node."""
        _, came = self.nearest(node)
        final = next(each for each in (node, *came) if each in self.of.final)
        return self.way(final, came)


def labelled(graph: Graph) -> Labelled:
    """The graph of a use case with one label on each edge at most."""
    size = len(graph.nodes)
    edges: list[tuple[int, int]] = []
    labels: list[str] = []
    own: list[int] = []
    for each in graph.edges:
        source = each.source
        for label in each.flows[:-1]:
            edges.append((source, size))
            labels.append(label)
            own.append(-1)
            source, size = size, size + 1
        edges.append((source, each.target))
        labels.append(each.flows[-1] if each.flows else "")
        own.append(each.id)
    final = tuple(node.id for node in graph.nodes if node.kind in naming.OUTCOMES)
    return _with_reach(Digraph(size, tuple(edges), (graph.start,), final), tuple(labels), tuple(own))


def _with_reach(of: Digraph, labels: tuple[str, ...], own: tuple[int, ...]) -> Labelled:
    out = outgoing(of)
    component = components([[of.edges[edge][1] for edge in each] for each in out])
    leaving: list[list[int]] = [[] for _ in range(max(component, default=-1) + 1)]
    for each in out:
        for edge in each:
            leaving[component[of.edges[edge][0]]].append(edge)
    reach: list[int] = []
    for number, inside in enumerate(leaving):  # Those further on come first.
        found = 0
        for edge in inside:
            target = component[of.edges[edge][1]]
            found |= (1 << edge if labels[edge] else 0) | (reach[target] if target < number else 0)
        reach.append(found)
    entries: dict[str, int] = {}
    ahead: dict[int, int] = {}
    for edge in (edge for inside in leaving for edge in inside if labels[edge]):
        entries[labels[edge]] = entries.get(labels[edge], 0) | 1 << edge
        ahead[edge] = reach[component[of.edges[edge][1]]]
    (start,) = of.initial
    return Labelled(of, labels, own, out, entries, ahead, reach[component[start]])


def bits(number: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
