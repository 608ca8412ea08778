"""The scenario graph of a use case: the single source for paths, checks of flows, activity diagrams and tests."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from usecase_dsl.model.tables import Flow, Model, Step, UseCase
from usecase_dsl.scenario.ranges import Course, Way, course
from usecase_dsl.scenario.types import Edge, EdgeKind, Graph, Node, NodeKind
from usecase_dsl.source import Place

AnyTime = Literal["each-step", "once"]

# Ranges in ranges multiply: ten flows, each at two steps of the one before, make a thousand copies of the last.
MOST_NODES = 200_000


@dataclass(frozen=True, eq=False)
class _Instance:
    """A flow at one of its anchors: ``parent`` and the ``anchor`` in it; ``base`` is its first node's id."""

    flow: Flow
    parent: _Instance | None
    anchor: int
    base: int
    steps: tuple[Step, ...]
    course: Course

    @property
    def within(self) -> tuple[str, ...]:
        labels = [each.flow.label for each in self.chain()]
        return tuple(label for label in reversed(labels) if label)

    def chain(self) -> Iterator[_Instance]:
        """This flow and those around it, the main flow last."""
        here: _Instance | None = self
        while here:
            yield here
            here = here.parent


class _Target(NamedTuple):
    node: int
    back: bool
    condition: str = ""
    loop: tuple[int, int] | None = None


@dataclass
class _Builder:
    use_case: UseCase
    failing: frozenset[str]
    any_time: AnyTime
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    ends: dict[NodeKind, int] = field(default_factory=dict)
    pending: deque[_Instance] = field(default_factory=deque)
    ways: dict[tuple[int, int], int] = field(default_factory=dict)
    leaving: dict[str, list[Flow]] = field(default_factory=lambda: defaultdict(list))
    main: _Instance | None = None
    complete: bool = True

    def build(self) -> Graph:
        start = self.node("start", "", (), None)
        self.find_branches()
        main = next((flow for flow in self.use_case.flows if not flow.label), None)
        self.main = self.instance(main, None, 0) if main else None
        if self.main and self.main.steps:
            for way in self.main.course.arriving(0):
                for target in self.at(self.main, way.position):
                    kind: EdgeKind = "bypass" if way.kind == "bypass" else "next"
                    self.edge(start, target, kind, way.condition, self.main.flow.place)
        while self.pending:
            self.connect(self.pending.popleft())
        out: list[list[int]] = [[] for _ in self.nodes]
        for edge in self.edges:
            out[edge.source].append(edge.id)
        ways = tuple(tuple(each) for each in out)
        return Graph(self.use_case.key, tuple(self.nodes), tuple(self.edges), ways, start, self.complete)

    def find_branches(self) -> None:
        """For each step's label the flows that leave there; for a flow's label those that its condition marks."""
        seen: set[str] = set()
        for flow in self.use_case.flows:
            if not flow.label or flow.label in seen:
                continue
            seen.add(flow.label)
            once = flow.any_time and self.any_time == "once"
            for anchor in flow.anchors[:1] if once else flow.anchors:
                self.leaving[anchor].append(flow)
            for label in flow.condition_anchors:
                self.leaving[f"[{label}]"].append(flow)

    # ---- nodes

    def node(self, kind: NodeKind, label: str, within: tuple[str, ...], place: Place | None) -> int:
        self.nodes.append(Node(len(self.nodes), kind, label, within, place))
        return len(self.nodes) - 1

    def end(self, kind: NodeKind) -> int:
        if kind not in self.ends:
            self.ends[kind] = self.node(kind, "", (), None)
        return self.ends[kind]

    def instance(self, flow: Flow, parent: _Instance | None, anchor: int) -> _Instance:
        steps = flow.steps[: flow.end.after] if flow.end and flow.label else flow.steps
        made = _Instance(flow, parent, anchor, len(self.nodes), steps, course(flow.ranges, len(steps)))
        within = made.within
        for step in steps:
            self.node("step", step.label, within, step.place)
        self.pending.append(made)
        return made

    # ---- edges

    def edge(
        self,
        source: int,
        target: _Target,
        kind: EdgeKind,
        condition: str,
        place: Place,
        flows: tuple[str, ...] = (),
    ) -> None:
        id = len(self.edges)
        way = self.ways.setdefault(target.loop, id) if target.loop else id
        text = condition or target.condition
        self.edges.append(Edge(id, source, target.node, kind, flows, text, target.back, way, place))

    def connect(self, here: _Instance) -> None:
        """The edges that leave the steps of a flow."""
        for index, step in enumerate(here.steps):
            source = here.base + index
            for way in here.course.after(index):
                for target in self.along(here, way):
                    ends = way.position >= len(here.steps) and way.kind == "next"
                    kind: EdgeKind = self.end_kind(here, target) if ends else way.kind
                    self.edge(source, target, kind, way.condition, _end_place(here) if ends else step.place)
            leaving = self.leaving.get(step.label, [])
            if index == 0 and f"[{here.flow.label}]" in self.leaving:
                leaving = [*leaving, *self.leaving[f"[{here.flow.label}]"]]
            for flow in leaving:
                self.branch(here, index, flow, ())
            taken = any(not flow.any_time for flow in leaving)
            if not taken and any(name.key in self.failing for name in step.includes):
                self.edge(source, _Target(self.end("failure"), False), "include failure", "", step.place)

    def end_kind(self, here: _Instance, target: _Target) -> EdgeKind:
        return "end" if self.nodes[target.node].kind != "step" else "resume"

    def branch(self, here: _Instance, index: int, flow: Flow, entered: tuple[str, ...]) -> None:
        """The edge from a step to a flow that leaves there; one that is its control line alone leads straight on."""
        flows = (*entered, flow.label)
        condition, source = flow.condition.value, here.base + index
        again = next((each for each in here.chain() if each.flow is flow), None)
        if again:
            self.edge(source, _Target(again.base, True), "branch", condition, flow.label_place, flows)
            return
        if len(self.nodes) + len(flow.steps) > MOST_NODES:
            self.complete = False
            return
        made = self.instance(flow, here, index)
        if made.steps:
            self.edge(source, _Target(made.base, False), "branch", condition, flow.label_place, flows)
            return
        for target in self.past(made):
            self.edge(source, target, "branch", condition, flow.label_place, flows)
        for marked in self.leaving.get(f"[{flow.label}]", []):
            if marked.label not in flows:
                self.branch(here, index, marked, flows)

    # ---- where flows lead

    def at(self, here: _Instance, position: int) -> Iterator[_Target]:
        """The node at a position of a flow, or, past its last step, where it leads."""
        if position < len(here.steps):
            yield _Target(here.base + position, False)
        else:
            yield from self.past(here)

    def along(self, here: _Instance, way: Way) -> Iterator[_Target]:
        """Where a way on leads; one that goes round a loop leads back, and is the same way wherever it begins."""
        for target in self.at(here, way.position):
            if way.loop < 0:
                yield target._replace(condition=way.condition or target.condition)
            else:
                yield _Target(target.node, True, way.condition, (here.base, way.loop))

    def past(self, here: _Instance) -> Iterator[_Target]:
        """Where a flow leads when its steps are done: nowhere if the text doesn't say."""
        end = here.flow.end
        if not here.flow.label:
            yield _Target(self.end("success"), False)
        elif end is None:
            return
        elif end.kind != "resume":
            yield _Target(self.end(end.kind), False)
        elif end.phrase == "resume at next step":
            yield from self.after_anchor(here)
        elif end.phrase == "resume at same step" and here.parent:
            yield _Target(here.parent.base + here.anchor, True)
        elif end.phrase == "restart" and self.main and self.main.steps:
            yield _Target(self.main.base, True)
        elif end.step:
            yield from self.resumed(here, end.step)

    def after_anchor(self, here: _Instance) -> Iterator[_Target]:
        if here.parent is None:
            return
        for way in here.parent.course.after(here.anchor):
            yield from self.along(here.parent, way)

    def resumed(self, here: _Instance, label: str) -> Iterator[_Target]:
        """The step with a label in this flow or one around it; back if the path had come as far as that step."""
        reached = len(here.steps) - 1
        for around in here.chain():
            index = next((i for i, step in enumerate(around.steps) if step.label == label), None)
            if index is not None:
                yield _Target(around.base + index, index <= reached)
                return
            reached = around.anchor


