"""Text into rows of cells, each with the line that it begins in.

Nearly every line of such a file is a row by itself: it has as many cells as the first row, and its quotes, if it has
any, stand around whole cells. These are read all at once. The others, with line breaks in a cell, with quotes where
none belong or with too few cells, go to Python's ``csv`` one by one, from their line on. So a quote that nobody
closed spoils its own line alone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

# More lines than anybody writes into a cell: whoever opens a quote and goes on for longer forgot to close it.
_MOST_LINES = 1000
# So many lines are read at once: enough to be quick, few enough that copies of them don't matter.
_BLOCK = 200_000
_PART = 8_000_000
# Of wider rows no pattern can be made; their lines are read one by one.
_WIDEST = 1000


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is no row, and why."""

    line: int
    text: str
    what: str


@dataclass(frozen=True, slots=True)
class Records:
    """Rows in the order of their lines, and lines that are none. The frame has each row's ``line``, its ``text``, and
    its cells, without blanks around them, under the names of their columns."""

    frame: pl.DataFrame
    broken: tuple[Broken, ...]


def lines_of(text: str) -> pl.DataFrame:
    """The lines of a text that aren't empty, without their ends, as ``line`` and ``text``."""
    import polars as pl

    parts = [pl.Series([part]).str.split("\n").explode().str.strip_suffix("\r") for part in _parts(text)]
    lines = pl.DataFrame({"text": pl.concat(parts)}).with_row_index("line", offset=1)
    return lines.filter(pl.col("text") != "")


def _parts(text: str) -> Iterator[str]:
    """A text cut between lines, so that what is made of a part is little, and is gone before the next."""
    start = 0
    while (end := text.find("\n", start + _PART)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def records(lines: pl.DataFrame, separator: str, columns: Mapping[str, int], width: int) -> Records:
    """Lines behind the header as rows of ``width`` cells, of which the columns at some places are wanted."""
    import polars as pl

    fits = lines["text"].str.contains(_row(separator, width)) if width <= _WIDEST else lines["text"].is_null()
    odd = _Odd(lines, separator, columns, width, fits)
    if odd.taken:
        fits &= ~pl.int_range(len(lines), eager=True).is_in(pl.Series(odd.taken).implode())
    whole = lines if fits.all() else lines.filter(fits)
    blocks = [_read(each, separator, columns, width) for each in whole.iter_slices(_BLOCK)]
    stripped = pl.col(*columns).fill_null("").str.strip_chars()
    # Sorting copies what is needed out of all that was read, which then may go.
    return Records(pl.concat([*blocks, odd.frame()]).with_columns(stripped).sort("line"), tuple(odd.broken))


def cells_in(text: str, separator: str) -> list[str]:
    """The cells of the first row in a text; what is wrong with its quotes is let pass."""
    reader = csv.reader((f"{line}\n" for line in text.split("\n")), delimiter=separator, skipinitialspace=True)
    try:
        return next(reader, [])
    except csv.Error:
        return []


def _read(block: pl.DataFrame, separator: str, columns: Mapping[str, int], width: int) -> pl.DataFrame:
    """Lines that fit, with their cells."""
    import polars as pl

    content = block["text"].str.join("\n").item().encode("utf-8")
    cells = pl.read_csv(
        content,
        has_header=False,
        schema={f"column_{place}": pl.String for place in range(width)},
        columns=[f"column_{place}" for place in sorted(columns.values())],
        separator=separator,
    )
    return block.with_columns(cells[f"column_{place}"].alias(name) for name, place in columns.items())


class _Odd:
    """Rows that begin in a line which doesn't fit. ``taken`` are the places of all lines that belong to them."""

    def __init__(
        self, lines: pl.DataFrame, separator: str, columns: Mapping[str, int], width: int, fits: pl.Series
    ) -> None:
        self._numbers, self._texts = lines["line"], lines["text"]
        self._separator, self._columns, self._width = separator, columns, width
        self._rows: list[tuple[int, str, *tuple[str, ...]]] = []
        self.broken: list[Broken] = []
        self.taken: list[int] = []
        end = 0
        for start in (~fits).arg_true().to_list():
            if start >= end:
                end = self._take(start)

    def frame(self) -> pl.DataFrame:
        """The rows, as they come from lines that fit."""
        import polars as pl

        schema = {"line": pl.UInt32, "text": pl.String, **dict.fromkeys(self._columns, pl.String)}
        return pl.DataFrame(self._rows, schema=schema, orient="row")

    def _take(self, start: int) -> int:
        """Takes the row that begins at a place, or puts its line aside; gives the place of the line after it."""
        passed: list[str] = []
        reader = csv.reader(self._from(start, passed), delimiter=self._separator, skipinitialspace=True, strict=True)
        line = self._numbers[start]
        try:
            cells = next(reader)
        except csv.Error as error:
            self.broken.append(Broken(line, passed[0], _complaint(error)))
            return start + 1
        end, text = start + len(passed), "\n".join(passed)
        self.taken += range(start, end)
        if len(cells) < self._width or any(map(str.strip, cells[self._width :])):
            many = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
            self.broken.append(Broken(line, text, f"{many}, while the first row has {self._width}"))
        else:
            self._rows.append((line, text, *(cells[place] for place in self._columns.values())))
        return end

    def _from(self, start: int, passed: list[str]) -> Iterator[str]:
        """The lines from a place on, which then are ``passed``. Those that are empty, which aren't in the frame, come
        again within a cell."""
        number = self._numbers[start]
        for place in range(start, min(start + _MOST_LINES, len(self._texts))):
            yield from ["\n"] * (self._numbers[place] - number)
            number = self._numbers[place] + 1
            passed.append(self._texts[place])
            yield passed[-1] + "\n"


def _complaint(error: csv.Error) -> str:
    unclosed = "end of data" in str(error) or "limit" in str(error)
    return (
        "a quote opens here that nothing closes" if unclosed else "something stands between a quote and the next cell"
    )


def _row(separator: str, width: int) -> str:
    """A line with as many cells, whose quotes, if there are any, stand around whole cells."""
    mark = r"\t" if separator == "\t" else re.escape(separator)
    cell = rf'(?:"(?:[^"]|"")*"|[^"{mark}]*)'
    return f"^{cell}(?:{mark}{cell}){{{width - 1}}}$"
