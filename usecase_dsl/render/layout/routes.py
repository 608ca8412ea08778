"""The course of the lines: as straight as what stands in their way allows, and never across it.

Every line goes from layer to layer and has a gate of its own at both sides of each. A string pulled taut through
its gates touches nothing; and since no two lines share a gate, they cross only where their order changes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from usecase_dsl.render.layout.layers import Item

# How near a line may come to a thing that it passes, and to another line.
_CLEAR, _APART = 6.0, 2.0
# A line may leave its way so far above or below the outermost thing of a layer.
_OUTSIDE = 10.0


class Point(NamedTuple):
    x: float
    y: float


class Gate(NamedTuple):
    """An upright opening that a line has to go through."""

    x: float
    low: float
    high: float


class Side(NamedTuple):
    """The left and right side of a layer."""

    left: float
    right: float


def courses(
    layers: Sequence[Sequence[Item]], sides: Sequence[Side], lines: Sequence[Sequence[Item]]
) -> list[list[Point]]:
    """The corners of each line, from the middle of its left end to the middle of its right end."""
    lanes = {item: lane for layer in layers for item, lane in [*_lanes(layer), *_label_lanes(layer)]}
    return [_course(line, sides, lanes) for line in lines]


def _lanes(layer: Sequence[Item]) -> list[tuple[Item, tuple[float, float]]]:
    """Between which heights the line of each item stays within its layer."""
    lanes = []
    for index, item in enumerate(layer):
        above = layer[index - 1] if index else None
        below = layer[index + 1] if index + 1 < len(layer) else None
        low = _limit(item.top, above.bottom, above.kind) if above else item.top - _OUTSIDE
        high = _limit(item.bottom, below.top, below.kind) if below else item.bottom + _OUTSIDE
        lanes.append((item, (min(low, item.y), max(high, item.y))))
    return lanes


def _label_lanes(layer: Sequence[Item]) -> Iterator[tuple[Item, tuple[float, float]]]:
    """The same for the lines of labels: beside its own, a line keeps clear of labels that are wider."""
    labels = [item for item in layer if item.kind == "label"]
    for above, item, below in zip([None, *labels], labels, [*labels[1:], None], strict=False):
        low = above.bottom + _CLEAR if above and above.width > item.width else -math.inf
        high = below.top - _CLEAR if below and below.width > item.width else math.inf
        yield item, (min(low, item.y), max(high, item.y))


def _limit(own: float, other: float, kind: str) -> float:
    """How far a line may go towards what is next to it: near to a thing, half the way to another line."""
    away = 1 if own > other else -1
    if kind == "bend":
        return (own + other) / 2 + away * _APART
    return other + away * _CLEAR


def _course(line: Sequence[Item], sides: Sequence[Side], lanes: Mapping[Item, tuple[float, float]]) -> list[Point]:
    start, end = line[0], line[-1]
    gates = _mouth(start, sides[start.layer].right, lanes[start])
    for item in line[1:-1]:
        gates += _gates(item, sides[item.layer], lanes[item])
    gates += reversed(_mouth(end, sides[end.layer].left, lanes[end]))
    return _taut(Point(start.x, start.y), gates, Point(end.x, end.y))


def _mouth(item: Item, side: float, lane: tuple[float, float]) -> list[Gate]:
    """Where a line may leave the thing that it begins or ends at, and where the layer: not over its neighbours."""
    way = 1 if side > item.x else -1
    door = Gate(item.x + way * item.door, item.y - item.rise, item.y + item.fall)
    return [door, Gate(side, *lane)] if (side - door.x) * way > 1 else [door]


def _gates(item: Item, side: Side, lane: tuple[float, float]) -> list[Gate]:
    outer = [Gate(side.left, *lane), Gate(side.right, *lane)]
    if item.kind != "label":
        return outer
    half, reach = item.width / 2, item.height / 2 - 2
    inner = [Gate(x, item.y - reach, item.y + reach) for x in (item.x - half, item.x + half)]
    return [outer[0], *inner, outer[1]] if inner[0].x - side.left > 1 else inner


def _taut(start: Point, gates: Sequence[Gate], end: Point) -> list[Point]:
    """The shortest way from start to end through all gates, which stand from left to right."""
    goals = [*gates, Gate(end.x, end.y, end.y)]
    corners = [start]
    index = 0
    while index < len(goals):
        turn = _first_turn(corners[-1], goals, index)
        if turn is None:
            break
        index, corner = turn
        corners.append(corner)
    return [*corners, end]


def _first_turn(apex: Point, goals: Sequence[Gate], index: int) -> tuple[int, Point] | None:
    """Where a taut string from the apex has to bend first, and the gate after that; ``None``: it needn't."""
    low, high = -math.inf, math.inf
    low_at = high_at = index
    for at in range(index, len(goals)):
        gate = goals[at]
        run = gate.x - apex.x
        lowest, highest = (gate.low - apex.y) / run, (gate.high - apex.y) / run
        if lowest > high:
            return high_at + 1, Point(goals[high_at].x, goals[high_at].high)
        if highest < low:
            return low_at + 1, Point(goals[low_at].x, goals[low_at].low)
        if lowest >= low:
            low, low_at = lowest, at
        if highest <= high:
            high, high_at = highest, at
    return None
