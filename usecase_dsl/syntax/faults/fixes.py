"""How what nearly is structure becomes structure."""

from __future__ import annotations

import re
from collections.abc import Container

from usecase_dsl.diagnostic import Edit, Fix
from usecase_dsl.source import Span
from usecase_dsl.syntax.faults.walk import bodies, extensions, sections, words
from usecase_dsl.syntax.lookalikes import UNNUMBERED, is_bare_include
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Document, Lookalike, Step
from usecase_dsl.syntax.ways_out import is_way_out

_INDENT = re.compile(r"[^\S\n]*")


def fix_of_slip(found: Lookalike, document: Document, labels: Container[int] = ()) -> Fix | None:
    """What is meant instead of what is written; safe where it is read as that already, as ``labels`` that begin there
    are."""
    if found.kind == "control" and is_way_out(found.text, words(document)):
        return _on_its_own_line(found, document)
    if found.meant == UNNUMBERED or is_bare_include(found):
        return Fix(f"write ‘{found.meant}’", (Edit(found.span, found.meant),), safe=False)
    numbered = found.kind == "label" and found.meant.endswith(":") and found.meant != f"{found.text}:"
    begins_like_one = found.kind == "control" and key(found.text).startswith(found.meant)
    if numbered or begins_like_one:
        return None
    safe = found.kind == "numbered end" or (found.kind == "label" and found.span.start in labels)
    return Fix(f"write ‘{found.meant}’", (Edit(found.span, found.meant),), safe=safe)


def _on_its_own_line(found: Lookalike, document: Document) -> Fix:
    """``2a. It rains: end in failure`` with its control line below it."""
    text = document.source.text
    start = text.rfind("\n", 0, found.span.start) + 1
    indent = _INDENT.match(text, start)
    before = found.span.start - len(text[start : found.span.start]) + len(text[start : found.span.start].rstrip())
    line = f"\n{indent[0] if indent else ''}  "
    return Fix("give it a line of its own", (Edit(Span(before, found.span.start), line),), safe=False)


def labels_of(document: Document) -> set[int]:
    """Where the labels of steps and flows begin, and the headings of flows, in whatever way they are written."""
    found = {section.head_span.start for section in sections(document)}
    found |= {flow.label_span.start for flow in extensions(document)}
    return found | {line.label_span.start for body in bodies(document) for line in body if isinstance(line, Step)}
