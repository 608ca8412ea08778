"""Figures of customer use cases: shares, profit, what can't be read, and how old a review is."""

from __future__ import annotations

from datetime import date

import pytest

from tests.marks import assert_marked, findings
from usecase_dsl.settings import DEFAULTS, Limits, Settings


def card(*fields: str) -> str:
    return "".join(["segment: Cities\nuse case UC-1: Catch a train\n", *(f"  {field}\n" for field in fields)])


def messages(text: str, code: str, settings: Settings = DEFAULTS) -> list[str]:
    return [each.message for each in findings(text, settings=settings) if each.code == code]


# ---- BIZ807: more than all


def test_shares_of_use_cases_are_parts_of_one_whole() -> None:
    text = """
    segment: Cities
    use case UC-1: Catch a train
      revenue share: 60%
    use case UC-2: Miss a train
      revenue share: 40%
    use case UC-3: Wait for a train
      # BIZ807 error ‘0.5%’ | divide revenue
      revenue share: 0.5%
    use case UC-4: See a train
      revenue share: 9%
    """
    assert_marked(text, codes="BIZ807")
    (finding,) = [each for each in findings(text) if each.code == "BIZ807"]
    assert finding.message == "the revenue shares of use cases add up to 109.5%"
    assert [(str(each.place), each.message) for each in finding.related] == [
        ("0.uc:4:18", "60%"),
        ("0.uc:6:18", "40%"),
        ("0.uc:11:18", "9%"),
    ]
    assert messages(text.replace("0.5%", "0%").replace("9%", "0%"), "BIZ807") == []


def test_shares_of_segments_are_parts_of_another_whole() -> None:
    text = """
    segment: Cities
      revenue share: 60%
    segment: Towns
      # BIZ807 error ‘40.1%’
      revenue share: 40.1%
    use case UC-1: Catch a train
      revenue share: 100%
    """
    assert_marked(text, codes="BIZ807")
    assert_marked(text.replace("40.1%", "40%").replace("# BIZ807", "# "), codes="BIZ807")


def test_a_share_of_a_segment_is_found_in_the_file_that_states_it() -> None:
    declared = "segment: Cities\nsegment: Towns\n  revenue share: 60%\n"
    stated = "segment: Cities\n  # BIZ807 error ‘50%’\n  revenue share: 50%\n"
    assert_marked(declared.replace("60", "40"), stated.replace("# BIZ807", "#"), codes="BIZ807")
    found = [each for each in findings(declared, stated) if each.code == "BIZ807"]
    assert [(str(each.place), [str(other.place) for other in each.related]) for each in found] == [
        ("0.uc:3:18", ["1.uc:3:18"])
    ]


# ---- BIZ808: profit


@pytest.mark.parametrize(
    ("cost", "message"),
    [
        ("360,001", "serving ‘UC-1’ costs more than it brings: 900 × 400 − 360,001 = -1 EUR"),
        ("360,000", "serving ‘UC-1’ costs as much as it brings: 900 × 400 − 360,000 = 0 EUR"),
        ("359,999", ""),
    ],
)
def test_what_is_left_of_willingness_to_pay_times_customers_after_the_cost_to_serve(cost: str, message: str) -> None:
    text = card("willingness to pay: 900 EUR", "addressable customers: 400", f"cost to serve: {cost}")
    assert messages(text, "BIZ808") == ([message] if message else [])


@pytest.mark.parametrize(
    "fields",
    [
        ("addressable customers: 400", "cost to serve: 9,000,000"),
        ("willingness to pay: 900", "cost to serve: 9,000,000"),
        ("willingness to pay: 900", "addressable customers: 400"),
        ("willingness to pay: 900 EUR", "addressable customers: 400", "cost to serve: 9,000,000 USD"),
        ("willingness to pay: 900 a month", "addressable customers: 400", "cost to serve: 9,000,000 a year"),
    ],
)
def test_no_profit_is_worked_out_of_what_isnt_known(fields: tuple[str, ...]) -> None:
    assert messages(card(*fields), "BIZ808") == []


# ---- BIZ814: no figure


@pytest.mark.parametrize(
    ("field", "figure", "none"),
    [
        ("revenue share", "30%", "about a third"),
        ("willingness to pay", "€ 12k a year", "a lot"),
        ("addressable customers", "1,200 companies", "many"),
        ("cost to serve", "90,000", "two developers"),
        ("last reviewed", "2026-05", "last spring"),
        ("intensity", "high, in winter", "very high"),
        ("importance", "Primary", "vital"),
    ],
)
def test_a_field_that_counts_holds_a_figure(field: str, figure: str, none: str) -> None:
    assert messages(card(f"{field}: {figure}"), "BIZ814") == []
    assert messages(card(f"{field}: none"), "BIZ814") == []
    text = card(f"# BIZ814 warning ‘{none}’ | write", f"{field}: {none}")
    assert_marked(text, codes="BIZ814")


