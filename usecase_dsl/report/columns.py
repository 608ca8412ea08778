"""Rows as columns on a terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from usecase_dsl.report.characters import shown, width

_WIDEST = 48


def columns(
    rows: Iterable[Sequence[str]], right: Collection[int] = (), indent: str = "  ", headed: bool = False
) -> Iterator[str]:
    """Rows with their cells under each other; ``right`` are the columns that end at one edge, as numbers do.

    A text that is very long is cut, with a mark, in all columns but the last; a column without any text is left out,
    also one with a head alone where the rows are ``headed``.
    """
    table = [[shown(cell) for cell in row] for row in rows]
    used = [index for index in range(len(table[0]) if table else 0) if any(row[index] for row in table[headed:])]
    cut = [[row[index] if index == used[-1] else _cut(row[index]) for index in used] for row in table]
    widths = [max(map(width, cells)) for cells in zip(*cut, strict=True)]
    for row in cut:
        cells = (
            _padded(cell, widths[at], index in right) for at, (index, cell) in enumerate(zip(used, row, strict=True))
        )
        yield f"{indent}{'  '.join(cells)}".rstrip()


def _cut(cell: str) -> str:
    if width(cell) <= _WIDEST:
        return cell
    kept = cell[:_WIDEST]
    while width(kept) >= _WIDEST:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _padded(cell: str, wide: int, to_the_right: bool) -> str:
    gap = " " * (wide - width(cell))
    return gap + cell if to_the_right else cell + gap
