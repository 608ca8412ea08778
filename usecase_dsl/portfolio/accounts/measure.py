"""The whole way from the bytes of a table of accounts to its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from usecase_dsl.portfolio.accounts import faults as faulty
from usecase_dsl.portfolio.accounts.decoding import decoded
from usecase_dsl.portfolio.accounts.header import Header, header
from usecase_dsl.portfolio.accounts.measures import measures
from usecase_dsl.portfolio.accounts.notes import notes
from usecase_dsl.portfolio.accounts.records import Records, lines_of, records
from usecase_dsl.portfolio.accounts.rows import Rows, folded, rows
from usecase_dsl.portfolio.accounts.types import (
    AccountsError,
    Measured,
    Measures,
    Reading,
    Retention,
    Role,
    Unknown,
    Unknowns,
)
from usecase_dsl.syntax.names import Names, near

if TYPE_CHECKING:
    import polars as pl

MOST_LISTED = 20

# More lines than a header has, with a line before it that tells the separator.
_HEAD = 30
# What a file of Excel, Numbers or Calc begins with.
_ARCHIVE = b"PK\x03\x04"


def measured(
    content: bytes, use_cases: Mapping[str, str], segments: Mapping[str, str], most: int = MOST_LISTED
) -> Measured:
    """The figures of a CRM's table of accounts, a row a deal, as CSV in any of the usual forms.

    ``use_cases`` and ``segments`` give the key of each name as people may write it: ids and titles. ``most`` is how
    many faults, and unknown names of each kind, are listed; all of them are counted. Raises AccountsError where there
    is no table, or one of its columns that have to be there lacks.
    """
    if content.startswith(_ARCHIVE):
        raise AccountsError("this is a workbook; save its sheet as CSV")
    text, encoding = decoded(content)
    lines = lines_of(text)
    del text
    if lines.is_empty():
        raise AccountsError("the file is empty; its first row has to name the columns")
    of = header(lines["text"].head(_HEAD).to_list())
    columns = {str(role): place for role, place in of.places.items()}
    found = records(lines.slice(of.lines), of.separator, columns, len(of.headings))
    return _measured(found, of, encoding, use_cases, segments, most)


def _measured(
    found: Records, of: Header, encoding: str, use_cases: Mapping[str, str], segments: Mapping[str, str], most: int
) -> Measured:
    import polars as pl

    table, blank = _without_blank(found.frame, of.separator)
    repeated, single = faulty.of_repetition(table)
    read = rows(single.drop("text"), of, use_cases, segments)
    faults = pl.concat([faulty.of_lines(found.broken), repeated, faulty.of_cells(read, of)])
    counted = read.frame.filter("counted")
    reading = _reading(of, encoding, read, counted)
    total = measures(counted, None, None, reading.retention).get(None, Measures())
    by_use_case = measures(counted, "use", total.arr, reading.retention)
    by_segment = measures(counted, "market", total.arr, reading.retention) if "segment" in of.places else {}
    return Measured(
        rows=len(table) + len(found.broken),
        counted=len(counted),
        blank=blank,
        total=total,
        by_use_case=_of_keys(by_use_case, use_cases, total),
        by_segment=_of_keys(by_segment, segments, total) if "segment" in of.places else {},
        other_use_cases=_unknowns(counted, "use case", "use", by_use_case, use_cases, most),
        other_segments=_unknowns(counted, "segment", "market", by_segment, segments, most),
        faults=faulty.listed(faults, most),
        more_faults=max(0, len(faults) - most),
        reasons=faulty.reasons(faults),
        reading=reading,
        notes=notes(reading),
    )


def _without_blank(table: pl.DataFrame, separator: str) -> tuple[pl.DataFrame, int]:
    """The rows in which anything stands, and how many there are in which nothing does."""

    something = table["text"].str.contains(rf'[^\s"{re.escape(separator)}]')
    return (table, 0) if something.all() else (table.filter(something), int((~something).sum()))


def _reading(of: Header, encoding: str, read: Rows, counted: pl.DataFrame) -> Reading:
    retention: Retention = "previous ARR" if "previous ARR" in of.places else ""
    if not retention and ("churned" in of.places or (counted["became"] == "churned").any()):
        retention = "churn alone"
    columns: dict[Role, str] = {role: of.heading(role) for role in of.places}
    return Reading(encoding, of.separator, columns, of.absent, read.currency, read.discounts, retention)


def _of_keys(found: Mapping[str | None, Measures], names: Mapping[str, str], total: Measures) -> dict[str, Measures]:
    """The figures of every key in the order of the names, also of those without rows, which cover nothing."""
    nothing = Measures(coverage=Decimal(0) if total.arr else None)
    return {each: found.get(each, nothing) for each in dict.fromkeys(names.values())}


def _unknowns(
    counted: pl.DataFrame,
    role: Role,
    matched: str,
    found: Mapping[str | None, Measures],
    names: Iterable[str],
    most: int,
) -> Unknowns:
    """The rows that name something which the text doesn't know."""
    import polars as pl

    if None not in found:
        return Unknowns()
    others = counted.filter(pl.col(matched).is_null()).group_by(folded(pl.col(role)).alias("folded"))
    grouped = others.agg(pl.col(role).sort_by("line").first(), pl.len().alias("rows"), pl.col("line").min())
    grouped = grouped.sort("rows", "line", descending=[True, False]).select(role, "rows", "line")
    known = Names(names)
    listed = [Unknown(name, times, line, near(name, known)) for name, times, line in grouped.head(most).iter_rows()]
    return Unknowns(found[None], tuple(listed), len(grouped) - len(listed))
