"""What the texts claim beside what a CRM's accounts say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from usecase_dsl.portfolio.accounts.types import Measured, Measures
from usecase_dsl.portfolio.amounts import Money, part_of_customer, period
from usecase_dsl.portfolio.customer import CustomerUseCase
from usecase_dsl.portfolio.figures import Portfolio
from usecase_dsl.portfolio.words import percent, plain

# From here on a difference is worth a word: in points of the revenue, and in percent of a price.
NOTABLE_POINTS = Decimal(5)
NOTABLE_PERCENT = Decimal(20)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that is claimed, the measured one, and how far that is off: ``None`` where one of them isn't known, or
    they can't be compared.

    ``difference`` is measured − claimed, in points where the figures are percentages, else in percent of the claim.
    """

    claimed: Decimal | None
    measured: Decimal | None
    difference: Decimal | None
    is_notable: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A use case or a segment held against its accounts.

    ``share`` is that of the revenue against that of the active ARR; ``price`` what customers are willing to pay against
    the average contract value, which is a year's: they are compared where the text says no other time, no other
    currency than that of the accounts, and doesn't speak of a seat or another part of a customer.
    ``customers`` are those that the text calls addressable.
    """

    key: str
    name: str
    share: Claim
    price: Claim
    customers: int | None
    measures: Measures


def use_cases_held(of: Portfolio, measured: Measured) -> tuple[Held, ...]:
    """Each customer use case against its accounts, in the order of the texts."""
    return tuple(
        Held(
            line.of.key,
            line.of.called,
            _points(line.of.revenue_share, found),
            _price(line.of, found, measured.reading.currency),
            line.of.customers,
            found,
        )
        for line in of.lines
        for found in [measured.by_use_case.get(line.of.key, Measures())]
    )


def segments_held(of: Portfolio, measured: Measured) -> tuple[Held, ...]:
    """Each segment against its accounts; none where these don't say to which segment they belong."""
    if not measured.by_segment:
        return ()
    return tuple(
        Held(each.key, each.name, _points(each.stated, found), Claim(None, found.acv, None, False), None, found)
        for each in of.by_segment
        for found in [measured.by_segment.get(each.key, Measures())]
    )


def covered(of: Portfolio, measured: Measured, importance: str) -> Claim:
    """The share of all use cases of one importance together; what none of them says isn't claimed."""
    here = [line.of for line in of.lines if line.of.importance == importance]
    stated = [each.revenue_share for each in here if each.revenue_share is not None]
    found = (measured.by_use_case.get(each.key, Measures()).coverage for each in here)
    shares = [100 * each for each in found if each is not None]
    return _claim(sum(stated, Decimal(0)) if stated else None, sum(shares, Decimal(0)) if shares else None)


def differences(of: Portfolio, measured: Measured) -> Iterator[tuple[Held, str]]:
    """What is worth a word, in words."""
    for each in (*use_cases_held(of, measured), *segments_held(of, measured)):
        share, price = each.share, each.price
        if share.is_notable and share.claimed is not None and share.measured is not None:
            yield each, f"says {percent(share.claimed)} of the revenue, has {percent(share.measured)}"
        if price.is_notable and price.claimed is not None and price.measured is not None:
            yield (
                each,
                f"says customers would pay {plain(price.claimed)}, contracts are {plain(price.measured, 0)} on average",
            )


def _points(claimed: Decimal | None, found: Measures) -> Claim:
    return _claim(claimed, None if found.coverage is None else 100 * found.coverage)


def _claim(claimed: Decimal | None, measured: Decimal | None) -> Claim:
    """Percentages beside each other."""
    off = None if claimed is None or measured is None else measured - claimed
    return Claim(claimed, measured, off, off is not None and abs(off) >= NOTABLE_POINTS)


def _price(of: CustomerUseCase, found: Measures, currency: str) -> Claim:
    worth, acv = of.willingness_to_pay, found.acv
    if worth is None or acv is None or not worth.value or not _is_comparable(worth, of.language, currency):
        return Claim(worth.value if worth else None, acv, None, False)
    off = 100 * (acv - worth.value) / worth.value
    return Claim(worth.value, acv, off, abs(off) >= NOTABLE_PERCENT)


def _is_comparable(worth: Money, language: str, currency: str) -> bool:
    same_currency = len({worth.code, currency} - {""}) < 2
    return same_currency and period(worth.per, language) in ("", "year") and not part_of_customer(worth.per, language)
