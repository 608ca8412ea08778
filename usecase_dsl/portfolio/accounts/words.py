"""Cells that hold one of few words: outcomes, whether an account has churned, discounts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from usecase_dsl.portfolio.accounts.wordlist import meanings, nothings
from usecase_dsl.syntax.names import key

_NUMBERED = re.compile(r"^\d+\s*[-–.):]\s*(?=\D)")
_DATES = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{8}"
    r"|\d{1,2}[. -]+[^\W\d]{3,}[., -]+\d{4}|[^\W\d]{3,}\.? \d{1,2},? \d{4}|\d{4}-\d{2})"
    r"(?:[ tT]+\d{1,2}:\d{2}\S*(?: [ap]m)?)?",
    re.IGNORECASE,
)
_DISCOUNT = re.compile(r"(?P<sign>[-−])?\s*(?P<number>\d{1,9}(?:[.,]\d+)?|[.,]\d+)\s*(?P<percent>%|٪|％)?")
# Finer than a discount is ever agreed, so that there are few different ones.
_FINEST = Decimal("0.000001")

NO_OUTCOME = "neither won, lost nor open"
NO_CHURN = "neither yes, no nor a date"
NO_DISCOUNT = "can't be read as a discount"
NEGATIVE = "below zero: is more than the list price meant?"
WHOLE = "a discount of 100% or more leaves no list price"

Outcome = Literal["won", "lost", "open", "churned"]


def outcome(cell: str) -> str | None:
    """What became of a deal: ``won``, ``lost``, ``open``, or ``churned``, which was won; ``None`` if nobody knows.
    Stages may be numbered: ``6 - Closed Won``."""
    words = meanings("outcomes")
    written = key(cell)
    return words.get(written) or words.get(_NUMBERED.sub("", written))


def churned(cell: str) -> bool | None:
    """Whether an account has churned: a word or the date; nothing is no. ``None`` if nobody knows."""
    meaning = meanings("churned").get(key(cell))
    if meaning:
        return meaning == "yes"
    return True if _DATES.fullmatch(cell) else None


@dataclass(frozen=True, slots=True)
class Discount:
    """What a cell says: a fraction of the list price, or what is wrong."""

    value: Decimal | None = None
    wrong: str | None = None


def discounts(
    cells: Mapping[str, int], heading_says_percent: bool
) -> tuple[dict[str, Discount], Literal["", "percent", "fraction"]]:
    """The discounts in the cells of a column, which come so many times each, and what numbers without a sign are.

    They are percentages if the heading says so, else fractions if more of them lie between 0 and 1 than above.
    """
    bare = [(found, times) for cell, times in cells.items() if (found := _bare(cell))]
    below = sum(times for value, times in bare if value < 1)
    above = sum(times for value, times in bare if value > 1)
    fraction = below > above and not heading_says_percent
    reading: Literal["", "percent", "fraction"] = "fraction" if fraction else "percent"
    return {cell: _discount(cell, fraction) for cell in cells}, reading if bare else ""


def _bare(cell: str) -> Decimal | None:
    """The number of a cell that has no sign of percent; ``None`` also for nothing."""
    found = _DISCOUNT.fullmatch(cell)
    return _number(found) or None if found and not found["percent"] else None


def _number(found: re.Match[str]) -> Decimal:
    return Decimal(found["number"].replace(",", "."))


def _discount(cell: str, fraction: bool) -> Discount:
    if key(cell) in {"", *nothings()}:
        return Discount(Decimal(0))
    found = _DISCOUNT.fullmatch(cell)
    if not found:
        return Discount(wrong=NO_DISCOUNT)
    number = _number(found)
    value = number if fraction and not found["percent"] else number / 100
    if found["sign"] and value:
        return Discount(wrong=NEGATIVE)
    value = value.quantize(_FINEST, ROUND_HALF_EVEN)
    return Discount(wrong=WHOLE) if value >= 1 else Discount(value)
