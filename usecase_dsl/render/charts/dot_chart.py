"""Use cases by how often their problem comes up and how much it hurts: a dot each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from math import ceil, pi

from usecase_dsl.portfolio.advice import VERDICTS
from usecase_dsl.portfolio.words import FREQUENCIES, INTENSITIES, percent
from usecase_dsl.render.charts.cells import LABEL_GAP, MARGIN, Grid
from usecase_dsl.render.charts.dot_plan import AXES, COLUMNS, ROWS, Place, Plan, plan, radius_of
from usecase_dsl.render.charts.drawing import WIDTH, chart, drawn, shape, symbol
from usecase_dsl.render.charts.layers import Anchor, Layer, Line, Row, Scale, Text, Thing
from usecase_dsl.render.charts.legend import Entry, legend
from usecase_dsl.render.charts.looks import SMALL_LINE
from usecase_dsl.render.charts.scene import scene
from usecase_dsl.render.charts.values import Dot
from usecase_dsl.render.charts.words import VERDICT_WORDS
from usecase_dsl.render.parts import bounds
from usecase_dsl.render.svg import Element

_FOOT = 24.0
_SHARES = (Decimal(5), Decimal(20))


def dot_chart(heading: str, dots: Sequence[Dot], worth: int = 6, bare: bool = False) -> Element:
    """Frequency across, intensity upwards; each dot's form and colour say what to do, its area its revenue share.

    Cells whose priority, frequency × intensity, is ``worth`` or more are tinted. Titles stand beside the dots as long
    as there is room for them, else ids alone; tooltips have all titles. A cell shows the 30 dots with the largest
    shares and counts the others. ``bare`` is for a page with ``page_sheet`` and a heading of its own.
    """
    key = legend([*_verdicts(dots), *_sizes(dots), _tint(worth)])
    of = plan(dots, key.height)
    height = of.grid.down[-1] + _FOOT
    layers = [*_ground(of.grid, worth), *_axes(of.grid), _counts(of), *_dots(of)]
    marks = scene(WIDTH, height, layers, _scales(of.grid))
    inside = drawn(marks, layers, [_thing(dot) for dot in of.dots])
    return chart(heading, _described(dots), height, [key.element, *inside], "dots", bare)


# ---- what the marks mean


def _verdicts(dots: Sequence[Dot]) -> Iterator[Entry]:
    used = {dot.verdict for dot in dots}
    for verdict in VERDICTS:
        if verdict in used:
            yield Entry(partial(symbol, verdict, radius=5.5), VERDICT_WORDS[verdict])


def _sizes(dots: Sequence[Dot]) -> Iterator[Entry]:
    if any(dot.share for dot in dots):
        for share in _SHARES:
            radius = radius_of(share)
            words = percent(share) if share == _SHARES[0] else f"{percent(share)} of the revenue"
            yield Entry(partial(symbol, "extent", radius=radius), words, 2 * radius)


def _tint(worth: int) -> Entry:
    def swatch(x: float, y: float) -> Element:
        return shape("rect", "swatch", **bounds(x - 8, y - 6, 16, 12))

    return Entry(swatch, f"priority, frequency × intensity, is {worth} or more", 16.0)


def _thing(dot: Dot) -> Thing:
    name = f"{dot.id}: {dot.title}" if dot.id else dot.title
    share = "" if dot.share is None else f"\n{percent(dot.share)} of the revenue"
    priority = f"priority {dot.frequency * dot.intensity}"
    where = f"{FREQUENCIES[dot.frequency]}, {INTENSITIES[dot.intensity]} intensity: {priority}"
    return Thing(dot.id, f"{name}\n{VERDICT_WORDS[dot.verdict]}\n{where}{share}", f"dot {dot.verdict}", dot.address)


def _described(dots: Sequence[Dot]) -> str:
    count = f"{len(dots)} use case{'' if len(dots) == 1 else 's'}"
    return " ".join([f"{count} by frequency and intensity.", *map(_told, dots)])


def _told(dot: Dot) -> str:
    where = f"{FREQUENCIES[dot.frequency]}, {INTENSITIES[dot.intensity]}"
    return f"{dot.id or dot.title}: {where}, {VERDICT_WORDS[dot.verdict]}."


# ---- layers


def _scales(edges: Grid) -> dict[str, Scale]:
    """Scores along the edges of the cells, which are as far apart as their dots need."""
    x = {"domain": [0.5 + index for index in range(COLUMNS + 1)], "range": edges.across}
    y = {"domain": [0.5 + index for index in range(ROWS + 1)], "range": edges.down[::-1]}
    return {"x": {**x, "nice": False, "zero": False}, "y": {**y, "nice": False, "zero": False}}


def _ground(edges: Grid, worth: int) -> Iterator[Layer]:
    tinted = [(f, i) for f in FREQUENCIES for i in INTENSITIES if f * i >= worth]
    rows = [{"x": f - 0.5, "x2": f + 0.5, "y": i - 0.5, "y2": i + 0.5} for f, i in tinted]
    yield Layer("rect", rows, ["worth"] * len(rows))
    upright = [{"x": 0.5 + c, "y": 0.5, "y2": 0.5 + ROWS} for c in range(COLUMNS + 1)]
    level = [{"y": 0.5 + r, "x": 0.5, "x2": 0.5 + COLUMNS} for r in range(ROWS + 1)]
    yield Layer("rule", upright, ["grid"] * len(upright))
    yield Layer("rule", level, ["grid"] * len(level))


def _axes(edges: Grid) -> Iterator[Layer]:
    """In each cell its priority; words for the scores, and names of the axes."""
    corners = {(f, i): (f + 0.5, i + 0.5) for f in FREQUENCIES for i in INTENSITIES}
    rows = [_row(edges, at, -5.0, 9.0) for at in corners.values()]
    yield Layer("text", rows, texts=[_text(str(f * i), "remark", "end") for f, i in corners])
    rows = [_row(edges, (f, 0.5), 0.0, 12.0) for f in FREQUENCIES]
    yield Layer("text", rows, texts=[_text(words, "name", "middle") for words in FREQUENCIES.values()])
    rows = [_row(edges, (0.5, i), -MARGIN, 0.0) for i in INTENSITIES]
    yield Layer("text", rows, texts=[_text(words, "name", "end") for words in INTENSITIES.values()])
    ends = [_row(edges, (0.5, 0.5), -MARGIN, 12.0), _row(edges, (0.5, 0.5 + ROWS), -MARGIN, 9.0)]
    names = [_text(name, "remark", "end") for name in AXES]
    yield Layer("text", ends, texts=names)


def _counts(of: Plan) -> Layer:
    """How many more use cases belong in a cell than it shows."""
    rows = [_in_cell(of, place, MARGIN, of.cells[place].height) for place in of.more]
    return Layer("text", rows, texts=[_text(f"and {count} more", "remark") for count in of.more.values()])


def _dots(of: Plan) -> Iterator[Layer]:
    middles = {number: (place, index) for place, here in of.inside.items() for index, number in enumerate(here)}
    points, beside = [], []
    for number, dot in enumerate(of.dots):
        place, index = middles[number]
        radius, (x, y) = radius_of(dot.share), of.cells[place].middles[index]
        points.append({**_in_cell(of, place, x, y), "size": pi * radius**2})
        beside.append(_in_cell(of, place, x + of.cells[place].radius + LABEL_GAP, y))
    numbers = range(len(of.dots))
    yield Layer("point", points, looks=[dot.verdict for dot in of.dots], things=numbers)
    yield Layer("text", beside, texts=of.labels, things=numbers)


def _in_cell(of: Plan, place: Place, x: float, y: float) -> Row:
    """The scores at a point in a cell, given from its top left corner; its dots stand in the middle of its height."""
    column, row = place
    across, down = of.grid.across, of.grid.down
    spare = down[row + 1] - down[row] - of.cells[place].height - (SMALL_LINE if place in of.more else 0.0)
    wide, high = across[column + 1] - across[column], down[row + 1] - down[row]
    return {"x": column + 0.5 + x / wide, "y": ROWS - row + 0.5 - (y + spare / 2) / high}


def _row(edges: Grid, score: tuple[float, float], right: float, down: float) -> Row:
    """The scores at a point so many pixels right of and below others."""
    x, y = score
    column, row = min(COLUMNS - 1, max(0, ceil(x - 1.5))), min(ROWS - 1, int(ROWS + 0.5 - y))
    wide, high = edges.across[column + 1] - edges.across[column], edges.down[row + 1] - edges.down[row]
    return {"x": x + right / wide, "y": y - down / high}


def _text(words: str, look: str, anchor: Anchor = "start") -> Text:
    return Text((Line(words, look),), anchor)
