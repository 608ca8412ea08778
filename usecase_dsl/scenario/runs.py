"""What a graph is built of: runs of use cases, the flows in them, and where these lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from usecase_dsl.model.tables import Condition, Flow, Step, UseCase
from usecase_dsl.scenario.ranges import Course
from usecase_dsl.scenario.types import AnyTime, EdgeKind
from usecase_dsl.source import Place

Branches = Mapping[str, Sequence[Flow]]


class Target(NamedTuple):
    """Where an edge leads, and what it will say. ``loop`` tells ways back apart; the edges with one are one way."""

    node: int
    kind: EdgeKind
    back: bool = False
    condition: str = ""
    loop: tuple[int, int] | None = None
    flows: tuple[str, ...] = ()
    results: tuple[Condition, ...] = ()
    place: Place | None = None


@dataclass(eq=False)
class Run:
    """A run of a use case: of the one that the graph is of, or of one that a step of another includes.

    ``prefix`` is what its labels begin with, ``within`` the flows around the call, ``under_way`` the keys of all use
    cases that are. ``success`` and ``failure`` are where the call leads; ``None`` where nobody called.
    """

    use_case: UseCase
    branches: Branches
    under_way: frozenset[str]
    prefix: str = ""
    within: tuple[str, ...] = ()
    success: tuple[Target, ...] | None = None
    failure: tuple[Target, ...] | None = None
    main: Instance | None = None


@dataclass(frozen=True, eq=False)
class Instance:
    """A flow at one of its anchors: ``parent`` and the ``anchor`` in it; ``base`` is its first node's id."""

    run: Run
    flow: Flow
    parent: Instance | None
    anchor: int
    base: int
    steps: tuple[Step, ...]
    course: Course

    @property
    def within(self) -> tuple[str, ...]:
        labels = [each.flow.label for each in self.chain()]
        return (*self.run.within, *(self.run.prefix + label for label in reversed(labels) if label))

    def chain(self) -> Iterator[Instance]:
        """This flow and those around it in its use case, the main flow last."""
        here: Instance | None = self
        while here:
            yield here
            here = here.parent

    def leaving(self, index: int) -> list[Flow]:
        """The flows that leave at a step; at the first one also those whose codes mark this flow's condition."""
        found = list(self.run.branches.get(self.steps[index].label, ()))
        return found if index else [*found, *self.run.branches.get(f"[{self.flow.label}]", ())]


def main_flow(use_case: UseCase) -> Flow | None:
    """The main flow, if the text has one."""
    return next((flow for flow in use_case.flows if not flow.label), None)


def name_of(use_case: UseCase) -> str:
    """What the labels of an included use case begin with."""
    return use_case.id or use_case.title


def branches(use_case: UseCase, any_time: AnyTime) -> Branches:
    """For each step's label the flows that leave there; for a flow's label in brackets those that its condition marks.

    Of flows with one label the first counts.
    """
    found: dict[str, list[Flow]] = defaultdict(list)
    for flow in {each.label: each for each in reversed(use_case.flows) if each.label}.values():
        once = flow.any_time and any_time == "once"
        for anchor in flow.anchors[:1] if once else flow.anchors:
            found[anchor].insert(0, flow)
        for label in flow.condition_anchors:
            found[f"[{label}]"].insert(0, flow)
    return found


def takers(leaving: Sequence[Flow]) -> list[Flow]:
    """Of the flows that leave at a call those that take its failure.

    They are the failure flows if there are some, else all that leave there, but never those that leave at any step.
    """
    here = [flow for flow in leaving if not flow.any_time]
    return [flow for flow in here if flow.section == "failure flows"] or here
