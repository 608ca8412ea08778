"""Which natural language a document speaks, by its labels and by its small words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from usecase_dsl.importing import lexicon
from usecase_dsl.importing.labels import label_of, whole_label
from usecase_dsl.importing.lines import Line
from usecase_dsl.syntax import vocabulary
from usecase_dsl.syntax.names import key

# A label is worth as many small words as this. English ones stand in documents of all languages and tell little.
_LABEL, _ENGLISH_LABEL = 8, 1
_FEW = 5
_ONE = 60
# Languages that their letters tell; their words have no blanks between them.
_BY_SCRIPT = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh": re.compile("^[^\u3040-\u30ff]*[\u4e00-\u9fff][^\u3040-\u30ff]*$"),
    "ko": re.compile("[\uac00-\ud7af]"),
}
# Letters that hardly any other language of the table has; a word with one is worth a small word.
_OWN_LETTERS = {
    "cs": "řěů",
    "sk": "ľĺŕ",
    "pl": "łńśźż",
    "hu": "őű",
    "pt": "ãõ",
    "es": "ñ",
    "de": "ß",
    "tr": "ığş",
    "ro": "țș",
    "sv": "å",
    "ru": "ыэё",
    "uk": "їєі",
    "fa": "پچژگ",
}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def languages_of_labels(lines: Iterable[Line]) -> Counter[str]:
    """How many labels of the document each language knows; a label that several know counts for each in part. What
    English says too tells of no other language."""
    votes: Counter[str] = Counter()
    for line in lines:
        for said in _said_by(line):
            languages = {"en"} if "en" in said else said
            for language in languages:
                votes[language] += _ONE // len(languages)
    return votes


def _said_by(line: Line) -> Iterator[frozenset[str]]:
    """The languages of a line's label and of the word for a use case that it begins with."""
    if line.kind in ("heading", "term"):
        yield whole_label(line.text).languages
    elif line.kind in ("text", "item") and (label := label_of(line.text)):
        yield label.languages
    elif line.kind not in ("text", "item"):
        return
    yield lexicon.languages_of_use_case(line.text)


def language_of(texts: Iterable[str], labels: Counter[str]) -> str:
    """The language that the labels and small words of a document are in, of those in the keyword table; ``en`` if
    nothing tells."""
    words = Counter(word for text in texts for word in _WORD.findall(text.lower()))
    others = [each for each in vocabulary.languages() if each != "en"]
    said = {each: _score(each, words, _small_words(each)) + _LABEL * labels[each] / _ONE for each in others}
    best = max(others, key=lambda each: said[each])
    shared = _small_words("en") & _small_words(best)
    found = said[best] - sum(words[each] for each in shared)
    spoken = _score("en", words, _small_words("en") - shared)
    # English labels tell of an English text only as far as it has English words.
    english = spoken + min(_ENGLISH_LABEL * labels["en"] / _ONE, spoken + _FEW)
    # Languages share small words by chance: another than English has to be clearly ahead.
    return best if found > 1.3 * english + 3 and found > 0.01 * words.total() else "en"


def _score(language: str, words: Counter[str], small: frozenset[str]) -> int:
    """How many words are of a language. One small word alone counts no more than all others and one: it may be a
    name or a word of another language."""
    if language in _BY_SCRIPT:
        return sum(count for word, count in words.items() if _BY_SCRIPT[language].search(word))
    counts = [words[word] for word in small]
    own = set(_OWN_LETTERS.get(language, ""))
    spelt = sum(count for word, count in words.items() if not own.isdisjoint(word)) if own else 0
    return min(sum(counts), 2 * (sum(counts) - max(counts)) + 1) + spelt


@cache
def _small_words(language: str) -> frozenset[str]:
    return frozenset(word for spelt in _words_by_kind(language).values() for word in spelt if " " not in word)


@cache
def _words_by_kind(language: str) -> Mapping[str, frozenset[str]]:
    phrases = vocabulary.spellings(language, "phrases")
    found = {kind: phrases[kind] for kind in ("and", "or", "at", "when", "not")}
    found |= {kind: vocabulary.words(language, kind) for kind in ("articles", "system")}
    return {kind: frozenset(map(key, spelt)) for kind, spelt in found.items()}
