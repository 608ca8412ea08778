"""Ways back and on, drawn where a line has a short and free way, else a label in a ring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from usecase_dsl.render.activity.picture import Line, Node, Picture
from usecase_dsl.render.layout.routes import Point

# A longer line is harder to follow than a label is to find.
_LONGEST = 620.0
# How near a line may come to a node, to another line that runs beside it, and to one that runs across.
_CLEAR, _BESIDE, _ACROSS = 5.0, 7.0, 1.0
# Where lines run between two columns, and where they meet the side of a step.
_TRACKS = (15.0, 23.0, 31.0, 38.0)
_PORT = 9.0
# A bend is as bad as so much more of a line; a line round its flow has four corners at least.
_BEND = 20.0
_BENDS = 4 * _BEND


Way = tuple[Point, ...]
# A straight stretch of a line, or a box: its left, top, right and bottom.
_Stretch = tuple[float, float, float, float]


def with_returns(picture: Picture) -> Picture:
    """The picture with lines in the place of rings, wherever one has a free way."""
    rings = [node for node in picture.nodes if node.cell.kind == "ending" and _goes_on(node)]
    if not rings:
        return picture
    field = _Field({node.id: node for node in picture.nodes}, list(picture.lines))
    for ring in rings:
        field.replace(ring)
    return replace(picture, nodes=tuple(field.nodes.values()), lines=tuple(field.lines))


@dataclass
class _Field:
    """All nodes by their ids, and all lines: what stands in the way of others."""

    nodes: dict[str, Node]
    lines: list[Line]
    boxes: dict[str, _Stretch] = field(default_factory=dict)
    stretches: dict[Line, list[_Stretch]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.boxes = {id: (each.left, each.top, each.right, each.bottom) for id, each in self.nodes.items()}
        self.stretches = {line: _stretches(line.corners) for line in self.lines}

    def replace(self, ring: Node) -> None:
        """Puts a line in the place of the ring at the end of a flow, if there is one that touches nothing."""
        ending = ring.cell.branch.ending
        target = self.nodes.get(ending.target) if ending else None
        if target is None:
            return
        coming = next(line for line in self.lines if line.target == ring.id)
        last, head = self.nodes[coming.source], self.nodes[ring.cell.branch.id]
        if target.right >= last.left:
            return
        free = _shortest(last, target, ring, head, self.view(last, target, ring, coming))
        if free:
            del self.nodes[ring.id], self.boxes[ring.id], self.stretches[coming]
            self.lines.remove(coming)
            self.lines.append(Line("resume", last.id, target.id, coming.words, free, False))
            self.stretches[self.lines[-1]] = _stretches(free)

    def view(self, last: Node, target: Node, ring: Node, coming: Line) -> _View:
        """What stands in the way of a line from the last thing of a flow to a step."""
        ends = (last.id, target.id)
        boxes = [_wider(box, -1.0 if id in ends else _CLEAR) for id, box in self.boxes.items() if id != ring.id]
        return _View(boxes, [each for line, own in self.stretches.items() if line != coming for each in own])


class _View:
    """What a line must not meet: boxes, upright and level lines; those beside it need more room than those across."""

    def __init__(self, boxes: Sequence[_Stretch], lines: Sequence[_Stretch]) -> None:
        upright = [each for each in lines if each[0] == each[2]]
        level = [each for each in lines if each[0] != each[2]]
        self._upright = [*boxes, *_all_wider(upright, _BESIDE), *_all_wider(level, _ACROSS)]
        self._level = [*boxes, *_all_wider(level, _BESIDE), *_all_wider(upright, _ACROSS)]
        self._known: dict[_Stretch, bool] = {}

    def is_free(self, way: Way) -> bool:
        """Whether a line meets neither nodes nor other lines."""
        for stretch in _stretches(way):
            free = self._known.get(stretch)
            if free is None:
                free = self._known[stretch] = self._is_free(stretch)
            if not free:
                return False
        return True

    def _is_free(self, stretch: _Stretch) -> bool:
        left, top, right, bottom = stretch
        for a, b, c, d in self._upright if left == right else self._level:
            if left <= c and a <= right and top <= d and b <= bottom:
                return False
        return True


def _goes_on(node: Node) -> bool:
    ending = node.cell.branch.ending
    return ending is not None and ending.kind in ("back", "on")


def _shortest(last: Node, target: Node, ring: Node, head: Node, view: _View) -> Way | None:
    """The shortest free line from the last thing of a flow to the right side of a step."""
    ends = [Point(target.right, y) for y in _ports(target)]
    best = _first_free((way for end in ends for way in _to_the_left(last, end, ring, is_head=last is head)), view)
    beyond = min(_BENDS + abs(last.at.y - end.y) for end in ends) + last.right - target.right + 2 * _TRACKS[0]
    if best and _length(best) < beyond:
        return best
    further = _first_free((way for end in ends for way in _to_the_right(last, end, head.top - 10)), view)
    return min(filter(None, (best, further)), key=_length, default=None)


def _first_free(ways: Iterable[Way], view: _View) -> Way | None:
    found = sorted(((_length(way), way) for way in ways), key=itemgetter(0))
    return next((way for length, way in found if length < _LONGEST and view.is_free(way)), None)


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


def _stretches(corners: Sequence[Point]) -> list[_Stretch]:
    found = []
    before = corners[0]
    for corner in corners[1:]:
        (a, b), (c, d) = before, corner
        before = corner
        if a != c or b != d:
            found.append((min(a, c), min(b, d), max(a, c), max(b, d)))
    return found


def _length(corners: Sequence[Point]) -> float:
    """How long a line is; one with more bends is as good as a longer one."""
    x, y = corners[0]
    whole = _BEND * len(corners)
    for a, b in corners[1:]:
        whole += abs(a - x) + abs(b - y)
        x, y = a, b
    return whole


def _all_wider(boxes: Sequence[_Stretch], by: float) -> list[_Stretch]:
    return [_wider(each, by) for each in boxes]


def _wider(box: _Stretch, by: float) -> _Stretch:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
