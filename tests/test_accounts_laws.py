"""What holds of every table of accounts, whatever is in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.portfolio.accounts import AccountsError, Measured, Measures, measured

USE_CASES = {"UC-1": "uc-1", "UC-2": "uc-2"}
SEGMENTS = {"Small": "small", "Large": "large"}
HEADINGS = ("account", "use case", "segment", "ARR", "outcome", "discount", "churned", "previous ARR")
ADDED = ("rows", "won", "lost", "open", "arr", "won_arr")
ALL = 1_000_000

law = settings(deadline=None, max_examples=40)

# The writer of these tables doesn't put quotes around a carriage return alone.
odd = st.text(st.sampled_from('ab1,;"\n \x00.€é'), max_size=5)
money = st.sampled_from(["", "100", "0.1", "33.33", "1,000", "$5", "€7", "12.5", "1.000", "-3", "x"]) | odd
rows = st.tuples(
    st.sampled_from(["A", "B", "c", "C ", ""]) | odd,
    st.sampled_from(["UC-1", "uc-2", "UC-3", ""]) | odd,
    st.sampled_from(["Small", "Large", "Smal", ""]) | odd,
    money,
    st.sampled_from(["won", "won", "lost", "open", "churned", "?"]) | odd,
    st.sampled_from(["", "10%", "0.2", "15", "x", "100%"]) | odd,
    st.sampled_from(["", "yes", "no", "2026-01-31", "?"]) | odd,
    money,
)
tables = st.lists(rows, max_size=12)


def read(table: Sequence[Sequence[str]], separator: str = ",", all_quoted: bool = False) -> Measured:
    return measured(written(table, separator, all_quoted).encode(), USE_CASES, SEGMENTS, most=ALL)


def written(table: Sequence[Sequence[str]], separator: str = ",", all_quoted: bool = False) -> str:
    text = io.StringIO(newline="")
    # 0 and 1 are the least quotes and all.
    writer = csv.writer(text, delimiter=separator, quoting=1 if all_quoted else 0, lineterminator="\n")
    writer.writerows([HEADINGS, *table])
    return text.getvalue()


def added(parts: Sequence[Measures]) -> list[Decimal | int]:
    return [sum(getattr(part, name) for part in parts) for name in ADDED]


@law
@given(tables)
def test_use_cases_and_what_is_none_of_them_are_the_total(table: list[tuple[str, ...]]) -> None:
    found = read(table)
    assert added([found.total]) == added([*found.by_use_case.values(), found.other_use_cases.measures])
    assert added([found.total]) == added([*found.by_segment.values(), found.other_segments.measures])


@law
@given(tables, st.randoms(use_true_random=False))
def test_no_order_of_rows_makes_a_difference(table: list[tuple[str, ...]], random: object) -> None:
    shuffled = list(table)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = read(table), read(shuffled)
    assert (one.total, one.by_use_case, one.by_segment) == (other.total, other.by_use_case, other.by_segment)
    assert (one.rows, one.counted, one.blank, one.reading) == (other.rows, other.counted, other.blank, other.reading)


@law
@given(tables)
def test_every_row_is_counted_or_reported(table: list[tuple[str, ...]]) -> None:
    found = read(table)
    assert found.rows + found.blank == len(table)
    assert len({each.line for each in found.faults if not each.counted}) == found.rows - found.counted
    assert sum(each.rows for each in found.reasons) == len(found.faults)


@law
@given(tables, st.sampled_from([",", ";", "\t", "|"]), st.booleans())
def test_no_separator_and_no_quotes_make_a_difference(
    table: list[tuple[str, ...]], separator: str, all_quoted: bool
) -> None:
    one, other = read(table), read(table, separator, all_quoted)
    assert (one.total, one.by_use_case, one.counted) == (other.total, other.by_use_case, other.counted)


@law
@given(st.lists(st.lists(odd, min_size=3, max_size=3), min_size=1, max_size=8))
def test_lines_are_where_rows_begin(notes: list[list[str]]) -> None:
    """Each row has a number of its own where its outcome should be, and so is reported with its line."""
    table = [["A", *cells, f"row {number}"] for number, cells in enumerate(notes)]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([["account", "use case", "x", "ARR", "outcome"], *table])
    expected, line = [], 2
    for number, row in enumerate(table):
        expected.append((f"row {number}", line))
        line += 1 + "".join(row).count("\n")
    found = measured(text.getvalue().encode(), {}, {}, most=ALL)
    assert [(each.cell, each.line) for each in found.faults if each.column == "outcome"] == expected


@law
@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_none(content: bytes) -> None:
    for each in (content, written([]).encode() + content):
        try:
            found = measured(each, USE_CASES, SEGMENTS)
        except AccountsError as error:
            assert str(error)
        else:
            assert 0 <= found.counted <= found.rows


@law
@given(st.text(st.sampled_from('A1,;"\n\r \t|é$won'), max_size=80))
def test_any_text_below_a_header_is_read(text: str) -> None:
    found = measured((written([]) + text).encode(), USE_CASES, SEGMENTS, most=ALL)
    assert len({each.line for each in found.faults if not each.counted}) == found.rows - found.counted


@law
@given(st.lists(st.decimals(0, 10**9, places=2), min_size=1, max_size=20))
def test_an_amount_is_the_same_however_it_is_written(amounts: list[Decimal]) -> None:
    plain = [f"{each}" for each in amounts]
    english = [f"${each:,}" for each in amounts]
    german = [f"{each:,}".translate({ord("."): ",", ord(","): "."}) + " €" for each in amounts]
    for cells in (plain, english, german):
        table = [(f"Account {number}", "UC-1", "Small", cell, "won", "", "", "") for number, cell in enumerate(cells)]
        assert read(table, "|").total.arr == sum(amounts)
