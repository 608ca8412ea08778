"""The words in charts: what they say, cut to the room that there is."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from decimal import Decimal

from usecase_dsl.portfolio.advice import Verdict
from usecase_dsl.portfolio.words import plain
from usecase_dsl.render.layout.text import fill, width

VERDICT_WORDS: Mapping[Verdict, str] = {
    "optimise": "optimise for",
    "serve": "serve, not optimise",
    "decline": "say no",
    "open": "undecided",
}
# How much wider bold letters are.
BOLD = 1.08
_ELLIPSIS = "…"
_COUNTABLE = Decimal(10) ** 15


def lines_of(text: str, limit: float, size: float, most: int) -> tuple[str, ...]:
    """A text on at most so many lines, none wider than ``limit``; what doesn't fit gives way to an ellipsis."""
    lines = [_shortened(line, limit, size) for line in fill(text, limit, size)]
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _shortened(lines[most - 1] + _ELLIPSIS, limit, size))


def widest(lines: Iterable[str], size: float) -> float:
    """How wide the widest line is."""
    return max((width(line, size) for line in lines), default=0.0)


def written(value: Decimal, unit: str) -> str:
    """A value with its unit: ``30%``, ``12,000 EUR``; one that nobody would count the digits of as a power of ten."""
    number = plain(value, 1 if unit == "%" else 2) if abs(value) < _COUNTABLE else f"{value:.2e}"
    return f"{number}%" if unit == "%" else f"{number} {unit}".rstrip()


def _shortened(line: str, limit: float, size: float) -> str:
    if width(line, size) <= limit:
        return line
    kept = line.removesuffix(_ELLIPSIS)
    letters = bisect_right(range(len(kept) + 1), limit, key=lambda end: width(kept[:end] + _ELLIPSIS, size))
    kept = kept[: max(letters - 1, 0)]
    return _without_half_letters(kept) + _ELLIPSIS


def _without_half_letters(text: str) -> str:
    """Without a joiner at the end, which would have joined what was cut."""
    while text and (text[-1] in " \u200d" or unicodedata.category(text[-1]) == "Cf"):
        text = text[:-1]
    return text
