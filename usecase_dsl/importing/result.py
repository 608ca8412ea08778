"""What the import of a document gives: the text, and what a person has to know of how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from usecase_dsl.syntax.nodes import Document

RemarkKind = Literal["mapped", "guessed", "open"]


@dataclass(frozen=True, slots=True)
class Remark:
    """What became of something in the document, and its place: taken over, guessed, or left for a person to decide."""

    kind: RemarkKind
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class ImportedUseCase:
    """A use case that was found, the place where it begins, and the remarks on it in the document's order."""

    id: str
    title: str
    line: int
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """A document as ``.uc`` text (``""`` without a use case), its nodes, and its use cases. ``unit`` is what places
    count: lines, or in Word paragraphs."""

    text: str
    document: Document
    use_cases: tuple[ImportedUseCase, ...] = ()
    unit: Literal["line", "paragraph"] = "line"
