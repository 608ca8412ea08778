"""The boundaries of the systems: a frame around the use cases of each, with its name at the top left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from usecase_dsl.render.layout.layers import Item
from usecase_dsl.render.layout.routes import Side
from usecase_dsl.render.layout.shapes import NAME, NAME_LINE
from usecase_dsl.render.layout.text import width, wrap
from usecase_dsl.render.use_case_diagram import Boundary

INSET = 24.0
_ABOVE, _BELOW = 22.0, 22.0
_NAME_INSET = 14.0
_EMPTY = (160.0, 80.0)


class Frame(NamedTuple):
    boundary: Boundary
    left: float
    top: float
    width: float
    height: float
    name: tuple[str, ...]


def frames(boundaries: Sequence[Boundary], items: Iterable[Item], side: Side) -> list[Frame]:
    """A frame for each boundary, all between the same two sides; empty ones stand below each other."""
    inside: dict[str, list[Item]] = {boundary.id: [] for boundary in boundaries}
    alone = len(boundaries) == 1
    for item in items:
        if item.kind != "actor" and (alone or item.group):
            inside[boundaries[0].id if alone else item.group].append(item)
    found: list[Frame] = []
    for boundary in boundaries:
        start = found[-1].top + found[-1].height + _BELOW if found else 0.0
        found.append(_frame(boundary, inside[boundary.id], side, start))
    return found


def _frame(boundary: Boundary, inside: Sequence[Item], side: Side, start: float) -> Frame:
    across = side.right - side.left
    name = wrap(boundary.name, across - 2 * _NAME_INSET, NAME)
    # Its name makes a frame wider where three lines can't hold it; bold letters take a tenth more.
    wide = max(across, 0.0 if inside else _EMPTY[0], max(width(line, NAME) for line in name) * 1.1 + 2 * _NAME_INSET)
    head = _ABOVE + NAME_LINE * len(name)
    top = min((item.top for item in inside), default=start + head) - head
    bottom = max((item.bottom for item in inside), default=start + head + _EMPTY[1] - _BELOW) + _BELOW
    return Frame(boundary, side.left - (wide - across) / 2, top, wide, bottom - top, name)
