"""Which column of the boundary each use case stands in.

Related use cases stand in different columns, so that each relation has a gap for its line and its label. Beyond
that, use cases of the primary actors are drawn to the left, those of the supporting ones to the right, and no
column grows much longer than the others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

# The rows that a column may have before use cases move to the next one; without relations one column holds more.
_ROWS = 12
_ROWS_ALONE = 9
# So many columns are made for that in one frame, and in several frames below each other: who has to pass more of them
# takes as much room as another row.
_MOST = (4, 3)
# What it costs that a line passes a column, from the left and from the right.
_LEFT, _RIGHT = 1.0, 0.75
# What it costs that a column is too long, and what no column is too long with: for one frame, and for several of them
# below each other.
_ROW, _SHORT = (0.3, 1.0), (6.0, 2.0)


class Ties(NamedTuple):
    """What draws each use case where: its actors, how many of them left and right, and the related use cases.

    ``groups`` is the frame of each; every frame spans all columns, and frames stand below each other.
    """

    actors: Mapping[str, Sequence[str]]
    left: Mapping[str, int]
    right: Mapping[str, int]
    related: Mapping[str, Sequence[str]]
    groups: Mapping[str, str] = MappingProxyType({})


def columns(cases: Sequence[str], ties: Ties) -> dict[str, int]:
    """The column of each use case, counted from 0 at the left; none is empty."""
    found = _coloured(cases, ties)
    many = max(_least(cases, ties), 1 + max(found.values(), default=0))
    for component in _components(cases, ties):
        _turn(component, found, ties)
    _relax(_interleaved(cases, ties, many), found, ties, many)
    used = sorted(set(found.values()))
    return {case: used.index(column) for case, column in found.items()}


def _least(cases: Sequence[str], ties: Ties) -> int:
    related = any(ties.related.get(case) for case in cases)
    if not related and len(cases) <= _ROWS_ALONE:
        return 1
    most = _MOST[len(set(ties.groups.values())) > 1]
    return min(most, max(2, math.ceil(len(cases) / _ROWS)))


def _interleaved(cases: Sequence[str], ties: Ties, many: int) -> list[str]:
    """The use cases such that those of one actor come in different rounds: each actor's are spread evenly then."""
    turn: Counter[tuple[str, ...]] = Counter()
    rounds: dict[str, int] = {}
    for case in cases:
        own = tuple(ties.actors.get(case, ()))
        rounds[case] = (turn[own] + 1) % many
        turn[own] += 1
    return sorted(cases, key=lambda case: -rounds[case])


def _components(cases: Sequence[str], ties: Ties) -> list[list[str]]:
    """The groups of use cases that hang together, each in breadth-first order."""
    seen: set[str] = set()
    groups = []
    for case in cases:
        if case in seen:
            continue
        seen.add(case)
        group = [case]
        for each in group:
            fresh = [other for other in ties.related.get(each, ()) if other not in seen]
            seen.update(fresh)
            group += dict.fromkeys(fresh)
        groups.append(group)
    return groups


def _coloured(cases: Sequence[str], ties: Ties) -> dict[str, int]:
    """A column for each that none of its relatives has; two columns suffice wherever two can."""
    found: dict[str, int] = {}
    for component in _components(cases, ties):
        for case in component:
            taken = {found[other] for other in ties.related.get(case, ()) if other in found}
            found[case] = next(column for column in range(len(taken) + 1) if column not in taken)
    return found


def _turn(component: Sequence[str], found: dict[str, int], ties: Ties) -> None:
    """Mirrors a group where that brings it nearer to its actors."""
    last = max(found[case] for case in component)
    mirrored = {case: last - found[case] for case in component}
    if _reach(mirrored, ties) < _reach({case: found[case] for case in component}, ties):
        found.update(mirrored)


def _reach(found: Mapping[str, int], ties: Ties) -> float:
    last = max(found.values())
    return sum(_pull(case, column, last, ties) for case, column in found.items())


def _pull(case: str, column: int, last: int, ties: Ties) -> float:
    return _LEFT * ties.left.get(case, 0) * column + _RIGHT * ties.right.get(case, 0) * (last - column)


class _Rows:
    """How many use cases stand in each column of each frame, and what it costs to have one more there."""

    def __init__(self, cases: Sequence[str], found: Mapping[str, int], ties: Ties, many: int) -> None:
        self._groups = {case: ties.groups.get(case, "") for case in cases}
        self._rows = Counter((self._groups[case], found[case]) for case in cases)
        sizes = Counter(self._groups.values())
        self._row, short = (values[len(sizes) > 1] for values in (_ROW, _SHORT))
        self._fair = {group: max(size / many, short) for group, size in sizes.items()}

    def move(self, case: str, old: int, new: int) -> None:
        self._rows[self._groups[case], old] -= 1
        self._rows[self._groups[case], new] += 1

    def cost(self, case: str, column: int, moved: bool) -> float:
        group = self._groups[case]
        length, fair = self._rows[group, column] + moved, self._fair[group]
        return self._row * (max(0.0, length - fair) ** 2 - max(0.0, length - 1 - fair) ** 2)


def _relax(cases: Sequence[str], found: dict[str, int], ties: Ties, many: int) -> None:
    """Moves use cases one by one as long as that saves something."""
    rows = _Rows(cases, found, ties, many)
    for _ in range(6):
        moved = False
        for case in cases:
            best = min(range(many), key=lambda column: _cost(case, column, found, ties, many, rows))
            if best != found[case]:
                rows.move(case, found[case], best)
                found[case] = best
                moved = True
        if not moved:
            return


def _cost(case: str, column: int, found: Mapping[str, int], ties: Ties, many: int, rows: _Rows) -> float:
    """What it costs to have a use case in a column: long lines, and a long column."""
    steps = [abs(column - found[other]) for other in ties.related.get(case, ())]
    if 0 in steps:
        return math.inf if column != found[case] else 1e9
    moved = column != found[case]
    # The place that it has wins over one that is no better.
    habit = 1e-6 if moved else 0.0
    lines = _pull(case, column, many - 1, ties) + sum(step - 1 for step in steps)
    return lines + rows.cost(case, column, moved) + habit
