"""The words of steps as they stand in a picture: without marks of markup, the subject told by the lifeline."""

from __future__ import annotations

import re

from usecase_dsl.model.tables import Condition, Flow, Step
from usecase_dsl.syntax.nodes import Text
from usecase_dsl.syntax.scripts import ENDS

# Longer texts are cut at the last border between clauses before this, and no sooner than that: at the end of a
# sentence if there is one, else at a weaker border.
_MOST, _LEAST = 150, 40
_BORDERS = (re.compile(r"[.!?](?=\s)|[。！？]"), re.compile(r"[,;:](?=\s)|\s(?=[-–—(]\s?\w)|[，；、：]"))

# A bullet stays with the word after it.
_BLANKS = re.compile(r"[^\S\xa0]+")
_TABLE = re.compile(r"[:：]?\n\| .*", re.DOTALL)
_BULLET = re.compile(r"\n- ")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)")
_STRONG = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_STRESSED = re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_CODE = re.compile(r"(`+)(.+?)\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# What any of these has in it.
_ANY_MARK = re.compile(r"[\\\[`*_\n]")
_UNSAID = "..."


def plain(text: str) -> str:
    """A text on one line, without CommonMark's marks."""
    if not _ANY_MARK.search(text):
        return _BLANKS.sub(" ", text).strip()
    text = _LINK.sub(r"\1", _BLANKS.sub(" ", _BULLET.sub("\n•\xa0", text)).strip())
    for marks in (_STRONG, _STRESSED, _CODE):
        text = marks.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text)


def sentence(step: Step) -> str:
    """All words of a step."""
    return plain(step.text.value) or _UNSAID


def predicate(step: Step) -> str:
    """What somebody does, without who: the whole where the two can't be told apart by a blank.

    A table is left to the page.
    """
    whole = _TABLE.sub(" …", _without_ids(step.text))
    subject = step.subject.text if step.subject else ""
    rest = whole.removeprefix(subject)
    marks = subject[: len(subject) - len(subject.lstrip("*_"))]
    rest = rest.removeprefix(marks) if marks else rest
    if rest == whole or not rest[:1].isspace() or not plain(rest):
        rest = whole
    return brief(plain(rest)) or _UNSAID


def brief(text: str) -> str:
    """A text without the full stop at its end; a long one only up to a border between clauses."""
    text = text.rstrip().rstrip(f" {ENDS}") if not text.endswith("..") else text
    if len(text) <= _MOST:
        return text
    for border in _BORDERS:
        places = [each.start() for each in border.finditer(text, _LEAST, _MOST)]
        if places:
            return f"{text[: places[-1]].rstrip()} …"
    return text


def condition_of(flow: Flow) -> str:
    """When a flow is taken."""
    return plain(_without_ids(flow.condition))


def results_of(conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    """Results as they are written under a step."""
    return tuple(f"=> {plain(each.text)}" for each in conditions)


def _without_ids(text: Text) -> str:
    """The words without the ids in brackets, which are for tracing: the page has them."""
    value = text.value
    if text.references:
        ids = "|".join(re.escape(each.text) for each in text.references)
        value = re.sub(rf"\s*\[(?:{ids})(?:\s*,\s*(?:{ids}))*\]", "", value)
    return value
