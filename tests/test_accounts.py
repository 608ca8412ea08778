"""Tables of accounts in figures: small tables, with what they come to beside them."""

from __future__ import annotations

import pickle
from dataclasses import fields
from decimal import Decimal

import pytest

from usecase_dsl.portfolio.accounts import Fault, Measured, Measures, Unknown, measured

USE_CASES = {"UC-1": "uc-1", "Close the books": "uc-1", "UC-2": "uc-2", "Bill by usage": "uc-2"}
SEGMENTS = {"Small": "small", "Large": "large"}

HEADER = "account,use case,ARR,outcome,discount,churned,previous ARR\n"
TABLE = """\
account,use case,segment,ARR,outcome,discount,churned,previous ARR
Account 001,UC-1,Small,12000,won,20%,no,10000
Account 002,UC-1,Large,30000,won,,no,40000
Account 003,UC-2,Small,6000,won,50%,yes,8000
Account 001,UC-2,Small,3000,won,,no,
Account 004,UC-2,Large,9000,lost,,,
Account 005,UC-1,Large,5000,open,,,
"""


def read(text: str, most: int = 20) -> Measured:
    return measured(text.encode(), USE_CASES, SEGMENTS, most)


def active(of: Measured, use_case: str = "") -> object:
    """The active ARR of a use case, or of all."""
    return (of.by_use_case[use_case] if use_case else of.total).arr


def rounded(of: Measures) -> dict[str, str]:
    """The figures that there are, rates to four places."""
    values = {each.name: getattr(of, each.name) for each in fields(of)}
    return {name: f"{value:.4f}" for name, value in values.items() if isinstance(value, Decimal)}


def test_all_rows_by_hand() -> None:
    total = read(TABLE).total
    assert (total.rows, total.won, total.lost, total.open) == (6, 4, 1, 1)
    assert total.arr == 12000 + 30000 + 3000, "churned, lost and open rows pay nothing"
    assert total.won_arr == 12000 + 30000 + 6000 + 3000
    assert total.accounts == 2, "001 pays for two use cases and is one account"
    assert total.arpa == Decimal(45000) / 2
    assert total.acv == Decimal(51000) / 4
    assert total.win_rate == Decimal("0.8")
    # At list prices: 12000 / 0.8 + 30000 + 6000 / 0.5 + 3000 = 60000.
    assert total.discount_rate == 1 - Decimal(51000) / 60000
    # 001 paid 10000 and pays 15000, of which it took 3000 in addition; 002 paid 40000; 003 paid 8000 and left.
    assert total.retention == round(Decimal(15000 + 30000 + 0) / (10000 + 40000 + 8000), 6)


def test_a_use_case_by_hand() -> None:
    assert rounded(read(TABLE).by_use_case["uc-2"]) == {
        "arr": "3000.0000",
        "won_arr": "9000.0000",
        "coverage": "0.0667",  # 3000 of 45000
        "arpa": "3000.0000",
        "acv": "4500.0000",
        "win_rate": "0.6667",  # 2 of 3
        "discount_rate": "0.4000",  # 9000 instead of 15000
        "retention": "0.0000",  # 003 alone paid for it before
    }


def test_a_segment_by_hand() -> None:
    found = read(TABLE)
    assert list(found.by_segment) == ["small", "large"]
    assert rounded(found.by_segment["large"]) == {
        "arr": "30000.0000",
        "won_arr": "30000.0000",
        "coverage": "0.6667",
        "arpa": "30000.0000",
        "acv": "30000.0000",
        "win_rate": "0.5000",
        "discount_rate": "0.0000",
        "retention": "0.7500",
    }


def test_a_clean_table_has_nothing_to_report() -> None:
    found = read(TABLE)
    assert (found.rows, found.counted, found.blank) == (6, 6, 0)
    assert (found.faults, found.more_faults, found.reasons, found.notes) == ((), 0, (), ())
    assert found.other_use_cases.measures.rows == found.other_segments.measures.rows == 0


def test_titles_ids_and_both_name_a_use_case() -> None:
    table = """\
account,use case,ARR,won
Account 001,uc-1,1,yes
Account 002,Close  the Books,10,yes
Account 003,UC-1: Close the books at night,100,yes
"""
    assert read(table).by_use_case["uc-1"].arr == 111


def test_what_divides_by_nothing_is_none() -> None:
    found = read("account,use case,ARR,outcome,discount,churned\nAccount 001,UC-1,100,open,10%,no\n")
    assert rounded(found.total) == {"arr": "0.0000", "won_arr": "0.0000"}
    assert found.by_use_case["uc-2"] == Measures(), "a use case without rows is there too"


