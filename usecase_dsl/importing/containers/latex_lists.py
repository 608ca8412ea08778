"""The items of LaTeX's lists, with the marks that it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from usecase_dsl.importing.containers.latex_labels import COUNTERS, STANDARD, mark, reference
from usecase_dsl.importing.containers.latex_nodes import first, macro
from usecase_dsl.importing.containers.latex_reader import Lists, Reader
from usecase_dsl.importing.containers.looks import Span

# The label of an item that is a mark, such as ``3a.``, and not a word with a text.
_MARK = re.compile(r"\W*|\W*(?:\w{0,3}?\d[\w.,*-]{0,8}|[^\W\d_])\W{0,2}")
_COUNTED = re.compile(r"enum|step|flow|num|scen|szen|sequen|pasos|schritt|ablauf|etape|passi|passos", re.IGNORECASE)
_ITEMS = frozenset({"item", "bibitem"})


def holds_items(nodes: list[Any]) -> bool:
    """Whether items stand among nodes, as in a list."""
    return any(macro(each) in _ITEMS for each in nodes)


def is_counted(name: str) -> bool:
    """Whether the items of what has this name are numbered."""
    return bool(_COUNTED.search(name))


def read_list(
    reader: Reader,
    nodes: list[Any],
    look: Span,
    numbered: bool,
    terms: bool = False,
    said: Mapping[str, str] | None = None,
) -> None:
    """Reads nodes as a list; ``said`` are its options, and with ``terms`` the labels of its items are words."""
    said, lists, level, depth = said or {}, reader.lists, reader.level, len(reader.lists.counts)
    reader.end_paragraph()
    reader.open_item()
    if numbered:
        resumed = lists.ended.get(depth, 0) if {"resume", "resume*"} & said.keys() else 0
        start = said.get("start", "")
        lists.counts.append(int(start) - 1 if re.fullmatch(r"\d{1,6}", start) else resumed)
        _set_label(said, depth, lists)
    _items(reader, nodes, terms, numbered, look)
    reader.end_paragraph()
    reader.open_item()
    reader.level = level
    if numbered:
        lists.ended[depth] = lists.counts.pop()
        del lists.marks[depth:]


def _set_label(said: Mapping[str, str], depth: int, lists: Lists) -> None:
    if "label" in said:
        lists.labels[depth] = said["label"]
    elif "label*" in said and depth:
        above = lists.labels.get(depth - 1, STANDARD[min(depth - 1, 3)])
        lists.labels[depth] = above.replace("*", f"{{{list(COUNTERS)[min(depth - 1, 3)]}}}") + said["label*"]


def _items(reader: Reader, nodes: list[Any], terms: bool, numbered: bool, look: Span) -> None:
    level, at = reader.level, 0
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
    found = mark(lists.labels.get(depth, STANDARD[min(depth, 3)]), depth, lists.counts, lists.labels) or "-"
    lists.marks[depth:] = [reference(found, lists.marks[:depth])]
    return found
