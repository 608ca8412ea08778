"""A test sheet as people left it, and what a run writes into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from usecase_dsl.generate.sheets.columns import place_of

# Titles stand in one of the first rows: people put a headline above them.
_ROWS_ABOVE = 20


class Row(NamedTuple):
    """A row; its number counts from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a file. ``name`` is that of its sheet, ``""`` in a file that has but one.

    ``columns`` says where each of our columns is; some may be gone. ``rows`` are those below the titles.
    """

    path: str
    name: str
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    last: int

    def cell(self, row: Row, title: str) -> str:
        place = self.columns.get(title)
        return row.cells[place] if place is not None and place < len(row.cells) else ""


class Insertion(NamedTuple):
    """A row to be: its cells by their titles, behind the row of that number."""

    after: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class Writing:
    """What changes in a table: cells by the numbers of their rows and their titles, and rows that are new."""

    cells: dict[int, dict[str, str]] = field(default_factory=dict)
    rows: list[Insertion] = field(default_factory=list)


class Form(Protocol):
    """A kind of file that holds tables."""

    default: str

    def read(self, path: str, content: bytes) -> Sequence[Table] | str:
        """The test sheets in a file, or why it can't be read."""

    def written(self, content: bytes, tables: Iterable[tuple[Table, Writing]]) -> bytes:
        """The file with that written into its tables, and nothing else changed."""

    def new(self, rows: Sequence[Mapping[str, str]]) -> bytes:
        """A new file with these rows."""


def found_table(path: str, name: str, rows: Sequence[Row]) -> Table | None:
    """The test sheet that rows are, if one of the first has its titles."""
    for index, row in enumerate(rows[:_ROWS_ABOVE]):
        if columns := place_of(row.cells):
            below = tuple(rows[index + 1 :])
            filled = [each.number for each in below if any(cell.strip() for cell in each.cells)]
            return Table(path, name, columns, below, filled[-1] if filled else row.number)
    return None
