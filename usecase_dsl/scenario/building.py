"""How a scenario graph comes about: flow by flow, each step's edges in the order of the text."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from usecase_dsl.model.tables import Condition, End, EndKind, Flow, Step, UseCase
from usecase_dsl.scenario.ranges import Way, course
from usecase_dsl.scenario.runs import Branches, Instance, Run, Target, branches, main_flow, name_of, takers
from usecase_dsl.scenario.types import AnyTime, Edge, EdgeKind, Graph, Node, NodeKind
from usecase_dsl.source import Place

# Ranges in ranges multiply: ten flows, each at two steps of the one before, make a thousand copies of the last. So do
# calls in calls.
MOST_NODES = 50_000


@dataclass
class Builder:
    """Builds the graph of a use case. ``expanded`` are the use cases that may stand in the place of calls, by key."""

    use_case: UseCase
    failing: frozenset[str]
    any_time: AnyTime
    expanded: Mapping[str, UseCase] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    ends: dict[NodeKind, int] = field(default_factory=dict)
    pending: deque[Instance] = field(default_factory=deque)
    ways: dict[tuple[int, int], int] = field(default_factory=dict)
    branches: dict[str, Branches] = field(default_factory=dict)
    included: dict[str, UseCase] = field(default_factory=dict)
    complete: bool = True

    def build(self) -> Graph:
        start = self.node("start", "", ())
        run = Run(self.use_case, self.leaving(self.use_case), frozenset({self.use_case.key}))
        for target in self.beginning(run):
            self.edge(start, target, place=run.main.flow.place if run.main else None)
        while self.pending and (self.complete or not self.included):  # Half of an expanded graph is of no use.
            self.connect(self.pending.popleft())
        out: list[list[int]] = [[] for _ in self.nodes]
        for edge in self.edges:
            out[edge.source].append(edge.id)
        ways = tuple(tuple(each) for each in out)
        nodes, edges = tuple(self.nodes), tuple(self.edges)
        return Graph(self.use_case.key, nodes, edges, ways, start, self.complete, self.included)

    def leaving(self, use_case: UseCase) -> Branches:
        if use_case.key not in self.branches:
            self.branches[use_case.key] = branches(use_case, self.any_time)
        return self.branches[use_case.key]

    def beginning(self, run: Run) -> Iterator[Target]:
        """Where the main flow of a run begins: nowhere if it has no steps."""
        main = main_flow(run.use_case)
        if main is None or not main.steps:
            return
        run.main = self.instance(run, main, None, 0)
        for way in run.main.course.arriving(0):
            for target in self.along(run.main, way):
                yield target._replace(kind=way.kind)

    # ---- nodes

    def node(self, kind: NodeKind, label: str, within: tuple[str, ...], step: Step | None = None) -> int:
        self.nodes.append(Node(len(self.nodes), kind, label, within, step.place if step else None, step))
        return len(self.nodes) - 1

    def end(self, kind: EndKind) -> int:
        if kind == "resume":
            raise ValueError("a flow that resumes doesn't end")
        if kind not in self.ends:
            self.ends[kind] = self.node(kind, "", ())
        return self.ends[kind]

    def instance(self, run: Run, flow: Flow, parent: Instance | None, anchor: int) -> Instance:
        steps = flow.steps[: flow.end.after] if flow.end and flow.label else flow.steps
        made = Instance(run, flow, parent, anchor, len(self.nodes), steps, course(flow.ranges, len(steps)))
        within = made.within
        for step in steps:
            kind: NodeKind = "call" if self.expandable(run, step) else "step"
            self.node(kind, run.prefix + step.label, within, step)
        self.pending.append(made)
        return made

    # ---- edges

    def edge(self, source: int, target: Target, kind: EdgeKind | None = None, place: Place | None = None) -> None:
        id = len(self.edges)
        way = self.ways.setdefault(target.loop, id) if target.loop else id
        kind, place = kind or target.kind, target.place or place
        said = target.condition, target.back, way, place, target.results
        self.edges.append(Edge(id, source, target.node, kind, target.flows, *said))

    def connect(self, here: Instance) -> None:
        """The edges that leave the steps of a flow."""
        for index, step in enumerate(here.steps):
            if self.nodes[here.base + index].kind == "call":
                self.call(here, index)
                continue
            self.go_on(here, index, here.base + index)
            leaving = here.leaving(index)
            for flow in leaving:
                self.branch(here, index, flow)
            if not takers(leaving) and any(name.key in self.failing for name in step.includes):
                self.fail(here.base + index, self.finished(here.run, "failure", ()), step.place)

    def go_on(self, here: Instance, index: int, source: int) -> None:
        """The edges on from a step that is done."""
        for target in self.after(here, index):
            left = target.kind in ("end", "resume")
            self.edge(source, target, place=_end_place(here) if left else here.steps[index].place)

    def branch(self, here: Instance, index: int, flow: Flow) -> None:
        for target in self.entering(here, index, flow, ()):
            self.edge(here.base + index, target, "branch")

    def fail(self, source: int, targets: Iterable[Target], place: Place) -> None:
        """The edges from a call that is one node and fails; one that enters a flow interrupts it as a branch does."""
        for target in targets:
            self.edge(source, target, "branch" if target.flows else "include failure", place)

    def entering(self, here: Instance, index: int, flow: Flow, entered: tuple[str, ...]) -> Iterator[Target]:
        """Where a flow leads that leaves at a step: to its first step, or, if it has none, straight on."""
        flows, condition = (*entered, here.run.prefix + flow.label), flow.condition.value
        again = next((each for each in here.chain() if each.flow is flow), None)
        if again:
            yield Target(again.base, "branch", True, condition, flows=flows, place=flow.label_place)
            return
        if len(self.nodes) + len(flow.steps) > MOST_NODES:
            self.complete = False
            return
        made = self.instance(here.run, flow, here, index)
        if made.steps:
            yield Target(made.base, "branch", False, condition, flows=flows, place=flow.label_place)
            return
        for target in self.past(made):
            yield target._replace(
                condition=condition or target.condition, flows=flows + target.flows, place=flow.label_place
            )
        for marked in here.run.branches.get(f"[{flow.label}]", ()):
            if here.run.prefix + marked.label not in flows:
                yield from self.entering(here, index, marked, flows)

    # ---- calls

    def expandable(self, run: Run, step: Step) -> list[UseCase]:
        """The use cases whose scenarios stand in the place of a step: none that is under way, or has no steps yet."""
        keys = dict.fromkeys(name.key for name in step.includes if name.key and name.key not in run.under_way)
        found = [self.expanded[key] for key in keys if key in self.expanded]
        return [each for each in found if (main := main_flow(each)) and main.steps]

    def call(self, here: Instance, index: int) -> None:
        """The edges of a step with the scenarios of what it calls in its place; some flows leave before these begin."""
        step, source, leaving = here.steps[index], here.base + index, here.leaving(index)
        called = self.expandable(here.run, step)
        fails = any(name.key in self.failing for name in step.includes)
        taking = takers(leaving) if fails else []
        failure = self.failure(here, index, taking) if fails else ()
        success = [each._replace(results=step.results + each.results) for each in self.after(here, index)]
        for use_case in called:
            self.expand(here, source, use_case, _one_way(source, success, 0), failure)
        known = {use_case.key for use_case in called}
        if others := [name.key for name in step.includes if name.key not in known]:
            self.uncalled(here, index, failure if self.failing.intersection(filter(None, others)) else ())
        for flow in leaving:
            if flow not in taking:
                self.branch(here, index, flow)

    def failure(self, here: Instance, index: int, taking: Sequence[Flow]) -> tuple[Target, ...]:
        """Where a call leads that fails: into the flows that take it, or to the failure of the caller."""
        if not taking:
            return tuple(self.finished(here.run, "failure", ()))
        found = [each._replace(kind="failure") for flow in taking for each in self.entering(here, index, flow, ())]
        return _one_way(here.base + index, found, 1)

    def expand(
        self, here: Instance, source: int, use_case: UseCase, success: tuple[Target, ...], failure: tuple[Target, ...]
    ) -> None:
        """A run of an included use case, with the edges that lead into it."""
        main = main_flow(use_case)
        if main is None or len(self.nodes) + len(main.steps) > MOST_NODES:
            self.complete = False
            return
        self.included[name_of(use_case)] = use_case
        under_way, prefix = here.run.under_way | {use_case.key}, f"{name_of(use_case)}:"
        run = Run(use_case, self.leaving(use_case), under_way, prefix, here.within, success, failure)
        for target in self.beginning(run):
            self.edge(source, target, place=self.nodes[source].place)

    def uncalled(self, here: Instance, index: int, failure: Sequence[Target]) -> None:
        """One node for what else a step may call: what is unknown, or under way already."""
        step = here.steps[index]
        node = self.node("step", here.run.prefix + step.label, here.within, step)
        self.edge(here.base + index, Target(node, "next"), place=step.place)
        self.go_on(here, index, node)
        self.fail(node, failure, step.place)

    # ---- where flows lead

    def at(self, here: Instance, position: int) -> Iterator[Target]:
        """The node at a position of a flow, or, past its last step, where it leads."""
        if position < len(here.steps):
            yield Target(here.base + position, "next")
        else:
            yield from self.past(here)

    def after(self, here: Instance, index: int) -> Iterator[Target]:
        """Where control goes when a step is done."""
        for way in here.course.after(index):
            yield from self.along(here, way)

    def along(self, here: Instance, way: Way) -> Iterator[Target]:
        """Where a way on leads; one that goes round a loop leads back, and is the same way wherever it begins."""
        if way.kind == "next" and not way.condition:
            yield from self.at(here, way.position)
            return
        for target in self.at(here, way.position):
            kind = target.kind if way.kind == "next" else way.kind
            if way.loop < 0:
                yield target._replace(kind=kind, condition=way.condition or target.condition)
            else:
                yield target._replace(kind=kind, back=True, condition=way.condition, loop=(here.base, way.loop))

    def past(self, here: Instance) -> Iterator[Target]:
        """Where a flow leads when its steps are done: nowhere if the text doesn't say."""
        end = here.flow.end
        if not here.flow.label:
            yield from self.finished(here.run, "success", end.results if end else ())
        elif end and end.kind != "resume":
            yield from map(self.left, self.finished(here.run, end.kind, end.results))
        elif end:
            yield from map(self.left, self.resuming(here, end))

    def left(self, target: Target) -> Target:
        """The way out of a flow that leaves another."""
        kind: EdgeKind = "end" if target.node in self.ends.values() else "resume"
        return target if target.kind in ("failure", kind) else target._replace(kind=kind)

    def finished(self, run: Run, kind: EndKind, results: tuple[Condition, ...]) -> Iterator[Target]:
        """Where a run leads that is at an end: to that end, or on in its caller."""
        on = {"success": run.success, "failure": run.failure}.get(kind)
        if on is None:
            yield Target(self.end(kind), "end", results=results)
        else:
            yield from (each._replace(results=results + each.results) for each in on)

    def resuming(self, here: Instance, end: End) -> Iterator[Target]:
        main = here.run.main
        if end.phrase == "resume at next step":
            yield from self.after(here.parent, here.anchor) if here.parent else ()
        elif end.phrase == "resume at same step" and here.parent:
            yield Target(here.parent.base + here.anchor, "resume", True)
        elif end.phrase == "restart" and main and main.steps:
            yield Target(main.base, "resume", True)
        elif end.step:
            yield from self.resumed(here, end.step)

    def resumed(self, here: Instance, label: str) -> Iterator[Target]:
        """The step with a label in this flow or one around it; back if the path had come as far as that step."""
        reached = len(here.steps) - 1
        for around in here.chain():
            index = next((i for i, step in enumerate(around.steps) if step.label == label), None)
            if index is not None:
                yield Target(around.base + index, "resume", index <= reached)
                return
            reached = around.anchor


def _one_way(source: int, targets: Sequence[Target], rank: int) -> tuple[Target, ...]:
    """The targets of a call: a way back is the same one, whichever of the ends of the use case called leads there."""
    return tuple(
        each._replace(loop=(source, -2 * number - rank - 1)) if each.back and not each.loop else each
        for number, each in enumerate(targets)
    )


def _end_place(here: Instance) -> Place:
    return here.flow.end.place if here.flow.end else here.flow.place
