"""Lines that nearly are structure: a keyword misspelt, half a control line, a number in another style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property

from usecase_dsl.source import Span
from usecase_dsl.syntax.names import Names, key, near
from usecase_dsl.syntax.nodes import Lookalike
from usecase_dsl.syntax.prose import Line
from usecase_dsl.syntax.scripts import COMMAS, ENDS, before_name, between_names, holds_sign
from usecase_dsl.syntax.vocabulary import Vocabulary, control_pattern, fields_of

_LABEL = re.compile(r"(?P<label>(?:[^\W\d]|\*)*\d[\w.,*-]*)[.;]?")
_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})+)(?P<mark>[.)]?)\s+(?P<next>\S)")
_HEADING = re.compile(r"(?P<section>.*\S)(?:\s+(?:[\w*.-]{0,5}\d[\w.-]{0,5}|\w)|(?<=[^\x00-\x7f])\d{1,3})\s*[:：]?")
_LETTER = re.compile(r"[a-z][.)](?=\s+\S)")
_OPTIONS_AT_END = re.compile(r"(?:\s*\[[^]]*\])*\s*$")
# A step that is yet to be numbered: what a line is meant to begin with whose number isn't one here.
UNNUMBERED = "+."


@cache
def lookalikes(words: Vocabulary) -> Lookalikes:
    """The lookalikes of a vocabulary."""
    return Lookalikes(words)


def is_bare_include(lookalike: Lookalike) -> bool:
    """Whether a line is an include that lacks its number."""
    return lookalike.meant == f"{UNNUMBERED} {lookalike.text}"


class Lookalikes:
    """Finds them, by the words of one vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.declarations = Names(word for word, head in words.heads.items() if head.kind == "DECL")
        self.whole = Names(_plain(text) for _, text in words.controls if "{" not in text)
        self.before_label = Names(_plain(_head(text)) for kind, text in words.controls if kind == "resume at")
        ids = rf"[^\s()]*\d[^\s()]*(?:(?:\s*[{COMMAS}]\s*|{between_names(words.alternatives)})[^\s()]*\d[^\s()]*)*"
        self.include = re.compile(rf"(?:{before_name(words.include)}){ids}", re.IGNORECASE)

    @cached_property
    def stems(self) -> re.Pattern[str]:
        stems = (stem for kind, text in self.words.controls for stem in _stems(kind, text))
        return re.compile("|".join(dict.fromkeys(stems)), re.IGNORECASE)

    def line(self, line: Line) -> Lookalike | None:
        """What a line of prose in a flow looks like, if it looks like structure."""
        if line.kind == "colon":
            return self._keyword(line) or self._heading(line)
        if line.kind != "text" or line.value.startswith("\\"):
            return None
        return self._heading(line) or self._include(line) or _number(line) or self.control(line)

    def keyword(self, head: str, declaration: str = "use case") -> str | None:
        """The keyword that a head (without its colon) is a slip of, among those that can stand in a declaration."""
        if key(head) in self.words.other_words:
            return None
        return near(head, _heads(self.words, declaration)) or self._declaration(head)

    def _declaration(self, head: str) -> str | None:
        """``use caes UC-02`` and ``use case UC 02``: a declaration with a slip in its keyword or in its id."""
        *before, last = head.split()
        if not before or not any(map(str.isdigit, last)):
            return None
        written = " ".join(before)
        if key(written) not in self.words.other_words and (meant := near(written, self.declarations)):
            return f"{meant} {last}"
        prefix = before.pop() if len(before) > 1 and before[-1].isupper() else ""
        known_head = self.words.heads.get(key(" ".join(before)))
        id = f"{prefix}-{last}".strip("-._")
        return f"{' '.join(before)} {id}" if known_head and known_head.kind == "DECL" else None

    def _keyword(self, line: Line) -> Lookalike | None:
        head = re.split("[:：]", line.value, maxsplit=1)[0].rstrip()
        meant = self.keyword(head)
        return Lookalike("keyword", head, f"{meant}:", Span(line.start, line.start + len(head))) if meant else None

    def _heading(self, line: Line) -> Lookalike | None:
        """``Extensions`` without its colon, ``Alternative flow 2:``. A field's keyword may well end a sentence."""
        written = re.split("[:：]", line.value, maxsplit=1)[0].rstrip()
        numbered = _HEADING.fullmatch(written)
        section = numbered["section"] if numbered else line.value
        head = self.words.heads.get(key(section))
        if not head or head.kind not in ("MAIN", "BRANCHES"):
            return None
        return Lookalike("label", written, f"{section}:", Span(line.start, line.start + len(written)))

    def _include(self, line: Line) -> Lookalike | None:
        found = self.include.fullmatch(line.value.rstrip(f" {ENDS}"))
        return Lookalike("control", line.value, f"{UNNUMBERED} {line.value}", _span(line)) if found else None

    def control(self, line: Line) -> Lookalike | None:
        """A control line with a slip in it, without its label, or with more words after it."""
        written = line.value.rstrip(f" {ENDS}")
        if found := self.misspelt_control(line):
            return found
        stem = self.stems.match(written)
        return Lookalike("control", line.value, key(stem[0]), _span(line)) if stem else None

    def misspelt_control(self, line: Line) -> Lookalike | None:
        """A line that is a control line but for a slip of the pen."""
        if meant := near(line.value.rstrip(f" {ENDS}"), self.whole):
            return Lookalike("control", line.value, meant, _span(line))
        head, _, tail = line.value.rpartition(" ")
        label = _LABEL.fullmatch(tail)
        if label and (meant := near(head.rstrip(), self.before_label)):
            return Lookalike("control", line.value, f"{meant} {label['label'].rstrip('.')}", _span(line))
        return None


def _number(line: Line) -> Lookalike | None:
    """``4.1.`` and ``a.`` before a step; ``1.5 litres`` is prose."""
    number = _NUMBER.match(line.value)
    if number and (number["mark"] or number["next"].isupper()):
        written = number["number"] + number["mark"]
    elif letter := _LETTER.match(line.value):
        written = letter[0]
    else:
        return None
    return Lookalike("label", written, UNNUMBERED, Span(line.start, line.start + len(written)))


@cache
def _heads(words: Vocabulary, declaration: str) -> Names:
    """The keywords that can stand in a declaration or right after it."""
    fields = fields_of(declaration)
    return Names(
        spelling
        for spelling, head in words.heads.items()
        if head.kind == "DECL" or (head.keyword in fields if head.kind == "FIELD" else declaration == "use case")
    )


def _span(line: Line) -> Span:
    return Span(line.start, line.start + len(line.value))


def _head(template: str) -> str:
    return template.partition("{")[0]


def _plain(template: str) -> str:
    return re.sub(r"\[[^]]*\]", "", template).strip()


def _stems(kind: str, template: str) -> Iterator[str]:
    """How a line begins that goes on wrongly: ``resume at`` without a label, ``end in failure`` and more words.

    ``steps 3-5 are repeated`` has no stem: what comes before the range is no control word.
    """
    head = _head(template)
    if head == template:
        if kind not in ("end", "restart") and _plain(template).count(" ") > 1:
            yield rf"{control_pattern(template, named=False)}\b"
    elif (core := _OPTIONS_AT_END.sub("", head)) and template.find("}") == len(template) - 1:
        stem = control_pattern(core, named=False)
        range_stem = rf"{control_pattern(head, named=False)}(?=[\d*])|{stem}$"
        if holds_sign(core):
            yield rf"{stem}(?=[^\S\n]*[\d*]|$)"
        else:
            yield rf"{stem}\b" if kind == "resume at" else range_stem
