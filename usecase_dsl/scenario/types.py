"""The scenario graph and the scenarios in it, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from usecase_dsl.model.tables import Condition, Step, UseCase
from usecase_dsl.source import Place

NodeKind = Literal["start", "step", "call", "success", "failure", "unstated"]
EdgeKind = Literal["next", "branch", "resume", "repeat", "bypass", "end", "include failure", "failure"]
Outcome = Literal["success", "failure", "unstated"]

AnyTime = Literal["each-step", "once"]
Include = Literal["expand", "call", "stub"]


@dataclass(frozen=True, slots=True)
class Node:
    """A step (once for each anchor of its flow), the start, or an end. ``id`` is its index in the graph.

    ``call`` is a step in whose place the scenarios of the use case that it includes stand: none of the steps walked.
    ``within`` are the labels of the flows that a path is in here, the outermost first; none in the main flow.
    Labels out of an included use case begin with its name (``Graph.included``) and a colon. ``step`` is what the text
    says; the start and the ends have none.
    """

    id: int
    kind: NodeKind
    label: str
    within: tuple[str, ...]
    place: Place | None
    step: Step | None = None

    @property
    def flow(self) -> str:
        return self.within[-1] if self.within else ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one node to another; ``id`` is its index.

    ``flows`` are the labels of the flows that it enters (mostly one, on a branch); ``condition`` when it is taken.
    ``back`` says that it leads back into the path; edges with one ``way`` are the same way back and count together: a
    loop that begins with what is optional has several. On a branch the step at its source is not completed.
    ``failure`` leads from where an included use case failed into a flow that takes its failure. ``results`` hold after
    it beyond those of the step at its source: of the ends that it comes to, and of the calls that are then done.
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
    results: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """The scenario graph of a use case. ``out`` holds, for each node, the ids of the edges that leave it, in order.

    ``complete`` is false where flows with many anchors, one in another, would make more nodes than can be held.
    ``included`` are the use cases that stand in the place of steps that include them, each by what its labels
    begin with: its id, or its title where it has none.
    """

    use_case: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    out: tuple[tuple[int, ...], ...]
    start: int
    complete: bool
    included: Mapping[str, UseCase] = field(default_factory=dict)

    def completes(self, edge: Edge) -> bool:
        """Whether an edge leaves a step that is done by then: one that a branch leaves is interrupted."""
        return edge.kind != "branch" and self.nodes[edge.source].kind == "step"


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
