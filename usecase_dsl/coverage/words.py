"""Names as programmers write them, taken apart: ``Uc01PlaceAnOrderTest`` and ``UC-01: place an order`` have one key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_RUN = re.compile(r"\d+|[^\W\d_]+")
# What stands between parts of a name; other signs, and ``_`` and blanks, stand within one.
_PARTS = re.compile(r"[.:/\\|>›»\[\](){}#$;\n]|\s[-–—]+\s")
_BRACKET = re.compile(r"[\[({]")


class Word(NamedTuple):
    """A run of letters or digits in small letters, without accents, and the signs before it.

    ``glued`` says that nothing parts it from the word before: ``a`` in ``2a``, but not ``Cart`` in ``2aCart``.
    """

    text: str
    lead: str
    glued: bool

    @property
    def begins_part(self) -> bool:
        """Whether more than a blank parts it from what stands before: it begins a class's name, or a function's."""
        return _PARTS.search(self.lead) is not None

    @property
    def in_brackets(self) -> bool:
        """Whether a bracket opens before it, as before the parameters of a test."""
        return _BRACKET.search(self.lead) is not None


def words(text: str) -> list[Word]:
    """The words of a name, in order. ``*`` is the word ``any``, as it is in the names of tests."""
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", text).replace("*", " any "))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found: list[Word] = []
    end = 0
    for run in _RUN.finditer(plain):
        lead = plain[end : run.start()] if found else f"\n{plain[: run.start()]}"
        for index, piece in enumerate(_pieces(run[0])):
            glued = not lead and index == 0 and not (piece[:1].isupper() and piece[1:2].islower())
            found.append(Word(piece.casefold(), lead if index == 0 else "", glued))
        end = run.end()
    return found


def joined(of: Iterable[Word]) -> str:
    """What words are compared by: signs are left out, except between two numbers."""
    key = ""
    for word in of:
        key += f".{word.text}" if key[-1:].isdigit() and word.text[0].isdigit() else word.text
    return key


def begin_alike(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether one of them, which has some words, is the beginning of the other."""
    return bool(one and other) and all(a.text == b.text for a, b in zip(one, other, strict=False))


def _pieces(run: str) -> list[str]:
    """The words in a run of letters by their capitals: ``XMLFile`` has two."""
    starts = [index for index in range(1, len(run)) if _capital_begins(run, index)]
    return [run[a:b] for a, b in zip([0, *starts], [*starts, len(run)], strict=True)]


def _capital_begins(run: str, index: int) -> bool:
    before, here, after = run[index - 1], run[index], run[index + 1 : index + 2]
    return here.isupper() and (before.islower() or (before.isupper() and after.islower()))
