"""Text on a terminal: what is safe to show, and how wide it is."""

from __future__ import annotations

import unicodedata

TAB = 4
_ZERO_WIDTH = ("Mn", "Me", "Cf")
# Controls, line and paragraph separators and lone surrogates would break the line or the terminal.
_UNFIT = ("Cc", "Cs", "Zl", "Zp")
# These turn the direction of what follows them, so that a line reads as something it isn't.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shown(text: str) -> str:
    """A text on one line: blanks for tabs and line ends, U+FFFD for what a terminal would obey instead of showing."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_safe, text))


def expanded(text: str, column: int = 0) -> str:
    """A part of a line with its tabs made blanks; ``column`` is the width of what stands before it."""
    result = ""
    for character in text:
        safe = " " * (TAB - column % TAB) if character == "\t" else _safe(character)
        result += safe
        column += width(safe)
    return result


def width(text: str) -> int:
    """How many columns a text takes: two for each wide character, none for marks that combine."""
    return sum(map(_columns, text)) if not text.isascii() else len(text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _safe(character: str) -> str:
    if character in "\t\n\r":
        return " "
    return "\ufffd" if character in _TURNING or unicodedata.category(character) in _UNFIT else character
