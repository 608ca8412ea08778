"""The lines under the label of a field as its items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from usecase_dsl.importing import lexicon
from usecase_dsl.importing.lexicon import documents
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.steps import one_line
from usecase_dsl.syntax import vocabulary
from usecase_dsl.syntax.names import key

_PLACEHOLDER = re.compile(r"[*_]*(?:<[^<>]{3,}>|\{[^{}]{3,}\}|\[[^\[\]]{3,}\])[*_]*[.]?")


def items_of(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """The items of a field with their lines: list items, rows, paragraphs. What stands below an item is part of it."""
    items: list[tuple[str, int]] = []
    base = min((line.level for line in lines if line.kind == "item"), default=0)
    head = ""
    for line in lines:
        text = one_line(line.text)
        if line.kind == "picture" or not text:
            continue
        if line.kind in ("heading", "term"):
            head = f"{lexicon.without_numbering(text).rstrip(':')}: "
            continue
        text, head = f"{head}{text}", ""
        if line.kind == "item" and line.level > base and items:
            items[-1] = (
                f"{items[-1][0]}; {_with_mark(line, text)}"
                if items[-1][0][-1:] not in ":;"
                else f"{items[-1][0]} {_with_mark(line, text)}",
                items[-1][1],
            )
        elif line.kind == "text" and items and line.level > base and any(each.kind == "item" for each in lines):
            items[-1] = f"{items[-1][0]} {text}", items[-1][1]
        else:
            items.extend(_of_line(line, text))
    return items


def apart(lines: Sequence[Line]) -> list[Line]:
    """The lines with each of their physical lines as one of its own, as names stand below each other."""
    return [
        replace(line, text=text, number=line.number + count, mark=line.mark if count == 0 else None)
        for line in lines
        for count, text in enumerate(line.text.split("\n"))
        if text.strip()
    ]


def _with_mark(line: Line, text: str) -> str:
    return (
        f"{line.mark.value}) {text}" if line.mark and line.mark.kind in ("letter", "number", "label", "code") else text
    )


def _of_line(line: Line, text: str) -> list[tuple[str, int]]:
    if line.kind == "item" and line.mark and line.mark.kind in ("label", "code"):
        return [(f"{line.mark.value} {text}", line.number)]
    return [(text, line.number)]


def is_placeholder(text: str) -> bool:
    """Whether a template's brackets were never filled."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None and " " in text


@cache
def _nothing() -> frozenset[str]:
    words = frozenset(key(word) for each in vocabulary.languages() for word in vocabulary.words(each, "nothing"))
    return words | documents()["nothing"]


@cache
def _before_what_there_is_none_of() -> tuple[str, ...]:
    return tuple(f"{word} " for word in {*_nothing(), "no"} if len(word) > 1)


def says_nothing(text: str) -> bool:
    """Whether a text says in any language that there is none."""
    words = key(text.strip(" *_()")).rstrip(".。")
    return not words or words in _nothing()


def says_there_is_none(text: str) -> bool:
    """Whether a short sentence says that there is none: "No alternative flows."."""
    words = key(text.strip(" *_()")).rstrip(".。")
    if says_nothing(text):
        return True
    return words.startswith(_before_what_there_is_none_of()) and len(words.split()) <= 6
