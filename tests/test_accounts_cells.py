"""Cells of tables of accounts: amounts, discounts, outcomes, and whether somebody has churned."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from usecase_dsl import resources
from usecase_dsl.portfolio.accounts import money
from usecase_dsl.portfolio.accounts.words import NEGATIVE, NO_DISCOUNT, WHOLE, churned, discounts, outcome


def amounts(*cells: str) -> list[str | None]:
    """What the cells of a column are: the amount without zeros at its end, or what is wrong."""
    import polars as pl

    read = money.amounts(pl.Series(cells, dtype=pl.String))
    return [wrong if value is None else f"{value.normalize():f}" for value, wrong, _ in read.iter_rows()]


def currency(cell: str) -> str | None:
    import polars as pl

    code: str | None = money.amounts(pl.Series([cell]))["currency"][0]
    return code


# ---- amounts


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("12000", "12000"),
        ("12000.5", "12000.5"),
        ("$12,000.50", "12000.5"),
        ("$ 12,000.50", "12000.5"),
        ("12.000,50 EUR", "12000.5"),
        ("12 000,50 €", "12000.5"),
        ("12\u202f000,50\u00a0€", "12000.5"),
        ("12'000.50 CHF", "12000.5"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("₹ 1,00,000.00", "100000"),
        ("12k", "12000"),
        ("$1.2M", "1200000"),
        ("1,5 Mio. €", "1500000"),
        ("1.23456789k", "1234.5679"),
        ("3bn", "3000000000"),
        ("Rs. 500", "500"),
        ("500 kr.", "500"),
        ("12 MXN", "12"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("007", "7"),
        ("1666.666666666667", "1666.6667"),
        ("$5 CAD", "5"),
    ],
)
def test_amounts(cell: str, amount: str) -> None:
    assert amounts(cell) == [amount]


@pytest.mark.parametrize("cell", ["", "-", "–", "n/a", "None", "null"])
def test_nothing_is_no_amount_and_no_fault(cell: str) -> None:
    assert amounts(cell) == [None]


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ("much", money.UNREADABLE),
        ("12 apples", money.UNREADABLE),
        ("12.5.5", money.UNREADABLE),
        ("1,23,4", money.UNREADABLE),
        ("12 34", money.UNREADABLE),
        ("1e5", money.UNREADABLE),
        ("10%", money.UNREADABLE),
        ("(12", money.UNREADABLE),
        ("€5 USD", money.UNREADABLE),
        ("5\x00", money.UNREADABLE),
        ("9" * 100, money.UNREADABLE),
        ("-5", money.BELOW_ZERO),
        ("$-5", money.BELOW_ZERO),
        ("−5 €", money.BELOW_ZERO),
        ("(5.00)", money.BELOW_ZERO),
        ("9" * 16, money.TOO_LARGE),
        ("9" * 50, money.TOO_LARGE),
    ],
)
def test_what_is_no_amount(cell: str, wrong: str) -> None:
    assert amounts(cell) == [wrong]


def test_one_mark_and_three_digits_are_thousands_if_nothing_says_otherwise() -> None:
    assert amounts("12.000", "3.500") == ["12000", "3500"]
    assert amounts("12,000", "3,500") == ["12000", "3500"]


def test_one_mark_and_three_digits_are_what_the_column_shows() -> None:
    assert amounts("12.000", "3.5") == ["12", "3.5"]
    assert amounts("12.000", "3,5") == ["12000", "3.5"]
    assert amounts("12,000", "1.234.567") == ["12", "1234567"]
    assert amounts("12,000", "1,234,567") == ["12000", "1234567"]


def test_where_a_column_is_written_both_ways_nothing_is_guessed() -> None:
    assert amounts("12.000", "3.5", "3,5") == [money.AMBIGUOUS, "3.5", "3.5"]
    assert amounts("12.000", "12,000") == [money.AMBIGUOUS, money.AMBIGUOUS]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("$5", "USD"),
        ("5 EUR", "EUR"),
        ("C$ 5", "CAD"),
        ("$5 CAD", "CAD"),
        ("5", None),
        ("5k€", "EUR"),
        ("¥5 CNY", "CNY"),
    ],
)
def test_currencies(cell: str, code: str | None) -> None:
    assert currency(cell) == code


def test_half_a_hundredth_of_a_cent_goes_to_the_even_one() -> None:
    assert amounts("0.00005", "0.00015", "0.00025") == ["0", "0.0002", "0.0002"]


# ---- discounts


def discount(*cells: str, heading_says_percent: bool = False) -> list[str | None]:
    read, _ = discounts(dict.fromkeys(cells, 1), heading_says_percent)
    found = (read[each] for each in cells)
    return [each.wrong if each.value is None else f"{each.value.normalize():f}" for each in found]


def test_a_discount_with_its_sign_is_what_it_says() -> None:
    assert discount("10%", "12,5 %", "0.5%", "0%") == ["0.1", "0.125", "0.005", "0"]


def test_numbers_without_a_sign_are_decided_for_the_whole_column() -> None:
    assert discount("0.1", "0.25", ".3", "0") == ["0.1", "0.25", "0.3", "0"]
    assert discount("10", "25", "0.5") == ["0.1", "0.25", "0.005"]
    assert discount("1", "0") == ["0.01", "0"]


def test_one_percentage_among_fractions_is_wrong() -> None:
    assert discount("0.1", "0.25", "15") == ["0.1", "0.25", WHOLE]


def test_the_heading_decides_if_it_names_a_percentage() -> None:
    assert discount("0.1", "0.25", heading_says_percent=True) == ["0.001", "0.0025"]


def test_how_numbers_are_read_is_told_if_there_are_any() -> None:
    assert [discounts(dict.fromkeys(cells, 1), False)[1] for cells in (["10%", "", "0"], ["10"], ["0.1"])] == [
        "",
        "percent",
        "fraction",
    ]


@pytest.mark.parametrize(
    ("cell", "wrong"), [("some", NO_DISCOUNT), ("100%", WHOLE), ("-10%", NEGATIVE), ("10 EUR", NO_DISCOUNT)]
)
def test_what_is_no_discount(cell: str, wrong: str) -> None:
    assert discount(cell) == [wrong]


@pytest.mark.parametrize("cell", ["", "-", "n/a", "0", "-0"])
def test_no_discount_is_none(cell: str) -> None:
    read, _ = discounts({cell: 1}, False)
    assert read[cell].value == Decimal(0)


# ---- words


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        ("won", "won"),
        ("Closed Won", "won"),
        ("CLOSED-WON", "won"),
        ("won-back", None),
        ("6 - Closed Won", "won"),
        ("yes", "won"),
        ("1", "won"),
        ("Closed Lost", "lost"),
        ("No", "lost"),
        ("Negotiation/Review", "open"),
        ("3. Demo", "open"),
        ("churned", "churned"),
        ("", None),
        ("perhaps", None),
    ],
)
def test_outcomes(cell: str, meaning: str | None) -> None:
    assert outcome(cell) == meaning


@pytest.mark.parametrize(
    "cell",
    [
        "yes",
        "TRUE",
        "1",
        "x",
        "2026-03-31",
        "31.12.2025",
        "3/31/26",
        "31 Dec 2025",
        "Dec 31, 2025",
        "2025-12-31T10:00Z",
    ],
)
def test_has_churned(cell: str) -> None:
    assert churned(cell) is True


@pytest.mark.parametrize("cell", ["", "no", "False", "0", "-", "active"])
def test_has_not_churned(cell: str) -> None:
    assert churned(cell) is False


@pytest.mark.parametrize("cell", ["perhaps", "soon", "12", "2026-03-31 or later"])
def test_nobody_knows_whether_it_has_churned(cell: str) -> None:
    assert churned(cell) is None


@pytest.mark.parametrize("kind", ["outcomes", "churned"])
def test_no_word_means_two_things(kind: str) -> None:
    groups = json.loads(resources.read_text("grammar/accounts.json"))[kind]
    words = [word for each in groups.values() for word in each]
    assert len(words) == len(set(words))
