"""What marks mean: a line of them, each with its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from usecase_dsl.render.charts.drawing import WIDTH, words
from usecase_dsl.render.charts.layers import Line, Text
from usecase_dsl.render.charts.looks import SMALL
from usecase_dsl.render.layout.text import width
from usecase_dsl.render.svg import Element, element

_LINE = 24.0
_GAP, _APART, _FOOT = 5.0, 18.0, 6.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark and its words; ``mark`` draws it with its middle at a point, ``wide`` is its room."""

    mark: Callable[[float, float], Element]
    words: str
    wide: float = 12.0


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend at the top of a picture, and how high it is."""

    element: Element
    height: float


def legend(entries: Sequence[Entry]) -> Legend:
    """The entries beside each other, on as many lines as they need; no height where there are none."""
    group, x, y = element("g", class_="legend"), 0.0, _LINE / 2
    for entry in entries:
        need = entry.wide + _GAP + width(entry.words, SMALL)
        if x and x + need > WIDTH:
            x, y = 0.0, y + _LINE
        group.add(entry.mark(x + entry.wide / 2, y))
        group.add(*words(Text((Line(entry.words, "remark"),)), x + entry.wide + _GAP, y))
        x += need + _APART
    return Legend(group, y + _LINE / 2 + _FOOT if entries else 0.0)
