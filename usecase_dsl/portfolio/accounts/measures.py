"""Figures out of rows. All sums are exact; what divides is done in decimals, group by group in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, Any

from usecase_dsl.portfolio.accounts.types import Measures, Retention

if TYPE_CHECKING:
    import polars as pl

# More digits than any sum has, so that nothing is rounded on the way.
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_CENT = Decimal("0.01")
_RATE = Decimal("0.000001")


def measures(
    counted: pl.DataFrame, by: str | None, active_arr: Decimal | None, retention: Retention
) -> dict[str | None, Measures]:
    """The figures of the rows that count, by the values of a column; ``None`` has those without a value.

    Without a column all rows are ``None``. ``active_arr`` is that of the whole table, ``None`` if this is what is
    asked.
    """
    import polars as pl

    frame = counted.with_columns(pl.col(by).alias("group") if by else pl.lit(None, pl.String).alias("group"))
    listed = _list_prices(frame)
    kept = _kept(frame) if retention == "previous ARR" else {}
    found: dict[str | None, Measures] = {}
    for each in _sums(frame).iter_rows(named=True):
        group: str | None = each.pop("group")
        whole = each["arr"] if active_arr is None else active_arr
        after, before = kept.get(group, (None, None))
        if retention == "churn alone":
            after, before = each["arr"], each["won_arr"]
        found[group] = _measures(each, whole, listed.get(group), after, before)
    return found


def _sums(frame: pl.DataFrame) -> pl.DataFrame:
    """What is added up, for each group."""
    import polars as pl

    became, arr = pl.col("became"), pl.col("arr")
    is_won = became.is_in(["won", "churned"])
    return frame.group_by("group").agg(
        pl.len().alias("rows"),
        is_won.sum().alias("won"),
        (became == "lost").sum().alias("lost"),
        (became == "open").sum().alias("open"),
        pl.col("who").filter("active").n_unique().alias("accounts"),
        arr.filter("active").sum().alias("arr"),
        arr.filter(is_won).sum().alias("won_arr"),
        arr.filter(is_won).count().alias("priced"),
    )


def _list_prices(frame: pl.DataFrame) -> dict[str | None, tuple[Decimal, Decimal]]:
    """For each group what its won deals with a discount that can be read pay, and what they would at the list price."""
    import polars as pl

    is_won = pl.col("became").is_in(["won", "churned"])
    priced = frame.filter(is_won & pl.col("off").is_not_null() & pl.col("arr").is_not_null())
    found: dict[str | None, tuple[Decimal, Decimal]] = {}
    for group, off, arr in priced.group_by("group", "off").agg(pl.col("arr").sum()).sort("group", "off").iter_rows():
        paid, full = found.get(group, (Decimal(0), Decimal(0)))
        found[group] = _EXACT.add(paid, arr), _EXACT.add(full, _EXACT.divide(arr, 1 - off))
    return found


def _kept(frame: pl.DataFrame) -> dict[str | None, tuple[Decimal, Decimal]]:
    """For each group the ARR now and before of the accounts that paid something before in that group."""
    import polars as pl

    now = pl.when("active").then("arr").otherwise(pl.lit(0, pl.Decimal(38, 4)))
    decided = frame.filter((pl.col("became") != "open") & pl.col("before").is_not_null())
    accounts = decided.group_by("group", "who").agg(now.sum().alias("now"), pl.col("before").sum())
    cohort = accounts.filter(pl.col("before") > 0).group_by("group").agg(pl.col("now").sum(), pl.col("before").sum())
    return {group: (after, before) for group, after, before in cohort.iter_rows()}


def _measures(
    sums: Mapping[str, Any],
    active_arr: Decimal,
    listed: tuple[Decimal, Decimal] | None,
    after: Decimal | None,
    before: Decimal | None,
) -> Measures:
    paid, full = listed or (None, None)
    share = _rate(paid, full)
    return Measures(
        **{name: sums[name] for name in ("rows", "won", "lost", "open", "accounts")},
        arr=_money(sums["arr"]),
        won_arr=_money(sums["won_arr"]),
        coverage=_rate(sums["arr"], active_arr),
        arpa=_average(sums["arr"], sums["accounts"]),
        acv=_average(sums["won_arr"], sums["priced"]),
        win_rate=_rate(Decimal(sums["won"]), Decimal(sums["won"] + sums["lost"])),
        discount_rate=None if share is None else 1 - share,
        retention=_rate(after, before),
    )


def _money(amount: Decimal) -> Decimal:
    """To the cent, or as exact as it is."""
    cents = amount.quantize(_CENT)
    return cents if cents == amount else amount


def _average(amount: Decimal, count: int) -> Decimal | None:
    return _EXACT.divide(amount, Decimal(count)).quantize(_CENT, ROUND_HALF_EVEN) if count else None


def _rate(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return _EXACT.divide(part, whole).quantize(_RATE, ROUND_HALF_EVEN) if part is not None and whole else None
