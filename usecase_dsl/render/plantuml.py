"""A use-case diagram as text for PlantUML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from usecase_dsl.render.layout.shapes import NAME
from usecase_dsl.render.layout.text import wrap
from usecase_dsl.render.use_case_diagram import ActorNode, Edge, UseCaseDiagram

# What PlantUML may take for markup, a macro, an end of the text or a line of it.
_MARKUP = re.compile(r"[\"\\<>&%*/~$`{}\[\]^_#|=@!]|--")
_NEW_LINE = "\\n"
_LINE = 160.0
_ACTORS = {"human": "", "system": " <<system>>", "time": " <<time>>"}


def plantuml(diagram: UseCaseDiagram) -> str:
    """The diagram in PlantUML's language. PlantUML itself decides where everything stands."""
    return "\n".join(_lines(diagram)) + "\n"


def _lines(diagram: UseCaseDiagram) -> Iterator[str]:
    names = {node.id: f"A{index}" for index, node in enumerate(diagram.actors, 1)}
    names |= {node.id: f"U{index}" for index, node in enumerate(diagram.use_cases, 1)}
    primary = {node.id for node in diagram.actors if node.primary}
    yield from ("@startuml", "left to right direction")
    yield from (_actor(node, names[node.id]) for node in diagram.actors)
    for boundary in diagram.boundaries:
        yield f'rectangle "{escaped(boundary.name)}" {{'
        for node in diagram.use_cases:
            if node.boundary == boundary.id:
                points = ["--", "extension points", *map(escaped, node.points)] if node.points else []
                yield f'  usecase "{_NEW_LINE.join([_broken(node.title), *points])}" as {names[node.id]}'
        yield "}"
    yield from (_edge(edge, names, primary) for edge in diagram.edges)
    yield "@enduml"


def _actor(node: ActorNode, name: str) -> str:
    return f'actor "{_broken(node.name)}" as {name}{_ACTORS[node.kind]}'


def _edge(edge: Edge, names: Mapping[str, str], primary: set[str]) -> str:
    source, target = names[edge.source], names[edge.target]
    if edge.kind == "association":
        # PlantUML puts the first one left.
        return f"{source} -- {target}" if edge.source in primary else f"{target} -- {source}"
    if edge.kind == "generalization":
        return f"{target} <|-- {source}"
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
