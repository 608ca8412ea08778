"""From corners to strokes: lines cut off where their ends begin, with rounded bends, and arrow heads."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from usecase_dsl.render.layout.place import PlacedActor, PlacedUseCase
from usecase_dsl.render.layout.routes import Point

_ROUND = 22.0
# A hollow triangle and an open arrow: how long, and half how wide.
_TRIANGLE = (12.0, 6.0)
_ARROW = (9.0, 4.5)
# The blank between a line and the mark of an actor.
_AWAY = 4.0


def from_oval(placed: PlacedUseCase, corners: Sequence[Point]) -> list[Point]:
    """The corners without what is inside the ellipse that they begin in."""
    centre, oval = placed.at, placed.oval
    for index, corner in enumerate(corners[1:], 1):
        dx, dy = (corner.x - centre.x) / oval.rx, (corner.y - centre.y) / oval.ry
        # A bend on the rim itself is where the line ends.
        if dx * dx + dy * dy > 1.001:
            return [_rim(placed, corners[index - 1], corner), *corners[index:]]
    return list(corners)


def _rim(placed: PlacedUseCase, inner: Point, outer: Point) -> Point:
    """Where the way from a point within an ellipse to one outside meets it."""
    centre, oval = placed.at, placed.oval
    px, py = (inner.x - centre.x) / oval.rx, (inner.y - centre.y) / oval.ry
    dx, dy = (outer.x - inner.x) / oval.rx, (outer.y - inner.y) / oval.ry
    a, b, c = dx * dx + dy * dy, px * dx + py * dy, px * px + py * py - 1
    part = (-b + sqrt(max(b * b - a * c, 0.0))) / a
    return _between(inner, outer, part)


def from_figure(placed: PlacedActor, corners: Sequence[Point]) -> list[Point]:
    """The corners without what is over the mark of the actor that they begin in."""
    start, towards = corners[0], corners[1]
    figure = placed.figure
    away = 0.0 if placed.node.kind == "system" else _AWAY
    across, down = abs(towards.x - start.x), abs(towards.y - start.y)
    room = figure.top if towards.y < start.y else figure.bottom
    parts = [(figure.half + away) / across if across else 1.0, (room + away) / down if down else 1.0]
    return [_between(start, towards, min(1.0, *parts)), *corners[1:]]


def shortened(corners: Sequence[Point]) -> list[Point]:
    """The corners up to the base of a hollow triangle at their end."""
    last, tip = corners[-2], corners[-1]
    length = _distance(last, tip)
    return [*corners[:-1], _between(tip, last, min(_TRIANGLE[0] / length, 0.9) if length else 0.0)]


def triangle(corners: Sequence[Point]) -> tuple[Point, Point, Point]:
    """The hollow triangle at the end of a line."""
    return _head(corners, *_TRIANGLE)


def arrow(corners: Sequence[Point]) -> tuple[Point, Point, Point]:
    """The open arrow at the end of a line."""
    return _head(corners, *_ARROW)


def _head(corners: Sequence[Point], long: float, half: float) -> tuple[Point, Point, Point]:
    last, tip = corners[-2], corners[-1]
    length = _distance(last, tip) or 1.0
    ux, uy = (tip.x - last.x) / length, (tip.y - last.y) / length
    base = Point(tip.x - ux * long, tip.y - uy * long)
    return Point(base.x - uy * half, base.y + ux * half), tip, Point(base.x + uy * half, base.y - ux * half)


def path(corners: Sequence[Point]) -> str:
    """The corners as the data of an SVG path, each bend a short curve."""
    parts = [f"M{_pair(corners[0])}"]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        one, two = _distance(before, corner), _distance(corner, after)
        if one < 0.5 or two < 0.5:
            continue
        start = _between(corner, before, min(_ROUND, one / 2) / one)
        end = _between(corner, after, min(_ROUND, two / 2) / two)
        parts.append(f"L{_pair(start)}Q{_pair(corner)} {_pair(end)}")
    return "".join([*parts, f"L{_pair(corners[-1])}"])


def _pair(point: Point) -> str:
    return f"{point.x:.1f},{point.y:.1f}"


def _between(one: Point, other: Point, part: float) -> Point:
    return Point(one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part)


def _distance(one: Point, other: Point) -> float:
    dx, dy = other.x - one.x, other.y - one.y
    return sqrt(dx * dx + dy * dy)
