"""How a text is written so that it is read as itself: what looks like structure gets a backslash.

What a line would be read as isn't worked out a second time here. It is read, in a place like the one it will stand
in: beside it stands a form that is safe but less pleasant, and where both say the same, the pleasant one is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from usecase_dsl.settings import DEFAULTS
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax.faults.slips import near_miss
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Declaration
from usecase_dsl.syntax.parser import read
from usecase_dsl.syntax.vocabulary import canonical, vocabulary

_KINDS = {"declarations": ("DECL",), "fields": ("FIELD",), "flows": ("MAIN", "BRANCHES")}
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
_MARKS = ("- ", "| ")


class Content(NamedTuple):
    """A line of a text: the mark of a bullet or a row, what it says, and whether a blank line stands above it."""

    mark: str
    text: str
    blank: bool

    @property
    def plain(self) -> str:
        return (self.mark + after_head(self.text)).rstrip()

    @property
    def safe(self) -> str:
        return f"{self.mark}\\{self.text}"


class Reading(NamedTuple):
    """What some lines declare, and how much in them is nearly structure or stands where it can't."""

    declarations: tuple[Declaration, ...]
    slips: int


def contents(value: str, marked: bool = True) -> tuple[Content, ...]:
    """The lines that a text is written in, none if it is empty. Without ``marked``, bullets and rows are text."""
    found: list[Content] = []
    for paragraph in _PARAGRAPHS.split(fit(value)):
        blank = bool(found)
        for line in filter(None, map(str.strip, paragraph.split("\n"))):
            mark = next((mark for mark in _MARKS if marked and f"{line} ".startswith(mark)), "")
            if mark or blank or not found or found[-1].mark == "| ":
                found.append(Content(mark, line[len(mark) :].strip(), blank))
            else:
                found[-1] = found[-1]._replace(text=f"{found[-1].text} {line}")
            blank = False
    return tuple(found)


def fit(value: str) -> str:
    """A text with plain line ends, and with nothing in it that can't stand in a file."""
    return source_from_text(f" {value}").text.strip()


def one_line(value: str) -> str:
    """A text on one line."""
    return " ".join(line.strip() for line in fit(value).split("\n") if line.strip())


def after_head(value: str) -> str:
    """A text that stands after a head on its line: only a backslash that it begins with has a meaning there."""
    return f"\\{value}" if value.startswith("\\") else value


def indented(lines: Sequence[str], by: int) -> Iterator[str]:
    return (f"{' ' * by}{line}" if line else "" for line in lines)


class Pen:
    """Writes for a document in ``language``, with the keywords of ``keywords``."""

    def __init__(self, language: str, keywords: str) -> None:
        self.language = language
        self.languages = tuple(dict.fromkeys((keywords, language, "en")))
        self.words = vocabulary(language)

    def word(self, category: str, keyword: str) -> str:
        """How a keyword is written; ValueError if there is no such keyword.

        A word of English may mean something else in the document's language, whose own word is taken then.
        """
        for language in self.languages:
            try:
                written = canonical(language, category, keyword)
            except KeyError:
                break
            head = self.words.heads[key(written)]
            if head.keyword == keyword and head.kind in _KINDS[category]:
                return written
        raise ValueError(f"‘{keyword}’ is no keyword among the {category}")

    def controls(self, kind: str) -> Iterator[str]:
        """The templates of a kind of control line, the usual one first."""
        for language in self.languages:
            yield from (template for each, template in vocabulary(language).controls if each == kind)

    def head(self, category: str, keyword: str) -> str:
        """A line with nothing but a keyword, below which others are tried."""
        return f"{self.word(category, keyword)}:"

    def reading(self, above: Sequence[str], lines: Sequence[str]) -> Reading:
        """What is read in some lines that stand below others in a use case."""
        return _reading(self.language, "\n".join((f"{self.head('declarations', 'use case')} x", *above, *lines)))

    def settled(self, above: Sequence[str], *forms: Sequence[str]) -> Sequence[str]:
        """The first of several forms that says what the last one says, which is safe."""
        safe = self.reading(above, forms[-1])
        for form in forms[:-1]:
            found = self.reading(above, form)
            if found.declarations == safe.declarations and found.slips <= safe.slips:
                return form
        return forms[-1]

    def lines(self, above: Sequence[str], text: Sequence[Content]) -> list[str]:
        """The lines of a text, or of what is left of it, as they stand below ``above``."""
        written: list[str] = []
        for each in text:
            written += [""] if each.blank else []
            written += self.settled(above, [each.plain], [each.safe])
        return written

    def after(self, head: str, above: Sequence[str], text: Sequence[Content], by: int) -> list[str]:
        """A text after a head, going on below it; one that begins with an item or a row is all below it."""
        if not text:
            return [head]
        first, *more = text
        if first.mark:
            return [head, *indented(self.lines(above, text), by)]
        return [f"{head} {after_head(first.text)}", *indented(self.lines(above, more), by)]

    def below(self, head: str, above: Sequence[str], text: Sequence[Content], by: int) -> list[str]:
        """A text below its head, beginning with a line that is nothing but text."""
        first, *more = text
        return [head, *indented([first.safe, *self.lines(above, more)], by)]


@lru_cache(maxsize=16384)
def _reading(language: str, text: str) -> Reading:
    document = read(source_from_text(f"# language: {language}\n{text}\n"))
    slips = len(document.strays) + len(document.lookalikes) + sum(1 for _ in near_miss(document, DEFAULTS))
    return Reading(document.declarations, slips)
