"""What LaTeX's environments mean: lists, tables, and frames around text."""

from __future__ import annotations

import re
from typing import Any

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers import latex_vocabulary as words
from usecase_dsl.importing.containers.latex_labels import COUNTERS, STANDARD, mark, options
from usecase_dsl.importing.containers.latex_nodes import first, macro, raw
from usecase_dsl.importing.containers.latex_reader import Lists, Reader
from usecase_dsl.importing.containers.latex_tables import is_table, rows
from usecase_dsl.importing.containers.looks import Span

# The label of an item that is a mark, such as ``3a.``, and not a word with a text.
_MARK = re.compile(r"\W*|\W*(?:\w{0,3}?\d[\w.,*-]{0,8}|[^\W\d_])\W{0,2}")
_COUNTED = re.compile(r"enum|step|flow|num|pasos|schritt|etape|passi|passos", re.IGNORECASE)
_ITEMS = frozenset({"item", "bibitem"})


def environment(reader: Reader, node: Any, look: Span) -> None:
    """Reads an environment. What is set in it ends with it."""
    name = reader.lists.kinds.get(node.environmentname, node.environmentname)
    unknown = name not in words.environments()
    level, term, labels = reader.level, reader.term, dict(reader.lists.labels)
    if name in words.NUMBERED | words.LISTS | words.DESCRIPTIONS or (unknown and _holds_items(node)):
        _list(reader, node, name, look)
    elif name in words.TABLES or (unknown and is_table(node.nodelist)):
        _table(reader, node)
    else:
        reader.end_paragraph()
        reader.read(node.nodelist, look)
        reader.end_paragraph()
    reader.level, reader.term, reader.lists.labels = level, term, labels


def _holds_items(node: Any) -> bool:
    return any(macro(each) in _ITEMS for each in node.nodelist)


def _list(reader: Reader, node: Any, name: str, look: Span) -> None:
    lists, level, depth = reader.lists, reader.level, len(reader.lists.counts)
    numbered = name in words.NUMBERED or (name not in words.environments() and bool(_COUNTED.search(name)))
    said = lists.options.get(name, {}) | lists.options.get(node.environmentname, {}) | options(raw(first(node)))
    reader.end_paragraph()
    reader.open_item()
    if numbered:
        resumed = lists.ended.get(depth, 0) if {"resume", "resume*"} & said.keys() else 0
        start = said.get("start", "")
        lists.counts.append(int(start) - 1 if re.fullmatch(r"\d{1,6}", start) else resumed)
        _set_label(said, depth, lists)
    _items(reader, node, name in words.DESCRIPTIONS, numbered, look)
    reader.end_paragraph()
    reader.open_item()
    reader.level = level
    if numbered:
        lists.ended[depth] = lists.counts.pop()


def _set_label(said: dict[str, str], depth: int, lists: Lists) -> None:
    if "label" in said:
        lists.labels[depth] = said["label"]
    elif "label*" in said and depth:
        above = lists.labels.get(depth - 1, STANDARD[min(depth - 1, 3)])
        lists.labels[depth] = above.replace("*", f"{{{list(COUNTERS)[min(depth - 1, 3)]}}}") + said["label*"]


def _items(reader: Reader, node: Any, terms: bool, numbered: bool, look: Span) -> None:
    level, nodes, at = reader.level, node.nodelist, 0
    while at < len(nodes):
        if macro(nodes[at]) in _ITEMS:
            reader.end_paragraph()
            reader.open_item()
            reader.level = level
            _item(reader, nodes[at], terms, numbered)
            at += 1
        else:
            at, look = reader.node(nodes, at, look)


def _item(reader: Reader, node: Any, terms: bool, numbered: bool) -> None:
    line, label = reader.source.line(node.pos), reader.inline(first(node)).removeprefix("[").removesuffix("]")
    if label and (terms or not _MARK.fullmatch(label)):
        reader.add("term", label, line)
    else:
        reader.opened = (label or (_next_mark(reader.lists) if numbered else "-"), line)
    reader.level += 1
    reader.term = None


def _next_mark(lists: Lists) -> str:
    lists.counts[-1] += 1
    depth = len(lists.counts) - 1
    return mark(lists.labels.get(depth, STANDARD[min(depth, 3)]), depth, lists.counts, lists.labels) or "-"


def _table(reader: Reader, node: Any) -> None:
    found = rows(node.nodelist)
    reader.end_paragraph()
    reader.read(found.before)
    reader.end_paragraph()
    cells = tuple(tuple(_flat(reader.inner(cell)) for cell in row) for row in found.rows)
    kept = tuple(row for row in cells if any(row))
    if kept:
        reader.open_item()
        reader.blocks.append(Block("table", "", reader.source.line(node.pos), reader.level, rows=kept))


def _flat(cell: tuple[Block, ...]) -> tuple[Block, ...]:
    """A table of one column in a cell is how LaTeX breaks lines there: its cells are the cell's paragraphs."""
    if not any(block.kind == "table" and all(len(row) == 1 for row in block.rows) for block in cell):
        return cell
    found: list[Block] = []
    for block in cell:
        lines = block.kind == "table" and all(len(row) == 1 for row in block.rows)
        found += [each for row in block.rows for each in row[0]] if lines else [block]
    return tuple(found)
