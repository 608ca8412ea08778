"""Who takes part in use cases: the actors of their fields and steps, and what these are to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from usecase_dsl.checks.walk import includes, part, steps
from usecase_dsl.model.directory import system_names
from usecase_dsl.model.tables import Actor, Model, Name, Step, Subject, UseCase
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import Names, key, near
from usecase_dsl.syntax.vocabulary import vocabulary

Ways = Mapping[str, set[str]]


@dataclass(frozen=True, eq=False)
class Kinship:
    """For each actor those that it is directly a special case of, and those that are special cases of it."""

    general: Ways
    special: Ways

    def of(self, actors: Iterable[str]) -> set[str]:
        """These actors with all that they are special cases of, and all that are special cases of them."""
        own = list(actors)
        return closure(own, self.general) | closure(own, self.special)


def kinship(model: Model) -> Kinship:
    """How the actors of a model are related."""
    general: dict[str, set[str]] = {name: set() for name in model.actors}
    special: dict[str, set[str]] = {name: set() for name in model.actors}
    for actor in model.actors.values():
        for parent in actor.parents:
            if parent.key in special:
                general[actor.key].add(parent.key)
                special[parent.key].add(actor.key)
    return Kinship(general, special)


def named(use_case: UseCase) -> tuple[Name, ...]:
    """The actors in the fields of a use case."""
    return (*use_case.primary_actors, *use_case.supporting_actors)


def acting(use_case: UseCase) -> Iterator[str]:
    """The keys of the actors that a use case names in its steps."""
    for step in steps(use_case):
        yield from step.receivers
        if step.subject and step.subject.key:
            yield step.subject.key


def taking_part(use_case: UseCase) -> Iterator[str]:
    """The keys of the actors that a use case names in its fields and its steps."""
    yield from (name.key for name in named(use_case) if name.key)
    yield from acting(use_case)


def slips(model: Model) -> Mapping[str, Actor]:
    """The declared actors that undeclared ones are slips of, by the key of the undeclared one."""
    declared = {name: actor for actor in model.actors.values() if actor.declared for name in _names(actor)}
    others = tuple(actor.name for actor in model.actors.values() if not actor.declared)
    return {key(name): declared[meant] for name, meant in _meant(others, tuple(declared)).items()}


def bases(model: Model) -> Ways:
    """For each use case, those that it is part of: that include it, that it extends, that it specialises."""
    found: dict[str, set[str]] = {name: set() for name in model.use_cases}
    for use_case in model.use_cases.values():
        own = (*use_case.specialises, *(extend.use_case for extend in use_case.extends))
        found[use_case.key] |= {name.key for name in own if name.key}
        for name in includes(use_case):
            if name.key in found:
                found[name.key].add(use_case.key)
    return found


def closure(start: Iterable[str], ways: Ways) -> set[str]:
    """All that the ways lead to, from the start."""
    found: set[str] = set()
    pending = list(start)
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += ways.get(name, ())
    return found


def own_system(use_case: UseCase) -> set[str]:
    """What the system that a use case is about is called: keys of names."""
    return {*system_names(use_case.scope, use_case.system), *vocabulary(use_case.document.language).system}


def subject_place(step: Step, subject: Subject) -> Place:
    """Where a step names who acts, an article before the name included."""
    start = step.text.span.start - step.place.span.start
    marks = len(subject.text) - len(subject.text.lstrip("*_ "))
    return part(step.place, start + marks, start + len(subject.text))


@lru_cache(maxsize=4)
def _meant(written: tuple[str, ...], known: tuple[str, ...]) -> Mapping[str, str]:
    """What names are slips of. Digits must agree, so that numbered names needn't be compared with each other; several
    rules ask for the slips of one model."""
    by_digits: dict[str, list[str]] = {}
    for name in known:
        by_digits.setdefault(_digits(name), []).append(name)
    names = {digits: Names(alike) for digits, alike in by_digits.items()}
    found = ((name, near(name, names.get(_digits(name), ()))) for name in written)
    return {name: meant for name, meant in found if meant}


def _digits(name: str) -> str:
    return "".join(filter(str.isdecimal, key(name)))


def _names(actor: Actor) -> tuple[str, ...]:
    return (actor.name, *(synonym.text for synonym in actor.synonyms))
