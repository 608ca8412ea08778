"""Where the shapes of an SVG document are: their boxes, and the corners of their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from usecase_dsl.render.svg import Element

_COMMAND = re.compile(r"([MLHVQZmlhvqz])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?[\d.]+")

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def far(self, point: Point) -> float:
        """How far a point is outside."""
        across = max(self.left - point[0], 0.0, point[0] - self.right)
        return hypot(across, max(self.top - point[1], 0.0, point[1] - self.bottom))


def bounds(shapes: Sequence[Element]) -> Box | None:
    """The box round some shapes; ``None`` where they have no extent at all."""
    boxes = [box for each in shapes for box in _box(each)]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def turns(path: str) -> list[Point]:
    """The corners of the first stroke of a path; where one is rounded, its own corner alone."""
    found = next(iter(_paths(path)), [])
    between = [b for a, b, c in zip(found, found[1:], found[2:], strict=False) if _is_turn(a, b, c)]
    return [*found[:1], *between, *found[1:][-1:]]


def halfway(corners: Sequence[Point]) -> Point:
    """The point in the middle of a line."""
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners)]
    left = sum(lengths) / 2
    for (a, b), length in zip(pairwise(corners), lengths, strict=True):
        if left <= length and length:
            return a[0] + (b[0] - a[0]) * left / length, a[1] + (b[1] - a[1]) * left / length
        left -= length
    return corners[0]


def strokes(shape: Element) -> list[list[Point]]:
    """The corners of each stroke of a line or an outline."""
    if shape.tag == "line":
        ends = [float(shape.attributes[name]) for name in ("x1", "y1", "x2", "y2")]
        return [[(ends[0], ends[1]), (ends[2], ends[3])]]
    if shape.tag == "path":
        return [stroke for stroke in _paths(shape.attributes["d"]) if len(stroke) > 1]
    values = list(map(float, _NUMBER.findall(shape.attributes.get("points", ""))))
    return [list(zip(values[::2], values[1::2], strict=False))]


def _box(shape: Element) -> Iterator[Box]:
    def of(*names: str) -> list[float]:
        return [float(shape.attributes.get(name, "0")) for name in names]

    if shape.tag == "rect":
        left, top, wide, high = of("x", "y", "width", "height")
        yield Box(left, top, left + wide, top + high)
    elif shape.tag in ("circle", "ellipse"):
        (x, y), (rx, ry) = of("cx", "cy"), of("r", "r") if shape.tag == "circle" else of("rx", "ry")
        yield Box(x - rx, y - ry, x + rx, y + ry)
    else:
        points = [point for stroke in strokes(shape) for point in stroke]
        if points:
            xs, ys = zip(*points, strict=True)
            yield Box(min(xs), min(ys), max(xs), max(ys))


def _paths(path: str) -> list[list[Point]]:
    """The strokes of a path by their points: a curve by the corner that it rounds off, and its end."""
    strokes: list[list[Point]] = []
    at = (0.0, 0.0)
    for command, text in _COMMAND.findall(path):
        if command in "Mm":
            strokes.append([])
        for point in _points(command, list(map(float, _NUMBER.findall(text))), at):
            strokes[-1].append(point)
        at = strokes[-1][-1] if strokes and strokes[-1] else at
    return strokes


def _points(command: str, values: Sequence[float], at: Point) -> Iterator[Point]:
    """Where a command leads; one in small letters tells it as seen from where it begins."""
    own = command.islower()
    step = {"H": 1, "V": 1, "Q": 4}.get(command.upper(), 2)
    for index in range(0, len(values) - step + 1, step):
        base = at if own else (0.0, 0.0)
        part = values[index : index + step]
        if command in "HhVv":
            along = part[0] + (base[0] if command in "Hh" else base[1])
            pairs = [(along, at[1]) if command in "Hh" else (at[0], along)]
        else:
            pairs = [(x + base[0], y + base[1]) for x, y in zip(part[::2], part[1::2], strict=True)]
        yield from pairs
        at = pairs[-1]


def _is_turn(a: Point, b: Point, c: Point) -> bool:
    """Whether a line from a to c by way of b isn't as good as straight."""
    across = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return abs(across) > 0.3 * hypot(c[0] - a[0], c[1] - a[1]) and b not in (a, c)
