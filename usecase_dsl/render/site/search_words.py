"""The words of a text as a search compares them: without case, accents and the plural's s.

``templates/html/script/search.js`` does the same to what a reader types. Chinese, Japanese and Korean, which have no
blanks between words, go by pairs of signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from usecase_dsl.model.tables import Condition, UseCase
from usecase_dsl.syntax.nodes import Field

_SIGNS = "\u3005-\ud7ff\uf900-\ufaff\U00020000-\U0003134f"
_TOKEN = re.compile(f"[{_SIGNS}]+|[^\\W_{_SIGNS}]+")
_PLAIN = re.compile("[a-z0-9]+")
# What is longer is no word: an address, a key, a line of a drawing.
_LONGEST = 24


def words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(_words(text))


def words_of(use_case: UseCase) -> frozenset[str]:
    """The words of all that a use case says, but for those of its title."""
    return words("\n".join(_texts(use_case))) - words(use_case.title)


def running(text: str) -> str:
    """The words of a text in their order, each between blanks, so that phrases can be looked for."""
    return f" {' '.join(stem(token) for token in _TOKEN.findall(folded(text)))} "


def running_text(use_case: UseCase) -> str:
    """All that a use case says, as ``running`` has it."""
    return running("\n".join((use_case.title, *_texts(use_case))))


def texts(fields: Iterable[Field]) -> Iterator[str]:
    """What fields say, in lists and in tables."""
    for field in fields:
        yield from (item.value for item in field.items)
        yield from (cell for row in field.rows for cell in row.cells)


def stem(word: str) -> str:
    """A word without the s of a plural: ``orders`` is ``order``; ``address``, ``status`` and ``this`` stay."""
    plural = len(word) > 3 and word.endswith("s") and word.isascii() and word[-2] not in "sui"
    return word[:-1] if plural else word


def folded(text: str) -> str:
    """A text in small letters without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    return unicodedata.normalize("NFC", "".join(each for each in apart if unicodedata.category(each)[0] != "M"))


def _words(text: str) -> Iterator[str]:
    pattern = _PLAIN if text.isascii() else _TOKEN
    for token in dict.fromkeys(pattern.findall(folded(text))):
        if token[0] >= "\u3005":
            yield from (token[at : at + 2] for at in range(max(1, len(token) - 1)))
        elif 1 < len(token) <= _LONGEST:
            yield stem(token)


def _texts(use_case: UseCase) -> Iterator[str]:
    yield use_case.description
    yield from texts(use_case.fields)
    for flow in use_case.flows:
        yield from (flow.condition.value, flow.prose)
        for step in flow.steps:
            yield step.text.value
            yield from _conditions(step.results)
        yield from _conditions(flow.end.results if flow.end else ())


def _conditions(conditions: Iterable[Condition]) -> Iterator[str]:
    return (condition.text for condition in conditions)
