"""A customer use case: what one use case says of who buys it and why, as inert data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from usecase_dsl.model.gather import items, name_list
from usecase_dsl.model.tables import UseCase
from usecase_dsl.portfolio import amounts
from usecase_dsl.portfolio.amounts import Money
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Text
from usecase_dsl.syntax.vocabulary import vocabulary

# A use case that has one of these is somebody's reason to buy.
CUSTOMER_FIELDS = frozenset(
    {
        *("importance", "personas", "segments", "plans", "problem", "outcome", "intensity", "success metrics"),
        *("critical features", "nice to have", "competing with", "value drivers", "discovery questions", "evidence"),
        *("revenue share", "willingness to pay", "addressable customers", "cost to serve", "last reviewed"),
    }
)
# The fields that count, and how the figure in each is to be written.
FIGURES = {
    "revenue share": "a percentage, such as ‘30%’",
    "willingness to pay": "an amount, such as ‘12000’ or ‘12,000 EUR a year’",
    "addressable customers": "a whole number, such as ‘400’",
    "cost to serve": "an amount, such as ‘90,000’",
    "last reviewed": "a date, such as ‘2026-05-01’",
    "intensity": "‘high’, ‘medium’ or ‘low’",
    "importance": "‘primary’ or ‘secondary’",
}
# How these fields are to be written, and one that is any text but where it counts.
WRITTEN = {**FIGURES, "frequency": "‘hourly’, ‘daily’, ‘weekly’, ‘monthly’ or ‘quarterly’, with more words if you like"}
# The most that frequency × intensity comes to.
MOST_PRIORITY = max(amounts.FREQUENCIES.values()) * max(amounts.INTENSITIES.values())

_COLON = re.compile(r"\s*(?::(?=\s|$)|：)\s*")


class Named(NamedTuple):
    """A name as it is written, and its key."""

    text: str
    key: str


class Told(NamedTuple):
    """An item such as ``pipeline slippage: -15%``: what it is about, and what is said of it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class CustomerUseCase:
    """A use case as product and sales see it. A text is ``""`` and a figure ``None`` where nothing is said, or
    nothing that can be read.

    ``revenue_share`` is in percent; ``willingness_to_pay`` is what one customer pays, ``cost_to_serve`` what all of
    them cost. ``frequency`` (1 to 5) and ``intensity`` (1 to 3) are degrees, with the words beside them. ``unread``
    are the fields that count whose text isn't a figure.
    """

    key: str
    id: str
    title: str
    package: str
    language: str
    importance: str
    personas: tuple[Named, ...]
    segments: tuple[Named, ...]
    plans: tuple[Named, ...]
    trigger: str
    problem: str
    goal: str
    outcome: str
    frequency: int | None
    frequency_words: str
    intensity: int | None
    constraints: tuple[str, ...]
    success_metrics: tuple[Told, ...]
    critical_features: tuple[str, ...]
    nice_to_have: tuple[str, ...]
    alternatives: tuple[Told, ...]
    value_drivers: tuple[str, ...]
    discovery_questions: tuple[str, ...]
    evidence: tuple[str, ...]
    revenue_share: Decimal | None
    willingness_to_pay: Money | None
    customers: int | None
    cost_to_serve: Money | None
    last_reviewed: date | None
    unread: tuple[Told, ...]

    @property
    def called(self) -> str:
        return self.id or self.title


def is_customer(use_case: UseCase) -> bool:
    """Whether a use case is somebody's reason to buy: whether it has one of the fields that say so."""
    return any(field.keyword in CUSTOMER_FIELDS for field in use_case.fields)


