"""Whose lane each thing stands in: an actor's, or that of the system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from usecase_dsl.render.activity.content import Activity, Branch


class Lanes(NamedTuple):
    """The names of the lanes from left to right, and the lane of each thing by its id."""

    names: tuple[str, ...]
    places: Mapping[str, int]


def lanes_of(activity: Activity) -> Lanes | None:
    """The lanes of an activity, those of primary actors first; ``None`` where nobody known acts."""
    parties = dict.fromkeys(step.party for branch in activity.branches for step in branch.steps if step.party)
    first = [name.text for name in activity.use_case.primary_actors]
    names = sorted(parties, key=lambda name: first.index(name) if name in first else len(first))
    if not names:
        return None
    order = {name: index for index, name in enumerate(names)}
    places: dict[str, int] = {}
    for root in (activity.main, *activity.loose):
        places |= _places(root, order, _first(root, order))
    return Lanes(tuple(names), {**places, "start": places[activity.main.id]})


def _places(branch: Branch, order: Mapping[str, int], lane: int) -> Iterator[tuple[str, int]]:
    """The lanes of a flow that leaves in a lane: a step that names nobody stays in that of the one before."""
    yield branch.id, lane
    yield branch.prose_id, lane
    yield from _of_those(branch, -1, order, lane)
    for index, step in enumerate(branch.steps):
        lane = order.get(step.party, lane)
        yield step.id, lane
        yield from _of_those(branch, index, order, lane)
    if branch.ending:
        yield branch.ending.id, lane


def _of_those(branch: Branch, index: int, order: Mapping[str, int], lane: int) -> Iterator[tuple[str, int]]:
    for inner in branch.leaving.get(index, ()):
        yield from _places(inner, order, lane)


def _first(branch: Branch, order: Mapping[str, int]) -> int:
    """The lane of the first step that names somebody."""
    return next((order[step.party] for step in branch.steps if step.party), 0)
