"""Prose put together from its lines, with what it refers to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from usecase_dsl.source import Span
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Reference, Text
from usecase_dsl.syntax.scripts import ENDS, FULL_STOPS, before_name
from usecase_dsl.syntax.vocabulary import Vocabulary

_BRACKETS = re.compile(r"\[([\w#][\w.#, -]*)\](?!\()")
_ID = re.compile(r"[\w#](?:[\w.#-]*[\w#])?")
_ID_IN_TITLE = re.compile(r"(?P<id>(?=[^\s]*\d)[\w#](?:[\w.#-]*[\w#])?)(?:\s+[-–—]|\s*[:：])\s+(?P<title>\S.*)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
# What says that something isn't written yet.
UNWRITTEN = ("...", "…", "……")

LineKind = Literal["text", "colon", "bullet", "row"]
_MARKS: Mapping[LineKind, str] = {"bullet": "- ", "row": "| "}


class Line(NamedTuple):
    """A line of prose, and the white space after it."""

    kind: LineKind
    value: str
    start: int
    rest: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.value))


def join(lines: Sequence[Line]) -> Text:
    """One prose of its lines: text goes on, a blank line is a paragraph break, bullets and rows stand on their own."""
    if len(lines) == 1 and lines[0].kind not in _MARKS:
        return one_line(lines[0].value, lines[0].start)
    value, previous, above = "", "", ""
    references: tuple[Reference, ...] = ()
    for line in lines:
        written = line.value[1:] if line.value.startswith("\\") else line.value
        value += (_separator(previous, above, line) if value else "") + _MARKS.get(line.kind, "") + written
        references += bracketed(line.value, line.start)
        previous, above = line.rest, line.kind
    return Text(value, references, Span(lines[0].start, lines[-1].span.end))


def one_line(value: str, start: int) -> Text:
    """The prose of a single line."""
    references = bracketed(value, start) if "[" in value else ()
    span = Span(start, start + len(value))
    return Text(value[1:] if value.startswith("\\") else value, references, span)


def id_in_title(id: Reference | None, title: Text) -> tuple[Reference | None, Text]:
    """``use case: UC23 - Transfer money`` has its id in the title's place."""
    # A backslash before a title says that it is all title.
    escaped = title.span.end - title.span.start > len(title.value)
    match = None if id or escaped else _ID_IN_TITLE.fullmatch(title.value)
    if not match:
        return id, title
    start = title.span.start
    span = Span(start + match.start("id"), start + match.end("id"))
    return Reference(match["id"], span), one_line(match["title"], start + match.start("title"))


def says_nothing(value: str, words: Vocabulary) -> bool:
    """Whether a text says on purpose that there is none, or that it is yet to be written."""
    return value in UNWRITTEN or not words.nothing.isdisjoint((key(value), key(value).rstrip(FULL_STOPS)))


def bracketed(value: str, start: int) -> tuple[Reference, ...]:
    """The ids in brackets: ``[BR-1, REQ-7]`` holds two. Anything else in brackets is text."""
    found: list[Reference] = []
    for match in _BRACKETS.finditer(value) if "[" in value else ():
        parts = list(re.finditer(r"[^,]+", match[1]))
        ids = [part for part in parts if _ID.fullmatch(part[0].strip())]
        if len(ids) == len(parts):
            found.extend(_reference(part, start + match.start(1)) for part in ids)
    return tuple(found)


def _reference(part: re.Match[str], offset: int) -> Reference:
    text = part[0].strip()
    start = offset + part.start() + len(part[0]) - len(part[0].lstrip())
    return Reference(text, Span(start, start + len(text)))


def _separator(rest: str, above: str, line: Line) -> str:
    if _BLANK_LINE.search(rest):
        return "\n\n"
    return "\n" if "row" in (above, line.kind) or line.kind == "bullet" else " "


@lru_cache(maxsize=16)
def _include_patterns(words: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    verb = before_name(words.include)
    whole = re.compile(rf"(?:{verb})(?P<called>\S.*)", re.IGNORECASE)
    part = re.compile(rf".*[(（](?:{verb})(?P<called>[^()（）]+)[)）]", re.IGNORECASE | re.DOTALL)
    return whole, part


def includes(text: Text, first: Text, words: Vocabulary) -> tuple[Reference, ...]:
    """What a step calls: ``include UC-02`` on its ``first`` line, or prose with ``(include UC-02)`` at its end; one
    reference as written."""
    whole, part = _include_patterns(words)
    brackets = "(" in text.value or "（" in text.value
    for pattern, prose in ((whole, first), (part, text)) if brackets else ((whole, first),):
        if match := pattern.fullmatch(prose.value.rstrip(f" {ENDS}")):
            called = match["called"].strip()
            start = prose.span.start + match.start("called")
            return (Reference(called, Span(start, start + len(called))),)
    return ()
