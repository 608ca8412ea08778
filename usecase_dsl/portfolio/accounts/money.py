"""Amounts of money in the cells of a column: ``12000``, ``$12,000.50``, ``12.000,50 EUR``, ``12k``.

Amounts are many and their shapes few: ``$99,999.99`` is one. Each shape is understood once, and then all cells of it
are read at a stroke. Most shapes say which mark is the decimal one; ``12.000`` doesn't. It goes by the others of its
column: where these show one mark, by that; where nothing does, three digits behind a single mark are thousands;
where the column is written both ways, it isn't guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from usecase_dsl.portfolio.accounts.wordlist import nothings
from usecase_dsl.portfolio.units import currencies, scales
from usecase_dsl.syntax.names import key

if TYPE_CHECKING:
    import polars as pl

UNREADABLE = "can't be read as money"
BELOW_ZERO = "below zero"
TOO_LARGE = "too large to be money"
AMBIGUOUS = "thousands or decimals? the column is written both ways"

# An amount is kept to a hundredth of a cent. What is more precise is rounded, half to even, so that no order of adding
# up makes a difference.
_PLACES = 4
_TOO_LARGE = 10**15
_LONGEST = 60

# What most columns hold throughout; three decimals alone may be thousands.
_PLAIN = r"^[0-9]{1,15}(?:\.(?:[0-9]{1,2}|[0-9]{4,}))?$"
# In a shape every digit is a 9. Where the first is a zero, behind which no thousands stand, this stands before all.
_ZERO = "\x00"
_MARK = r"[^\d\s.,()+−-]{0,5}\.?"
_GROUPED_BY_BLANKS = re.compile(r"9{1,3}(?:['’\s]999)+(?:[.,]9+)?")
_OTHER = {".": ",", ",": "."}
# Signs of several countries' money, which may have a code beside them.
_VAGUE = ("$", "¥", "kr")


Kind = Literal["whole", "decimal", "thousands", "ambiguous", "empty", "wrong"]


@dataclass(frozen=True, slots=True)
class Shape:
    """What cells of a shape are. ``mark`` is the one that matters: before decimals, between thousands, or either."""

    kind: Kind
    mark: str = ""
    exponent: str = ""
    currency: str | None = None
    wrong: str | None = None


_WITH_POINT = Shape("decimal", ".")


def amounts(cells: pl.Series) -> pl.DataFrame:
    """Reads the cells of a column: ``value``, a decimal or null; ``wrong``, why there is none where the cell isn't
    empty; ``currency``, its code or null."""
    import polars as pl

    plain = cells.str.contains(_PLAIN)
    frame = pl.DataFrame({"plain": cells.set(~plain, None), "cell": cells.set(plain, None)})
    frame = frame.with_columns(shape=_shapes(pl.col("cell")))
    shapes = {each: shape(each) for each in frame["shape"].unique().drop_nulls().to_list()}
    has_points = bool(frame["plain"].str.contains(".", literal=True).any())
    marks = decimal_marks([*shapes.values(), *[_WITH_POINT] * has_points])
    known = {each: (_decimal(of, marks), of.exponent, of.currency, _wrong(of, marks)) for each, of in shapes.items()}
    understood = pl.DataFrame(
        [(each, *of) for each, of in known.items()],
        schema=dict.fromkeys(("shape", "decimal", "exponent", "currency", "wrong"), pl.String),
        orient="row",
    )
    read = frame.join(understood, on="shape", how="left", maintain_order="left")
    return _checked(read.with_columns(value=_values())).select("value", "wrong", "currency")


def shape(written: str) -> Shape:
    """Understands a shape, which has 9 for digits."""
    if key(written) in {"", *nothings()}:
        return Shape("empty")
    found = _pattern().fullmatch(written.removeprefix(_ZERO)) if len(written) <= _LONGEST else None
    if found is None:
        return Shape("wrong", wrong=UNREADABLE)
    currency = _currency(found["before"], found["after"])
    if currency == "" or (found["open"] == "(") != (found["close"] == ")"):
        return Shape("wrong", wrong=UNREADABLE)
    if found["open"] or found["minus"]:
        return Shape("wrong", wrong=BELOW_ZERO, currency=currency)
    kind, mark = _kind(found["number"], written.startswith(_ZERO))
    scale = scales().get((found["scale"] or "").lower())
    exponent = f"e{scale.adjusted()}" if scale else ""
    return Shape(kind, mark, exponent, currency, UNREADABLE if kind == "wrong" else None)


def decimal_marks(shapes: Iterable[Shape]) -> frozenset[str]:
    """The decimal marks that a column shows. If nothing shows one, those that single marks between thousands leave."""
    shapes = list(shapes)
    sure = {each.mark for each in shapes if each.kind == "decimal"}
    sure |= {_OTHER[each.mark] for each in shapes if each.kind == "thousands"}
    return frozenset(sure or {_OTHER[each.mark] for each in shapes if each.kind == "ambiguous"})


def _shapes(cell: pl.Expr) -> pl.Expr:
    import polars as pl

    nines = cell.str.replace_many([*"012345678"], ["9"] * 9)
    return pl.when(cell.str.contains("^[^0-9]*0")).then(_ZERO + nines).otherwise(nines)


def _kind(number: str, has_zero: bool) -> tuple[Kind, str]:
    """What a number's marks are for. ``has_zero`` says that it begins with one."""
    bare = re.sub(r"['’\s]", "", number)
    blanks = bare != number
    if blanks and not _GROUPED_BY_BLANKS.fullmatch(number):
        return "wrong", ""
    if set(bare) == {"9"}:
        return "whole", ""
    for mark, other in ((r"\.", ","), (",", r"\.")):
        if not blanks and not has_zero and re.fullmatch(f"9{{1,3}}{mark}999", bare):
            return "ambiguous", mark[-1]
        if re.fullmatch(f"(?:9+|9{{1,3}}(?:{other}9{{2,3}})*{other}999){mark}9+", bare):
            return "decimal", mark[-1]
        if re.fullmatch(f"9{{1,3}}(?:{mark}9{{2,3}})+{mark}999", bare):
            return "thousands", mark[-1]
    return "wrong", ""


