"""What customer use cases say in figures, and what is worked out of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usecase_dsl.model import Model, link
from usecase_dsl.portfolio.advice import advice
from usecase_dsl.portfolio.amounts import CompanySize, Money
from usecase_dsl.portfolio.customer import CUSTOMER_FIELDS, FIGURES, CustomerUseCase, Told, customer, priority, profit
from usecase_dsl.portfolio.figures import Portfolio, portfolio_of, reviews
from usecase_dsl.portfolio.market import market
from usecase_dsl.portfolio.needs import needs, own_features
from usecase_dsl.settings import Limits
from usecase_dsl.syntax import parse

LIMITS = Limits()


def model(text: str) -> Model:
    return link([parse(dedent(text))[0]])


def offers(text: str) -> list[CustomerUseCase]:
    found = (customer(use_case) for use_case in model(text).use_cases.values())
    return [each for each in found if each]


def offer(*fields: str) -> CustomerUseCase:
    """The customer use case that has these fields."""
    (of,) = offers("use case UC-1: Catch a train\n" + "".join(f"  {field}\n" for field in fields))
    return of


def portfolio(text: str) -> Portfolio:
    return portfolio_of(model(text), LIMITS)


# ---- one use case


def test_each_field_of_a_customer_makes_a_use_case_one() -> None:
    for field in CUSTOMER_FIELDS:
        assert offer(f"{field}: 1") is not None
    assert offers("use case UC-1: Catch a train\n  frequency: daily\n  constraints: none\n") == []


def test_what_says_that_there_is_none_is_nothing() -> None:
    of = offer("personas: none", "evidence: none", "revenue share: none", "importance: primary")
    assert (of.personas, of.evidence, of.revenue_share, of.unread) == ((), (), None, ())


def test_fields_that_count_and_hold_no_figure_are_told() -> None:
    of = offer("revenue share: a third", "cost to serve: 12", "intensity: awful")
    assert of.unread == (Told("revenue share", "a third"), Told("intensity", "awful"))
    assert offer(*(f"{field}: ???" for field in FIGURES)).unread == tuple(Told(field, "???") for field in FIGURES)


def test_profit_is_willingness_to_pay_times_customers_less_the_cost_of_all() -> None:
    of = offer("willingness to pay: 12,000 EUR a year", "addressable customers: 400", "cost to serve: 900,000 € a year")
    assert profit(of) == Money(Decimal(3_900_000), "EUR", "per year")


@pytest.mark.parametrize(
    "cost", ["900 USD a year", "900 EUR a month", "much", "none"], ids=["currency", "time", "no figure", "none"]
)
def test_there_is_no_profit_of_what_cant_be_subtracted(cost: str) -> None:
    of = offer("willingness to pay: 12,000 EUR a year", "addressable customers: 400", f"cost to serve: {cost}")
    assert profit(of) is None


@given(st.integers(0, 10**9), st.integers(0, 10**6), st.integers(0, 10**12))
def test_profit_is_exact(worth: int, customers: int, cost: int) -> None:
    of = offer(f"willingness to pay: {worth}", f"addressable customers: {customers}", f"cost to serve: {cost}")
    assert profit(of) == Money(Decimal(worth * customers - cost))


def test_priority_is_frequency_times_intensity() -> None:
    assert priority(offer("frequency: weekly", "intensity: high")) == 9
    assert priority(offer("frequency: hourly", "intensity: low")) == 5
    assert priority(offer("intensity: low")) is None


# ---- the market

MARKET = """
segment S-1: Cities
  industry: rail, buses
  company size: 50-200
  revenue share: 60%
segment: Towns
  revenue share: 40%
persona: Commuter
  segments: Cities
persona: Tourist
plan: Season
  price: 49 EUR per month
  segments: Towns
