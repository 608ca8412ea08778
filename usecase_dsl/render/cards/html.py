"""Cards as one HTML file, for a screen and for the printer: a card a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from usecase_dsl.render.cards.content import Card, Part, Section
from usecase_dsl.render.cards.standalone import lines, standalone
from usecase_dsl.render.cards.words import direction, importance, language, title

_FIRST: tuple[Part, ...] = ("who", "when")
_LEAD: tuple[Part, ...] = ("problem", "goal", "outcome")
# From so many lines on, a card is printed in smaller letters to stay on its page. A line holds so many letters.
_FULL, _CROWDED = 40, 54
_LINE = 45


def html(cards: Sequence[Card], name: str = "") -> bytes:
    """Cards as one file, which needs no other. ``name`` is its title, where it isn't that of its only card.

    A printer puts each on a page of its own. One that is far too long goes on to a second page: nothing is left out.
    """
    numbered = enumerate(cards, 1)
    return standalone(
        "cards/card.html",
        "cards/card.css",
        title=title(cards, name),
        lang=language(cards),
        cards=[_card(each, number) for number, each in numbered],
    )


def _card(of: Card, number: int) -> dict[str, Any]:
    return {
        "id": of.id,
        "anchor": f"card-{number}",
        "title": of.title,
        "importance": importance(of),
        "package": of.package,
        "lang": of.language,
        "direction": direction(of.title),
        "density": _density(of),
        "first": _views(each for each in of.sections if each.part in _FIRST),
        "lead": _views(each for each in of.sections if each.part in _LEAD),
        "rest": _views(each for each in of.sections if each.part not in (*_FIRST, *_LEAD)),
        "figures": of.figures,
    }


def _views(sections: Iterable[Section]) -> list[dict[str, Any]]:
    return [
        {
            "part": each.part.replace(" ", "-"),
            "heading": each.heading,
            "kind": each.kind,
            "lines": lines(each.items, each.kind),
        }
        for each in sections
    ]


def _density(of: Card) -> str:
    """How small a card is printed, by how long it is going to be."""
    lines = sum(_lines(of))
    return "crowded" if lines >= _CROWDED else "full" if lines >= _FULL else ""


def _lines(of: Card) -> Iterator[float]:
    """About how many lines its parts take; those in two columns count half."""
    for section in of.sections:
        alone = 1 if section.kind == "pairs" else 0
        lines = 2 + sum(1 + alone + len(item.name + item.text) // _LINE for item in section.items)
        yield lines if section.part in _LEAD else lines / 2
