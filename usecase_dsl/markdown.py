"""Markdown made of any words that people write."""

from __future__ import annotations

import re

from usecase_dsl.plain_text import plain

# What stands for something else in CommonMark, in tables and formulas of GitHub, or begins a link there.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_LISTED = re.compile(r"(\d{1,9})([.)])(?=\s|$)|([-+=])(?=\s|$|[-+=])")


def escaped(text: str) -> str:
    """The text with a backslash before each sign that would be taken for markup."""
    return _SIGNS.sub(r"\\\1", text)


def inline(text: str) -> str:
    """The text on one line, so that a page shows it as it is; also in a cell of a table."""
    return escaped(plain(text))


def block(text: str) -> str:
    """The text as the beginning of a paragraph."""
    return beginning(inline(text))


def beginning(markdown: str) -> str:
    """Markdown that may begin a paragraph: no list, no rule and no underline of a heading."""
    return _LISTED.sub(_unlisted, markdown, count=1) if _LISTED.match(markdown) else markdown


def _unlisted(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"
