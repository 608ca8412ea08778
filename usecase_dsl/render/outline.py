"""What texts for other tools share: short names for nodes, and which use cases stand in which frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from usecase_dsl.render.use_case_diagram import ActorNode, Boundary, UseCaseDiagram, UseCaseNode


class Group(NamedTuple):
    """Some use cases in a frame: a package of this name, or what is in none."""

    name: str
    use_cases: tuple[UseCaseNode, ...]


def actors_of(diagram: UseCaseDiagram) -> list[ActorNode]:
    """The actors, each once: where they stand, and so whether to draw one again, other tools decide."""
    return [node for node in diagram.actors if not node.of]


def short_names(diagram: UseCaseDiagram, actor: str = "A", use_case: str = "U") -> dict[str, str]:
    """For the id of each node a name that any language takes; an actor drawn again has that of the first."""
    names = {node.id: f"{actor}{index}" for index, node in enumerate(actors_of(diagram), 1)}
    names |= {node.id: names[node.of] for node in diagram.actors if node.of}
    return names | {node.id: f"{use_case}{index}" for index, node in enumerate(diagram.use_cases, 1)}


def groups(diagram: UseCaseDiagram, boundary: Boundary) -> Iterator[Group]:
    """The packages in a boundary, after those of its use cases that are in none, which have no name."""
    inside = [node for node in diagram.use_cases if node.boundary == boundary.id]
    known = {package.id: package.name for package in diagram.packages if package.boundary == boundary.id}
    loose = tuple(node for node in inside if node.package not in known)
    if loose:
        yield Group("", loose)
    for id, name in known.items():
        yield Group(name, tuple(node for node in inside if node.package == id))


def below_each_other(diagram: UseCaseDiagram, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of use cases that have to stand one below the other, so that the boundaries do."""
    firsts = [
        next((names[node.id] for node in diagram.use_cases if node.boundary == boundary.id), "")
        for boundary in diagram.boundaries
    ]
    return list(pairwise(filter(None, firsts)))
