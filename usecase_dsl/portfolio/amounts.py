"""Figures as people write them: percentages, money, counts, company sizes and dates. What can't be read is ``None``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from usecase_dsl import resources
from usecase_dsl.portfolio.units import currencies, parts_of_customer, scales
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.vocabulary import value_spellings, vocabulary

_NUMBER = r"\d(?:[\d.,'’_\s]*\d)?"
_ABOUT = r"(?:~|≈|about|around|approx\.?|ca\.?|circa)?\s*"
_SCALE = rf"(?:(?P<scale>{'|'.join(sorted(scales(), key=len, reverse=True))})\b\.?)?"
_MONEY = re.compile(
    rf"{_ABOUT}(?P<sign>[-−])?\s*(?P<before>[^\W\d_]{{0,3}}[^\w\s.,'-]?)\s*(?P<number>{_NUMBER})"
    rf"\s*{_SCALE}\s*(?P<rest>[^\d]*)",
    re.IGNORECASE,
)
_PERCENT_SIGNS = ("%", "٪", "％")
_PERCENT = re.compile(rf"{_ABOUT}(?P<number>{_NUMBER})\s*(?P<sign>[{''.join(_PERCENT_SIGNS)}])?")
_COUNT = re.compile(rf"{_ABOUT}(?P<number>{_NUMBER})\s*{_SCALE}(?:\W[^\d%]*)?", re.IGNORECASE)
# What is paid in a year or a month has three letters too: ARR, MRR.
_CURRENCY = re.compile(r"(?!ARR|MRR|ACV|TCV)[A-Z]{3}\b|[^\W\d_]{0,3}\$|[€£¥₹₽₺₩₫₪₴]|(?:kr|zł|Kč|Ft|lei|[Ee]uros?)\b")
# Nobody counts higher, and what reckons with it has to end.
_MOST_DIGITS = 24
_GROUPS = re.compile(r"\d{1,3}(?:(?P<mark>[.,'’_\s])\d{3})(?:(?P=mark)\d{3})*")
_SIZES = (
    (re.compile(rf"(?P<low>{_NUMBER})\s*(?:[-‐‑–—~]|to|and)\s*(?P<high>{_NUMBER})"), (0, 0)),
    (
        re.compile(
            rf"(?:≥|>=|from|at least|min\.?)\s*(?P<low>{_NUMBER})|(?P<from>{_NUMBER})\s*(?:\+|or more|and more)"
        ),
        (0, 0),
    ),
    (re.compile(rf"(?:>|over|more than|above)\s*(?P<low>{_NUMBER})"), (1, 0)),
    (re.compile(rf"(?:≤|<=|up to|at most|max\.?)\s*(?P<high>{_NUMBER})"), (0, 0)),
    (re.compile(rf"(?:<|under|below|fewer than|less than)\s*(?P<high>{_NUMBER})"), (0, -1)),
    (re.compile(rf"(?P<low>{_NUMBER})"), (0, 0)),
)
_AFTER_SIZE = re.compile(r"\s+[^\d+]*$")

# The degrees that priorities are made of.
FREQUENCIES = {"hourly": 5, "daily": 4, "weekly": 3, "monthly": 2, "quarterly": 1}
INTENSITIES = {"high": 3, "medium": 2, "low": 1}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, its currency and what it is paid for or in which time, as written; each may be ``""``."""

    value: Decimal
    currency: str = ""
    per: str = ""

    @property
    def code(self) -> str:
        """The currency by its ISO code, where a sign that is written for it means one: ``€`` is ``EUR``."""
        return currencies().get(self.currency.lower(), self.currency)


@dataclass(frozen=True, slots=True)
class CompanySize:
    """How many people a company has: at least ``low`` and at most ``high``, where anything is said of that."""

    low: int = 0
    high: int | None = None

    def holds(self, people: int) -> bool:
        return self.low <= people and (self.high is None or people <= self.high)


def percentage(text: str, language: str) -> Decimal | None:
    """``30%`` is 30. A number without the sign is a percentage too, unless it may be a fraction of 1."""
    match = _PERCENT.fullmatch(text.strip().rstrip("."))
    value = number(match["number"], language) if match else None
    return value if match and value is not None and (match["sign"] or value > 1 or not value) else None


def money(text: str, language: str) -> Money | None:
    """``12,000``, ``€ 12k`` and ``49.50 USD per seat and month``; a percentage is no money."""
    match = _MONEY.fullmatch(text.strip())
    value = number(match["number"], language) if match else None
    if match is None or value is None:
        return None
    before, rest = match["before"].strip(), match["rest"].strip(" .")
    if rest.startswith(_PERCENT_SIGNS) or (before and not _CURRENCY.fullmatch(before)):
        return None
    scaled, after = value * _scale(match), _CURRENCY.match(rest)
    currency = before or (after[0] if after else "")
    per = rest[after.end() :] if after and not before else rest
    if _is_a_thousand(per):
        return None
    return Money(-scaled if match["sign"] else scaled, currency, per.strip())


def _is_a_thousand(per: str) -> bool:
    """Whether what stands behind an amount makes another of it: ``TEUR``, ``€k``."""
    word = next(iter(per.split()), "")
    return word.lower() in scales() or any(word.upper() == f"{sign}{code}" for sign in "TKM" for code in _codes())


def whole_number(text: str) -> int | None:
    """``400``, ``1,200 companies``, ``about 2k``."""
    match = _COUNT.fullmatch(text.strip())
    value = _whole(match["number"]) if match else None
    if match is None or value is None:
        return None
    scaled = value * _scale(match)
    return int(scaled) if scaled == scaled.to_integral_value() else None


