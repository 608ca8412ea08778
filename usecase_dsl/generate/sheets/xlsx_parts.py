"""Changes to a workbook in its parts: the cells that are written, and rows where none may be moved by accident."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from usecase_dsl.generate.sheets.columns import NUMBER
from usecase_dsl.generate.sheets.table import Row, Table, Writing

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

# What a sheet may hold, apart from its rows, for rows to be put between others: nothing here says where a row is,
# or it can be told anew.
_WITHOUT_PLACES = {
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "dataValidations"),
    *("phoneticPr", "printOptions", "pageMargins", "pageSetup", "headerFooter", "sheetCalcPr"),
}
_OUR_NAMES = {"_xlnm.Print_Titles", "_xlnm._FilterDatabase"}
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_LAST_ROW = "1048576"


def rewritten(content: bytes, tables: Iterable[tuple[Table, Writing]]) -> bytes:
    """A workbook with that written into its tables. Its other parts are copied as they are."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
        books = _Parts(parts)
        for table, writing in tables:
            books.write(table, writing)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            for entry in old.infolist():
                new.writestr(entry, books.parts[entry.filename])
    return made.getvalue()


def sheets_in(content: bytes) -> Iterator[tuple[str, list[Row]]]:
    """The sheets of a workbook by their names, with the texts of their cells; a formula begins with ``=``.

    Raises whatever its parts are broken in.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        books = _Parts({name: archive.read(name) for name in archive.namelist()})
    shared = books.shared_texts()
    for sheet in _parsed(books.parts[books.workbook]).iter(f"{_MAIN}sheet"):
        data = _parsed(books.parts[books.sheet(sheet.get("name"))]).find(f"{_MAIN}sheetData")
        rows = _numbered(data if data is not None else ())
        yield sheet.get("name"), [Row(number, _texts(row, shared)) for number, row in rows.items()]


class _Parts:
    """The parts of a workbook by their names."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        root = _parsed(parts["_rels/.rels"])
        workbook = next(each.get("Target") for each in root if each.get("Type", "").endswith("/officeDocument"))
        self.workbook = workbook.lstrip("/")

    def write(self, table: Table, writing: Writing) -> None:
        path = self.sheet(table.name)
        sheet = _parsed(self.parts[path])
        rows = _numbered(sheet.find(f"{_MAIN}sheetData"))
        for number, cells in writing.cells.items():
            _fill(rows[number], {table.columns[title]: _Text(title, text) for title, text in cells.items()})
        if writing.rows:
            between = self._may_move_rows(sheet, path)
            last = _insert(sheet, rows, table, writing, between)
            self._stretch(sheet, table, last)
        self.parts[path] = _serialised(sheet)

    def sheet(self, name: str) -> str:
        """The part that a sheet is in."""
        book = _parsed(self.parts[self.workbook])
        wanted = next(each.get(_RELATED) for each in book.iter(f"{_MAIN}sheet") if each.get("name") == name)
        folder, _, file = self.workbook.rpartition("/")
        related = _parsed(self.parts[f"{folder}/_rels/{file}.rels"])
        target = next(each.get("Target") for each in related if each.get("Id") == wanted)
        return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")

    def shared_texts(self) -> list[str]:
        """The texts that cells speak of by number."""
        path = f"{self.workbook.rpartition('/')[0]}/sharedStrings.xml"
        return [_words(each) for each in _parsed(self.parts[path])] if path in self.parts else []

    def _may_move_rows(self, sheet: Any, path: str) -> bool:
        """Whether nothing in the workbook speaks of a row by its number."""
        folder, _, file = path.rpartition("/")
        names = {each.get("name") for each in _parsed(self.parts[self.workbook]).iter(f"{_MAIN}definedName")}
        sheets = (text for name, text in self.parts.items() if name.startswith(f"{folder}/") and name.endswith(".xml"))
        held = {_local(each) for each in sheet}
        validations = (each.get("sqref", "") for each in sheet.iter(f"{_MAIN}dataValidation"))
        return (
            held <= _WITHOUT_PLACES
            and names <= _OUR_NAMES
            and all(each.endswith(_LAST_ROW) and " " not in each for each in validations)
            and self._printed_at_most(f"{folder}/_rels/{file}.rels")
            and not any(_parsed(content).find(f".//{_MAIN}f") is not None for content in sheets)
        )

    def _printed_at_most(self, path: str) -> bool:
        """Whether a sheet has no part of its own but what a printer was told."""
        related = _parsed(self.parts[path]) if path in self.parts else ()
        return all(each.get("Type", "").endswith("/printerSettings") for each in related)

    def _stretch(self, sheet: Any, table: Table, last: int) -> None:
        """The filter over the new rows too, where it went to the last one before, and the size of the sheet."""
        size = sheet.find(f"{_MAIN}dimension")
        if size is not None:
            size.set("ref", _until(size.get("ref"), last))
        for each in sheet.findall(f"{_MAIN}autoFilter"):
            if _last_of(each.get("ref")) >= table.last:
                each.set("ref", _until(each.get("ref"), last))