def test_without_previous_arr_retention_is_churn_alone() -> None:
    table = """\
account,use case,ARR,outcome,churned
Account 001,UC-1,300,won,2026-03-31
Account 002,UC-1,900,won,
Account 003,UC-1,900,lost,
"""
    found = read(table)
    assert found.total.retention == Decimal("0.75")
    assert found.reading.retention == "churn alone"
    assert "retention is by churn alone, for there is no column for the previous ARR" in found.notes


def test_without_either_column_there_is_no_retention() -> None:
    found = read("account,use case,ARR,outcome\nAccount 001,UC-1,300,won\n")
    assert (found.total.retention, found.total.discount_rate, found.total.coverage) == (None, None, Decimal(1))
    assert found.notes == (
        "there is no column for segments: nothing is told of them",
        "there is no column for discounts: there is no discount rate",
        "there is no column for churn: every deal that is won counts as active",
        "there is no retention: no column tells what has churned, nor the previous ARR",
    )
    assert (found.by_segment, found.other_segments.measures.rows) == ({}, 0)


def test_a_stage_may_say_that_an_account_has_churned() -> None:
    found = read("account,use case,ARR,stage\nAccount 001,UC-1,300,Churned\nAccount 002,UC-1,100,Closed Won\n")
    assert (found.total.won, active(found), found.total.retention) == (2, 100, Decimal("0.25"))


def test_a_lost_renewal_counts_in_retention_and_an_open_one_does_not() -> None:
    table = """\
account,use case,ARR,outcome,previous ARR
Account 001,UC-1,100,won,100
Account 002,UC-1,100,lost,100
Account 003,UC-1,100,open,100
"""
    assert read(table).total.retention == Decimal("0.5")


def test_names_that_the_text_does_not_know_count_in_the_totals_and_are_told() -> None:
    table = """\
account,use case,segment,ARR,won
Account 001,UC-1,Small,1,yes
Account 002,Bill by usag,Smal,10,yes
Account 003,bill by  usag,,100,yes
Account 004,Juggle,Small,1000,yes
"""
    found = read(table)
    assert (found.counted, active(found), active(found, "uc-1")) == (4, 1111, 1)
    assert found.other_use_cases.measures.arr == 1110
    assert found.other_use_cases.names == (
        Unknown("Bill by usag", rows=2, line=3, near="Bill by usage"),
        Unknown("Juggle", rows=1, line=5),
    )
    assert found.other_segments.names == (Unknown("Smal", rows=1, line=3, near="Small"), Unknown("", rows=1, line=4))
    assert found.faults == ()


def test_only_so_many_names_are_listed() -> None:
    rows = "".join(f"Account {each},Thing {each},1,won\n" for each in range(30))
    found = read(f"account,use case,ARR,outcome\n{rows}", most=3)
    assert [each.name for each in found.other_use_cases.names] == ["Thing 0", "Thing 1", "Thing 2"]
    assert found.other_use_cases.more == 27


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",UC-1,100,won,,,", Fault(2, "account", "", "empty: whose row is it?", counted=False)),
        ("A,UC-1,100,maybe,,,", Fault(2, "outcome", "maybe", "neither won, lost nor open", counted=False)),
        ("A,UC-1,100,,,,", Fault(2, "outcome", "", "neither won, lost nor open", counted=False)),
        ("A,UC-1,much,won,,,", Fault(2, "ARR", "much", "can't be read as money", counted=False)),
        ("A,UC-1,-5,won,,,", Fault(2, "ARR", "-5", "below zero", counted=False)),
        ("A,UC-1,,won,,,", Fault(2, "ARR", "", "empty, and the deal is won", counted=False)),
        ("A,UC-1,100,won,,perhaps,", Fault(2, "churned", "perhaps", "neither yes, no nor a date", counted=False)),
    ],
)
def test_a_row_does_not_count_without_a_cell_that_it_needs(row: str, fault: Fault) -> None:
    found = read(f"{HEADER}{row}\n")
    assert (found.faults, found.rows, found.counted) == ((fault,), 1, 0)


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ("A,UC-1,much,lost,,,", "ARR", "can't be read as money; the row counts without it"),
        ("A,UC-1,,won,,yes,", "ARR", "empty, and the deal is won; the row counts without it"),
        ("A,UC-1,100,lost,,perhaps,", "churned", "neither yes, no nor a date; the row counts without it"),
        (
            "A,UC-1,100,won,some,,",
            "discount",
            "can't be read as a discount; the row counts in all but the discount rate",
        ),
        ("A,UC-1,100,won,,,some", "previous ARR", "can't be read as money; the row counts in all but retention"),
    ],
)
def test_a_row_counts_without_a_cell_that_it_does_not_need(row: str, column: str, what: str) -> None:
    found = read(f"{HEADER}{row}\n")
    assert [(each.line, each.column, each.what, each.counted) for each in found.faults] == [(2, column, what, True)]
    assert (found.rows, found.counted) == (1, 1)


