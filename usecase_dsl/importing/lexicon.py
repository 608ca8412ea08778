"""The words by which documents name their sections, in all languages: keywords, and what only documents say."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from usecase_dsl import resources
from usecase_dsl.syntax import vocabulary
from usecase_dsl.syntax.names import key, near

WordKind = Literal["field", "flow", "title", "id", "wrapper"]


class Word(NamedTuple):
    """What a word names: the canonical keyword of a field or flow section, or what only documents have."""

    kind: WordKind
    keyword: str


class Found(NamedTuple):
    """A heading that is known: what it means, the languages that say so, what is left of it, and whether it is the
    word itself or only near it."""

    word: Word
    languages: frozenset[str]
    rest: str = ""
    sure: bool = True


_NUMBERING = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,3})+(?:[.):]+\s*|\s+|(?=[^\W\d]))|(?:\d{1,3}|[ivxIVX]{1,4}|[a-zA-Z])[.):]+\s*"
    r"|\d{1,2}\s+[-–]?\s*|[-*•#§]+\s*)"
)
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`|\*\*")
_LINK = re.compile(r"!?\[([^]\n]*)\]\([^)\s]*\)")
_BRACKETS = re.compile(r"\s*[(（\[][^)）\]]*[)）\]]\s*$")
_SYMBOLS = re.compile(r"^[^\w(\[]+", re.UNICODE)
_TAIL = re.compile(r"^[\s:：.\-–—#(\[]*(.*?)[\s:：)\].]*$", re.DOTALL)


_KINDS: Mapping[str, WordKind] = {"title": "title", "id": "id", "wrapper": "wrapper", "any flow": "wrapper"}


@cache
def documents() -> Mapping[str, frozenset[str]]:
    """The words that only documents have, by what they mean, as keys."""
    table: Any = json.loads(resources.read_text("grammar/documents.json"))
    return {meaning: frozenset(map(key, words)) for meaning, words in table.items()}


@cache
def documents_as_written(meaning: str) -> tuple[str, ...]:
    """Words that only documents have, in upper and lower case as they are written."""
    table: Any = json.loads(resources.read_text("grammar/documents.json"))
    return tuple(table[meaning])


def plain(text: str) -> str:
    """A text without the marks of CommonMark."""
    return _EMPHASIS.sub("", _LINK.sub(r"\1", text)).strip()


def bare(head: str) -> str:
    """The key of a heading without numbers and symbols before it and marks after it."""
    text = _NUMBERING.sub("", _SYMBOLS.sub("", plain(head)))
    return key(text).strip(" :.-=#*").rstrip("?!")


def without_numbering(text: str) -> str:
    """A heading without the number before it."""
    return _NUMBERING.sub("", plain(text))


@cache
def words() -> Mapping[str, Mapping[Word, frozenset[str]]]:
    """Every spelling, as a key, with what it means in which languages."""
    found: dict[str, dict[Word, set[str]]] = {}
    for meaning, kind in _KINDS.items():
        for spelling in documents()[meaning]:
            found.setdefault(spelling, {}).setdefault(Word(kind, kind), set())
    fields = {*vocabulary.fields_of("use case")}
    for language in vocabulary.languages():
        for spelling, word in _spellings(language, fields):
            found.setdefault(spelling, {}).setdefault(word, set()).add(language)
            if language == "en" and " " in spelling:
                found.setdefault(spelling.replace(" ", ""), {}).setdefault(word, set()).add(language)
    return {each: {word: frozenset(said) for word, said in meant.items()} for each, meant in found.items()}


def _spellings(language: str, fields: set[str]) -> Iterator[tuple[str, Word]]:
    for keyword, spelt in vocabulary.spellings(language, "fields").items():
        if keyword in fields:
            yield from ((key(each), Word("field", keyword)) for each in spelt)
    for keyword, spelt in vocabulary.spellings(language, "flows").items():
        yield from ((key(each), Word("flow", keyword)) for each in spelt)
    for declared, spelt in vocabulary.spellings(language, "declarations").items():
        if field := vocabulary.field_for_declaration(declared):
            yield from ((key(each), Word("field", field)) for each in spelt)


@cache
def use_case_words() -> tuple[str, ...]:
    """How languages call a use case, longest first, as keys."""
    spelt: set[str] = {"usecase"}
    for language in vocabulary.languages():
        spelt.update(key(each) for each in vocabulary.spellings(language, "declarations")["use case"])
    return tuple(sorted(spelt, key=lambda each: (-len(each), each)))


def look_up(head: str, languages: Counter[str] | None = None) -> Found | None:
    """What a heading names, or ``None``. Of several meanings, the one in the language that the document speaks most."""
    return _look_up(head, tuple(each for each, _ in (languages or Counter()).most_common()))


@lru_cache(maxsize=8192)
def _look_up(head: str, languages: tuple[str, ...]) -> Found | None:
    written = bare(head)
    if not written or len(written) > 90:
        return None
    for form, more in _forms(written):
        if form in words():
            found = _chosen(form, languages)
            if found.word.kind in ("title", "id") and "," in written:
                continue
            return found._replace(rest=more) if found.word.kind == "flow" and not _says_the_same(more) else found
    return _flow_with_more(written, languages)


_PREFIX = re.compile(r"^(?:use ?case|uc)[ _-]*(?=\w{4})")


def _forms(written: str) -> Iterator[tuple[str, str]]:
    """A heading, what is left of it without brackets or a word that says nothing more, and each of two parts with
    what stands beside it."""
    yield written, ""
    without = _BRACKETS.sub("", written).strip(" :.-")
    if without and without != written:
        within = written[len(without) :].strip(" :.-()（）[]")
        yield without, within
        yield within, "" if within.endswith("s") else without
    yield f"{without}s", ""
    yield without.removesuffix("s"), ""
    if prefix := _PREFIX.match(written):
        yield written[prefix.end() :], ""
    for separator in (" - ", " – ", "/", " e ", " and ", " & ", " et ", " und ", " y ", ","):
        first, found, last = without.partition(separator)
        if found:
            if separator in (" - ", " – "):
                yield last.strip(" :.-"), first
            else:
                yield first.strip(" :.-"), ""


def _says_the_same(more: str) -> bool:
    """Whether brackets after a heading hold another word for it, or one that says how it is meant."""
    said = more.removeprefix("or ").removeprefix("ou ").strip(" :.-")
    return said in words() or said in documents()["in brackets"]


def _chosen(form: str, languages: tuple[str, ...], rest: str = "", sure: bool = True) -> Found:
    meant = words()[form]
    order = {each: place for place, each in enumerate(languages)}

    def rank(item: tuple[Word, frozenset[str]]) -> tuple[int, bool, str]:
        word, said = item
        places = [order[each] for each in said if each in order]
        return (min(places) if places else 99), "en" not in said, word.keyword

    word, said = min(meant.items(), key=rank)
    return Found(word, said, rest, sure)


def _flow_with_more(written: str, languages: tuple[str, ...]) -> Found | None:
    """A flow's heading with its number, code or title after it: ``alternative flow 2``, ``exception: no paper``."""
    best = ""
    written = written.replace(" – ", " - ")
    for end in [match.start() for match in re.finditer(r"[\s:：.\-–—#(\[\d]", written)]:
        if written[:end] in words() and any(word.kind == "flow" for word in words()[written[:end]]):
            best = written[:end]
    if not best:
        return None
    found = _chosen(best, languages)
    tail = _TAIL.match(written[len(best) :])
    inner = _BRACKETS.sub("", re.sub(r"^(?:for|of|to|de|do|da|für|per)\s+", "", tail[1])).strip() if tail else ""
    if inner in words() and any(word.kind == "flow" for word in words()[inner]):
        return _chosen(inner, languages)
    return found._replace(rest=tail[1] if tail else "") if found.word.kind == "flow" else None


