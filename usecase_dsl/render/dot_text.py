"""A use-case diagram as text for Graphviz."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from usecase_dsl.render.layout.shapes import NAME
from usecase_dsl.render.layout.text import wrap
from usecase_dsl.render.use_case_diagram import ActorNode, Edge, UseCaseDiagram, UseCaseNode

if TYPE_CHECKING:
    from graphviz import Digraph

_GRAPH = {"rankdir": "LR", "newrank": "true", "ranksep": "1", "fontname": "Helvetica"}
_TEXTS = {"fontname": "Helvetica", "fontsize": "12"}
_LINE = 160.0
_ARROWS = {"association": "none", "include": "vee", "extend": "vee", "generalization": "empty"}


def dot_text(diagram: UseCaseDiagram) -> str:
    """The diagram in Graphviz's language, with the actors on their sides; ``dot`` decides on the rest."""
    from graphviz import Digraph

    graph = Digraph(graph_attr=_GRAPH, node_attr=_TEXTS, edge_attr=_TEXTS)
    names = {node.id: f"actor{index}" for index, node in enumerate(diagram.actors, 1)}
    names |= {node.id: f"usecase{index}" for index, node in enumerate(diagram.use_cases, 1)}
    for rank, primary in (("source", True), ("sink", False)):
        with graph.subgraph(graph_attr={"rank": rank}) as side:
            for actor in diagram.actors:
                if actor.primary is primary:
                    side.node(names[actor.id], _actor(actor), shape="box" if actor.kind == "system" else "plain")
    for index, boundary in enumerate(diagram.boundaries, 1):
        label = {"label": plain(boundary.name), "labeljust": "l"}
        with graph.subgraph(name=f"cluster{index}", graph_attr=label) as inside:
            for node in diagram.use_cases:
                if node.boundary == boundary.id:
                    inside.node(names[node.id], _use_case(node), shape="ellipse")
    primary_ids = {actor.id for actor in diagram.actors if actor.primary}
    for edge in diagram.edges:
        _add(graph, edge, names, primary_ids)
    return str(graph.source)


def _add(graph: Digraph, edge: Edge, names: Mapping[str, str], primary: set[str]) -> None:
    ends = (names[edge.source], names[edge.target])
    if edge.kind == "association" and edge.source not in primary:
        # An edge points from left to right, also to an actor on the right.
        ends = ends[::-1]
    dashed = {"label": _label(edge), "style": "dashed"} if edge.kind in {"include", "extend"} else {}
    graph.edge(*ends, arrowhead=_ARROWS[edge.kind], **dashed)


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

    return str(escape(" ".join(text.split()).replace("&", "&amp;")))
