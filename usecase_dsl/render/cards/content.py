"""What the card of a customer use case says, in order, as inert values: the same for pages, PDF and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from usecase_dsl.portfolio.amounts import Money
from usecase_dsl.portfolio.customer import MOST_PRIORITY, CustomerUseCase, Named, Told, priority, profit
from usecase_dsl.portfolio.market import Market, Persona, Plan, Segment, called
from usecase_dsl.portfolio.words import INTENSITIES, amount, people, percent

Part = Literal[
    "who",
    "when",
    "problem",
    "goal",
    "outcome",
    "constraints",
    "success metrics",
    "critical features",
    "nice to have",
    "alternatives",
    "value drivers",
    "plan",
    "evidence",
]
# How the items of a part are meant: names of what is declared, sentences, a list, or what is said of something.
Kind = Literal["names", "text", "list", "pairs"]

HEADINGS: Mapping[Part, str] = {
    "who": "Who",
    "when": "When",
    "problem": "Problem",
    "goal": "Goal",
    "outcome": "Outcome",
    "constraints": "Constraints",
    "success metrics": "Success metrics",
    "critical features": "Critical features",
    "nice to have": "Nice to have",
    "alternatives": "Alternatives",
    "value drivers": "Value drivers",
    "plan": "Plan",
    "evidence": "Evidence",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a card: prose with CommonMark's inline marks, and a name, each ``""`` for none. Among pairs a name is
    prose too, else plain text.

    ``entry`` is ``persona``, ``segment`` or ``plan`` where the name is that of one that is declared, and ``key`` is its
    key among the model's entries; both are ``""`` otherwise.
    """

    text: str
    name: str = ""
    entry: Literal["", "persona", "segment", "plan"] = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a card, with one item at least."""

    part: Part
    heading: str
    kind: Kind
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as people read it, and what it is of."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """A card: only what is said is there. ``language`` is that of the text; headings are English.

    ``importance`` is ``primary``, ``secondary`` or ``""``. The figures are the house's own business.
    """

    key: str
    id: str
    title: str
    package: str
    language: str
    importance: str
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]

    def section(self, part: Part) -> Section | None:
        """One part of it, ``None`` where nothing is said of that."""
        return next((each for each in self.sections if each.part == part), None)


def card(of: CustomerUseCase, market: Market) -> Card:
    """The card of a customer use case in its market."""
    return Card(
        key=of.key,
        id=of.id,
        title=of.title,
        package=of.package,
        language=of.language,
        importance=of.importance,
        sections=tuple(_sections(of, market)),
        figures=tuple(_figures(of)),
    )


def section(part: Part, kind: Kind, items: Iterable[Item]) -> Iterator[Section]:
    """A section of what has something to say; none of what hasn't."""
    if said := tuple(each for each in items if each.text or each.name):
        yield Section(part, HEADINGS[part], kind, said)


def who(of: CustomerUseCase, market: Market) -> Iterator[Item]:
    """The personas and the segments; where no segment is named, those that follow from personas and plans."""
    for name in of.personas:
        persona = called(name, market.personas)
        yield _persona(persona) if persona else Item("", name.text)
    for segment in () if of.segments else market.segments_of(of):
        yield _segment(segment)
    for name in of.segments:
        found = called(name, market.segments)
        yield _segment(found) if found else Item("", name.text)


def plans(of: CustomerUseCase, market: Market) -> Iterator[Item]:
    """The plans, each with its price."""
    for name in of.plans:
        yield _plan(name, called(name, market.plans))


def texts(*written: str) -> Iterator[Item]:
    """Items of prose."""
    return (Item(text) for text in written)


def pairs(told: Iterable[Told]) -> Iterator[Item]:
    """Items such as ``pipeline slippage: -15%``; one without a colon is prose."""
    return (Item(each.text, each.name) if each.text else Item(each.name) for each in told)


def _sections(of: CustomerUseCase, market: Market) -> Iterator[Section]:
    yield from section("who", "names", who(of, market))
    yield from section("when", "text", _when(of))
    yield from section("problem", "text", texts(of.problem))
    yield from section("goal", "text", texts(of.goal))
    yield from section("outcome", "text", texts(of.outcome))
    yield from section("constraints", "list", texts(*of.constraints))
    yield from section("success metrics", "pairs", pairs(of.success_metrics))
    yield from section("critical features", "list", texts(*of.critical_features))
    yield from section("nice to have", "list", texts(*of.nice_to_have))
    yield from section("alternatives", "pairs", pairs(of.alternatives))
    yield from section("value drivers", "list", texts(*of.value_drivers))
    yield from section("plan", "names", plans(of, market))
    yield from section("evidence", "list", texts(*of.evidence))


def _when(of: CustomerUseCase) -> Iterator[Item]:
    yield Item(of.trigger)
    if of.frequency_words:
        yield Item(of.frequency_words, "How often")


def _persona(of: Persona) -> Item:
    return Item(of.seniority, of.name, "persona", of.key)


def _segment(of: Segment) -> Item:
    size = people(of.company_size) if of.company_size else of.company_size_words
    return Item(", ".join(filter(None, (*of.industries, size))), of.name, "segment", of.key)


def _plan(name: Named, of: Plan | None) -> Item:
    return Item(of.price, of.name, "plan", of.key) if of else Item("", name.text)


def _figures(of: CustomerUseCase) -> Iterator[Figure]:
    """What is known in figures. A text that is no figure is shown as it is written."""
    written = {each.name: each.text for each in of.unread}
    known = (
        ("Share of revenue", percent(of.revenue_share) if of.revenue_share is not None else "", "revenue share"),
        ("Willingness to pay", _money(of.willingness_to_pay), "willingness to pay"),
        ("Addressable customers", f"{of.customers:,}" if of.customers is not None else "", "addressable customers"),
        ("Cost to serve", _money(of.cost_to_serve), "cost to serve"),
        ("Profit", _money(profit(of)), ""),
        ("Intensity", INTENSITIES.get(of.intensity or 0, ""), "intensity"),
        ("Priority", _priority(priority(of)), ""),
        ("Last reviewed", str(of.last_reviewed or ""), "last reviewed"),
    )
    for heading, text, field in known:
        if said := text or written.get(field, ""):
            yield Figure(heading, said)


def _money(of: Money | None) -> str:
    return f"{amount(of)} {of.per}".rstrip() if of else ""


def _priority(weight: int | None) -> str:
    return f"{weight} of {MOST_PRIORITY}" if weight else ""
