"""Whose lane each thing stands in, an actor's or that of the system, and in which of the lane's tracks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from usecase_dsl.render.activity.content import Activity, Branch
from usecase_dsl.render.activity.grid import Block, Cell
from usecase_dsl.render.activity.picture import cell_id

# From where to where something reaches down.
_Stretch = tuple[float, float]


class Lanes(NamedTuple):
    """The names of the lanes from left to right, and the lane of each thing by its id."""

    names: tuple[str, ...]
    places: Mapping[str, int]

    def lane(self, cell: Cell) -> int:
        """The lane of a thing, counted from the left."""
        return self.places[cell_id(cell)]


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


def tracks_of(lanes: Lanes, block: Block) -> Mapping[str, int]:
    """The track of each thing in its lane, by its id, counted from the left.

    A flow keeps to one track of a lane, and shares it with others that are there above or below. Flows that leave one
    step begin in the same track, right of that step.
    """
    work = _Tracks(lanes, _flows(block))
    main = next(iter(work.flows))
    work.put([main], None)
    leaving: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in block.rows:
        leaving[row.source.id, row.step] += [branch.id for branch in row.branches if branch.id != main]
    for (source, _), flows in leaving.items():
        work.put(flows, source)
    return {cell_id(cell): work.tracks[id, lanes.lane(cell)] for id, cells in work.flows.items() for cell in cells}


def _flows(block: Block) -> dict[str, list[Cell]]:
    """What belongs to each flow, from top to bottom; the main flow first."""
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in sorted(block.cells, key=lambda each: (bool(each.branch.label), each.y)):
        found[cell.branch.id].append(cell)
    return found


@dataclass
class _Tracks:
    """The track of each flow in each lane that it comes to, and how far down the tracks of each lane are taken."""

    lanes: Lanes
    flows: Mapping[str, Sequence[Cell]]
    tracks: dict[tuple[str, int], int] = field(default_factory=dict)
    taken: dict[tuple[int, int], list[_Stretch]] = field(default_factory=lambda: defaultdict(list))

    def put(self, flows: Sequence[str], source: str | None) -> None:
        """Flows that leave one step of ``source``; with ``None`` there is nothing that they must be right of."""
        reaches = {id: self.reach(id) for id in flows}
        for id, (head, *_) in ((id, self.flows[id]) for id in flows):
            lane = self.lanes.lane(head)
            if (id, lane) not in self.tracks:
                together = [each for other in flows for each in reaches[other].get(lane, ())]
                self.take(flows, lane, self.free(lane, self.least(head, source, lane), together), reaches)
        for id in flows:
            for lane in reaches[id]:
                if (id, lane) not in self.tracks:
                    self.take([id], lane, self.free(lane, 0, reaches[id][lane]), reaches)

    def least(self, head: Cell, source: str | None, lane: int) -> int:
        """The first track right of the step that a flow leaves."""
        waited_for = head.branch.kind in ("any time", "nowhere")
        return 0 if source is None or waited_for else self.tracks.get((source, lane), -1) + 1

    def free(self, lane: int, least: int, wanted: Sequence[_Stretch]) -> int:
        return next(track for track in count(least) if not _meet(self.taken[lane, track], wanted))

    def take(
        self, flows: Sequence[str], lane: int, track: int, reaches: Mapping[str, Mapping[int, list[_Stretch]]]
    ) -> None:
        for id in flows:
            if lane in reaches[id]:
                self.tracks[id, lane] = track
                self.taken[lane, track] += reaches[id][lane]

    def reach(self, id: str) -> Mapping[int, list[_Stretch]]:
        """How far down a flow reaches in each lane: its things, and the lines from one to the next."""
        found: dict[int, list[_Stretch]] = defaultdict(list)
        cells = self.flows[id]
        for cell, after in zip(cells, (*cells[1:], None), strict=True):
            low = after.y - after.box.rise if after else cell.y + cell.box.drop
            found[self.lanes.lane(cell)].append((cell.y - cell.box.rise, low))
        return found


def _meet(some: Iterable[_Stretch], others: Sequence[_Stretch]) -> bool:
    return any(top < low and high < bottom for top, bottom in some for high, low in others)


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
