"""The labels of relations: a stereotype, and for an extend its extension point and condition."""

from __future__ import annotations

from typing import NamedTuple

from usecase_dsl.render.layout.shapes import SMALL, SMALL_LINE, Line
from usecase_dsl.render.layout.text import width, wrap
from usecase_dsl.render.use_case_diagram import Edge

_MOST = 132.0


class Note(NamedTuple):
    """A label's lines and its size."""

    width: float
    height: float
    lines: tuple[Line, ...]


def note(edge: Edge) -> Note | None:
    """The label of a relation, in the notation of UML: ``«extend» (point) [condition]``."""
    if edge.kind not in {"include", "extend"}:
        return None
    texts = [f"«{edge.kind}»"]
    if edge.point:
        joined = f"{texts[0]} ({edge.point})"
        texts = [joined] if width(joined, SMALL) <= _MOST else [*texts, *wrap(f"({edge.point})", _MOST, SMALL)]
    if edge.condition:
        texts += wrap(f"[{edge.condition}]", _MOST, SMALL)
    top = -SMALL_LINE * len(texts) / 2
    lines = tuple(Line(text, top + SMALL_LINE * (index + 0.5), SMALL, "keyword") for index, text in enumerate(texts))
    return Note(max(width(text, SMALL) for text in texts) + 10, SMALL_LINE * len(texts) + 4, lines)
