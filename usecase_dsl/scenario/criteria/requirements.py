"""What the criteria of coverage demand of a graph: its test requirements, each a path that some walk has to take.

The names and the definitions are those of Ammann and Offutt, *Introduction to Software Testing*, chapter 7. Only what
some walk can take is demanded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from usecase_dsl.scenario.criteria.digraph import Digraph, Path, components, on_walks, outgoing

# Beyond so many a set of scenarios is of no use to anybody.
MOST_REQUIREMENTS = 10_000
# Prime paths may be so long, and so well hidden, that it isn't their number which sets the bound.
MOST_EDGES = 300_000
MOST_TRIALS = 1_000_000


class TooMany(ValueError):
    """More requirements or scenarios than can be listed. ``count`` is how many, ``exact`` false if there are more;
    ``number`` says both in words."""

    def __init__(self, count: int, exact: bool) -> None:
        self.count = count
        self.exact = exact
        self.number = f"{'' if exact else 'more than '}{count:,}"
        super().__init__(f"there are {self.number}")


def nodes(of: Digraph) -> list[Path]:
    """Node coverage: each node."""
    return [Path(node, ()) for node in sorted(on_walks(of))]


def edges(of: Digraph) -> list[Path]:
    """Edge coverage: each edge, and each node that no edge touches."""
    found = [Path(of.edges[edge][0], (edge,)) for edge in sorted(each for out in outgoing(of) for each in out)]
    return [*found, *_untouched(of)]


def edge_pairs(of: Digraph) -> list[Path]:
    """Edge-pair coverage: each two edges in a row, and each edge that has none before or after it.

    Raises TooMany with their number if they are more than MOST_REQUIREMENTS.
    """
    out = outgoing(of)
    into = _into(of, out)
    number = sum(len(before) * len(after) for before, after in zip(into, out, strict=True))
    if number > MOST_REQUIREMENTS:
        raise TooMany(number, exact=True)
    found = [
        Path(of.edges[before][0], (before, after))
        for node in range(of.size)
        for before in into[node]
        for after in out[node]
    ]
    paired = {edge for pair in found for edge in pair.edges}
    return [*found, *(each for each in edges(of) if not each.edges or each.edges[0] not in paired)]


def prime_paths(of: Digraph) -> list[Path]:
    """Prime path coverage: each path without a node twice, or with its first again as its last, that no other holds.

    Raises TooMany with the number found so far if there are more than MOST_REQUIREMENTS, or too many to look for.
    """
    found: list[Path] = []
    length = 0
    for path in _prime(of, found):
        found.append(path)
        length += len(path.edges)
        if len(found) >= MOST_REQUIREMENTS or length > MOST_EDGES:
            raise TooMany(len(found), exact=False)
    return found


def _untouched(of: Digraph) -> list[Path]:
    touched = {node for out in outgoing(of) for edge in out for node in of.edges[edge]}
    return [Path(node, ()) for node in sorted(on_walks(of) - touched)]


def _into(of: Digraph, out: Sequence[Sequence[int]]) -> list[list[int]]:
    into: list[list[int]] = [[] for _ in range(of.size)]
    for edge in sorted(each for leaving in out for each in leaving):
        into[of.edges[edge][1]].append(edge)
    return into


# ---- prime paths


def _prime(of: Digraph, found: Sequence[Path]) -> Iterator[Path]:
    """Each prime path once, depth first from each node.

    A path is prime if it has come round to its first node, or if it can be made longer at neither end: every node
    before its first is in it, and every node after its last, and no edge leads from its last to its first.
    """
    out = outgoing(of)
    after = [{of.edges[edge][1] for edge in each} for each in out]
    before = [{of.edges[edge][0] for edge in each} for each in _into(of, out)]
    component = components([sorted(each) for each in after])
    trials = 0
    for first in sorted(on_walks(of)):
        for path, inside, last in _simple(of, out, first, before[first], component):
            trials += 1
            if trials > MOST_TRIALS:
                raise TooMany(len(found), exact=False)
            round_ = bool(path) and last == first
            if round_ or (first not in after[last] and after[last] <= inside and before[first] <= inside):
                yield Path(first, tuple(path))


def _simple(
    of: Digraph, out: Sequence[Sequence[int]], first: int, before: set[int], component: Sequence[int]
) -> Iterator[tuple[list[int], set[int], int]]:
    """The simple paths from a node: their edges, the nodes in them, and the last. The first two change afterwards.

    A path that leaves the first node's component never comes to a node ``before`` that one again: it can be prime only
    if it holds them all by then, so other paths aren't followed.
    """
    path: list[int] = []
    inside = {first}
    yield path, inside, first
    stack = [iter(out[first])]
    while stack:
        edge = next(stack[-1], None)
        if edge is None:
            stack.pop()
            if path:
                inside.discard(of.edges[path.pop()][1])
            continue
        target = of.edges[edge][1]
        if target == first:
            yield [*path, edge], inside, first
        elif target not in inside and (component[target] == component[first] or before <= inside):
            path.append(edge)
            inside.add(target)
            yield path, inside, target
            stack.append(iter(out[target]))
