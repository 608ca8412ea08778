"""A test case's rows brought up to date: what people wrote stays, and what has changed under it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from usecase_dsl.generate.marks import Mark
from usecase_dsl.generate.pairing import LEAST_ALIKE
from usecase_dsl.generate.plan import Status
from usecase_dsl.generate.sheets.blocks import Block, MarkedRow
from usecase_dsl.generate.sheets.columns import (
    ACTION,
    CHANGES,
    EXPECTED,
    GENERATED,
    GONE,
    MARK,
    NUMBER,
    PRECONDITIONS,
    STEP,
    WORDS,
    RowMark,
    marked,
)
from usecase_dsl.generate.sheets.rows import SheetCase, full_row
from usecase_dsl.generate.sheets.table import Insertion, Writing

_VANISHED = "vanished: no scenario has this step any more; delete the row if nobody needs it"
_CHANGED = "changed: "


_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Old rows with the wanted ones that they are, by index; rows without a step; and new ones by what they follow."""

    kept: tuple[tuple[MarkedRow, int], ...]
    gone: tuple[MarkedRow, ...]
    new: tuple[tuple[int, int], ...]


def follow(block: Block, wanted: SheetCase, writing: Writing) -> Status:
    """Bring a block up to date with its test case, and say what became of it."""
    pairs = _paired(block, wanted.rows)
    before = {number: dict(cells) for number, cells in writing.cells.items()}
    for old, index in pairs.kept:
        _update(old, wanted.rows[index], wanted.case.mark, writing)
    for old in pairs.gone:
        _flag(old, wanted.case.mark, writing)
    for after, index in pairs.new:
        writing.rows.append(Insertion(after, full_row(wanted.rows[index], wanted.case)))
    touched = {number: cells for number, cells in writing.cells.items() if before.get(number) != cells}
    return _status(block, touched, bool(pairs.new), wanted.case.mark)


def vanish(block: Block, writing: Writing) -> None:
    """Flag the rows of a test case that there is no scenario for."""
    for old in block.rows:
        _note(old, [_VANISHED], writing)


def _status(block: Block, touched: Mapping[int, Mapping[str, str]], grown: bool, mark: Mark) -> Status:
    noted = any(cells.get(CHANGES) for cells in touched.values())
    pending = any(CHANGES not in touched.get(each.row.number, {}) and each.cell(CHANGES).strip() for each in block.rows)
    if noted or pending:
        return Status.TEXT_CHANGED
    if grown or any(title in cells for cells in touched.values() for title in WORDS):
        return Status.UPDATED
    return Status.RENUMBERED if touched and block.mark.scenario != mark.scenario else Status.KEPT


# ---- which row is which


def _paired(block: Block, wanted: Sequence[Mapping[str, str]]) -> _Pairs:
    """Rows that say the same are the same; then those nearly alike, and those with the same label in the same place."""
    live = [row for row in block.rows if row.mark.number != GONE]
    keys = [marked(block.mark, 0, cells).said for cells in wanted]
    kept: list[tuple[MarkedRow, int]] = []
    for what, first, last, begin, end in _changes([row.mark.said for row in live], keys):
        if what == "equal":
            kept += zip(live[first:last], range(begin, end), strict=True)
        elif what == "replace":
            kept += _alike(live[first:last], range(begin, end), wanted)
    kept += _back(block, {index for _, index in kept}, keys)
    rows = {id(row) for row, _ in kept}
    gone = tuple(row for row in block.rows if id(row) not in rows)
    return _Pairs(tuple(kept), gone, tuple(_new(block, kept, len(wanted))))


