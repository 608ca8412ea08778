"""What cards and sheets say around the words of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from usecase_dsl.render.activity.boxes import is_rtl
from usecase_dsl.render.cards.content import Card


def title(cards: Sequence[Card], name: str) -> str:
    """What a file with these cards is called, where several together have this name."""
    return called(cards[0]) if len(cards) == 1 else name or "Customer use cases"


def called(of: Card) -> str:
    """A card's id, if it has one, and its title."""
    return " ".join(filter(None, (of.id, of.title)))


def importance(of: Card) -> str:
    return f"{of.importance.capitalize()} use case" if of.importance else ""


def language(cards: Sequence[Card]) -> str:
    """The language that all of them are in; English, as the headings are, where they differ."""
    languages = {each.language for each in cards}
    return languages.pop() if len(languages) == 1 else "en"


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Which way a text runs."""
    return "rtl" if is_rtl(text) else "ltr"
