"""Parsed LaTeX into blocks: one walk over the nodes, in which text gathers until something ends its paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from usecase_dsl.importing.block import Block, BlockKind
from usecase_dsl.importing.containers import latex_vocabulary as words
from usecase_dsl.importing.containers.latex_nodes import (
    arguments,
    as_text,
    ends_line,
    following_groups,
    kind,
    macro,
    sign,
)
from usecase_dsl.importing.containers.latex_source import Source
from usecase_dsl.importing.containers.latex_tables import text_behind_line_end
from usecase_dsl.importing.containers.looks import Span, prose

PLAIN = Span("")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_SPECIALS = {"~": " ", "``": "“", "''": "”", "--": "–", "---": "—", "!`": "¡", "?`": "¿"}
_LOOKS = words.LOOK_OFF | words.BOLD_ON | words.ITALIC_ON | words.CODE_ON
_BLANKS = " \t\n\u00a0"
_IN_FORMULAS = words.BOLD | words.ITALIC | words.CODE | {"ensuremath", "textcolor"}
# A formula is no longer than this; a longer one is text between two lone dollars.
_MOST = 300


@dataclass(slots=True)
class Lists:
    """The lists around a place: how the numbered ones are written and how far they have counted, by depth."""

    labels: dict[int, str] = field(default_factory=dict)
    counts: list[int] = field(default_factory=list)
    ended: dict[int, int] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    # How a text refers to the items around the place, outermost first, and to those that have a name.
    marks: list[str] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Frame:
    """An environment of a use case: the section's heading right above it, the heading from its title, and the title."""

    above: Block | None
    heading: Block | None = None
    title: str = ""


@dataclass(slots=True)
class Forms:
    """The forms in which a file of its own writes use cases: the last heading's rank, the steps counted since, whether
    the place is inside an environment of a use case or behind a field, and how many parts of forms there were.

    ``id`` is a heading that is only an id, ``caption`` the last caption.
    """

    rank: int = 0
    steps: int = 0
    inside: bool = False
    in_field: bool = False
    made: int = 0
    frames: list[Frame] = field(default_factory=list)
    id: Block | None = None
    caption: Block | None = None


class Meanings(NamedTuple):
    """What commands do, by name, what any environment does, and whether an unknown command is part of a form."""

    commands: Mapping[str, Callable[[Reader, Any, Span], None]]
    environment: Callable[[Reader, Any, Span], None]
    form: Callable[[Reader, list[Any], int, list[Any], int], bool]


