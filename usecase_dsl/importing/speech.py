"""Which natural language a document speaks, by its labels and by its small words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from usecase_dsl.importing.labels import label_of, whole_label
from usecase_dsl.importing.lines import Line
from usecase_dsl.syntax import vocabulary
from usecase_dsl.syntax.names import key

_MOST_WORDS = 20_000
# Languages that their letters tell; their words have no blanks between them.
_BY_SCRIPT = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh": re.compile("^[^\u3040-\u30ff]*[\u4e00-\u9fff][^\u3040-\u30ff]*$"),
    "ko": re.compile("[\uac00-\ud7af]"),
}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def languages_of_labels(lines: Iterable[Line]) -> Counter[str]:
    """How many labels of the document each language knows; a label that several know counts for each in part."""
    votes: Counter[str] = Counter()
    for line in lines:
        if line.kind in ("heading", "term"):
            label = whole_label(line.text)
        elif line.kind in ("text", "item"):
            found = label_of(line.text)
            if found is None:
                continue
            label = found
        else:
            continue
        for language in label.languages:
            votes[language] += 60 // len(label.languages)
    return votes


def language_of(texts: Iterable[str], labels: Counter[str]) -> str:
    """The language that most of the text is in, of those in the keyword table; ``en`` if nothing tells."""
    words = Counter(word for text in texts for word in _WORD.findall(text.lower()))
    total = sum(words.values()) or 1
    scores = {each: _score(each, words) / total for each in vocabulary.languages()}
    most = sum(labels.values()) or 1
    said = {each: scores[each] + 0.05 * labels[each] / most for each in vocabulary.languages()}
    best = max(vocabulary.languages(), key=lambda each: (said[each], each == "en"))
    # Short texts share small words by chance: another language than English has to be clearly ahead.
    return best if said[best] > 1.3 * said["en"] and said[best] > 0.01 else "en"


def _score(language: str, words: Counter[str]) -> float:
    small = _small_words(language)
    if language in _BY_SCRIPT:
        return sum(count for word, count in words.items() if _BY_SCRIPT[language].search(word))
    return sum(words[word] for word in small)


@cache
def _small_words(language: str) -> frozenset[str]:
    own, english = _words_by_kind(language), _words_by_kind("en")
    found = {word for kind, spelt in own.items() for word in spelt if language == "en" or word not in english[kind]}
    return frozenset(word for word in found if " " not in word)


@cache
def _words_by_kind(language: str) -> Mapping[str, frozenset[str]]:
    phrases = vocabulary.spellings(language, "phrases")
    found = {kind: phrases[kind] for kind in ("and", "or", "at", "when", "not")}
    found |= {kind: vocabulary.words(language, kind) for kind in ("articles", "system")}
    return {kind: frozenset(map(key, spelt)) for kind, spelt in found.items()}
