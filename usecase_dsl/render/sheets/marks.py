"""Prose as Markdown for any reader of it: the marks of a text keep their meaning, any other words stay words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from usecase_dsl import markdown
from usecase_dsl.render.cards.runs import Run, runs

# Controls, and signs that turn text round or can't be seen.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_PARTS = re.compile(r"( ?)(.*?)( ?)", re.DOTALL)
_MARKS = {"strong": "**", "em": "*"}
_AFTER_MARK = tuple(" .,;:!?)")


def plain(text: str) -> str:
    """Plain text on one line, shown as it is."""
    return _escaped(" ".join(text.split()))


def inline(prose: str) -> str:
    """Prose on one line."""
    found = runs(prose)
    text = ""
    for at, run in enumerate(found):
        text += _run(run, text, found[at + 1 :])
    return text.strip()


def block(prose: str) -> str:
    """Prose as the beginning of a paragraph: no list, no rule and no underline of a heading."""
    return markdown.beginning(inline(prose))


def _run(of: Run, before: str, following: Sequence[Run]) -> str:
    """A run as it is written after what stands before it. A mark that wouldn't be read as one there is left out."""
    text = re.sub(r"\s+", " ", _UNFIT.sub("", of.text))
    left, said, right = _PARTS.fullmatch(text).groups()  # type: ignore[union-attr]
    after = (right + "".join(run.text for run in following))[:1]
    if not said:
        return text
    if of.href:
        return f"{left}[{_escaped(said)}](<{of.href}>){right}"
    if of.look == "code":
        return f"{left}{_code(said)}{right}"
    has_room = (before + left)[-1:] in ("", " ") and (not after or after in _AFTER_MARK or after.isspace())
    mark = _MARKS.get(of.look, "") if has_room else ""
    return f"{left}{mark}{_escaped(said)}{mark}{right}"


def _code(said: str) -> str:
    """Between more ticks than stand in it."""
    ticks = "`" * (1 + max((len(each) for each in re.findall("`+", said)), default=0))
    room = " " if said.startswith("`") or said.endswith("`") else ""
    return f"{ticks}{room}{said}{room}{ticks}"


def _escaped(text: str) -> str:
    return markdown.escaped(_UNFIT.sub("", text))
