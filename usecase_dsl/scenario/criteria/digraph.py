"""Directed graphs as such: walks from an initial node to a final one, and what is strongly connected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Digraph:
    """Nodes ``0`` to ``size - 1`` and edges from one to another; several edges may join the same two.

    A walk begins at an ``initial`` node and ends at a ``final`` one, which it may also pass through.
    """

    size: int
    edges: tuple[tuple[int, int], ...]
    initial: tuple[int, ...]
    final: tuple[int, ...]


class Path(NamedTuple):
    """Where a path begins, and the indices of the edges that it takes one after the other; perhaps none."""

    node: int
    edges: tuple[int, ...]


def outgoing(of: Digraph) -> list[list[int]]:
    """For each node the indices of the edges on some walk that leave it, in order."""
    useful = on_walks(of)
    out: list[list[int]] = [[] for _ in range(of.size)]
    for index, (source, target) in enumerate(of.edges):
        if source in useful and target in useful:
            out[source].append(index)
    return out


def on_walks(of: Digraph) -> set[int]:
    """The nodes that some walk visits."""
    forward: list[list[int]] = [[] for _ in range(of.size)]
    backward: list[list[int]] = [[] for _ in range(of.size)]
    for source, target in of.edges:
        forward[source].append(target)
        backward[target].append(source)
    return reached(forward, of.initial) & reached(backward, of.final)


def reached(following: Sequence[Iterable[int]], first: Iterable[int]) -> set[int]:
    """The nodes that can be come to from the first ones, themselves among them."""
    found = set(first)
    pending = list(found)
    while pending:
        new = set(following[pending.pop()]) - found
        found |= new
        pending += new
    return found


def components(following: Sequence[Sequence[int]]) -> list[int]:
    """The number of each node's strongly connected component; an edge between two leads to the smaller number.

    Tarjan's algorithm (1972), without recursion.
    """
    number = [-1] * len(following)
    low = [0] * len(following)
    found = [-1] * len(following)
    open_: list[int] = []
    counts = [0, 0]
    for root in range(len(following)):
        if number[root] < 0:
            _visit(root, following, number, low, found, open_, counts)
    return found


def _visit(
    root: int,
    following: Sequence[Sequence[int]],
    number: list[int],
    low: list[int],
    found: list[int],
    open_: list[int],
    counts: list[int],
) -> None:
    def enter(node: int) -> tuple[int, Iterator[int]]:
        number[node] = low[node] = counts[0]
        counts[0] += 1
        open_.append(node)
        return node, iter(following[node])

    stack = [enter(root)]
    while stack:
        node, targets = stack[-1]
        target = next(targets, None)
        if target is None:
            stack.pop()
            if stack:
                low[stack[-1][0]] = min(low[stack[-1][0]], low[node])
            if low[node] == number[node]:
                while found[node] < 0:
                    found[open_.pop()] = counts[1]
                counts[1] += 1
        elif number[target] < 0:
            stack.append(enter(target))
        elif found[target] < 0:
            low[node] = min(low[node], number[target])
