"""Rules about figures: shares that add up, amounts that leave something, and texts that are no figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from usecase_dsl.checks.language.lexicon import lexicon
from usecase_dsl.checks.portfolio.seen import Offer, declared, seen
from usecase_dsl.checks.walk import called
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Model
from usecase_dsl.portfolio import amounts
from usecase_dsl.portfolio.amounts import Money
from usecase_dsl.portfolio.customer import FIGURES, WRITTEN, profit
from usecase_dsl.portfolio.words import amount, percent, plain
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place

_ALL = Decimal(100)
_AMOUNTS = ("willingness to pay", "cost to serve")


def shares_over_hundred(model: Model, settings: Settings) -> Iterator[Finding]:
    """The revenue shares of use cases, or those of segments, add up to more than 100%.

    A share is a part of one whole. Where a customer buys for two reasons their revenue is divided between these, and
    not counted for each.

    Bad:
        segment: Regional Railways
          revenue share: 70%
        segment: Trams
          # BIZ807 105% in all
          revenue share: 35%

    Good:
        segment: Regional Railways
          revenue share: 65%
        segment: Trams
          revenue share: 35%

    Source: arithmetic.
    """
    offers = [offer for offer in seen(model).offers if offer.of.revenue_share]
    shares = [(offer.place("revenue share"), offer.of.revenue_share or _ALL) for offer in offers]
    yield from _too_much("use cases", shares)
    segments = seen(model).market.segments
    first = {name: place for name, _, _, place in reversed(list(declared(model, "segment", "revenue share")))}
    stated = ((first.get(name), segment.revenue_share) for name, segment in segments.items())
    yield from _too_much("segments", [(place, share) for place, share in stated if place and share])


def _too_much(kind: str, shares: Sequence[tuple[Place, Decimal]]) -> Iterator[Finding]:
    """A finding at the share with which it becomes too much."""
    total = sum((share for _, share in shares), Decimal(0))
    so_far = Decimal(0)
    for place, share in shares:
        so_far += share
        if so_far > _ALL:
            others = tuple(Related(other, percent(part)) for other, part in shares if other is not place)
            hint = "divide revenue that comes from several among them, so that each part counts once"
            yield Finding(place, f"the revenue shares of {kind} add up to {percent(total)}", hint, others)
            return


def no_profit(model: Model, settings: Settings) -> Iterator[Finding]:
    """Serving a use case costs what it brings, or more.

    What it brings is the willingness to pay of one customer × addressable customers; the cost to serve is that of all
    of them. Such a use case grows into a loss: raise its price, serve it with less, or say no to it.

    Bad:
        segment: Railways
        use case UC-1: Lend a bicycle
          segments: Railways
          willingness to pay: 900 EUR a year
          addressable customers: 100
          # BIZ808 and who pays the rest?
          cost to serve: 120,000 EUR a year

    Good:
        segment: Railways
        use case UC-1: Lend a bicycle
          segments: Railways
          willingness to pay: 1,900 EUR a year
          addressable customers: 100
          cost to serve: 120,000 EUR a year

    Source: Kaplan and Narayanan on customer profitability: with the cost to serve, even large customers turn out to be
    a loss; here by use case.
    """
    for offer in seen(model).offers:
        of, earned = offer.of, profit(offer.of)
        if earned and earned.value <= 0 and of.willingness_to_pay and of.cost_to_serve:
            worth, cost = plain(of.willingness_to_pay.value), plain(of.cost_to_serve.value)
            sums = f"{worth} × {of.customers:,} − {cost} = {amount(earned)}"
            message = (
                f"serving ‘{called(offer.use_case)}’ costs {'more than' if earned.value else 'as much as'} it brings"
            )
            hint = "raise its price, serve it with less, or say no to it"
            yield Finding(offer.place("cost to serve"), f"{message}: {sums}", hint)


def no_figure(model: Model, settings: Settings) -> Iterator[Finding]:
    """A field that counts holds no figure, or amounts can't be added: they differ in currency, or in their time.

    Shares, profit and priority are worked out from what can be read; all else is left out, and the picture is wrong
    without a word. Write a number as one. An amount may have its currency and "a year" or "a month" beside it, the same
    throughout the project.

    The prices of plans that need no number, such as "on request", are the list `prices-without-number`.

    Bad:
        segment: Railways
        use case UC-1: Lend a bicycle
          segments: Railways
          # BIZ814 how much is that?
          revenue share: a good third
          willingness to pay: 900 EUR a year
          # BIZ814 EUR, or USD?
          cost to serve: 20,000 USD a year

    Good:
        segment: Railways
        use case UC-1: Lend a bicycle
          segments: Railways
          revenue share: 35%
          willingness to pay: 900 EUR a year
          cost to serve: 18,000 EUR a year

    Source: this toolkit's own; arithmetic.
    """
    for offer in seen(model).offers:
        for field, text in offer.of.unread:
            yield Finding(offer.place(field), f"‘{field}’ holds no figure: ‘{text}’", f"write {WRITTEN[field]}")
        yield from _for_a_part(offer)
    yield from _unread_market(model, settings)
    paid = [_Amount(offer, field, money) for offer in seen(model).offers for field, money in _amounts(offer)]
    yield from _apart(paid, [each.money.code for each in paid], "in another currency", "write all amounts in {}")
    times = [amounts.period(each.money.per, each.offer.of.language) for each in paid]
    yield from _apart(paid, times, "for another time", "write all amounts for one {}")


FIGURE_RULES: tuple[Rule[Model], ...] = (
    Rule("BIZ807", "shares-over-hundred", Severity.ERROR, shares_over_hundred),
    Rule("BIZ808", "no-profit", Severity.WARNING, no_profit),
    Rule("BIZ814", "no-figure", Severity.WARNING, no_figure),
)


def _unread_market(model: Model, settings: Settings) -> Iterator[Finding]:
    """What segments and plans say where a figure belongs."""
    for _, declaration, item, place in declared(model, "segment", "revenue share"):
        if amounts.percentage(item.value, declaration.document.language) is None:
            yield Finding(
                place, f"‘revenue share’ holds no figure: ‘{item.value}’", f"write {FIGURES['revenue share']}"
            )
    for _, _, item, place in declared(model, "segment", "company size"):
        if amounts.company_size(item.value) is None:
            hint = "write how many people work there, such as ‘50-200’ or ‘200+’"
            yield Finding(place, f"‘company size’ holds no figure: ‘{item.value}’", hint)
    for _, declaration, item, place in declared(model, "plan", "price"):
        words = lexicon(declaration.document.language, settings.words)
        if not any(map(str.isdigit, item.value)) and not any(words.find("prices-without-number", item.value)):
            hint = "write an amount, such as ‘49 EUR per seat and month’, or ‘on request’"
            yield Finding(place, f"‘price’ holds no figure: ‘{item.value}’", hint)


def _for_a_part(offer: Offer) -> Iterator[Finding]:
    worth = offer.of.willingness_to_pay
    part = amounts.part_of_customer(worth.per, offer.of.language) if worth else ""
    if part:
        message = f"‘willingness to pay’ is for one ‘{part}’, and profit asks what one customer pays"
        yield Finding(offer.place("willingness to pay"), message, "write what a customer pays in all: ‘12,000 a year’")


class _Amount(NamedTuple):
    offer: Offer
    field: str
    money: Money

    @property
    def place(self) -> Place:
        return self.offer.place(self.field)


def _amounts(offer: Offer) -> Iterator[tuple[str, Money]]:
    found = zip(_AMOUNTS, (offer.of.willingness_to_pay, offer.of.cost_to_serve), strict=True)
    return ((field, money) for field, money in found if money)


def _apart(paid: Iterable[_Amount], kinds: Sequence[str], how: str, hint: str) -> Iterator[Finding]:
    """The amounts that are of another kind than most, those that don't say aside."""
    known = [(each, kind) for each, kind in zip(paid, kinds, strict=True) if kind]
    if len({kind for _, kind in known}) < 2:
        return
    ((usual, _),) = Counter(kind for _, kind in known).most_common(1)
    one = next(each for each, kind in known if kind == usual)
    for each, kind in known:
        if kind != usual:
            message = f"‘{each.field}’ is {how} than other amounts, and can't be added to them"
            related = Related(one.place, f"this one is {'for a ' if usual.islower() else 'in '}{usual}")
            yield Finding(each.place, message, hint.format(usual), (related,))
