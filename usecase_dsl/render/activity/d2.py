"""An activity as text for D2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from usecase_dsl.render.activity.boxes import MAIN_TEXT, NAME
from usecase_dsl.render.activity.content import Activity
from usecase_dsl.render.activity.network import Node, NodeKind, network
from usecase_dsl.render.d2 import quoted
from usecase_dsl.render.layout.text import fill

_SHAPES: Mapping[NodeKind, str] = {
    "start": "shape: oval",
    "step": "style.border-radius: 8",
    "decision": "shape: hexagon",
    "event": "shape: step",
    "prose": "shape: page",
    "success": "shape: oval; style.double-border: true; style.stroke: '#17703a'",
    "failure": "shape: oval; style.stroke: '#b3261e'",
    "open": "shape: oval; style.stroke-dash: 3",
}


def d2(activity: Activity) -> str:
    """The activity in D2's language. D2 itself decides where everything stands."""
    return "\n".join(_lines(activity)) + "\n"


def _lines(activity: Activity) -> Iterator[str]:
    shown = network(activity)
    names = {node.id: f"n{number}" for number, node in enumerate(shown.nodes)}
    yield "direction: down"
    for node in shown.nodes:
        weight = "; style.stroke-width: 3" if node.main else ""
        yield f"{names[node.id]}: {quoted(_text(node))} {{{_SHAPES[node.kind]}{weight}}}"
    for way in shown.ways:
        words = f": {quoted(way.words)}" if way.words else ""
        yield f"{names[way.source]} -> {names[way.target]}{words}"


def _text(node: Node) -> str:
    """The lines of a node, broken where they are long, which D2 wouldn't do."""
    lines = node.lines or (("Start",) if node.kind == "start" else ())
    return "\n".join(part for line in lines for part in fill(line, MAIN_TEXT, NAME))
