"""Keywords, heads and control lines in their usual form, in the language in which they were written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import zip_longest

from usecase_dsl.syntax.labels import canonical, range_ends
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Control, Declaration, Reference
from usecase_dsl.syntax.pen import Pen
from usecase_dsl.syntax.printer import filled
from usecase_dsl.syntax.scripts import ENDS
from usecase_dsl.syntax.vocabulary import control_pattern, spellings

_COLONS = ":："


class Words:
    """The words of one language, and the English ones, as the formatter writes them."""

    def __init__(self, language: str) -> None:
        self.languages = tuple(dict.fromkeys((language, "en")))
        self.pen = Pen(language, "en")

    def keyword(self, category: str, keyword: str, written: str) -> str:
        """The usual spelling of a keyword in the language in which it was written. One that is usual in English stays
        English; a field keeps its number (``primary actor``), which its usual spelling differs in."""
        usual = {language: spellings(language, category)[keyword][0] for language in self.languages}
        for spelling in usual.values():
            if key(spelling) == key(written):
                return spelling
        for language, spelling in usual.items():
            own = _by_key(language, category, keyword).get(key(written))
            if own:
                wanted = own if category == "fields" and _are_forms(own, spelling) else spelling
                head = self.pen.words.heads.get(key(wanted))
                return wanted if head and head.keyword == keyword else written
        return written

    def field_for(self, field: str, declaration: str, written: str) -> str:
        """The usual spelling of the field that a declaration's keyword stands for."""
        usual = [
            each for each in self.languages if key(spellings(each, "declarations")[declaration][0]) == key(written)
        ]
        known = [each for each in self.languages if key(written) in _by_key(each, "declarations", declaration)]
        return spellings((*usual, *known, "en")[0], "fields")[field][0]

    def declaration(self, declaration: Declaration, written: str) -> str:
        """The head of a declaration as ``use case UC-1:``, or as it was written if it can't be had."""
        word = written.rstrip(f"{_COLONS}-–—").rstrip()
        id = declaration.id.text if declaration.id else ""
        if id and word.endswith(id):
            word = word.removesuffix(id).rstrip()
        colon = "：" if written.endswith("：") else ":"
        word = self.keyword("declarations", declaration.keyword, word)
        head = f"{word} {id}{colon}" if id else f"{word}{colon}"
        if head == written:
            return head
        read = self.pen.reading([], [f"{head} x"]).declarations[1:]
        return (
            head if [(each.keyword, each.id) for each in read] == [(declaration.keyword, declaration.id)] else written
        )

    def control(self, control: Control, written: str, target: str, range: str) -> str:
        """A control line without its number in its short form, with labels as they will be."""
        new_target = Reference(canonical(target)) if control.target else None
        new_range = Reference(_range(range)) if control.range else None
        wanted = Control(control.kind, new_target, new_range, control.condition)
        usual = [filled(spellings(each, "controls")[control.kind][0], wanted) for each in self.languages]
        if written in usual:
            return written
        line = usual[self._language(control.kind, written, usual)]
        above = [self.pen.head("flows", "main success scenario")]
        read = self.pen.reading(above, [line]).declarations[0].sections[0].body
        return line if read == (wanted,) else written

    def _language(self, kind: str, written: str, usual: list[str]) -> int:
        """Which language a control line is written in."""
        line = written.rstrip().rstrip(ENDS).rstrip()
        for index, each in enumerate(usual):
            if key(each) == key(line):
                return index
        for index, language in enumerate(self.languages):
            if any(_pattern(each).fullmatch(line) for each in spellings(language, "controls")[kind]):
                return index
        return 0


@cache
def words_of(language: str) -> Words:
    """The words for texts in a language."""
    return Words(language)


@cache
def _by_key(language: str, category: str, keyword: str) -> Mapping[str, str]:
    return {key(spelling): spelling for spelling in reversed(spellings(language, category)[keyword])}


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(control_pattern(template, named=False), re.IGNORECASE)


def _are_forms(one: str, other: str) -> bool:
    """Whether two spellings are forms of the same words, such as singular and plural: they differ in endings alone."""
    pairs = zip_longest(one.split(), other.split(), fillvalue="")
    return all(_begin_alike(*pair) for pair in pairs)


def _begin_alike(one: str, other: str) -> bool:
    shared = next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return shared > 0 and shared >= min(len(one), len(other)) - 2


def _range(written: str) -> str:
    first, last = range_ends(written)
    return first if first == last else f"{first}-{last}"
