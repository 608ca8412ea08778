"""Tables for other programs: rows as CSV that is safe to open, and as Markdown; what a use case is called in one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from usecase_dsl.model.tables import UseCase
from usecase_dsl.report.characters import shown

# A spreadsheet takes a cell that begins so for a formula, some also with the wide forms of these.
_FORMULA = tuple("=+-@＝＋－＠\t\r")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, without a line end at the end; an apostrophe keeps a spreadsheet from reckoning with a cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_unreckoned(cell) for cell in row] for row in rows)
    return text.getvalue().removesuffix("\n")


def _unreckoned(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def markdown_row(cells: Iterable[str]) -> str:
    """A row of a table in Markdown; any words stay words."""
    return f"| {' | '.join(map(markdown, cells))} |"


def markdown(text: str) -> str:
    """Any words on one line of Markdown, as they are."""
    return "".join(f"\\{letter}" if letter in "\\|*_`~&<>[]" else letter for letter in shown(text))


def called(use_case: UseCase) -> str:
    """What a use case is called: its id, or its title where it has none."""
    return use_case.id or use_case.title


def titled(use_case: UseCase) -> str:
    """What a use case is called at length: its id, if it has one, and its title."""
    return f"{use_case.id}: {use_case.title}" if use_case.id else use_case.title


def scenarios(number: int) -> str:
    """So many scenarios, in words."""
    return f"{number:,} {'scenario' if number == 1 else 'scenarios'}"
