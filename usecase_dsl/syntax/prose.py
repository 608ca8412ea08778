"""Prose put together from its lines, with what it refers to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from usecase_dsl.source import Span
from usecase_dsl.syntax.nodes import Reference, Text
from usecase_dsl.syntax.vocabulary import Vocabulary

_BRACKETS = re.compile(r"\[([\w#][\w.#, -]*)\](?!\()")
_ID = re.compile(r"[\w#](?:[\w.#-]*[\w#])?")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


class Line(NamedTuple):
    """A line of prose, and the white space after it."""

    kind: Literal["text", "colon", "bullet", "row", "near"]
    value: str
    start: int
    rest: str


def join(lines: Sequence[Line]) -> Text:
    """One prose of its lines: text goes on, a blank line is a paragraph break, bullets and rows stand on their own."""
    value, previous, above = "", "", ""
    references: tuple[Reference, ...] = ()
    for line in lines:
        written = line.value[1:] if line.value.startswith("\\") else line.value
        own = {"bullet": f"- {written}", "row": f"| {written}"}.get(line.kind, written)
        value += (_separator(previous, above, line) if value else "") + own
        references += bracketed(line.value, line.start)
        previous, above = line.rest, line.kind
    last = lines[-1]
    return Text(value, references, Span(lines[0].start, last.start + len(last.value)))


def one_line(value: str, start: int) -> Text:
    """The prose of a single line."""
    references = bracketed(value, start) if "[" in value else ()
    span = Span(start, start + len(value))
    return Text(value[1:] if value.startswith("\\") else value, references, span)


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
def _include_pattern(words: Vocabulary) -> re.Pattern[str]:
    verb = "|".join(re.escape(word) for word in words.include)
    return re.compile(rf"(?:{verb})\s+(?P<whole>\S.*)|.*\((?:{verb})\s+(?P<part>[^()]+)\)", re.IGNORECASE | re.DOTALL)


def includes(text: Text, words: Vocabulary) -> tuple[Reference, ...]:
    """What a step calls: ``include UC-02``, or prose with ``(include UC-02)`` at its end; one reference as written."""
    match = _include_pattern(words).fullmatch(text.value.rstrip(" .;"))
    if not match:
        return ()
    group = "whole" if match["whole"] else "part"
    start = text.span.start + match.start(group)
    return (Reference(match[group].strip(), Span(start, start + len(match[group].strip()))),)
