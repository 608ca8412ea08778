"""Word documents (.docx, .docm, .dotx) as blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers.errors import NotReadable
from usecase_dsl.importing.containers.looks import bare, prose
from usecase_dsl.importing.containers.word_nesting import Nesting
from usecase_dsl.importing.containers.word_numbering import Numbering, numbering
from usecase_dsl.importing.containers.word_package import Package, open_package
from usecase_dsl.importing.containers.word_runs import SKIPPED, Content, Runs, is_placeholder
from usecase_dsl.importing.containers.word_styles import Styles, left_indent, styles
from usecase_dsl.importing.containers.word_xml import attribute, children, chosen, find, name

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element


def blocks(content: bytes) -> tuple[Block, ...]:
    """The blocks of a Word file. Raises ``NotReadable`` for a file that is none, or that is broken or protected.

    Automatic numbers are counted as Word shows them. Headers, footers, comments, deleted and hidden text, tables of
    contents and prompts that nobody filled in are left out. ``line`` is the number of the paragraph.
    """
    package = open_package(content)
    body = find(package.document, "body")
    try:
        return tuple(_reader(package).blocks(body if body is not None else (), Nesting()))
    except RecursionError as error:
        raise NotReadable("The document's tables are nested too deep to be read.") from error


def _reader(package: Package) -> _Reader:
    known = styles(package.styles)
    return _Reader(package, known, numbering(package.numbering, known), Runs(known, package.targets))


@dataclass(slots=True)
class _Reader:
    package: Package
    styles: Styles
    numbering: Numbering
    runs: Runs
    paragraphs: int = 0
    # Inside text boxes and notes paragraphs aren't counted: they belong to the one that they hang on.
    hanging: int = 0
    notes_read: set[tuple[str, str]] = field(default_factory=set)

    def blocks(self, elements: Iterable[Element], nesting: Nesting) -> Iterator[Block]:
        for element in elements:
            local = name(element)
            if local == "p":
                yield from self._paragraph(element, nesting)
            elif local == "tbl":
                yield from self._table(element)
            elif local == "AlternateContent":
                yield from self.blocks(chosen(element), nesting)
            elif local and local not in SKIPPED and not is_placeholder(element):
                yield from self.blocks(element, nesting)

    def _paragraph(self, paragraph: Element, nesting: Nesting) -> Iterator[Block]:
        self.paragraphs += not self.hanging
        properties = find(paragraph, "pPr")
        if self.styles.is_contents(properties):
            return
        content = self.runs.content(paragraph)
        block = self._block(properties, content, nesting)
        if block.text:
            yield block
        inside = block.level + 1 if block.kind == "item" else 0 if block.kind == "heading" else block.level
        yield from self._hanging(content, inside)

    def _block(self, properties: Element | None, content: Content, nesting: Nesting) -> Block:
        place = self.numbering.place(properties, self.styles)
        mark = self.numbering.next_mark(place) if place else ""
        rank = self.styles.heading(properties)
        if rank:
            nesting.close()
            return self._heading(bare(content.spans), mark, rank)
        text = prose(content.spans)
        indent = self._indent(properties, self.numbering.level(place).indent if place else None)
        if place and text:
            count = self.numbering.count(place)
            level = nesting.item(self.numbering.shared(place), place.level, indent, count)
            return Block("item" if mark else "text", text, self.paragraphs, level, mark)
        return Block("text", text, self.paragraphs, nesting.text(indent or 0) if text else 0)

    def _heading(self, text: str, mark: str, rank: int) -> Block:
        numbered = f"{mark} {text}" if text and mark not in {"", "-"} else text
        return Block("heading", numbered, self.paragraphs, rank)

    def _indent(self, properties: Element | None, of_list: int | None) -> int | None:
        own = left_indent(properties)
        if own is None:
            own = of_list
        return own if own is not None else self.styles.indent(self.styles.of(properties))

    def _hanging(self, content: Content, level: int) -> Iterator[Block]:
        for alternative, id in content.pictures:
            address = self.package.targets.get(id, "")
            text = f"![{alternative}]({address})" if address else alternative
            if text:
                yield Block("picture", text, self.paragraphs, level)
        self.hanging += 1
        for box in content.boxes:
            yield from self._raised(self.blocks(box, Nesting()), level)
        for note in content.notes:
            yield from self._raised(self._note(note), level)
        self.hanging -= 1

    def _raised(self, blocks: Iterable[Block], level: int) -> Iterator[Block]:
        for each in blocks:
            raised = each.level if each.kind == "heading" else each.level + level
            yield Block(each.kind, each.text, each.line, raised, each.mark, each.rows)

    def _note(self, note: tuple[str, str]) -> Iterator[Block]:
        """The text of a footnote or endnote, once, however often it is referred to."""
        if note in self.notes_read:
            return
        self.notes_read.add(note)
        kind, id = note
        part = self.package.footnotes if kind == "footnote" else self.package.endnotes
        for each in children(part, kind):
            if attribute(each, "id") == id:
                yield from self.blocks(each, Nesting())

    def _table(self, table: Element) -> Iterator[Block]:
        line = self.paragraphs + (not self.hanging)
        rows = tuple(self._row(row) for row in _within(table, "tr"))
        if any(cell for row in rows for cell in row):
            yield Block("table", "", line, rows=tuple(row for row in rows if row))

    def _row(self, row: Element) -> tuple[tuple[Block, ...], ...]:
        cells = [(cell, tuple(self.blocks(cell, Nesting()))) for cell in _within(row, "tc")]
        if find(row, "trPr", "del") is not None:
            return ()
        kept = [(cell, blocks) for cell, blocks in cells if not _continues(cell, "hMerge")]
        return tuple(() if _continues(cell, "vMerge") else blocks for cell, blocks in kept)


def _continues(cell: Element, merge: str) -> bool:
    """Whether a cell is a further part of one that was merged."""
    found = find(cell, "tcPr", merge)
    return found is not None and (attribute(found, "val") or "continue") == "continue"


def _within(element: Element, local: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for child in element:
        if name(child) == local:
            yield child
        elif name(child) in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _within(child, local)
