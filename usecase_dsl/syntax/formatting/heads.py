"""The lines on which something begins: what each will say, how far in it stands, and how far in the text below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from usecase_dsl.source import Span
from usecase_dsl.syntax import labels
from usecase_dsl.syntax.formatting.flows import label_place
from usecase_dsl.syntax.formatting.lines import BULLETS, Lines
from usecase_dsl.syntax.formatting.words import words_of
from usecase_dsl.syntax.nodes import Control, Declaration, Document, Extension, Field, Section, Step, Text
from usecase_dsl.syntax.outcomes import relabelled
from usecase_dsl.syntax.printer import table

HeadKind = Literal["declaration", "field", "section", "other"]
_AFTER_LABEL = re.compile(r"[\s.):：．）。、–—-]*")


class Head(NamedTuple):
    """A line on which something begins. ``below`` is how far in the text below it stands; from ``prose`` on (a place in
    the source) it is ``in_prose``. ``alone`` is what the line says if nothing stands below it.
    """

    kind: HeadKind
    indent: int
    text: str
    below: int
    prose: int = -1
    in_prose: int = 0
    alone: str = ""
    node: Declaration | Section | None = None

    def indent_at(self, offset: int) -> int:
        """How far in a line of text stands that begins at a place."""
        return self.in_prose if 0 <= self.prose <= offset else self.below


class Heads:
    """Finds them in a document, by the number of the line, which counts from 0."""

    def __init__(self, document: Document, lines: Lines, texts: Mapping[Span, str]) -> None:
        self.source = document.source
        self.lines = lines
        self.words = words_of(document.language)
        self.texts = texts
        self.spans = sorted(texts)
        self.singular = {field.head_span for field in document.singular_fields}
        self.unclear = {each.span for each in document.lookalikes if each.kind == "declaration"}
        self.found: dict[int, Head] = {}
        for declaration in document.declarations:
            self._declaration(declaration)

    # ---- declarations and fields

    def _declaration(self, declaration: Declaration) -> None:
        span = declaration.head_span
        head, start = self._written(span), span.end
        if declaration.id and declaration.id.span.start >= span.end:
            start = declaration.name.span.start
        if span not in self.unclear:
            head = self.words.declaration(declaration, head)
        self._put(span.start, Head("declaration", 0, self._after(head, start), 2, node=declaration))
        for field in declaration.fields:
            self._field(field)
        for section in declaration.sections:
            self._section(section)

    def _field(self, field: Field) -> None:
        written = self._written(field.head_span)
        colon = "：" if written.endswith("：") else ":"
        word = written.rstrip(":：").rstrip()
        is_singular = field.head_span in self.singular
        alone = ""
        if is_singular:
            meant = self.words.field_for(field.keyword or "", field.head, word)
            alone = self._after(f"{meant}{colon}", field.head_span.end)
            word = self.words.keyword("declarations", field.head, word)
        elif field.keyword is not None:
            word = self.words.keyword("fields", field.keyword, word)
        text = self._after(f"{word}{colon}", field.head_span.end)
        self._put(field.head_span.start, Head("field", 2, text, 4, alone=alone))
        for item in field.items:
            self._item(item)
        rows = [relabelled(row, self.source, self.texts) for row in field.rows]
        for row, line in zip(rows, table(rows), strict=True):
            self._put(row.span.start, Head("other", 4, line, 4))

    def _item(self, item: Text) -> None:
        """An item below its field; one that is text on the field's own line is part of that line."""
        line = self.line(item.span.start)
        if line in self.found:
            return
        first = self.lines.firsts[line]
        mark = self.source.text[first : item.span.start].strip()
        if not mark:
            self._put(first, Head("other", 4, self._after("", item.span.start), 4))
            return
        mark = "-" if mark[0] in BULLETS else f"{labels.canonical(mark)}."
        self._put(first, Head("other", 4, self._after(mark, item.span.start), 5 + len(mark)))

    # ---- flows

    def _section(self, section: Section) -> None:
        written = self._written(section.head_span)
        head = written
        # A heading without its colon is only taken for one.
        if written.endswith((":", "：")):
            word = self.words.keyword("flows", section.kind, written[:-1].rstrip())
            head = word + written[-1]
        text = self._after(head, section.head_span.end)
        self._put(section.head_span.start, Head("section", 2, text, 4, node=section))
        self._body(section.body, 4)
        for extension in section.extensions:
            self._extension(extension)

    def _extension(self, extension: Extension) -> None:
        head = f"{self._label(extension.label, extension.label_span.start)}."
        prose = self.lines.firsts[self.line(extension.prose.span.start)] if extension.prose else -1
        text = self._after(head, extension.label_span.end)
        self._put(extension.label_span.start, Head("other", 4, text, 8, prose, 6))
        self._body(extension.body, 6)

    def _body(self, body: Sequence[Step | Control], indent: int) -> None:
        for line in body:
            if isinstance(line, Step):
                head = f"{self._label(line.label, line.label_span.start)}."
                below = indent + len(head) + 1
                self._put(line.label_span.start, Head("other", indent, self._after(head, line.label_span.end), below))
                self._results(line.results, below)
            else:
                self._control(line, indent)
                self._results(line.results, indent)

    def _control(self, control: Control, indent: int) -> None:
        start, number = control.span.start, ""
        if control.number:
            number = f"{self._label(control.number, start)}. "
            after = _AFTER_LABEL.match(self.source.text, label_place(control.number, start, self.source).end)
            start = after.end() if after else start
        target, range = (
            self.texts.get(each.span, each.text) if each else "" for each in (control.target, control.range)
        )
        line = self.words.control(control, self._after("", start), target, range)
        self._put(control.span.start, Head("other", indent, number + line, indent + 2))

    def _results(self, results: Sequence[Text], indent: int) -> None:
        for result in results:
            first = self.lines.firsts[self.line(result.span.start)]
            self._put(first, Head("other", indent, self._after("=>", first + len("=>")), indent + 3))

    # ---- pieces of a line

    def _label(self, label: str, start: int) -> str:
        return self.texts.get(label_place(label, start, self.source), label)

    def _after(self, head: str, start: int) -> str:
        """A head with what stands from a place to the end of the line, with the labels that it will have."""
        text = self._edited(start, self.source.text.index("\n", start))
        # A wide colon has its blank in it.
        blank = "" if head.endswith("：") and not text[:1].isspace() else " "
        return f"{head}{blank}{text.strip()}".strip()

    def _edited(self, start: int, end: int) -> str:
        parts: list[str] = []
        index = bisect_left(self.spans, (start, start))
        while index < len(self.spans) and self.spans[index].end <= end:
            span = self.spans[index]
            parts += [self.source.text[start : span.start], self.texts[span]]
            start, index = span.end, index + 1
        return "".join([*parts, self.source.text[start:end]])

    def _written(self, span: Span) -> str:
        return self.source.text[span.start : span.end]

    def line(self, offset: int) -> int:
        """The number of the line that an offset is in."""
        return self.source.position(offset).line - 1

    def _put(self, offset: int, head: Head) -> None:
        self.found.setdefault(self.line(offset), head)
