"""Marks: the comment line that ties a test to its scenario, whatever becomes of its name, place and body.

``# usecase: UC-01 2a flows=1f3a5c text=9b8c7d6e made=aabbcc``

It begins with the use case and the labels of the flows that the scenario takes (``main`` if none). The rest
is there for changes: ``flows`` is a digest of those flows' conditions, which stay what they are when a step
more renumbers all labels; ``text`` of all that the scenario says; ``made`` of the test as it was generated. A
person may write a mark without them. In other languages it is a comment of theirs.

Below a mark stand notes, lines that begin with ``usecase changed:`` or ``usecase vanished:``: what a run has to
say about a test that a person wrote. They go when the person takes them away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NamedTuple

_OPENING = r"[ \t\f]*(?:#|//|<!--)[ \t]*"
_LINE = re.compile(_OPENING + r"usecase:[ \t]*(\S+)[ \t]+(\S.*)", re.IGNORECASE)
_NOTE = re.compile(_OPENING + r"usecase (changed|vanished):", re.IGNORECASE)
_DIGESTS = ("flows", "text", "made")
_DIGEST = re.compile(rf"(?:^|\s)({'|'.join(_DIGESTS)})=(\S*)")


class Comment(NamedTuple):
    """How a language writes a comment that is a line of its own; ``fit`` makes any words fit for one."""

    opening: str = "#"
    closing: str = ""
    fit: Callable[[str], str] = str

    def line(self, text: str, indent: str = "") -> str:
        text = self.fit(text)
        safe = text.replace(self.closing, " ") if self.closing else text
        return f"{indent}{self.opening} {safe}{' ' + self.closing if self.closing else ''}"


HASH = Comment()


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark says; digests that it lacks are ``""``. ``remark`` is what a person wrote behind these."""

    use_case: str
    scenario: str
    flows: str = ""
    text: str = ""
    made: str = ""
    remark: str = ""

    def __str__(self) -> str:
        digests = (f"{name}={value}" for name in _DIGESTS if (value := getattr(self, name)))
        return " ".join(filter(None, ["usecase:", self.use_case, self.scenario, *digests, self.remark]))


def parse_mark(line: str) -> Mark | None:
    """The mark that a line of a file is, if it is one."""
    if not (found := _LINE.match(line)):
        return None
    said, *others = re.split(_DIGEST, found[2].rstrip().removesuffix("-->"))
    digests = dict(zip(others[::3], others[1::3], strict=True))
    labels, remark = " ".join(said.split()), " ".join(" ".join(others[2::3]).split())
    return Mark(found[1], labels, **digests, remark=remark) if labels else None


def is_note(line: str) -> bool:
    """Whether a line is a note that a run left about the test below it."""
    return bool(_NOTE.match(line))


def is_flag(line: str) -> bool:
    """Whether a line is the note that a test's scenario has vanished."""
    return (found := _NOTE.match(line)) is not None and found[1].casefold() == "vanished"


def digest(parts: Iterable[str], length: int) -> str:
    """So many characters that stand for these texts."""
    return sha256("\0".join(parts).encode("utf-8", errors="replace")).hexdigest()[:length]


def identity(mark: Mark) -> Mark:
    """The mark without what says nothing of its scenario."""
    return replace(mark, made="", remark="")
