"""Lists of words, by natural language: what rules about prose look for.

The words of each language are in a file of ``grammar/prose/``: names of lists, and the words and phrases in each. A
project adds words of its own to a list, or takes some out.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from usecase_dsl import resources
from usecase_dsl.syntax.scripts import holds_sign

Words = tuple[tuple[str, tuple[str, ...]], ...]

# Each stands for one character, so that offsets in a folded text are those of the text.
_FOLD = {**dict.fromkeys(map(ord, "’‘‛ʼ`´′＇"), "'"), **dict.fromkeys(map(ord, "‐‑‒﹣－"), "-")}
_LONGEST_WORD = 100
_END = ""
_WORD = re.compile(r"\w+")


class Found(NamedTuple):
    """A word of a list as it is written in a text, and where."""

    text: str
    start: int
    end: int


class _Matcher(NamedTuple):
    """A list as it is looked for: its pattern, and the words that its entries begin with, if that tells anything."""

    pattern: re.Pattern[str]
    firsts: frozenset[str] | None


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The lists of one language with a project's own words. A list that it lacks is empty, and nothing is found."""

    language: str
    lists: Mapping[str, tuple[str, ...]]
    _matchers: dict[str, _Matcher] = field(default_factory=dict, init=False, repr=False)

    def find(self, name: str, text: str) -> Iterator[Found]:
        """Where whole words and phrases of a list stand in a text, in order; of those at one place the longest.

        Case, kinds of apostrophe and the amount of white space don't matter. A word that ends in ``*`` in the list
        stands for all that begin so.
        """
        plain, matcher = folded(text), self._matcher(name)
        # Nearly all texts have no word of a list.
        if matcher.firsts is None or not matcher.firsts.isdisjoint(_words(plain)):
            for match in matcher.pattern.finditer(plain):
                yield Found(text[match.start() : match.end()], *match.span())

    def begins(self, name: str, text: str) -> Found | None:
        """The longest word or phrase of a list that a text begins with."""
        match = self._matcher(name).pattern.match(folded(text))
        return Found(text[: match.end()], 0, match.end()) if match else None

    def has(self, name: str, word: str) -> bool:
        """Whether a word or phrase is in a list."""
        return self._matcher(name).pattern.fullmatch(folded(word)) is not None

    def ends(self, name: str, word: str) -> bool:
        """Whether a word ends in one of the endings of a list, and two letters more stand before it."""
        return any(len(word) > len(end) + 1 and folded(word).endswith(end) for end in self.lists.get(name, ()))

    def _matcher(self, name: str) -> _Matcher:
        found = self._matchers.get(name)
        if found is None:
            found = self._matchers[name] = _matcher(self.lists.get(name, ()))
        return found


@lru_cache(maxsize=64)
def lexicon(language: str, words: Words = ()) -> Lexicon:
    """The lexicon of a language, with a project's words (``Settings.words``): pairs of a list's name and words; one
    with ``-`` before it is taken out. A language without a file has a project's words alone."""
    lists = {name: tuple(entries) for name, entries in _file(language).items()}
    for name, changes in words:
        added = [_entry(each) for each in changes if not each.startswith("-")]
        # Who takes "click" out doesn't know that the list has "click*".
        gone = {form for each in changes if each.startswith("-") for form in (_entry(each[1:]), f"{_entry(each[1:])}*")}
        lists[name] = tuple(each for each in (*lists.get(name, ()), *added) if _entry(each) not in gone)
    return Lexicon(language, lists)


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a file of lists."""
    return resources.names("grammar/prose", ".json")


@cache
def list_names() -> tuple[str, ...]:
    """The names of all lists, by the alphabet."""
    return tuple(sorted({name for language in languages() for name in _file(language)}))


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """A text in small letters and with plain apostrophes, of the same length."""
    if text.isascii():
        return text.lower().replace("`", "'")
    plain = text.translate(_FOLD)
    lower = plain.lower()
    return lower if len(lower) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in plain)


@cache
def _file(language: str) -> Mapping[str, Any]:
    known = json.loads(resources.read_text(f"grammar/prose/{language}.json")) if language in languages() else {}
    return known


def _entry(word: str) -> str:
    return " ".join(folded(word).split())


# ---- one pattern a list


@lru_cache(maxsize=512)
def _matcher(words: tuple[str, ...]) -> _Matcher:
    entries = [entry for word in words if 0 < len(entry := _entry(word)) <= _LONGEST_WORD and entry.strip("* ")]
    return _Matcher(_pattern(entries), _firsts(entries))


def _firsts(entries: Iterable[str]) -> frozenset[str] | None:
    """The words that entries begin with; ``None`` where that doesn't tell whether a text can have one."""
    firsts: set[str] = set()
    for entry in entries:
        for form in _forms(entry):
            first = _WORD.match(form)
            if not first or form[first.end() :].startswith("*") or holds_sign(form):
                return None
            firsts.add(first[0])
    return frozenset(firsts)


@lru_cache(maxsize=1 << 16)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


def _forms(word: str) -> Iterable[str]:
    """A word in the two Unicode forms that it may be typed in."""
    return dict.fromkeys(unicodedata.normalize(form, word) for form in ("NFC", "NFD"))


def _pattern(entries: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of some words. Words with a common beginning share it, so that a long list costs no more than
    a short one; none of its parts can be read in two ways, so that it takes linear time."""
    signs = _tree(entry for entry in entries if holds_sign(entry))
    others = _tree(entry for entry in entries if not holds_sign(entry))
    parts = [rf"(?<![\w-]){others}(?![\w-]|'\w)"] if others else []
    return re.compile("|".join([*parts, signs] if signs else parts) or "(?!)")


def _tree(words: Iterable[str]) -> str:
    root: dict[str, Any] = {}
    for word in words:
        for form in _forms(word):
            node = root
            for character in form:
                node = node.setdefault(character, {})
            node[_END] = {}
    return _branches(root)


def _branches(node: Mapping[str, Any]) -> str:
    parts = []
    for character, below in node.items():
        if character != _END:
            parts.append(_one(character) + _branches(below))
    if not parts:
        return ""
    together = parts[0] if len(parts) == 1 and _END not in node else f"(?:{'|'.join(parts)})"
    return together + ("?" if _END in node else "")


def _one(character: str) -> str:
    return {" ": r"\s++", "*": r"\w*+"}.get(character) or re.escape(character)
