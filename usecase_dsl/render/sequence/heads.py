"""The heads of lifelines: the marks of actors, and a box for the system."""

from __future__ import annotations

from usecase_dsl.render.layout.shapes import NAME, NAME_LINE, SMALL, SMALL_LINE, Figure, Line
from usecase_dsl.render.layout.text import width, wrap
from usecase_dsl.render.sequence.interaction import Lifeline

_MOST_NAME = 112.0
_HALVES = {"human": (16.0, 22.0, 26.0), "time": (20.0, 20.0, 20.0)}


def head(of: Lifeline) -> Figure:
    """How large the head of a lifeline is, with its texts."""
    names = wrap(of.name, _MOST_NAME, NAME)
    if of.kind in _HALVES:
        half, top, bottom = _HALVES[of.kind]
        lines = tuple(Line(name, bottom + 3 + NAME_LINE * (n + 0.5), NAME) for n, name in enumerate(names))
        wide = max(2 * half, *(width(name, NAME) for name in names))
        return Figure(wide + 8, half, top, bottom, bottom + 5 + NAME_LINE * len(names), lines)
    return _box(names, "«system»" if of.kind == "system" else "")


def _box(names: tuple[str, ...], keyword: str) -> Figure:
    wide = max(84.0, 24 + 1.08 * max(width(name, NAME) for name in names))
    above = SMALL_LINE if keyword else 0.0
    high = max(20 + above + NAME_LINE * len(names), 40.0)
    top = -(above + NAME_LINE * len(names)) / 2
    lines = [Line(keyword, top + above / 2, SMALL, "keyword")] if keyword else []
    lines += [Line(name, top + above + NAME_LINE * (n + 0.5), NAME) for n, name in enumerate(names)]
    return Figure(wide, wide / 2, high / 2, high / 2, high / 2, tuple(lines))
