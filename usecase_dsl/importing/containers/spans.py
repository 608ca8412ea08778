"""Cells that reach over several columns and rows, set into the grid of a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from usecase_dsl.importing.block import Block

# A table is never wider than this, whatever its source says.
_MOST = 1000


class Cell(NamedTuple):
    """What a cell holds, and how many columns and rows it takes."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1


def grid(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[tuple[Block, ...], ...], ...]:
    """The rows of a table with an empty cell wherever a neighbour reaches."""
    taken: dict[int, int] = {}
    filled = []
    for row in rows:
        line: list[tuple[Block, ...]] = []
        for cell in row:
            _skip(line, taken)
            _put(line, taken, cell)
        _skip(line, taken)
        filled.append(tuple(line))
    return tuple(filled)


def _skip(line: list[tuple[Block, ...]], taken: dict[int, int]) -> None:
    while taken.get(len(line), 0):
        taken[len(line)] -= 1
        line.append(())


def _put(line: list[tuple[Block, ...]], taken: dict[int, int], cell: Cell) -> None:
    for column in range(max(1, min(cell.columns, _MOST))):
        taken[len(line)] = max(0, min(cell.rows, _MOST) - 1)
        line.append(() if column else cell.blocks)