def customer(use_case: UseCase) -> CustomerUseCase | None:
    """What a use case says to product and sales; ``None`` for one that says nothing of it."""
    if not is_customer(use_case):
        return None
    said = _Said(use_case)
    figures = _figures(said)
    return CustomerUseCase(
        key=use_case.key,
        id=use_case.id,
        title=use_case.title,
        package=use_case.package,
        language=said.language,
        personas=said.names("personas"),
        segments=said.names("segments"),
        plans=said.names("plans"),
        trigger=said.text("trigger"),
        problem=said.text("problem"),
        goal=said.text("goal"),
        outcome=said.text("outcome"),
        frequency=amounts.frequency(said.text("frequency"), said.language),
        frequency_words=said.text("frequency"),
        constraints=said.items("constraints"),
        success_metrics=said.told("success metrics"),
        critical_features=said.items("critical features"),
        nice_to_have=said.items("nice to have"),
        alternatives=said.told("competing with"),
        value_drivers=said.items("value drivers"),
        discovery_questions=said.items("discovery questions"),
        evidence=said.items("evidence"),
        **figures,
        unread=tuple(_unread(said, figures)),
    )


def _figures(said: _Said) -> dict[str, Any]:
    """The values of ``FIGURES``, in that order, by the names that they have in a customer use case."""
    share, worth, customers, cost, reviewed, intensity, importance = (said.text(name) for name in FIGURES)
    return {
        "revenue_share": amounts.percentage(share, said.language),
        "willingness_to_pay": amounts.money(worth, said.language),
        "customers": amounts.whole_number(customers),
        "cost_to_serve": amounts.money(cost, said.language),
        "last_reviewed": amounts.day(reviewed),
        "intensity": amounts.intensity(intensity, said.language),
        "importance": amounts.importance(importance, said.language),
    }


def _unread(said: _Said, figures: Mapping[str, object]) -> Iterator[Told]:
    """The fields that count and hold nothing that does. A frequency counts beside an intensity, else it is any text."""
    for name, value in zip(FIGURES, figures.values(), strict=True):
        if (text := said.text(name)) and value in (None, ""):
            yield Told(name, text)
    frequency = said.text("frequency")
    if said.text("intensity") and frequency and amounts.frequency(frequency, said.language) is None:
        yield Told("frequency", frequency)


def profit(of: CustomerUseCase) -> Money | None:
    """What a use case earns: willingness to pay × addressable customers − cost to serve, which is a total.

    ``None`` where one of them isn't stated, where the two amounts are in different currencies or for different times,
    such as a month and a year, or where what is paid is for a user or a seat and not for a customer. The time that one
    of them is for is the profit's: ``per year``.
    """
    worth, cost = of.willingness_to_pay, of.cost_to_serve
    if worth is None or cost is None or of.customers is None:
        return None
    if amounts.part_of_customer(worth.per, of.language):
        return None
    times = {amounts.period(each.per, of.language) for each in (worth, cost)} - {""}
    if len({worth.code, cost.code} - {""}) > 1 or len(times) > 1:
        return None
    per = "".join(f"per {time}" for time in times)
    return Money(worth.value * of.customers - cost.value, worth.currency or cost.currency, per)


def priority(of: CustomerUseCase) -> int | None:
    """How often it is needed × how badly: frequency (hourly 5 to quarterly 1) × intensity (high 3 to low 1)."""
    return of.frequency * of.intensity if of.frequency and of.intensity else None


class _Said:
    """What the fields of a use case say, without what says that there is nothing."""

    def __init__(self, use_case: UseCase) -> None:
        self.language = use_case.document.language
        self._node = use_case.node

    def _of(self, keyword: str) -> Iterator[Text]:
        return items(self._node, keyword, vocabulary(self.language))

    def items(self, keyword: str) -> tuple[str, ...]:
        return tuple(text for item in self._of(keyword) if (text := item.value.strip()))

    def text(self, keyword: str) -> str:
        """What the first field of this name says."""
        return next(iter(self.items(keyword)), "")

    def told(self, keyword: str) -> tuple[Told, ...]:
        return tuple(_told(self.items(keyword)))

    def names(self, keyword: str) -> tuple[Named, ...]:
        named: dict[str, str] = {}
        for item in self._of(keyword):
            for name in name_list(item):
                named.setdefault(key(name.value), name.value)
        return tuple(Named(text, name) for name, text in named.items())


def _told(items: Iterable[str]) -> Iterator[Told]:
    for item in items:
        name, *rest = _COLON.split(item, maxsplit=1)
        yield Told(name, rest[0] if rest else "")
