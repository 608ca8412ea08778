"""Text that a container shows as it is typed: listings, raw HTML, and what could not be read any other way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from usecase_dsl.importing.block import Block

_CODE_SIGN = re.compile(
    r"[{};]\s*$|^\s*(?:[$#>@]|<[/!?\w])|\w\(\)|[=-]>|[-=]=|:=|\|\||&&|^\s*\"[^\"]*\":|^[\s\-+|\\/_=*.~^]+$|[├└│─]"
)
_LINE_TAGS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
    ]
)
_LINE_TAGS |= frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
_UNSEEN_TAGS = frozenset({"script", "style", "noscript", "template"})


def listing(text: str, language: str, line: int, level: int) -> Iterator[Block]:
    """The blocks of a listing: code when it names its language or looks like code, else its paragraphs."""
    if language or _looks_like_code(text):
        yield Block("code", text.strip("\n"), line, level, language)
    else:
        yield from paragraphs(text, line, level)


def paragraphs(text: str, line: int = 1, level: int = 0) -> Iterator[Block]:
    """Each stretch of lines between empty ones as one text."""
    gathered: list[str] = []
    for number, each in enumerate([*text.split("\n"), ""], line):
        if each.strip():
            gathered.append(each.strip())
        elif gathered:
            yield Block("text", "\n".join(gathered), number - len(gathered), level)
            gathered = []


def html_text(html: str) -> str:
    """What a reader sees of HTML, a line for each of its blocks; scripts and styles are left out."""
    seen = _Seen(convert_charrefs=True)
    seen.feed(html)
    seen.close()
    lines = (" ".join(each.split()) for each in "".join(seen.parts).split("\0"))
    return "\n".join(each for each in lines if each)


class _Seen(HTMLParser):
    """Gathers text; NUL stands where a line ends, because a line end in HTML is a mere space."""

    def __init__(self, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN_TAGS
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN_TAGS))
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data.replace("\0", " "))

    def _break(self, tag: str) -> None:
        if tag in _LINE_TAGS:
            self.parts.append("\0")
        elif tag in {"td", "th"}:
            self.parts.append(" ")


def _looks_like_code(text: str) -> bool:
    lines = [each for each in text.split("\n") if each.strip()]
    return 3 * sum(bool(_CODE_SIGN.search(each)) for each in lines) > len(lines)