def graph(
    use_case: UseCase, model: Model, any_time: AnyTime = "each-step", failing: frozenset[str] | None = None
) -> Graph:
    """The scenario graph of a use case; ``any_time`` says where ``*`` flows leave: at each main step or the first.

    It holds what the text says and no more: a flow whose place or end is unsaid has no way in or out. Who needs the
    graphs of many use cases finds ``failing_use_cases`` once and hands them in.
    """
    if failing is None:
        failing = failing_use_cases(model, _included(use_case, model))
    return _Builder(use_case, failing, any_time).build()


def failing_use_cases(model: Model, among: Iterable[str] | None = None) -> frozenset[str]:
    """The keys of the use cases that can fail, by themselves or because one that they include can: the least such set.

    ``among`` narrows them to some, with all that these include.
    """
    keys = sorted(model.use_cases if among is None else among)
    callers: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        for called in _calls(model.use_cases[key]):
            callers[called].append(key)
    found: set[str] = set()
    waiting = deque(keys)
    while waiting:
        key = waiting.popleft()
        if key not in found and _fails(model.use_cases[key], frozenset(found)):
            found.add(key)
            waiting += callers[key]
    return frozenset(found)


def reachable(of: Graph) -> set[int]:
    """The ids of the nodes that some path from the start comes to."""
    found, pending = {of.start}, [of.start]
    while pending:
        targets = {of.edges[edge].target for edge in of.out[pending.pop()]} - found
        found |= targets
        pending += targets
    return found


def _fails(use_case: UseCase, failing: frozenset[str]) -> bool:
    says_so = any(flow.end and flow.end.kind == "failure" for flow in use_case.flows)
    if not says_so and not _calls(use_case) & failing:
        return False
    of = _Builder(use_case, failing, "each-step").build()
    return any(of.nodes[id].kind == "failure" for id in reachable(of))


def _included(use_case: UseCase, model: Model) -> set[str]:
    """The keys of the use cases that one includes, directly or not."""
    found: set[str] = set()
    pending = _calls(use_case)
    while pending:
        key = pending.pop()
        if key in model.use_cases and key not in found:
            found.add(key)
            pending |= _calls(model.use_cases[key])
    return found


def _calls(use_case: UseCase) -> set[str]:
    steps = (step for flow in use_case.flows for step in flow.steps)
    return {name.key for step in steps for name in step.includes if name.key}


def _end_place(here: _Instance) -> Place:
    return here.flow.end.place if here.flow.end else here.flow.place
