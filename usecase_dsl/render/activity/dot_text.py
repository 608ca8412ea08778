"""An activity as text for Graphviz."""

from __future__ import annotations

from collections.abc import Mapping

from usecase_dsl.render.activity.boxes import MAIN_TEXT, NAME
from usecase_dsl.render.activity.content import Activity
from usecase_dsl.render.activity.network import Node, NodeKind, network
from usecase_dsl.render.dot_text import plain
from usecase_dsl.render.layout.text import fill

_TEXTS = {"fontname": "Helvetica", "fontsize": "12"}
_SHAPES: Mapping[NodeKind, Mapping[str, str]] = {
    "start": {"shape": "circle", "style": "filled", "fillcolor": "black", "label": "", "width": "0.2"},
    "step": {"shape": "box", "style": "rounded"},
    "decision": {"shape": "hexagon"},
    "event": {"shape": "cds"},
    "prose": {"shape": "note"},
    "success": {"shape": "doublecircle", "style": "filled", "fillcolor": "black", "label": "", "width": "0.15"},
    "failure": {"shape": "Mcircle", "label": "", "width": "0.2"},
    "open": {"shape": "circle", "style": "dashed", "label": "", "width": "0.2"},
}


def dot_text(activity: Activity) -> str:
    """The activity in Graphviz's language, the main flow as straight as ``dot`` can draw it."""
    from graphviz import Digraph

    shown = network(activity)
    names = {node.id: f"n{number}" for number, node in enumerate(shown.nodes)}
    kinds = {node.id: node.main or node.kind in ("start", "success") for node in shown.nodes}
    graph = Digraph(graph_attr={"fontname": "Helvetica"}, node_attr=_TEXTS, edge_attr=_TEXTS)
    for node in shown.nodes:
        graph.node(names[node.id], **_attributes(node))
    for way in shown.ways:
        weight = {"weight": "8"} if kinds[way.source] and kinds[way.target] and not way.words else {}
        back = {"constraint": "false"} if way.words else {}
        graph.edge(names[way.source], names[way.target], label=plain(way.words), **weight, **back)
    return str(graph.source)


def _attributes(node: Node) -> dict[str, str]:
    lines = [line for text in node.lines for line in fill(text, MAIN_TEXT, NAME)]
    text = "\\n".join(map(plain, lines))
    shape = dict(_SHAPES[node.kind])
    return shape | ({"xlabel": text} if "label" in shape else {"label": text})
