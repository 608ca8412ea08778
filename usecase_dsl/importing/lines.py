"""Blocks as lines in reading order: tables taken apart, and paragraphs split where a label or a mark begins a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from usecase_dsl.importing import marks
from usecase_dsl.importing.block import Block
from usecase_dsl.importing.labels import label_of, own_label
from usecase_dsl.importing.marks import Mark
from usecase_dsl.importing.starts import begins_with_an_id
from usecase_dsl.importing.tables import Row, rows_of

LineKind = Literal["heading", "term", "text", "item", "row", "code", "picture", "part"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document: what it is, what it says, and where it stands (``number``, from 1). A ``part`` is the label
    of a part of a flow.

    ``rank`` of a heading is its rank, from 1. ``level`` is how many items and terms the line stands in. ``first``
    is set where a table, a list or a paragraph begins.
    """

    kind: LineKind
    text: str
    number: int
    level: int = 0
    mark: Mark | None = None
    rank: int = 0
    table: int = 0


def lines_of(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """The lines of a document, in its order."""
    return tuple(_joined_marks(_lines(blocks, 0, 0)))


def _lines(blocks: Iterable[Block], level: int, table: int) -> Iterator[Line]:
    for block in blocks:
        here = level + (0 if block.kind == "heading" else block.level)
        if block.kind == "heading":
            yield Line("heading", " ".join(block.text.split()), block.line, 0, None, block.level, table)
        elif block.kind == "term":
            yield Line("term", " ".join(block.text.split()), block.line, here, None, 0, table)
        elif block.kind == "table":
            yield from _table(block, here)
        elif block.kind == "item":
            yield from _item(block, here, table)
        elif block.kind == "text":
            yield from text_lines(block.text, block.line, here, table)
        else:
            yield Line(block.kind, block.text, block.line, here, None, 0, table)


def _item(block: Block, level: int, table: int) -> Iterator[Line]:
    mark = marks.of_item(block.mark)
    first, *others = _pieces(block.text) or [""]
    inner = marks.split(first, codes=True)
    if inner and (inner[0].kind == "label" or (mark.kind == "bullet" and _is_mark(inner[0], first))):
        mark, first = inner
    yield Line("item", first, block.line, level, mark, 0, table)
    for count, piece in enumerate(others, 1):
        yield from text_lines(piece, block.line + count, level + 1, table)


def _is_mark(mark: Mark, text: str) -> bool:
    """Whether what a bullet's text begins with is the mark of a step or flow, and no id of a use case."""
    return mark.kind == "number" or (mark.kind == "code" and not begins_with_an_id(text))


def text_lines(text: str, number: int, level: int, table: int = 0) -> Iterator[Line]:
    """The lines of a paragraph: items where one begins with a mark."""
    for count, piece in enumerate(_pieces(text)):
        if not piece.strip("*_:： "):
            continue
        found = marks.split(piece, letters=count > 0 or level > 0 or piece[:1].islower())
        if found and (found[1].strip() or found[0].kind == "label"):
            yield Line("item", found[1].strip(), number + count, level, found[0], 0, table)
        else:
            yield Line("text", piece, number + count, level, None, 0, table)


def _pieces(text: str) -> list[str]:
    """A paragraph, split at the lines that begin with a label or a mark; the others go on with the line above."""
    pieces: list[str] = []
    for line in text.split("\n"):
        if pieces and not _begins(line, pieces[-1]):
            pieces[-1] = f"{pieces[-1]}\n{line}"
        elif line.strip():
            pieces.append(line)
    return pieces


def _begins(line: str, above: str) -> bool:
    """Whether a line of a paragraph begins something of its own."""
    if found := marks.split(line, letters=True):
        return found[0].kind != "letter" or bool(re.search(r"[.:;!?]\W*$", above))
    label = label_of(line)
    if label is not None:
        return label.strong or bool(re.search(r"[:：]", line[:80])) or label.kind == "flow" or label.rest == ""
    own = own_label(line)
    return (own is not None and own.strong) or _EMPHASISED.fullmatch(line) is not None


_EMPHASISED = re.compile(r"(\*\*|__)(?=\S)[^*_]{2,150}\1\s*[:：]?")


def _joined_marks(lines: Iterable[Line]) -> Iterator[Line]:
    """A mark alone on its line belongs to the text below it."""
    waiting: Line | None = None
    for line in lines:
        if waiting and line.kind == "text" and line.table == waiting.table:
            yield replace(waiting, text=line.text)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = line if line.kind == "item" and not line.text and _counts(line.mark) else None
        if waiting is None:
            yield line
    if waiting:
        yield waiting


def _counts(mark: Mark | None) -> bool:
    return mark is not None and mark.kind in ("number", "label")


def _table(block: Block, level: int) -> Iterator[Line]:
    """A table of fields as terms with what stands beside them, one of steps as items, any other as rows."""
    table = block.line
    for row in rows_of(block):
        yield from _row(row, level, table)


def _row(row: Row, level: int, table: int) -> Iterator[Line]:
    if row.term:
        yield Line("term", row.term, row.line, level, None, 0, table)
    if row.mark:
        first, *others = list(_lines(row.body, level + 1, table)) or [
            Line("text", "", row.line, level + 1, None, 0, table)
        ]
        yield replace(first, kind="item", mark=row.mark, text=first.text)
        yield from others
    elif row.cells:
        text = " | ".join(cell.replace("\n", " ") for cell in row.cells)
        yield Line("row", f"| {text} |", row.line, level, None, 0, table)
    else:
        yield from _lines(row.body, level + 1, table)
