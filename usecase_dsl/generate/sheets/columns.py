"""The columns of a test sheet, and what ties a row to its step whatever becomes of its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from usecase_dsl.generate.marks import Mark, digest, parse_mark

NUMBER, STEP = "No.", "Step"
ACTION, EXPECTED = "Action", "Expected result"
DATA, PRECONDITIONS = "Test data", "Preconditions"

# What a run fills in. A change to one of the words is a change to the test; the rest only says where a row belongs.
LABELS = ("Use case", "Scenario", "Test case", NUMBER, STEP)
WORDS = (PRECONDITIONS, DATA, ACTION, EXPECTED)
GENERATED = ("Use case", "Scenario", "Test case", NUMBER, PRECONDITIONS, DATA, STEP, ACTION, EXPECTED)

# What people fill in.
RESULT = "Result"
RESULTS = ("pass", "fail", "blocked")
PEOPLE = ("Actual result", RESULT, "Tester", "Date", "Notes")

# What a run has to say about a row that people have filled in, and the mark.
CHANGES, MARK = "Changes", "Mark"
TITLES = (*GENERATED, *PEOPLE, CHANGES, MARK)

# The number in the mark of a row whose step is gone.
GONE = 0

_ROW = re.compile(r"\brow=(\d{1,9})\b")
_CELLS = re.compile(r"\bcells=([0-9a-f.]+)")


@dataclass(frozen=True, slots=True)
class RowMark:
    """A row's mark: its scenario's, the row's number in the test case, and a digest of each cell that a run wrote."""

    mark: Mark
    number: int
    cells: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.mark} row={self.number} cells={'.'.join(self.cells)}"

    @property
    def said(self) -> tuple[str, ...]:
        """What the row's step is known by: its data, its action and its result, not its number or label."""
        known = dict(zip(GENERATED, self.cells, strict=False))
        return tuple(known.get(title, "") for title in (DATA, ACTION, EXPECTED))


def marked(mark: Mark, number: int, cells: Mapping[str, str]) -> RowMark:
    """The mark of a row with these cells."""
    return RowMark(mark, number, tuple(cell_digest(cells[title]) for title in GENERATED))


def parse_row_mark(cell: str) -> RowMark | None:
    """The mark that a cell holds, if it does."""
    number, cells = _ROW.search(cell), _CELLS.search(cell)
    mark = parse_mark(f"# {_CELLS.sub('', _ROW.sub('', cell)).strip()}")
    if not mark or not number or not cells:
        return None
    return RowMark(replace(mark, remark=""), int(number[1]), tuple(cells[1].split(".")))


@lru_cache(maxsize=10_000)
def cell_digest(text: str) -> str:
    """What a cell's text is known by, whatever a spreadsheet did to its blanks and its first apostrophe."""
    return digest(["".join(text.split()).lstrip("'")], 6)


def place_of(titles: Sequence[str]) -> dict[str, int] | None:
    """Where each of our columns is in a row of titles, in any order and case; ``None`` if it is no such row."""
    wanted = {title.casefold(): title for title in TITLES}
    found: dict[str, int] = {}
    for place, title in enumerate(titles):
        if (known := wanted.get(title.strip().casefold())) and known not in found:
            found[known] = place
    return found if MARK in found and len(found) > 1 else None
