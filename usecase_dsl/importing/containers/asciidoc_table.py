"""Tables of AsciiDoc."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers.asciidoc_lines import Attributes, Line
from usecase_dsl.importing.containers.spans import Cell, grid

Rows = tuple[tuple[tuple[Block, ...], ...], ...]
# What reads a cell: its lines, and the letter of its style.
Read = Callable[[Sequence[Line], str], tuple[Block, ...]]

_SPEC = re.compile(r"(?:^|(?<=\s))(?:(\d{1,3})?(?:\.(\d{1,3}))?([+*]))?([<^>]?(?:\.[<^>])?)([adehlmsv]?)$")
_COLUMN = re.compile(r"\s*(?:(\d{1,3})\*)?[<^>.\d~%]*([adehlmsv]?)\s*$")
_MOST_COLUMNS = 200
_SIGNS = {"psv": "|", "csv": ",", "dsv": ":", "tsv": "\t"}


@dataclass
class _Raw:
    """A cell as it is typed."""

    line: int
    columns: int = 1
    rows: int = 1
    times: int = 1
    style: str = ""
    lines: list[Line] = field(default_factory=list)


def rows(delimiter: str, lines: Sequence[Line], attributes: Attributes, read: Read) -> Rows:
    """The rows of a table whose lines stand between two delimiters."""
    named = attributes.names.get("separator", "").replace("\\t", "\t")
    sign = named or _SIGNS.get(attributes.names.get("format", ""), delimiter[0])
    if sign in ",;\t":
        return _separated(lines, sign, read)
    cells = list(_split(lines, sign) if sign == ":" else _cells(lines, sign))
    styles = _styles(attributes.names.get("cols", ""))
    return grid(_placed(cells, styles or [""] * _width(cells), read))


def _separated(lines: Sequence[Line], sign: str, read: Read) -> Rows:
    reader = csv.reader((line.text for line in lines), delimiter=sign[:1], skipinitialspace=True)
    found = []
    try:
        for row in reader:
            number = lines[reader.line_num - 1].number
            cells = [[Line(number, part) for part in text.split("\n")] for text in row]
            found.append(tuple(read(cell, "") for cell in cells))
    except csv.Error:  # A field beyond csv's limit: the lines as they are.
        return tuple((read([line], ""),) for line in lines)
    return tuple(row for row in found if row)


def _split(lines: Sequence[Line], sign: str) -> Iterator[_Raw]:
    for line in lines:
        if line.text.strip():
            for part in re.split(rf"(?<!\\){re.escape(sign)}", line.text):
                yield _Raw(line.number, lines=[Line(line.number, part)])


def _cells(lines: Sequence[Line], sign: str) -> Iterator[_Raw]:
    """The cells of a table: each begins at the sign, and what stands right before the sign tells of it."""
    cell: _Raw | None = None
    for line in lines:
        first, *others = re.split(rf"(?<!\\){re.escape(sign)}", line.text)
        parts = [first, *others]
        for index, part in enumerate(parts):
            follows = index + 1 < len(parts)
            spec = _SPEC.search(part) if follows else None
            text = (part[: spec.start()] if spec else part).replace(f"\\{sign}", sign)
            if cell is None and text.strip():
                cell = _Raw(line.number)
            if cell is not None:
                cell.lines.append(Line(line.number, text.strip() if index else text.rstrip()))
            if follows:
                if cell is not None:
                    yield cell
                cell = _specified(line.number, spec)
    if cell is not None:
        yield cell


def _specified(number: int, spec: re.Match[str] | None) -> _Raw:
    if spec is None:
        return _Raw(number)
    columns, rows, style = int(spec[1] or 1), int(spec[2] or 1), spec[5]
    if spec[3] == "*":
        return _Raw(number, times=columns, style=style)
    return _Raw(number, columns, rows, style=style)


def _styles(columns: str) -> list[str]:
    """The letter of each column that ``cols`` speaks of; there are none when it is empty."""
    styles: list[str] = []
    for part in re.split("[,;]", columns) if columns.strip() else []:
        found = _COLUMN.match(part)
        styles += [found[2] if found else ""] * (int(found[1] or 1) if found else 1)
    return styles[:_MOST_COLUMNS]


def _width(cells: Sequence[_Raw]) -> int:
    """The number of cells in the first line that has any."""
    first = [cell for cell in cells if cell.line == cells[0].line]
    return max(1, min(_MOST_COLUMNS, sum(cell.columns * cell.times for cell in first)))


def _placed(cells: Sequence[_Raw], styles: Sequence[str], read: Read) -> list[list[Cell]]:
    """The cells row by row; where one of an earlier row reaches down, a row has fewer."""
    found: list[list[Cell]] = [[]]
    taken: dict[int, int] = {}
    column = 0
    for cell in (each for each in cells for _ in range(min(max(1, each.times), _MOST_COLUMNS))):
        while taken.get(column, 0) or column >= len(styles):
            if column >= len(styles):
                found.append([])
                column = 0
            else:
                taken[column] -= 1
                column += 1
        found[-1].append(Cell(read(cell.lines, cell.style or styles[column]), cell.columns, cell.rows))
        for each in range(column, min(column + max(1, cell.columns), len(styles))):
            taken[each] = cell.rows - 1
        column += max(1, cell.columns)
    return [row for row in found if row]
