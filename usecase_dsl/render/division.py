"""How a model that is too big for one use-case diagram is divided into several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.syntax.names import key

# A diagram of so many use cases is still read as a whole.
MOST = 40


class Part(NamedTuple):
    """Some use cases of a model, and what they have in common: ``kind`` says which kind of thing ``name`` is.

    The name is empty for what is in no package, or has no primary actor.
    """

    kind: str
    name: str
    use_cases: tuple[UseCase, ...]


def divided(model: Model, most: int = MOST) -> list[Part]:
    """The parts that a model is shown in, each in a diagram of its own; none where one diagram shows all of it.

    A part for each package, or for each system where there are no packages, or else for each first primary actor, in
    the order of the model. A part may still have more use cases than ``most``: then it can't be divided this way.
    """
    cases = list(model.use_cases.values())
    if len(cases) <= most:
        return []
    ways = (_Way("package", _package), _Way("system", _system), _Way("actor", _actor))
    found = (_parted(cases, way) for way in ways)
    return next((parts for parts in found if len(parts) > 1), [])


class _Way(NamedTuple):
    kind: str
    name_of: Callable[[UseCase], str]


def _parted(cases: Sequence[UseCase], way: _Way) -> list[Part]:
    names: dict[str, str] = {}
    parts: dict[str, list[UseCase]] = {}
    for case in cases:
        name = way.name_of(case)
        names.setdefault(key(name), name)
        parts.setdefault(key(name), []).append(case)
    return [Part(way.kind, names[one], tuple(part)) for one, part in parts.items()]


def _package(case: UseCase) -> str:
    return case.package


def _system(case: UseCase) -> str:
    return case.scope.name if case.scope else case.system


def _actor(case: UseCase) -> str:
    return case.primary_actors[0].text if case.primary_actors else ""
