"""What docutils hands back instead of reading it, because it found a fault: the words are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers.rest_doctree import LAYOUT
from usecase_dsl.importing.containers.verbatim import paragraphs

# These faults are told beside the section, which is read all the same.
_READ_ANYWAY = ("Title underline too short", "Title overline too short")
_DIRECTIVE = re.compile(r"\s*\.\.\s+(?:\|[^|]*\|\s*)?[\w:+.-]+?::\s*")
_SUBSTITUTION = re.compile(r"\s*\.\.\s+\|")
_OPTION = re.compile(r"\s*:([\w-]+):(?:\s|$)")
# What else the options of tables say that isn't for readers.
_SOURCES = frozenset({"delim", "encoding", "escape", "file", "keepspace", "quote", "url"})
_MARK = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[A-Za-z][.)]|[-*+•])\s")
_BORDER = re.compile(r"[\s+=-]+")


def recovered(complaint: str, lines: list[str], line: int, level: int, depth: int) -> Iterator[Block]:
    """The blocks of the lines that a complaint quotes; ``depth`` is the number of sections round them."""
    if complaint.startswith(_READ_ANYWAY):
        return
    if "title" in complaint.lower() and len(worded := _worded(lines)) == 1:
        yield Block("heading", lines[worded[0]].strip(), line + worded[0], depth + 1)
    elif lines[0].lstrip().startswith("+") and (rows := _rows(lines, line)):
        yield Block("table", line=line, level=level, rows=rows)
    elif not _SUBSTITUTION.match(lines[0]):
        yield from _directive(lines, line, level)


def listed(block: Block) -> Iterator[Block]:
    """The items of a paragraph that is a list in the eyes of its author, or the paragraph.

    docutils sees no list where the numbers jump, or where a line that goes on isn't indented.
    """
    lines = block.text.split("\n")
    marked = [bool(_MARK.match(line)) for line in lines]
    if not marked[0] or (sum(marked) == 1 and not lines[0][0].isdigit()):
        yield block
        return
    starts = [index for index, found in enumerate(marked) if found]
    for start, end in pairwise([*starts, len(lines)]):
        mark, _, text = "\n".join(lines[start:end]).partition(" ")
        yield replace(block, kind="item", text=text.strip(), line=block.line + start, mark=mark)


def _worded(lines: list[str]) -> list[int]:
    return [index for index, line in enumerate(lines) if not _drawn(line)]


def _directive(lines: list[str], line: int, level: int) -> Iterator[Block]:
    """The argument of a faulty directive as its term, and its lines; of anything else, its lines."""
    head = _DIRECTIVE.match(lines[0])
    if head and (argument := lines[0][head.end() :].strip()):
        yield Block("term", argument, line, level)
    inner = level + bool(head)
    rest = [
        "" if (head and (index == 0 or _is_layout(each))) or _drawn(each) else each for index, each in enumerate(lines)
    ]
    yield from paragraphs("\n".join(rest), line, inner)


def _is_layout(line: str) -> bool:
    option = _OPTION.match(line)
    return bool(option and option[1].lower() in LAYOUT | _SOURCES)


def _drawn(line: str) -> bool:
    return not any(map(str.isalnum, line))


def _rows(lines: list[str], line: int) -> tuple[tuple[tuple[Block, ...], ...], ...]:
    """The rows of a grid table whose lines are not quite straight: each stretch between two borders is one."""
    rows: list[tuple[tuple[Block, ...], ...]] = []
    cells: dict[int, list[str]] = {}
    start = line
    for number, each in enumerate([*lines, "+-+"], line):
        if not _BORDER.fullmatch(each):
            for column, part in enumerate(each.strip().strip("|").split("|")):
                cells.setdefault(column, []).append(part.strip())
            continue
        if cells:
            rows.append(tuple(tuple(paragraphs("\n".join(parts), start)) for parts in cells.values()))
        cells, start = {}, number + 1
    return tuple(rows)
