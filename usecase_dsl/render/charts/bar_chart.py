"""Bars beside names, with the value of each at its end; below zero they go to the left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from usecase_dsl.render.charts.drawing import WIDTH, chart, drawn, shape
from usecase_dsl.render.charts.layers import Anchor, Layer, Line, Scale, Text, Thing
from usecase_dsl.render.charts.legend import Entry, Legend, legend
from usecase_dsl.render.charts.looks import NAME, NAME_LINE
from usecase_dsl.render.charts.scene import scene
from usecase_dsl.render.charts.values import Bar
from usecase_dsl.render.charts.words import lines_of, widest, written
from usecase_dsl.render.layout.text import width
from usecase_dsl.render.parts import bounds
from usecase_dsl.render.svg import Element

_LOOKS = ("first", "second")
_UNKNOWN = "not known"
_NAMES_MOST, _NAME_LINES = 220.0, 2
_GAP, _FOOT, _LEAST = 8.0, 6.0, 40.0
_ONE, _TWO, _APART = 18.0, 17.0, 10.0


@dataclass(frozen=True, slots=True)
class _Plan:
    """Names and how much room they have, how high a row is and a bar in it, and where bars and their values stand.

    ``largest`` is the value farthest from zero: Vega is told parts of it, which no figure is too large for.
    """

    bars: tuple[Bar, ...]
    series: int
    unit: str
    names: tuple[tuple[str, ...], ...]
    left: float
    pitch: float
    largest: Decimal
    key: Legend

    @property
    def height(self) -> float:
        return self.key.height + self.pitch * len(self.bars)

    @property
    def bar(self) -> float:
        return _ONE if self.series == 1 else _TWO


def bar_chart(
    heading: str, bars: Sequence[Bar], unit: str = "%", series: tuple[str, ...] = ("",), bare: bool = False
) -> Element:
    """A row for each of ``bars``, in their order, with a bar for each of one or two ``series``, which name them.

    ``unit`` stands behind each value: ``%``, ``EUR``. A value that isn't known is said to be so. Long names are
    shortened; tooltips have all of them. ``bare`` is for a page with ``page_sheet`` and a heading of its own.
    """
    of = _plan(bars, unit, series)
    height = of.height + _FOOT
    layers = list(_layers(of))
    marks = scene(WIDTH, height, layers, _scales(of))
    things = [_thing(bar, unit, series) for bar in bars]
    words = _described(heading, bars, unit, series)
    return chart(heading, words, height, [of.key.element, *drawn(marks, layers, things)], "bars", bare)


def _plan(bars: Sequence[Bar], unit: str, series: tuple[str, ...]) -> _Plan:
    names = tuple(lines_of(bar.name, _NAMES_MOST, NAME, _NAME_LINES) for bar in bars)
    lines = max(map(len, names), default=1)
    bar = _ONE if len(series) == 1 else len(series) * _TWO
    return _Plan(
        bars=tuple(bars),
        series=len(series),
        unit=unit,
        names=names,
        left=max((widest(each, NAME) for each in names), default=0.0) + 2 * _GAP,
        pitch=max(bar, lines * NAME_LINE) + _APART,
        largest=max((abs(value) for value in _known(bars)), default=Decimal(0)) or Decimal(1),
        key=legend(list(_entries(series))),
    )


def _known(bars: Sequence[Bar]) -> Iterator[Decimal]:
    return (value for bar in bars for value in bar.values if value is not None)


def _entries(series: tuple[str, ...]) -> Iterator[Entry]:
    def swatch(look: str, x: float, y: float) -> Element:
        return shape("rect", look, **bounds(x - 8, y - 5, 16, 10))

    if len(series) > 1:
        for name, look in zip(series, _LOOKS, strict=True):
            yield Entry(partial(swatch, look), name, 16.0)


# ---- layers


def _scales(of: _Plan) -> dict[str, Scale]:
    """Values have room at the ends of bars: right of those above zero, left of those below."""
    values = list(_known(of.bars))
    least, most = min([Decimal(0), *values]) / of.largest, max([Decimal(0), *values]) / of.largest
    room = [max((width(written(value, of.unit), NAME) for value in part), default=0.0) for part in _parted(values)]
    right = max(room[1], width(_UNKNOWN, NAME))
    left = of.left + (room[0] + _GAP if least < 0 else 0.0)
    ends = [left, max(left + _LEAST, WIDTH - right - 2 * _GAP)]
    x = {"domain": [float(least), float(most) or float(not least)], "range": ends, "nice": False, "zero": False}
    y = {"domain": list(range(len(of.bars))), "range": [of.key.height, of.height], "type": "band", "padding": 0}
    spare = (of.pitch - of.bar * of.series) / 2
    inside = [spare, of.pitch - spare]
    offset = {"domain": list(range(of.series)), "range": inside, "type": "band", "padding": 0}
    return {"x": x, "y": y, "yOffset": offset}


def _parted(values: Sequence[Decimal]) -> tuple[list[Decimal], list[Decimal]]:
    return [value for value in values if value < 0], [value for value in values if value >= 0]


def _layers(of: _Plan) -> Iterator[Layer]:
    cells = [(row, bar.values[place], place) for row, bar in enumerate(of.bars) for place in range(of.series)]
    known = [(row, value, place) for row, value, place in cells if value is not None]
    yield _names(of)
    yield Layer(
        mark="bar",
        rows=[{"x": _part(of, value), "x2": 0.0, **_at(row, place)} for row, value, place in known],
        looks=["loss" if value < 0 else _LOOKS[place] for _, value, place in known],
        things=[row for row, _, _ in known],
        settings={"orient": "horizontal"},
    )
    yield _values(of, [cell for cell in known if cell[1] >= 0], "start", _GAP)
    yield _values(of, [cell for cell in known if cell[1] < 0], "end", -_GAP)
    unknown = [(row, place) for row, value, place in cells if value is None]
    yield Layer(
        mark="text",
        rows=[{"x": 0.0, **_at(row, place)} for row, place in unknown],
        texts=[Text((Line(_UNKNOWN, "aside"),))] * len(unknown),
        things=[row for row, _ in unknown],
        settings={"xOffset": _GAP},
    )
    if known:
        upright = {"y": of.key.height, "y2": of.height}
        yield Layer("rule", [{"x": 0.0}], ["base"], settings=upright)


_Cell = tuple[int, Decimal, int]


def _names(of: _Plan) -> Layer:
    texts = [Text(tuple(Line(line, "name") for line in lines)) for lines in of.names]
    rows = [{"y": float(row)} for row in range(len(texts))]
    return Layer("text", rows, texts=texts, things=range(len(texts)), settings={"x": 0})


def _values(of: _Plan, cells: Sequence[_Cell], anchor: Anchor, aside: float) -> Layer:
    return Layer(
        mark="text",
        rows=[{"x": _part(of, value), **_at(row, place)} for row, value, place in cells],
        texts=[Text((Line(written(value, of.unit), "name"),), anchor) for _, value, _ in cells],
        things=[row for row, _, _ in cells],
        settings={"xOffset": aside},
    )


def _at(row: int, place: int) -> dict[str, float]:
    return {"y": float(row), "yOffset": float(place)}


def _part(of: _Plan, value: Decimal) -> float:
    return float(value / of.largest)


# ---- words


def _thing(bar: Bar, unit: str, series: tuple[str, ...]) -> Thing:
    return Thing(bar.name, "\n".join(filter(None, (bar.name, bar.title, _told(bar, unit, series)))), "row", bar.address)


def _described(heading: str, bars: Sequence[Bar], unit: str, series: tuple[str, ...]) -> str:
    rows = f"{len(bars)} row{'' if len(bars) == 1 else 's'} of bars"
    return " ".join([f"{heading.rstrip('.')}: {rows}.", *(f"{bar.name}: {_told(bar, unit, series)}." for bar in bars)])


def _told(bar: Bar, unit: str, series: tuple[str, ...]) -> str:
    values = (_UNKNOWN if value is None else written(value, unit) for value in bar.values)
    return ", ".join(f"{name} {value}".lstrip() for name, value in zip(series, values, strict=True))
