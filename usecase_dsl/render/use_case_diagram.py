"""What a use-case diagram shows: actors, use cases, the boundaries around them, and the relations between them.

The nodes are the actors and the use cases, nothing else, and a relation is drawn only where the text states it:
an association for each actor in ``primary actors`` or ``supporting actors`` (never inherited, never from steps),
an include for each pair with an include step, an extend for each ``extends``, a generalization for each ``is a``
or ``specialises``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal

from usecase_dsl.model.tables import Actor, ActorKind, Extend, Model, Name, UseCase
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.vocabulary import system_name

EdgeKind = Literal["association", "include", "extend", "generalization"]


@dataclass(frozen=True, slots=True)
class ActorNode:
    """An actor. ``primary`` means of any use case in the model: such an actor stands left, the others right."""

    id: str
    name: str
    kind: ActorKind
    primary: bool
    actor: Actor


@dataclass(frozen=True, slots=True)
class UseCaseNode:
    """A use case, its extension points as they are shown, and the id of the boundary that it stands in."""

    id: str
    title: str
    points: tuple[str, ...]
    boundary: str
    use_case: UseCase


@dataclass(frozen=True, slots=True)
class Boundary:
    """A system, around its use cases."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes, from ``source`` to ``target`` as UML points its arrows.

    ``point`` and ``condition`` are an extend's; ``words`` says the relation in a sentence.
    """

    kind: EdgeKind
    source: str
    target: str
    words: str
    point: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class UseCaseDiagram:
    """All that a use-case diagram shows, in the order of the model. Ids are unique over nodes and boundaries."""

    title: str
    description: str
    actors: tuple[ActorNode, ...]
    use_cases: tuple[UseCaseNode, ...]
    boundaries: tuple[Boundary, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every diagram of some use cases needs to know of all the others; many diagrams can share it.

    ``related`` holds the keys of the use cases that each is directly related to, whichever of them says so;
    ``positions`` where each stands in the model, ``primary`` the keys of the actors that are primary anywhere.
    """

    related: Mapping[str, set[str]]
    positions: Mapping[str, int]
    primary: frozenset[str | None]


def surroundings(model: Model) -> Surroundings:
    """The surroundings of all use cases of a model."""
    related: dict[str, set[str]] = {one: set() for one in model.use_cases}
    for one, case in model.use_cases.items():
        for other in (name.key for name in _related(case) if name.key in related):
            related[one].add(other)
            related[other].add(one)
    primary = frozenset(name.key for case in model.use_cases.values() for name in case.primary_actors)
    return Surroundings(related, {one: index for index, one in enumerate(related)}, primary)


def use_case_diagram(
    model: Model, use_cases: Sequence[UseCase] | None = None, around: Surroundings | None = None
) -> UseCaseDiagram:
    """The diagram of a whole model, or of some of its use cases.

    For some, it shows them with their actors and the use cases directly related to them, and every relation
    among what is shown. ``around`` are the model's surroundings, if they are known already.
    """
    around = around or surroundings(model)
    cases = list(model.use_cases.values()) if use_cases is None else _with_related(model, use_cases, around)
    actors = _actors(model, None if use_cases is None else use_cases)
    systems = _systems(model, cases)
    ids = _ids(cases, actors, systems)
    actor_nodes = tuple(_actor_nodes(actors, ids, around))
    case_nodes = tuple(_use_case_nodes(cases, ids))
    edges = tuple(_edges(actors, cases, ids))
    boundaries = tuple(Boundary(ids["system", name], text) for name, text in systems.items())
    title = "Use cases of " + ", ".join(systems.values()) if systems else "Use cases"
    return UseCaseDiagram(
        title, _description(actor_nodes, case_nodes, edges), actor_nodes, case_nodes, boundaries, edges
    )


_Ids = Mapping[tuple[str, str], str]


def _with_related(model: Model, chosen: Sequence[UseCase], around: Surroundings) -> list[UseCase]:
    keys = {case.key for case in chosen}
    shown = keys.union(*(around.related[one] for one in keys))
    return [model.use_cases[one] for one in sorted(shown, key=around.positions.__getitem__)]


def _related(case: UseCase) -> Iterator[Name]:
    yield from _included(case)
    yield from (extend.use_case for extend in case.extends)
    yield from case.specialises


def _included(case: UseCase) -> Iterator[Name]:
    return (name for flow in case.flows for step in flow.steps for name in step.includes)


