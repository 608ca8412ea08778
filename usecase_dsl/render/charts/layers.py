"""Layers of a chart: where their marks stand by the figures, and how they are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

MarkType = Literal["bar", "point", "rect", "rule", "text"]
# A figure for each channel of Vega-Lite that a mark has: ``x``, ``y``, ``x2``, ``y2``, ``yOffset``, ``size``.
Row = Mapping[str, float]
# How figures of a channel become pixels, as Vega-Lite has it: its ``type``, ``domain``, ``range``.
Scale = Mapping[str, Any]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the name of its look."""

    text: str
    look: str


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text, one below the other, about the point that they belong to; ``anchor`` is as in SVG."""

    lines: tuple[Line, ...]
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Thing:
    """What figures are about: a group in the picture, with a tooltip and a link."""

    id: str
    title: str
    kind: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks of one type, one for each row of figures.

    ``looks`` are the names of their looks, or ``texts`` what they say, row by row; ``things`` which thing each is part
    of, by its number, where they are part of any. ``settings`` are those of a mark in Vega-Lite.
    """

    mark: MarkType
    rows: Sequence[Row]
    looks: Sequence[str] = ()
    texts: Sequence[Text] = ()
    things: Sequence[int] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
