"""Ways back and on, drawn where a line has a short and free way, else a label in a ring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from usecase_dsl.render.activity.picture import Line, Node, Picture
from usecase_dsl.render.layout.routes import Point

# A longer line is harder to follow than a label is to find.
_LONGEST = 620.0
# How near a line may come to a node, and to another line that runs beside it.
_CLEAR, _BESIDE = 5.0, 7.0
# Where lines run between two columns, and where they meet the side of a step.
_TRACKS = (15.0, 23.0, 31.0, 38.0)
_PORT = 9.0


Way = tuple[Point, ...]


class _Segment(NamedTuple):
    """A straight stretch of a line, or a box."""

    left: float
    top: float
    right: float
    bottom: float


def with_returns(picture: Picture) -> Picture:
    """The picture with lines in the place of rings, wherever one has a free way."""
    field = _Field({node.id: node for node in picture.nodes}, list(picture.lines))
    for node in picture.nodes:
        if node.cell.kind == "ending":
            field.replace(node)
    return replace(picture, nodes=tuple(field.nodes.values()), lines=tuple(field.lines))


@dataclass
class _Field:
    """All nodes by their ids, and all lines: what stands in the way of others."""

    nodes: dict[str, Node]
    lines: list[Line]

    def replace(self, ring: Node) -> None:
        """Puts a line in the place of the ring at the end of a flow, if there is one that touches nothing."""
        ending = ring.cell.branch.ending
        target = self.nodes.get(ending.target) if ending and ending.kind in ("back", "on") else None
        if target is None:
            return
        coming = next(line for line in self.lines if line.target == ring.id)
        last, head = self.nodes[coming.source], self.nodes[ring.cell.branch.id]
        ways = sorted((each for each in _ways(last, target, ring, head) if _length(each) < _LONGEST), key=_length)
        free = next((each for each in ways if self.is_free(each, last, target, ring, coming)), None)
        if free:
            del self.nodes[ring.id]
            self.lines.remove(coming)
            self.lines.append(Line("resume", last.id, target.id, coming.words, free, False))

    def is_free(self, way: Way, last: Node, target: Node, ring: Node, coming: Line) -> bool:
        """Whether a line meets neither nodes nor other lines."""
        parts = list(_segments(way))
        for node in self.nodes.values():
            near = -1.0 if node in (last, target) else _CLEAR
            if node is not ring and any(_meets(part, _box(node, near)) for part in parts):
                return False
        others = (each for line in self.lines if line is not coming for each in _segments(line.corners))
        return not any(_meets(part, _wider(each, _near(part, each))) for each in others for part in parts)


def _ways(last: Node, target: Node, ring: Node, head: Node) -> Iterator[Way]:
    """Lines from the last thing of a flow to the right side of a step that may do."""
    if target.right >= last.left:
        return
    for y in _ports(target):
        end = Point(target.right, y)
        yield from _to_the_left(last, end, ring, is_head=last is head)
        yield from _to_the_right(last, end, head.top - 10)


def _ports(target: Node) -> tuple[float, float, float]:
    """Where lines meet the side of a step: below the line that leaves it, above, or there."""
    y, drop, rise = target.at.y, target.box.drop, target.box.rise
    return y + min(_PORT, drop - 6), y - min(_PORT, rise - 6), y


def _to_the_left(last: Node, end: Point, ring: Node, is_head: bool) -> Iterator[Way]:
    """Down and round, straight down, or out at the left; there a loop or a line from a step may be in the way."""
    yield Point(last.at.x, last.bottom), Point(last.at.x, end.y), end
    for track in _TRACKS:
        x = end.x + track
        yield Point(last.at.x, last.bottom), Point(last.at.x, ring.top), Point(x, ring.top), Point(x, end.y), end
    if is_head or any(each.last == last.cell.step for each in last.cell.branch.ranges):
        return
    if last.top + 6 <= end.y <= last.bottom - 6:
        yield Point(last.left, end.y), end
    for track in _TRACKS:
        x, y = end.x + track, last.bottom - 8
        yield Point(last.left, y), Point(x, y), Point(x, end.y), end


def _to_the_right(last: Node, end: Point, above: float) -> Iterator[Way]:
    """Out at the right and back above the head of the flow."""
    start = Point(last.right, last.at.y)
    for x in (last.right + track for track in _TRACKS):
        yield start, Point(x, start.y), Point(x, end.y), end
        for inner in (end.x + track for track in _TRACKS):
            yield start, Point(x, start.y), Point(x, above), Point(inner, above), Point(inner, end.y), end


def _segments(corners: Iterable[Point]) -> Iterator[_Segment]:
    for a, b in pairwise(corners):
        if a != b:
            yield _Segment(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))


def _length(corners: Sequence[Point]) -> float:
    return sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(corners)) + 20 * len(corners)


def _box(node: Node, more: float) -> _Segment:
    return _Segment(node.left - more, node.top - more, node.right + more, node.bottom + more)


def _wider(segment: _Segment, by: float) -> _Segment:
    return _Segment(segment.left - by, segment.top - by, segment.right + by, segment.bottom + by)


def _meets(one: _Segment, other: _Segment) -> bool:
    across = one.left <= other.right and other.left <= one.right
    return across and one.top <= other.bottom and other.top <= one.bottom


def _near(one: _Segment, other: _Segment) -> float:
    """How near two stretches may come: those that run the same way not as near as those that would meet."""
    return _BESIDE if (one.left == one.right) == (other.left == other.right) else 1.0
