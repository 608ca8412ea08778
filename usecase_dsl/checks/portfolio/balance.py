"""Rules about the portfolio as a whole: how many use cases there are, and which of them carry it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from usecase_dsl.checks.portfolio.seen import Offer, seen
from usecase_dsl.checks.walk import called
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Model
from usecase_dsl.portfolio.needs import own_features
from usecase_dsl.portfolio.words import percent
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings


def primary_use_cases(model: Model, settings: Settings) -> Iterator[Finding]:
    """A portfolio has too few primary use cases, or too many.

    Primary are those that decisions are made for. With one or two of them a product hangs by a thread; of a dozen none
    is primary any more, and everybody optimises for another. The limits are `primary-least` and `primary-most`: a young
    company sets `primary-least = 1`. A project that calls no use case primary or secondary isn't asked.

    Bad:
        segment: Regional Railways
        use case UC-1: Open a gate that is stuck
          # BIZ802 and what else?
          importance: primary
          segments: Regional Railways
        use case UC-2: Count the passengers
          importance: secondary
          segments: Regional Railways

    Good:
        segment: Regional Railways
        use case UC-1: Open a gate that is stuck
          importance: primary
          segments: Regional Railways
        use case UC-2: Count the passengers
          importance: primary
          segments: Regional Railways
        use case UC-3: Tell passengers why they wait
          importance: primary
          segments: Regional Railways

    Source: S. Zou, "Customer Use Cases" (sarahzou.com/wiki): 3 to 7 primary use cases, 1 or 2 at seed stage.
    """
    rated = [offer for offer in seen(model).offers if offer.of.importance]
    primary = [offer for offer in rated if offer.of.importance == "primary"]
    least, most = settings.limits.primary_least, settings.limits.primary_most
    if rated and not least <= len(primary) <= most:
        few = len(primary) < least
        count = f"{len(primary)} use cases are primary" if len(primary) != 1 else "1 use case is primary"
        message = f"{count}, {f'fewer than {least}' if few else f'more than {most}'}"
        hint = "keep the ones that carry the revenue, and call the others secondary"
        if few:
            hint = "call those primary that carry the revenue; a young company sets the limit primary-least to 1"
        first, *others = primary or rated
        yield Finding(first.place("importance"), message, hint, _related(others if primary else (), "importance"))


def revenue_coverage(model: Model, settings: Settings) -> Iterator[Finding]:
    """The primary use cases bring too little of the revenue; or, as advice, nearly all of it.

    What a company optimises for has to be what it lives on. Where primary use cases bring little, something important
    isn't among them, or the text doesn't know yet where the revenue comes from. Where they bring nearly all, there is
    nothing that could become the next one. It is asked where each primary use case states its `revenue share`; the
    limits are `coverage-least` and `coverage-most`.

    Bad:
        segment: Regional Railways
        use case UC-1: Open a gate that is stuck
          importance: primary
          segments: Regional Railways
          # BIZ803 and the other half?
          revenue share: 30%
        use case UC-2: Count the passengers
          importance: primary
          segments: Regional Railways
          revenue share: 20%

    Good:
        segment: Regional Railways
        use case UC-1: Open a gate that is stuck
          importance: primary
          segments: Regional Railways
          revenue share: 45%
        use case UC-2: Count the passengers
          importance: primary
          segments: Regional Railways
          revenue share: 35%

    Source: a rule of thumb of pricing, 70% to 85%; S. Zou, "Customer Use Cases" (sarahzou.com/wiki): a few
    primary use cases that drive the majority of the revenue.
    """
    primary = [offer for offer in seen(model).offers if offer.of.importance == "primary"]
    stated = [offer.of.revenue_share for offer in primary if offer.of.revenue_share is not None]
    share, limits = sum(stated, Decimal(0)), settings.limits
    if not primary or len(stated) < len(primary) or limits.coverage_least <= share <= limits.coverage_most:
        return
    message = f"the primary use cases bring {percent(share)} of the revenue"
    related = _related(primary[1:], "revenue share")
    place = primary[0].place("revenue share")
    if share < limits.coverage_least:
        hint = "look where the rest comes from: another use case may be primary"
        yield Finding(place, f"{message}, less than {limits.coverage_least}%", hint, related)
    elif share <= 100:
        hint = "look which secondary use case may become the next one"
        yield Finding(place, f"{message}, more than {limits.coverage_most}%", hint, related, Severity.ADVICE)


def ungrouped(model: Model, settings: Settings) -> Iterator[Finding]:
    """There are more customer use cases than one keeps in mind, and they aren't grouped.

    A list of twenty is one that nobody in sales knows by heart, and most of its entries are kinds of some other. Put
    those together that the same people have for the same reason, or group them in packages. The limit is
    `customer-use-cases`, for each package and for those outside of packages.

    Bad:
        segment: Railways
        use case UC-1: Open a gate
          segments: Railways
        use case UC-2: Count the passengers
          segments: Railways
        use case UC-3: Tell why a train is late
          segments: Railways
        use case UC-4: Find a lost bag
          segments: Railways
        use case UC-5: Refund a fare
          segments: Railways
        use case UC-6: Fine a fare dodger
          segments: Railways
        use case UC-7: Close a station
          segments: Railways
        use case UC-8: Replace a train
          segments: Railways
        use case UC-9: Warn of ice
          segments: Railways
        use case UC-10: Clean a train
          segments: Railways
        # BIZ809 one too many
        use case UC-11: Heat a platform
          segments: Railways

    Good:
        segment: Railways
        package: Gates
        use case UC-1: Open a gate
          segments: Railways
        package: Passengers
        use case UC-2: Count the passengers
          segments: Railways

    Source: S. Zou, "Customer Use Cases" (sarahzou.com/wiki), on few use cases instead of many features; the number is
    a rule of thumb.
    """
    groups: dict[str, list[Offer]] = defaultdict(list)
    for offer in seen(model).offers:
        groups[offer.of.package].append(offer)
    most = settings.limits.customer_use_cases
    for package, offers in groups.items():
        if len(offers) > most:
            where = f"in the package ‘{package}’" if package else "in no package"
            message = f"{len(offers)} customer use cases stand {where}, more than {most}"
            yield Finding(
                offers[most].use_case.place, message, "put those of a kind together, or group them in packages"
            )


def small_with_own_features(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case brings little of the revenue, and has critical features that no other use case needs.

    Each feature is built, tested and kept for years; for the sake of one that brings a few percent it is kept from all
    the others. Serve it with what is there, charge for it as for work to order, or say no. What is called primary is
    never small. The limit is `small-share`, in percent.

    Bad:
        segment: Railways
        use case UC-1: Open a gate
          segments: Railways
          revenue share: 60%
          critical features:
            - a map of all gates
        use case UC-2: Lend a bicycle
          segments: Railways
          revenue share: 2%
          critical features:
            - a map of all gates
            # BIZ811 for 2%?
            - a lock for bicycles

    Good:
        segment: Railways
        use case UC-1: Open a gate
          segments: Railways
          revenue share: 60%
          critical features:
            - a map of all gates
        use case UC-2: Lend a bicycle
          segments: Railways
          revenue share: 2%
          critical features:
            - a map of all gates

    Source: K. Merker, "How to avoid the per-customer feature trap" (2020): features with little use across customers
    can't pay for their upkeep. The share is this toolkit's own.
    """
    offers = seen(model).offers
    own = own_features(offer.of for offer in offers)
    for offer in offers:
        share, alone = offer.of.revenue_share, own[offer.of.key]
        if share is None or share >= settings.limits.small_share or offer.of.importance == "primary" or not alone:
            continue
        places = [place for item, place in offer.said("critical features") if item.value.strip() in alone]
        count = "a critical feature" if len(alone) == 1 else f"{len(alone)} critical features"
        message = (
            f"‘{called(offer.use_case)}’ brings {percent(share)} of the revenue, and needs {count} for itself alone"
        )
        hint = "serve it with what is there, charge for it as work to order, or say no"
        yield Finding(places[0], message, hint, tuple(Related(place, "this one too") for place in places[1:]))


BALANCE_RULES: tuple[Rule[Model], ...] = (
    Rule("BIZ802", "primary-use-cases", Severity.WARNING, primary_use_cases),
    Rule("BIZ803", "revenue-coverage", Severity.WARNING, revenue_coverage),
    Rule("BIZ809", "ungrouped", Severity.WARNING, ungrouped),
    Rule("BIZ811", "small-with-own-features", Severity.ADVICE, small_with_own_features),
)


def _related(offers: Iterable[Offer], keyword: str) -> tuple[Related, ...]:
    return tuple(Related(offer.place(keyword), f"that of ‘{called(offer.use_case)}’") for offer in offers)
