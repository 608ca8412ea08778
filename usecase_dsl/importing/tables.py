"""What a table of a document holds: fields with their values, numbered steps, a dialog, or just rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from usecase_dsl.importing import lexicon, marks, starts
from usecase_dsl.importing.block import Block
from usecase_dsl.importing.lexicon import bare, documents, look_up
from usecase_dsl.importing.marks import Mark

Cell = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row, taken apart: a field's ``term`` with its value in ``body``; a step's ``mark`` with its text; or ``cells``
    of a row that is neither."""

    line: int
    term: str = ""
    mark: Mark | None = None
    body: Cell = ()
    cells: tuple[str, ...] = ()


def rows_of(table: Block) -> Iterator[Row]:
    """The rows of a table in its order, without empty ones."""
    rows = [row for row in table.rows if any(_text(cell) for cell in row)]
    if len(rows) > 1 and len(rows[0]) == 2 and bare(_head(rows[0])) in documents()["header"]:
        rows = rows[1:]
    if _holds_fields(rows):
        yield from _fields(rows, table.line)
    elif _sides(rows):
        yield from _dialog(rows[1:], table.line)
    elif _holds_steps(rows):
        yield from (_step(row, table.line) for row in rows if not _is_step_header(row))
    else:
        for row in rows:
            yield Row(_line(row, table.line), cells=tuple(map(_text, row)))


def _text(cell: Cell) -> str:
    return "\n".join(text for block in cell if (text := _text_of(block)))


def _text_of(block: Block) -> str:
    if block.kind == "table":
        return "\n".join(_text(cell) for row in block.rows for cell in row)
    return f"{block.mark} {block.text}" if block.kind == "item" else block.text


def _line(row: Sequence[Cell], otherwise: int) -> int:
    return next((block.line for cell in row for block in cell), otherwise)


def _head(row: Sequence[Cell]) -> str:
    return _text(row[0]) if row else ""


def _is_label(text: str) -> bool:
    return bool(text) and "\n" not in text.strip() and look_up(text) is not None


def _names_a_flow(text: str) -> bool:
    found = look_up(text) if text and "\n" not in text.strip() else None
    return found is not None and found.word.kind == "flow"


