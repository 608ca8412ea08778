"""AsciiDoc: a reader of lines, as Asciidoctor understands them, as blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers import asciidoc_lines as kinds
from usecase_dsl.importing.containers.asciidoc_inline import picture, prose, substituted
from usecase_dsl.importing.containers.asciidoc_lines import Attributes, Item, Line
from usecase_dsl.importing.containers.asciidoc_lists import Lists
from usecase_dsl.importing.containers.asciidoc_table import rows
from usecase_dsl.importing.containers.verbatim import html_text, listing

_ADMONITIONS = frozenset({"NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING"})
_LISTINGS = frozenset({"source", "listing", "literal", "verse"})
_QUOTES = frozenset({"quote", "verse"})
_PICTURES = frozenset({"image", "video", "audio", "plantuml", "ditaa", "graphviz", "mermaid", "drawio"})
# Deeper than people nest blocks, and far from Python's own limit.
_DEEPEST = 30


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in AsciiDoc. Any text has some; none raises.

    Nothing outside the text is read, and of conditional parts all are kept.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    lines = [Line(number, line.rstrip()) for number, line in enumerate(text.split("\n"), 1)]
    return tuple(_Reader(lines, {}).blocks())


class _Reader:
    """Reads lines one after the other; what a delimited block or a cell holds is read by another reader."""

    def __init__(self, lines: Sequence[Line], names: dict[str, str], level: int = 0, nesting: int = 0) -> None:
        self._lines = lines
        self._names = names
        self._level = level
        self._nesting = nesting
        self._at = 0
        self._lists = Lists()
        self._attributes = Attributes()
        self._title: Line | None = None
        # The empty lines just passed, and what they mean for the next block.
        self._blanks = 0
        # Right below the document's title stand its author and its attributes.
        self._heads = False
        self._attached = self._apart = self._wanting = False

    def blocks(self) -> Iterator[Block]:
        """The blocks of all lines."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            yield from next(found for step in _STEPS if (found := step(self, line)) is not None)
        if self._title:
            yield self._titled(self._title)

    # ------------------------------------------------------------------------------------ lines that aren't blocks

    def _empty(self, line: Line) -> Iterable[Block] | None:
        if line.text.strip():
            return None
        self._at += 1
        self._blanks += 1
        self._heads = False
        return ()

    def _skipped(self, line: Line) -> Iterable[Block] | None:
        if not kinds.skipped(line.text):
            return None
        self._at += 1
        self._apart = self._apart or bool(self._blanks and kinds.COMMENT.match(line.text))
        return ()

    def _entry(self, line: Line) -> Iterable[Block] | None:
        found = kinds.ENTRY.match(line.text)
        if not found:
            return None
        self._at += 1
        value = found[2] or ""
        while value.endswith("\\") and self._at < len(self._lines):
            value = f"{value[:-1].rstrip()} {self._lines[self._at].text.strip()}"
            self._at += 1
        self._names[found[1].lower()] = substituted(value, self._names)
        return ()

    def _continuation(self, line: Line) -> Iterable[Block] | None:
        if line.text.strip() != "+":
            return None
        self._at += 1
        self._lists.leave(max(1, self._lists.depth - self._blanks))
        self._attached, self._blanks = True, 0
        return ()

    def _bracketed(self, line: Line) -> Iterable[Block] | None:
        found = kinds.bracketed(line.text)
        if found is None:
            return None
        self._attributes.add(found)
        return self._announced()

    def _block_title(self, line: Line) -> Iterable[Block] | None:
        found = kinds.TITLE.match(line.text)
        if not found:
            return None
        before, self._title = self._title, Line(line.number, found[1])
        self._announced()
        return [self._titled(before)] if before else ()

    def _announced(self) -> Iterable[Block]:
        self._at += 1
        self._apart = self._apart or bool(self._blanks and not self._attached)
        return ()

    def _rule(self, line: Line) -> Iterable[Block] | None:
        if not kinds.RULE.fullmatch(line.text.strip()):
            return None
        self._at += 1
        return ()

    # ------------------------------------------------------------------------------------------------------ blocks

    def _section(self, line: Line) -> Iterable[Block] | None:
        if found := kinds.SECTION.match(line.text):
            return self._heading(line, found[2], len(found[1]), 1)
        below = self._lines[self._at + 1].text if self._at + 1 < len(self._lines) else ""
        rank = kinds.underlined(line.text, below)
        return self._heading(line, line.text, rank, 2) if rank else None

    def _heading(self, line: Line, text: str, rank: int, taken: int) -> Iterator[Block]:
        self._at += taken
        self._heads = rank == 1
        self._lists.leave(0)
        yield from self._opened(line)
        self._closed()
        yield Block("heading", self._prose([text]), line.number, rank)

    def _delimited(self, line: Line) -> Iterable[Block] | None:
        found = kinds.DELIMITER.match(line.text.strip())
        if not found or (found[2] and found[1][0] != "`"):
            return None
        end = self._end(found[1])
        if not end or self._nesting > _DEEPEST:
            self._at += 1
            return [Block("text", found[2], line.number, self._level)] if found[2] else ()
        inner = self._lines[self._at + 1 : end]
        self._at = end + 1
        return self._body(line, found[1], found[2], inner)

    def _end(self, delimiter: str) -> int:
        """The place of the line that closes a delimited block, or 0."""
        rest = range(self._at + 1, len(self._lines))
        return next((place for place in rest if self._lines[place].text.strip() == delimiter), 0)

    def _body(self, line: Line, delimiter: str, language: str, inner: Sequence[Line]) -> Iterator[Block]:
        if delimiter[0] == "/":
            self._apart = self._apart or bool(self._blanks)
            return
        before = list(self._opened(line))
        yield from before
        level, attributes = self._inside(bool(before)), self._attributes
        self._closed()
        if delimiter[1:3] == "==" and delimiter[0] in "|,:!":
            yield self._table(line, delimiter, inner, attributes, level)
        elif (delimiter[0] in "-.`" and delimiter != "--") or attributes.style in _LISTINGS:
            yield from self._listing(line, language, inner, attributes, level)
        elif delimiter[0] == "+":
            yield from listing(html_text("\n".join(each.text for each in inner)), "", line.number + 1, level)
        else:
            quoted = delimiter[0] == "_" or attributes.style in _QUOTES
            yield from self._within(inner, level + quoted)
            yield from self._attribution(line, attributes, level + quoted)

    def _listing(
        self, line: Line, language: str, inner: Sequence[Line], attributes: Attributes, level: int
    ) -> Iterator[Block]:
        style = "" if attributes.style in _LISTINGS | _ADMONITIONS | _QUOTES else attributes.style
        named = language or style or ("" if attributes.style in _QUOTES else attributes.language)
        text = "\n".join(each.text for each in inner)
        yield from listing(text, named, line.number + 1, level)

    def _attribution(self, line: Line, attributes: Attributes, level: int) -> Iterator[Block]:
        if attributes.style in _QUOTES and (said := ", ".join(filter(None, attributes.places[1:3]))):
            yield Block("text", self._prose([said]), line.number, level)

    def _table(self, line: Line, delimiter: str, inner: Sequence[Line], attributes: Attributes, level: int) -> Block:
        kept = [each for each in inner if not kinds.skipped(each.text)]
        return Block("table", line=line.number, level=level, rows=rows(delimiter, kept, attributes, self._cell))

    def _cell(self, lines: Sequence[Line], style: str) -> tuple[Block, ...]:
        if style == "a":
            return tuple(self._within(lines, 0))
        texts: list[list[Line]] = [[]]
        for line in lines:
            if line.text.strip():
                texts[-1].append(line)
            elif texts[-1]:
                texts.append([])
        return tuple(Block("text", self._prose([each.text for each in text]), text[0].number) for text in texts if text)

    def _within(self, lines: Sequence[Line], level: int) -> Iterator[Block]:
        yield from _Reader(lines, self._names, level, self._nesting + 1).blocks()

    def _macro(self, line: Line) -> Iterable[Block] | None:
        found = kinds.MACRO.match(line.text.strip())
        if not found or found[1] not in _PICTURES | {"toc", "ifdef", "ifndef"}:
            return None
        self._at += 1
        if found[1] in _PICTURES:
            return self._picture(line, found[2], found[3])
        return () if found[1] == "toc" else self._conditional(line, found[3])

    def _picture(self, line: Line, address: str, attributes: str) -> Iterator[Block]:
        before = list(self._opened(line))
        yield from before
        level = self._inside(bool(before))
        self._closed()
        yield Block("picture", substituted(picture(address, attributes), self._names), line.number, level)

    def _conditional(self, line: Line, text: str) -> Iterator[Block]:
        yield from self._within([Line(line.number, text)], self._inside(False))

    def _item(self, line: Line) -> Iterable[Block] | None:
        found = kinds.item(line.text)
        return self._listed(line, found) if found else None

    def _listed(self, line: Line, found: Item) -> Iterator[Block]:
        self._at += 1
        if self._apart and not self._lists.deepens(found.kind):
            self._lists.leave(0)
        if self._title:
            yield from self._opened(line)
            self._lists.entitle()
        mark = self._lists.enter(found, self._attributes)
        self._closed()
        level = self._level + self._lists.depth - 1
        if kinds.is_term(found):
            yield from self._term(line, found, level)
        else:
            yield Block("item", self._prose([found.text, *self._following()]), line.number, level, mark)

    def _term(self, line: Line, found: Item, level: int) -> Iterator[Block]:
        yield Block("term", self._prose([found.marker]), line.number, level)
        number = line.number if found.text else line.number + 1
        text = self._prose([found.text, *self._following()])
        self._wanting = not text
        if text:
            yield Block("text", text, number, level + 1)

    def _paragraph(self, line: Line) -> Iterator[Block]:
        before = list(self._opened(line))
        yield from before
        level, attributes = self._inside(bool(before)), self._attributes
        self._closed()
        self._at += 1
        texts = [line.text, *self._following()]
        if attributes.style in _LISTINGS:
            lines = [Line(line.number, text) for text in texts]
            yield from self._listing(Line(line.number - 1, ""), "", lines, attributes, level)
        elif text := self._prose(texts):
            yield Block("text", text, line.number, level + (attributes.style in _QUOTES))
            yield from self._attribution(line, attributes, level + 1)

    # ----------------------------------------------------------------------------------------------------- helpers

    def _following(self) -> list[str]:
        """The lines that go on with a paragraph; within a list, an item ends it."""
        texts: list[str] = []
        while self._at < len(self._lines):
            text = self._lines[self._at].text
            if (
                kinds.interrupts(text)
                or (self._heads and kinds.ENTRY.match(text))
                or (self._lists.depth and (kinds.item(text) or kinds.TITLE.match(text)))
            ):
                break
            if not kinds.skipped(text):
                texts.append(kinds.said(text))
            self._at += 1
        return texts

    def _opened(self, line: Line) -> Iterator[Block]:
        """Ends the lists that a block doesn't belong to, and gives the block's title or the kind of its notice."""
        indented = line.text.startswith(" ") and self._blanks
        if self._blanks and not (self._attached or self._wanting or indented):
            self._lists.leave(0)
        if self._title:
            yield self._titled(self._title)
        elif self._attributes.style in _ADMONITIONS:
            yield Block("term", self._attributes.style, line.number, self._inside(False))

    def _titled(self, title: Line) -> Block:
        return Block("term", self._prose([title.text]), title.number, self._inside(False))

    def _inside(self, titled: bool) -> int:
        return self._level + self._lists.depth + titled

    def _closed(self) -> None:
        self._attributes, self._title, self._blanks = Attributes(), None, 0
        self._attached = self._apart = self._wanting = False

    def _prose(self, texts: Iterable[str]) -> str:
        return prose("\n".join(texts), self._names)


# Each takes the line that it understands; the last understands all.
_STEPS: tuple[Callable[[_Reader, Line], Iterable[Block] | None], ...] = (
    _Reader._empty,
    _Reader._skipped,
    _Reader._entry,
    _Reader._continuation,
    _Reader._bracketed,
    _Reader._block_title,
    _Reader._section,
    _Reader._rule,
    _Reader._delimited,
    _Reader._macro,
    _Reader._item,
    _Reader._paragraph,
)
