"""Which dots stand in which cell of a dot chart, and where, each with its label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import sqrt

from usecase_dsl.portfolio.words import FREQUENCIES, INTENSITIES
from usecase_dsl.render.charts.cells import LABEL_GAP, MARGIN, Box, Cell, Grid, cell, grid
from usecase_dsl.render.charts.drawing import DIAMOND, WIDTH
from usecase_dsl.render.charts.layers import Line, Text
from usecase_dsl.render.charts.looks import NAME, SMALL, SMALL_LINE
from usecase_dsl.render.charts.values import Dot
from usecase_dsl.render.charts.words import BOLD, lines_of, widest
from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.layout.text import width

# The most dots in a cell; those that are left over are counted.
MOST = 30
AXES = ("Frequency", "Intensity")
COLUMNS, ROWS = len(FREQUENCIES), len(INTENSITIES)

_TITLE_LINES = 3
# A grid that would be higher with titles has ids alone.
_HIGHEST = 560.0
_NARROWEST = 76.0
# The radius of a dot, and by how much it grows with the root of its share: areas are as the shares.
_SMALLEST, _LARGEST, _GROWTH = 4.0, 16.0, 2.2

# A column from the left and a row from the top.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """The dots that are shown with their labels and the cells that they are in, and how many more belong in a cell."""

    dots: tuple[Dot, ...]
    labels: tuple[Text, ...]
    inside: Mapping[Place, range]
    cells: Mapping[Place, Cell]
    more: Mapping[Place, int]
    grid: Grid


def plan(dots: Sequence[Dot], top: float) -> Plan:
    """The plan of a chart whose grid begins at ``top``.

    Titles stand beside the dots unless that makes it a giant. Then crowded columns are wider, too.
    """
    by_place = _by_place(dots)
    wide = WIDTH - _left() - 1
    titled = _plan(by_place, top, [wide / COLUMNS] * COLUMNS, titled=True)
    return titled if titled.grid.down[-1] - top <= _HIGHEST else _plan(by_place, top, _widths(by_place, wide), False)


def radius_of(share: Decimal | None) -> float:
    """The radius of a dot by its share of the revenue; one that isn't known is as small as the smallest."""
    return min(_LARGEST, max(_SMALLEST, _GROWTH * sqrt(max(share or 0, 0))))


def reach_of(dot: Dot) -> float:
    """How far the mark of a dot reaches: the corners of a diamond lie outside the circle, and its line has a width."""
    return radius_of(dot.share) * (DIAMOND if dot.verdict == "serve" else 1.0) + 1.0


def _left() -> float:
    names = max(width(name, SMALL) for name in AXES)
    return max(names, *(width(words, NAME) for words in INTENSITIES.values())) + MARGIN


def _widths(by_place: Mapping[Place, Sequence[Dot]], wide: float) -> list[float]:
    """Each column has room for its word; what is left is divided by how many dots stand in its fullest cell."""
    most = [max(len(by_place[column, row][:MOST]) for row in range(ROWS)) for column in range(COLUMNS)]
    return [_NARROWEST + (wide - _NARROWEST * COLUMNS) * each / sum(most) for each in most]


def _plan(by_place: Mapping[Place, Sequence[Dot]], top: float, widths: Sequence[float], titled: bool) -> Plan:
    shown = {place: here[:MOST] for place, here in by_place.items()}
    labels = {place: _labels(here, widths[place[0]], titled) for place, here in shown.items()}
    cells = {place: cell(list(map(_box, here, labels[place])), widths[place[0]]) for place, here in shown.items()}
    more = {place: len(here) - MOST for place, here in by_place.items() if len(here) > MOST}
    heights = {place: each.height + (SMALL_LINE if place in more else 0.0) for place, each in cells.items()}
    return Plan(
        dots=tuple(dot for here in shown.values() for dot in here),
        labels=tuple(label for here in labels.values() for label in here),
        inside=_numbered(shown),
        cells=cells,
        more=more,
        grid=grid(heights, widths, ROWS, Point(_left(), top)),
    )


def _by_place(dots: Sequence[Dot]) -> dict[Place, list[Dot]]:
    """The largest first; of the same size in the order given."""
    found: dict[Place, list[Dot]] = {place: [] for place in product(range(COLUMNS), range(ROWS))}
    for dot in sorted(dots, key=lambda dot: -(dot.share or 0)):
        found[dot.frequency - 1, ROWS - dot.intensity].append(dot)
    return found


def _numbered(shown: Mapping[Place, Sequence[Dot]]) -> dict[Place, range]:
    numbers, first = {}, 0
    for place, here in shown.items():
        numbers[place] = range(first, first + len(here))
        first += len(here)
    return numbers


def _labels(here: Sequence[Dot], wide: float, titled: bool) -> list[Text]:
    largest = max((reach_of(dot) for dot in here), default=0.0)
    room = wide - 2 * MARGIN - 2 * largest - LABEL_GAP
    return [_label(dot, room, titled) for dot in here]


def _label(dot: Dot, room: float, titled: bool) -> Text:
    lines = [Line(line, "id") for line in lines_of(dot.id or dot.title, room / BOLD, SMALL, 1)]
    if titled and dot.id:
        lines += [Line(line, "remark") for line in lines_of(dot.title, room, SMALL, _TITLE_LINES)]
    return Text(tuple(lines))


def _box(dot: Dot, label: Text) -> Box:
    wide = widest([line.text for line in label.lines], SMALL) * BOLD
    return Box(reach_of(dot), wide, SMALL_LINE * len(label.lines))
