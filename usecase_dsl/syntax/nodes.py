"""The nodes of a document: inert, frozen, spanned. Places don't count in equality."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from usecase_dsl.source import Source, Span

NOWHERE = Span(0, 0)


def _place() -> Span:
    return field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A word that refers to something declared: an id in brackets, a name in a field, a use case included."""

    text: str
    span: Span = _place()


@dataclass(frozen=True, slots=True)
class Text:
    """Prose: CommonMark inline marks; ``\\n\\n`` between paragraphs; bullets and table rows on lines of their own.

    ``references`` are the ids in brackets, one each.
    """

    value: str
    references: tuple[Reference, ...] = ()
    span: Span = _place()


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; ``\\|`` in a cell has become a bar."""

    cells: tuple[str, ...]
    span: Span = _place()


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a declaration. ``keyword`` is the canonical one, ``None`` for a field of the writer's own."""

    keyword: str | None
    head: str
    items: tuple[Text, ...] = ()
    rows: tuple[Row, ...] = ()
    span: Span = _place()
    head_span: Span = _place()


ControlKind = Literal[
    "resume at",
    "resume at same step",
    "resume at next step",
    "restart",
    "end in success",
    "end in failure",
    "end",
    "repeat until",
    "repeat while",
    "repeat for each",
    "repeat",
    "optional when",
    "optional",
]


@dataclass(frozen=True, slots=True)
class Control:
    """A control line: an end of a flow, a loop or an optional range.

    ``target`` is the label of ``resume at``, ``range`` the labels of a loop or option, as written.
    ``number`` is set where the line was written as a numbered step.
    """

    kind: ControlKind
    target: Reference | None = None
    range: Reference | None = None
    condition: str = ""
    number: str = ""
    results: tuple[Text, ...] = ()
    trailing: Text | None = None
    span: Span = _place()


@dataclass(frozen=True, slots=True)
class Step:
    """A step as written. ``label`` is ``3``, ``3a1``, ``E1.2`` or ``+``; ``includes`` the use cases it calls."""

    label: str
    text: Text
    includes: tuple[Reference, ...] = ()
    results: tuple[Text, ...] = ()
    span: Span = _place()
    label_span: Span = _place()


@dataclass(frozen=True, slots=True)
class Extension:
    """A flow that leaves another: its label, its condition, its lines."""

    label: str
    condition: Text
    body: tuple[Step | Control, ...] = ()
    prose: Text | None = None
    span: Span = _place()
    label_span: Span = _place()


SectionKind = Literal["main success scenario", "extensions", "alternate flows", "failure flows"]


@dataclass(frozen=True, slots=True)
class Section:
    """A flow section: the main flow's lines in ``body``, the flows that leave others in ``extensions``."""

    kind: SectionKind
    head: str
    body: tuple[Step | Control, ...] = ()
    extensions: tuple[Extension, ...] = ()
    prose: Text | None = None
    span: Span = _place()
    head_span: Span = _place()


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration: ``keyword`` is the canonical one, ``name`` the title, name or statement."""

    keyword: str
    id: Reference | None
    name: Text
    description: Text | None = None
    fields: tuple[Field, ...] = ()
    sections: tuple[Section, ...] = ()
    span: Span = _place()
    head_span: Span = _place()


StrayKind = Literal["text", "step", "extension", "bullet", "row", "result", "control", "field", "include"]


@dataclass(frozen=True, slots=True)
class Stray:
    """A line that can't stand where it stands: what it is, and what it stood under. Kept, and part of nothing."""

    kind: StrayKind
    within: str
    text: str
    span: Span = _place()


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A line that nearly is structure: what it looks like, and how it would be written (``meant``)."""

    kind: Literal["keyword", "declaration", "label", "control", "numbered end"]
    text: str
    meant: str
    span: Span = _place()


@dataclass(frozen=True, slots=True)
class Document:
    """One text, read: what it declares in the order of the text, and all that could not be placed."""

    source: Source = field(compare=False, repr=False)
    language: str
    declarations: tuple[Declaration, ...] = ()
    strays: tuple[Stray, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()
    singular_fields: tuple[Field, ...] = ()
    unknown_language: Reference | None = None
