"""When two names are the same, and when one is nearly another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from usecase_dsl.syntax.scripts import DIGITS, LETTERS, is_han

_APOSTROPHES = dict.fromkeys(map(ord, "’‘‛ʼ`´′＇"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)]
)
_FOLD = {**_APOSTROPHES, **_DASHES, **_INVISIBLE, **DIGITS, **LETTERS}
_FOLDED = frozenset(map(chr, _FOLD))
_PADDING = re.compile(r"(?<![\d.])0+(?=\d)")
_FIXED = re.compile(r"\d|\b[^\W\d]\b")


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """What a name is known by: without regard to case, repeated blanks, Unicode form, kinds of apostrophe, dash and
    digit, and invisible characters."""
    if not text.isascii():
        folded = text if _FOLDED.isdisjoint(text) else text.translate(_FOLD)
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folded).casefold())
    return " ".join(text.lower().replace("`", "'").split())


class _Known(NamedTuple):
    name: str
    key: str
    letters: int
    most: int
    edits: int
    fixed: list[str]


class Names:
    """Known names, to have many others compared with them. They are made ready for a length when one of it comes."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [(name, key(name)) for name in dict.fromkeys(names)]
        self._by_length: dict[int, list[_Known]] = {}

    def around(self, length: int) -> list[_Known]:
        """The names that something of this length can be a slip of, in their order."""
        found = self._by_length.get(length)
        if found is None:
            near = (each for each in self._names if abs(len(each[1]) - length) <= _edits_allowed(each[1]))
            found = self._by_length[length] = [_known(*each) for each in near]
        return found


def _known(name: str, own: str) -> _Known:
    letters = _letters(own)
    return _Known(name, own, letters, letters.bit_count(), _edits_allowed(own), _fixed(own))


def near(name: str, others: Iterable[str] | Names) -> str | None:
    """The known name that ``name`` is a slip of, or ``None``; the nearest one, the first of equals.

    Near is one edit (a letter more, less, other, or two swapped) in 4 to 7 letters, two from 8 on; digits
    (but for a zero in front), words of one letter and Chinese characters, which are words too, must agree.
    """
    written = key(name)
    names = others if isinstance(others, Names) else _names(tuple(others))
    known = names.around(len(written))
    letters = _letters(written) if known else 0
    count = letters.bit_count()
    best: tuple[int, str] | None = None
    for other, own, theirs, most, allowed, fixed in known:
        # Letters that only one of the two has rule most names out before all are compared one by one.
        apart = (most if most > count else count) - (letters & theirs).bit_count()
        if apart > allowed or own == written or fixed != _fixed(written):
            continue
        edits = _distance(written, own, allowed)
        if edits <= allowed and (best is None or edits < best[0]):
            best = edits, other
    return best[1] if best else None


@lru_cache(maxsize=16)
def _names(names: tuple[str, ...]) -> Names:
    """Many names are compared with the same ones, one after the other."""
    return Names(names)


def _letters(name: str) -> int:
    """A bit for each letter that a name has, and another if it has it twice. An edit changes two of them at most, one
    that is gone and one that comes; some letters share theirs, so that two names may be further apart than it seems."""
    once = twice = 0
    for character in name:
        bit = 1 << (ord(character) & 31)
        twice |= once & bit
        once |= bit
    return twice << 32 | once


def _edits_allowed(name: str) -> int:
    return 0 if len(name) < 4 else 1 if len(name) < 8 else 2


def _fixed(name: str) -> list[str]:
    """The parts that a slip leaves alone: digits but for a zero in front, and words of one character."""
    return [*_FIXED.findall(_PADDING.sub("", name)), *filter(is_han, name)]


def _distance(a: str, b: str, limit: int) -> int:
    """The optimal string alignment distance, or any number over ``limit`` once it must be over."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            edits = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                edits = min(edits, last[j - 2] + 1)
            row.append(edits)
        if min(row) > limit:
            return limit + 1
    return row[-1]
