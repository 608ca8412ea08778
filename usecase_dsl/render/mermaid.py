"""A use-case diagram as text for Mermaid, in the syntax that its release 12 brought (``usecase-beta``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from usecase_dsl.render.use_case_diagram import Edge, UseCaseDiagram

# In a quoted label, what ends it, what HTML and Markdown take for markup, and the sign of such a reference itself.
_MARKUP = re.compile(r"[\"#&<>`*_\\;{}%]")
_ACTORS = {"human": "", "system": " <<system>>", "time": " <<time>>"}


def mermaid(diagram: UseCaseDiagram) -> str:
    """The diagram in Mermaid's language. Mermaid itself decides where everything stands."""
    return "\n".join(_lines(diagram)) + "\n"


def _lines(diagram: UseCaseDiagram) -> Iterator[str]:
    names = {node.id: f"A{index}" for index, node in enumerate(diagram.actors, 1)}
    names |= {node.id: f"U{index}" for index, node in enumerate(diagram.use_cases, 1)}
    primary = {node.id for node in diagram.actors if node.primary}
    yield from ("usecase-beta", "direction LR")
    for actor in diagram.actors:
        yield f"actor {names[actor.id]}({_quoted(actor.name)}){_ACTORS[actor.kind]}"
    for index, boundary in enumerate(diagram.boundaries, 1):
        yield f"systemBoundary S{index}[{_quoted(boundary.name)}]"
        for node in diagram.use_cases:
            if node.boundary == boundary.id:
                yield f"  {names[node.id]}({_quoted(node.title)})"
        yield "end"
    yield from (_edge(edge, names, primary) for edge in diagram.edges)
    yield from _notes(diagram, names)


def _edge(edge: Edge, names: Mapping[str, str], primary: set[str]) -> str:
    source, target = names[edge.source], names[edge.target]
    if edge.kind == "association":
        return f"{source} -- {target}" if edge.source in primary else f"{target} -- {source}"
    if edge.kind == "generalization":
        return f"{source} --|> {target}"
    return f"{source} ..> : {edge.kind} {target}"


def _notes(diagram: UseCaseDiagram, names: Mapping[str, str]) -> Iterator[str]:
    """The extension points and the conditions, which Mermaid has no other place for."""
    for node in diagram.use_cases:
        if node.points:
            yield f"note for {names[node.id]} {_quoted('extension points: ' + ', '.join(node.points))}"
    for edge in diagram.edges:
        if edge.point or edge.condition:
            parts = (f"({edge.point})" if edge.point else "", f"[{edge.condition}]" if edge.condition else "")
            yield f"note for {names[edge.source]} {_quoted(' '.join(filter(None, ('«extend»', *parts))))}"


def escaped(text: str) -> str:
    """A text for a label in quotes, with everything that Mermaid might read something into given by its number."""
    return _MARKUP.sub(lambda match: f"#{ord(match[0])};", " ".join(text.split()))


def _quoted(text: str) -> str:
    return f'"{escaped(text)}"'