class _Text(str):
    """A cell's text; numbers are those of the column for numbers alone."""

    numeric: bool

    def __new__(cls, title: str, text: str) -> _Text:
        made = super().__new__(cls, text)
        made.numeric = title == NUMBER and text.isdigit()
        return made


def _parsed(content: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))


def _serialised(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _numbered(data: Any) -> dict[int, Any]:
    """The rows by their numbers. One without counts on from the one before; one that lacks is made."""
    rows: dict[int, Any] = {}
    number = 0
    for row in data:
        number = int(row.get("r") or number + 1)
        row.set("r", str(number))
        rows[number] = row
    return rows


def _texts(row: Any, shared: Sequence[str]) -> tuple[str, ...]:
    """The texts of a row's cells, each at its column."""
    texts: list[str] = []
    for cell in row:
        place = _column(cell.get("r")) if cell.get("r") else len(texts)
        texts += [""] * (place + 1 - len(texts))
        texts[place] = _text(cell, shared)
    return tuple(texts)


def _text(cell: Any, shared: Sequence[str]) -> str:
    formula, value, kind = cell.find(f"{_MAIN}f"), cell.findtext(f"{_MAIN}v") or "", cell.get("t")
    if formula is not None:
        return f"={formula.text or ''}"
    if kind == "inlineStr":
        return "".join(map(_words, cell.iter(f"{_MAIN}is")))
    return shared[int(value)] if kind == "s" and value else value


def _words(element: Any) -> str:
    """A text, whose pieces may each have their own looks; without what helps to pronounce it."""
    pieces = (each for each in element if _local(each) in ("t", "r"))
    return "".join(each.text or "" if _local(each) == "t" else _words(each) for each in pieces)


def _fill(row: Any, texts: Mapping[int, _Text]) -> None:
    """Texts into the cells of a row, by their columns; the cells keep their looks."""
    cells: dict[int, Any] = {}
    place = -1
    for cell in row:
        reference = cell.get("r")
        place = _column(reference) if reference else place + 1
        cells[place] = cell
    for column, text in texts.items():
        cell = cells.get(column)
        if cell is None:
            cell = cells[column] = row.makeelement(f"{_MAIN}c", {"r": f"{_letters(column)}{row.get('r')}"})
            row.insert(sum(other < column for other in cells), cell)
        _set(cell, text)


def _set(cell: Any, text: _Text) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if not text:
        return
    if text.numeric:
        _child(cell, "v").text = text
        return
    cell.set("t", "inlineStr")
    words = _child(_child(cell, "is"), "t")
    words.text = str(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _child(parent: Any, name: str) -> Any:
    child = parent.makeelement(f"{_MAIN}{name}")
    parent.append(child)
    return child


# ---- new rows


def _insert(sheet: Any, rows: Mapping[int, Any], table: Table, writing: Writing, between: bool) -> int:
    """New rows behind those that they follow, or all at the end where rows may not be moved. Says the last one."""
    data = sheet.find(f"{_MAIN}sheetData")
    behind: dict[int, list[Any]] = {}
    for after, cells in writing.rows:
        place = after if between else max(table.last, *rows)
        known = {table.columns[title]: _Text(title, text) for title, text in cells.items() if title in table.columns}
        behind.setdefault(place, []).append(_like(rows.get(after), data, known))
    ordered = list(_with(rows, behind))
    data[:] = [row for _, row in ordered]
    for number, row in ordered:
        _renumber(row, number)
    return ordered[-1][0]


def _with(rows: Mapping[int, Any], behind: Mapping[int, list[Any]]) -> Iterator[tuple[int, Any]]:
    """All rows with their numbers, the new ones among them."""
    shift = 0
    for number in sorted({*rows, *behind}):
        if number in rows:
            yield number + shift, rows[number]
        for row in behind.get(number, ()):
            shift += 1
            yield number + shift, row


def _like(row: Any, data: Any, texts: Mapping[int, _Text]) -> Any:
    """A new row that looks as another does, with these texts."""
    made = data.makeelement(f"{_MAIN}row", {"r": "1"})
    for cell in row if row is not None else ():
        if looks := cell.get("s"):
            place = {"r": cell.get("r")} if cell.get("r") else {}
            made.append(made.makeelement(f"{_MAIN}c", {**place, "s": looks}))
    _fill(made, texts)
    return made


def _renumber(row: Any, number: int) -> None:
    row.set("r", str(number))
    for cell in row:
        if reference := cell.get("r"):
            cell.set("r", f"{_letters(_column(reference))}{number}")


# ---- references


def _column(reference: str) -> int:
    number = 0
    for letter in (_REFERENCE.match(reference) or ["", ""])[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _last_of(area: str) -> int:
    found = _REFERENCE.findall(area)
    return int(found[-1][1]) if found else 0


def _until(area: str, last: int) -> str:
    """An area that ends in another row."""
    first, _, end = area.partition(":")
    found = _REFERENCE.match(end or first)
    return f"{first}:{found[1]}{last}" if found and last > _last_of(area) else area
