"""How tables of accounts are read: encodings, separators, headings, and the lines that rows begin in."""

from __future__ import annotations

import codecs
import json
from collections import Counter

import pytest

from usecase_dsl import resources
from usecase_dsl.portfolio.accounts import Absent, AccountsError, Measured, measured, records
from usecase_dsl.syntax.names import key

HEADER = "account,use case,ARR,outcome\n"
TABLE = f"{HEADER}Société Générique,UC-1,100,won\n"


def read(text: str) -> Measured:
    return measured(text.encode(), {"UC-1": "uc-1"}, {})


def active(of: Measured, use_case: str = "") -> object:
    """The active ARR of a use case, or of all."""
    return (of.by_use_case[use_case] if use_case else of.total).arr


def lines(of: Measured) -> list[tuple[int, str]]:
    return [(each.line, each.what) for each in of.faults]


# ---- bytes


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode("utf-8"), "UTF-8"),
        (codecs.BOM_UTF8 + TABLE.encode("utf-8"), "UTF-8"),
        (codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"), "UTF-16"),
        (TABLE.encode("utf-16-le"), "UTF-16"),
        (TABLE.encode("utf-16-be"), "UTF-16"),
        (codecs.BOM_UTF32_LE + TABLE.encode("utf-32-le"), "UTF-32"),
        (TABLE.encode("cp1252"), "Windows-1252"),
    ],
)
def test_encodings(content: bytes, encoding: str) -> None:
    found = measured(content, {}, {})
    assert (found.reading.encoding, found.counted) == (encoding, 1)


def test_letters_survive_the_encoding() -> None:
    table = f"{HEADER}A,Élevé,100,won\n".encode("cp1252")
    assert measured(table, {"élevé": "high"}, {}).by_use_case["high"].arr == 100


def test_what_is_no_utf_8_is_told() -> None:
    assert "the file isn't UTF-8 and was read as Windows-1252" in measured(TABLE.encode("cp1252"), {}, {}).notes


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str) -> None:
    found = read(TABLE.replace(",", separator))
    assert (found.reading.separator, active(found, "uc-1")) == (separator, 100)


def test_a_line_that_tells_the_separator() -> None:
    found = read(f"sep=;\n\n{HEADER.replace(',', ';')}A;UC-1;100,50;won\nA;UC-1;x;won\n")
    assert (str(found.total.arr), lines(found)) == ("100.50", [(5, "can't be read as money")])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines(end: str) -> None:
    table = f'{HEADER}"A\nB",UC-1,100,won\nC,UC-1,x,won\n'.replace("\n", end)
    found = read(table)
    assert (active(found), lines(found)) == (100, [(4, "can't be read as money")])


# ---- headings


@pytest.mark.parametrize(
    "header",
    [
        "Account Name,Use Case,Annual Recurring Revenue,Stage",
        "Customer,use_case,ARR (USD),Won/Lost",
        "AccountName,Use_Case__c,ARR in EUR,StageName",
        "COMPANY,Primary Use Case,arr €,Closed Won",
        '"Account\nName",UseCase,Current ARR,Deal stage',
        "Kunde,Anwendungsfall,ARR,Ergebnis",
    ],
)
def test_headings_by_other_names(header: str) -> None:
    assert read(f"{header}\nA,UC-1,100,won\n").by_use_case["uc-1"].arr == 100


def test_columns_come_in_any_order_among_others() -> None:
    table = "Owner,Stage,ARR,Region,Use case,Notes,Account\nB,won,100,North,UC-1,,A\n"
    found = read(table)
    assert found.by_use_case["uc-1"].arr == 100
    assert found.reading.columns == {"account": "Account", "use case": "Use case", "ARR": "ARR", "outcome": "Stage"}


def test_the_heading_that_says_it_best_is_taken() -> None:
    found = read("account,use case,Amount,ARR,outcome\nA,UC-1,5,100,won\n")
    assert (active(found), found.reading.columns["ARR"]) == (100, "ARR")


def test_the_turnover_of_a_customer_is_not_its_arr() -> None:
    with pytest.raises(AccountsError, match="no column for the ARR"):
        read("account,use case,Annual Revenue,outcome\nA,UC-1,5,won\n")


@pytest.mark.parametrize("heading", ["Customer ARR", "Account ARR"])
def test_a_heading_is_not_cut_before_a_word_that_is_no_currency(heading: str) -> None:
    with pytest.raises(AccountsError, match="no column for the account"):
        read(f"{heading},use case,ARR,outcome\n5,UC-1,5,won\n")


def test_a_column_that_has_to_be_there() -> None:
    with pytest.raises(AccountsError) as error:
        read("Acount,ARR,Use case,Owner\nA,5,UC-1,B\n")
    assert str(error.value) == (
        "there is no column for the account (is `Acount` meant?) and the outcome"
        " (such as `won/lost`, `won lost`, `win/loss`); the first row has `Acount`, `ARR`, `Use case`, `Owner`"
    )


def test_a_column_that_may_be_missing_and_one_that_may_be_meant() -> None:
    found = read("account,use case,ARR,outcome,Segmnt\nA,UC-1,5,won,Small\n")
    assert found.reading.absent[0] == Absent("segment", near="Segmnt")
    assert found.notes[0] == "there is no column for segments (is `Segmnt` meant?): nothing is told of them"


def test_two_columns_of_one_name() -> None:
    with pytest.raises(AccountsError, match="2 columns may be the ARR: `ARR` and `arr`; rename all but one"):
        read("account,use case,ARR,arr,outcome\nA,UC-1,5,6,won\n")


