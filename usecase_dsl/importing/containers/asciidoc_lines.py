"""The lines of AsciiDoc: what each of them can be by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Line(NamedTuple):
    """A line of the source with its number, from 1."""

    number: int
    text: str


@dataclass
class Attributes:
    """What a line in brackets says of the block below it: ``[style,language,name=value]``."""

    places: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def style(self) -> str:
        return re.split("[#.%]", self.places[0], maxsplit=1)[0].strip() if self.places else ""

    @property
    def language(self) -> str:
        return self.places[1].strip() if len(self.places) > 1 else self.names.get("language", "")

    def add(self, text: str) -> None:
        """Take over what stands in the brackets; ids, roles and options say nothing of the text."""
        self.places += ["source"] if text.startswith(",") else []
        for part in re.findall(r"(?:\"[^\"]*\"|[^,])+", text):
            name, sign, value = part.partition("=")
            if sign and re.fullmatch(r"\s*[\w-]+\s*", name):
                self.names[name.strip().lower()] = value.strip().strip("\"'")
            elif not re.match(r"\s*[.#%]", part):
                self.places.append(part.strip().strip("\"'"))


class Item(NamedTuple):
    """The first line of a list's item: the kind of its marker, the marker as written, and the text after it."""

    kind: str
    marker: str
    text: str


COMMENT = re.compile(r"//(?!/)")
PREPROCESSOR = re.compile(r"(?:ifdef|ifndef|ifeval|endif|include)::[^\[]*\[(.*)\]$")
ENTRY = re.compile(r":!?(\w[\w-]*)!?:(?:\s+(.*))?$")
_BRACKETED = re.compile(r"\[(?:((?=[\w.#%,\"'])(?:[^\[\]\"]|\"[^\"]*\")*)?|\[[^\]]*\])\]$")
TITLE = re.compile(r"\.(\.?[^\s.].*)$")
SECTION = re.compile(r"(={1,6}|#{1,6})\s+(\S.*?)(?:\s+\1)?$")
RULE = re.compile(r"'{3,}|<{3,}|-{3}|\*{3}|- - -|\* \* \*")
DELIMITER = re.compile(r"(-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|--|[|,:!]={3,}|`{3,})([\w+#-]*)$")
MACRO = re.compile(r"(\w[\w-]*)::(\S*?)\[(.*)\]$")

_UNDERLINES: Mapping[str, int] = {"=": 1, "-": 2, "~": 3, "^": 4, "+": 5}
_BULLET = re.compile(r"\s*(-|\*{1,9}|•)\s+(\S.*)$")
_DOTTED = re.compile(r"\s*(\.{1,9})\s+(\S.*)$")
_NUMBERED = re.compile(r"\s*(\d{1,9}\.|[a-zA-Z]\.|[ivx]{1,9}\)|[IVX]{1,9}\))\s+(\S.*)$")
_CALLOUT = re.compile(r"<(\d{1,9}|\.)>\s+(\S.*)$")
_TERM = re.compile(r"\s*(?!//)(\S.*?)(:{2,4}|;;)(?:\s+(.*))?$")


def bracketed(text: str) -> str | None:
    """What stands in a line of attributes. Several words alone are prose that happens to stand in brackets."""
    found = _BRACKETED.match(text)
    if not found or re.match(r"[^=,\"]*\w\s+\w[^=,\"]*$", found[1] or ""):
        return None
    return found[1] or ""


def item(text: str) -> Item | None:
    """The item of a list that a line begins, a description list's term among them."""
    if (found := _BULLET.match(text) or _DOTTED.match(text)) is not None:
        return Item(found[1], found[1], found[2])
    if numbered := _NUMBERED.match(text):
        return Item(_number_kind(numbered[1]), numbered[1], numbered[2])
    if callout := _CALLOUT.match(text):
        return Item("<", callout[1], callout[2])
    if "::" in text or ";;" in text:
        term = _TERM.match(text)
        return Item(term[2], term[1], term[3] or "") if term else None
    return None


def is_term(found: Item) -> bool:
    """Whether an item is a term of a description list."""
    return found.kind[0] in ":;"


def underlined(title: str, line: str) -> int:
    """The rank of a title that stands over a line of signs, or 0."""
    rank = _UNDERLINES.get(line[:1], 0)
    even = len(line) > 2 and line == line[:1] * len(line) and abs(len(line) - len(title)) <= 1
    plain = any(map(str.isalnum, title)) and not title[0].isspace() and item(title) is None
    return rank if rank and even and plain else 0


def skipped(text: str) -> bool:
    """Whether a line says nothing to the reader: a comment, or a condition or an inclusion."""
    found = PREPROCESSOR.match(text)
    return bool(COMMENT.match(text)) or bool(found and not (text.startswith(("ifdef", "ifndef")) and found[1]))


def said(text: str) -> str:
    """The text of a line; of a condition with its text on the same line, that text."""
    found = PREPROCESSOR.match(text)
    return found[1] if found else text


def interrupts(text: str) -> bool:
    """Whether a line ends the paragraph before it."""
    if not text.strip() or text == "+" or bracketed(text) is not None:
        return True
    return any(pattern.match(text) for pattern in (DELIMITER, SECTION))


def _number_kind(marker: str) -> str:
    if marker[0].isdigit():
        return "1."
    return ("a" if marker[0].islower() else "A") + marker[-1]
