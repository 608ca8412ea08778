"""The keyword table: every word that the language gives a meaning, in each natural language.

What all languages share is in ``grammar/keywords.json``, the words of each in a file of ``grammar/keywords/``; adding a
language is adding a file. English is always understood. A file is read when something is asked of its language.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from usecase_dsl import resources
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import FULL_STOPS, TO, as_typed, holds_sign

HeadKind = Literal["DECL", "FIELD", "MAIN", "BRANCHES"]

# What the places in a control template may hold. A label holds a digit; its form is checked when it is looked up.
_PLACES = {
    "label": r"(?=\S*\d)[\w*][\w.,*–—-]{0,99}",
    "range": r"(?=\S*\d)[\w*][\w.,*–—-]{0,99}(?:[^\S\n]+[-–—][^\S\n]+[\w*][\w.,*–—-]{0,99})?",
    "condition": r"\S[^\n]*",
}
# Signs stand next to a place without a blank, so that they can't be in it.
_SIGN_FREE = r"(?=\S*\d)[\da-zａ-ｚ*](?:[\da-zａ-ｚ.,，、*－–—-]{0,99}[\da-zａ-ｚ])?"
_PLACES_AMONG_SIGNS = {
    "label": _SIGN_FREE,
    "range": rf"{_SIGN_FREE}(?:[^\S\n]*(?:{TO})[^\S\n]*{_SIGN_FREE})?",
    "condition": r"\S[^\n]*(?<=\S)",
}
_TEMPLATE_PART = re.compile(r"\{(\w+)\}|\[([^]]*)\]|(\s+)|([^\s\[{]+)")


class Head(NamedTuple):
    """What a keyword begins, and its canonical English form."""

    kind: HeadKind
    keyword: str


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of one natural language together with the English ones. Spellings are keys (``names.key``).

    ``other_words`` are headings of a writer's own that come near a keyword and are no slip of it.
    """

    language: str
    heads: Mapping[str, Head]
    controls: tuple[tuple[str, str], ...]
    include: tuple[str, ...]
    alternatives: tuple[str, ...]
    conjunctions: tuple[str, ...]
    at: tuple[str, ...]
    when: tuple[str, ...]
    negation: tuple[str, ...]
    values: Mapping[str, Mapping[str, str]]
    nothing: frozenset[str]
    system: tuple[str, ...]
    articles: tuple[str, ...]
    other_words: frozenset[str]

    def value(self, field: str, written: str) -> str | None:
        """The canonical value of a field with fixed values; ``None`` if there is no such value."""
        return self.values[field].get(key(written).rstrip(FULL_STOPS))


@cache
def _common() -> Any:
    return json.loads(resources.read_text("grammar/keywords.json"))


@cache
def _table(language: str) -> Any:
    if language not in languages():
        raise KeyError(language)
    return json.loads(resources.read_text(f"grammar/keywords/{language}.json"))


@cache
def languages() -> tuple[str, ...]:
    """The codes of the natural languages in the table, such as ``pt``: English, then the others by the alphabet."""
    return tuple(sorted(resources.names("grammar/keywords", ".json"), key=lambda code: (code != "en", code)))


def fields_of(declaration: str) -> tuple[str, ...]:
    """The canonical keywords of the fields that a declaration may have."""
    return tuple(_common()["fields"][declaration])


def declarations() -> tuple[str, ...]:
    """The canonical keywords of all declarations."""
    return tuple(_common()["fields"])


def field_for_declaration(declaration: str) -> str | None:
    """The field of a use case that a singular declaration keyword in its header stands for."""
    return _common()["declared as field"].get(declaration)  # type: ignore[no-any-return]


def spellings(language: str, category: str) -> Mapping[str, tuple[str, ...]]:
    """How a language spells each canonical keyword of a category, such as ``declarations``, ``fields``, ``phrases``."""
    return {keyword: tuple(spelt) for keyword, spelt in _table(language)[category].items()}


def words(language: str, category: str) -> tuple[str, ...]:
    """The words of a category that is a plain list: ``articles``, ``nothing``, ``system``."""
    return tuple(_table(language)[category])


