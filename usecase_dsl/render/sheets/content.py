"""What a sales sheet says, in order, as inert values. Nothing on it is the house's own business."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from usecase_dsl.portfolio.customer import CustomerUseCase
from usecase_dsl.portfolio.market import Market
from usecase_dsl.render.cards.content import Item, Kind, pairs, plans, texts, who


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a sheet, with one item at least; items are as on a card."""

    heading: str
    kind: Kind
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sales sheet: only what is said is there. ``outcome`` and ``problem`` are prose.

    ``language`` is that of the text; headings are English.
    """

    id: str
    title: str
    language: str
    outcome: str
    problem: str
    sections: tuple[Section, ...]


def sheet(of: CustomerUseCase, market: Market) -> Sheet:
    """The sales sheet of a customer use case in its market.

    What it is worth to the house, what it costs and how important it is stay here, and so does what is only nice to
    have: nobody has promised it.
    """
    sections = tuple(each for each in _sections(of, market) if each.items)
    return Sheet(of.id, of.title, of.language, of.outcome, of.problem, sections)


def _sections(of: CustomerUseCase, market: Market) -> Iterator[Section]:
    yield Section("Who it is for", "names", tuple(_whom(of, market)))
    yield Section("Questions to ask", "list", tuple(texts(*of.discovery_questions)))
    yield Section("What it does", "list", tuple(texts(*of.critical_features)))
    yield Section("Why it pays", "list", tuple(texts(*of.value_drivers)))
    yield Section("What you can measure", "pairs", tuple(pairs(of.success_metrics)))
    yield Section("What others do instead", "pairs", tuple(pairs(of.alternatives)))
    yield Section("What others have seen", "list", tuple(texts(*of.evidence)))
    yield Section("Plan and price", "names", tuple(plans(of, market)))


def _whom(of: CustomerUseCase, market: Market) -> Iterator[Item]:
    """As on a card, without the rank of those who read it."""
    return (replace(each, text="") if each.entry == "persona" else each for each in who(of, market))