def _holds_fields(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first column names fields: two of them at least, or one in a table of one row or two."""
    heads = [_head(row) for row in rows if len(row) > 1 or _is_label(_head(row))]
    known = sum(map(_is_label, heads))
    others = sum(bool(head) and not _is_label(head) and not _mark(head) for head in heads)
    return (known >= 2 and known * 2 >= others) or (
        known == 1 and len(heads) <= 2 and bool(heads) and not _is_wide(rows)
    )


def _is_wide(rows: Sequence[Sequence[Cell]]) -> bool:
    return any(len(row) > 2 for row in rows)


def _fields(rows: Sequence[Sequence[Cell]], line: int) -> Iterator[Row]:
    sides: tuple[int, int] | None = None
    in_flow = False
    for row in rows:
        in_flow = _names_a_flow(_head(row)) or (in_flow and not _is_label(_head(row)))
        if found := _sides([row]):
            sides = found
            if not in_flow:  # Nothing but the header of the dialog says that the main flow begins.
                yield Row(_line(row, line), term="Main success scenario")
        elif not _is_step_header(row):
            if _text(row[0]) and (_is_label(_text(row[0])) or (len(row) > 1 and not sides)):
                sides = None if _is_label(_text(row[0])) else sides
            yield from _field(row, _line(row, line), sides)


def _field(row: Sequence[Cell], here: int, sides: tuple[int, int] | None) -> Iterator[Row]:
    """A row of a table of fields: a label and its value, a step, or what goes on with the row above."""
    head, rest = _text(row[0]), list(row[1:])
    filled = [cell for cell in rest if _text(cell)]
    if sides and not _is_label(head):
        yield from (Row(here, body=cell) for cell in in_order([cell for cell in row if _text(cell)]))
    elif head and _mark(head) and not _is_label(head) and not starts.start_of(head, heading=True):
        yield Row(here, mark=_mark(head), body=_joined(rest))
    elif head and not filled and not _is_label(head):
        yield Row(here, body=row[0])
    else:
        if head:
            yield Row(here, term=head)
        if len(filled) > 1 and (mark := _mark(_text(filled[0]))):
            yield Row(here, mark=mark, body=_joined(filled[1:]))
        elif filled and not _is_step_header(rest):
            yield Row(here, body=tuple(block for cell in filled for block in cell))


def _mark(text: str) -> Mark | None:
    """The mark that a cell consists of: ``3``, ``3.``, ``3a``, ``A1``."""
    text = lexicon.plain(text).strip()
    if re.fullmatch(r"[*]?\w{1,6}(?:\.\w{1,3}){0,2}[.):]?", text):
        if text.rstrip(".):").isdigit():
            return Mark("number", str(int(text.rstrip(".):")))) if len(text) < 5 else None
        found = marks.split(text if text[-1] in ".):" else f"{text}.", codes=True)
        return found[0] if found and not found[1] and found[0].kind != "letter" else None
    return None


def _joined(cells: Sequence[Cell]) -> Cell:
    """The cells of a step as one: who acts, and what is done."""
    filled = [cell for cell in cells if _text(cell)]
    if len(filled) > 1 and all(len(cell) == 1 and cell[0].kind == "text" for cell in filled):
        first = filled[0][0]
        words = ": ".join(_text(cell) for cell in filled)
        return (Block("text", words, first.line),)
    return tuple(block for cell in filled for block in cell)


def _sides(rows: Sequence[Sequence[Cell]]) -> tuple[int, int] | None:
    """The columns of the actor and of the system in the header of a dialog."""
    if not rows:
        return None
    heads = [bare(_text(cell)) for cell in rows[0]]
    table = documents()
    actor = next((at for at, head in enumerate(heads) if _speaks(head, table["actor side"])), None)
    system = next((at for at, head in enumerate(heads) if _speaks(head, table["system side"]) and at != actor), None)
    return (actor, system) if actor is not None and system is not None else None


def _speaks(head: str, words: frozenset[str]) -> bool:
    return head in words or head.partition("(")[0].strip() in words or head.rpartition(":")[0].strip() in words


def _dialog(rows: Sequence[Sequence[Cell]], line: int) -> Iterator[Row]:
    """A dialog in two columns."""
    cells = [cell for row in rows for cell in row if _text(cell)]
    yield from (Row(_line([cell], line), body=cell) for cell in in_order(cells))


def in_order(cells: Sequence[Cell]) -> list[Cell]:
    """The lines of both sides of a dialog: by number where they count together, else cell by cell."""
    pieces = [piece for cell in cells for piece in _pieces(cell)]
    numbers = [_number(piece) for piece in pieces]
    counted = [number for number in numbers if number is not None]
    if len(counted) < 2 or len(set(counted)) < len(counted) or numbers[0] is None:
        return list(cells)
    groups: dict[int, list[Block]] = {}
    current = counted[0]
    for piece, number in zip(pieces, numbers, strict=True):
        current = current if number is None else number
        groups.setdefault(current, []).append(piece)
    return [tuple(groups[number]) for number in sorted(groups)]


def _pieces(cell: Cell) -> Iterator[Block]:
    """The blocks of a cell, paragraphs line by line."""
    for block in cell:
        if block.kind == "text":
            yield from (replace(block, text=text) for text in block.text.split("\n") if text.strip())
        else:
            yield block


def _number(block: Block) -> int | None:
    mark = marks.of_item(block.mark) if block.kind == "item" and block.level == 0 else None
    if mark is None and block.kind == "text" and (found := marks.split(block.text)):
        mark = found[0]
    return int(mark.value) if mark and mark.kind == "number" else None


def _holds_steps(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first column counts steps."""
    if rows and _is_step_header(rows[0]) and any(_mark(_head(row)) for row in rows[1:]):
        return True
    body = rows
    marked = [row for row in body if len(row) > 1 and _mark(_head(row))]
    return len(marked) >= 1 and len(marked) >= len(body) * 0.7 and len(marked) > 1


def _is_step_header(row: Sequence[Cell]) -> bool:
    heads = [bare(_text(cell)) or _text(cell) for cell in row if _text(cell)]
    table = documents()
    others = table["action"] | table["actor side"] | table["system side"] | table["branch"]
    return len(heads) > 1 and heads[0] in table["step"] | table["id"] and any(head in others for head in heads[1:])


def _step(row: Sequence[Cell], line: int) -> Row:
    mark = _mark(_head(row))
    here = _line(row, line)
    if mark or not _head(row):
        return Row(here, mark=mark, body=_joined(row[1:]))
    return Row(here, cells=tuple(map(_text, row)))