def test_two_columns_in_different_currencies() -> None:
    with pytest.raises(AccountsError, match="different currencies: EUR and USD"):
        read("account,use case,ARR (USD),previous ARR (EUR),outcome\nA,UC-1,5,6,won\n")


@pytest.mark.parametrize("content", [b"", b"\n\n", codecs.BOM_UTF8])
def test_an_empty_file(content: bytes) -> None:
    with pytest.raises(AccountsError, match="the file is empty"):
        measured(content, {}, {})


def test_a_header_alone_is_a_table_without_rows() -> None:
    found = read(HEADER)
    assert (found.rows, found.total.rows, found.faults) == (0, 0, ())


def test_no_heading_may_be_two_columns() -> None:
    columns = json.loads(resources.read_text("grammar/accounts.json"))["columns"]
    times = Counter(key(name) for names in columns.values() for name in {key(each) for each in names})
    assert [name for name, count in times.items() if count > 1] == []


# ---- rows and their lines


def test_lines_are_counted_as_an_editor_does() -> None:
    table = """\
account,use case,ARR,outcome

"Acme
& Sons",UC-1,100,won
"Byte ""Bits"", Inc",UC-1,x,won

"Co

operative",UC-1,y,won
Delta,UC-1,z,won
"""
    found = read(table)
    assert lines(found) == [
        (5, "can't be read as money"),
        (7, "can't be read as money"),
        (10, "can't be read as money"),
    ]
    assert (found.rows, found.counted, active(found)) == (4, 1, 100)


def test_rows_with_too_few_or_too_many_cells() -> None:
    found = read(f"{HEADER}A,UC-1,100\nB,UC-1,100,won,,\nC,UC-1,100,won,more\nGrand total\n")
    assert [(each.line, each.cell, each.what) for each in found.faults] == [
        (2, "A,UC-1,100", "3 cells, while the first row has 4"),
        (4, "C,UC-1,100,won,more", "5 cells, while the first row has 4"),
        (5, "Grand total", "1 cell, while the first row has 4"),
    ]
    assert (found.rows, active(found)) == (4, 100)


def test_rows_of_empty_cells_are_told_apart() -> None:
    found = read(f'{HEADER},,,\n"","","",""\n , , ,\nA,UC-1,100,won\n')
    assert (found.rows, found.counted, found.blank) == (1, 1, 3)


def test_a_quote_that_nothing_closes_spoils_its_line_alone() -> None:
    found = read(f'{HEADER}A,UC-1,100,won\n"B,UC-1,100,won\nC,UC-1,100,won\nD,UC-1,x,won\n')
    assert lines(found) == [(3, "a quote opens here that nothing closes"), (5, "can't be read as money")]
    assert found.total.arr == 200


def test_text_behind_a_closing_quote_spoils_its_line_alone() -> None:
    found = read(f'{HEADER}"A" Ltd,UC-1,100,won\nB,UC-1,100,won\n')
    assert lines(found) == [(2, "something stands between a quote and the next cell")]
    assert found.total.arr == 100


def test_a_quote_within_a_cell_is_a_sign_like_others() -> None:
    found = read(f'{HEADER}5" screens,UC-1,100,won\nB, "UC-1" ,100,won\n')
    assert lines(found) == [(3, "something stands between a quote and the next cell")]
    assert found.total.arr == 100


def test_a_blank_before_a_quote_does_no_harm() -> None:
    assert read(f'{HEADER}A, "UC-1", "1,000", won\n').by_use_case["uc-1"].arr == 1000


def test_a_cell_longer_than_anybody_writes() -> None:
    found = read(f'{HEADER}"{"A" * 200_000}\n",UC-1,100,won\nB,UC-1,100,won\n')
    assert (active(found), found.faults[0].line, len(found.faults[0].cell)) == (100, 2, 60)


@pytest.mark.parametrize("width", [900, 1500])
def test_a_wide_table(width: int) -> None:
    wide = ",".join(f"Column {each}" for each in range(width))
    cells = "," * (width - 1)
    found = read(f"account,{wide},use case,ARR,outcome\nA,{cells},UC-1,100,won\nB,{cells},UC-1,10,won\n")
    assert (active(found), found.faults) == (110, ())


def test_a_table_wider_than_any_spreadsheet() -> None:
    with pytest.raises(AccountsError, match=r"the first row has 20,004 cells"):
        read(f"account,use case,ARR,outcome{',' * 20_000}\n")


def test_where_a_long_file_is_cut_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"Account {each},UC-1,{each},won\r\n" for each in range(40)]
    rows[20] = '"Account\r\n\r\n20",UC-1,x,won\r\n'
    table = HEADER + "".join(rows)
    whole = read(table)
    monkeypatch.setattr(records, "_PART", 7)
    monkeypatch.setattr(records, "_BLOCK", 3)
    assert read(table) == whole
    assert lines(whole) == [(22, "can't be read as money")]


def test_lines_that_are_rows_and_lines_that_are_not_come_to_the_same() -> None:
    """The first table is read all at once; in the second each row has a line break and is read by itself."""
    rows = [(f"Account {each}", "UC-1", f"{each}.5", "won" if each % 3 else "lost") for each in range(50)]
    flat = "".join(f"{','.join(row)}\n" for row in rows)
    broken = "".join('"{}\n",{},{},{}\n'.format(*row) for row in rows)
    assert read(HEADER + flat) == read(HEADER + broken)
