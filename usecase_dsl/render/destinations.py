"""Where flows go when their steps are done, in words: back to step 3, on to step 4, or they end."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from usecase_dsl.model.tables import End, Flow, UseCase
from usecase_dsl.syntax.prose import UNWRITTEN

Direction = Literal["back", "on", "unstated"]

# The words for ends by their kind, and for where none is.
END_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "success": "ends in success",
        "failure": "ends in failure",
        "unstated": "ends, and the text doesn't say how",
    }
)
NO_END = "no end stated"


def destination(use_case: UseCase, flow: Flow, end: End) -> tuple[Direction, str, str]:
    """Where a flow goes on, in words, and the label of the step if it is one step."""
    if end.phrase == "resume at same step":
        label = flow.anchors[0] if len(flow.anchors) == 1 else ""
        return "back", f"back to {f'step {label}' if label else 'the same step'}", label
    if end.phrase == "resume at next step":
        label = _next(use_case, flow)
        return "on", f"on to {f'step {label}' if label else 'the next step'}", label
    if end.phrase == "restart":
        label = _first(use_case)
        return "back", f"back to step {label or 1}", label
    if end.step is None:
        return "unstated", f"back to step {end.target}, which doesn't exist", ""
    mark, words = _way(use_case, flow, end.step)
    return mark, f"{words} step {end.step}", end.step


def unwritten(flow: Flow) -> bool:
    """Whether a flow is no more than a label with ``...`` or nothing after it, or a condition with ``...`` below."""
    told = flow.steps or flow.end or (flow.condition.value.strip() and not flow.prose)
    return not told and flow.prose in ("", *UNWRITTEN)


def _next(use_case: UseCase, flow: Flow) -> str:
    """The step after the one that a flow leaves, where that is one step and no loop ends with it."""
    if len(flow.anchors) != 1:
        return ""
    left = _place(use_case, flow.anchors[0])
    if not left:
        return ""
    around, index = left
    if index + 1 >= len(around.steps) or any(r.last == index and r.kind != "optional" for r in around.ranges):
        return ""
    return around.steps[index + 1].label


def _first(use_case: UseCase) -> str:
    main = next((flow for flow in use_case.flows if not flow.label and flow.steps), None)
    return main.steps[0].label if main else ""


def _way(use_case: UseCase, flow: Flow, label: str) -> tuple[Direction, str]:
    """Whether a step lies after or before the places where the path may have left the flow that it is in."""
    target = _place(use_case, label)
    left = _left_at(use_case, flow, target[0]) if target else []
    if target and left and all(index < target[1] for index in left):
        return "on", "on to"
    if target and left and all(index >= target[1] for index in left):
        return "back", "back to"
    return "on", "goes on at"


def _left_at(use_case: UseCase, flow: Flow, around: Flow) -> list[int]:
    """The steps of ``around`` where ``flow``, or a flow around that, leaves it."""
    by_label = {each.label: each for each in reversed(use_case.flows)}
    seen, waiting, left = {flow.label}, [flow], []
    while waiting:
        current = waiting.pop()
        for each, index in filter(None, (_place(use_case, label) for label in current.anchors)):
            if each is around:
                left.append(index)
            elif each.label not in seen:
                seen.add(each.label)
                waiting.append(by_label[each.label])
    return left


def _place(use_case: UseCase, label: str) -> tuple[Flow, int] | None:
    """The flow and the index of the first step with a label."""
    return next(
        ((flow, index) for flow in use_case.flows for index, step in enumerate(flow.steps) if step.label == label),
        None,
    )
