"""Smallest sets of walks through plain graphs, held against trying all, and their proofs checked independently."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.scenario.criteria.cover import Cover, cover
from usecase_dsl.scenario.criteria.digraph import Digraph, Path
from usecase_dsl.scenario.criteria.requirements import TooMany, edge_pairs, edges, nodes, prime_paths

CRITERIA = (nodes, edges, edge_pairs, prime_paths)


@st.composite
def digraphs(draw: st.DrawFn, size: int = 4, most: int = 6) -> Digraph:
    node = st.integers(0, size - 1)
    some = st.lists(node, min_size=1, max_size=2, unique=True).map(tuple)
    return Digraph(size, tuple(draw(st.lists(st.tuples(node, node), max_size=most))), draw(some), draw(some))


def visited(of: Digraph, path: Path) -> list[int]:
    return [path.node, *(of.edges[edge][1] for edge in path.edges)]


def takes(of: Digraph, walk: Path, required: Path) -> bool:
    """Whether a walk takes a path without a break, straight from the definition."""
    size = len(required.edges)
    if not size:
        return required.node in visited(of, walk)
    return any(walk.edges[i : i + size] == required.edges for i in range(len(walk.edges) - size + 1))


def is_walk(of: Digraph, path: Path) -> bool:
    joined = all(of.edges[a][1] == of.edges[b][0] for a, b in zip(path.edges, path.edges[1:], strict=False))
    begins = not path.edges or of.edges[path.edges[0]][0] == path.node
    return joined and begins and path.node in of.initial and visited(of, path)[-1] in of.final


def taken_together(of: Digraph, required: Sequence[Path]) -> set[frozenset[Path]]:
    """The sets of required paths that some walk takes, by following all walks until nothing new comes."""
    longest = max((len(each.edges) for each in required), default=0)

    def with_taken(node: int, recent: tuple[int, ...], taken: frozenset[Path]) -> frozenset[Path]:
        new = (
            each for each in required if (recent[-len(each.edges) :] == each.edges if each.edges else each.node == node)
        )
        return taken | frozenset(new)

    pending: list[tuple[int, tuple[int, ...], frozenset[Path]]] = [
        (node, (), with_taken(node, (), frozenset())) for node in of.initial
    ]
    seen = set(pending)
    while pending:
        node, recent, taken = pending.pop()
        for edge, (source, target) in enumerate(of.edges):
            if source == node:
                after = (*recent, edge)[-longest:] if longest else ()
                state = target, after, with_taken(target, after, taken)
                if state not in seen:
                    seen.add(state)
                    pending.append(state)
    return {taken for node, _, taken in seen if node in of.final}


def fewest(sets: set[frozenset[Path]], required: frozenset[Path]) -> int:
    largest = [each for each in sets if not any(each < other for other in sets)]
    return next(
        number
        for number in range(len(required) + 1)
        if any(frozenset().union(*some) >= required for some in combinations(largest, number))
    )


def simple_paths(of: Digraph) -> Iterator[Path]:
    """Every path without a node twice, or that comes round to its first: from the definition, feasible ones alone."""
    useful = on_some_walk(of)
    pending = [Path(node, ()) for node in useful]
    while pending:
        path = pending.pop()
        yield path
        inside = visited(of, path)
        if path.edges and inside[-1] == inside[0]:
            continue
        for edge, (source, target) in enumerate(of.edges):
            if source == inside[-1] and target in useful and (target not in inside or target == inside[0]):
                pending.append(Path(path.node, (*path.edges, edge)))


def on_some_walk(of: Digraph) -> set[int]:
    """The nodes that are come to from the beginning, and from which the end is come to."""

    def reach(first: set[int], pairs: Sequence[tuple[int, int]]) -> set[int]:
        for _ in range(of.size):
            first = first | {b for a, b in pairs if a in first}
        return first

    back = [(b, a) for a, b in of.edges]
    return reach(set(of.initial), of.edges) & reach(set(of.final), back)


def check(of: Digraph, required: Sequence[Path]) -> Cover:
    found = cover(of, required)
    assert all(is_walk(of, walk) for walk in found.walks)
    assert all(any(takes(of, walk, each) for walk in found.walks) for each in required)
    assert len(found.witness) == len(found.walks)
    assert set(found.witness) <= set(found.requirements) <= set(required)
    return found


@pytest.mark.parametrize("criterion", CRITERIA)
@given(of=digraphs(most=5))
@settings(max_examples=150, deadline=None)
def test_no_smaller_set_does(criterion: Callable[[Digraph], list[Path]], of: Digraph) -> None:
    required = criterion(of)
    found = check(of, required)
    together = taken_together(of, required)
    assert len(found.walks) == fewest(together, frozenset(required))
    assert not any(a in each and b in each for a, b in combinations(found.witness, 2) for each in together)


@given(of=digraphs(9, 16))
@settings(max_examples=150, deadline=None)
def test_larger_graphs_are_covered_and_the_bound_is_met(of: Digraph) -> None:
    for criterion in CRITERIA:
        check(of, criterion(of))


@given(of=digraphs(5, 9))
@settings(max_examples=200, deadline=None)
def test_prime_paths_are_the_simple_paths_that_no_other_holds(of: Digraph) -> None:
    simple = set(simple_paths(of))

    def held(path: Path) -> bool:
        return any(other != path and takes(of, other, path) for other in simple)

    assert sorted(prime_paths(of)) == sorted(path for path in simple if not held(path))


@given(of=digraphs(5, 9))
@settings(max_examples=100, deadline=None)
def test_each_criterion_asks_for_all_that_the_one_before_it_does(of: Digraph) -> None:
    """Prime paths subsume edge pairs but for a loop taken twice in a row, edge pairs edges, and these nodes."""
    for weaker, stronger in ((nodes, edges), (edges, edge_pairs), (edges, prime_paths)):
        walks = cover(of, stronger(of)).walks
        assert all(any(takes(of, walk, each) for walk in walks) for each in weaker(of))


def test_only_what_a_walk_can_take_is_demanded() -> None:
    """From 0 to 1; node 2 can't be come to, and nothing leads on from node 3."""
    of = Digraph(4, ((0, 1), (2, 1), (0, 3)), (0,), (1,))
    assert nodes(of) == [Path(0, ()), Path(1, ())]
    assert edges(of) == edge_pairs(of) == prime_paths(of) == [Path(0, (0,))]


