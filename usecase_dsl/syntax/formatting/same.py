"""Whether two documents say the same: what a text said before formatting, and what it says after."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from usecase_dsl.source import Source, Span
from usecase_dsl.syntax import labels
from usecase_dsl.syntax.formatting.flows import label_place
from usecase_dsl.syntax.formatting.layout import in_order
from usecase_dsl.syntax.formatting.lines import Lines
from usecase_dsl.syntax.nodes import (
    Control,
    Declaration,
    Document,
    Extension,
    Field,
    Lookalike,
    Reference,
    Section,
    Step,
    Text,
)
from usecase_dsl.syntax.outcomes import relabelled


def same(before: Document, after: Document, texts: Mapping[Span, str]) -> bool:
    """Whether a document says what one before it says, of which some labels got new texts. Spelling doesn't count, nor
    the order of flow sections."""
    one, other = _Plain(before.source, texts), _Plain(after.source, {})
    return (
        (before.language, before.unknown_language) == (after.language, after.unknown_language)
        and [*map(one.declaration, before.declarations)] == [*map(other.declaration, after.declarations)]
        and _strays(before) == _strays(after)
        and _lookalikes(before) == _lookalikes(after)
        and _comments(before) == _comments(after)
    )


class _Plain:
    """Nodes without what formatting may change."""

    def __init__(self, source: Source, texts: Mapping[Span, str]) -> None:
        self.source = source
        self.texts = texts
        self.spans = sorted(texts)

    def declaration(self, node: Declaration) -> Declaration:
        sections = tuple(map(self._section, in_order(node.sections)))
        return replace(node, fields=tuple(map(self._field, node.fields)), sections=sections)

    def _field(self, node: Field) -> Field:
        if node.keyword is None:
            return node
        rows = tuple(relabelled(row, self.source, self.texts) for row in node.rows)
        return replace(node, head="", items=tuple(map(self._item, node.items)), rows=rows)

    def _item(self, node: Text) -> Text:
        """An item holds one label at most."""
        index = bisect_left(self.spans, (node.span.start, node.span.start))
        span = self.spans[index] if index < len(self.spans) else None
        if not span or span.end > node.span.end:
            return node
        # A backslash at its beginning is no part of what it says.
        start = node.span.start + self.source.text.startswith("\\", node.span.start)
        value = node.value[: span.start - start] + self.texts[span] + node.value[span.end - start :]
        return replace(node, value=value)

    def _section(self, node: Section) -> Section:
        extensions = tuple(map(self._extension, node.extensions))
        return replace(node, head="", body=tuple(map(self._line, node.body)), extensions=extensions)

    def _extension(self, node: Extension) -> Extension:
        label = self._label(node.label, node.label_span.start)
        return replace(node, label=label, body=tuple(map(self._line, node.body)))

    def _line(self, node: Step | Control) -> Step | Control:
        if isinstance(node, Step):
            return replace(node, label=self._label(node.label, node.label_span.start))
        number = self._label(node.number, node.span.start) if node.number else ""
        return replace(node, number=number, target=self._reference(node.target), range=self._reference(node.range))

    def _label(self, label: str, start: int) -> str:
        return self.texts.get(label_place(label, start, self.source), label)

    def _reference(self, node: Reference | None) -> Reference | None:
        return Reference("-".join(labels.range_ends(self.texts.get(node.span, node.text)))) if node else None


def _strays(document: Document) -> Counter[tuple[str, str]]:
    return Counter((stray.kind, stray.text) for stray in document.strays)


def _comments(document: Document) -> Counter[str]:
    lines = Lines(document.source)
    return Counter(said for number in range(len(lines)) if (said := lines.said(number)).startswith("#"))


def _lookalikes(document: Document) -> Counter[tuple[str, ...]]:
    """What nearly is structure, but for labels: they are written as they are read."""
    read = {span.start for declaration in document.declarations for span in _labels(declaration)}
    return Counter(map(_plain, (each for each in document.lookalikes if each.span.start not in read)))


def _plain(node: Lookalike) -> tuple[str, ...]:
    # The number of an end is a label, too.
    return (node.kind,) if node.kind == "numbered end" else (node.kind, node.text, node.meant)


def _labels(declaration: Declaration) -> list[Span]:
    extensions = [each for section in declaration.sections for each in section.extensions]
    bodies = [*(section.body for section in declaration.sections), *(each.body for each in extensions)]
    steps = [line.label_span for body in bodies for line in body if isinstance(line, Step)]
    return [*steps, *(each.label_span for each in extensions)]
