"""Rules about how old what a portfolio says is."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.checks.portfolio.seen import Offer, seen
from usecase_dsl.checks.walk import called
from usecase_dsl.diagnostic import Finding, Severity
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings

_LOOK = "look at it with those who sell it, and write the day: ‘last reviewed: …’"


def not_reviewed(model: Model, settings: Settings) -> Iterator[Finding]:
    """A customer use case hasn't been reviewed for a year, or its review lies in the future.

    Prices, rivals and what customers care about change; a card that nobody has looked at for long is told to customers
    as if it were so. Look at it with those who sell it, and write the day into `last reviewed`. The limit is
    `review-days`. A use case that states no day is found where most of the others do. The day that counts is the
    clock's, or that of `SOURCE_DATE_EPOCH` where that is set.

    Bad:
        segment: Railways
        use case UC-1: Open a gate that is stuck
          segments: Railways
          # BIZ810 is it still so?
          last reviewed: 2019-05-01
        use case UC-2: Count the passengers
          segments: Railways
          last reviewed: 2026-05-01
        # BIZ810 and this one?
        use case UC-3: Find a lost bag
          segments: Railways

    Good:
        segment: Railways
        use case UC-1: Open a gate that is stuck
          segments: Railways
          last reviewed: 2026-05-01

    Source: a rule of thumb of pricing: at least once a year.
    """
    offers = seen(model).offers
    stated = sum(offer.has("last reviewed") for offer in offers)
    for offer in offers if settings.today else ():
        due = _due(offer, settings, 2 * stated > len(offers))
        if due:
            message, hint = due
            yield Finding(offer.place("last reviewed"), f"‘{called(offer.use_case)}’ {message}", hint)


REVIEW_RULES: tuple[Rule[Model], ...] = (Rule("BIZ810", "not-reviewed", Severity.WARNING, not_reviewed),)


def _due(offer: Offer, settings: Settings, most_are: bool) -> tuple[str, str] | None:
    """What is to be said of a review, with a hint; not today's date, so that it is the same tomorrow."""
    reviewed, today, days = offer.of.last_reviewed, settings.today, settings.limits.review_days
    if most_are and not offer.has("last reviewed"):
        return "doesn't say when it was last reviewed, and most of the others do", _LOOK
    # East of here it may be tomorrow already.
    if reviewed is None or today is None or (today - reviewed).days in range(-1, days + 1):
        return None
    if reviewed > today:
        return f"was last reviewed on {reviewed}, which is yet to come", "correct the day"
    return f"was last reviewed on {reviewed}, more than {days:,} days ago", _LOOK
