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
from usecase_dsl.syntax.scripts import FULL_STOPS

_END_OF_SENTENCE = re.compile(r"[.;!?。；！？][\"'”’»)*_]*\s*$")
_PLACEHOLDER = re.compile(r"[*_]*(?:<[^<>]{3,}>|\{[^{}]{3,}\}|\[[^\[\]]{3,}\])[*_]*[.]?")


def items_of(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """The items of a field with their lines: list items, rows, paragraphs. What stands below an item is part of it."""
    items: list[tuple[str, int]] = []
    listed = [line for line in lines if line.kind == "item"]
    base = min((line.level for line in listed), default=0)
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
        elif line.kind == "text" and items and line.level > base and listed:
            items[-1] = f"{items[-1][0]} {text}", items[-1][1]
        else:
            items.append((_of_line(line, text, alone=len(listed) == 1), line.number))
    return items


def apart(lines: Sequence[Line]) -> list[Line]:
    """The lines with each of their physical lines as one of its own, as names stand below each other."""
    return [
        replace(line, text=text, number=line.number + count, mark=line.mark if count == 0 else None)
        for line in lines
        for count, text in enumerate(line.text.split("\n"))
        if text.strip()
    ]


def with_sentences_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines with those of a cell taken apart where each of its physical lines is a sentence."""
    found: list[Line] = []
    for line in lines:
        above = line.text.split("\n")[:-1] if line.table and line.kind in ("text", "item") else []
        whole = bool(above) and all(_END_OF_SENTENCE.search(each) for each in above if each.strip())
        found.extend(apart([line]) if whole else [line])
    return found


def _with_mark(line: Line, text: str) -> str:
    return (
        f"{line.mark.value}) {text}" if line.mark and line.mark.kind in ("letter", "number", "label", "code") else text
    )


def _of_line(line: Line, text: str, alone: bool) -> str:
    """An item with its label or code. A number is part of it where it counts nothing: "2 - Lending"."""
    if line.kind == "item" and line.mark and line.mark.kind in ("label", "code"):
        return f"{line.mark.value}: {text}" if text else line.mark.value
    if line.kind == "item" and line.mark and line.mark.kind == "number" and alone and line.mark.value != "1":
        return f"{line.mark.value}. {text}"
    return text


def is_placeholder(text: str) -> bool:
    """Whether a template's brackets were never filled."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None and " " in text


@cache
def _nothing() -> frozenset[str]:
    return _nothing_in_keywords() | documents()["nothing"]


@cache
def _before_what_there_is_none_of() -> tuple[str, ...]:
    return tuple(f"{word} " for word in {*_nothing(), "no"} if len(word) > 1)


def says_nothing(text: str) -> bool:
    """Whether a text says in any language that there is none."""
    words = key(text.strip(" *_()")).rstrip(FULL_STOPS)
    return not words or words in _nothing()


def none_as_read_in(language: str, text: str) -> str:
    """What an item says, as it can be read in a document of the language: that there is none, said in the words of
    another, becomes "none"."""
    words = key(text.strip(" *_()")).rstrip(FULL_STOPS)
    own = {*vocabulary.words(language, "nothing"), *vocabulary.words("en", "nothing")}
    foreign = words not in map(key, own) or not any(map(str.isalpha, words))
    return "none" if words in _nothing_in_keywords() and foreign else text


@cache
def _nothing_in_keywords() -> frozenset[str]:
    return frozenset(key(word) for each in vocabulary.languages() for word in vocabulary.words(each, "nothing"))


def says_there_is_none(text: str) -> bool:
    """Whether a short sentence says that there is none: "No alternative flows."."""
    words = key(text.strip(" *_()")).rstrip(FULL_STOPS)
    if says_nothing(text):
        return True
    return words.startswith(_before_what_there_is_none_of()) and len(words.split()) <= 6
