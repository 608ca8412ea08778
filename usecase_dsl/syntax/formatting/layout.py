"""A document as lines: each in its form and its place, in blocks that change places as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, NamedTuple

from usecase_dsl.source import Span
from usecase_dsl.syntax.formatting.heads import Head, HeadKind, Heads
from usecase_dsl.syntax.formatting.lines import Lines
from usecase_dsl.syntax.nodes import Declaration, Document, Section
from usecase_dsl.syntax.printer import STATEMENTS

_TO_CHECKER = re.compile(r"#\s*uc\s*:", re.IGNORECASE)
_ORDER = {"main success scenario": 0, "extensions": 1, "alternate flows": 1, "failure flows": 2}


class Line(NamedTuple):
    """A line of the new text. One that is ``kept`` stands as it was typed, whatever it is."""

    kind: Literal["blank", "comment", "said", "kept"]
    text: str = ""
    indent: int = 0


@dataclass
class Block:
    """The name of a declaration with its description, a field or a flow section; and what stands right above it, blank
    lines and comments."""

    kind: HeadKind
    node: Declaration | Section | None = None
    lines: list[Line] = field(default_factory=list)

    def with_blank_line(self) -> None:
        """Put a blank line above it, if there is none."""
        for line in self.lines:
            if line.kind == "blank":
                return
            if line.kind != "comment":
                break
        self.lines.insert(0, Line("blank"))


def in_order(sections: Iterable[Section]) -> Sequence[Section]:
    """Flow sections in the order in which they stand: the main flow, those that leave it, the failures."""
    return sorted(sections, key=lambda section: _ORDER[section.kind])


def laid_out(document: Document, texts: Mapping[Span, str]) -> str:
    """The text of a document in its usual form, with new texts for some stretches of it."""
    lines = Lines(document.source)
    blocks = _blocks(_formed(document, lines, Heads(document, lines, texts)))
    arranged: list[Block] = []
    for declaration in _by_declaration(blocks):
        _part(arranged, declaration)
        arranged += declaration
    text = "".join(f"{line}\n" for line in _written([line for block in arranged for line in block.lines]))
    # What is no mark now would become the mark of the file's encoding.
    return f"\n{text}" if text.startswith("\ufeff") else text


# ---- the lines, each in its form


def _formed(document: Document, lines: Lines, heads: Heads) -> Iterator[tuple[Line, Head | None]]:
    """Each line, and what begins on it."""
    kept = _kept(document, lines, heads)
    context: Head | None = None
    in_item = False
    for number in range(len(lines)):
        said, unseen = lines.said(number), lines.unseen(number)
        head = heads.found.get(number)
        if number in kept:
            yield Line("kept", lines.whole(number)), None
        elif not said and not unseen:
            in_item = False
            yield Line("blank"), None
        elif not said or said.startswith("#"):
            yield Line("comment", unseen + said), None
        elif head:
            context, in_item = head, False
            text = head.alone if head.alone and _stands_alone(number, lines, heads, kept) else head.text
            yield Line("said", unseen + text, head.indent), head
        elif context:
            text = lines.plain(number)
            is_item, is_row = f"{text} ".startswith("- "), text.startswith("|")
            in_item = is_item or (in_item and not is_row)
            indent = context.indent_at(lines.firsts[number]) + (2 if in_item and not is_item else 0)
            yield Line("said", unseen + text, indent), None
        else:
            yield Line("kept", lines.whole(number)), None


def _kept(document: Document, lines: Lines, heads: Heads) -> set[int]:
    """The numbers of lines that can't stand where they stand."""
    # Three points below a step are part of nothing, but don't stand in the way of what is.
    strays = (stray.span for stray in document.strays if stray.within not in ("step", "result"))
    return {number for start, end in strays for number in range(heads.line(start), heads.line(end) + 1)}


def _stands_alone(number: int, lines: Lines, heads: Heads, kept: set[int]) -> bool:
    """Whether nothing stands below a line that belongs to it."""
    for below in range(number + 1, len(lines)):
        said = lines.said(below)
        if below in kept:
            return False
        if said and not said.startswith("#"):
            return below in heads.found and heads.found[below].kind != "other"
    return True


# ---- blocks


