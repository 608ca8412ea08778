"""The lines of a source, and which of them are blank, comments, or items."""

from __future__ import annotations

import re

from usecase_dsl.source import Source

BULLETS = "-*•–・･"
# As the grammar has them: what a line may begin with and say nothing by, and how an item begins.
_BEFORE = re.compile("[^\\S\n]*(?:[\u00ad\u200b-\u200f\u2060\ufeff]+[^\\S\n]*)*")
_BULLET = re.compile(r"(?:[-*•–](?=\s)|[・･])[^\S\n]*")


class Lines:
    """A source by its lines, counted from 0: where each begins, and where its first character that can be seen is."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.starts = source.line_starts[:-1]
        self.ends = [start - 1 for start in source.line_starts[1:]]
        self.firsts = [match.end() for start in self.starts if (match := _BEFORE.match(self.text, start))]

    def __len__(self) -> int:
        return len(self.starts)

    def whole(self, number: int) -> str:
        """A line as it was typed, without blanks at its end."""
        return self.text[self.starts[number] : self.ends[number]].rstrip()

    def said(self, number: int) -> str:
        """What a line says."""
        return self.text[self.firsts[number] : self.ends[number]].rstrip()

    def unseen(self, number: int) -> str:
        """The characters before what a line says that take no room, such as a mark for the direction of writing."""
        return "".join(self.text[self.starts[number] : self.firsts[number]].split())

    def plain(self, number: int) -> str:
        """What a line says, with the usual mark before an item and before a row of a table."""
        said = self.said(number)
        if bullet := _BULLET.match(f"{said}\n"):
            return f"- {said[bullet.end() :]}".rstrip()
        return f"| {said[1:].strip()}".rstrip() if said.startswith("|") else said