def _changes(old: Sequence[_Key], new: Sequence[_Key]) -> Iterator[tuple[str, int, int, int, int]]:
    """What became of each row, as difflib says it, which takes long where many rows say the same: it is asked only for
    what lies between the rows that both begin and end with."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    yield "equal", 0, head, 0, head
    for what, first, last, begin, end in matcher.get_opcodes():
        yield what, first + head, last + head, begin + head, end + head
    yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _alike(
    old: Sequence[MarkedRow], free: range, wanted: Sequence[Mapping[str, str]]
) -> Iterator[tuple[MarkedRow, int]]:
    """Those that say nearly the same, in their order; then, of the others, those with the same label."""
    left, open_ = list(old), list(free)
    begin = free.start
    for row in old:
        index = next((n for n in range(begin, free.stop) if _likeness(row, wanted[n]) >= LEAST_ALIKE), None)
        if index is not None:
            yield row, index
            left.remove(row)
            open_.remove(index)
            begin = index + 1
    for row in left:
        same = [index for index in open_ if row.cell(STEP) == wanted[index][STEP]]
        if same:
            yield row, same[0]
            open_.remove(same[0])


def _likeness(row: MarkedRow, cells: Mapping[str, str]) -> float:
    one, other = ((texts(ACTION) + " " + texts(EXPECTED)).casefold().split() for texts in (row.cell, cells.__getitem__))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _back(block: Block, taken: set[int], keys: Sequence[tuple[str, ...]]) -> Iterator[tuple[MarkedRow, int]]:
    """Rows flagged before whose steps are there again."""
    for row in block.rows:
        if row.mark.number == GONE:
            index = next((n for n, key in enumerate(keys) if n not in taken and key == row.mark.said), None)
            if index is not None:
                taken.add(index)
                yield row, index


def _new(block: Block, kept: Sequence[tuple[MarkedRow, int]], number: int) -> Iterator[tuple[int, int]]:
    """The wanted rows that there are none of yet, each with the number of the row that it comes behind."""
    places = {index: row.row.number for row, index in kept}
    after = min(places.values(), default=block.last + 1) - 1 if 0 not in places else places[0]
    for index in range(number):
        after = places.get(index, after)
        if index not in places:
            yield after, index


# ---- what is written


def _update(old: MarkedRow, cells: Mapping[str, str], mark: Mark, writing: Writing) -> None:
    new, own = marked(mark, int(cells[NUMBER]), cells), old.own
    notes: list[str] = []
    for title, was, now in zip(GENERATED, (*old.mark.cells, *[""] * len(GENERATED)), new.cells, strict=False):
        if was == now or title not in old.table.columns:
            continue
        if title in own:
            _write(old, title, cells[title], writing)
        moved = title == PRECONDITIONS and old.mark.number != new.number  # they stand in the first row alone
        if title in WORDS and not moved and (old.filled or title not in own):
            notes.append(_changed(title, old.cell(title) if title in own else "", cells[title]))
    lines = old.cell(CHANGES).split("\n")
    if any(line.strip() == _VANISHED for line in lines):
        _write(old, CHANGES, "\n".join(line for line in lines if line.strip() != _VANISHED), writing)
    _write(old, MARK, str(new), writing)
    _note(old, notes, writing)


def _changed(title: str, was: str, now: str) -> str:
    before = f"was: {was} / " if was else ""
    return f"{_CHANGED}{title} {before}now: {now or '(nothing)'}"


def _flag(old: MarkedRow, mark: Mark, writing: Writing) -> None:
    _note(old, [_VANISHED], writing)
    _write(old, MARK, str(RowMark(mark, GONE, old.mark.cells)), writing)


def _note(old: MarkedRow, notes: Sequence[str], writing: Writing) -> None:
    """Notes below those that are there and haven't been taken away."""
    there = writing.cells.get(old.row.number, {}).get(CHANGES, old.cell(CHANGES))
    lines = [line for line in there.replace("\r\n", "\n").split("\n") if line]
    new = [note for text in notes for note in [" ".join(text.split())] if note not in lines]
    if new:
        _write(old, CHANGES, "\n".join([*lines, *new]), writing)


def _write(old: MarkedRow, title: str, text: str, writing: Writing) -> None:
    if title in old.table.columns and old.cell(title) != text:
        writing.cells.setdefault(old.row.number, {})[title] = text
