"""Lines of a flow that nearly are structure: a keyword misspelt or without its colon, half a control line."""

from __future__ import annotations

import re

from usecase_dsl.source import Span
from usecase_dsl.syntax.names import key, near
from usecase_dsl.syntax.nodes import Lookalike
from usecase_dsl.syntax.prose import Line
from usecase_dsl.syntax.vocabulary import Vocabulary, control_pattern

_LABEL = re.compile(r"\s+(?P<label>[\w*]*\d[\w.,*-]*)[.;]?$")


class Lookalikes:
    """Finds them, by the words of one vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.heads = list(words.heads)
        self.whole = list(dict.fromkeys(_plain(t) for _, t in words.controls if "{" not in t))
        self.before_label = list(dict.fromkeys(_plain(_head(t)) for k, t in words.controls if k == "resume at"))
        self.stems = re.compile("|".join(dict.fromkeys(map(_stem, words.controls))), re.IGNORECASE)

    def line(self, line: Line) -> Lookalike | None:
        """What a line of prose in a flow looks like, if it looks like structure."""
        if line.kind == "colon":
            return self._keyword(line)
        if line.kind == "text" and not line.value.startswith("\\"):
            return self._without_colon(line) or self._control(line)
        return None

    def _keyword(self, line: Line) -> Lookalike | None:
        head = re.split("[:：]", line.value, maxsplit=1)[0]
        meant = near(head, self.heads)
        return Lookalike("keyword", head, f"{meant}:", Span(line.start, line.start + len(head))) if meant else None

    def _without_colon(self, line: Line) -> Lookalike | None:
        head = self.words.heads.get(key(line.value))
        if not head or head.kind == "FIELD":
            return None
        return Lookalike("keyword", line.value, f"{line.value}:", _span(line))

    def _control(self, line: Line) -> Lookalike | None:
        written = line.value.rstrip(" .;")
        if meant := near(written, self.whole):
            return Lookalike("control", line.value, meant, _span(line))
        label = _LABEL.search(line.value)
        if label and (meant := near(line.value[: label.start()], self.before_label)):
            return Lookalike("control", line.value, f"{meant} {label['label'].rstrip('.')}", _span(line))
        stem = self.stems.match(written)
        return Lookalike("control", line.value, key(stem[0]), _span(line)) if stem else None


def _span(line: Line) -> Span:
    return Span(line.start, line.start + len(line.value))


def _head(template: str) -> str:
    return template.partition("{")[0]


def _plain(template: str) -> str:
    return re.sub(r"\[[^]]*\]", "", template).strip()


def _stem(control: tuple[str, str]) -> str:
    """How a line begins that goes on wrongly: ``resume at`` and anything, ``repeat`` and a number or nothing."""
    kind, template = control
    stem = control_pattern(_head(template).strip() or template, named=False)
    if not _head(template).strip() or "{" not in template:
        return rf"{stem}$"
    return rf"{stem}\b" if kind == "resume at" else rf"{stem}(?=\s+[\d*]|$)"
