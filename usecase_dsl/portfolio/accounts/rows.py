"""Cells into values: a frame in which each row says what it counts for, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from usecase_dsl.portfolio.accounts.header import Header
from usecase_dsl.portfolio.accounts.money import amounts
from usecase_dsl.portfolio.accounts.types import Role
from usecase_dsl.portfolio.accounts.words import NO_CHURN, NO_OUTCOME, churned, discounts, outcome
from usecase_dsl.portfolio.units import currencies
from usecase_dsl.syntax.names import key

if TYPE_CHECKING:
    import polars as pl

NO_ACCOUNT = "empty: whose row is it?"
NO_ARR = "empty, and the deal is won"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table in values, and how its columns were understood.

    Beside the cells, which go by their roles, ``frame`` has for each row

    - ``who``, ``use`` and ``market``: the account as a number, the keys of use case and segment, null if unknown;
    - ``became``: ``won``, ``lost``, ``open`` or ``churned``, which was won too; ``active``: won and not churned since;
    - ``arr``, ``off`` (the discount) and ``before`` (the previous ARR, 0 for an empty cell), null if there is none;
    - ``wrong …`` of each role: what is wrong with its cell, or null; and ``counted``.
    """

    frame: pl.DataFrame
    currency: str
    discounts: Literal["", "percent", "fraction"]


def rows(table: pl.DataFrame, of: Header, use_cases: Mapping[str, str], segments: Mapping[str, str]) -> Rows:
    """Reads the cells of a table. ``use_cases`` and ``segments`` give the key for a name as people may write it."""
    import polars as pl

    frame = table.with_columns(
        _mapped(table, "use case", _finder(use_cases), pl.String).alias("use"),
        _mapped(table, "segment", _finder(segments), pl.String).alias("market"),
        who=folded(pl.col("account")).cast(pl.Categorical).to_physical(),
    )
    frame, reading = _with_discount(_with_outcome(frame), of.units.get("discount") == "%")
    frame, currency = _with_amounts(frame, of.units.get("ARR", ""))
    return Rows(_judged(frame), currency, reading)


def wrong(role: Role) -> str:
    """The column that says what is wrong with the cells of a role."""
    return f"wrong {role}"


def folded(cell: pl.Expr) -> pl.Expr:
    """Names as they are compared with each other: in small letters, with single blanks, in one Unicode form."""
    import polars as pl

    is_ascii = cell.str.len_bytes() == cell.str.len_chars()
    one_form = pl.coalesce(pl.when(~is_ascii).then(cell).str.normalize("NFKC"), cell)
    return one_form.str.to_lowercase().str.replace_all(r"\s+", " ")


def _mapped(
    frame: pl.DataFrame, role: Role, read: Callable[[str], object], dtype: pl.DataType | type[pl.DataType]
) -> pl.Series:
    """A column read cell by cell, each different cell once; nulls where the table has no such column."""
    import polars as pl

    if role not in frame.columns or frame.is_empty():
        return pl.repeat(None, len(frame), dtype=dtype, eager=True).alias(role)
    cells = frame[role].unique().to_list()
    return frame[role].replace_strict(cells, pl.Series(map(read, cells), dtype=dtype), return_dtype=dtype)


def _finder(names: Mapping[str, str]) -> Callable[[str], str | None]:
    """Finds the key of a name; of ``UC-01: Buy a book`` the part before the colon is enough."""
    known = {key(name): of for name, of in names.items()}
    return lambda cell: known.get(key(cell)) or known.get(key(cell.partition(":")[0]))


def _with_outcome(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    read = frame.with_columns(
        _mapped(frame, "outcome", outcome, pl.String).alias("became"),
        _mapped(frame, "churned", churned, pl.Boolean).alias("left"),
    )
    left = pl.col("left") if "churned" in frame.columns else pl.lit(False)
    return read.with_columns(
        pl.when(pl.col("became") == "won").then(~left).otherwise(False).alias("active"),
        pl.when(pl.col("became").is_null()).then(pl.lit(NO_OUTCOME)).alias(wrong("outcome")),
        pl.when(left.is_null()).then(pl.lit(NO_CHURN)).alias(wrong("churned")),
    )


def _with_discount(frame: pl.DataFrame, is_percent: bool) -> tuple[pl.DataFrame, Literal["", "percent", "fraction"]]:
    import polars as pl

    cells = dict(frame["discount"].value_counts().iter_rows()) if "discount" in frame.columns else {}
    read, reading = discounts(cells, is_percent)
    off = _mapped(frame, "discount", lambda cell: read[cell].value, pl.Decimal(38, 6))
    fault = _mapped(frame, "discount", lambda cell: read[cell].wrong, pl.String)
    return frame.with_columns(off.alias("off"), fault.alias(wrong("discount"))), reading


def _with_amounts(frame: pl.DataFrame, told: str) -> tuple[pl.DataFrame, str]:
    """With the amounts that are in one currency: the one that is ``told``, or else that of most cells of the ARR."""
    import polars as pl

    beside = _mapped(frame, "currency", _currency, pl.String)
    now = amounts(frame["ARR"]).with_columns(pl.coalesce("currency", beside).alias("currency"))
    currency = told or _commonest(now["currency"])
    frame = frame.with_columns(*_in_one(now, currency, "arr", "ARR"))
    if "previous ARR" not in frame.columns:
        return frame.with_columns(_mapped(frame, "previous ARR", str, pl.Decimal(38, 4)).alias("before")), currency
    then = amounts(frame["previous ARR"]).with_columns(pl.coalesce("currency", beside).alias("currency"))
    value, fault = _in_one(then, currency, "before", "previous ARR")
    nothing = value.is_null() & fault.is_null()
    return frame.with_columns(value.set(nothing, 0), fault), currency


def _currency(cell: str) -> str | None:
    return currencies().get(key(cell), cell.upper()) if cell else None


def _commonest(codes: pl.Series) -> str:
    counts: dict[str, int] = dict(codes.drop_nulls().value_counts().iter_rows())
    return min(counts, key=lambda code: (-counts[code], code)) if counts else ""


def _in_one(read: pl.DataFrame, currency: str, name: str, role: Role) -> tuple[pl.Series, pl.Series]:
    """The amounts in a currency, and what is wrong with the others."""
    import polars as pl

    other = pl.col("currency") != currency
    told = pl.format("in {}, while the table is in {}", "currency", pl.lit(currency))
    found = read.select(
        pl.when(other.not_().fill_null(True)).then("value").alias(name),
        pl.coalesce("wrong", pl.when(other & pl.col("value").is_not_null()).then(told)).alias(wrong(role)),
    )
    return found[name], found[wrong(role)]


def _judged(frame: pl.DataFrame) -> pl.DataFrame:
    """Says of each row whether it counts. It does without the cells that it needn't have: the ARR if nothing is paid
    now, whether the account has churned if the deal wasn't won, the discount and the previous ARR in any case."""
    import polars as pl

    named = pl.col("account") != ""
    certain = pl.col("became").is_not_null() & pl.col("active").is_not_null()
    paid = pl.col("arr").is_not_null() | ~pl.col("active")
    no_arr = pl.col("arr").is_null() & pl.col("became").is_in(["won", "churned"])
    return frame.with_columns(
        pl.when(~named).then(pl.lit(NO_ACCOUNT)).alias(wrong("account")),
        pl.coalesce(wrong("ARR"), pl.when(no_arr).then(pl.lit(NO_ARR))).alias(wrong("ARR")),
        (named & certain & paid).fill_null(False).alias("counted"),
    )
