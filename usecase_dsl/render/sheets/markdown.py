"""Sales sheets in Markdown, to be put into a mail, a wiki or a CRM."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from usecase_dsl.render.cards.content import Item
from usecase_dsl.render.cards.runs import runs, words
from usecase_dsl.render.sheets.content import Section, Sheet
from usecase_dsl.render.sheets.marks import block, inline, plain


def markdown(sheets: Sequence[Sheet]) -> bytes:
    """Sheets, one after the other, with a rule between two."""
    texts = ("\n".join(_lines(each)).strip() for each in sheets)
    return ("\n\n---\n\n".join(texts) + "\n").encode("utf-8")


def _lines(of: Sheet) -> Iterator[str]:
    yield from (f"# {plain(of.title)}", "")
    if of.outcome:
        yield from (f"**Outcome:** {inline(of.outcome)}", "")
    if of.problem:
        yield from (f"> {block(of.problem)}", "")
    for section in of.sections:
        yield from (f"## {section.heading}", "", *(f"- {_item(each, section)}" for each in section.items), "")
    if of.id:
        yield f"Reference: {plain(of.id)}"


def _item(of: Item, section: Section) -> str:
    """``**Spreadsheet**: free, but stale``."""
    name = plain(of.name if section.kind == "names" else words(runs(of.name)))
    if not name:
        return block(of.text)
    return f"**{name}**: {inline(of.text)}" if of.text else f"**{name}**"
