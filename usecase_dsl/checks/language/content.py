"""The words of a text that carry its meaning, to compare texts by."""

from __future__ import annotations

import re
from functools import lru_cache

from usecase_dsl.checks.language.lexicon import Words, lexicon
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.vocabulary import vocabulary

# Ids in brackets and calls of other use cases are no part of what a text says.
_ASIDE = re.compile(r"\[[^][\n]*\]|\(\s*include[^()\n]*\)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def content_words(text: str, language: str, words: Words) -> frozenset[str]:
    """The words of a text without those that say nothing of their own (list ``stop-words``), endings of the plural
    taken off; ``words`` are a project's additions to the lists."""
    return frozenset(content_list(text, language, words))


@lru_cache(maxsize=1 << 14)
def content_list(text: str, language: str, words: Words) -> tuple[str, ...]:
    """The same words in the order of the text."""
    known, articles = lexicon(language, words), vocabulary(language).articles
    found = (each[0] for each in _WORD.finditer(key(_ASIDE.sub(" ", text))))
    return tuple(singular(word) for word in found if word not in articles and not known.has("stop-words", word))


def singular(word: str) -> str:
    """A word without the ``s`` that a plural ends in, in English, Portuguese and Spanish; others stay as they are."""
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def listed(text: str) -> tuple[str, ...]:
    """All words of a text, as they are compared."""
    return tuple(match[0] for match in _WORD.finditer(key(_ASIDE.sub(" ", text))))
