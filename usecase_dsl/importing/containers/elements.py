"""The tree that HTML, and Markdown with HTML in it, is read into."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

# Deeper than any document that people write, and far from Python's own limit.
_DEEPEST = 60

_ITEMS = frozenset({"li"})
_CELLS = frozenset({"td", "th"})
_ROWS = _CELLS | {"tr"}
_ROW_GROUPS = _ROWS | {"thead", "tbody", "tfoot"}
_DEFINITIONS = frozenset({"dt", "dd"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})

# What stands on lines of its own; everything else runs along in prose.
_BLOCK_TAGS = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 head header hr html legend li link main menu meta nav ol optgroup option p pre
script section style summary table tbody td template tfoot th thead title tr ul
"""
BLOCK_TAGS = frozenset(_BLOCK_TAGS.split())

# An element that begins ends those of the first set, up to one of the second.
_ENDED_BY = {
    "li": (_ITEMS, _LISTS),
    "dt": (_DEFINITIONS, frozenset({"dl"})),
    "dd": (_DEFINITIONS, frozenset({"dl"})),
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "tr": (_ROWS, frozenset({"table"})),
    "thead": (_ROW_GROUPS, frozenset({"table"})),
    "tbody": (_ROW_GROUPS, frozenset({"table"})),
    "tfoot": (_ROW_GROUPS, frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_PARAGRAPH = frozenset({"p"})


@dataclass(slots=True)
class Words:
    """A stretch of text, and the line that it begins at."""

    text: str
    line: int


@dataclass(slots=True)
class Element:
    """An HTML element. A ``certain`` one comes from Markdown, so that no stray tag inside can end it."""

    tag: str
    line: int = 1
    attributes: dict[str, str] = field(default_factory=dict)
    certain: bool = False
    children: list[Node] = field(default_factory=list)


Node: TypeAlias = Element | Words


class Tree:
    """Builds the tree from begins, ends and words in the order of the text, whatever ends are missing or stray.

    ``last_ends`` says of a tag at which line its last end stands.
    """

    def __init__(self, last_ends: dict[str, int]) -> None:
        self.root = Element("body", certain=True)
        self.last_ends = last_ends
        self.seen: set[str] = set()
        self._open = [self.root]

    def add(self, node: Node) -> None:
        """Put words, or an element without an end, in its place."""
        if isinstance(node, Element) and node.tag in BLOCK_TAGS:
            self._end_implied(node.tag)
        self._open[-1].children.append(node)

    def begin(self, element: Element) -> None:
        self.seen.add(element.tag)
        if not element.certain and len(self._open) >= _DEEPEST:
            return
        self.add(element) if element.tag in BLOCK_TAGS else self._open[-1].children.append(element)
        self._open.append(element)

    def end(self, tag: str) -> None:
        """End the innermost element of this name, unless it is outside of what is certain."""
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].certain:
                return
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def end_certain(self) -> None:
        """End the innermost certain element, and all that someone forgot to end in it."""
        while not self._open.pop().certain:
            pass

    def end_forgotten(self, line: int) -> None:
        """End the innermost elements for which no end comes after ``line``."""
        while not self._open[-1].certain and self.last_ends.get(self._open[-1].tag, 0) <= line:
            self._open.pop()

    def items_begun_at(self, line: int) -> int:
        """How many of the open list items begin at this line."""
        return sum(element.tag == "li" and element.line == line for element in self._open)

    def _end_implied(self, tag: str) -> None:
        ended, barrier = _ENDED_BY.get(tag, (_PARAGRAPH, BLOCK_TAGS - _PARAGRAPH))
        for place in range(len(self._open) - 1, 0, -1):
            element = self._open[place]
            if element.certain or element.tag in barrier:
                break
            if element.tag in ended:
                del self._open[place:]


def has_block(node: Node) -> bool:
    """Whether this is, or holds, what stands on lines of its own."""
    if isinstance(node, Words):
        return False
    return node.tag in BLOCK_TAGS or any(map(has_block, node.children))


def plain_text(node: Node) -> str:
    """The text of a node, exactly as it stands in the source."""
    return node.text if isinstance(node, Words) else "".join(map(plain_text, node.children))