def _blocks(formed: Iterable[tuple[Line, Head | None]]) -> Iterator[Block]:
    """The lines in blocks; what stands between two blocks mostly belongs to the one below."""
    block = Block("other")
    between: list[Line] = []
    for line, head in formed:
        if line.kind in ("blank", "comment"):
            between.append(line)
            continue
        if head and head.kind != "other":
            own = _trailing(between)
            block.lines += between[:own]
            between = between[own:]
            yield block
            block = Block(head.kind, head.node)
        block.lines += [*between, line]
        between = []
    yield block
    yield Block("other", None, between)


def _trailing(between: Sequence[Line]) -> int:
    """How many of the lines between two blocks belong to the one above: comments right below it, above a blank line,
    unless they speak to the checker, which takes them for what stands below."""
    comments = next((place for place, line in enumerate(between) if line.kind == "blank"), 0)
    return 0 if any(_TO_CHECKER.match(line.text) for line in between[:comments]) else comments


def _by_declaration(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks of each declaration in order, and those that stand above the first or below the last by themselves."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind in ("declaration", "other"):
            found.append([])
        found[-1].append(block)
    return map(_arranged, found)


def _arranged(blocks: list[Block]) -> list[Block]:
    """Fields, flow sections in their order, and fields that stood between or below those; with blank lines between."""
    is_section = [block.kind == "section" for block in blocks]
    if True not in is_section:
        return blocks
    first = is_section.index(True)
    above, below = blocks[:first], blocks[first:]
    sections = [block for block in below if isinstance(block.node, Section)]
    fields = [block for block in below if not isinstance(block.node, Section)]
    sections.sort(key=lambda block: _ORDER[block.node.kind] if isinstance(block.node, Section) else 0)
    for block in [*sections[not _holds_more_than_a_name(above) :], *fields[:1]]:
        block.with_blank_line()
    return [*above, *sections, *fields]


def _holds_more_than_a_name(blocks: Sequence[Block]) -> bool:
    node = blocks[0].node if len(blocks) == 1 else None
    if not isinstance(node, Declaration) or node.keyword in STATEMENTS:
        return len(blocks) > 1
    return node.description is not None


def _part(above: Sequence[Block], declaration: Sequence[Block]) -> None:
    """Put a blank line between a use case and its neighbours, but for use cases that are a line each."""
    node = declaration[0].node if declaration else None
    one = next((block.node for block in reversed(above) if block.kind == "declaration"), None)
    if not isinstance(node, Declaration) or not isinstance(one, Declaration):
        return
    if "use case" in (node.keyword, one.keyword):
        last = [*_since_declaration(above)]
        if node.keyword != one.keyword or _said(last) > 1 or _said(declaration) > 1:
            declaration[0].with_blank_line()


def _since_declaration(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in reversed(blocks):
        yield block
        if block.kind == "declaration":
            return


def _said(blocks: Iterable[Block]) -> int:
    """How many lines blocks have that are no blank lines and no comments."""
    return sum(line.kind in ("said", "kept") for block in blocks for line in block.lines)


# ---- the text


def _written(lines: Sequence[Line]) -> Iterator[str]:
    """The lines as they are written: one blank line in place of several, comments as far in as their neighbours."""
    groups = [(kind, [*group]) for kind, group in groupby(lines, key=lambda line: line.kind)]
    for place, (kind, group) in enumerate(groups):
        if kind == "blank":
            yield from [""] if 0 < place < len(groups) - 1 else []
        elif kind == "comment":
            yield from (_indented(line.text, _beside(groups, place)) for line in group)
        else:
            yield from (line.text if kind == "kept" else _indented(line.text, line.indent) for line in group)


def _beside(groups: Sequence[tuple[str, list[Line]]], place: int) -> int:
    """How far in comments stand: as the line right below them, else the one right above, else the next one."""
    below, above = groups[place + 1 : place + 2], groups[max(0, place - 1) : place]
    for kind, group in (*below, *above):
        if kind == "said":
            return group[0].indent if (kind, group) in below else group[-1].indent
    return next((group[0].indent for kind, group in groups[place + 1 :] if kind == "said"), 0)


def _indented(text: str, indent: int) -> str:
    return f"{' ' * indent}{text}"
