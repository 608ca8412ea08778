"""What the texts claim beside what accounts measure: what can be compared, and what is worth a word."""

from __future__ import annotations

from decimal import Decimal

import pytest

from usecase_dsl.model import link
from usecase_dsl.portfolio.accounts import measured
from usecase_dsl.portfolio.claims import Claim, covered, differences, use_cases_held
from usecase_dsl.portfolio.figures import Portfolio, portfolio_of
from usecase_dsl.settings import Limits
from usecase_dsl.syntax import parse

# The average contract value is 1200 EUR, and all of the ARR is that of UC-1.
DEALS = b"account,use case,ARR,stage\nAccount 1,UC-1,1000 EUR,won\nAccount 2,UC-1,1400 EUR,won\n"
NOTHING_WON = b"account,use case,ARR,stage\nAccount 1,UC-1,,lost\n"


def portfolio(*fields: str) -> Portfolio:
    text = "use case UC-1: Catch a train\n  importance: primary\n" + "".join(f"  {field}\n" for field in fields)
    return portfolio_of(link([parse(text)[0]]), Limits())


@pytest.mark.parametrize(
    ("worth", "claimed", "difference"),
    [
        ("1,000 EUR a year", 1000, 20),
        ("€ 1,200", 1200, 0),
        ("1600", 1600, -25),
        # A contract's value is that of a year, and in the currency of the accounts.
        ("100 EUR a month", 100, None),
        ("100 EUR per seat and year", 100, None),
        ("1,000 USD a year", 1000, None),
        ("0 EUR", 0, None),
    ],
)
def test_contracts_beside_the_willingness_to_pay(worth: str, claimed: int, difference: int | None) -> None:
    of = portfolio(f"willingness to pay: {worth}")
    (held,) = use_cases_held(of, measured(DEALS, {"UC-1": "uc-1"}, {}))
    off = Decimal(difference) if difference is not None else None
    assert held.price == Claim(Decimal(claimed), Decimal(1200), off, off is not None and abs(off) >= 20)


def test_what_is_worth_a_word_is_said_in_words() -> None:
    of = portfolio("revenue share: 40%", "willingness to pay: 600 EUR")
    assert [words for _, words in differences(of, measured(DEALS, {"UC-1": "uc-1"}, {}))] == [
        "says 40% of the revenue, has 100%",
        "says customers would pay 600, contracts are 1,200 on average",
    ]


def test_what_nobody_states_isnt_claimed_and_of_nothing_there_is_no_share() -> None:
    deals, none = measured(DEALS, {"UC-1": "uc-1"}, {}), measured(NOTHING_WON, {"UC-1": "uc-1"}, {})
    assert covered(portfolio("revenue share: 90%"), deals, "primary") == Claim(
        Decimal(90), Decimal(100), Decimal(10), True
    )
    assert covered(portfolio(), deals, "primary") == Claim(None, Decimal(100), None, False)
    assert covered(portfolio("revenue share: 90%"), none, "primary") == Claim(Decimal(90), None, None, False)
    assert covered(portfolio("revenue share: 90%"), deals, "secondary") == Claim(None, None, None, False)
