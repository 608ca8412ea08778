"""Who buys and what is sold: segments, personas and plans as values, and who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from usecase_dsl.model.gather import name_list
from usecase_dsl.model.tables import Entry, EntryKind
from usecase_dsl.portfolio import amounts
from usecase_dsl.portfolio.amounts import CompanySize
from usecase_dsl.portfolio.customer import CustomerUseCase, Named
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Text
from usecase_dsl.syntax.prose import says_nothing
from usecase_dsl.syntax.vocabulary import vocabulary

T = TypeVar("T", "Segment", "Persona", "Plan")

Entries = Mapping[EntryKind, Mapping[str, Entry]]

# Entries don't know the language of their text. It matters for a number such as ``12.000``, which is no share, and for
# words that say that there is none.
_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the market. ``revenue_share`` is in percent, ``None`` where nothing that can be read is said of it."""

    key: str
    name: str
    industries: tuple[str, ...]
    company_size: CompanySize | None
    company_size_words: str
    revenue_share: Decimal | None


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody who decides or uses."""

    key: str
    name: str
    segments: tuple[Named, ...]
    seniority: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Something that is sold. ``price`` is as written, ``""`` where nothing is said of it."""

    key: str
    name: str
    price: str
    segments: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Market:
    """Everybody who buys and everything that is sold, each by key in the order of the texts."""

    segments: Mapping[str, Segment]
    personas: Mapping[str, Persona]
    plans: Mapping[str, Plan]

    def segments_of(self, of: CustomerUseCase) -> tuple[Segment, ...]:
        """The segments that a use case names; where it names none, those of its personas, then those of its plans."""
        through = (self.personas_of(of), self.plans_of(of))
        for names in (of.segments, *([name for each in table for name in each.segments] for table in through)):
            if found := _known(names, self.segments):
                return found
        return ()

    def personas_of(self, of: CustomerUseCase) -> tuple[Persona, ...]:
        """The personas that a use case names and somebody declares."""
        return _known(of.personas, self.personas)

    def plans_of(self, of: CustomerUseCase) -> tuple[Plan, ...]:
        """The plans that a use case names and somebody declares."""
        return _known(of.plans, self.plans)


def market(entries: Entries) -> Market:
    """The segments, personas and plans among a model's entries."""
    return Market(
        {name: _segment(each) for name, each in entries.get("segment", {}).items()},
        {name: _persona(each) for name, each in entries.get("persona", {}).items()},
        {name: _plan(each) for name, each in entries.get("plan", {}).items()},
    )


def called(name: Named, table: Mapping[str, T]) -> T | None:
    """What a name means: something's id, or the name of something that has an id beside it."""
    found = table.get(name.key)
    return found or next((each for each in table.values() if key(each.name) == name.key), None)


def _known(names: Iterable[Named], table: Mapping[str, T]) -> tuple[T, ...]:
    found = (called(name, table) for name in names)
    return tuple(dict.fromkeys(each for each in found if each))


def _segment(of: Entry) -> Segment:
    size = _text(of, "company size")
    return Segment(
        key=of.key,
        name=of.text or of.id,
        industries=tuple(each.text for each in _names(of, "industry")),
        company_size=amounts.company_size(size),
        company_size_words=size,
        revenue_share=amounts.percentage(_text(of, "revenue share"), _LANGUAGE),
    )


def _persona(of: Entry) -> Persona:
    return Persona(of.key, of.text or of.id, _names(of, "segments"), _text(of, "seniority"))


def _plan(of: Entry) -> Plan:
    return Plan(of.key, of.text or of.id, _text(of, "price"), _names(of, "segments"))


def _text(of: Entry, keyword: str) -> str:
    return next((item.value.strip() for item in _items(of, keyword)), "")


def _names(of: Entry, keyword: str) -> tuple[Named, ...]:
    return tuple(Named(name.value, key(name.value)) for item in _items(of, keyword) for name in name_list(item))


def _items(of: Entry, keyword: str) -> Iterator[Text]:
    """What fields of a name say, but for those that say "there is none"."""
    words = vocabulary(_LANGUAGE)
    found = (item for field in of.fields if field.keyword == keyword for item in field.items)
    return (item for item in found if item.value.strip() and not says_nothing(item.value, words))
