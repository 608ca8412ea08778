"""How a table was understood, in sentences that people can check."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.portfolio.accounts.types import Absent, Reading, Role

# What a column that needn't be there holds, and what there is without it.
_WITHOUT: dict[Role, tuple[str, str]] = {
    "segment": ("segments", "nothing is told of them"),
    "discount": ("discounts", "there is no discount rate"),
    "churned": ("churn", "every deal that is won counts as active"),
}


def notes(reading: Reading) -> tuple[str, ...]:
    """Sentences, without a full stop, about what was decided for a column as a whole, and about columns that lack."""
    return tuple(_notes(reading))


def _notes(reading: Reading) -> Iterator[str]:
    if reading.encoding == "Windows-1252":
        yield "the file isn't UTF-8 and was read as Windows-1252"
    for each in reading.absent:
        if each.role in _WITHOUT:
            named, without = _WITHOUT[each.role]
            yield f"there is no column for {named}{_meant(each)}: {without}"
    if reading.discounts == "percent":
        yield "discounts without a sign are read as percentages: 10 is 10%"
    if reading.discounts == "fraction":
        yield "discounts without a sign are read as fractions: 0.1 is 10%"
    if reading.retention == "churn alone":
        yield "retention is by churn alone, for there is no column for the previous ARR"
    if not reading.retention:
        yield "there is no retention: no column tells what has churned, nor the previous ARR"


def _meant(absent: Absent) -> str:
    return f" (is `{absent.near}` meant?)" if absent.near else ""
