"""Prose as runs of letters that look alike, for what isn't a page: the marks are read as on the site."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Literal, NamedTuple

from usecase_dsl.render.site.prose import Prose

Look = Literal["", "strong", "em", "code"]

_PROSE = Prose(lambda id: None)
_LOOKS: dict[str, Look] = {"strong": "strong", "em": "em", "code": "code"}
_BULLET = re.compile(r"\n- ")
# What leads from anywhere to where it leads from here.
_ABSOLUTE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


class Run(NamedTuple):
    """Letters of one look; ``href`` is where they lead, ``""`` for nowhere."""

    text: str
    look: Look = ""
    href: str = ""


def runs(prose: str) -> tuple[Run, ...]:
    """The runs of a text with CommonMark's inline marks. HTML is text, and so is a link to a file beside the site."""
    reader = _Reader()
    reader.feed(str(_PROSE.inline(_BULLET.sub("\n• ", prose))))
    reader.close()
    return tuple(reader.found)


def words(of: tuple[Run, ...]) -> str:
    """The words alone."""
    return "".join(run.text for run in of)


class _Reader(HTMLParser):
    """Takes runs out of what was written as HTML a moment ago."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Run] = []
        self._open: list[Look] = []
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LOOKS:
            self._open.append(_LOOKS[tag])
        elif tag == "a":
            href = dict(attrs).get("href") or ""
            self._href = href if _ABSOLUTE.match(href) else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _LOOKS:
            self._open.pop()
        elif tag == "a":
            self._href = ""

    def handle_data(self, data: str) -> None:
        self.found.append(Run(data, self._open[-1] if self._open else "", self._href))
