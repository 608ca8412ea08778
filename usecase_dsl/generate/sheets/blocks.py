"""The rows of a sheet by the test cases that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from usecase_dsl.generate.marks import Mark
from usecase_dsl.generate.sheets.columns import (
    ACTION,
    CHANGES,
    EXPECTED,
    GENERATED,
    GONE,
    MARK,
    STEP,
    RowMark,
    cell_digest,
    parse_row_mark,
)
from usecase_dsl.generate.sheets.table import Row, Table

# The step of a test case's last row, and what the action of a condition's row begins with.
_END, _CONDITION = "end", "Make sure of this: "


class MarkedRow(NamedTuple):
    """A row that a run made, and its mark."""

    table: Table
    row: Row
    mark: RowMark

    def cell(self, title: str) -> str:
        return self.table.cell(self.row, title)

    @property
    def own(self) -> frozenset[str]:
        """The generated columns whose cells are as a run wrote them."""
        written = zip(GENERATED, self.mark.cells, strict=False)
        return frozenset(title for title, digest in written if cell_digest(self.cell(title)) == digest)

    @property
    def filled(self) -> bool:
        """Whether a person wrote into the row: into their columns, or over what stood there."""
        generated = {self.table.columns.get(title) for title in (*GENERATED, CHANGES, MARK)}
        others = (cell for place, cell in enumerate(self.row.cells) if place not in generated)
        here = {title for title in GENERATED if title in self.table.columns}
        return any(cell.strip() for cell in others) or bool(here - self.own)


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of a test case in a table, in the order of their numbers. A copy of them is a block of its own."""

    mark: Mark
    rows: tuple[MarkedRow, ...]

    @property
    def table(self) -> Table:
        return self.rows[0].table

    @property
    def first(self) -> int:
        return min(each.row.number for each in self.rows)

    @property
    def last(self) -> int:
        return max(each.row.number for each in self.rows)

    @property
    def said(self) -> tuple[str, ...]:
        """What the test case said, near enough to tell which scenario it is of: a line a step."""
        steps = (each for each in self.rows if each.mark.number != GONE)
        return tuple(f"{each.cell(STEP) or '-'} {each.cell(ACTION)} {each.cell(EXPECTED)}" for each in steps)

    @property
    def lines(self) -> tuple[str, ...]:
        """What happens in the test case, near enough to find it again in the text: as ``Case.said``, of one run."""
        steps = [each for each in self.rows if each.mark.number != GONE]
        last = next((place for place, each in enumerate(steps) if each.cell(STEP) == _END), len(steps))
        return tuple(map(_line, steps[:last]))


def _line(row: MarkedRow) -> str:
    words = (row.cell(ACTION).strip() or row.cell(EXPECTED).strip()).partition("\n")[0]
    condition = f"{words.removeprefix(_CONDITION)}:" if words.startswith(_CONDITION) else words
    return f"{row.cell(STEP).replace(' ', '_') or '-'}. {condition}"


def blocks_in(table: Table) -> Iterator[Block]:
    """The blocks of a table, in the order of their first rows."""
    found: dict[tuple[Mark, int], list[MarkedRow]] = {}
    counts: dict[tuple[Mark, int], int] = {}
    for row in table.rows:
        if mark := parse_row_mark(table.cell(row, MARK)):
            known = (mark.mark, mark.number)
            counts[known] = counts.get(known, 0) + (mark.number != GONE)
            found.setdefault((mark.mark, counts[known] or 1), []).append(MarkedRow(table, row, mark))
    for (of, _), rows in found.items():
        yield Block(of, tuple(sorted(rows, key=lambda each: (each.mark.number, each.row.number))))


def home(blocks: Sequence[Block], tables: Sequence[Table]) -> Table | None:
    """The table that more rows of a use case go to: where most of them are, else the fullest."""
    counts: Mapping[int, int] = _counts(blocks)
    return max(tables, key=lambda table: (counts.get(id(table), 0), len(table.rows)), default=None)


def _counts(blocks: Sequence[Block]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for block in blocks:
        counts[id(block.table)] = counts.get(id(block.table), 0) + len(block.rows)
    return counts
