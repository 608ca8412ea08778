"""Workbooks: made by openpyxl, and changed cell by cell, so that all else in them stays byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from usecase_dsl.generate.sheets import xlsx_parts
from usecase_dsl.generate.sheets.columns import (
    ACTION,
    CHANGES,
    DATA,
    EXPECTED,
    MARK,
    NUMBER,
    PRECONDITIONS,
    RESULT,
    RESULTS,
    TITLES,
)
from usecase_dsl.generate.sheets.table import Insertion, Table, Writing, found_table

_SHEET = "Test sheet"
_LAST_ROW = 1_048_576
_WIDTHS = {PRECONDITIONS: 30, DATA: 26, ACTION: 44, EXPECTED: 44, "Test case": 30, "Actual result": 34, "Notes": 30}
_USUAL_WIDTH = 12
_FORMULA = ("=", "+", "-", "@")

# The earliest date that a ZIP file knows: files of equal content are equal.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_MOST_BYTES = 300_000_000


class XlsxForm:
    """Workbooks of Excel and of what else reads them."""

    default = "test-sheet.xlsx"

    def read(self, path: str, content: bytes) -> Sequence[Table] | str:
        if path.rpartition("/")[2].startswith("~$"):
            return ()  # Excel's own note that it has a workbook open
        try:
            if _size(content) > _MOST_BYTES:
                return "it is too large"
            sheets = list(xlsx_parts.sheets_in(content))
        except Exception as error:  # a broken file can be broken in any part
            return f"it is no workbook that can be read: {error}"
        return [table for name, rows in sheets if (table := found_table(path, name, rows))]

    def written(self, content: bytes, tables: Iterable[tuple[Table, Writing]]) -> bytes:
        return xlsx_parts.rewritten(content, tables)

    def new(self, rows: Sequence[Mapping[str, str]]) -> bytes:
        from openpyxl import Workbook

        workbook = Workbook()
        sheet: Any = workbook.active
        sheet.title = _SHEET
        for number, cells in enumerate([dict(zip(TITLES, TITLES, strict=True)), *rows[:1]], 1):
            for place, title in enumerate(TITLES, 1):
                if text := cells[title]:
                    _fill(sheet.cell(number, place), title, text)
        _laid_out(sheet)
        saved = io.BytesIO()
        workbook.save(saved)
        return _without_dates(_with_rows(saved.getvalue(), rows[1:]))


def _with_rows(content: bytes, rows: Sequence[Mapping[str, str]]) -> bytes:
    """The further rows, which look as the first one does: openpyxl would take long for them."""
    columns = {title: place for place, title in enumerate(TITLES)}
    table = Table("", _SHEET, columns, (), 2)
    return xlsx_parts.rewritten(content, [(table, Writing(rows=[Insertion(2, cells) for cells in rows]))])


def _size(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(each.file_size for each in archive.infolist())


def _fill(cell: Any, title: str, text: str) -> None:
    if title == NUMBER and text.isdigit():
        cell.value = int(text)
        return
    cell.value, cell.data_type = text, "s"  # whatever it begins with, it is no formula
    if text.startswith(_FORMULA):
        cell.quotePrefix = True


def _laid_out(sheet: Any) -> None:
    """Widths, wrapped texts, titles that stay in view and on each page, a filter, and a list for results."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    wrapped = Alignment(wrap_text=True, vertical="top")
    for place, title in enumerate(TITLES, 1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width, column.hidden = _WIDTHS.get(title, _USUAL_WIDTH), title == MARK
        sheet.cell(2, place).alignment = wrapped
        head = sheet.cell(1, place)
        head.font, head.fill, head.alignment = Font(bold=True), PatternFill("solid", "FFE8EAED"), wrapped
    sheet.column_dimensions[get_column_letter(TITLES.index(CHANGES) + 1)].width = 40
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(TITLES))}2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    results = get_column_letter(TITLES.index(RESULT) + 1)
    choice = DataValidation(type="list", formula1=f'"{",".join(RESULTS)}"', allow_blank=True, showErrorMessage=True)
    choice.error, choice.errorTitle = f"A result is {', '.join(RESULTS[:-1])} or {RESULTS[-1]}.", RESULT
    choice.add(f"{results}2:{results}{_LAST_ROW}")
    sheet.add_data_validation(choice)


def _without_dates(content: bytes) -> bytes:
    """A workbook without the time at which it was made, in its properties and in its archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, _PROPERTIES if name == "docProps/core.xml" else old.read(name))
    return made.getvalue()


_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
