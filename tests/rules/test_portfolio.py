"""Customer use cases beside each other: how many, how much of the revenue, in which plans, and what they earn."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings
from usecase_dsl.settings import DEFAULTS, Limits, Settings


def card(number: int, *fields: str) -> str:
    """A customer use case with these fields."""
    return "".join([f"use case UC-{number}: Catch train {number}\n", *(f"  {field}\n" for field in fields)])


def found(text: str, code: str, settings: Settings = DEFAULTS) -> list[tuple[str, str]]:
    """Where a rule finds something, by the numbers of lines, and what it says."""
    return [
        (f"{each.place.start.line}", each.message) for each in findings(text, settings=settings) if each.code == code
    ]


def limits(**values: int) -> Settings:
    return Settings(limits=Limits(**values))


# ---- where the rules speak


WITHOUT_MARKET = card(1, "importance: primary", "revenue share: 130%", "personas: Nobody", "plans: None of yours")


def test_where_nobody_declares_a_market_the_rules_are_silent() -> None:
    assert_marked(WITHOUT_MARKET, codes="BIZ")


@pytest.mark.parametrize("declaration", ["segment: Cities", "persona: Commuter", "plan: Season"])
def test_any_declaration_of_a_market_makes_them_speak(declaration: str) -> None:
    assert "BIZ807" in {each.code for each in findings(f"{declaration}\n{WITHOUT_MARKET}")}


def test_a_use_case_that_is_nobodys_reason_to_buy_is_never_touched() -> None:
    text = """
    segment: Cities
    actor: Clerk
    use case UC-1: Dashboard
      primary actor: Clerk
      constraints: in two seconds
      frequency: daily
      main success scenario:
        1. Clerk opens the gate.
    """
    assert_marked(text, codes="BIZ")


# ---- BIZ802: how many are primary


def rated(primary: int, secondary: int) -> str:
    kinds = ["primary"] * primary + ["secondary"] * secondary
    cards = (card(number, f"importance: {kind}") for number, kind in enumerate(kinds, 1))
    return "segment: Cities\n" + "".join(cards)


@pytest.mark.parametrize(
    ("primary", "message"),
    [
        (0, "0 use cases are primary, fewer than 3"),
        (1, "1 use case is primary, fewer than 3"),
        (2, "2 use cases are primary, fewer than 3"),
        (3, ""),
        (7, ""),
        (8, "8 use cases are primary, more than 7"),
    ],
)
def test_three_to_seven_are_primary(primary: int, message: str) -> None:
    assert found(rated(primary, 2), "BIZ802") == ([("3", message)] if message else [])


def test_a_young_company_may_have_one() -> None:
    assert found(rated(1, 0), "BIZ802", limits(primary_least=1)) == []


def test_who_calls_no_use_case_primary_or_secondary_isnt_asked() -> None:
    assert found("segment: Cities\n" + card(1, "segments: Cities"), "BIZ802") == []


def test_the_other_primary_ones_are_shown() -> None:
    (finding,) = [each for each in findings(rated(2, 1)) if each.code == "BIZ802"]
    assert [(str(each.place), each.message) for each in finding.related] == [("0.uc:5:15", "that of ‘UC-2’")]


# ---- BIZ803: how much of the revenue the primary ones bring


def covering(*shares: str) -> str:
    cards = (card(number, "importance: primary", f"revenue share: {share}") for number, share in enumerate(shares, 1))
    return "segment: Cities\n" + "".join(cards)


@pytest.mark.parametrize(
    ("shares", "weight", "message"),
    [
        (("40%", "29.9%"), "warning", "the primary use cases bring 69.9% of the revenue, less than 70%"),
        (("40%", "30%"), "", ""),
        (("40%", "45%"), "", ""),
        (("40%", "45.1%"), "advice", "the primary use cases bring 85.1% of the revenue, more than 85%"),
        (("50%", "50%"), "advice", "the primary use cases bring 100% of the revenue, more than 85%"),
        # That it can't be is another finding.
        (("60%", "50%"), "", ""),
    ],
)
def test_primary_use_cases_bring_most_of_the_revenue(shares: tuple[str, ...], weight: str, message: str) -> None:
    of_rule = [each for each in findings(covering(*shares)) if each.code == "BIZ803"]
    assert [(each.severity, each.message) for each in of_rule] == ([(weight, message)] if message else [])


def test_coverage_isnt_judged_before_each_primary_use_case_states_its_share() -> None:
    assert found(covering("20%") + card(2, "importance: primary"), "BIZ803") == []
    assert found("segment: Cities\n" + card(1, "importance: secondary", "revenue share: 5%"), "BIZ803") == []


def test_the_shares_that_were_added_are_shown() -> None:
    (finding,) = [each for each in findings(covering("20%", "10%", "5%")) if each.code == "BIZ803"]
    places = [str(finding.place), *(str(each.place) for each in finding.related)]
    assert places == ["0.uc:4:18", "0.uc:7:18", "0.uc:10:18"]


# ---- BIZ804 and BIZ805: plans


@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        (("plans: Season", "revenue share: 20%", "willingness to pay: 900"), True),
        (("plans: Season", "revenue share: 19.9%", "willingness to pay: 900"), False),
        (("plans: Season", "revenue share: 20%"), False),
        (("plans: Season, Night", "revenue share: 20%", "willingness to pay: 900"), False),
        (("plans: Night", "revenue share: 20%", "willingness to pay: 900"), False),
        (("revenue share: 20%", "willingness to pay: 900"), True),
        # That nobody declares the plan is another finding.
        (("plans: Day", "revenue share: 20%", "willingness to pay: 900"), False),
    ],
)
def test_a_large_use_case_has_a_plan_of_its_own(fields: tuple[str, ...], is_found: bool) -> None:
    text = "plan: Season\nplan: Night\n" + card(1, *fields) + card(2, "plans: Season")
    assert bool(found(text, "BIZ804")) == is_found


def test_where_nothing_is_sold_in_plans_none_is_missed() -> None:
    assert found("segment: Cities\n" + card(1, "revenue share: 50%", "willingness to pay: 900"), "BIZ804") == []


def test_what_a_large_use_case_shares_its_plan_with_is_shown() -> None:
    text = "plan: Season\n" + card(1, "plans: Season", "revenue share: 50%", "willingness to pay: 12,000 EUR a year")
    text += card(2, "plans: Season")
    (finding,) = [each for each in findings(text) if each.code == "BIZ804"]
    assert finding.message == (
        "‘UC-1’ brings 50% of the revenue, its customers would pay 12,000 EUR, and no plan is for it alone"
    )
    assert [(str(each.place), each.message) for each in finding.related] == [("0.uc:7:10", "UC-2")]


def test_a_plan_is_for_one_use_case_or_two() -> None:
    text = """
    # BIZ805 ‘Bare’
    plan: Bare
    plan: One
    plan: Two
    # BIZ805 ‘Three’
    plan: Three
    plan: Secondary ones come along
    use case UC-1: Catch a train
      plans: One, Two, Three, Secondary ones come along
    use case UC-2: Miss a train
      plans: Two, Three, Secondary ones come along
    use case UC-3: Wait for a train
      importance: primary
      plans: Three
    use case UC-4: See a train
      importance: secondary
      plans: Two, Secondary ones come along
    """
    assert_marked(text, codes="BIZ805")


def test_how_many_a_plan_may_be_for_is_a_limit() -> None:
    text = "plan: Season\n" + "".join(card(number, "plans: Season") for number in (1, 2, 3))
    assert found(text, "BIZ805") == [("1", "the plan ‘Season’ is for 3 use cases, more than 2")]
    assert found(text, "BIZ805", limits(plan_use_cases=3)) == []


def test_a_market_without_customer_use_cases_has_plans_for_nothing_yet() -> None:
    assert_marked("plan: Season\nsegment: Cities\n", codes="BIZ")


# ---- BIZ809: groups


def many(number: int, package: str = "") -> str:
    head = f"package: {package}\n" if package else ""
    return head + "".join(card(each, "segments: Cities") for each in range(1, number + 1))


def test_more_than_ten_are_grouped() -> None:
    assert found("segment: Cities\n" + many(10), "BIZ809") == []
    assert found("segment: Cities\n" + many(11), "BIZ809") == [
        ("22", "11 customer use cases stand in no package, more than 10")
    ]
    assert found("segment: Cities\n" + many(11), "BIZ809", limits(customer_use_cases=11)) == []


def test_one_package_for_all_is_no_grouping() -> None:
    assert found("segment: Cities\n" + many(11, "Trains"), "BIZ809") == [
        ("23", "11 customer use cases stand in the package ‘Trains’, more than 10")
    ]


def test_groups_are_counted_each_by_itself() -> None:
    text = "segment: Cities\n" + many(8, "Trains") + many(8, "Trams").replace("UC-", "UC-1")
    assert found(text, "BIZ809") == []


# ---- BIZ811: small ones with features of their own


@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        (("revenue share: 4.9%", "critical features: a lock"), True),
        (("revenue share: 5%", "critical features: a lock"), False),
        (("revenue share: 4.9%", "critical features: a Map."), False),
        (("revenue share: 4.9%", "critical features: a bell"), False),
        (("revenue share: 4.9%", "importance: primary", "critical features: a lock"), False),
        (("revenue share: 4.9%",), False),
        (("critical features: a lock",), False),
    ],
)
def test_little_revenue_and_a_feature_for_itself_alone(fields: tuple[str, ...], is_found: bool) -> None:
    other = card(2, "revenue share: 60%", "critical features: a map", "nice to have: a bell")
    assert bool(found("segment: Cities\n" + card(1, *fields) + other, "BIZ811")) == is_found


def test_each_feature_that_is_its_own_is_shown() -> None:
    text = """
    segment: Cities
    use case UC-1: Lend a bicycle
      revenue share: 2%
      critical features:
        # BIZ811 advice ‘a lock’
        - a lock
        - a map
        - a pump
    use case UC-2: Catch a train
      critical features: a map
    """
    assert_marked(text, codes="BIZ811")
    (finding,) = [each for each in findings(text) if each.code == "BIZ811"]
    assert finding.message == "‘UC-1’ brings 2% of the revenue, and needs 2 critical features for itself alone"
    assert [str(each.place) for each in finding.related] == ["0.uc:9:7"]
