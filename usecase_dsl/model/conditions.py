"""Preconditions, guarantees and results: when two of them are the same."""

from __future__ import annotations

from usecase_dsl.model.directory import Directory
from usecase_dsl.model.gather import Scoped
from usecase_dsl.model.tables import Condition
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Text
from usecase_dsl.syntax.scripts import FULL_STOPS, holds_sign
from usecase_dsl.syntax.vocabulary import Vocabulary


def condition(text: Text, scoped: Scoped, directory: Directory) -> Condition:
    """A condition as written; by the id of a declared condition if that is all it says, ``not`` before it or not."""
    declared = directory.entries["condition"]
    written = key(text.value).rstrip(f" {FULL_STOPS}")
    rest = negated(written, scoped.words)
    place = scoped.place(text.span)
    if written in declared:
        return Condition(text.value, place, declared[written].key)
    if rest is not None and rest in declared:
        return Condition(text.value, place, declared[rest].key, negated=True)
    return Condition(text.value, place)


def negated(written: str, words: Vocabulary) -> str | None:
    """What stands after ``not`` in a condition's key; ``None`` if it doesn't begin with that."""
    starts = (word if holds_sign(word) else f"{word} " for word in words.negation)
    return next((written.removeprefix(start).lstrip() for start in starts if written.startswith(start)), None)
