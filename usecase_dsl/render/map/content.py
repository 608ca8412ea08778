"""What a level and include map shows: use cases in bands by their goal level, and the relations between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.render.use_case_diagram import Boundary, Edge, Surroundings, UseCaseDiagram, use_case_diagram

# Cockburn's goal levels from top to bottom, with his signs for them; ``""`` is where none is stated.
LEVELS = {
    "very high summary": "Very high summary (cloud)",
    "summary": "Summary (kite)",
    "user goal": "User goal (sea level)",
    "": "No goal level stated",
    "subfunction": "Subfunction (fish)",
    "too low": "Too low (clam)",
}


def level_map(
    model: Model, use_cases: Sequence[UseCase] | None = None, around: Surroundings | None = None
) -> UseCaseDiagram:
    """The map of a whole model, or of some of its use cases with those directly related to them.

    It is a use-case diagram without actors, whose boundaries are the bands.
    """
    diagram = use_case_diagram(model, use_cases, around)
    bands = [Boundary(f"level-{level.replace(' ', '-')}", name) for level, name in _levels(diagram).items()]
    ids = {level: band.id for level, band in zip(_levels(diagram), bands, strict=True)}
    shown = {node.id for node in diagram.use_cases}
    edges = tuple(edge for edge in diagram.edges if edge.source in shown and edge.target in shown)
    nodes = tuple(replace(node, boundary=ids[node.use_case.level], package="", points=()) for node in diagram.use_cases)
    return replace(
        diagram,
        title=diagram.title.replace("Use cases", "Level and include map", 1),
        description=_description(diagram, edges),
        actors=(),
        use_cases=nodes,
        boundaries=tuple(bands),
        packages=(),
        edges=edges,
    )


def stands_above(edge: Edge) -> bool:
    """Whether the source of a relation stands above its target: what includes does, what extends or is special doesn't.

    So the eye goes down from the whole to its parts, from the usual to the exception, from the general to the special.
    """
    return edge.kind == "include"


def _levels(diagram: UseCaseDiagram) -> dict[str, str]:
    """The levels that there are, from top to bottom; those that Cockburn doesn't know last, by their own names."""
    found = dict.fromkeys(node.use_case.level for node in diagram.use_cases)
    own = {level: level.capitalize() for level in found if level not in LEVELS}
    return {level: name for level, name in (*LEVELS.items(), *own.items()) if level in found}


def _description(diagram: UseCaseDiagram, edges: Iterable[Edge]) -> str:
    """How many use cases there are on each level, then every relation in words."""
    levels = [node.use_case.level for node in diagram.use_cases]
    counts = [f"{name}: {levels.count(level)}." for level, name in _levels(diagram).items()]
    return " ".join([*counts, *(f"{edge.words}." for edge in edges)])
