"""Who is the same person under two names, who is the system under another one, and who talks to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from usecase_dsl.checks.cast import own_system
from usecase_dsl.checks.language.content import singular
from usecase_dsl.checks.language.lexicon import Lexicon
from usecase_dsl.model.tables import Actor, Step, UseCase
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.vocabulary import vocabulary

# Languages in which a name begins with its noun: a registered customer is a "cliente registado".
NOUN_FIRST = frozenset({"ca", "es", "fr", "gl", "it", "pt", "ro"})

# What may stand right behind somebody who is spoken to: "tells Clerk the fare", not "tells clerk numbers".
_AFTER_SOMEBODY = ("stop-words", "determiners", "subordinators", "recipient-prepositions")
_SHORTEST_PART = 4
_WORD = re.compile(r"[^\W_]+")


def called(actor: Actor) -> Iterator[tuple[str, ...]]:
    """The names of an actor, in words as they are compared."""
    return (tuple(key(name).split()) for name in (actor.name, *(synonym.text for synonym in actor.synonyms)))


def is_part(one: tuple[str, ...], other: tuple[str, ...], noun_first: bool) -> bool:
    """Whether one of two names is a part of the other with the same noun, such as ``customer`` of ``new customer``."""
    shared = min(len(one), len(other))
    same = one[:shared] == other[:shared] if noun_first else one[-shared:] == other[-shared:]
    return same and len(one) != len(other)


def shares_noun(one: Actor, other: Actor, language: str) -> bool:
    """Whether two actors seem to be one under a shorter and a longer name, or one of them is the other's plural."""
    names = ([tuple(map(singular, name)) for name in called(actor)] for actor in (one, other))
    ones, others = names
    noun_first = language in NOUN_FIRST
    return any(first == second or is_part(first, second, noun_first) for first in ones for second in others)


def same_person(one: Actor, other: Actor, use_case: UseCase, lists: Lexicon) -> bool:
    """Whether two actors seem to be one person: they share the noun, or one is just "the user" and the other human."""
    if shares_noun(one, other, use_case.document.language):
        return True
    people = all(actor.kind == "human" and not is_like_system(actor, use_case, lists) for actor in (one, other))
    return people and any(lists.has("user-words", actor.name) for actor in (one, other))


def is_like_system(actor: Actor, use_case: UseCase, lists: Lexicon) -> bool:
    """Whether an actor seems to be the system of a use case: its name says so, or is a part of the system's name."""
    system = own_system(use_case)
    return any(
        name in system
        or any(lists.has("system-words", word) for word in (name, *_WORD.findall(name)))
        or (len(name) >= _SHORTEST_PART and name in key(use_case.system))
        for name in map(" ".join, called(actor))
    )


def speaks_to(step: Step, actor: Actor, use_case: UseCase, lists: Lexicon) -> bool:
    """Whether who acts in a step tells or hands something to somebody, as far as words tell."""
    said = key(step.text.value[len(step.subject.text) :]) if step.subject else ""
    verb = lists.begins("dealing-verbs", said)
    if not verb:
        return False
    rest = said[verb.end :]
    articles = vocabulary(use_case.document.language).articles
    return any(
        _is_recipient(rest[: match.start()].split(), rest[match.end() :], lists, articles)
        for name in map(" ".join, called(actor))
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", rest)
    )


def _is_recipient(before: list[str], after: str, lists: Lexicon, articles: tuple[str, ...]) -> bool:
    following = _WORD.match(after.lstrip()) if after.startswith(" ") else None
    if after.startswith(("'", "-")) or (following and not any(lists.has(n, following[0]) for n in _AFTER_SOMEBODY)):
        return False
    while before and before[-1] in articles and not lists.has("recipient-prepositions", before[-1]):
        before = before[:-1]
    return not before or lists.has("recipient-prepositions", before[-1])
