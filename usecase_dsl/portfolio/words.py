"""Figures as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

from usecase_dsl.portfolio import amounts
from usecase_dsl.portfolio.amounts import CompanySize, Money
from usecase_dsl.portfolio.customer import CustomerUseCase

# The words for degrees, the highest degree first.
FREQUENCIES = {degree: word for word, degree in amounts.FREQUENCIES.items()}
INTENSITIES = {degree: word for word, degree in amounts.INTENSITIES.items()}


def percent(value: Decimal) -> str:
    """``30%``, ``12.5%``, ``0.05%``."""
    return f"{plain(value, 1 if abs(value) >= 1 else 2)}%"


def amount(of: Money) -> str:
    """``12,000 EUR``, ``-900``, with cents where there are any."""
    return " ".join(filter(None, (plain(of.value, 2), of.currency)))


def plain(value: Decimal, places: int = 2) -> str:
    """A number with its thousands apart, rounded to so many places, without zeros at its end."""
    with localcontext(rounding=ROUND_HALF_UP):
        text = f"{value:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if places else text
    return "0" if text == "-0" else text


def often(of: CustomerUseCase) -> str:
    """How often it is needed and how badly: ``weekly, high``; what nobody says is left out."""
    return ", ".join(filter(None, (FREQUENCIES.get(of.frequency or 0), INTENSITIES.get(of.intensity or 0))))


def people(of: CompanySize) -> str:
    """``50–200 people``, ``200 people or more``."""
    if of.high is None:
        return f"{of.low:,} people or more"
    if not of.low:
        return f"up to {of.high:,} people"
    return f"{of.low:,} people" if of.low == of.high else f"{of.low:,}–{of.high:,} people"
