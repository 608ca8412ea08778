"""Text and places in it. Knows nothing of the language."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

# Surrogates, controls other than tab and line feed, and the two non-characters have no place in a text.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")


class Span(NamedTuple):
    """A stretch of a source's text: offsets in code points, the end not included."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people count: line and column from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """One text with the name it goes by.

    ``text`` has ``\\n`` at each line's end and ends with one; what can't stand in a text is replaced by
    U+FFFD, one for one, and each run of it is listed in ``unfit`` with what it began with.
    """

    name: str
    text: str
    unfit: tuple[tuple[Span, str], ...] = ()

    @cached_property
    def line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def position(self, offset: int) -> Position:
        """The line and column of an offset."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)]


@dataclass(frozen=True)
class Place:
    """A span in a source."""

    source: Source
    span: Span

    @property
    def start(self) -> Position:
        return self.source.position(self.span.start)

    @property
    def end(self) -> Position:
        return self.source.position(self.span.end)

    def __str__(self) -> str:
        line, column = self.start
        return f"{self.source.name}:{line}:{column}"


def source_from_text(text: str, name: str = "<text>") -> Source:
    """A source from any string, whatever line ends or stray characters it holds."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.endswith("\n"):
        text += "\n"
    unfit = tuple((Span(*match.span()), f"U+{ord(match[0][0]):04X}") for match in _UNFIT.finditer(text))
    return Source(name, _UNFIT.sub(lambda run: "\ufffd" * len(run[0]), text), unfit)


def source_from_bytes(data: bytes, name: str) -> Source:
    """A source from a file's bytes: UTF-8 with or without a byte order mark, or UTF-16 with one.

    Bytes that aren't UTF-8 are listed in ``unfit``, as is UTF-16 (which is read all the same).
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        source = source_from_text(data.decode("utf-16", errors="replace"), name)
        return Source(name, source.text, ((Span(0, 0), "UTF-16"), *source.unfit))
    source = source_from_text(data.decode("utf-8", errors="surrogateescape"), name)
    return Source(name, source.text, tuple((span, _as_byte(what)) for span, what in source.unfit))


def _as_byte(what: str) -> str:
    """Decoding hands a byte that isn't UTF-8 through as U+DC80 to U+DCFF; name it as the byte it was."""
    code = int(what[2:], 16)
    return f"byte 0x{code - 0xDC00:02X}" if 0xDC80 <= code <= 0xDCFF else what