"""


@pytest.mark.parametrize(
    ("fields", "segments"),
    [
        ("  segments: Towns\n  personas: Commuter\n", ["Towns"]),
        ("  segments: S-1, Nowhere\n", ["Cities"]),
        ("  personas: Tourist, Commuter\n  plans: Season\n", ["Cities"]),
        ("  personas: Tourist\n  plans: Season\n", ["Towns"]),
        ("  personas: Tourist\n", []),
    ],
)
def test_segments_are_the_use_cases_own_or_those_of_its_personas_or_of_its_plans(
    fields: str, segments: list[str]
) -> None:
    linked = model(f"{MARKET}use case UC-1: Catch a train\n{fields}")
    (use_case,) = linked.use_cases.values()
    of = customer(use_case)
    assert of and [each.name for each in market(linked.entries).segments_of(of)] == segments


def test_a_market_in_values() -> None:
    of = market(model(MARKET).entries)
    cities, towns = of.segments.values()
    assert (cities.industries, cities.company_size, cities.revenue_share) == (
        ("rail", "buses"), CompanySize(50, 200), Decimal(60),
    )  # fmt: skip
    assert (towns.industries, towns.company_size, towns.company_size_words) == ((), None, "")


def test_a_segment_without_an_industry_has_none_and_no_price_is_none() -> None:
    of = market(model("segment: Towns\n  industry: none\nplan: Day ticket\n  price: none\n").entries)
    assert (of.segments["towns"].industries, of.plans["day ticket"].price) == ((), "")


# ---- all of them


def test_coverage() -> None:
    of = portfolio("""
    segment: Cities
    use case UC-1: Catch a train
      importance: primary
      revenue share: 50%
    use case UC-2: Miss a train
      importance: secondary
      revenue share: 12.5%
    use case UC-3: Wait for a train
      revenue share: 7.5%
    use case UC-4: See a train
      importance: primary
    """).coverage
    assert [of.primary, of.secondary, of.other] == [50, Decimal("12.5"), Decimal("7.5")]
    assert [of.total, of.rest] == [70, 30]
    assert of.silent == ("uc-4",)


def test_shares_are_divided_among_all_that_a_use_case_belongs_to() -> None:
    of = portfolio("""
    plan: Season
    plan: Night
    plan: Bare
    use case UC-1: Catch a train
      plans: Season, Night
      revenue share: 50%
    use case UC-2: Miss a train
      plans: Season
      revenue share: 10%
    use case UC-3: See a train
      plans: Bare
    """)
    assert [(each.name, each.share, each.use_cases) for each in of.by_plan] == [
        ("Season", 35, ("uc-1", "uc-2")),
        ("Night", 25, ("uc-1",)),
        ("Bare", None, ("uc-3",)),
    ]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.sets(st.sampled_from(["A", "B", "C", "D"])),
            st.sampled_from(["primary", "secondary", ""]),
        ),
        max_size=6,
    )
)
def test_nothing_of_the_revenue_is_lost_or_counted_twice(uses: list[tuple[int, set[str], str]]) -> None:
    text = "".join(f"segment: {name}\n" for name in "ABC")
    for number, (share, names, importance) in enumerate(uses):
        text += f"use case UC-{number}: Catch train {number}\n  revenue share: {share}%\n"
        text += f"  segments: {', '.join(sorted(names))}\n" if names else ""
        text += f"  importance: {importance}\n" if importance else ""
    of = portfolio(text)
    assert of.coverage.total == sum(share for share, _, _ in uses)
    assert of.coverage.rest == max(100 - of.coverage.total, 0)
    known = sum(share for share, names, _ in uses if names & {"A", "B", "C"})
    assert round(sum((each.share or Decimal(0) for each in of.by_segment), Decimal(0)), 9) == known


def test_profit_of_all_is_in_one_currency() -> None:
    def text(cost: str, other: str) -> str:
        paid = "  willingness to pay: 10 {}\n  addressable customers: 10\n  cost to serve: {}\n"
        one, two = paid.format("EUR", cost), paid.format(other, 40)
        return f"segment: A\nuse case UC-1: One\n{one}use case UC-2: Two\n{two}use case UC-3: Three\n  segments: A\n"

    assert portfolio(text("30", "€")).profit == Money(Decimal(130), "EUR")
    assert portfolio(text("30", "")).profit == Money(Decimal(130), "EUR")
    assert portfolio(text("30", "USD")).profit is None
    assert portfolio("segment: A\n").profit is None


def test_the_one_to_review_first_is_the_one_that_was_never_reviewed() -> None:
    of = portfolio("""
    segment: A
    use case UC-1: One
      last reviewed: 2026-05-01
    use case UC-2: Two
      segments: A
    use case UC-3: Three
      last reviewed: 2025-05-01
    """)
    assert [line.of.id for line in reviews(of.lines)] == ["UC-2", "UC-3", "UC-1"]


# ---- what to do

WORTH = offer(
    "importance: primary", "revenue share: 30%", "frequency: weekly", "intensity: high",
    "willingness to pay: 100", "addressable customers: 10", "cost to serve: 400",
)  # fmt: skip
SMALL = replace(WORTH, importance="secondary", revenue_share=Decimal("4.9"))
NO_PROFIT = replace(WORTH, cost_to_serve=None)
DECISIONS = {
    "primary, needed, earns": (WORTH, (), "optimise"),
    "earns nothing": (replace(WORTH, customers=4), (), "decline"),
    "called primary, however small": (replace(WORTH, revenue_share=Decimal(1)), ("a lock",), "optimise"),
    "small, with a feature of its own": (SMALL, ("a lock",), "decline"),
    "not small": (replace(SMALL, revenue_share=Decimal(5)), ("a lock",), "serve"),
    "small, needed seldom and mildly": (replace(SMALL, frequency=2, intensity=1), (), "decline"),
    "small, needed sometimes": (replace(SMALL, frequency=3, intensity=1), (), "serve"),
    "secondary, large": (replace(SMALL, revenue_share=Decimal(20)), (), "optimise"),
    "secondary, not so large": (replace(SMALL, revenue_share=Decimal("19.9")), (), "serve"),
    "primary, seldom": (replace(WORTH, frequency=1, intensity=3), (), "serve"),
    "primary, often enough": (replace(WORTH, frequency=2, intensity=3), (), "optimise"),
    "no importance, no share": (replace(WORTH, importance="", revenue_share=None), (), "open"),
    "no priority, no profit": (replace(NO_PROFIT, frequency=None), (), "open"),
    "no priority": (replace(WORTH, frequency=None), (), "optimise"),
    "no profit": (NO_PROFIT, (), "optimise"),
}


@pytest.mark.parametrize(("of", "own", "verdict"), DECISIONS.values(), ids=DECISIONS.keys())
def test_what_to_do_about_a_use_case(of: CustomerUseCase, own: tuple[str, ...], verdict: str) -> None:
    assert advice(of, own, LIMITS).verdict == verdict


@given(
    st.sampled_from(["primary", "secondary", ""]), st.one_of(st.none(), st.decimals(0, 100, places=1)),
    st.one_of(st.none(), st.integers(1, 5)), st.one_of(st.none(), st.integers(0, 20)), st.booleans(),
)  # fmt: skip
def test_each_decision_has_its_reasons(
    importance: str, share: Decimal | None, frequency: int | None, customers: int | None, own: bool
) -> None:
    of = replace(WORTH, importance=importance, revenue_share=share, frequency=frequency, customers=customers)
    decided = advice(of, ("a lock",) if own else (), LIMITS)
    assert decided.reasons and all(decided.reasons)


def test_the_reasons_of_a_decision_are_its_figures() -> None:
    assert advice(WORTH, (), LIMITS).reasons == (
        "it is primary",
        "it brings 30% of the revenue",
        "its priority is 9",
        "it earns 600",
    )
    assert advice(SMALL, ("a lock",), LIMITS).reasons == (
        "it brings 4.9% of the revenue, and a critical feature for itself alone",
    )


# ---- needs

NEEDS = """
segment: Cities
segment: Towns
use case UC-1: One
  segments: Cities
  critical features:
    - a map
    - a lock
  constraints: in two seconds