def names_a_flow(head: str) -> bool:
    """Whether a heading such as "Flow" or "Steps" names a flow where nothing else does."""
    return bare(head) in documents()["any flow"]


def is_singular(head: str) -> bool:
    """Whether a flow's heading speaks of one flow: a form of it with an ``s`` is in the table too."""
    written = bare(head)
    plural = " ".join(word if word.endswith("s") else f"{word}s" for word in written.split())
    return (
        written in words() and not written.split()[-1].endswith("s") and (plural in words() or f"{written}s" in words())
    )


@cache
def _conditional() -> tuple[str, ...]:
    return tuple({word for each in vocabulary.languages() for word in vocabulary.vocabulary(each).when})


def begins_with_a_condition(text: str) -> bool:
    """Whether a text begins with "if", in whatever language."""
    start = key(text.lstrip("*_ "))
    return any(
        start.startswith(f"{word} ") or (len(word) < 3 and not word.isascii() and start.startswith(word))
        for word in _conditional()
    )


def names_a_picture(head: str) -> bool:
    """Whether a heading is that of a diagram."""
    words = bare(head)
    return any(each in words for each in documents()["picture"])


def names_failure(text: str) -> bool:
    """Whether the flow of events that a heading names is one that fails."""
    words = bare(text)
    return any(each in words for each in documents()["failure"])


def nearly(head: str, languages: Iterable[str]) -> Found | None:
    """The word that a heading is a slip of."""
    written = bare(head)
    if len(written) < 6 or written in documents()["title"]:
        return None
    meant = near(written, _spoken(frozenset(languages) | {"en"}))
    return _chosen(meant, tuple(languages))._replace(sure=False) if meant else None


@cache
def _spoken(languages: frozenset[str]) -> tuple[str, ...]:
    """The spellings of some languages that a slip can be told from."""
    return tuple(
        spelling
        for spelling, meant in words().items()
        if len(spelling) >= 6 and any(said & languages for said in meant.values())
    )
