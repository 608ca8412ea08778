"""The words by which documents name their sections, in all languages: keywords, and what only documents say."""

from __future__ import annotations

import json
import re
import unicodedata
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


Words = Mapping[str, Mapping[Word, frozenset[str]]]
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
def words() -> Words:
    """Every spelling, as a key, with what it means in which languages."""
    found: dict[str, dict[Word, frozenset[str]]] = {}
    for meaning, kind in _KINDS.items():
        for spelling in documents()[meaning]:
            found.setdefault(spelling, {})[Word(kind, kind)] = frozenset()
    for language in vocabulary.languages():
        alone = frozenset((language,))
        for word, spelt in _spellings(language):
            for spelling in spelt:
                meant = found.setdefault(spelling, {})
                meant[word] = meant[word] | alone if word in meant else alone
    return found


@cache
def _words_without_marks() -> Words:
    """The spellings that have diacritics, without them, where that is no word by itself. Short ones would be words
    of other languages, such as "the"."""
    found: dict[str, dict[Word, frozenset[str]]] = {}
    for spelling, meant in words().items():
        if len(spelling) > 4 and (unmarked := without_marks(spelling)) not in words():
            known = found.setdefault(unmarked, {})
            known.update((word, known.get(word, frozenset()) | said) for word, said in meant.items())
    return found


def without_marks(text: str) -> str:
    """A key without diacritics, as it is typed on a keyboard that lacks them."""
    return text if text.isascii() else text.translate(_UNMARKED)


class _Unmarked(dict[int, int]):
    """A letter without its marks, for each that was asked for; kana without theirs are other letters."""

    def __missing__(self, code: int) -> int:
        apart = unicodedata.normalize("NFD", chr(code))
        self[code] = ord(apart[0]) if unicodedata.combining(apart[-1]) and code < 0x3000 else code
        return self[code]


# The letters whose marks Unicode doesn't take apart.
_UNMARKED = _Unmarked(zip(map(ord, "łđıø"), map(ord, "ldio"), strict=True))


def _spellings(language: str) -> Iterator[tuple[Word, list[str]]]:
    """What keywords of a language mean to a use case, with their spellings as keys; English ones also in one word."""
    for word, spelt in _meanings(language):
        spellings = list(map(key, spelt))
        joined = [each.replace(" ", "") for each in spellings] if language == "en" else []
        yield word, spellings + joined


def _meanings(language: str) -> Iterator[tuple[Word, tuple[str, ...]]]:
    for keyword, spelt in vocabulary.spellings(language, "fields").items():
        if keyword in vocabulary.fields_of("use case"):
            yield Word("field", keyword), spelt
    for keyword, spelt in vocabulary.spellings(language, "flows").items():
        yield Word("flow", keyword), spelt
    for declared, spelt in vocabulary.spellings(language, "declarations").items():
        if field := vocabulary.field_for_declaration(declared):
            yield Word("field", field), spelt


@cache
def use_case_words() -> tuple[str, ...]:
    """How languages call a use case, longest first, as keys."""
    spelt: set[str] = {"usecase"}
    for language in vocabulary.languages():
        spelt.update(key(each) for each in vocabulary.spellings(language, "declarations")["use case"])
    return tuple(sorted(spelt, key=lambda each: (-len(each), each)))


def languages_of_use_case(text: str) -> frozenset[str]:
    """The languages whose word for a use case a text begins with; none if it begins with no such word."""
    written = bare(text[:90])
    found = next((word for word in use_case_words() if written.startswith(word)), None)
    return _languages_of_use_case_words()[found] if found else frozenset()


@cache
def _languages_of_use_case_words() -> Mapping[str, frozenset[str]]:
    return {
        word: frozenset(each for each in vocabulary.languages() if word in _use_case_words_of(each))
        for word in use_case_words()
    }


@cache
def _use_case_words_of(language: str) -> frozenset[str]:
    """How a language calls a use case; all may say it in English."""
    own = frozenset(map(key, vocabulary.spellings(language, "declarations")["use case"]))
    return own | {"usecase"} if language == "en" else own


def look_up(head: str, languages: Counter[str] | None = None) -> Found | None:
    """What a heading names, or ``None``. Of several meanings, the one in the language that the document speaks most."""
    return _look_up(head, tuple(each for each, _ in (languages or Counter()).most_common()))


@lru_cache(maxsize=8192)
def _look_up(head: str, languages: tuple[str, ...]) -> Found | None:
    written = bare(head)
    if not written or len(written) > 90:
        return None
    return _found(written, languages, words()) or _found(without_marks(written), languages, _words_without_marks())


