"""The letters of the flows that leave at one place: kept where they are in order, else a, b, c."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from usecase_dsl.syntax.formatting.flows import Flow

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Two letters are the most that a label has.
_MOST = len(_LETTERS) * (len(_LETTERS) + 1)


def lettered(groups: Sequence[Sequence[Flow]], numbers: Mapping[str, Mapping[int, int]]) -> Mapping[str, str]:
    """New letters for the flows in some of the groups, by label; the flows of a group leave at the same place.

    A letter at another place that takes in the same step fills a gap: ``2b`` may stand beside ``2,4a``. ``numbers``
    has the numbers of each flow's steps as keys. Letters of other alphabets stay.
    """
    given: dict[str, str] = {}
    plain = [group for group in groups if len(group) <= _MOST and all(_letters(flow).isascii() for flow in group)]
    in_order = {label: sorted(each) for label, each in numbers.items()}
    parents = {flow.label: in_order.get(flow.parts.parent, []) for group in groups for flow in group if flow.parts}
    places = {flow.label: tuple(_places(flow, parents[flow.label])) for group in groups for flow in group}
    # New letters may leave a gap that was filled before.
    while True:
        taken = _taken(groups, places, given)
        wrong = [group for group in plain if group[0].label not in given and not _are_in_order(group, taken, places)]
        if not wrong:
            return given
        given.update((flow.label, _letter(rank)) for group in wrong for rank, flow in enumerate(group))


def _places(flow: Flow, sorted_numbers: Sequence[int]) -> Iterator[tuple[str, int]]:
    """The steps at which a flow leaves."""
    if parts := flow.parts:
        ranges = [(0, sys.maxsize)] if parts.any_time else parts.steps
        for first, last in ranges:
            for number in sorted_numbers[bisect_left(sorted_numbers, first) : bisect_right(sorted_numbers, last)]:
                yield parts.parent, number


def _taken(
    groups: Sequence[Sequence[Flow]], places: Mapping[str, Sequence[tuple[str, int]]], given: Mapping[str, str]
) -> Mapping[tuple[str, int], set[int]]:
    """The letters that are taken at each step, by their rank."""
    taken: dict[tuple[str, int], set[int]] = {}
    for group in groups:
        for flow in group:
            rank = _rank(given.get(flow.label, _letters(flow)))
            for place in places[flow.label]:
                taken.setdefault(place, set()).add(rank)
    return taken


def _are_in_order(
    group: Sequence[Flow],
    taken: Mapping[tuple[str, int], set[int]],
    places: Mapping[str, Sequence[tuple[str, int]]],
) -> bool:
    ranks = [_rank(_letters(flow)) for flow in group]
    around = set(ranks).union(*(taken[place] for place in places[group[0].label]))
    # After z comes aa; somebody who writes ‘5aa’ beside ‘5a’ alone means another thing.
    gaps = (rank for rank in ranks if rank < len(_LETTERS) or len(_LETTERS) - 1 in around)
    if any(rank and rank - 1 not in around for rank in gaps):
        return False
    last: dict[str, int] = {}
    for flow, rank in zip(group, ranks, strict=True):
        if rank < last.get(flow.section, -1):
            return False
        last[flow.section] = rank
    return True


def _letters(flow: Flow) -> str:
    return flow.parts.letters if flow.parts else ""


def _rank(letters: str) -> int:
    """The place of letters in the order a, b, … z, aa, ab, …, from 0."""
    rank = 0
    for letter in letters:
        rank = rank * len(_LETTERS) + _LETTERS.find(letter) + 1
    return rank - 1


def _letter(rank: int) -> str:
    first, last = divmod(rank, len(_LETTERS))
    return (_LETTERS[first - 1] if first else "") + _LETTERS[last]
