"""Markdown made of any words that people write."""

from __future__ import annotations

import re

from usecase_dsl.generate.languages.python_text import plain

# What stands for something else in CommonMark, in tables and formulas of GitHub, or begins a link there.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_LISTED = re.compile(r"(\d{1,9})([.)])(?=\s|$)|([-+=])(?=\s|$|[-+=])")


def inline(text: str) -> str:
    """The text on one line, so that a page shows it as it is; also in a cell of a table."""
    return _SIGNS.sub(r"\\\1", plain(text))


def block(text: str) -> str:
    """The text as the beginning of a paragraph: no list, no rule and no underline of a heading."""
    escaped = inline(text)
    return _LISTED.sub(_unlisted, escaped, count=1) if _LISTED.match(escaped) else escaped


def _unlisted(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"
