"""Boundary value analysis: the values next to the bounds that conditions name.

The words that name a bound are in ``grammar/bounds.json``, by language; in a text of another language only signs such
as ``>=`` are understood.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from usecase_dsl import resources


@dataclass(frozen=True, slots=True)
class BoundaryValue:
    """A value to test with, its unit as written, and whether what the text says is so at it."""

    value: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Boundary:
    """A bound. ``text`` are the words that name it; ``values`` ascend: those at the bound and next to it."""

    text: str
    values: tuple[BoundaryValue, ...]


def boundaries(texts: Iterable[str], language: str) -> tuple[Boundary, ...]:
    """The bounds that texts in a natural language name, each once, in their order: two-value boundary value analysis.

    Next to a bound is what differs by one in the last digit written: ``10.50`` and ``10.51``. They are suggestions: a
    person knows what the system counts in. Where a text denies a bound, as ``no answer within 5 seconds`` does, the
    values are those of the text, not of the bound.
    """
    known = _forms(language)
    found: dict[tuple[str, tuple[BoundaryValue, ...]], Boundary] = {}
    for each in (each for text in texts for each in _in_text(" ".join(text.split()), known)):
        found.setdefault((each.text.casefold(), each.values), each)
    return tuple(found.values())


Operator = Literal[">", ">=", "<", "<=", "between"]
# What denies a bound: a negation before it in its clause, one anywhere in its clause, none.
Denial = Literal["before", "clause", ""]


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to name a bound. ``bare`` if it begins with its number."""

    operator: Operator
    pattern: re.Pattern[str]
    denial: Denial = "before"
    bare: bool = False


@dataclass(frozen=True, eq=False)
class _Forms:
    """How a language names bounds."""

    forms: tuple[_Form, ...]
    numbers: dict[str, int]
    decimal: str
    negation: re.Pattern[str]
    breaks: re.Pattern[str]
    lasting: frozenset[str]
    labels: frozenset[str]
    durations: re.Pattern[str]
    counting: re.Pattern[str]
    single: Mapping[str, str]
    several: Mapping[str, str]