def _actors(model: Model, chosen: Iterable[UseCase] | None) -> list[Actor]:
    if chosen is None:
        return list(model.actors.values())
    keys = {name.key for case in chosen for name in (*case.primary_actors, *case.supporting_actors)}
    return [actor for actor in model.actors.values() if actor.key in keys]


def _systems(model: Model, cases: Iterable[UseCase]) -> dict[str, str]:
    """The name of each system by its key; where there is no use case, of each that is declared.

    Where no text names a system, it is called so in the language of the first one.
    """
    found: dict[str, str] = {}
    for case in cases:
        name = case.scope.name if case.scope else case.system or system_name(case.document.language)
        found.setdefault(key(case.system), name)
    return found or {system.key: system.name for system in model.systems.values()}


def _ids(cases: Iterable[UseCase], actors: Iterable[Actor], systems: Mapping[str, str]) -> _Ids:
    """The id of everything shown: a use case's id or title, an actor's or a system's name.

    Where two are the same, the second has ``~2`` after it.
    """
    names = {("use case", case.key): case.id or case.title for case in cases}
    names |= {("actor", actor.key): actor.name for actor in actors}
    names |= {("system", name): text for name, text in systems.items()}
    taken: set[str] = set()
    return {thing: _free(name, taken) for thing, name in names.items()}


def _free(name: str, taken: set[str]) -> str:
    tries = (name if n == 1 else f"{name}~{n}" for n in count(1))
    free = next(each for each in tries if each not in taken)
    taken.add(free)
    return free


def _actor_nodes(actors: Iterable[Actor], ids: _Ids, around: Surroundings) -> Iterator[ActorNode]:
    for actor in actors:
        yield ActorNode(ids["actor", actor.key], actor.name, actor.kind, actor.key in around.primary, actor)


def _use_case_nodes(cases: Iterable[UseCase], ids: _Ids) -> Iterator[UseCaseNode]:
    for case in cases:
        points = tuple(": ".join(filter(None, (point.name, point.target))) for point in case.extension_points)
        boundary = ids["system", key(case.system)]
        yield UseCaseNode(ids["use case", case.key], case.title or case.id, points, boundary, case)


def _edges(actors: Sequence[Actor], cases: Sequence[UseCase], ids: _Ids) -> Iterator[Edge]:
    """The relations among what is shown; one of a thing to itself is a mistake in the text, and no line."""
    shown = {actor.key: actor for actor in actors}
    known = {case.key: case for case in cases}
    for case in cases:
        own = ids["use case", case.key]
        for name in _resolved((*case.primary_actors, *case.supporting_actors), shown):
            words = f"{shown[name].name} takes part in {_title(case)}"
            yield Edge("association", ids["actor", name], own, words)
        for name in _resolved(_included(case), known, case.key):
            words = f"{_title(case)} includes {_title(known[name])}"
            yield Edge("include", own, ids["use case", name], words)
        for extend in case.extends:
            for name in _resolved((extend.use_case,), known, case.key):
                base = known[name]
                words = f"{_title(case)} extends {_title(base)}{_where(extend)}"
                yield Edge("extend", own, ids["use case", base.key], words, extend.point, extend.condition)
        for name in _resolved(case.specialises, known, case.key):
            words = f"{_title(case)} specialises {_title(known[name])}"
            yield Edge("generalization", own, ids["use case", name], words)
    for actor in actors:
        for name in _resolved(actor.parents, shown, actor.key):
            words = f"{actor.name} is a {shown[name].name}"
            yield Edge("generalization", ids["actor", actor.key], ids["actor", name], words)


def _resolved(names: Iterable[Name], shown: Collection[str], but: str = "") -> Iterator[str]:
    """The keys of what is shown among the names, each once, without one of them."""
    return (name for name in dict.fromkeys(name.key for name in names) if name in shown and name != but and name)


def _title(case: UseCase) -> str:
    return case.title or case.id


def _where(extend: Extend) -> str:
    at = f" at {extend.point}" if extend.point else ""
    return f"{at} when {extend.condition}" if extend.condition else at


def _description(actors: Sequence[ActorNode], cases: Sequence[UseCaseNode], edges: Sequence[Edge]) -> str:
    """The counts, then every relation in words: what a reader who can't see the picture has of it."""
    counts = f"{_how_many(len(actors), 'actor')}, {_how_many(len(cases), 'use case')}."
    return " ".join([counts, *(f"{edge.words}." for edge in edges)])


def _how_many(many: int, word: str) -> str:
    return f"{many} {word}" if many == 1 else f"{many} {word}s"
