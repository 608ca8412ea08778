"""From a text to the same text in its usual form."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from usecase_dsl.diagnostic import Finding
from usecase_dsl.source import Place, Source, Span, source_from_text
from usecase_dsl.syntax.formatting.layout import in_order, laid_out
from usecase_dsl.syntax.formatting.renumber import Renumbering, renumbered
from usecase_dsl.syntax.formatting.same import same
from usecase_dsl.syntax.nodes import Declaration, Document
from usecase_dsl.syntax.parser import read

_IGNORE = re.compile(
    r"^[^\S\n]*#[^\S\n]*uc[^\S\n]*:[^\S\n]*ignore[^\S\n]*\[(?P<codes>[^\]\n]*)\]", re.MULTILINE | re.IGNORECASE
)
_FIRST_LINE_OF_TEXT = re.compile(r"^[^\S\n]*[^\s#]", re.MULTILINE)
_NUMBERS, _LETTERS = "FLW101", "FLW104"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text in its usual form, with remarks on what was left as it is.

    A text that was ``refused`` is returned as it was, and a remark says why.
    """

    text: str
    remarks: tuple[Finding, ...] = ()
    refused: bool = False


def formatted(source: Source) -> Formatted:
    """A text in its usual form: it says the same, and nothing in it is lost. Formatting that again changes nothing.

    Where labels are ambiguous those of the use case stay as they are. A text in which something can't be read, since it
    isn't UTF-8 or holds control characters, is refused.
    """
    if source.unfit:
        span, what = source.unfit[0]
        why = "is no UTF-8" if what == "UTF-16" else "holds what can't stand in a text"
        return _refused(source, span, f"the text {why} ({what}); it was left as it is")
    document = read(source)
    texts: dict[Span, str] = {}
    remarks: list[Finding] = []
    for declaration, silenced in zip(document.declarations, _silenced(document), strict=True):
        found = _renumbered(document, declaration, silenced)
        texts.update(found.texts)
        remarks += _remark(declaration, found.obstacle)
    text = laid_out(document, texts)
    if not same(document, read(source_from_text(text, source.name)), texts):
        message = "formatting this text would change what it says; it was left as it is"
        return _refused(source, Span(0, 0), message)
    return Formatted(text, tuple(remarks))


def _renumbered(document: Document, declaration: Declaration, silenced: Container[str]) -> Renumbering:
    """The new labels of a use case, in the order in which its flows will stand; a comment that tells the checker to let
    numbers or letters be is heard here, too."""
    arranged = replace(declaration, sections=tuple(in_order(declaration.sections)))
    return renumbered(document, arranged, steps=_NUMBERS not in silenced, letters=_LETTERS not in silenced)


def _silenced(document: Document) -> Iterator[set[str]]:
    """Of each declaration the codes that comments silence: in it, right above it, and at the head of the file."""
    text = document.source.text
    first = _FIRST_LINE_OF_TEXT.search(text)
    begin = first.start() if first else len(text)
    everywhere = _codes(text, 0, begin)
    for declaration in document.declarations:
        yield everywhere | _codes(text, begin, declaration.span.end)
        begin = declaration.span.end


def _codes(text: str, start: int, end: int) -> set[str]:
    comments = _IGNORE.finditer(text, start, end)
    return {code.strip().upper() for comment in comments for code in comment["codes"].split(",")}


def _remark(declaration: Declaration, obstacle: Finding | None) -> Iterable[Finding]:
    if obstacle:
        name = declaration.id.text if declaration.id else declaration.name.value
        message = f"the labels of ‘{name}’ were left as they are: {obstacle.message}"
        yield replace(obstacle, message=message)


def _refused(source: Source, span: Span, message: str) -> Formatted:
    return Formatted(source.text, (Finding(Place(source, span), message),), refused=True)
