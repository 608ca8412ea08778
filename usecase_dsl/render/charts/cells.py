"""Where marks stand that share a cell of a grid: beside and below each other, none on another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from usecase_dsl.render.layout.routes import Point


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a mark and its label need: ``radius`` about the mark's middle, and the label right of it."""

    radius: float
    wide: float
    high: float

    @property
    def height(self) -> float:
        return max(self.high, 2 * self.radius)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where each mark's middle stands, from the top left corner of the cell, and how high that has to be.

    ``radius`` is that of the largest mark: labels begin right of it.
    """

    middles: tuple[Point, ...] = ()
    height: float = 0.0
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of columns from the left, and of rows from the top."""

    across: tuple[float, ...]
    down: tuple[float, ...]


# The least height of a row; the room at the top of a cell; between a cell's edge and its marks; and between a mark and
# its label.
LEAST = 56.0
HEAD = 17.0
MARGIN = 8.0
LABEL_GAP = 5.0
_GAP = 5.0


def cell(boxes: Sequence[Box], wide: float) -> Cell:
    """As many columns as there is room for, filled line by line; the marks of a column stand below each other."""
    if not boxes:
        return Cell()
    radius = max(box.radius for box in boxes)
    need = 2 * radius + LABEL_GAP + max(box.wide for box in boxes) + MARGIN
    columns = max(1, min(len(boxes), int((wide - MARGIN) // need)))
    pitch, middles, top = (wide - MARGIN) / columns, [], HEAD
    for start in range(0, len(boxes), columns):
        line = boxes[start : start + columns]
        high = max(box.height for box in line)
        middles += [Point(MARGIN + pitch * index + radius, top + high / 2) for index in range(len(line))]
        top += high + _GAP
    return Cell(tuple(middles), top - _GAP + MARGIN, radius)


def grid(cells: Mapping[tuple[int, int], float], widths: Sequence[float], rows: int, corner: Point) -> Grid:
    """Columns of these widths, and rows as high as their highest cell, which go by column and row."""
    across, down = [corner.x], [corner.y]
    for wide in widths:
        across.append(across[-1] + wide)
    for row in range(rows):
        down.append(down[-1] + max(LEAST, *(cells.get((column, row), 0.0) for column in range(len(widths)))))
    return Grid(tuple(across), tuple(down))
