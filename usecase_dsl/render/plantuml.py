"""A use-case diagram as text for PlantUML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from usecase_dsl.render.layout.shapes import NAME
from usecase_dsl.render.layout.text import wrap
from usecase_dsl.render.outline import actors_of, below_each_other, groups, short_names
from usecase_dsl.render.use_case_diagram import ActorNode, Boundary, Edge, UseCaseDiagram, UseCaseNode

# What PlantUML may take for markup, a macro, an end of the text or a line of it.
_MARKUP = re.compile(r"[\"“”„‟\\<>&%*/~$`{}\[\]^_#|=@!]|--")
_NEW_LINE = "\\n"
_LINE = 160.0
_ACTORS = {"human": "", "system": " <<system>>", "time": " <<time>>"}


def plantuml(diagram: UseCaseDiagram, down: bool = False) -> str:
    """The diagram in PlantUML's language, from left to right or ``down``; PlantUML decides where everything stands."""
    return "\n".join(_lines(diagram, down)) + "\n"


def _lines(diagram: UseCaseDiagram, down: bool) -> Iterator[str]:
    names = short_names(diagram)
    primary = {node.id for node in diagram.actors if node.primary}
    yield from ("@startuml", "top to bottom direction" if down else "left to right direction")
    yield from (_actor(node, names[node.id]) for node in actors_of(diagram))
    for number, boundary in enumerate(diagram.boundaries, 1):
        yield from _boundary(diagram, boundary, names, f"S{number}")
    if down:
        yield from (f"{one} -[hidden]-> {other}" for one, other in below_each_other(diagram, names))
    yield from (_edge(edge, names, primary, down) for edge in diagram.edges)
    yield "@enduml"


def _boundary(diagram: UseCaseDiagram, boundary: Boundary, names: Mapping[str, str], own: str) -> Iterator[str]:
    """A system's frame. Frames have short names: PlantUML can't draw two that are called the same."""
    yield f'rectangle "{escaped(boundary.name)}" as {own} {{'
    for number, group in enumerate(groups(diagram, boundary), 1):
        use_cases = [_use_case(node, names[node.id]) for node in group.use_cases]
        if group.name:
            yield f'  package "{escaped(group.name)}" as {own}P{number} {{'
            yield from (f"    {line}" for line in use_cases)
            yield "  }"
        else:
            yield from (f"  {line}" for line in use_cases)
    yield "}"


def _use_case(node: UseCaseNode, name: str) -> str:
    points = ["--", "extension points", *map(escaped, node.points)] if node.points else []
    return f'usecase "{_NEW_LINE.join([_broken(node.title), *points])}" as {name}'


def _actor(node: ActorNode, name: str) -> str:
    return f'actor "{_broken(node.name)}" as {name}{_ACTORS[node.kind]}'


def _edge(edge: Edge, names: Mapping[str, str], primary: set[str], down: bool) -> str:
    source, target = names[edge.source], names[edge.target]
    if edge.kind == "association":
        # PlantUML puts the first one left.
        return f"{source} -- {target}" if edge.source in primary else f"{target} -- {source}"
    if edge.kind == "generalization":
        return f"{target} <|-- {source}"
    if down and edge.kind == "extend":
        # And above.
        return f"{target} <.. {source} : {_label(edge)}"
    return f"{source} ..> {target} : {_label(edge)}"


def _label(edge: Edge) -> str:
    point = f" ({escaped(edge.point)})" if edge.point else ""
    condition = f"{_NEW_LINE}[{_broken(edge.condition)}]" if edge.condition else ""
    return f"<<{edge.kind}>>{point}{condition}"


def _broken(text: str) -> str:
    """A text in lines as long as in our own picture, which PlantUML wouldn't break."""
    return _NEW_LINE.join(escaped(line) for line in wrap(text, _LINE, NAME))


def escaped(text: str) -> str:
    """The text with everything that PlantUML might read something into given by its number."""
    plain = " ".join(text.split())
    return _MARKUP.sub(lambda match: "".join(f"<U+{ord(each):04X}>" for each in match[0]), plain)
