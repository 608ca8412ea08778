"""What is wrong with a table: each row that doesn't count, and each cell that can't be read, with its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from usecase_dsl.portfolio.accounts.header import Header
from usecase_dsl.portfolio.accounts.records import Broken
from usecase_dsl.portfolio.accounts.rows import Rows, wrong
from usecase_dsl.portfolio.accounts.types import Fault, Reason, Role

if TYPE_CHECKING:
    import polars as pl

TWICE = "the same in every cell as an earlier row"

_LONGEST_CELL = 60

# What a row doesn't count for, which counts though one of its cells is wrong.
_WITHOUT: dict[Role, str] = {"discount": "in all but the discount rate", "previous ARR": "in all but retention"}


def of_lines(broken: Sequence[Broken]) -> pl.DataFrame:
    """The faults of lines that are no rows."""
    import polars as pl

    found = pl.DataFrame(
        {
            "line": pl.Series([each.line for each in broken], dtype=pl.UInt32),
            "text": pl.Series([each.text for each in broken], dtype=pl.String),
            "what": pl.Series([each.what for each in broken], dtype=pl.String),
        }
    )
    return _whole(found)


def of_repetition(table: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The faults of rows that are there already, letter by letter; and the rows without them."""
    import polars as pl

    first = table["text"].is_first_distinct()
    again = table.filter(~first)
    if again.is_empty():
        return _whole(again.with_columns(what=pl.lit(TWICE))), table
    lines = table.filter(first).select("text", pl.col("line").alias("earlier"))
    told = again.join(lines, on="text", how="left").with_columns(
        what=pl.lit(TWICE), shown=pl.format("the same in every cell as line {}", "earlier")
    )
    return _whole(told), table.filter(first)


def of_cells(read: Rows, of: Header) -> pl.DataFrame:
    """The faults of cells, in rows that count for the rest and in rows that don't."""
    import polars as pl

    found = [
        read.frame.filter(pl.col(wrong(role)).is_not_null()).select(
            "line",
            pl.lit(of.heading(role)).alias("column"),
            pl.col(role).alias("cell"),
            pl.col(wrong(role)).alias("what"),
            (pl.col(wrong(role)) + pl.when("counted").then(pl.lit(_still(role))).otherwise(pl.lit(""))).alias("shown"),
            "counted",
            pl.lit(place, pl.UInt32).alias("place"),
        )
        for role, place in of.places.items()
        if wrong(role) in read.frame.columns
    ]
    return pl.concat(found)


def listed(faults: pl.DataFrame, most: int) -> tuple[Fault, ...]:
    """The first faults, in the order of lines, and of columns within a line."""
    first = faults.sort("line", "place").head(most).select("line", "column", "cell", "shown", "counted")
    return tuple(
        Fault(line, column, _cut(cell), what, counted) for line, column, cell, what, counted in first.iter_rows()
    )


def reasons(faults: pl.DataFrame) -> tuple[Reason, ...]:
    """What is wrong, each with the number of rows, the most frequent first."""
    import polars as pl

    groups = faults.group_by("column", "what", "counted").agg(pl.len().alias("rows"), pl.col("line").min())
    ordered = groups.sort("rows", "line", "column", "what", descending=[True, False, False, False])
    return tuple(Reason(**each) for each in ordered.iter_rows(named=True))


def _still(role: Role) -> str:
    return f"; the row counts {_WITHOUT.get(role, 'without it')}"


def _whole(rows: pl.DataFrame) -> pl.DataFrame:
    """Faults of whole rows, which have a ``line``, their ``text``, ``what`` is wrong, and maybe otherwise ``shown``."""
    import polars as pl

    return rows.select(
        "line",
        pl.lit("").alias("column"),
        pl.col("text").alias("cell"),
        "what",
        pl.col("shown" if "shown" in rows.columns else "what").alias("shown"),
        pl.lit(False).alias("counted"),
        pl.lit(0, pl.UInt32).alias("place"),
    )


def _cut(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + "…"