def _pattern() -> re.Pattern[str]:
    letters = "|".join(sorted(scales(), key=len, reverse=True))
    return re.compile(
        rf"(?P<open>[-−(])?\s*(?P<before>{_MARK})\s*(?P<minus>[-−])?\s*(?P<number>9(?:[9.,'’\s]*9)?)"
        rf"\s*(?:(?P<scale>{letters})(?!\w)\.?)?\s*(?P<after>{_MARK})(?P<close>\))?",
        re.IGNORECASE,
    )


def _currency(before: str, after: str) -> str | None:
    """The code of what stands beside an amount; ``None`` if nothing does, ``""`` if it is no currency, or two."""
    codes = {each: currencies().get(each.rstrip(".").lower(), "") for each in (before, after) if each}
    if len(codes) > 1:
        codes = {each: code for each, code in codes.items() if each not in _VAGUE}
    found = set(codes.values())
    return None if not found else found.pop() if len(found) == 1 else ""


def _decimal(of: Shape, marks: frozenset[str]) -> str:
    """The mark before the decimals in cells of a shape, ``""`` if they have none."""
    if of.kind == "decimal":
        return of.mark
    return of.mark if of.kind == "ambiguous" and marks == {of.mark} else ""


def _wrong(of: Shape, marks: frozenset[str]) -> str | None:
    return AMBIGUOUS if of.kind == "ambiguous" and len(marks) > 1 else of.wrong


def _values() -> pl.Expr:
    """The cells as decimals. What stands beside the number has no digits, and the points in it are at the ends."""
    import polars as pl

    def digits(but: str, mark: pl.Expr) -> pl.Expr:
        return pl.when(mark).then("cell").str.replace_all(f"[^0-9{but}]+", "")

    decimal = pl.col("decimal")
    number = pl.coalesce(
        digits(".", decimal == ".").str.strip_chars("."),
        digits(",", decimal == ",").str.replace(",", ".", literal=True),
        digits("", decimal == ""),
    )
    return pl.coalesce("plain", number + pl.col("exponent")).cast(pl.Decimal(38, _PLACES), strict=False)


def _checked(frame: pl.DataFrame) -> pl.DataFrame:
    """Without values where something is wrong, and with something wrong where there is no value."""
    import polars as pl

    value, wrong = pl.col("value"), pl.col("wrong")
    fits = (value < _TOO_LARGE).fill_null(False)
    large = ~fits & (pl.col("decimal").is_null() | pl.col("cell").str.contains("[0-9]"))
    told = pl.coalesce(wrong, pl.when(large).then(pl.lit(TOO_LARGE)))
    return frame.with_columns(value=pl.when(fits & wrong.is_null()).then(value), wrong=told)