def canonical(language: str, category: str, keyword: str) -> str:
    """How a keyword is spelled in a language: its first spelling in the table."""
    return _table(language)[category][keyword][0]  # type: ignore[no-any-return]


def system_name(language: str) -> str:
    """What the system is called in a language where nobody names it."""
    return _table(language)["system"][0]  # type: ignore[no-any-return]


def value_names(language: str, field: str) -> tuple[str, ...]:
    """How the values of a field with fixed values are spelled in a language: the first spelling of each."""
    return tuple(spelt[0] for spelt in value_spellings(language, field).values())


def value_spellings(language: str, field: str) -> Mapping[str, tuple[str, ...]]:
    """How a language spells each canonical value of a field with fixed values."""
    return {value: tuple(spelt) for value, spelt in _table(language)["values"][field].items()}


def control_line(language: str, kind: str, place: str = "…") -> str:
    """How a control line is written in a language, with ``place`` for the label, range or condition in it."""
    template = re.sub(r"\[[^]]*\]", "", canonical(language, "controls", kind))
    return re.sub(r"\{\w+\}", place, template)


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language in the table; ``KeyError`` for another."""
    own, english = _table(language), _table("en")
    tables = [own] if own is english else [own, english]

    def phrase(name: str) -> tuple[str, ...]:
        return _longest_first(key(word) for table in tables for word in table["phrases"][name])

    return Vocabulary(
        language,
        heads={spelling: head for table in reversed(tables) for spelling, head in _heads(table)},
        controls=tuple((kind, text) for t in tables for kind, texts in t["controls"].items() for text in texts),
        include=phrase("include"),
        alternatives=phrase("or"),
        conjunctions=phrase("and"),
        at=phrase("at"),
        when=phrase("when"),
        negation=phrase("not"),
        values={name: _values(tables, name) for name in english["values"]},
        nothing=frozenset(key(word) for table in tables for word in table["nothing"]),
        system=_longest_first(key(word) for table in tables for word in table["system"]),
        articles=_longest_first(key(word) for table in tables for word in table["articles"]),
        other_words=frozenset(key(word) for table in tables for word in table["other words"]),
    )


def _heads(table: Any) -> Iterator[tuple[str, Head]]:
    for category, kind in (("fields", "FIELD"), ("flows", "BRANCHES"), ("declarations", "DECL")):
        for keyword, spellings in table[category].items():
            own: Any = "MAIN" if keyword == "main success scenario" else kind
            for spelling in spellings:
                yield key(spelling), Head(own, keyword)


def _values(tables: list[Any], name: str) -> dict[str, str]:
    return {key(word): value for t in reversed(tables) for value, words in t["values"][name].items() for word in words}


def _longest_first(words: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)))


def control_pattern(template: str, named: bool = True) -> str:
    """The regular expression of a control template, whose places become named groups if ``named``."""
    return "".join(control_parts(template, named))


def control_parts(template: str, named: bool = False, joined: bool | None = None) -> tuple[str, ...]:
    """The regular expressions of the words, blanks and places of a control template; ``joined`` if it is, or is part
    of, one in a script that puts no blanks between words."""
    among_signs = holds_sign(template) if joined is None else joined
    return tuple(_part_pattern(part, named, among_signs) for part in _TEMPLATE_PART.finditer(template))


def _part_pattern(part: re.Match[str], named: bool, among_signs: bool) -> str:
    place, optional, blank, word = part.groups()
    if place:
        pattern = (_PLACES_AMONG_SIGNS if among_signs else _PLACES)[place]
        group = f"(?P<{place}>{pattern})" if named else f"(?:{pattern})"
        return rf"[^\S\n]*{group}[^\S\n]*" if among_signs else group
    if optional is not None:
        return f"(?:{control_pattern(optional, named)})?"
    return r"[^\S\n]+" if blank else _spellings(word)


def _spellings(word: str) -> str:
    """A word in any Unicode form, with any kind of apostrophe and dash, and other signs that are typed for its own."""
    forms = dict.fromkeys(unicodedata.normalize(form, word) for form in ("NFC", "NFD"))
    escaped = [as_typed(form) for form in forms]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"
