"""An activity as a flowchart for Mermaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from usecase_dsl.render.activity.content import Activity
from usecase_dsl.render.activity.network import Network, Node, NodeKind, network
from usecase_dsl.render.mermaid import label

_BREAK = "<br/>"
_SHAPES: Mapping[NodeKind, tuple[str, str]] = {
    "start": ("([", "])"),
    "step": ("[", "]"),
    "decision": ("{{", "}}"),
    "event": (">", "]"),
    "prose": ("[/", "/]"),
    "success": ("(((", ")))"),
    "failure": ("((", "))"),
    "open": ("([", "])"),
}
_CLASSES = (
    "classDef main stroke-width:2px",
    "classDef success stroke:#17703a",
    "classDef failure stroke:#b3261e",
    "classDef open stroke-dasharray:4 3",
)


def mermaid(activity: Activity) -> str:
    """The activity in Mermaid's language. Mermaid itself decides where everything stands."""
    return "\n".join(_lines(network(activity))) + "\n"


def _lines(shown: Network) -> Iterator[str]:
    names = {node.id: f"n{number}" for number, node in enumerate(shown.nodes)}
    yield "flowchart TD"
    for node in shown.nodes:
        first, last = _SHAPES[node.kind]
        yield f"  {names[node.id]}{first}{_quoted(node.lines or ('Start',))}{last}{_class(node)}"
    for way in shown.ways:
        words = f"|{_quoted([way.words])}|" if way.words else ""
        yield f"  {names[way.source]} -->{words} {names[way.target]}"
    yield from (f"  {each}" for each in _CLASSES)


def _class(node: Node) -> str:
    kind = "main" if node.main else node.kind
    return f":::{kind}" if kind in ("main", "success", "failure", "open") else ""


def _quoted(lines: Iterable[str]) -> str:
    return '"' + _BREAK.join(map(label, lines)) + '"'
