"""A use-case diagram as text for Graphviz."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from usecase_dsl.render.layout.shapes import NAME
from usecase_dsl.render.layout.text import wrap
from usecase_dsl.render.outline import actors_of, below_each_other, groups, short_names
from usecase_dsl.render.use_case_diagram import ActorNode, Boundary, Edge, UseCaseDiagram, UseCaseNode

if TYPE_CHECKING:
    from graphviz import Digraph

_GRAPH = {"newrank": "true", "ranksep": "1", "fontname": "Helvetica"}
_TEXTS = {"fontname": "Helvetica", "fontsize": "12"}
_LINE = 160.0
_ARROWS = {"association": "none", "include": "vee", "extend": "vee", "generalization": "empty"}


def dot_text(diagram: UseCaseDiagram, down: bool = False) -> str:
    """The diagram in Graphviz's language, from left to right with the actors on their sides, or ``down``."""
    from graphviz import Digraph

    graph = Digraph(graph_attr=_GRAPH | {"rankdir": "TB" if down else "LR"}, node_attr=_TEXTS, edge_attr=_TEXTS)
    names = short_names(diagram, "actor", "usecase")
    for rank, primary in (("source", True), ("sink", False)):
        with graph.subgraph(graph_attr={"rank": rank}) as side:
            for actor in actors_of(diagram):
                if actor.primary is primary:
                    side.node(names[actor.id], _actor(actor), shape="box" if actor.kind == "system" else "plain")
    for index, boundary in enumerate(diagram.boundaries, 1):
        _boundary(graph, f"cluster{index}", diagram, boundary, names)
    for ends in below_each_other(diagram, names) if down else ():
        graph.edge(*ends, style="invis")
    primary_ids = {actor.id for actor in diagram.actors if actor.primary}
    for edge in diagram.edges:
        _add(graph, edge, names, primary_ids, down)
    return str(graph.source)


def _boundary(graph: Digraph, name: str, diagram: UseCaseDiagram, boundary: Boundary, names: Mapping[str, str]) -> None:
    with graph.subgraph(name=name, graph_attr=_frame(boundary.name)) as inside:
        for index, group in enumerate(groups(diagram, boundary), 1):
            if group.name:
                with inside.subgraph(name=f"{name}_{index}", graph_attr=_frame(group.name)) as package:
                    _use_cases(package, group.use_cases, names)
            else:
                _use_cases(inside, group.use_cases, names)


def _frame(name: str) -> dict[str, str]:
    return {"label": plain(name), "labeljust": "l"}


def _use_cases(graph: Digraph, nodes: Sequence[UseCaseNode], names: Mapping[str, str]) -> None:
    for node in nodes:
        graph.node(names[node.id], _use_case(node), shape="ellipse")


def _add(graph: Digraph, edge: Edge, names: Mapping[str, str], primary: set[str], down: bool) -> None:
    ends = (names[edge.source], names[edge.target])
    head = {"arrowhead": _ARROWS[edge.kind]}
    if edge.kind == "association" and edge.source not in primary:
        # An edge points from left to right, also to an actor on the right.
        ends = ends[::-1]
    if down and edge.kind in {"extend", "generalization"}:
        # And from above to below, where the more general stands above.
        ends, head = ends[::-1], {"dir": "back", "arrowtail": _ARROWS[edge.kind]}
    dashed = {"label": _label(edge), "style": "dashed"} if edge.kind in {"include", "extend"} else {}
    graph.edge(*ends, **head, **dashed)


def _actor(node: ActorNode) -> str:
    stereotype = "actor" if node.kind == "human" else node.kind
    return f"«{stereotype}»\\n{_broken(node.name)}"


def _use_case(node: UseCaseNode) -> str:
    points = ["", "extension points", *map(plain, node.points)] if node.points else []
    return "\\n".join([_broken(node.title), *points])


def _label(edge: Edge) -> str:
    point = f" ({plain(edge.point)})" if edge.point else ""
    condition = f"\\n[{_broken(edge.condition)}]" if edge.condition else ""
    return f"«{edge.kind}»{point}{condition}"


def _broken(text: str) -> str:
    """A text in lines as long as in our own picture, which Graphviz wouldn't break."""
    return "\\n".join(map(plain, wrap(text, _LINE, NAME)))


def plain(text: str) -> str:
    """The text as it is: to Graphviz a backslash begins a sequence, ``&`` a character's name, ``<…>`` is HTML."""
    from graphviz import escape

    return str(escape(" ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")))
