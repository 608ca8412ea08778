"""Where a line names a section of a use case: ``**Actors:** …``, ``Main flow``, a heading, a term."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from usecase_dsl.importing import lexicon, marks
from usecase_dsl.importing.lexicon import Found, WordKind
from usecase_dsl.syntax.names import key

LabelKind = WordKind | Literal["own"]


@dataclass(frozen=True, slots=True)
class Label:
    """A section's label: what it means (``own`` if no language knows it), as written, and what follows on its line.

    Of a flow, ``more`` is its number, code or title: ``2`` in "Alternative flow 2".
    """

    kind: LabelKind
    keyword: str
    head: str
    rest: str = ""
    more: str = ""
    sure: bool = True
    strong: bool = False
    languages: frozenset[str] = frozenset()


_EMPHASISED = re.compile(r"^([*_]{1,3})(?=\S)(?P<head>[^\n]{1,100}?)(?<=\S)\1(?P<rest>.*)$", re.DOTALL)
_COLON = re.compile(r"\s*[:：]\s*")
_MARKDOWN_HEADING = re.compile(r"^#{1,6}\s*(?=\S)")
_AFTER_HEAD = re.compile(r"^\s*(?:[:：]|[-–—](?=\s)|→|$|\n)\s*")


def label_of(text: str, languages: Counter[str] | None = None) -> Label | None:
    """The label that a line of text begins with, if it is one that some language knows; else ``None``."""
    label = _emphasised(text, languages) or _with_colon(text, languages) or _alone(text, languages)
    return label if label and label.kind != "own" else None


def own_label(text: str) -> Label | None:
    """The label of a field that no language knows: emphasised, or short and with a colon."""
    label = _emphasised(text, None) or _with_colon(text, None)
    return label if label and label.kind == "own" and is_a_name(label.head) else None


def whole_label(text: str, languages: Counter[str] | None = None) -> Label:
    """What a heading or a term names, which is a label whatever it says."""
    text = _MARKDOWN_HEADING.sub("", text)
    known = label_of(text, languages) or label_of(lexicon.without_numbering(text), languages)
    if known:
        return known
    head = lexicon.plain(text).rstrip(":： ")
    return Label("own", "", head, strong=True)


def is_a_name(head: str) -> bool:
    """Whether it can be the name of a field: a few words, and no sentence."""
    text = head.strip()
    return bool(
        text
        and len(text) <= 55
        and len(text.split()) <= 7
        and text[0].isalpha()
        and not re.search(r"[.!?;。]\s|//", text)
    )


def _emphasised(text: str, languages: Counter[str] | None) -> Label | None:
    match = _EMPHASISED.match(text)
    if not match:
        return None
    head, rest = match["head"], match["rest"]
    colon = head.rstrip(" *_").endswith((":", "：")) or _AFTER_HEAD.match(rest)
    inner, found, value = _at_colon(head.strip("*_ "))
    if found and value:
        known = lexicon.look_up(inner, languages)
        if known and not value.startswith("//"):
            return _known(known, inner, f"{value.strip('*_ ')} {rest}".strip(), strong=True)
    head = head.strip("*_ ").rstrip(" :：")
    known = lexicon.look_up(head, languages)
    if known and (colon or (known.rest == "" and known.sure)):
        return _known(known, head, _AFTER_HEAD.sub("", rest, count=1).strip(), strong=True)
    if colon and (head and not known) and (rest.strip() or match["head"].rstrip(" *_").endswith((":", "："))):
        return Label("own", "", lexicon.plain(head), _AFTER_HEAD.sub("", rest, count=1).strip(), strong=True)
    return None


def _with_colon(text: str, languages: Counter[str] | None) -> Label | None:
    head, found, rest = _at_colon(text)
    if not found or "\n" in head or rest.startswith("//"):
        return None
    known = lexicon.look_up(head, languages)
    if known:
        return _known(known, head, rest)
    return Label("own", "", lexicon.plain(head), rest)


def _alone(text: str, languages: Counter[str] | None) -> Label | None:
    """A line that says nothing but the label; the next line of the same paragraph is its value."""
    head, _, rest = text.partition("\n")
    if len(head) > 80 or re.search(r"[.!?;,]$", head.strip()):
        return None
    known = lexicon.look_up(head, languages)
    if known and (known.word.kind == "flow" or not known.rest) and not marks.split(head):
        return _known(known, head, rest.strip())
    return None


def _at_colon(text: str) -> tuple[str, bool, str]:
    """A text at its first colon, if it comes early and outside brackets."""
    for match in _COLON.finditer(text[:90]):
        head = text[: match.start()]
        if head.count("(") <= head.count(")") and head.count("[") <= head.count("]") and head.count("`") % 2 == 0:
            return head, bool(head.strip()), text[match.end() :].strip()
        return text, False, ""
    return text, False, ""


def _known(found: Found, head: str, rest: str, strong: bool = False) -> Label:
    more = _part(lexicon.plain(head), found.rest)
    return Label(
        found.word.kind,
        found.word.keyword,
        lexicon.plain(head).rstrip(":： "),
        rest,
        more,
        found.sure,
        strong,
        found.languages,
    )


def _part(head: str, rest: str) -> str:
    """What is left of a heading as it is written: its first or its last words, as many as ``rest`` has."""
    count = len(rest.split())
    if not count:
        return ""
    words = lexicon.without_numbering(head).split()
    chosen = words[:count] if key(words[0]).strip(" :.-") == rest.split()[0].strip(" :.-") else words[-count:]
    return " ".join(chosen).strip(" :：.-–—()[]")