use case UC-2: Two
  segments: Towns, Cities
  critical features: A map.
  nice to have: a bell
use case UC-3: Three
  segments: Towns
  critical features: a bell
"""


def test_what_segments_need() -> None:
    of = needs(offers(NEEDS), market(model(NEEDS).entries))
    assert [(each.text, each.kind, each.segments, each.use_cases) for each in of] == [
        ("a map", "critical feature", ("cities", "towns"), ("uc-1", "uc-2")),
        ("a lock", "critical feature", ("cities",), ("uc-1",)),
        ("in two seconds", "constraint", ("cities",), ("uc-1",)),
        ("a bell", "critical feature", ("towns",), ("uc-3",)),
    ]


def test_features_that_no_other_use_case_asks_for() -> None:
    assert own_features(offers(NEEDS)) == {"uc-1": ("a lock",), "uc-2": (), "uc-3": ()}


# ---- what can be added up


def earning(worth: str) -> str:
    return f"  willingness to pay: {worth}\n  addressable customers: 2\n  cost to serve: 1\n"


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        ("5 EUR a year", "7 € p.a.", Money(Decimal(22), "EUR", "per year")),
        ("5 EUR", "7", Money(Decimal(22), "EUR")),
        ("5 EUR a year", "7 EUR a month", None),
        ("5 EUR", "7 USD", None),
    ],
)
def test_the_whole_profit_is_of_one_currency_and_one_time(one: str, other: str, whole: Money | None) -> None:
    text = f"use case UC-1: Catch a train\n{earning(one)}use case UC-2: Miss a train\n{earning(other)}"
    assert portfolio(text).profit == whole


def test_a_use_case_that_asks_twice_for_the_same_is_named_once() -> None:
    text = "use case UC-1: Catch a train\n  critical features:\n    - a map\n    - A map.\n"
    assert [need.use_cases for need in portfolio(text).needs] == [("uc-1",)]
