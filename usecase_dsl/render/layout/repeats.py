"""Actors drawn again: in a big picture one near each group of its use cases, rather than a knot of lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, pairwise

from usecase_dsl.render.use_case_diagram import ActorNode, Edge, UseCaseDiagram

# Pictures of so few use cases and of such a height are taken in at a glance, and have each actor once.
_SMALL, _LOW = 24, 1000.0
# In pictures beyond this nobody follows a line, with or without repeats: a diagram for each package is for that.
_ENDLESS = 300
# Use cases so far apart are seen one after the other.
_FAR = 220.0


def is_big(diagram: UseCaseDiagram, height: float) -> bool:
    """Whether a diagram is so big that actors may be drawn again in it."""
    many = len(diagram.use_cases)
    return many <= _ENDLESS and (many > _SMALL or height > _LOW)


def is_divided(diagram: UseCaseDiagram) -> bool:
    """Whether a diagram has several frames with use cases below each other."""
    return len(set(_frames(diagram).values())) > 1


def with_repeats(diagram: UseCaseDiagram, heights: Mapping[str, float]) -> UseCaseDiagram:
    """The diagram in which each actor stands near its use cases, given at which height each of these stands.

    Where there are packages an actor is drawn once for each that it has to do with, else for each group of use cases
    that are far from all others. A generalization is between the first ones.
    """
    partners: dict[str, list[str]] = {}
    for edge in diagram.edges:
        if edge.kind == "association":
            partners.setdefault(edge.source, []).append(edge.target)
    by_frame = is_divided(diagram)
    frames = _frames(diagram)
    groups = {
        actor: _by_frame(cases, frames) if by_frame else _by_height(cases, heights) for actor, cases in partners.items()
    }
    return _repeated(diagram, groups)


def _frames(diagram: UseCaseDiagram) -> dict[str, str]:
    return {case.id: case.package or case.boundary for case in diagram.use_cases}


def _by_frame(cases: Sequence[str], frames: Mapping[str, str]) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for case in cases:
        found.setdefault(frames[case], []).append(case)
    return list(found.values())


def _by_height(cases: Sequence[str], heights: Mapping[str, float]) -> list[list[str]]:
    down = sorted(cases, key=heights.__getitem__)
    found = [down[:1]]
    for one, other in pairwise(down):
        if heights[other] - heights[one] > _FAR:
            found.append([])
        found[-1].append(other)
    return found


def _repeated(diagram: UseCaseDiagram, groups: Mapping[str, Sequence[Sequence[str]]]) -> UseCaseDiagram:
    taken = {node.id for node in diagram.actors} | {node.id for node in diagram.use_cases}
    taken |= {frame.id for frame in diagram.boundaries} | {frame.id for frame in diagram.packages}
    actors: list[ActorNode] = []
    ends: dict[tuple[str, str], str] = {}
    for node in diagram.actors:
        names = _names(node.id, taken)
        for index, group in enumerate(groups.get(node.id, [[]])):
            again = replace(node, id=next(names), of=node.id) if index else node
            actors.append(again)
            ends |= {(node.id, case): again.id for case in group}
    edges = tuple(_moved(edge, ends) for edge in diagram.edges)
    return replace(diagram, actors=tuple(actors), edges=edges)


def _moved(edge: Edge, ends: Mapping[tuple[str, str], str]) -> Edge:
    return replace(edge, source=ends[edge.source, edge.target]) if edge.kind == "association" else edge


def _names(id: str, taken: set[str]) -> Iterator[str]:
    """The ids of the further drawings of an actor, from ``id~2`` on."""
    for number in count(2):
        if f"{id}~{number}" not in taken:
            taken.add(f"{id}~{number}")
            yield f"{id}~{number}"