def company_size(text: str) -> CompanySize | None:
    """``50-200``, ``200+``, ``under 50``, ``120 people``."""
    written = key(text).strip(" .")
    behind = _AFTER_SIZE.search(written)
    if behind and not scales().keys().isdisjoint(behind[0].split()):
        return None
    for candidate in (written, _AFTER_SIZE.sub("", written)):
        for pattern, (more, less) in _SIZES:
            if match := pattern.fullmatch(candidate):
                return _size(match.groupdict(), more, less)
    return None


def day(text: str) -> date | None:
    """``2026-05-01``; a month is its first day."""
    written = text.strip().rstrip(".")
    try:
        return date.fromisoformat(f"{written}-01" if re.fullmatch(r"\d{4}-\d{2}", written) else written)
    except ValueError:
        return None


def frequency(text: str, language: str) -> int | None:
    """How often: 5 hourly, 4 daily, 3 weekly, 2 monthly, 1 quarterly, by the first of these words in a text."""
    return _degree("frequency", FREQUENCIES, text, language)


def intensity(text: str, language: str) -> int | None:
    """How badly it is needed: 3 high, 2 medium, 1 low. A text begins with one of these words and may say more after a
    mark; ``very high`` and ``medium to high`` are none of the three."""
    first = re.split(r"\s*(?:[,;:.(]|\s[-–—])", text.strip(), maxsplit=1)[0]
    return INTENSITIES.get(vocabulary(language).value("intensity", first) or "")


def period(per: str, language: str) -> str:
    """The time that an amount is for: ``year`` for ``a year``, ``month`` for ``per seat and month``. ``""`` where
    nothing is said of it, or two times are."""
    words = _periods(language)
    found = {words[match] for match in re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)*", key(per)) if match in words}
    return found.pop() if len(found) == 1 else ""


def part_of_customer(per: str, language: str) -> str:
    """What an amount is for that a customer has several of: ``user`` for ``per user and month``; ``""`` for nothing."""
    words = re.findall(r"[^\W\d_]+", key(per))
    return next((word for word in words if word in parts_of_customer(language)), "")


def importance(text: str, language: str) -> str:
    """``primary`` or ``secondary``; ``""`` for anything else."""
    return vocabulary(language).value("importance", text) or ""


def number(written: str, language: str) -> Decimal | None:
    """A number with the marks of any country.

    ``None`` for ``12.000`` in a language whose decimal mark is the full stop: it may be meant either way.
    """
    text = re.sub(r"[\s'’_]+(?=\d{3}(?!\d))", "", written)
    marks = [each for each in text if each in ".,"]
    if len(text) > _MOST_DIGITS or not re.fullmatch(r"[.,]?\d(?:[\d.,]*\d)?", text):
        return None
    if len(set(marks)) == 2:
        decimal = marks[-1]
        whole, _, fraction = text.rpartition(decimal)
        grouped = _GROUPS.fullmatch(whole) and decimal not in whole
        return Decimal(f"{_plain(whole)}.{fraction}") if grouped else None
    if not marks:
        return Decimal(text)
    if len(marks) > 1 or re.search(r"\D\d{3}$", text):
        grouped = _GROUPS.fullmatch(text) and (len(marks) > 1 or marks[0] != _decimal_mark(language))
        return Decimal(_plain(text)) if grouped else None
    return Decimal(text.replace(",", "."))


def _whole(written: str | None) -> Decimal | None:
    """A number of which one knows that it has no fraction, so that marks before three digits are groups."""
    if written is None:
        return None
    return (
        Decimal(_plain(written)) if _GROUPS.fullmatch(written) and len(written) <= _MOST_DIGITS else number(written, "")
    )


def _scale(match: re.Match[str]) -> Decimal:
    """What the word behind a number multiplies it by."""
    return scales()[match["scale"].lower()] if match["scale"] else Decimal(1)


def _plain(grouped: str) -> str:
    return re.sub(r"\D", "", grouped)


def _size(found: dict[str, str | None], more: int, less: int) -> CompanySize | None:
    written = [found.get("low") or found.get("from"), found.get("high")]
    low, high = (_whole(text) for text in written)
    if any(text and (number is None or number % 1) for text, number in zip(written, (low, high), strict=True)):
        return None
    if high is not None and high + less < (low or 0):
        return None
    alone = "high" not in found and "from" not in found and low is not None and not more and len(found) == 1
    top = low if alone else high
    return CompanySize(int(low or 0) + more, None if top is None else int(top) + less)


def _degree(field: str, degrees: dict[str, int], text: str, language: str) -> int | None:
    spelt = _spelt(field, language)
    longest_first = "|".join(re.escape(word) for word in sorted(spelt, key=len, reverse=True))
    found = re.search(rf"(?<!\w)(?:{longest_first})(?!\w)", key(text)) if text else None
    return degrees[spelt[found.group()]] if found else None


@cache
def _spelt(field: str, language: str) -> dict[str, str]:
    """The canonical value by each spelling in a language and in English."""
    return {
        key(word): value
        for each in ("en", language)
        for value, words in value_spellings(each, field).items()
        for word in words
    }


@cache
def _codes() -> frozenset[str]:
    """Signs and codes of currencies, in capitals."""
    return frozenset(map(str.upper, currencies()))


@cache
def _periods(language: str) -> dict[str, str]:
    """The time that each word of a language and of English means."""
    data: Any = json.loads(resources.read_text("grammar/periods.json"))
    return {
        key(word): time for each in ("en", language) for time, words in data.get(each, {}).items() for word in words
    }


@cache
def _decimal_mark(language: str) -> str:
    data: Any = json.loads(resources.read_text("grammar/bounds.json"))
    return str(data["languages"].get(language, {}).get("decimal", "."))