def _found(written: str, languages: tuple[str, ...], known: Words) -> Found | None:
    for form, more in _forms(written):
        if form in known:
            found = _chosen(known[form], languages)
            if found.word.kind in ("title", "id") and "," in written:
                continue
            return found._replace(rest=more) if found.word.kind == "flow" and not _says_the_same(more) else found
    return _flow_with_more(written, languages, known)


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


def _chosen(
    meant: Mapping[Word, frozenset[str]], languages: tuple[str, ...], rest: str = "", sure: bool = True
) -> Found:
    order = {each: place for place, each in enumerate(languages)}

    def rank(item: tuple[Word, frozenset[str]]) -> tuple[int, bool, str]:
        word, said = item
        places = [order[each] for each in said if each in order]
        return (min(places) if places else 99), "en" not in said, word.keyword

    word, said = min(meant.items(), key=rank)
    return Found(word, said, rest, sure)


def _flow_with_more(written: str, languages: tuple[str, ...], known: Words) -> Found | None:
    """A flow's heading with its number, code or title after it: ``alternative flow 2``, ``exception: no paper``."""
    best = ""
    written = written.replace(" – ", " - ")
    for end in [match.start() for match in re.finditer(r"[\s:：.\-–—#(\[\d]", written)]:
        if any(word.kind == "flow" for word in known.get(written[:end], ())):
            best = written[:end]
    if not best:
        return None
    found = _chosen(known[best], languages)
    tail = _TAIL.match(written[len(best) :])
    inner = _BRACKETS.sub("", re.sub(r"^(?:for|of|to|de|do|da|für|per)\s+", "", tail[1])).strip() if tail else ""
    if any(word.kind == "flow" for word in known.get(inner, ())):
        return _chosen(known[inner], languages)
    return found._replace(rest=tail[1] if tail else "") if found.word.kind == "flow" else None


def names_a_flow(head: str) -> bool:
    """Whether a heading such as "Flow" or "Steps" names a flow where nothing else does."""
    return bare(head) in documents()["any flow"]


def counts_steps(word: str) -> bool:
    """Whether a word stands for steps and their numbers."""
    return word in documents()["step"]


def is_singular(head: str) -> bool:
    """Whether a flow's heading speaks of one flow: a form of it with an ``s`` is in the table too."""
    written = bare(head)
    plural = " ".join(word if word.endswith("s") else f"{word}s" for word in written.split())
    return (
        written in words() and not written.split()[-1].endswith("s") and (plural in words() or f"{written}s" in words())
    )


@cache
def values_of(field: str) -> Mapping[str, str]:
    """How all languages spell the values of a field that has fixed ones, as keys, with the values; of two meanings,
    the first language's."""
    found: dict[str, str] = {}
    for language in vocabulary.languages():
        for value, spelt in vocabulary.value_spellings(language, field).items():
            for spelling in spelt:
                found.setdefault(key(spelling), value)
    return found


@cache
def _conditional() -> tuple[str, ...]:
    phrases = (vocabulary.spellings(each, "phrases") for each in vocabulary.languages())
    return tuple(dict.fromkeys(key(word) for spelt in phrases for word in spelt["when"]))


def begins_with_a_condition(text: str) -> bool:
    """Whether a text begins with "if", in whatever language."""
    start = key(text.lstrip("*_ "))
    return any(
        start.startswith(f"{word} ") or (len(word) < 3 and not word.isascii() and start.startswith(word))
        for word in _conditional()
    )


def guarantees_of(head: str) -> str | None:
    """The guarantees that a word for how a use case ends stands for, below the label of its postconditions."""
    written, table = bare(head), documents()
    if written in table["succeeds"]:
        return "success guarantees"
    return "failure guarantees" if written in table["fails"] else None


def more_in_brackets(head: str) -> str:
    """What a field's heading with brackets behind it says beside the field, as a key; ``""`` if nothing."""
    written = bare(head)
    found = _BRACKETS.search(written)
    if found is None or written in words() or not found[0][0].isspace():
        return ""
    parts = (each.strip(" ()（）[]") for each in (written[: found.start()], found[0]))
    return next((each for each in parts if not _says_the_same(each)), "")


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
    return _chosen(words()[meant], tuple(languages))._replace(sure=False) if meant else None


@cache
def _spoken(languages: frozenset[str]) -> tuple[str, ...]:
    """The spellings of some languages that a slip can be told from."""
    return tuple(
        spelling
        for spelling, meant in words().items()
        if len(spelling) >= 6 and any(said & languages for said in meant.values())
    )
