"""The scenario graph and the scenarios in it, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from usecase_dsl.source import Place

NodeKind = Literal["start", "step", "success", "failure", "unstated"]
EdgeKind = Literal["next", "branch", "resume", "repeat", "bypass", "end", "include failure"]
Outcome = Literal["success", "failure", "unstated"]


@dataclass(frozen=True, slots=True)
class Node:
    """A step (once for each anchor of its flow), the start, or an end. ``id`` is its index in the graph.

    ``within`` are the labels of the flows that a path is in here, the outermost first; none in the main flow.
    """

    id: int
    kind: NodeKind
    label: str
    within: tuple[str, ...]
    place: Place | None

    @property
    def flow(self) -> str:
        return self.within[-1] if self.within else ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one node to another; ``id`` is its index.

    ``flows`` are the labels of the flows that it enters (mostly one, on a branch); ``condition`` when it is taken.
    ``back`` says that it leads back into the path; edges with one ``way`` are the same way back and count together: a
    loop that begins with what is optional has several. On a branch the step at its source is not completed.
    """

    id: int
    source: int
    target: int
    kind: EdgeKind
    flows: tuple[str, ...]
    condition: str
    back: bool
    way: int
    place: Place | None


@dataclass(frozen=True, slots=True)
class Graph:
    """The scenario graph of a use case. ``out`` holds, for each node, the ids of the edges that leave it, in order.

    ``complete`` is false where flows with many anchors, one in another, would make more nodes than can be held.
    """

    use_case: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    out: tuple[tuple[int, ...], ...]
    start: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Scenario:
    """A path from the start to an end.

    ``steps`` are the labels walked, interrupted steps left out; ``flows`` the labels of the flows taken, in order;
    ``path`` the ids of the edges walked.
    """

    use_case: str
    name: str
    outcome: Outcome
    flows: tuple[str, ...]
    steps: tuple[str, ...]
    path: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """What happens at one point of a scenario, in words.

    ``condition``: a flow is entered (``label`` is the flow's); ``step``: a step is done; ``end``: how it ends.
    """

    kind: Literal["condition", "step", "end"]
    label: str
    text: str
    results: tuple[str, ...]
