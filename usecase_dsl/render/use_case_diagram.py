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
    """An actor. ``primary`` means of any use case in the model: such an actor stands left, the others right.

    ``of`` is the id of the node that it repeats, if it is drawn again.
    """

    id: str
    name: str
    kind: ActorKind
    primary: bool
    actor: Actor
    of: str = ""


@dataclass(frozen=True, slots=True)
class UseCaseNode:
    """A use case, its extension points as they are shown, and the id of the boundary that it stands in.

    ``package`` is the id of the package's frame within the boundary, if there is one.
    """

    id: str
    title: str
    points: tuple[str, ...]
    boundary: str
    use_case: UseCase
    package: str = ""


@dataclass(frozen=True, slots=True)
class Boundary:
    """A system, around its use cases."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package as far as it is in one system: a frame in the boundary with this id."""

    id: str
    name: str
    boundary: str


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
    """All that a use-case diagram shows, in the order of the model. Ids are unique over all that has one."""

    title: str
    description: str
    actors: tuple[ActorNode, ...]
    use_cases: tuple[UseCaseNode, ...]
    boundaries: tuple[Boundary, ...]
    edges: tuple[Edge, ...]
    packages: tuple[Package, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every diagram of some use cases needs to know of all the others; many diagrams can share it.

    ``related`` holds the keys of the use cases that each is directly related to, whichever of them says so;
    ``positions`` where each stands in the model, ``actors`` where each actor does; ``primary`` has the keys of the
    actors that are primary anywhere.
    """

    related: Mapping[str, set[str]]
    positions: Mapping[str, int]
    actors: Mapping[str, int]
    primary: Mapping[str, bool]


def surroundings(model: Model) -> Surroundings:
    """The surroundings of all use cases of a model."""
    related: dict[str, set[str]] = {one: set() for one in model.use_cases}
    for one, case in model.use_cases.items():
        for other in (name.key for name in _related(case) if name.key in related):
            related[one].add(other)
            related[other].add(one)
    primary = {name.key: True for case in model.use_cases.values() for name in case.primary_actors if name.key}
    return Surroundings(related, _positions(related), _positions(model.actors), primary)


def _positions(keys: Iterable[str]) -> Mapping[str, int]:
    return {one: index for index, one in enumerate(keys)}


def use_case_diagram(
    model: Model, use_cases: Sequence[UseCase] | None = None, around: Surroundings | None = None
) -> UseCaseDiagram:
    """The diagram of a whole model, or of some of its use cases.

    For some, it shows them with their actors and the use cases directly related to them, and every relation
    among what is shown. Packages have frames where there are several of them. ``around`` are the model's surroundings,
    if they are known already.
    """
    around = around or surroundings(model)
    cases = list(model.use_cases.values()) if use_cases is None else _with_related(model, use_cases, around)
    actors = _actors(model, None if use_cases is None else use_cases, around)
    systems = _systems(model, cases)
    packages = _packages(cases) if use_cases is None or len(use_cases) > 1 else []
    ids = _ids(cases, actors, systems, packages)
    actor_nodes = tuple(_actor_nodes(actors, ids, around))
    case_nodes = tuple(_use_case_nodes(cases, ids))
    edges = tuple(_edges(actors, cases, ids))
    boundaries = tuple(Boundary(ids["system", name], text) for name, text in systems.items())
    frames = tuple(Package(ids["package", _inner(*each)], each[0], ids["system", each[1]]) for each in packages)
    description = _description(actor_nodes, case_nodes, frames, edges)
    title = _title_of(systems.values(), use_cases or ())
    return UseCaseDiagram(title, description, actor_nodes, case_nodes, boundaries, edges, frames)


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


def _actors(model: Model, chosen: Iterable[UseCase] | None, around: Surroundings) -> list[Actor]:
    if chosen is None:
        return list(model.actors.values())
    keys = {name.key for case in chosen for name in (*case.primary_actors, *case.supporting_actors) if name.key}
    return [model.actors[one] for one in sorted(keys, key=around.actors.__getitem__)]


def _systems(model: Model, cases: Iterable[UseCase]) -> dict[str, str]:
    """The name of each system by its key; where there is no use case, of each that is declared.

    Where no text names a system, it is called so in the language of the first one.
    """
    found: dict[str, str] = {}
    for case in cases:
        name = case.scope.name if case.scope else case.system or system_name(case.document.language)
        found.setdefault(key(case.system), name)
    return found or {system.key: system.name for system in model.systems.values()}


def _packages(cases: Iterable[UseCase]) -> list[tuple[str, str]]:
    """The packages with the key of the system each is in; none where all use cases are in one or in none."""
    found = list(dict.fromkeys((case.package, key(case.system)) for case in cases))
    return [each for each in found if each[0]] if len({name for name, _ in found}) > 1 else []


def _inner(package: str, system: str) -> str:
    """The key of a package as far as it is in a system."""
    return f"{package}\n{system}"


def _title_of(systems: Iterable[str], chosen: Sequence[UseCase]) -> str:
    """What a diagram is called: by the systems, and by the package that several use cases are in."""
    title = ", ".join(systems)
    packages = {case.package for case in chosen}
    if len(chosen) > 1 and len(packages) == 1:
        title = ": ".join(filter(None, (title, *packages)))
    return f"Use cases of {title}" if title else "Use cases"


def _ids(
    cases: Iterable[UseCase],
    actors: Iterable[Actor],
    systems: Mapping[str, str],
    packages: Iterable[tuple[str, str]],
) -> _Ids:
    """The id of everything shown: a use case's id or title, the name of an actor, a system or a package.

    Where two are the same, the second has ``~2`` after it.
    """
    names = {("use case", case.key): case.id or case.title for case in cases}
    names |= {("actor", actor.key): actor.name for actor in actors}
    names |= {("system", name): text for name, text in systems.items()}
    names |= {("package", _inner(*each)): each[0] for each in packages}
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
        package = ids.get(("package", _inner(case.package, key(case.system))), "")
        yield UseCaseNode(ids["use case", case.key], case.title or case.id, points, boundary, case, package)


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


def _description(
    actors: Sequence[ActorNode], cases: Sequence[UseCaseNode], packages: Sequence[Package], edges: Sequence[Edge]
) -> str:
    """The counts, then every frame and relation in words: what a reader who can't see the picture has of it."""
    counts = f"{_how_many(len(actors), 'actor')}, {_how_many(len(cases), 'use case')}."
    inside = {package.id: [case.title for case in cases if case.package == package.id] for package in packages}
    frames = (f"Package {package.name}: {', '.join(inside[package.id])}." for package in packages)
    return " ".join([counts, *frames, *(f"{edge.words}." for edge in edges)])


def _how_many(many: int, word: str) -> str:
    return f"{many} {word}" if many == 1 else f"{many} {word}s"