def _in_text(text: str, known: _Forms) -> Iterator[Boundary]:
    """The bounds in a text; of two that overlap the first one, of two that begin together the longer."""
    spotted = [
        (match.start(), -match.end(), form, match) for form in known.forms for match in form.pattern.finditer(text)
    ]
    end = 0
    for start, _, form, match in sorted(spotted, key=lambda each: each[:2]):
        if start < end:
            continue
        amounts = _amounts(match, known)
        if amounts and _is_bound(match, form, amounts, known):
            end = match.end()
            values = _values(form.operator, amounts)
            denied = _is_denied(match, form, known)
            yield Boundary(match[0].strip(), tuple(BoundaryValue(each, holds != denied) for each, holds in values))


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number, the step of its last digit, and how it is written: what stands around it and its marks.

    ``after`` has its unit as of several, ``single`` as of one.
    """

    number: Decimal
    step: Decimal
    before: str
    after: str
    single: str
    grouping: str
    decimal: str

    def written(self, number: Decimal) -> str:
        plain = f"{number:,}" if self.grouping else f"{number:f}"
        marks = str.maketrans({",": self.grouping, ".": self.decimal})
        return f"{self.before}{plain.translate(marks)}{self.single if plain == '1' else self.after}"


def _amounts(match: re.Match[str], known: _Forms) -> list[_Amount]:
    """The one or two numbers of a bound, smaller ones first; both have the unit of the one that has a unit."""
    groups = match.groupdict()
    before = groups["before"] or groups.get("before2") or ""
    after = groups.get("after2") or groups["after"] or ""
    written = [groups["number"], *([groups["number2"]] if "number2" in groups else [])]
    return [_amount(each, before, after, known) for each in written]


def _amount(written: str, before: str, after: str, known: _Forms) -> _Amount:
    word = known.numbers.get(written.lower())
    around = (before, _inflected(after, known.several), _inflected(after, known.single))
    if word is not None:
        return _Amount(Decimal(word), Decimal(1), *around, "", known.decimal)
    grouping, decimal = _marks(written, known.decimal)
    whole, _, fraction = written.partition(decimal) if decimal else (written, "", "")
    number = Decimal(re.sub(r"\D", "", whole) + (f".{fraction}" if fraction else ""))
    return _Amount(number, Decimal(1).scaleb(-len(fraction)), *around, grouping, decimal or known.decimal)


def _inflected(unit: str, forms: Mapping[str, str]) -> str:
    """A unit whose last word has another form, if that is known."""
    before, blank, word = unit.rpartition(" ")
    form = forms.get(word.lower(), word)
    return before + blank + (form.capitalize() if word.istitle() else form)


def _marks(written: str, decimal: str) -> tuple[str, str]:
    """The marks between thousands and before the fraction in a number as written, either of them perhaps empty.

    One mark with three digits behind it is what it is in the language.
    """
    marks = re.findall(r"\D", written)
    if not marks:
        return "", ""
    last, others = marks[-1], set(marks[:-1])
    behind = len(written) - written.rindex(last) - 1
    if last in ".," and last not in others and (others or behind != 3 or last == decimal):
        return "".join(others), last
    return last, ""


def _values(operator: Operator, amounts: list[_Amount]) -> Iterator[tuple[str, bool]]:
    """The values at and next to a bound, and whether they are within it."""
    low, high = amounts[0], amounts[-1]
    step = min(low.step, high.step)
    if operator in (">=", "between"):
        yield low.written(low.number - step), False
    if operator == "<":
        yield low.written(low.number - step), True
    yield low.written(low.number), operator in (">=", "<=", "between")
    if operator == "between":
        yield high.written(high.number), True
    if operator in ("<=", "between"):
        yield high.written(high.number + step), False
    if operator == ">":
        yield high.written(high.number + step), True


# ---- what is a bound, and what is denied

# So many letters around a bound are looked at, and so long a number is understood.
_FAR = 300
_LONGEST = 20


def _is_bound(match: re.Match[str], form: _Form, amounts: list[_Amount], known: _Forms) -> bool:
    """Whether it is one, and not a year, the number of a version, or a word that says that there is something."""
    first, last = amounts[0], amounts[-1]
    if max(len(first.number.as_tuple().digits), len(last.number.as_tuple().digits)) > _LONGEST:
        return False
    if _is_year(first) or _is_year(last) or (form.operator == "between" and first.number >= last.number):
        return False
    previous = _last_word(match) if form.bare else ""
    is_name = previous != previous.lower() and not first.after and match.start() > len(previous) + 1
    return not is_name and previous.lower() not in known.labels and not _is_one(match, first, known)


def _is_one(match: re.Match[str], amount: _Amount, known: _Forms) -> bool:
    """Whether ``one`` is an article, or all that is said is that there is one: without it the scenario is another one.
    It is a number in ``more than one`` and ``for one hour``."""
    is_word = known.numbers.get(match["number"].lower()) == 1
    return is_word and not known.counting.match(match[0]) and not known.durations.search(amount.after)


def _is_year(amount: _Amount) -> bool:
    is_plain = amount.step == 1 and not (amount.before or amount.after or amount.grouping)
    return is_plain and 1900 <= amount.number < 2100


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _FAR) : match.start()]


def _last_word(match: re.Match[str]) -> str:
    """The word before a bound."""
    words = _before(match).split()
    return words[-1].strip(".,;:()") if words else ""


def _is_denied(match: re.Match[str], form: _Form, known: _Forms) -> bool:
    """Whether a text says that a bound isn't kept. In ``no call for 3 days`` the call is, the time isn't."""
    if not form.denial:
        return False
    if known.negation.search(known.breaks.split(_before(match))[-1]):
        lasts = form.operator in (">", ">=") and _last_word(match).lower() in known.lasting
        return form.denial == "clause" or not lasts
    after = match.string[match.end() : match.end() + _FAR]
    return form.denial == "clause" and bool(known.negation.search(known.breaks.split(after)[0]))


# ---- the forms of a language

# Thousands with blanks, apostrophes, points or commas between them, and a fraction.
_FIGURE = r"(?:\d{1,3}(?:[ '’]\d{3}(?!\d))+|\d{1,3}(?:\.\d{3}(?!\d))+|\d{1,3}(?:,\d{3}(?!\d))+|\d+)(?:[.,]\d+)?"
# No part of a date, a time, a version or a label follows.
_ALONE = r"(?!\w)(?![.,:/]\d)(?!['’]?[-–]\w)"
# Nor stands one before.
_START = r"(?<![\w.,:/#§$€£-])"


_NO_WORDS: Any = defaultdict(tuple, decimal=".")


@cache
def _forms(language: str) -> _Forms:
    table = json.loads(resources.read_text("grammar/bounds.json"))
    languages = table["languages"]
    words = languages.get(language) or _NO_WORDS
    return _Forms(
        tuple(_Pen(table, words).forms()),
        {form: number for number, forms in enumerate(words["numbers"], 1) for form in forms},
        words["decimal"],
        negation=_pattern(_whole(words["not"])),
        breaks=_pattern(rf"[.,;:!?]\s|[()]|{_whole(words['joints'])}"),
        lasting=frozenset(words["lasting"]),
        labels=frozenset(words["labels"]),
        durations=_pattern(_whole(words["durations"])),
        counting=_pattern(_any(words["counting"])),
        single={more: one for one, more in words["one and more"]},
        several=dict(reversed(words["one and more"])),
    )


class _Pen:
    """Writes the patterns of a language."""

    def __init__(self, table: Any, words: Any) -> None:
        self._table, self._words = table, words
        currency = rf"(?P<before>(?-i:{_any(table['currencies'])})\s?)?"
        spelt = _any(form for forms in words["numbers"] for form in forms)
        self._figure = rf"{currency}(?P<number>{_FIGURE})"
        self._number = rf"{currency}(?P<number>{_FIGURE}|{spelt}(?=\s|$))"
        self._lasting = self._unit("durations", "counts")
        symbol = rf"\s?(?-i:{_any((*table['symbols'], *table['currencies']))})(?:/\w+)?(?!\w)"
        self._quantity = rf"(?:{symbol}|{self._unit('durations', 'counts', 'units')})"
        self._maybe = rf"(?:(?P<after>{self._quantity})|{_ALONE}(?!\s?{_whole(words['no bound'])}))"

    def forms(self) -> Iterator[_Form]:
        yield from self._comparisons()
        yield self._form("<=", f"{self._phrase('within')}{self._number}(?P<after>{self._quantity})", "clause")
        yield self._form(">=", f"{self._phrase('after')}{self._number}(?P<after>{self._lasting})", "")
        yield self._form(">=", rf"{_START}{self._number}{self._maybe}\s{_whole(self._words['or more'])}", bare=True)
        yield self._form("<=", rf"{_START}{self._number}{self._maybe}\s{_whole(self._words['or less'])}", bare=True)
        times = rf"(?P<after>{self._unit('times')})(?!\s{_whole(self._words['left'])})"
        yield self._form(">=", f"{_START}{self._number}{times}", "", bare=True)
        second = re.sub("<(before|number|after)>", r"<\g<1>2>", f"{self._number}{self._maybe}")
        for first, then in self._words["between"]:
            unit = rf"(?P<after>{self._quantity})?"
            yield self._form("between", rf"(?<!\w){first}\s{self._number}{unit}\s{then}\s{second}")

    def _comparisons(self) -> Iterator[_Form]:
        operators: dict[str, Operator] = {"above": ">", "at least": ">=", "below": "<", "at most": "<="}
        for name, operator in operators.items():
            sign = rf"(?<![-=<>]){_any(self._table['signs'][name])}\s?"
            yield self._form(operator, f"{self._phrase(name)}{self._number}{self._maybe}")
            yield self._form(operator, rf"{sign}{self._figure}{self._maybe}(?!\s?>)")
        for name in ("above", "below"):
            yield self._form(operators[name], f"{self._phrase(f'{name} a figure')}{self._figure}{self._maybe}")

    def _form(self, operator: Operator, pattern: str, denial: Denial = "before", bare: bool = False) -> _Form:
        return _Form(operator, _pattern(pattern), denial, bare)

    def _phrase(self, name: str) -> str:
        """A phrase that a number follows; after an apostrophe without a blank."""
        return rf"(?<!\w){_any(self._words[name])}(?:\s|(?<=['’]))"

    def _unit(self, *names: str) -> str:
        """A unit with its blank and what may stand between it and the number, as in ``3 failed login attempts``."""
        words = self._words
        stops = _whole(
            word for name in ("joints", "within", "after", "lasting", "left", "no bound") for word in words[name]
        )
        adjectives = rf"(?:(?!{stops})[^\W\d_]+(?:[-'’][^\W\d_]+)*\s){{0,2}}"
        return rf"\s{adjectives}{_whole(word for name in names for word in words[name])}"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first; for none where there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word).replace(chr(39), '[' + chr(39) + '’]') for word in ordered) or '(?!)'})"


def _whole(words: Iterable[str]) -> str:
    """As ``_any``, and no letter before or after."""
    return rf"(?<!\w){_any(words)}(?!\w)"
