"""What a finding is known by from one run to the next, whatever moved in the meantime."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.report.characters import shown
from usecase_dsl.source import Place

# A step's or a flow's label, wherever it stands: 3, 3a1, 2-4a. Not a number within a word or a name (UC-01, 2.5).
_LABEL = re.compile(r"(?<![\w.-])\d+(?:[a-z]\d*)*(?:-\d+(?:[a-z]\d*)*)?(?![\w-]|\.\d)")
_LENGTH = 32


class Mark(NamedTuple):
    """A finding without its place: which rule, in which file, on a line that says what, and which of those there."""

    code: str
    file: str
    text: str
    nth: int


def fingerprints(found: Sequence[Diagnostic]) -> list[str]:
    """A fingerprint for each finding, in their order; no two are the same.

    They stay as they are when lines move, when labels are numbered anew, and when other findings are put right.
    """
    return [hashlib.sha256("\0".join(map(str, mark)).encode()).hexdigest()[:_LENGTH] for mark in marks(found)]


def marks(found: Sequence[Diagnostic]) -> list[Mark]:
    """What each finding is known by, in their order; findings that look the same are counted in that of their text."""
    seen: Counter[tuple[str, str, str]] = Counter()
    of: dict[int, Mark] = {}
    for index in sorted(range(len(found)), key=lambda index: found[index].place.span):
        each = found[index]
        same = (each.code, shown(each.place.source.name), known_by(line_of(each.place)))
        of[index] = Mark(*same, seen[same])
        seen[same] += 1
    return [of[index] for index in range(len(found))]


def line_of(place: Place) -> str:
    """The line that a place begins in, on one line and with single blanks, as a person reads it."""
    return " ".join(shown(place.source.line(place.start.line)).split())


def known_by(line: str) -> str:
    """What stays of a line when its labels are numbered anew."""
    return _LABEL.sub("#", line)
