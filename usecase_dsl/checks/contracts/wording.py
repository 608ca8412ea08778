"""Conditions that say the same in other words: what somebody means who writes one that nobody establishes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from usecase_dsl.checks.language.content import content_words
from usecase_dsl.checks.language.lexicon import lexicon
from usecase_dsl.checks.walk import written
from usecase_dsl.diagnostic import Edit, Fix
from usecase_dsl.model.facts import Stated, text_key
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import Names, near
from usecase_dsl.syntax.vocabulary import vocabulary

# In formulas the signs matter, and words don't tell one from another.
_FORMULA = re.compile(r"[<>=≤≥≠+*/%]")


@dataclass(frozen=True)
class Meant:
    """A condition that another one comes near. ``surely``: they differ in nothing that has a meaning of its own."""

    stated: Stated
    surely: bool


class Wordings:
    """Conditions by their words, to look up which of them another one comes near."""

    def __init__(self, known: Iterable[Stated], settings: Settings) -> None:
        self._settings = settings
        self._by_key: dict[str, Stated] = {}
        self._by_words: dict[frozenset[str], Stated] = {}
        self._by_fewer: dict[frozenset[str], Stated] = {}
        for each in known:
            if _FORMULA.search(each.condition.text):
                continue
            if each.condition.entry is None:
                self._by_key.setdefault(text_key(each.condition), each)
            words = self._words(each)
            self._by_words.setdefault(words, each)
            for word in words:
                self._by_fewer.setdefault(words - {word}, each)
        self._names = Names(self._by_key)

    def meant(self, stated: Stated) -> Meant | None:
        """The condition that one comes near: the same words but for those without a meaning of their own, a slip of
        the pen, or one word more or less."""
        words = self._words(stated)
        if _FORMULA.search(stated.condition.text):
            return None
        if len(words) > 1 and words in self._by_words:
            return self._meant(stated, self._by_words[words], surely=True)
        own = text_key(stated.condition)
        slip = near(own, self._names)
        if slip and _is_slip(own.split(), slip.split()):
            return self._meant(stated, self._by_key[slip], surely=True)
        fewer = (self._by_words.get(words - {word}) for word in sorted(words))
        other = self._by_fewer.get(words) or next((each for each in fewer if each), None)
        return self._meant(stated, other, surely=False) if other and len(words & self._words(other)) > 1 else None

    def _meant(self, stated: Stated, other: Stated, surely: bool) -> Meant | None:
        """The other condition, unless it is the same one, or says the contrary."""
        if other.fact == stated.fact or other.fact.holds != stated.fact.holds:
            return None
        language = stated.use_case.document.language
        known, negation = lexicon(language, self._settings.words), vocabulary(language).negation
        apart = self._words(stated) ^ self._words(other)
        contrary = any(word in negation or known.has("negating-words", word) for word in apart)
        return None if contrary else Meant(other, surely)

    def _words(self, stated: Stated) -> frozenset[str]:
        return content_words(stated.condition.text, stated.use_case.document.language, self._settings.words)


# What means something in one place and not in another.
_MARKED = frozenset("\n\\[]")


def rewording(places: Iterable[Place], as_in: Stated, what: str) -> Fix | None:
    """A fix that writes another condition's text at some places; none where that is no plain line."""
    text = written(as_in.condition.place)
    old = [*places]
    if not _MARKED.isdisjoint(text) or any("\n" in written(place) for place in old):
        return None
    edits = sorted((Edit(place.span, text) for place in old), key=lambda edit: edit.span)
    return Fix(what, tuple(edits), safe=False)


def _is_slip(words: list[str], others: list[str]) -> bool:
    """Whether texts differ within words alone, and not where these begin: ‘valid’ is no slip of ‘invalid’."""
    if len(words) != len(others):
        return False
    differing = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return all(min(map(len, pair)) > 3 and pair[0][:2] == pair[1][:2] for pair in differing)
