"""What the texts claim beside what a CRM's accounts say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from usecase_dsl.portfolio.accounts.types import Measured, Measures
from usecase_dsl.portfolio.figures import Portfolio
from usecase_dsl.portfolio.words import percent, plain

# From here on a difference is worth a word: in points of the revenue, and in percent of a price.
NOTABLE_POINTS = Decimal(5)
NOTABLE_PERCENT = Decimal(20)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that is claimed, the measured one, and how far that is off: ``None`` where one of them isn't known.

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
    the average contract value; ``customers`` are those that the text calls addressable.
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
            _price(line.of.willingness_to_pay.value if line.of.willingness_to_pay else None, found),
            line.of.customers,
            found,
        )
        for line in of.lines
        for found in [measured.by_use_case.get(line.of.key, Measures())]
    )


def segments_held(of: Portfolio, measured: Measured) -> tuple[Held, ...]:
    """Each segment against its accounts."""
    return tuple(
        Held(each.key, each.name, _points(each.stated, found), _price(None, found), None, found)
        for each in of.by_segment
        for found in [measured.by_segment.get(each.key, Measures())]
    )


def covered(of: Portfolio, measured: Measured, importance: str) -> Claim:
    """The share of all use cases of one importance together."""
    here = [line.of for line in of.lines if line.of.importance == importance]
    found = [measured.by_use_case[each.key].coverage for each in here if each.key in measured.by_use_case]
    share = sum((each.revenue_share or Decimal(0) for each in here), Decimal(0))
    return _claim(share, 100 * sum((each or Decimal(0) for each in found), Decimal(0)), in_points=True)


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
    return _claim(claimed, None if found.coverage is None else 100 * found.coverage, in_points=True)


def _price(claimed: Decimal | None, found: Measures) -> Claim:
    return _claim(claimed, found.acv, in_points=False)


def _claim(claimed: Decimal | None, measured: Decimal | None, in_points: bool) -> Claim:
    if claimed is None or measured is None or (not in_points and not claimed):
        return Claim(claimed, measured, None, False)
    off = measured - claimed if in_points else 100 * (measured - claimed) / claimed
    return Claim(claimed, measured, off, abs(off) >= (NOTABLE_POINTS if in_points else NOTABLE_PERCENT))
