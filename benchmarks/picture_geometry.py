"""How well a use-case diagram is laid out, counted on what it shows: boxes, lines, frames and texts.

The same definitions for whoever drew it. What a picture shows is read by ``picture_readers``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise, product

Point = tuple[float, float]
Box = tuple[float, float, float, float]

# What a line may keep from the box of its own end and still touch it.
_NEAR = 3.0
# A node is taken for the ellipse that fills nine tenths of its box; a line that grazes the corner runs through nothing.
_CORE = 0.45
_STEPS = 20


@dataclass(frozen=True)
class Line:
    """An edge: the keys of its ends, its way as a polyline, and what its texts say that they are part of."""

    source: str
    target: str
    points: tuple[Point, ...]
    owner: str = field(default="", compare=False)


@dataclass(frozen=True)
class Picture:
    """What is in a picture. ``texts`` are boxes, each with what it is part of."""

    nodes: Mapping[str, Box]
    actors: frozenset[str]
    frames: tuple[Box, ...]
    lines: tuple[Line, ...]
    texts: tuple[tuple[str, Box], ...] = ()


@dataclass(frozen=True)
class Quality:
    """The counts of one picture; each is better the less it is.

    Pairs of edges that cross; edges that run through a node that isn't one of their ends; pairs of nodes whose boxes
    overlap; actors that stand above, below or within a frame instead of beside it; pairs of texts that overlap; names
    of frames and labels of edges that another edge runs through.
    """

    crossings: int
    through: int
    overlaps: int
    misplaced: int
    clashes: int
    struck: int


def quality(picture: Picture) -> Quality:
    """The counts of a picture."""
    clipped = [(line, _outside(line, picture.nodes)) for line in picture.lines if len(line.points) > 1]
    boxes = picture.nodes
    through = sum(
        key not in (line.source, line.target) and _runs_through(points, box)
        for line, points in clipped
        for key, box in boxes.items()
    )
    return Quality(
        crossings=sum(_crossings(one, two) for (_, one), (_, two) in combinations(clipped, 2)),
        through=through,
        overlaps=sum(overlap(one, two) for one, two in combinations(boxes.values(), 2)),
        misplaced=sum(_beside_none(boxes[key], picture.frames) for key in picture.actors & boxes.keys()),
        clashes=sum(of != by and overlap(one, two, 2) for (of, one), (by, two) in combinations(picture.texts, 2)),
        struck=sum(
            of.startswith(("edge", "frame")) and of != line.owner and _strikes(points, box)
            for line, points in clipped
            for of, box in picture.texts
        ),
    )


def around(points: Sequence[Point]) -> Box:
    """The box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: Box, two: Box, slack: float = 1.0) -> bool:
    """Whether boxes share more than ``slack`` in both directions."""
    wide = min(one[2], two[2]) - max(one[0], two[0])
    high = min(one[3], two[3]) - max(one[1], two[1])
    return wide > slack and high > slack


def _outside(line: Line, nodes: Mapping[str, Box]) -> tuple[Point, ...]:
    """The part outside its own ends' boxes: to meet there is no crossing. A line all within stays whole."""
    ends = [nodes[key] for key in (line.source, line.target) if key in nodes]
    kept = tuple(point for point in line.points if not any(_within(point, box) for box in ends))
    return kept if len(kept) > 1 else line.points


def _within(point: Point, box: Box) -> bool:
    x, y = point
    return box[0] - _NEAR < x < box[2] + _NEAR and box[1] - _NEAR < y < box[3] + _NEAR


def _crossings(one: Sequence[Point], two: Sequence[Point]) -> int:
    if not overlap(around(one), around(two), -1.0):
        return 0
    return sum(_cross(*a, *b) for a, b in product(pairwise(one), pairwise(two)))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether a–b and c–d cross within both; a touch isn't a crossing."""
    return _side(a, b, c) * _side(a, b, d) < -1e-9 and _side(c, d, a) * _side(c, d, b) < -1e-9


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _runs_through(points: Sequence[Point], box: Box) -> bool:
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    radii = (_CORE * (box[2] - box[0]) or 1, _CORE * (box[3] - box[1]) or 1)
    return any(((x - middle[0]) / radii[0]) ** 2 + ((y - middle[1]) / radii[1]) ** 2 < 1 for x, y in _along(points))


def _strikes(points: Sequence[Point], box: Box) -> bool:
    x0, y0, x1, y1 = box
    diagonals = ((x0, y0), (x1, y1)), ((x0, y1), (x1, y0))
    return any(_cross(*step, *diagonal) for step in pairwise(points) for diagonal in diagonals)


def _along(points: Sequence[Point]) -> Iterator[Point]:
    for (ax, ay), (bx, by) in pairwise(points):
        for step in range(_STEPS + 1):
            yield ax + (bx - ax) * step / _STEPS, ay + (by - ay) * step / _STEPS


def _beside_none(actor: Box, frames: Sequence[Box]) -> bool:
    middle = (actor[0] + actor[2]) / 2
    return any(frame[0] < middle < frame[2] for frame in frames)
