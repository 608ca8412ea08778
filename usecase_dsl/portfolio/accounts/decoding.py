"""Bytes that a CRM or a spreadsheet wrote, as text with ``\\n`` or ``\\r\\n`` at the end of each line."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# Enough to see a heading and some rows.
_PROBE = 4096


def decoded(content: bytes) -> tuple[str, str]:
    """The text of a file, and how its encoding is called. What can't be decoded becomes U+FFFD, never an error.

    A byte order mark decides. Without one a file with a zero in every second byte is UTF-16; what is right as UTF-8 is
    that, and all else Windows-1252, in which spreadsheets of the West save.
    """
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _with_breaks(content[len(mark) :].decode(codec, errors="replace")), name
    if codec := _without_mark(content[:_PROBE]):
        return _with_breaks(content.decode(codec, errors="replace")), "UTF-16"
    try:
        return _with_breaks(content.decode("utf-8")), "UTF-8"
    except UnicodeDecodeError:
        return _with_breaks(content.decode("cp1252", errors="replace")), "Windows-1252"


def _without_mark(probe: bytes) -> str:
    """The kind of UTF-16, if most characters have a zero for one of their bytes and never for the other."""
    even, odd = probe[::2], probe[1::2]
    for zeros, others, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros.count(0) * 2 > len(zeros) and not others.count(0):
            return codec
    return ""


def _with_breaks(text: str) -> str:
    """With no ``\\r`` but before ``\\n``: one alone ends a line too, in files of old."""
    alone = text.count("\r") - text.count("\r\n")
    return text.replace("\r\n", "\n").replace("\r", "\n") if alone else text
