"""Plain text as blocks: paragraphs, items by their marks, underlined headings, tables drawn with bars or with tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers.inline import tidy

_BULLET = r"[-*+•–]"
_NUMBER = r"(?:\d+(?:\.\d+)*(?:[A-Za-z]\d*)*|[A-Za-z]|[ivxIVX]+)[.)]"
_ITEM = re.compile(rf"({_BULLET}|{_NUMBER})\s+(\S.*)")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)[\s#]*")
_UNDERLINE = re.compile(r"([-=~])\1{2,}")
_RULER = re.compile(r"([-=~_*#+])(?:\s?\1){2,}")
_BORDER = re.compile(r"[+|][-=+:|\s]*[-=][-=+:|\s]*")
_TABBED = re.compile(r"\S[^\t]{0,59}\t")
_RANKS = {"=": 1, "-": 2, "~": 3}


def blocks(text: str, line: int = 1, level: int = 0) -> tuple[Block, ...]:
    """The blocks of text that begins at ``line`` and stands in ``level`` items or quotes."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = _Reader(level)
    place = 0
    while place < len(lines):
        place += reader.read(lines, place, line + place)
    reader.end_paragraph()
    return tuple(reader.blocks)


@dataclass(slots=True)
class _Reader:
    """Reads line after line. ``items`` are the indentations of the items that the current line may stand in."""

    level: int
    blocks: list[Block] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    begun: Block = Block("text")

    def read(self, lines: list[str], place: int, line: int) -> int:
        """Read what begins at this place; how many lines it took."""
        text = lines[place].expandtabs(4).replace("\u00a0", " ")
        words = text.strip()
        if not words or _RULER.fullmatch(words):
            self.end_paragraph()
        elif rows := _table_length(lines, place):
            self._leave_items(_indent(text))
            self.blocks.append(_table(lines[place : place + rows], line, self.level + len(self.items)))
            return rows
        elif rows := _tabbed_length(lines, place):
            self._leave_items(_indent(text))
            self.blocks.append(_tabbed(lines[place : place + rows], line, self.level + len(self.items)))
            return rows
        elif (rank := _rank(words, lines[place + 1 : place + 2])) and self._begins_paragraph(_indent(text)):
            self._heading(words, rank, line)
            return 2
        elif match := _HEADING.fullmatch(words):
            self._heading(match[2], len(match[1]), line)
        else:
            self._line(words, _indent(text), line)
        return 1

    def end_paragraph(self) -> None:
        """Close what lines have been added to."""
        text = tidy("\n".join(self.paragraph))
        if text:
            self.blocks.append(Block(self.begun.kind, text, self.begun.line, self.begun.level, self.begun.mark))
        self.paragraph = []

    def _begins_paragraph(self, indent: int) -> bool:
        return not self.paragraph or (bool(self.items) and indent <= self.items[-1])

    def _heading(self, words: str, rank: int, line: int) -> None:
        self.end_paragraph()
        self.items.clear()
        if text := tidy(words):
            self.blocks.append(Block("heading", text, line, rank))

    def _line(self, words: str, indent: int, line: int) -> None:
        match = _ITEM.fullmatch(words)
        if match or self._begins_paragraph(indent):
            self._leave_items(indent)
            self._begin(match, indent, line)
        self.paragraph.append(match[2] if match else words)

    def _leave_items(self, indent: int) -> None:
        """Close the paragraph, and the items that a line with this indentation doesn't stand in."""
        self.end_paragraph()
        while self.items and indent <= self.items[-1]:
            self.items.pop()

    def _begin(self, match: re.Match[str] | None, indent: int, line: int) -> None:
        level = self.level + len(self.items)
        if match:
            self.begun = Block("item", "", line, level, match[1])
            self.items.append(indent)
        else:
            self.begun = Block("text", "", line, level)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _rank(words: str, following: list[str]) -> int:
    """The rank of a heading by the line drawn below it; 0 if there's none."""
    line = following[0].strip() if following else ""
    if not _UNDERLINE.fullmatch(line) or _ITEM.fullmatch(words):
        return 0
    return _RANKS[line[0]]


# ------------------------------------------------------------------------------------------- tables


def _table_length(lines: list[str], place: int) -> int:
    """How many lines from here are drawn as a table; 0 if it's less than two."""
    end = place
    while end < len(lines) and _is_row(lines[end].strip()):
        end += 1
    return end - place if end - place > 1 else 0


def _tabbed_length(lines: list[str], place: int) -> int:
    """How many lines from here have a short first part and a tab behind it, as from a spreadsheet; 0 if not two."""
    end = place
    while end < len(lines) and _is_tabbed(lines[end]):
        end += 1
    return end - place if end - place > 1 else 0


def _is_tabbed(text: str) -> bool:
    match = _TABBED.match(text)
    return match is not None and _ITEM.fullmatch(text.expandtabs(4).strip()) is None


def _tabbed(lines: list[str], line: int, level: int) -> Block:
    """A table of cells between tabs: of two columns, unless all rows have the same number of tabs."""
    columns = len({text.count("\t") for text in lines}) == 1
    split = [text.split("\t") if columns else re.split("\t+", text, maxsplit=1) for text in lines]
    rows = (
        tuple((Block("text", tidy(cell), number),) if tidy(cell) else () for cell in cells)
        for number, cells in enumerate(split, line)
    )
    return Block("table", "", line, level, rows=tuple(rows))


def _is_row(words: str) -> bool:
    return bool(_BORDER.fullmatch(words)) or (words.startswith("|") and words.count("|") > 1)


def _table(lines: list[str], line: int, level: int) -> Block:
    """A table; where borders stand between its rows, the lines between two of them are one row."""
    borders = sum(text.strip().startswith("+") for text in lines)
    rows: list[list[tuple[int, str]]] = [[]]
    for number, text in enumerate(lines, line):
        if _BORDER.fullmatch(text.strip()):
            rows.append([])
        elif borders > 1:
            rows[-1].append((number, text))
        else:
            rows.append([(number, text)])
    cells = tuple(row for row in map(_row, filter(None, rows)) if any(row))
    return Block("table", "", line, level, rows=cells)


def _row(lines: list[tuple[int, str]]) -> tuple[tuple[Block, ...], ...]:
    split = [re.sub(r"^\||\|$", "", text.strip()).split("|") for _, text in lines]
    width = max(map(len, split))
    columns = ["\n".join(cells[column].strip() for cells in split if column < len(cells)) for column in range(width)]
    return tuple((Block("text", tidy(text), lines[0][0]),) if tidy(text) else () for text in columns)
