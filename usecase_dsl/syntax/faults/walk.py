"""What the rules of reading share: ways through a document, and the words for what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.source import Place, Span
from usecase_dsl.syntax import prose
from usecase_dsl.syntax.nodes import Control, Declaration, Document, Extension, Section, Step
from usecase_dsl.syntax.vocabulary import Vocabulary, vocabulary

MOST_QUOTED = 48


def sections(document: Document) -> Iterator[Section]:
    """The flow sections of a document."""
    return (section for declaration in document.declarations for section in declaration.sections)


def extensions(document: Document) -> Iterator[Extension]:
    """The flows that leave others."""
    return (extension for section in sections(document) for extension in section.extensions)


def bodies(document: Document) -> Iterator[tuple[Step | Control, ...]]:
    """The lines of each flow that has a label, and of each section that holds the main flow."""
    for section in sections(document):
        yield section.body
        yield from (extension.body for extension in section.extensions)


def words(document: Document) -> Vocabulary:
    """The words of a document's language."""
    return vocabulary(document.language)


def says_nothing(value: str, document: Document) -> bool:
    """The same of a text in a document, in its language."""
    return prose.says_nothing(value, words(document))


def place(document: Document, span: Span) -> Place:
    return Place(document.source, span)


def first_line(document: Document, span: Span) -> Place:
    """A place cut off at the end of its first line."""
    end = document.source.text.find("\n", span.start, span.end)
    return place(document, Span(span.start, end if end >= 0 else span.end))


def head(document: Document, span: Span) -> Place:
    """The place of a keyword, without its colon."""
    written = document.source.text[span.start : span.end].rstrip(":： \t")
    return place(document, Span(span.start, span.start + len(written)))


def quoted(text: str) -> str:
    """A line as a message quotes it: the first one, and not too much of it."""
    line = text.partition("\n")[0]
    return f"‘{line}’" if len(line) <= MOST_QUOTED else f"‘{line[:MOST_QUOTED].rstrip()}…’"


def named(declaration: Declaration | str) -> str:
    """A kind of declaration with its article: ``an actor``."""
    keyword = declaration if isinstance(declaration, str) else declaration.keyword
    return f"{'an' if keyword.startswith('a') else 'a'} {keyword}"
