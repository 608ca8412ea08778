"""A use-case diagram as text for Mermaid: in the syntax that its release 12 brought, or as a flowchart for older ones.

The new syntax (``usecase-beta``) has no packages: their use cases stand one after the other in the boundary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from usecase_dsl.render.outline import actors_of, below_each_other, groups, short_names
from usecase_dsl.render.use_case_diagram import ActorNode, Boundary, Edge, UseCaseDiagram, UseCaseNode

# In a quoted label, what ends it, what HTML and Markdown take for markup, and the sign of such a reference itself.
_MARKUP = re.compile(r"[\"#&<>`*_\\;{}%]")
# A list in Markdown, which a label must not begin with: ``1. Rider pays`` would be taken for one.
_LIST = re.compile(r"(?m)^(\s*(?:\d+|[-+*]))([.)]?)(?=\s)")
_BREAK = "<br/>"
_ACTORS = {"human": "", "system": " <<system>>", "time": " <<time>>"}
_SHAPES = {"human": ("(", ")"), "system": ("[", "]"), "time": ("((", "))")}


def mermaid(diagram: UseCaseDiagram, down: bool = False) -> str:
    """The diagram in Mermaid's language, from left to right or ``down``; Mermaid decides where everything stands."""
    return "\n".join(_lines(diagram, "TB" if down else "LR")) + "\n"


def mermaid_flowchart(diagram: UseCaseDiagram, down: bool = False) -> str:
    """The same as a flowchart, which every release of Mermaid draws."""
    return "\n".join(_flowchart(diagram, down)) + "\n"


def _lines(diagram: UseCaseDiagram, direction: str) -> Iterator[str]:
    names = short_names(diagram)
    primary = {node.id for node in diagram.actors if node.primary}
    yield from ("usecase-beta", f"direction {direction}")
    for actor in actors_of(diagram):
        yield f"actor {names[actor.id]}({_quoted(actor.name)}){_ACTORS[actor.kind]}"
    for index, boundary in enumerate(diagram.boundaries, 1):
        yield f"systemBoundary S{index}[{_quoted(boundary.name)}]"
        for group in groups(diagram, boundary):
            yield from (f"  {names[node.id]}({_quoted(node.title)})" for node in group.use_cases)
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
            yield f"note for {names[edge.source]} {_quoted(_extend(edge))}"


def _flowchart(diagram: UseCaseDiagram, down: bool) -> Iterator[str]:
    names = short_names(diagram)
    primary = {node.id for node in diagram.actors if node.primary}
    yield f"flowchart {'TB' if down else 'LR'}"
    yield from (f"  {names[node.id]}{_shape(node)}:::actor" for node in actors_of(diagram))
    for index, boundary in enumerate(diagram.boundaries, 1):
        yield from (f"  {line}" for line in _subgraph(diagram, boundary, f"S{index}", names))
    for one, other in below_each_other(diagram, names) if down else ():
        yield f"  {one} ~~~ {other}"
    yield from (f"  {_link(edge, names, primary)}" for edge in diagram.edges)
    yield "  classDef actor stroke:#1d5a9e"


def _shape(node: ActorNode) -> str:
    first, last = _SHAPES[node.kind]
    stereotype = "actor" if node.kind == "human" else node.kind
    return f'{first}"«{stereotype}»{_BREAK}{label(node.name)}"{last}'


def _subgraph(diagram: UseCaseDiagram, boundary: Boundary, name: str, names: Mapping[str, str]) -> Iterator[str]:
    yield f'subgraph {name}["{label(boundary.name)}"]'
    for index, group in enumerate(groups(diagram, boundary), 1):
        use_cases = [f"  {names[node.id]}{_oval(node)}" for node in group.use_cases]
        if group.name:
            yield f'  subgraph {name}P{index}["{label(group.name)}"]'
            yield from (f"  {line}" for line in use_cases)
            yield "  end"
        else:
            yield from use_cases
    yield "end"


def _oval(node: UseCaseNode) -> str:
    points = [f"extension points: {', '.join(node.points)}"] if node.points else []
    return f'(["{_BREAK.join(map(label, (node.title, *points)))}"])'


def _link(edge: Edge, names: Mapping[str, str], primary: set[str]) -> str:
    source, target = names[edge.source], names[edge.target]
    if edge.kind == "association":
        return f"{source} --- {target}" if edge.source in primary else f"{target} --- {source}"
    if edge.kind == "generalization":
        # A flowchart has no hollow arrow.
        return f'{source} -->|"«specialises»"| {target}'
    words = _extend(edge) if edge.kind == "extend" else "«include»"
    return f'{source} -.->|"{label(words)}"| {target}'


def _extend(edge: Edge) -> str:
    parts = (f"({edge.point})" if edge.point else "", f"[{edge.condition}]" if edge.condition else "")
    return " ".join(filter(None, ("«extend»", *parts)))


def escaped(text: str) -> str:
    """A text for a label in quotes, with everything that Mermaid might read something into given by its number."""
    return _MARKUP.sub(lambda match: f"#{ord(match[0])};", " ".join(text.split()))


def label(text: str) -> str:
    """The same for flowcharts, where a label is Markdown, and ``\\n`` ends a line even where the backslash is a number.

    A blank without width keeps the two apart.
    """
    plain = escaped(text).replace("#92;n", "#92;#8203;n")
    return _LIST.sub(lambda match: match[1] + (f"#{ord(match[2])};" if match[2] else ""), plain)


def _quoted(text: str) -> str:
    return f'"{escaped(text)}"'
