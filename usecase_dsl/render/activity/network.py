"""An activity as nodes and the ways between them, for languages whose tools decide where things stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from usecase_dsl.model.tables import Range
from usecase_dsl.render.activity.content import Activity, Branch
from usecase_dsl.render.activity.words import range_words

NodeKind = Literal["start", "step", "decision", "event", "prose", "success", "failure", "open"]


class Node(NamedTuple):
    """A node with its lines of text, from top to bottom."""

    id: str
    kind: NodeKind
    lines: tuple[str, ...]
    main: bool = False


class Way(NamedTuple):
    """A way from one node to another, with the words on it."""

    source: str
    target: str
    words: str = ""


class Network(NamedTuple):
    """All nodes and ways of an activity."""

    nodes: tuple[Node, ...]
    ways: tuple[Way, ...]


def network(activity: Activity) -> Network:
    """The nodes and ways of an activity; a flow that leaves several steps does so at the first of them."""
    nodes: list[Node] = []
    ways: list[Way] = []
    for branch in activity.branches:
        own = list(_nodes(activity, branch))
        nodes += own
        ways += [Way(a.id, b.id) for a, b in pairwise(own)]
        if branch.ending and branch.ending.target:
            ways.append(Way(own[-1].id, branch.ending.target, branch.ending.words))
        ways += _within(branch, own[0])
    return Network(tuple(nodes), tuple(ways))


def decision_lines(branch: Branch) -> tuple[str, ...]:
    """The label and the condition of a flow, and where it may leave."""
    return (f"{branch.label}. {branch.condition}", *([branch.where] if branch.where else []))


def _within(branch: Branch, head: Node) -> Iterator[Way]:
    """The ways back in loops, past what is optional, and to the flows that leave."""
    for each in branch.ranges:
        if each.kind != "optional":
            words = range_words(each.kind, each.condition)
            yield Way(branch.steps[each.last].id, branch.steps[each.first].id, words)
    for index, leaving in branch.leaving.items():
        for inner in leaving:
            yield Way(branch.steps[index].id if index >= 0 else head.id, inner.id)


def _nodes(activity: Activity, branch: Branch) -> Iterator[Node]:
    """The nodes of a flow in their order; an end that leads on has none."""
    if branch.label:
        kind: NodeKind = "event" if branch.kind in ("any time", "nowhere") else "decision"
        yield Node(branch.id, kind, decision_lines(branch))
    else:
        yield Node("start", "start", (activity.trigger,) if activity.trigger else ())
    if branch.prose:
        yield Node(branch.prose_id, "prose", (branch.prose,))
    for index, step in enumerate(branch.steps):
        optional = [range_words(each.kind, each.condition) for each in branch.ranges if _is_optional(each, index)]
        results = (f"=> {each}" for each in step.results)
        yield Node(step.id, "step", (f"{step.label}. {step.words}", *step.more, *results, *optional), not branch.label)
    ending = branch.ending
    if ending and not ending.target:
        end: NodeKind = ending.kind if ending.kind in ("success", "failure") else "open"
        yield Node(ending.id, end, (ending.words, *(f"=> {each}" for each in ending.results)))


def _is_optional(steps: Range, index: int) -> bool:
    return steps.kind == "optional" and steps.first <= index <= steps.last
