"""reStructuredText: what docutils reads, as blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from usecase_dsl.importing.block import Block, BlockKind
from usecase_dsl.importing.containers.ordinals import ordinal
from usecase_dsl.importing.containers.rest_doctree import doctree
from usecase_dsl.importing.containers.rest_inline import Inline, picture
from usecase_dsl.importing.containers.rest_recovery import listed, recovered
from usecase_dsl.importing.containers.spans import Cell, grid
from usecase_dsl.importing.containers.verbatim import html_text, listing, paragraphs

# docutils ends a line at these, everyone else doesn't.
_OTHER_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FARTHEST = 12


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in reStructuredText. Any text has some; none raises.

    Directives and roles that docutils doesn't know keep their words, and so does markup that it finds faulty.
    """
    text = _OTHER_LINE_ENDS.sub(" ", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    try:
        document = doctree(text)
        return tuple(_Reader(text, Inline(document)).children(document))
    except Exception:  # docutils promises nothing about faulty texts, and a text nested too deep ends in recursion.
        return tuple(paragraphs(text))


class _Reader:
    """Walks docutils' tree and remembers where in the source it is."""

    def __init__(self, text: str, inline: Inline) -> None:
        self._lines = [" ".join(line.split()) for line in text.split("\n")]
        self._inline = inline
        self._here = 1

    def children(self, node: Any, level: int = 0, depth: int = 0) -> Iterator[Block]:
        """The blocks of a node's children."""
        for child in node.children:
            yield from self._node(child, level, depth)

    def _node(self, node: Any, level: int, depth: int) -> Iterator[Block]:
        if node.tagname in _NOTHING:
            return
        read = _READERS.get(node.tagname)
        if read:
            yield from read(self, node, level, depth)
        elif any(child.tagname in _INLINE for child in node.children):
            block = self._block("text", node, level)
            yield from listed(block) if block.text else ()
        else:
            yield from self.children(node, level, depth)

    def _block(self, kind: BlockKind, node: Any, level: int, mark: str = "", text: str | None = None) -> Block:
        line = self._line(node)
        return Block(kind, self._inline.text(node) if text is None else text, line, level, mark)

    def _line(self, node: Any) -> int:
        """The line nearest to the one that docutils tells where the node's own words are found."""
        told = next((each.line for each in node.findall() if getattr(each, "line", None)), None) or self._here
        return self._near(told, [(node.rawsource or node.astext()).lstrip().partition("\n")[0][:40]])

    def _near(self, told: int, texts: Sequence[str]) -> int:
        words = [" ".join(text.split()) for text in texts]
        around = (told + sign * away for away in range(_FARTHEST) for sign in (1, -1))
        last = len(self._lines) - len(words) + 1
        found = (line for line in around if 0 < line <= last and self._stand(words, line))
        self._here = next(found, max(1, min(told, last)))
        return self._here

    def _stand(self, words: Sequence[str], line: int) -> bool:
        return all(each in self._lines[line - 1 + index] for index, each in enumerate(words))

    # -------------------------------------------------------------------------------------------- what nodes hold

    def _section(self, node: Any, level: int, depth: int) -> Iterator[Block]:
        for child in node.children:
            if child.tagname == "title":
                yield self._block("heading", child, depth + 1)
            else:
                yield from self._node(child, level, depth + 1)

    def _titled(self, node: Any, level: int, depth: int) -> Iterator[Block]:
        for child in node.children:
            if child.tagname in {"title", "subtitle"}:
                yield self._block("term", child, level)
            else:
                yield from self._node(child, level + 1, depth)

    def _list(self, node: Any, level: int, depth: int) -> Iterator[Block]:
        for mark, item in zip(_marks(node), _only(node, "list_item"), strict=False):
            first = item.children[0] if item.children and item.children[0].tagname == "paragraph" else None
            yield self._block("item", first or item, level, mark, None if first else "")
            for child in item.children[1 if first else 0 :]:
                yield from self._node(child, level + 1, depth)
        yield from self._messages(node, level, depth)

    def _definition(self, node: Any, level: int, depth: int) -> Iterator[Block]:
        names = [child for child in node.children if child.tagname in _TERMS]
        text = " : ".join(self._inline.text(name) for name in names)
        if names:
            yield self._block("term", names[0], level, text=text)
        for child in node.children:
            if child.tagname not in _TERMS:
                yield from self._node(child, level + 1, depth)

    def _table(self, node: Any, level: int, depth: int) -> Iterator[Block]:
        for title in _only(node, "title"):
            yield self._block("term", title, level)
            level += 1
        line = self._line(node)
        rows = [_only(row, "entry") for row in node.findall(lambda each: each.tagname == "row")]
        cells = [[self._cell(entry) for entry in row] for row in rows if row]
        yield Block("table", line=line, level=level, rows=grid(cells))
        yield from self._messages(node, level, depth)

    def _cell(self, entry: Any) -> Cell:
        return Cell(tuple(self.children(entry)), entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1)

    def _container(self, node: Any, level: int, depth: int) -> Iterator[Block]:
        for child in node.children:
            if child.tagname == "bullet_list" and "list-table" in node["classes"]:
                yield self._list_table(child, level)
            else:
                yield from self._node(child, level, depth)

    def _list_table(self, node: Any, level: int) -> Block:
        line = self._line(node)
        return Block("table", line=line, level=level, rows=grid(map(self._row, _only(node, "list_item"))))

    def _row(self, item: Any) -> list[Cell]:
        cells = []
        for child in item.children:
            parts = _only(child, "list_item") if child.tagname == "bullet_list" else [_Single(child)]
            cells += [Cell(tuple(self.children(part))) for part in parts]
        return cells

    def _quote(self, node: Any, level: int, depth: int) -> Iterator[Block]:
        yield from self.children(node, level + 1, depth)

    def _line_block(self, node: Any, level: int, _depth: int) -> Iterator[Block]:
        lines = node.findall(lambda each: each.tagname == "line")
        text = "\n".join(filter(None, map(self._inline.text, lines)))
        if text:
            yield self._block("text", node, level, text=text)

    def _listing(self, node: Any, level: int, _depth: int) -> Iterator[Block]:
        yield from listing(node.astext(), node.get("language", ""), self._line(node), level)

    def _picture(self, node: Any, level: int, _depth: int) -> Iterator[Block]:
        text = picture(node.get("alt", ""), node.get("uri", ""))
        yield self._block("picture", node, level, text=text)

    def _raw(self, node: Any, level: int, _depth: int) -> Iterator[Block]:
        if "html" in node.get("format", "").lower() and (text := html_text(node.astext())):
            yield self._block("text", node, level, text=text)

    def _note(self, node: Any, level: int, depth: int) -> Iterator[Block]:
        labels = _only(node, "label")
        label = labels[0].astext() if labels else "#"
        yield self._block("term", node, level, text=f"[{label}]")
        for child in node.children:
            if child not in labels:
                yield from self._node(child, level + 1, depth)

    def _message(self, node: Any, level: int, depth: int) -> Iterator[Block]:
        for quoted in _only(node, "literal_block"):
            lines = quoted.astext().split("\n")
            line = self._near(node.get("line") or self._here, lines)
            yield from recovered(node.children[0].astext(), lines, line, level, depth)

    def _messages(self, node: Any, level: int, depth: int) -> Iterator[Block]:
        for message in _only(node, "system_message"):
            yield from self._message(message, level, depth)


class _Single:
    """A node as if it were the only child of another."""

    def __init__(self, child: Any) -> None:
        self.children = [child]


_NOTHING = frozenset(
    ["colspec", "comment", "meta", "pending", "substitution_definition", "target", "title", "transition"]
)
_TERMS = frozenset(["classifier", "field_name", "option_group", "term"])
_INLINE = frozenset(
    [
        "#text",
        "abbreviation",
        "acronym",
        "citation_reference",
        "emphasis",
        "footnote_reference",
        "generated",
        "inline",
        "literal",
        "math",
        "problematic",
        "reference",
        "strong",
        "subscript",
        "substitution_reference",
        "superscript",
        "title_reference",
    ]
)

_READERS: dict[str, Callable[[_Reader, Any, int, int], Iterable[Block]]] = {
    "section": _Reader._section,
    **dict.fromkeys(("admonition", "sidebar", "topic"), _Reader._titled),
    **dict.fromkeys(("bullet_list", "enumerated_list"), _Reader._list),
    **dict.fromkeys(("definition_list_item", "field", "option_list_item"), _Reader._definition),
    "table": _Reader._table,
    "container": _Reader._container,
    "block_quote": _Reader._quote,
    "line_block": _Reader._line_block,
    **dict.fromkeys(("doctest_block", "literal_block"), _Reader._listing),
    "image": _Reader._picture,
    "raw": _Reader._raw,
    **dict.fromkeys(("citation", "footnote"), _Reader._note),
    "system_message": _Reader._message,
}


def _only(node: Any, tag: str) -> list[Any]:
    return [child for child in node.children if child.tagname == tag]


def _marks(node: Any) -> Iterator[str]:
    """What stands before the items of a list, as the source shows it."""
    number = node.get("start", 1)
    while True:
        if node.tagname == "bullet_list":
            yield node.get("bullet", "-")
        else:
            shown = ordinal(number, node.get("enumtype", "arabic"))
            yield f"{node.get('prefix', '')}{shown}{node.get('suffix', '.')}"
        number += 1