@dataclass(slots=True)
class Reader:
    """Reads nodes of one source; ``verbatim`` are the texts that stand in it as numbers, with their languages."""

    source: Source
    verbatim: list[tuple[str, str]]
    meanings: Meanings
    lists: Lists = field(default_factory=Lists)
    forms: Forms = field(default_factory=Forms)
    # Whether it reads a whole row or more, and not a cell beside others.
    alone: bool = True
    blocks: list[Block] = field(default_factory=list)
    level: int = 0
    # The level of the last ``\paragraph``, which lasts until the next or until a heading.
    term: int | None = None
    # The mark of an item that has begun and has no text yet, with its line.
    opened: tuple[str, int] | None = None
    notes: list[Any] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    line: int = 0

    def read(self, nodes: Iterable[Any], look: Span = PLAIN) -> None:
        """Reads nodes; what changes the look in them lasts until their end."""
        found = [node for node in nodes if node is not None]
        at = 0
        while at < len(found):
            at, look = self.node(found, at, look)

    def node(self, nodes: list[Any], at: int, look: Span) -> tuple[int, Span]:
        """Reads one node, and those that belong to it; gives where to go on, and with which look."""
        node = nodes[at]
        match kind(node):
            case "Macro":
                return self._macro(nodes, at, look)
            case "Chars":
                self._text(node.chars if look.code else node.chars.replace("`", "‘"), node.pos, look)
            case "Specials":
                self.sign(_SPECIALS.get(node.specials_chars, node.specials_chars), node, look)
            case "Group":
                self._group(node, look)
            case "Environment":
                self.meanings.environment(self, node, look)
            case "Math":
                self._math(node, look)
        return at + 1, look

    def finish(self) -> tuple[Block, ...]:
        """All blocks that were read."""
        self.end_paragraph()
        self.open_item()
        return tuple(self.blocks)

    def add(self, kind: BlockKind, text: str, line: int, mark: str = "", level: int | None = None) -> None:
        """A block of its own."""
        self.end_paragraph()
        self.open_item()
        self.blocks.append(Block(kind, text, line, self.level if level is None else level, mark))

    def end_paragraph(self) -> None:
        """What has gathered becomes a block, with its footnotes behind it."""
        text, self.spans = prose(self.spans), []
        if text and self.opened:
            label, self.opened = self.opened[0], None
            self.blocks.append(Block("item", text, self.line, self.level - 1, label))
        elif text:
            self.blocks.append(Block("text", text, self.line, self.level))
        self.line = 0
        notes, self.notes = self.notes, []
        for note in notes:
            self.read([note])
            self.end_paragraph()

    def open_item(self) -> None:
        """An item that begins with a list or a table stands there without text."""
        if self.opened:
            (label, line), self.opened = self.opened, None
            self.blocks.append(Block("item", "", line, self.level - 1, label))

    def sign(self, text: str, node: Any, look: Span) -> None:
        """Text that a node stands for."""
        self._piece(text, node.pos, look)

    def inline(self, node: Any) -> str:
        """A node as one paragraph, whatever stands in it."""
        return "\n".join(filter(None, _texts(self.inner([node]))))

    def inner(self, nodes: Iterable[Any], alone: bool = False) -> tuple[Block, ...]:
        """Nodes as blocks of their own, as in the cell of a table, ``alone`` in its row."""
        above = self.lists
        lists = Lists(dict(above.labels), [], {}, above.kinds, above.options, [], above.named)
        reader = Reader(self.source, self.verbatim, self.meanings, lists, self.forms, alone)
        reader.read(nodes)
        return reader.finish()

    def _text(self, text: str, offset: int, look: Span) -> None:
        """Text of the source as it stands there; an empty line ends the paragraph."""
        done = 0
        for gap in _PARAGRAPH.finditer(text):
            self._piece(text[done : gap.start()], offset + done, look)
            self.end_paragraph()
            done = gap.end()
        self._piece(text[done:], offset + done, look)

    def _piece(self, text: str, offset: int, look: Span) -> None:
        if not self.line and text.strip(_BLANKS):
            self.line = self.source.line(offset + len(text) - len(text.lstrip(_BLANKS)))
        if text:
            self.spans.append(replace(look, text=text))

    def _group(self, node: Any, look: Span) -> None:
        opening, closing = node.delimiters if node.delimiters[0] == "[" else ("", "")
        self.sign(opening, node, look)
        self.read(node.nodelist, look)
        self.sign(closing, node, look)

    def _math(self, node: Any, look: Span) -> None:
        text = node.latex_verbatim()
        if len(text) < _MOST and not _PARAGRAPH.search(text) and not self._says_more(node):
            self.sign(as_text(node), node, look)
            return
        self.sign(node.delimiters[0], node, look)
        self.read(node.nodelist, look)
        self.sign(node.delimiters[1], node, look)

    def _says_more(self, node: Any) -> bool:
        """Whether there is more in a node than a formula can show."""
        inner = [*(getattr(node, "nodelist", None) or ()), *(each for each in arguments(node) if each is not None)]
        names = self.meanings.commands.keys() - _IN_FORMULAS
        return kind(node) == "Environment" or macro(node) in names or any(map(self._says_more, inner))

    def _macro(self, nodes: list[Any], at: int, look: Span) -> tuple[int, Span]:
        node, after = nodes[at], at + 1
        name, sort = macro(node), words.sort(macro(node))
        if name in self.meanings.commands:
            self.meanings.commands[name](self, node, look)
        elif name in _LOOKS:
            look = changed(look, name)
        elif sort == "line":
            self.sign("\n", node, look)
            self.read(text_behind_line_end(node), look)
        elif sort == "paragraph":
            self.end_paragraph()
        elif (shown := sign(node)) is not None:
            self.sign(shown, node, look)
        elif sort != "wordless":
            after = self._other(nodes, at, look)
        self._space(node, look)
        return after, look

    def _space(self, node: Any, look: Span) -> None:
        """The blanks behind a command: behind signs TeX drops them, and an empty line ends the paragraph always."""
        space = node.macro_post_space
        if "\n" in space or sign(node) is None:
            self._text(space, node.pos, look)

    def _other(self, nodes: list[Any], at: int, look: Span) -> int:
        """A command that nobody knows: its name where it stands in a line, or its arguments.

        Arguments are paragraphs of their own where the command has its lines for itself.
        """
        node = nodes[at]
        groups, after = following_groups(nodes, at)
        groups = [each for each in groups if each.nodelist]
        begins = not "".join(span.text for span in self.spans[-20:]).rpartition("\n")[2].strip()
        given = [each for each in arguments(node) if each is not None]
        if groups and begins and not given and self.meanings.form(self, nodes, at, groups, after):
            return after
        if groups and begins and ends_line(nodes, after, True):
            for group in (*given, *groups):
                self.end_paragraph()
                self.read([group], look)
            self.end_paragraph()
        elif given or groups:
            for number, group in enumerate((*given, *groups)):
                self.sign(" " if number else "", node, look)
                self.read([group], look)
        elif not (begins and ends_line(nodes, after, False)) and len(macro(node)) > 1 and "@" not in macro(node):
            self.sign(macro(node), node, look)
        return after


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield block.text
        yield from (text for row in block.rows for cell in row for text in _texts(cell))


def changed(look: Span, name: str) -> Span:
    """The look that a command makes of another."""
    if name in words.LOOK_OFF:
        return PLAIN
    return replace(
        look,
        bold=look.bold or name in words.BOLD | words.BOLD_ON,
        italic=look.italic or name in words.ITALIC | words.ITALIC_ON,
        code=look.code or name in words.CODE | words.CODE_ON,
    )
