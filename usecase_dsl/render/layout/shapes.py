"""How large each thing is drawn, from its texts alone: ellipses of one height and a few widths, actors of one size."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Literal, NamedTuple

from usecase_dsl.render.layout.text import width, wrap
from usecase_dsl.render.use_case_diagram import ActorNode, UseCaseNode

NAME, SMALL = 13.0, 11.0
NAME_LINE, SMALL_LINE = 16.0, 14.0

LineKind = Literal["name", "keyword", "note"]


class Line(NamedTuple):
    """A line of text; ``dy`` is how far its middle is below the middle of what it belongs to."""

    text: str
    dy: float
    size: float
    kind: LineKind = "name"


class Oval(NamedTuple):
    """An ellipse with its texts; ``rule`` is where the line above the extension points is, if there are any."""

    rx: float
    ry: float
    lines: tuple[Line, ...]
    rule: float | None = None


class Figure(NamedTuple):
    """An actor: its mark, from ``-top`` to ``bottom`` around the point that lines aim at, and its texts.

    ``half`` is half the mark's width; ``left`` and ``right`` of the point the whole takes ``width`` / 2.
    """

    width: float
    half: float
    top: float
    bottom: float
    below: float
    lines: tuple[Line, ...]


# Half the widths that ellipses have; wider ones only for texts that need it, in the same steps.
_STEPS = (64.0, 80.0, 96.0)
_STEP = 16.0
_HEIGHTS = {1: 23.0, 2: 26.0, 3: 34.0}
_HEADING = "extension points"
_PADDING = 6.0
_MOST_NAME = 104.0


def ovals(nodes: Sequence[UseCaseNode]) -> list[Oval]:
    """The ellipse of each use case. All have the height that the longest title needs, or one for extension points."""
    titles = [_title_lines(node.title) for node in nodes]
    ry = _HEIGHTS[max((len(title) for title in titles), default=1)]
    return [_oval(title, node.points, ry) for title, node in zip(titles, nodes, strict=True)]


def figure(node: ActorNode) -> Figure:
    """The mark of an actor by its kind: a stick figure, a clock, or a box with «system»."""
    names = wrap(node.name, _MOST_NAME, NAME)
    if node.kind == "system":
        return _box(names)
    half, top, bottom = (16.0, 22.0, 26.0) if node.kind == "human" else (20.0, 20.0, 20.0)
    lines = _stack(names, bottom + 3, NAME, NAME_LINE)
    wide = max(2 * half, *(width(name, NAME) for name in names))
    return Figure(wide + 8, half, top, bottom, bottom + 5 + NAME_LINE * len(names), lines)


def _box(names: Sequence[str]) -> Figure:
    wide = max(76.0, 20 + max(width(name, NAME) for name in names))
    high = 20 + SMALL_LINE + NAME_LINE * len(names)
    keyword = _stack(("«system»",), 10 - high / 2, SMALL, SMALL_LINE, "keyword")
    lines = _stack(names, 10 + SMALL_LINE - high / 2, NAME, NAME_LINE)
    return Figure(wide, wide / 2, high / 2, high / 2, high / 2, keyword + lines)


def _stack(texts: Sequence[str], top: float, size: float, pitch: float, kind: LineKind = "name") -> tuple[Line, ...]:
    return tuple(Line(text, top + pitch * (index + 0.5), size, kind) for index, text in enumerate(texts))


def _title_lines(title: str) -> tuple[str, ...]:
    """Two lines where a width has room for them, else three."""
    for rx in _STEPS:
        lines = wrap(title, 2 * (rx * 0.88 - _PADDING), NAME)
        if len(lines) <= 2:
            return lines
    return wrap(title, 2 * (_STEPS[-1] * 0.8 - _PADDING), NAME)


def _oval(title: Sequence[str], points: Sequence[str], ry: float) -> Oval:
    if not points:
        lines = _stack(title, -NAME_LINE * len(title) / 2, NAME, NAME_LINE)
        return Oval(_half_width(lines, ry), ry, lines)
    shown = [line for point in points for line in wrap(point, 2 * _STEPS[-1] * 0.8, SMALL)]
    head, tail = NAME_LINE * len(title), SMALL_LINE * (1 + len(shown))
    top = -(head + 6 + tail) / 2
    ry = max(ry, -top / 0.76)
    lines = (
        *_stack(title, top, NAME, NAME_LINE),
        *_stack((_HEADING,), top + head + 6, SMALL, SMALL_LINE, "keyword"),
        *_stack(shown, top + head + 6 + SMALL_LINE, SMALL, SMALL_LINE, "note"),
    )
    return Oval(_half_width(lines, ry), ry, lines, top + head + 3)


def _half_width(lines: Sequence[Line], ry: float) -> float:
    """The least of the widths at which every line fits into the ellipse."""
    needed = max(_needed(line, ry) for line in lines)
    steps = max(0.0, -((_STEPS[0] - needed) // _STEP))
    return _STEPS[0] + _STEP * steps


def _needed(line: Line, ry: float) -> float:
    reach = (abs(line.dy) + line.size * 0.4) / ry
    return (width(line.text, line.size) / 2 + _PADDING) / sqrt(1 - min(reach, 0.95) ** 2)
