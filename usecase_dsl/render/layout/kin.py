"""Generalizations of actors: straight where the two stand next to each other, else around the outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from usecase_dsl.render.layout.routes import Point

# How far outside the first such line runs, and each further one outside that.
_FIRST, _NEXT = 18.0, 12.0
_AWAY = 4.0
# A straight line needs so much room for itself and its arrow.
_LEAST = 26.0


class Place(NamedTuple):
    """Where an actor stands: the middle of its mark and half its width, and the room that mark and name take."""

    at: Point
    half: float
    left: float
    right: float
    top: float
    bottom: float
    is_left: bool


def kin_courses(pairs: Sequence[tuple[Place, Place]], everyone: Sequence[Place], top: float) -> list[list[Point]]:
    """The corners of each line from an actor to a more general one; ``top`` is where the rest of the picture begins."""
    courses: dict[int, list[Point]] = {}
    lanes = _Lanes(everyone, top)
    # The shortest runs innermost, so that none has to cross another one without need.
    for index in sorted(range(len(pairs)), key=lambda index: _span(*pairs[index])):
        child, parent = pairs[index]
        courses[index] = _straight(child, parent, everyone) or lanes.around(child, parent)
    return [courses[index] for index in range(len(pairs))]


def _span(child: Place, parent: Place) -> tuple[bool, float]:
    return child.is_left != parent.is_left, abs(child.at.y - parent.at.y)


def _straight(child: Place, parent: Place, everyone: Sequence[Place]) -> list[Point] | None:
    if child.is_left != parent.is_left:
        return None
    low, high = sorted((child.at.y, parent.at.y))
    if any(low < other.at.y < high for other in everyone if other.is_left == child.is_left):
        return None
    upward = parent.at.y < child.at.y
    upper, lower = (parent, child) if upward else (child, parent)
    if lower.top - upper.bottom < _LEAST:
        return None
    start = Point(child.at.x, child.top - _AWAY if upward else child.bottom + _AWAY)
    return [start, Point(parent.at.x, parent.bottom + _AWAY if upward else parent.top - _AWAY)]


class _Lanes:
    """The lanes outside the picture that are taken so far."""

    def __init__(self, everyone: Sequence[Place], top: float) -> None:
        left, right = [each for each in everyone if each.is_left], [each for each in everyone if not each.is_left]
        self._edges = {
            True: min((each.left for each in left), default=0.0) - _FIRST,
            False: max((each.right for each in right), default=0.0) + _FIRST,
        }
        self._top = top - _FIRST

    def around(self, child: Place, parent: Place) -> list[Point]:
        start, end = _outer(child), _outer(parent)
        if child.is_left == parent.is_left:
            out = self._lane(child.is_left)
            return [start, Point(out, start.y), Point(out, end.y), end]
        over, self._top = self._top, self._top - _NEXT
        out, back = self._lane(child.is_left), self._lane(parent.is_left)
        return [start, Point(out, start.y), Point(out, over), Point(back, over), Point(back, end.y), end]

    def _lane(self, is_left: bool) -> float:
        lane = self._edges[is_left]
        self._edges[is_left] += -_NEXT if is_left else _NEXT
        return lane


def _outer(place: Place) -> Point:
    away = place.half + _AWAY
    return Point(place.at.x - away if place.is_left else place.at.x + away, place.at.y)
