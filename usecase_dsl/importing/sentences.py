"""The sentences of a text, and pieces that are cut out of one."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from usecase_dsl import resources

_END = re.compile(r"[.!?…؟۔]{1,9}[\"'’”»)\]*_`]{0,9}\s+|[。！？．]+[」』”）)]*\s*")
_OPENING = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", "」": "「", "』": "『", "）": "（"}
_CLOSING = {opening: closing for closing, opening in _OPENING.items()}
_LAST_WORD = re.compile(r"[^\s(\[«“\"*_]{1,20}$")
_FARTHEST = 400
_EMPHASIS = ("***", "___", "**", "__", "*", "_", "`")


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the blanks after it: put together again, they are the text.

    A sentence doesn't end in brackets and quotes, after an abbreviation, an initial or a number that begins it, nor
    before a small letter.
    """
    inside, parts, begin = _enclosed(text), list[str](), 0
    for match in _END.finditer(text):
        if match.end() == len(text) or inside[match.end() - 1] or not _ends(text, begin, match):
            continue
        parts.append(text[begin : match.end()])
        begin = match.end()
    return [*parts, text[begin:]] if text[begin:] else parts


def unwrapped(text: str) -> str:
    """A text without the emphasis that is round all of it."""
    for mark in _EMPHASIS:
        inner = text[len(mark) : -len(mark)]
        if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark) and mark not in inner:
            return inner.strip()
    return text


def balanced(text: str) -> str:
    """A text that was cut out, without a mark of emphasis or a bracket at its ends that has lost its other half."""
    text = text.strip()
    for mark in ("**", "__", "`", "*", "_"):
        if text.count(mark) % 2:
            text = (text.removeprefix(mark) if text.startswith(mark) else text.removesuffix(mark)).strip()
    for opening, closing in ("()", "[]"):
        if text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1].rstrip()
    return text


def capital(text: str) -> str:
    """A text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    mark, following = match[0].strip(), text[match.end()]
    if mark[0] in "。！？．":
        return True
    if following.islower() or (mark.startswith(("..", "…")) and not following.isupper()):
        return False
    if not mark.startswith("."):
        return True
    word = _LAST_WORD.search(text, max(begin, match.start() - 20), match.start())
    last = word[0] if word else ""
    initial = len(last) == 1 and last.isalpha() and last.isupper()
    numbering = text[begin : match.start()].strip(" *_([").isalnum() and last[-1:].isdigit()
    return not (initial or numbering or not last or f"{last.lower()}." in _abbreviations())


@cache
def _abbreviations() -> frozenset[str]:
    """Abbreviations, and of those with blanks in them, such as ``z. B.``, each part but the last."""
    table: Any = json.loads(resources.read_text("grammar/wordings.json"))["languages"]
    written = [each.lower() for language in table.values() for each in language["abbreviations"]]
    parts = [part for each in written for part in (*each.split()[:-1], each.split()[-1])]
    return frozenset({*written, *parts})


def _enclosed(text: str) -> bytearray:
    """For each character, whether it stands in brackets or quotes that are closed again before long."""
    inside, open_marks = bytearray(len(text)), list[tuple[str, int]]()
    for at, each in enumerate(text):
        opening = '"' if each == '"' else _OPENING.get(each)
        match = next((m for m in reversed(open_marks[-5:]) if m[0] == opening), None) if opening else None
        if match:
            del open_marks[open_marks.index(match) :]
            if at - match[1] < _FARTHEST:
                inside[match[1] : at] = b"\1" * (at - match[1])
        elif each == '"' or each in _CLOSING:
            open_marks.append((each, at))
    return inside
