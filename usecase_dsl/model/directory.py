"""Who is called what: names looked up once all declarations are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from usecase_dsl.model.joined import any_of, names_in, subject_at
from usecase_dsl.model.tables import Actor, Entry, EntryKind, Name, Subject, System
from usecase_dsl.source import Place, Span
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Reference
from usecase_dsl.syntax.scripts import COMMAS, ENDS, between_names, holds_sign
from usecase_dsl.syntax.vocabulary import Vocabulary

_WORD = re.compile(r"\S+")
_AFTER_ID = re.compile(r"\s*[:：]\s*|\s+(?:[-–—]\s+)?")
_MARKS = f"{COMMAS}{ENDS}:：!！?？؟*_"


# So many times a title may hold "or" itself.
_MOST_ALTERNATIVES = 16


@dataclass(frozen=True)
class Directory:
    """All names of a project, by key. ``actors`` has synonyms too; ``use_cases`` ids and titles."""

    actors: Mapping[str, str]
    use_cases: Mapping[str, str]
    entries: Mapping[EntryKind, Mapping[str, Entry]]
    longest: int
    first_words: frozenset[str]

    def use_case(self, written: str) -> str | None:
        """The key of the use case that an id, a title, or both together name."""
        name = key(written.rstrip(f" {ENDS}"))
        if name in self.use_cases:
            return self.use_cases[name]
        parts = _AFTER_ID.split(name, maxsplit=1)
        by_id = self.use_cases.get(parts[0])
        return by_id if by_id and len(parts) == 2 and self.use_cases.get(parts[1]) == by_id else None

    def entry(self, id: str) -> Entry | None:
        """The rule, requirement, condition or other thing that has an id."""
        found = (self.entries[kind].get(key(id)) for kind in self.entries)
        return next((entry for entry in found if entry and entry.id), None)

    def use_cases_named(self, written: Reference, source_place: Place, words: Vocabulary) -> tuple[Name, ...]:
        """The use cases in ``UC-02 or UC-03``; where a title holds ``or`` itself, the longest one declared wins."""
        parts = list(_alternatives(written, words))
        names: list[Name] = []
        while parts:
            most = min(len(parts), _MOST_ALTERNATIVES)
            count = next((n for n in range(most, 1, -1) if self.use_case(_joined(written, parts[:n]))), 1)
            text = _joined(written, parts[:count])
            start = written.span.start + parts[0].start
            place = Place(source_place.source, Span(start, start + len(text)))
            names.append(Name(text.rstrip(f" {ENDS}"), place, self.use_case(text)))
            parts = parts[count:]
        return tuple(names)

    def subject(self, text: str, words: Vocabulary, systems: Iterable[str]) -> Subject | None:
        """Who acts: the longest name that a step begins with, an article before it left out."""
        own = {*words.system, *systems}
        for start in _starts(text, words):
            found = self._longest_name(text, start, own)
            if found:
                return Subject(self.actors.get(found[0], ""), text[: found[1]])
        return None

    def _longest_name(self, text: str, start: int, systems: set[str]) -> tuple[str, int] | None:
        most = max(self.longest, *(name.count(" ") + 1 for name in systems))
        ends = [match.end() for match, _ in zip(_WORD.finditer(text, start), range(most), strict=False)]
        for end in reversed(ends):
            written = text[start:end].rstrip(_MARKS)
            name = key(written.lstrip("*_"))
            if name in self.actors or name in systems:
                return name, start + len(written)
        if text.isascii():
            return None
        longest = max(self._longest_in_characters, *map(len, systems))
        return subject_at(text, start, (self.actors, systems), longest)

    @cached_property
    def _longest_in_characters(self) -> int:
        return max(map(len, self.actors), default=0)

    @cached_property
    def _any_actor(self) -> re.Pattern[str]:
        return any_of(self.actors)

    def actors_in(self, text: str) -> tuple[str, ...]:
        """The keys of the actors that a text names, in the order of the text."""
        if holds_sign(text):
            return tuple(dict.fromkeys(self.actors[name] for name in names_in(text, self._any_actor)))
        words = [key(word.strip(_MARKS + "()\"'")) for word in text.split()]
        if self.first_words.isdisjoint(words):
            return ()
        found: dict[str, None] = {}
        index = 0
        while index < len(words):
            count = self._name_at(words, index) if words[index] in self.first_words else 0
            if count:
                found[self.actors[" ".join(words[index : index + count])]] = None
            index += count or 1
        return tuple(found)

    def _name_at(self, words: list[str], index: int) -> int:
        counts = range(min(self.longest, len(words) - index), 0, -1)
        return next((n for n in counts if " ".join(words[index : index + n]) in self.actors), 0)


def directory(
    actors: Mapping[str, Actor],
    use_cases: Mapping[str, str],
    entries: Mapping[EntryKind, Mapping[str, Entry]],
) -> Directory:
    """The directory of what was gathered. ``use_cases`` gives the key for each id and title."""
    by_name = {key(synonym.text): actor.key for actor in actors.values() for synonym in actor.synonyms}
    by_name |= {actor.key: actor.key for actor in actors.values()}
    longest = max((name.count(" ") + 1 for name in by_name), default=1)
    first_words = frozenset(name.partition(" ")[0] for name in by_name)
    return Directory(by_name, use_cases, entries, longest, first_words)


def system_names(system: System | None, name: str) -> tuple[str, ...]:
    """The keys of what a system is called."""
    names = (name, *(system.synonyms if system else ()), *((system.name,) if system else ()))
    return tuple(key(each) for each in names if each)


def _starts(text: str, words: Vocabulary) -> Iterator[int]:
    """Where a subject may begin: at the text's beginning, and after an article there."""
    offset = len(text) - len(text.lstrip("*_ "))
    yield offset
    first = _WORD.match(text, offset)
    if first and key(first[0]) in words.articles:
        yield first.end() + len(text[first.end() :]) - len(text[first.end() :].lstrip())
    for article in words.articles:
        if article.endswith("'") and key(text[offset : offset + len(article)]) == article:
            yield offset + len(article)


@dataclass(frozen=True)
class _Part:
    start: int
    end: int


def _alternatives(written: Reference, words: Vocabulary) -> Iterator[_Part]:
    start = 0
    separators = rf"{between_names(words.alternatives)}|\s*[{COMMAS}]\s*"
    for match in re.finditer(separators, written.text, re.IGNORECASE):
        yield _Part(start, match.start())
        start = match.end()
    yield _Part(start, len(written.text))


def _joined(written: Reference, parts: list[_Part]) -> str:
    return written.text[parts[0].start : parts[-1].end]