def test_segments_and_plans_hold_figures_too() -> None:
    text = """
    segment: Cities
      # BIZ814 warning ‘the rest’
      revenue share: the rest
      # BIZ814 ‘big ones’ | 200+
      company size: big ones
    segment: Towns
      revenue share: none
      company size: 50-200
    plan: Season
      price: from 49 EUR, per seat
    plan: Free for all
      price: Free
    plan: To order
      price: on request
    plan: Day
      # BIZ814 ‘not much’ | on request
      price: not much
    """
    assert_marked(text, codes="BIZ814")


def test_amounts_in_two_currencies_cant_be_added() -> None:
    text = """
    segment: Cities
    use case UC-1: Catch a train
      willingness to pay: 12 €
      cost to serve: 900
    use case UC-2: Miss a train
      willingness to pay: 12 EUR
      # BIZ814 warning ‘900 USD’ | write all amounts in EUR
      cost to serve: 900 USD
    """
    assert_marked(text, codes="BIZ814")
    (finding,) = [each for each in findings(text) if each.code == "BIZ814"]
    assert [(str(each.place), each.message) for each in finding.related] == [("0.uc:4:23", "this one is in EUR")]


def test_a_price_for_a_seat_is_not_what_a_customer_pays() -> None:
    text = card("willingness to pay: 12 EUR per seat and month", "cost to serve: 1 EUR", "addressable customers: 5")
    assert messages(text, "BIZ814") == [
        "‘willingness to pay’ is for one ‘seat’, and profit asks what one customer pays"
    ]


def test_a_frequency_counts_beside_an_intensity_alone() -> None:
    assert messages(card("frequency: now and then", "intensity: high"), "BIZ814") == [
        "‘frequency’ holds no figure: ‘now and then’"
    ]
    assert messages(card("frequency: now and then"), "BIZ814") == []
    assert messages(card("frequency: twice a week", "intensity: high"), "BIZ814") == []


def test_amounts_for_two_times_cant_be_added() -> None:
    text = """
    segment: Cities
    use case UC-1: Catch a train
      # BIZ814 warning ‘12 EUR a month’ | for one year
      willingness to pay: 12 EUR a month
      cost to serve: 900 EUR p.a.
    use case UC-2: Miss a train
      willingness to pay: 12 EUR a year
      cost to serve: 900 EUR
    """
    assert_marked(text, codes="BIZ814")


# ---- BIZ810: reviews

TODAY = date(2026, 11, 1)


def dated(**limits: int) -> Settings:
    return Settings(today=TODAY, limits=Limits(**limits))


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2025-11-01", ""),
        ("2025-10-31", "‘UC-1’ was last reviewed on 2025-10-31, more than 365 days ago"),
        ("2025-10", "‘UC-1’ was last reviewed on 2025-10-01, more than 365 days ago"),
        ("2026-11-01", ""),
        # It may be tomorrow already where they wrote it.
        ("2026-11-02", ""),
        ("2026-11-03", "‘UC-1’ was last reviewed on 2026-11-03, which is yet to come"),
        ("last year", ""),
        ("none", ""),
    ],
)
def test_a_review_is_due_after_a_year(day: str, message: str) -> None:
    assert messages(card(f"last reviewed: {day}"), "BIZ810", dated()) == ([message] if message else [])


def test_how_many_days_may_pass_is_a_limit() -> None:
    assert messages(card("last reviewed: 2026-08-03"), "BIZ810", dated(review_days=90)) == []
    assert len(messages(card("last reviewed: 2026-08-02"), "BIZ810", dated(review_days=90))) == 1


def test_who_doesnt_know_the_day_says_nothing() -> None:
    assert messages(card("last reviewed: 1999-01-01"), "BIZ810") == []


def test_a_use_case_without_a_review_is_found_where_most_of_the_others_have_one() -> None:
    text = """
    segment: Cities
    use case UC-1: Catch a train
      last reviewed: 2026-10-01
    # BIZ810 warning ‘UC-2’
    use case UC-2: Miss a train
      segments: Cities
    use case UC-3: Wait for a train
      last reviewed: none
    """
    assert_marked(text, codes="BIZ810", settings=dated())
    half = text.replace("# BIZ810", "#").replace("last reviewed: none", "segments: Cities")
    assert_marked(half, codes="BIZ810", settings=dated())
