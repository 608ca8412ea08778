"""Marks in their places as elements: shapes, lines of text, and a group with a link for each thing that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import pi, sqrt

from usecase_dsl.render.activity.boxes import POP, RTL, is_rtl
from usecase_dsl.render.charts.layers import Layer, Line, Text, Thing
from usecase_dsl.render.charts.looks import (
    CHART_TOKENS,
    LOOKS,
    NAME,
    NAME_LINE,
    SMALL_LINE,
    TITLE,
    TITLE_LINE,
    chart_rules,
)
from usecase_dsl.render.charts.scene import Mark
from usecase_dsl.render.charts.words import lines_of
from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.parts import OUTCOME_TOKENS, RULES, TOKENS, bounds, canvas, node_group, style_sheet
from usecase_dsl.render.svg import Element, element, number

WIDTH = 720.0

# How far the corners of a diamond reach that is as large as a circle, in its radius.
DIAMOND = sqrt(pi / 2)

_HEAD, _MARGIN = 12.0, 16.0


def chart(
    heading: str, description: str, height: float, inside: Iterable[Element], kind: str, bare: bool = False
) -> Element:
    """The picture of a chart, ``WIDTH`` wide. ``bare`` is for a page, which has the heading and the style sheet."""
    if bare:
        return canvas(heading, description, Point(0, 0), WIDTH, height, kind=f"chart {kind}").add(*inside)
    lines = lines_of(heading, WIDTH, TITLE, 3)
    head, wide = TITLE_LINE * len(lines) + _HEAD, WIDTH + 2 * _MARGIN
    sheet = style_sheet({**TOKENS, **OUTCOME_TOKENS, **CHART_TOKENS}, RULES + chart_rules())
    corner = Point(-_MARGIN, -head - _MARGIN)
    root = canvas(heading, description, corner, wide, height + head + 2 * _MARGIN, sheet, f"chart {kind}")
    for index, line in enumerate(lines):
        root.add(_line(Line(line, "heading"), 0, TITLE_LINE * index + TITLE - head, "start"))
    return root.add(*inside)


def drawn(marks: Iterable[Mark], layers: Sequence[Layer], things: Sequence[Thing]) -> Iterator[Element]:
    """Marks that belong to nothing, then each thing with all that is its own, in the order of the things."""
    groups: list[list[Element]] = [[] for _ in things]
    for mark in marks:
        layer = layers[mark.layer]
        if layer.things:
            groups[layer.things[mark.row]] += _shapes(mark, layer)
        else:
            yield from _shapes(mark, layer)
    for thing, inside in zip(things, groups, strict=True):
        yield node_group(thing.kind, thing.id, thing.title, inside, thing.address)


def _shapes(mark: Mark, layer: Layer) -> Iterator[Element]:
    if mark.kind == "text":
        yield from words(layer.texts[mark.row], mark.x, mark.y)
    elif mark.kind == "symbol":
        yield symbol(layer.looks[mark.row], mark.x, mark.y, sqrt(mark.size / pi))
    elif mark.kind == "rule":
        ends = {"x1": mark.x, "y1": mark.y, "x2": mark.x + mark.wide, "y2": mark.y + mark.high}
        yield shape("line", layer.looks[mark.row], **ends)
    else:
        yield shape("rect", layer.looks[mark.row], **bounds(mark.x, mark.y, mark.wide, mark.high))


def shape(tag: str, look: str, **geometry: str | float) -> Element:
    """A shape in one of the looks."""
    return element(tag, class_=f"mark-{look}", **geometry, **LOOKS[look].attributes())


def symbol(look: str, x: float, y: float, radius: float) -> Element:
    """The mark of a look, as large as a circle with this radius: looks differ in form too."""
    return _SYMBOLS.get(look, _circle)(look, x, y, radius)


def words(text: Text, x: float, y: float) -> Iterator[Element]:
    """The lines of a text about a point."""
    pitches = [NAME_LINE if LOOKS[line.look].size >= NAME else SMALL_LINE for line in text.lines]
    top = y - sum(pitches) / 2
    for line, pitch in zip(text.lines, pitches, strict=True):
        yield _line(line, x, top + pitch / 2 + 0.35 * LOOKS[line.look].size, text.anchor)
        top += pitch


def _line(line: Line, x: float, y: float, anchor: str) -> Element:
    text = f"{RTL}{line.text}{POP}" if is_rtl(line.text) else line.text
    return element(
        "text",
        text,
        class_=f"mark-{line.look} middle" if anchor == "middle" else f"mark-{line.look}",
        x=x,
        y=y,
        text_anchor=None if anchor == "start" else anchor,
        **LOOKS[line.look].attributes(),
    )


def _circle(look: str, x: float, y: float, radius: float) -> Element:
    return shape("circle", look, cx=x, cy=y, r=radius)


def _diamond(look: str, x: float, y: float, radius: float) -> Element:
    """Of the same area as the circle."""
    a = number(radius * DIAMOND)
    return shape("path", look, d=f"M{number(x)},{number(y)}m0-{a}l{a},{a}l-{a},{a}l-{a}-{a}z")


def _cross(look: str, x: float, y: float, radius: float) -> Element:
    """Within the circle."""
    a, b = number(radius * sqrt(0.5)), number(radius * sqrt(2))
    return shape("path", look, d=f"M{number(x)},{number(y)}m-{a}-{a}l{b},{b}m0-{b}l-{b},{b}")


_SYMBOLS: Mapping[str, Callable[[str, float, float, float], Element]] = {"serve": _diamond, "decline": _cross}