def test_a_lost_deal_needs_no_arr() -> None:
    found = read("account,use case,ARR,outcome\nA,UC-1,,lost\nB,UC-1,100,won\n")
    assert (found.faults, found.total.win_rate) == ((), Decimal("0.5"))


def test_a_row_with_an_unreadable_discount_is_left_out_of_the_discount_rate_alone() -> None:
    found = read("account,use case,ARR,outcome,discount\nA,UC-1,80,won,20%\nB,UC-1,900,won,some\n")
    assert (found.total.discount_rate, active(found)) == (Decimal("0.2"), 980)


def test_a_row_with_an_unreadable_previous_arr_is_left_out_of_retention_alone() -> None:
    found = read("account,use case,ARR,outcome,previous ARR\nA,UC-1,80,won,100\nB,UC-1,900,won,some\n")
    assert (found.total.retention, active(found)) == (Decimal("0.8"), 980)


def test_a_row_that_is_there_already_does_not_count_again() -> None:
    found = read("account,use case,ARR,outcome\nA,UC-1,80,won\nB,UC-1,80,won\nA,UC-1,80,won\n")
    assert (found.rows, found.counted, active(found)) == (3, 2, 160)
    assert found.faults == (Fault(4, "", "A,UC-1,80,won", "the same in every cell as line 2", counted=False),)


def test_accounts_are_one_whatever_their_capitals_and_blanks() -> None:
    found = read("account,use case,ARR,outcome\nAcme  Ltd,UC-1,80,won\nACME Ltd ,UC-1,20,won\n")
    assert (found.total.accounts, found.total.arpa) == (1, Decimal(100))


def test_an_id_says_better_than_a_name_who_an_account_is() -> None:
    found = read("Account Name,Account ID,use case,ARR,outcome\nAcme,1,UC-1,80,won\nAcme,2,UC-1,20,won\n")
    assert found.total.accounts == 2


def test_two_currencies_are_not_added_up() -> None:
    table = "account,use case,ARR,outcome\nA,UC-1,$80,won\nB,UC-1,20 USD,won\nC,UC-1,€50,won\nD,UC-1,1,won\n"
    found = read(table)
    assert (active(found), found.reading.currency) == (101, "USD")
    assert found.faults == (Fault(4, "ARR", "€50", "in EUR, while the table is in USD", counted=False),)


def test_a_column_may_say_the_currency() -> None:
    found = read("account,use case,ARR,outcome,Currency\nA,UC-1,80,won,EUR\nB,UC-1,20,won,EUR\nC,UC-1,5,won,USD\n")
    assert (active(found), found.reading.currency, found.faults[0].line) == (100, "EUR", 4)


def test_faults_are_listed_by_line_and_counted_beyond() -> None:
    rows = "".join(f"Account {each},UC-1,{'x' if each % 2 else 1},won,{'y' if each % 3 else 0}\n" for each in range(9))
    found = read(f"account,use case,ARR,outcome,discount\n{rows}", most=4)
    assert [(each.line, each.column, each.counted) for each in found.faults] == [
        (3, "ARR", False),
        (3, "discount", False),
        (4, "discount", True),
        (5, "ARR", False),
    ]
    assert found.more_faults == 6
    assert [(each.column, each.what, each.rows, each.line, each.counted) for each in found.reasons] == [
        ("ARR", "can't be read as money", 4, 3, False),
        ("discount", "can't be read as a discount", 3, 3, False),
        ("discount", "can't be read as a discount", 3, 4, True),
    ]


def test_what_comes_out_is_equal_when_made_again_and_can_be_kept() -> None:
    found = read(TABLE)
    assert found == read(TABLE) == pickle.loads(pickle.dumps(found))


def test_sums_are_exact_where_floats_are_not() -> None:
    rows = "".join(f"Account {each},UC-1,0.1,won\n" for each in range(1000))
    assert read(f"account,use case,ARR,outcome\n{rows}").total.arr == 100
