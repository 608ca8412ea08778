"""Figures as people write them: numbers of any country, percentages, money, company sizes, days, degrees."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usecase_dsl.portfolio import amounts
from usecase_dsl.portfolio.amounts import CompanySize, Money
from usecase_dsl.syntax import vocabulary


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [
        ("12000", "en", "12000"),
        ("12,000", "en", "12000"),
        ("12.5", "en", "12.5"),
        ("12,5", "en", "12.5"),
        ("1,234,567.89", "en", "1234567.89"),
        ("1.234.567,89", "en", "1234567.89"),
        ("1 234 567", "fr", "1234567"),
        ("1'234'567", "de", "1234567"),
        ("12.000", "de", "12000"),
        # Twelve, or twelve thousand?
        ("12.000", "en", None),
        ("12,000", "de", None),
        ("1,23,456", "en", None),
        ("1,234.567.8", "en", None),
        (".5", "en", "0.5"),
        (".", "en", None),
        ("5.", "en", None),
        ("twelve", "en", None),
    ],
)
def test_numbers_of_any_country(written: str, language: str, value: str | None) -> None:
    assert amounts.number(written, language) == (Decimal(value) if value else None)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_number_is_read_as_it_was_written(value: Decimal) -> None:
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert amounts.number(english, "en") == value
    assert amounts.number(german, "de") == value


@given(st.text(max_size=30), st.sampled_from(["en", "de", "fr", "zh"]))
def test_any_text_is_an_amount_or_is_none(text: str, language: str) -> None:
    for value in (amounts.number(text, language), amounts.percentage(text, language)):
        assert value is None or value >= 0
    paid = amounts.money(text, language)
    assert paid is None or any(map(str.isdigit, text))
    assert amounts.whole_number(text) is None or any(map(str.isdigit, text))
    size = amounts.company_size(text)
    assert size is None or size.high is None or size.low <= size.high
    assert amounts.day(text) is None or "-" in text or text.strip().isdigit()
    assert amounts.period(text, language) in ("", "year", "quarter", "month", "week", "day", "hour")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("30%", "30"),
        ("about 12.5 %", "12.5"),
        ("30", "30"),
        ("0.3", None),
        ("0.3%", "0.3"),
        ("0", "0"),
        ("a third", None),
        ("30% of it", None),
        ("30-40%", None),
    ],
)
def test_percentages(written: str, value: str | None) -> None:
    assert amounts.percentage(written, "en") == (Decimal(value) if value else None)


@pytest.mark.parametrize(
    ("written", "value", "currency", "per"),
    [
        ("12000", "12000", "", ""),
        ("12,000 EUR a year", "12000", "EUR", "a year"),
        ("€ 12k", "12000", "€", ""),
        ("$1.5m / year", "1500000.0", "$", "/ year"),
        ("49.50 USD per seat and month", "49.50", "USD", "per seat and month"),
        ("-900 EUR", "-900", "EUR", ""),
        ("about 900", "900", "", ""),
        ("900 per seat", "900", "", "per seat"),
        ("12k ARR", "12000", "", "ARR"),
        ("12 thousand EUR", "12000", "EUR", ""),
        ("3 Mrd. EUR", "3000000000", "EUR", ""),
        ("100 Euro im Jahr", "100", "Euro", "im Jahr"),
    ],
)
def test_money(written: str, value: str, currency: str, per: str) -> None:
    assert amounts.money(written, "en") == Money(Decimal(value), currency, per)


@pytest.mark.parametrize("written", ["", "a lot", "EUR", "from 12 to 15", "seat 12", "12,00,00", "5% of sales"])
def test_what_is_no_money(written: str) -> None:
    assert amounts.money(written, "en") is None


def test_a_sign_is_the_currency_that_its_code_is() -> None:
    codes = [Money(Decimal(1), sign).code for sign in ("€", "Euro", "$", "NZ$", "CHF", "kr", "¥", "")]
    assert codes == ["EUR", "EUR", "USD", "NZD", "CHF", "kr", "¥", ""]


@pytest.mark.parametrize(
    ("per", "language", "time"),
    [
        ("a year", "en", "year"),
        ("p.a", "en", "year"),
        ("per seat and month", "en", "month"),
        ("/mo", "en", "month"),
        ("ARR", "en", "year"),
        ("im Jahr", "de", "year"),
        ("par an", "fr", "year"),
        ("per year", "fr", "year"),
        ("per seat", "en", ""),
        ("a year, billed by the month", "en", ""),
    ],
)
def test_the_time_that_an_amount_is_for(per: str, language: str, time: str) -> None:
    assert amounts.period(per, language) == time


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("400", 400),
        ("1,200 companies", 1200),
        ("about 2k", 2000),
        ("1.5k", 1500),
        ("2 million companies", 2_000_000),
        ("3 Mio. Firmen", 3_000_000),
        ("2 malls", 2),
        ("0.0004k", None),
        ("many", None),
    ],
)
def test_whole_numbers(written: str, value: int | None) -> None:
    assert amounts.whole_number(written) == value


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("50-200", CompanySize(50, 200)),
        ("50 to 200 people", CompanySize(50, 200)),
        ("1,000–5,000", CompanySize(1000, 5000)),
        ("200+", CompanySize(200)),
        ("at least 200", CompanySize(200)),
        ("over 200", CompanySize(201)),
        ("under 50", CompanySize(0, 49)),
        ("up to 50", CompanySize(0, 50)),
        ("120 people", CompanySize(120, 120)),
        ("200-50", None),
        ("big", None),
    ],
)
def test_company_sizes(written: str, size: CompanySize | None) -> None:
    assert amounts.company_size(written) == size


def test_a_company_is_of_a_size_up_to_both_ends() -> None:
    assert [people for people in (49, 50, 200, 201) if CompanySize(50, 200).holds(people)] == [50, 200]
    assert CompanySize(200).holds(10**6) and not CompanySize(200).holds(199)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-05-01", date(2026, 5, 1)),
        ("2026-05", date(2026, 5, 1)),
        ("2026-02-30", None),
        ("May 2026", None),
    ],
)
def test_days(written: str, day: date | None) -> None:
    assert amounts.day(written) == day


@pytest.mark.parametrize("language", vocabulary.languages())
def test_degrees_are_told_in_every_language(language: str) -> None:
    frequencies = [amounts.frequency(word, language) for word in vocabulary.value_names(language, "frequency")]
    intensities = [amounts.intensity(word, language) for word in vocabulary.value_names(language, "intensity")]
    assert frequencies == [5, 4, 3, 2, 1]
    assert intensities == [3, 2, 1]


def test_a_degree_is_the_first_word_of_a_text_that_says_one() -> None:
    assert amounts.frequency("at least weekly, daily at the end of a quarter", "en") == 3
    assert amounts.frequency("now and then", "en") is None


@pytest.mark.parametrize(
    ("written", "degree"),
    [
        ("High.", 3),
        ("medium: it can wait a week", 2),
        ("low, so far", 1),
        ("very high", None),
        ("medium-high", None),
        ("low/medium", None),
    ],
)
def test_an_intensity_is_one_of_three_with_more_behind_a_mark(written: str, degree: int | None) -> None:
    assert amounts.intensity(written, "en") == degree


@pytest.mark.parametrize("written", ["12 TEUR a year", "12 t€", "12 €k", "12 kEUR"])
def test_thousands_in_front_of_a_currency_are_not_guessed(written: str) -> None:
    assert amounts.money(written, "en") is None


@pytest.mark.parametrize("written", ["1.5", "1.5 million", "20,50", "5 thousand", "under 0", "<0"])
def test_a_company_has_a_whole_number_of_people(written: str) -> None:
    assert amounts.company_size(written) is None
