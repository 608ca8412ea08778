"""What tests see in a use-case diagram: its SVG read back, and how well it is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from math import hypot
from xml.etree.ElementTree import Element, fromstring

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.render.diagram import render
from usecase_dsl.render.graphviz_layout import EngineName
from usecase_dsl.render.layout.text import width

SVG = "{http://www.w3.org/2000/svg}"

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, slack: float = 0.5) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack

    def holds(self, other: Box) -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True)
class Line:
    kind: str
    source: str
    target: str
    points: tuple[Point, ...]

    @property
    def ends(self) -> set[str]:
        return {self.source, self.target}

    def box(self) -> Box:
        return around(self.points)


class Picture:
    """An SVG, with the boxes of its nodes, frames and labels, and the points of its lines."""

    def __init__(self, svg: bytes) -> None:
        self.root = fromstring(svg.decode("utf-8"))

    def groups(self, kind: str) -> list[Element]:
        return [each for each in self.root.iter(f"{SVG}g") if kind in each.get("class", "").split()]

    @cached_property
    def nodes(self) -> Mapping[str, Box]:
        return {each.get("data-id", ""): around(points_of(each)) for each in self.groups("node")}

    @cached_property
    def actors(self) -> Mapping[str, Box]:
        return {each.get("data-id", ""): self.nodes[each.get("data-id", "")] for each in self.groups("actor")}

    @cached_property
    def frames(self) -> Mapping[str, Box]:
        return {each.get("data-id", ""): around(points_of(each)) for each in self.groups("boundary")}

    @cached_property
    def labels(self) -> list[Box]:
        """The labels of the relations, and the names of the boundaries."""
        edges = [around(points_of(each, "text")) for each in self.groups("edge") if each.find(f"{SVG}text") is not None]
        return edges + [around(points_of(each, "text")) for each in self.groups("boundary")]

    @cached_property
    def lines(self) -> list[Line]:
        return [_line(each) for each in self.groups("edge")]

    def crossings(self) -> int:
        pairs = [(one, two) for one, two in combinations(self.lines, 2) if one.box().overlaps(two.box(), -1)]
        return sum(_crossings(one, two) for one, two in pairs)

    def through(self) -> list[tuple[str, str, str]]:
        """The lines that run through a node that is none of their ends."""
        return [
            (line.source, line.target, name)
            for line in self.lines
            for name, box in self.nodes.items()
            if name not in line.ends and _enters(line.points, box)
        ]

    def overlaps(self) -> list[tuple[Box, Box]]:
        """The nodes and labels that lie on each other."""
        return [pair for pair in combinations([*self.nodes.values(), *self.labels], 2) if pair[0].overlaps(pair[1])]

    def misplaced(self) -> list[str]:
        """The actors that don't stand beside every boundary."""
        return [
            name
            for name, box in self.actors.items()
            if any(box.left < frame.right and frame.left < box.right for frame in self.frames.values())
        ]


def picture(model: Model, use_cases: Sequence[UseCase] | None = None, engine: EngineName = "builtin") -> Picture:
    return Picture(render(model, use_cases, engine=engine))


def around(points: Sequence[Point]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))


def points_of(group: Element, *tags: str) -> list[Point]:
    """The outermost points of all shapes in a group, or of those with these tags."""
    found = []
    for shape in group.iter():
        tag = shape.tag.removeprefix(SVG)
        if (not tags or tag in tags) and tag in _SHAPES:
            found += _SHAPES[tag](shape)
    return found


def _number(shape: Element, name: str) -> float:
    return float(shape.get(name, "0"))


def _round(shape: Element) -> list[Point]:
    x, y = _number(shape, "cx"), _number(shape, "cy")
    rx, ry = (_number(shape, name) or _number(shape, "r") for name in ("rx", "ry"))
    return [(x - rx, y - ry), (x + rx, y + ry)]


def _rectangle(shape: Element) -> list[Point]:
    x, y = _number(shape, "x"), _number(shape, "y")
    return [(x, y), (x + _number(shape, "width"), y + _number(shape, "height"))]


def _text(shape: Element) -> list[Point]:
    size, x, y = _number(shape, "font-size"), _number(shape, "x"), _number(shape, "y")
    wide = width(shape.text or "", size)
    left = x - wide / 2 if shape.get("text-anchor") == "middle" else x
    return [(left, y - 0.75 * size), (left + wide, y + 0.2 * size)]


_SHAPES = {"circle": _round, "ellipse": _round, "rect": _rectangle, "text": _text}


def _line(group: Element) -> Line:
    path = group.find(f"{SVG}path")
    assert path is not None
    kind = group.get("class", "").split()[-1]
    return Line(kind, group.get("data-from", ""), group.get("data-to", ""), tuple(_points(path.get("d", ""))))


def _points(data: str) -> Iterator[Point]:
    """The points of a path of straight pieces and quadratic curves, a curve as five points."""
    last = (0.0, 0.0)
    for command, rest in re.findall(r"([MLQ])([^MLQ]*)", data):
        values = [float(value) for value in re.findall(r"-?[\d.]+", rest)]
        if command == "Q":
            control, end = (values[0], values[1]), (values[2], values[3])
            for step in (0.25, 0.5, 0.75):
                yield _between(_between(last, control, step), _between(control, end, step), step)
            last = end
        else:
            last = (values[0], values[1])
        yield last


def _between(one: Point, two: Point, part: float) -> Point:
    return one[0] + (two[0] - one[0]) * part, one[1] + (two[1] - one[1]) * part


def _crossings(one: Line, two: Line) -> int:
    """How often two lines cross; that those of one node meet at it is no crossing."""
    shared = one.ends & two.ends
    meetings = [end for line in (one, two) for end in (line.points[0], line.points[-1])] if shared else []
    found = 0
    for a, b in pairwise(one.points):
        for c, d in pairwise(two.points):
            if _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0:
                near = any(
                    abs(x - a[0]) + abs(y - a[1]) < 30 or abs(x - b[0]) + abs(y - b[1]) < 30 for x, y in meetings
                )
                found += not near
    return found


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _enters(points: Sequence[Point], box: Box) -> bool:
    """Whether a line comes into the ellipse within a box."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    rx, ry = (box.right - box.left) / 2 * 0.95, (box.bottom - box.top) / 2 * 0.95
    near = [((px - x) / rx, (py - y) / ry) for px, py in points]
    return any(_distance(a, b) < 1 for a, b in pairwise(near))


def _distance(a: Point, b: Point) -> float:
    """How near a straight piece comes to the origin."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    part = -(a[0] * dx + a[1] * dy) / ((dx * dx + dy * dy) or 1.0)
    x, y = _between(a, b, max(0.0, min(1.0, part)))
    return hypot(x, y)
