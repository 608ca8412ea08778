"""The scenario graph of a use case: the single source for paths, checks of flows, activity diagrams and tests."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.scenario.building import Builder
from usecase_dsl.scenario.types import AnyTime, Graph, Include


def graph(
    use_case: UseCase,
    model: Model,
    any_time: AnyTime = "each-step",
    failing: frozenset[str] | None = None,
    include: Include = "call",
) -> Graph:
    """The scenario graph of a use case; ``any_time`` says where ``*`` flows leave: at each main step or the first.

    ``include`` says what a step that includes another use case is: a ``call``, one node that fails if the other can
    fail; a ``stub``, one node that doesn't; or, with ``expand``, the scenarios of the other in the step's place.
    It holds what the text says and no more: a flow whose place or end is unsaid has no way in or out. Who needs the
    graphs of many use cases finds ``failing_use_cases`` once and hands them in.
    """
    if include == "stub":
        failing = frozenset()
    if failing is None:
        failing = failing_use_cases(model, _included(use_case, model))
    return Builder(use_case, failing, any_time, model.use_cases if include == "expand" else {}).build()


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
    of = Builder(use_case, failing, "each-step").build()
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
