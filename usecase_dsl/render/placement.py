"""Where each flow is printed: once, at the first step that it leaves; elsewhere a pointer to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from usecase_dsl.model.tables import UseCase

# A place where flows leave, by the indices of a flow and of its step; -1 is the flow's condition.
Spot = tuple[int, int]
CONDITION = -1

# Flows nested deeper than this are printed on their own: there is no room left beside them.
_DEEPEST = 6


@dataclass(frozen=True)
class Placement:
    """The indices of the flows printed at each place and of those that leave there too, and of the rest."""

    printed: Mapping[Spot, tuple[int, ...]]
    pointed: Mapping[Spot, tuple[int, ...]]
    main: tuple[int, ...]
    any_time: tuple[int, ...]
    apart: tuple[int, ...]


def place(use_case: UseCase) -> Placement:
    """Every flow of a use case exactly once, as near to the main flow as it can stand."""
    work = _Placing(use_case)
    flows = list(enumerate(use_case.flows))
    main = [index for index, flow in flows if not flow.label]
    any_time = [index for index, flow in flows if flow.label and flow.any_time]
    work.print_under([*main, *any_time])
    apart = []
    for index, _ in flows:
        if index not in work.printed:
            apart.append(index)
            work.print_under([index])
    return Placement(
        {spot: tuple(each) for spot, each in work.at.items()},
        {spot: each for spot in work.leaving if (each := work.not_printed_at(spot))},
        tuple(main),
        tuple(any_time),
        tuple(apart),
    )


@dataclass
class _Placing:
    use_case: UseCase
    printed: set[int] = field(default_factory=set)
    at: dict[Spot, list[int]] = field(default_factory=lambda: defaultdict(list))
    leaving: dict[Spot, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        spots = self._spots()
        for index, flow in enumerate(self.use_case.flows):
            labels = [(label, True) for label in flow.anchors if not flow.any_time]
            for label in dict.fromkeys([*labels, *((label, False) for label in flow.condition_anchors)]):
                if label in spots:
                    self.leaving[spots[label]].append(index)

    def print_under(self, roots: Iterable[int]) -> None:
        """Prints what leaves these flows, level by level, so that the shallowest place wins."""
        level = list(roots)
        self.printed.update(level)
        for _ in range(_DEEPEST):
            level = [inner for flow in level for inner in self._print_at(flow)]

    def not_printed_at(self, spot: Spot) -> tuple[int, ...]:
        return tuple(index for index in self.leaving[spot] if index not in self.at.get(spot, ()))

    def _print_at(self, flow: int) -> list[int]:
        found = []
        for step in range(CONDITION, len(self.use_case.flows[flow].steps)):
            for index in self.leaving.get((flow, step), ()):
                if index not in self.printed:
                    self.printed.add(index)
                    self.at[flow, step].append(index)
                    found.append(index)
        return found

    def _spots(self) -> dict[tuple[str, bool], Spot]:
        """The first step (true) and the first flow (false) with each label."""
        spots: dict[tuple[str, bool], Spot] = {}
        for number, flow in enumerate(self.use_case.flows):
            spots.setdefault((flow.label, False), (number, CONDITION))
            for index, step in enumerate(flow.steps):
                spots.setdefault((step.label, True), (number, index))
        return spots
