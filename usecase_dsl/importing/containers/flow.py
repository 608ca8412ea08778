"""A tree as blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby, takewhile

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers import plain
from usecase_dsl.importing.containers.elements import Element, Node, Words, has_block, plain_text
from usecase_dsl.importing.containers.inline import first_line, picture, prose
from usecase_dsl.importing.containers.numbering import marks

# An address or a class that kramdown and Pandoc let stand at a heading's end.
_IDENTIFIER = re.compile(r"\s*\{:?\s*[#.][^{}]*\}$")
_IMAGES = frozenset({"img", "puml"})
_PLAIN_LANGUAGES = frozenset({"", "text", "txt", "plain", "plaintext", "none"})


def blocks_of(nodes: Iterable[Node], level: int = 0) -> Iterator[Block]:
    """Blocks of nodes that stand in ``level`` items, terms and quotes."""
    run: list[Node] = []
    for node in nodes:
        if not isinstance(node, Element) or not has_block(node):
            run.append(node)
            continue
        yield from _paragraph(run, level)
        run = []
        yield from _READERS.get(node.tag, _container)(node, level)
    yield from _paragraph(run, level)


def _paragraph(nodes: list[Node], level: int) -> Iterator[Block]:
    """The prose of a paragraph, and each picture that stands alone on its line."""
    for alone, lines in groupby(_lines(nodes), _is_pictures):
        part = [node for line in lines for node in line]
        if alone:
            yield from (Block("picture", picture(image), image.line, level) for image in _images(part))
        else:
            yield from _prose(part, level)


def _prose(nodes: list[Node], level: int) -> Iterator[Block]:
    text, line = prose(nodes), first_line(nodes)
    if "\n: " in text:
        term, _, definition = text.partition("\n: ")
        yield Block("term", term, line, level)
        yield Block("text", definition.replace("\n: ", "\n"), line + 1, level + 1)
    elif text:
        yield Block("text", text, line, level)


def _lines(nodes: list[Node]) -> Iterator[list[Node]]:
    """The nodes up to each line end, with it."""
    line: list[Node] = []
    for node in nodes:
        line.append(node)
        if node.text == "\n" if isinstance(node, Words) else node.tag == "br":
            yield line
            line = []
    yield line


def _is_pictures(line: list[Node]) -> bool:
    images = list(_images(line))
    return bool(images) and prose(line) == prose(images)


def _images(nodes: Iterable[Node]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element):
            yield from [node] if node.tag in _IMAGES else _images(node.children)


def _container(element: Element, level: int) -> Iterator[Block]:
    return blocks_of(element.children, level)


def _quote(element: Element, level: int) -> Iterator[Block]:
    return blocks_of(element.children, level + 1)


def _nothing(_element: Element, _level: int) -> Iterator[Block]:
    return iter(())


def _heading(element: Element, level: int) -> Iterator[Block]:
    text = _IDENTIFIER.sub("", prose(element.children).replace("\n", " "))
    if text:
        rank = int(element.tag[1]) if element.tag != "title" else 1
        yield Block("heading", text, first_line(element.children), rank)


def _code(element: Element, level: int) -> Iterator[Block]:
    text, language = plain_text(element), _language(element)
    if language in _PLAIN_LANGUAGES:
        yield from plain.blocks(text, element.line, level)
    elif text.strip():
        yield Block("code", text.rstrip("\n"), element.line, level, language)


def _language(element: Element) -> str:
    inner = [child for child in element.children if isinstance(child, Element) and child.tag == "code"]
    names = " ".join(part.attributes.get("class", "") for part in [element, *inner])
    return next((name.removeprefix("language-") for name in names.split() if name.startswith("language-")), "").lower()


# ------------------------------------------------------------------------------------------- lists and terms


def _list(element: Element, level: int) -> Iterator[Block]:
    items = [child for child in element.children if isinstance(child, Element) and child.tag == "li"]
    marked = dict(zip(map(id, items), marks(element, items), strict=True))
    for child in element.children:
        if isinstance(child, Element) and child.tag == "li":
            yield from _item(child, level, marked[id(child)])
        else:
            # A list that stands right in a list is meant for the item above.
            nested = isinstance(child, Element) and child.tag in {"ul", "ol"}
            yield from blocks_of([child], level + 1 if nested else level)


def _item(element: Element, level: int, mark: str = "-") -> Iterator[Block]:
    first, *rest = [*blocks_of(element.children, level + 1)] or [Block("text", line=element.line)]
    if first.kind == "item" and first.line == element.line and not (mark[0].isalnum() and first.mark[0].isalnum()):
        # Two marks on one line, as in "- 1. Pay", are one: the number.
        yield replace(first, level=level, mark=mark if mark[0].isalnum() else first.mark)
        own = sum(1 for _ in takewhile(lambda block: block.level > level + 1 or _are_alike(block, first), rest))
        rest = [*map(_raised, rest[:own]), *rest[own:]]
    elif first.kind == "text":
        yield replace(first, kind="item", level=level, mark=mark)
    elif first.kind == "heading":
        yield replace(first, text=f"{mark} {first.text}" if mark[0].isalnum() else first.text)
        rest = list(map(_raised, rest))
    else:
        yield Block("item", "", element.line, level, mark)
        rest = [first, *rest]
    yield from rest


def _are_alike(block: Block, other: Block) -> bool:
    return block.kind == other.kind == "item" and block.mark[0].isalnum() == other.mark[0].isalnum()


def _raised(block: Block) -> Block:
    return block if block.kind == "heading" else replace(block, level=block.level - 1)


def _details(element: Element, level: int) -> Iterator[Block]:
    summary = [child for child in element.children if isinstance(child, Element) and child.tag == "summary"]
    yield from (block for child in summary for block in _term(child, level))
    yield from blocks_of((child for child in element.children if child not in summary), level + bool(summary))


def _term(element: Element, level: int) -> Iterator[Block]:
    for block in blocks_of(element.children, level):
        yield replace(block, kind="term") if block.kind == "text" else block


# ------------------------------------------------------------------------------------------- tables


def _table(element: Element, level: int) -> Iterator[Block]:
    parts = list(_parts(element))
    aside = [part for part in parts if not isinstance(part, Element) or part.tag != "tr"]
    yield from blocks_of(aside, level)
    rows = [tuple(_cells(part)) for part in parts if isinstance(part, Element) and part.tag == "tr"]
    rows = [row for row in rows if any(row)]
    if rows:
        yield Block("table", "", element.line, level, rows=tuple(rows))


def _parts(element: Element) -> Iterator[Node]:
    """What stands in a table, its groups of rows opened up."""
    for child in element.children:
        if isinstance(child, Element) and child.tag in {"thead", "tbody", "tfoot"}:
            yield from _parts(child)
        else:
            yield child


def _cells(row: Element) -> Iterator[tuple[Block, ...]]:
    for child in row.children:
        blocks = tuple(blocks_of([child]))
        if blocks or (isinstance(child, Element) and child.tag in {"td", "th"}):
            yield blocks


_READERS: dict[str, Callable[[Element, int], Iterator[Block]]] = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6", "title"], _heading),
    **dict.fromkeys(["ul", "ol", "menu", "dir"], _list),
    **dict.fromkeys(["blockquote", "dd"], _quote),
    **dict.fromkeys(["dt", "summary"], _term),
    **dict.fromkeys(["hr", "script", "style", "link", "meta"], _nothing),
    "details": _details,
    "li": _item,
    "pre": _code,
    "table": _table,
}