def test_no_walk_at_all() -> None:
    of = Digraph(2, ((1, 0),), (0,), (1,))
    assert all(criterion(of) == [] for criterion in CRITERIA)
    assert cover(of, []) == Cover((), (), ())


def test_a_walk_without_an_edge() -> None:
    of = Digraph(1, (), (0,), (0,))
    assert [cover(of, criterion(of)).walks for criterion in CRITERIA] == [(Path(0, ()),)] * 4


def diamonds(number: int) -> Digraph:
    """So many choices between two ways, one after the other: 2 to that number of paths."""
    edges = [edge for n in range(0, 3 * number, 3) for edge in ((n, n + 1), (n, n + 2), (n + 1, n + 3), (n + 2, n + 3))]
    return Digraph(3 * number + 1, tuple(edges), (0,), (3 * number,))


def test_more_prime_paths_than_can_be_listed_are_refused() -> None:
    assert len(prime_paths(diamonds(8))) == 2**8
    with pytest.raises(TooMany) as refused:
        prime_paths(diamonds(40))
    assert refused.value.count > 1000 and not refused.value.exact


def test_prime_paths_that_hide_are_not_looked_for_for_ever() -> None:
    """All nodes joined with all: its prime paths are more than the longest search would find."""
    of = Digraph(14, tuple((a, b) for a in range(14) for b in range(14) if a != b), (0,), (13,))
    with pytest.raises(TooMany) as refused:
        prime_paths(of)
    assert not refused.value.exact


def test_edge_pairs_are_counted_before_they_are_listed() -> None:
    star = Digraph(3, (*((0, 1) for _ in range(200)), *((1, 2) for _ in range(200))), (0,), (2,))
    with pytest.raises(TooMany) as refused:
        edge_pairs(star)
    assert (refused.value.count, refused.value.exact) == (40_000, True)


def test_what_is_long_is_no_matter() -> None:
    """A chain with a way back at each of its 2,000 nodes."""
    chain = [(n, n + 1) for n in range(2000)]
    of = Digraph(2001, (*chain, *((n, n) for n in range(2000))), (0,), (2000,))
    assert len(cover(of, edges(of)).walks) == 1
