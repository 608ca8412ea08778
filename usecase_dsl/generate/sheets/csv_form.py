"""Comma-separated values as spreadsheets write them, and as they are safe to open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from usecase_dsl.generate.files import conflict, lines_of, newline_of
from usecase_dsl.generate.sheets.columns import TITLES
from usecase_dsl.generate.sheets.table import Row, Table, Writing, found_table

# A spreadsheet takes a cell that begins so for a formula, some also with the wide forms of these.
_FORMULA = tuple("=+-@＝＋－＠\t\r")

# What spreadsheets put between cells, by the country that they are set to.
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class _Text:
    """A file's text: its encoding, its byte order mark, its delimiter and its rows, raw and read."""

    encoding: str
    mark: str
    delimiter: str
    raw: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def newline(self) -> str:
        return newline_of(self.raw)


class CsvForm:
    """Comma-separated values."""

    default = "test-sheet.csv"

    def read(self, path: str, content: bytes) -> Sequence[Table] | str:
        text = _read(content)
        if isinstance(text, str):
            return text
        table = found_table(path, "", text.rows)
        return (table,) if table else ()

    def written(self, content: bytes, tables: Iterable[tuple[Table, Writing]]) -> bytes:
        text = _read(content)
        if isinstance(text, str):
            raise ValueError(text)
        raw = list(text.raw)
        for table, writing in tables:
            for number, cells in writing.cells.items():
                raw[number - 1] = _line(_changed(text.rows[number - 1].cells, cells, table), text)
            _insert(raw, table, writing, text)
        return (text.mark + "".join(raw)).encode(text.encoding)

    def new(self, rows: Sequence[Mapping[str, str]]) -> bytes:
        """With a byte order mark, since without one Excel takes it for an older encoding."""
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(TITLES)
        writer.writerows([_safe(cells[title]) for title in TITLES] for cells in rows)
        return ("\ufeff" + file.getvalue()).encode("utf-8")


def _read(content: bytes) -> _Text | str:
    try:
        encoding = "utf-8"
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            encoding = "utf-16-le" if content.startswith(b"\xff\xfe") else "utf-16-be"
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return "it is neither UTF-8 nor UTF-16; save it as “CSV UTF-8”"
    if reason := conflict(lines_of(text)):
        return reason
    mark = "\ufeff" * text.startswith("\ufeff")
    best: _Text | None = None
    for delimiter in _DELIMITERS:
        try:
            raw, rows = _rows(text.removeprefix(mark), delimiter)
        except csv.Error as error:
            return f"it is not valid CSV: {error}"
        found = _Text(encoding, mark, delimiter, raw, rows)
        if found_table("", "", rows):
            return found
        best = best or found
    return best or "it is empty"


def _rows(text: str, delimiter: str) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The rows of a text as they stand there and as they are read; a row may go over several lines."""
    lines = lines_of(text)
    reader = csv.reader(lines, delimiter=delimiter)
    raw: list[str] = []
    rows: list[Row] = []
    done = 0
    for cells in reader:
        raw.append("".join(lines[done : reader.line_num]))
        done = reader.line_num
        rows.append(Row(len(raw), tuple(cells)))
    return tuple(raw), tuple(rows)


def _changed(cells: Sequence[str], new: Mapping[str, str], table: Table) -> list[str]:
    wanted = {table.columns[title]: _safe(text) for title, text in new.items()}
    width = max(len(cells), *(place + 1 for place in wanted))
    padded = [*cells, *[""] * (width - len(cells))]
    return [wanted.get(place, cell) for place, cell in enumerate(padded)]


def _insert(raw: list[str], table: Table, writing: Writing, text: _Text) -> None:
    """The new rows, each behind its own place; from below, so that places stay what they are."""
    behind: dict[int, list[str]] = {}
    for after, cells in writing.rows:
        known = {title: cell for title, cell in cells.items() if title in table.columns}
        behind.setdefault(after, []).append(_line(_changed((), known, table), text))
    for after in sorted(behind, reverse=True):
        if after and not raw[after - 1].endswith(("\n", "\r")):
            raw[after - 1] += text.newline
        raw[after:after] = behind[after]


def _line(cells: Sequence[str], text: _Text) -> str:
    file = io.StringIO()
    # Of line ends within cells only those are quoted that this one is made of.
    csv.writer(file, delimiter=text.delimiter, lineterminator="\r\n").writerow(cells)
    return file.getvalue().removesuffix("\r\n") + text.newline


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
