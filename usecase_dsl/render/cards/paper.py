"""Cards on paper: PDF with a page each, and a PNG of one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal

from usecase_dsl import resources
from usecase_dsl.render.cards.content import Card
from usecase_dsl.render.cards.shortened import Block, Runs, Version, versions
from usecase_dsl.render.cards.words import direction, importance, language, title
from usecase_dsl.render.typeset import fonts, is_covered

Paper = Literal["a4", "letter"]

_TEMPLATE = "templates/cards/card.typ"
_NAMES: dict[Paper, str] = {"a4": "a4", "letter": "us-letter"}
# Two pixels for each that a page has on a screen.
_PIXELS_PER_INCH = 192


def pdf(cards: Sequence[Card], name: str = "", paper: Paper = "a4") -> bytes:
    """Cards as PDF, each one page, with text that can be selected and searched.

    ``name`` is the document's title, where it isn't that of its only card. What has no room becomes smaller, then
    shorter. Scripts that the own font lacks are set in what the system has.
    """
    return _typeset(cards, name, paper, "pdf")


def png(card: Card, paper: Paper = "a4") -> bytes:
    """A card as a picture of its page; otherwise as for ``pdf``."""
    return _typeset([card], "", paper, "png")


def _typeset(cards: Sequence[Card], name: str, paper: Paper, format: Literal["pdf", "png"]) -> bytes:
    import typst

    data = {
        "title": title(cards, name),
        "lang": language(cards),
        "paper": _NAMES[paper],
        "cards": [_card(each) for each in cards],
    }
    # What is no letter at all would be no JSON either.
    written = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
    return typst.compile(
        resources.read_text(_TEMPLATE).encode("utf-8"),
        font_paths=fonts(not is_covered(written)),
        sys_inputs={"cards": written},
        format=format,
        ppi=_PIXELS_PER_INCH,
    )


def _card(of: Card) -> dict[str, Any]:
    return {
        "id": of.id,
        "importance": importance(of),
        "dir": direction(of.title),
        "lang": of.language,
        "versions": [_version(each, of.language) for each in versions(of)],
    }


def _version(of: Version, language: str) -> dict[str, Any]:
    return {
        "title": of.title,
        "package": of.package,
        "blocks": [_block(each, language) for each in of.blocks],
        "figures": of.figures,
        "note": of.note,
    }


def _block(of: Block, language: str) -> dict[str, Any]:
    lines = [{"name": _prose(line.name, language), "text": _prose(line.text, language)} for line in of.lines]
    return {"part": of.part, "heading": of.heading, "kind": of.kind, "lines": lines, "more": of.more}


def _prose(of: Runs, language: str) -> dict[str, Any]:
    said = [run._asdict() for run in of if run.text]
    return {"runs": said, "dir": direction("".join(run.text for run in of)), "lang": language}
