"""How wide a text is and where its lines break, the same on every machine whatever its fonts.

The widths are those of Helvetica, which Arial, Liberation Sans and Nimbus Sans share, and averages elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

# In thousandths of the font's size.
_GROUPS = {
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: '()-`r"“”·',
    350: "•",
    389: "*",
    469: "^",
    500: "Jckqsvxyz",
    556: "#$0123456789?L_abdeghnopqu«»–",
    584: "+<=>~",
    611: "FTZß",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQØ",
    833: "Mm",
    889: "%æ",
    944: "W",
    1000: "—…Æ→",
    1015: "@",
}
_WIDTHS = {character: width for width, group in _GROUPS.items() for character in group} | {"{": 334, "}": 334}
_WIDE, _CAPITAL, _SMALL = 1000, 722, 570

_BLANKS = re.compile(r"[ \t\n]+")

# Chinese and Japanese have no blanks: a line may break after any character but before closing marks.
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_CLOSING = "、。，．！？：；」』）】ー"


class Piece(NamedTuple):
    """A part of a text that stays on one line, with the blank that would stand before it."""

    text: str
    width: float
    blank: str


@lru_cache(maxsize=8192)
def width(text: str, size: float) -> float:
    """How wide a line of text is."""
    return sum(map(_width, text)) * size / 1000


@lru_cache(maxsize=4096)
def wrap(text: str, limit: float, size: float, most: int = 3) -> tuple[str, ...]:
    """The lines of a text, broken at words into lines about equally long.

    They are no wider than ``limit``, unless ``most`` lines can't hold the text, or a line a word: nothing is cut.
    """
    text = " ".join(_BLANKS.split(text.strip()))
    if width(text, size) <= limit:
        return (text,)
    pieces = _pieces(text, size)
    blank = width(" ", size)
    count = min(most, len(_fill(pieces, limit, blank)))
    low, high = 1, int(width(text, size)) + 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if len(_fill(pieces, middle, blank)) <= count else (middle + 1, high)
    return tuple(_fill(pieces, low, blank))


@lru_cache(maxsize=4096)
def fill(text: str, limit: float, size: float) -> tuple[str, ...]:
    """The lines of a text, broken at words, each as full as it can be; wider than ``limit`` only a line of one word."""
    text = " ".join(_BLANKS.split(text.strip()))
    if width(text, size) <= limit:
        return (text,)
    return tuple(_fill(_pieces(text, size), limit, width(" ", size)))


def _pieces(text: str, size: float) -> list[Piece]:
    found = []
    for word in text.split(" "):
        parts = [word] if word.isascii() else _unspaced().findall(word)
        found += [Piece(part, width(part, size), "" if index else " ") for index, part in enumerate(parts)]
    return found


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_IDEOGRAPHS}][{_CLOSING}]*|[^{_IDEOGRAPHS}]+")


def _fill(pieces: Sequence[Piece], limit: float, blank: float) -> list[str]:
    lines = [pieces[0].text]
    used = pieces[0].width
    for piece in pieces[1:]:
        longer = used + piece.width + (blank if piece.blank else 0)
        if longer <= limit:
            lines[-1] += piece.blank + piece.text
            used = longer
        else:
            lines.append(piece.text)
            used = piece.width
    return lines


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS.get(base) or (_CAPITAL if character.isupper() else _SMALL)
