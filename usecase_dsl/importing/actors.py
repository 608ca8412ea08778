"""The actors that a document names: who they are, and what it says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from usecase_dsl.importing import lexicon
from usecase_dsl.syntax import vocabulary
from usecase_dsl.syntax.names import key


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as a document names it: ``said`` is what stands beside the name, ``kind`` what it says of its kind."""

    name: str
    said: str = ""
    kind: str = ""
    supporting: bool = False


_SEPARATOR = re.compile(r"\s*(?:[,;、，；\n]|\s(?:/|&|\+)\s)\s*|(?<=\w)/(?=\w)")
_BRACKETS = re.compile(r"\s*[(（]([^)）]*)[)）]")
_END = re.compile(r"[\s.:：;]+$")
_LONGEST_NAME = 6
_SECONDARY = re.compile(
    r"(?i)\b(?:secondary|supporting|secund\w+|secondaire|sekundär\w*|second\w+|вторичн\w*|drugorzędn\w*|vedlejší)\b|次要|副"
)
_PRIMARY = re.compile(
    r"(?i)\b(?:primary|main|prim[aá]ri\w*|principal\w*|primär\w*|основн\w*|główn\w*|hlavní)\b|主要|主"
)


def names_in(text: str, language: str = "en") -> list[Named] | None:
    """The actors that an item of a field names; ``None`` if it is a sentence, not a list of names. "and" and "or" in
    the ``language`` of the document and in English join names."""
    full = lexicon.plain(text.replace("**", ""))
    text = _END.sub("", full)
    head, colon, rest = _at_colon(text)
    if colon and rest:
        names = _split(rest, language)
        if len(head.split()) <= 2 and len(names) > 1 and all(_is_name(each) and each[0].isupper() for each in names):
            return [_named(each) for each in names]
        return [Named(_END.sub("", head), _at_colon(full)[2])] if _is_name(head) else None
    names = _split(text, language)
    if any(each[:1].islower() and len(each.split()) > 2 for each in names[1:]) and names[0][:1].isupper():
        return None
    return [_named(each) for each in names] if names and all(map(_is_name, names)) else None


def is_introduced(text: str) -> bool:
    """Whether words stand before a list of names: "Any of: Rider, Member"."""
    head, colon, rest = _at_colon(lexicon.plain(text))
    return colon and len(head.split()) <= 2 and len(_split(rest)) > 1


def _at_colon(text: str) -> tuple[str, bool, str]:
    match = re.search(r"\s*[:：]\s+|\s+[–—-]\s+", text)
    return (text[: match.start()], True, text[match.end() :]) if match else (text, False, "")


def _split(text: str, language: str = "en") -> list[str]:
    """The names of a list, also of one joined by "and"; what stands in brackets belongs to the name before."""
    brackets = _BRACKETS.findall(text)
    held = _BRACKETS.sub("\0", text)
    parts = [part for part in _SEPARATOR.split(held) if part.strip()]
    names = [name for part in parts for name in _joined_by_and(part, language)]
    given = iter(brackets)
    full = [re.sub("\0", lambda _: f" ({next(given)})", name) for name in names]
    return [name.strip(" *_.-•") for name in full if name.strip(" *_.-•")]


def _joined_by_and(part: str, language: str) -> list[str]:
    names = [name for name in _conjunctions(language).split(part) if name.strip()]
    short = all(len(name.split()) <= 3 for name in names)
    # "registered or unregistered User" in a language that writes names with capitals: one name.
    described = names[:1] != names[-1:] and names[0].islower() and not names[-1].islower()
    return names if short and not described else [part]


@cache
def _conjunctions(language: str) -> re.Pattern[str]:
    phrases = [vocabulary.spellings(each, "phrases") for each in (language, "en")]
    words = {key(word) for spelt in phrases for word in (*spelt["and"], *spelt["or"])}
    spaced = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"\s+(?:{spaced}|&)\s+", re.IGNORECASE)


def _is_name(text: str) -> bool:
    bare = _BRACKETS.sub("", text).strip()
    return (
        bool(bare)
        and len(bare.split()) <= _LONGEST_NAME
        and len(bare) <= 60
        and not re.search(r"[.!?]\s|[<>{}|]", bare)
    )


def _named(text: str) -> Named:
    said = " ".join(_BRACKETS.findall(text)).strip()
    name = _END.sub("", _BRACKETS.sub("", text).strip(" *_"))
    kept = not said or _is_role(said) or kind_of(said)
    return Named(name, "" if kept else text, kind_of(said), bool(_SECONDARY.search(said)))


def _is_role(said: str) -> bool:
    return bool(_SECONDARY.search(said) or _PRIMARY.search(said)) and len(said.split()) <= 2


def kind_of(said: str) -> str:
    """The kind of an actor if words beside its name say it: ``system``, ``time``, ``human``; else ``""``."""
    return lexicon.values_of("kind").get(key(said), "")


@cache
def _all_words(category: str) -> frozenset[str]:
    return frozenset(key(word) for each in vocabulary.languages() for word in vocabulary.words(each, category))


def is_system(name: str) -> bool:
    """Whether it is what a language calls the system itself, which is no actor of its own."""
    words, systems = key(name), _all_words("system")
    without_article = (words.removeprefix(f"{article} ") for article in _all_words("articles"))
    return words in systems or any(each in systems for each in without_article)


def merged(found: Sequence[Named]) -> list[Named]:
    """Each actor once, as first written, with all that is said of it."""
    by_key: dict[str, Named] = {}
    for each in found:
        known = by_key.get(key(each.name))
        if known is None:
            by_key[key(each.name)] = each
        else:
            said = known.said if not each.said or each.said in known.said else f"{known.said} {each.said}".strip()
            by_key[key(each.name)] = Named(known.name, said, known.kind or each.kind, known.supporting)
    return list(by_key.values())
