"""Sales sheets as one HTML file, for a screen and for the printer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from usecase_dsl.render.cards.standalone import lines, prose, standalone
from usecase_dsl.render.cards.words import direction
from usecase_dsl.render.sheets.content import Section, Sheet


def html(sheets: Sequence[Sheet], name: str = "") -> bytes:
    """Sheets as one file, which needs no other; a printer begins a page with each.

    ``name`` is its title, where it isn't that of its only sheet.
    """
    languages = {each.language for each in sheets}
    return standalone(
        "sales-sheet/sheet.html",
        "sales-sheet/sheet.css",
        title=sheets[0].title if len(sheets) == 1 else name or "Use cases",
        lang=languages.pop() if len(languages) == 1 else "en",
        sheets=[_sheet(each) for each in sheets],
    )


def _sheet(of: Sheet) -> dict[str, Any]:
    return {
        "id": of.id,
        "title": of.title,
        "lang": of.language,
        "direction": direction(of.title),
        "outcome": prose(of.outcome),
        "problem": prose(of.problem),
        "sections": [_section(each) for each in of.sections],
    }


def _section(of: Section) -> dict[str, Any]:
    return {"heading": of.heading, "kind": of.kind, "lines": lines(of.items, of.kind)}
