"""A use-case diagram as text for D2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from usecase_dsl.render.outline import actors_of, groups, short_names
from usecase_dsl.render.use_case_diagram import ActorNode, Boundary, Edge, UseCaseDiagram, UseCaseNode

# In a text in quotes, what ends it, begins a sequence, or puts in the value of a variable.
_SPECIAL = re.compile(r'["\\$]')
_ACTORS = {"human": "shape: person", "system": "shape: rectangle", "time": "shape: circle"}
_OPEN, _HOLLOW = "target-arrowhead.shape: arrow", "target-arrowhead: {shape: triangle; style.filled: false}"


def d2(diagram: UseCaseDiagram, down: bool = False) -> str:
    """The diagram in D2's language, from left to right or ``down``; D2 itself decides where everything stands."""
    return "\n".join(_lines(diagram, down)) + "\n"


def _lines(diagram: UseCaseDiagram, down: bool) -> Iterator[str]:
    paths = short_names(diagram)
    yield f"direction: {'down' if down else 'right'}"
    yield from (_actor(node, paths[node.id]) for node in actors_of(diagram))
    for index, boundary in enumerate(diagram.boundaries, 1):
        yield from _boundary(diagram, boundary, f"S{index}", paths)
    primary = {node.id for node in diagram.actors if node.primary}
    yield from (_edge(edge, paths, primary) for edge in diagram.edges)


def _actor(node: ActorNode, name: str) -> str:
    text = node.name if node.kind == "human" else f"«{node.kind}»\n{node.name}"
    return f"{name}: {quoted(text)} {{{_ACTORS[node.kind]}}}"


def _boundary(diagram: UseCaseDiagram, boundary: Boundary, name: str, paths: dict[str, str]) -> Iterator[str]:
    """The frame of a system; whoever names one of its use cases afterwards has to say where it stands."""
    yield f"{name}: {quoted(boundary.name)} {{"
    for index, group in enumerate(groups(diagram, boundary), 1):
        if group.name:
            yield f"  P{index}: {quoted(group.name)} {{"
        for node in group.use_cases:
            yield f"  {'  ' if group.name else ''}{_use_case(node, paths[node.id])}"
            paths[node.id] = f"{name}.{f'P{index}.' if group.name else ''}{paths[node.id]}"
        if group.name:
            yield "  }"
    yield "}"


def _use_case(node: UseCaseNode, name: str) -> str:
    points = ["extension points", *node.points] if node.points else []
    lines = "\n".join((node.title, *points))
    return f"{name}: {quoted(lines)} {{shape: oval}}"


def _edge(edge: Edge, paths: Mapping[str, str], primary: set[str]) -> str:
    source, target = paths[edge.source], paths[edge.target]
    if edge.kind == "association":
        return f"{source} -- {target}" if edge.source in primary else f"{target} -- {source}"
    if edge.kind == "generalization":
        return f"{source} -> {target}: {{{_HOLLOW}}}"
    return f"{source} -> {target}: {quoted(_label(edge))} {{style.stroke-dash: 5; {_OPEN}}}"


def _label(edge: Edge) -> str:
    point = f" ({edge.point})" if edge.point else ""
    condition = f"\n[{edge.condition}]" if edge.condition else ""
    return f"«{edge.kind}»{point}{condition}"


def quoted(text: str) -> str:
    """A text in quotes as it is, in its lines; a blank where there is none, for else D2 would show the node's name."""
    lines = (_SPECIAL.sub(r"\\\g<0>", " ".join(line.split())) for line in text.split("\n"))
    return '"' + ("\\n".join(lines).strip() or " ") + '"'
