"""What nothing connects is laid out each by itself, and stacked in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, pairwise

from usecase_dsl.render.layout.layers import Grid, Item

# The blank between two things in a layer, and between those of two frames: a heading has to fit in, and frames.
GAP = 14
_BETWEEN_BOUNDARIES, _BETWEEN_OUTER, _BETWEEN_PACKAGES = 104, 146, 66


def frames_of(grid: Grid) -> set[str]:
    """The innermost frames that the use cases of a grid stand in."""
    return {item.group for item in grid.items if item.kind == "use case"}


def boundaries(grid: Grid) -> set[str]:
    """The boundaries that the use cases of a grid stand in."""
    return {grid.within.get(group, group) for group in frames_of(grid)}


def frame_gap(grid: Grid) -> int:
    """The blank between what is in one frame and what is in the next that stands apart: a boundary or a package."""
    if not grid.within:
        return _BETWEEN_BOUNDARIES
    return _BETWEEN_OUTER if len(boundaries(grid)) > 1 else _BETWEEN_PACKAGES


def parts(grid: Grid, whole_frames: bool) -> list[Grid]:
    """What hangs together, in the order in which the text has its use cases; actors without any are last.

    With ``whole_frames`` all that stands in a boundary hangs together, or in a package of the only one.
    """
    near: dict[Item, list[Item]] = {item: [] for item in grid.items}
    for one, other in _ties(grid, whole_frames):
        near[one].append(other)
        near[other].append(one)
    found: dict[Item, Grid] = {}
    for start in sorted(near, key=lambda item: item.kind == "actor"):
        reached = [] if start in found else [start]
        part = Grid(grid.last, within=grid.within)
        for item in reached:
            if item not in found:
                found[item] = part
                reached += near[item]
    return _filled(grid, found)


def stack(stacked: Sequence[Grid], between: int = 0) -> None:
    """Moves each part down below those before it, but no further than what stands in the same layers needs.

    With ``between`` each part has frames of its own, which are so far from each other.
    """
    floors: dict[int, float] = {}
    for part in stacked:
        lanes = {item: 1 if between and 0 < item.layer < part.last else item.layer for item in part.items}
        down = max(floors.get(lane, 0.0) - item.top for item, lane in lanes.items())
        for item in part.items:
            item.y += down
        for item, lane in lanes.items():
            gap = between if between and lane == 1 else GAP
            floors[lane] = max(floors.get(lane, 0.0), item.bottom + gap)


def settle(part: Grid) -> None:
    """Brings use cases into the order of the text as far as that changes nothing else in the picture of a part.

    The whole of it may stand upside down as well, and use cases with the same relations may change places.
    """
    _turn(part)
    ends: dict[Item, list[list[Item]]] = {item: [] for item in part.items if item.kind == "use case"}
    for line in part.lines:
        for end, passed in ((line[0], line), (line[-1], line[::-1])):
            if end in ends:
                ends[end].append(passed)
    alike: dict[object, list[list[Item]]] = {}
    index = {item: at for at, item in enumerate(part.items)}
    for item, lines in ends.items():
        lines.sort(key=lambda line: index[line[-1]])
        relations = tuple((line[-1], *(each.height for each in line[1:-1])) for line in lines)
        moving = [item, *(each for line in lines for each in line[1:-1])]
        alike.setdefault((item.layer, item.height, item.group, relations), []).append(moving)
    for twins in alike.values():
        _deal(twins)


def _deal(twins: Sequence[Sequence[Item]]) -> None:
    """The places of several things with their lines, dealt out again from top to bottom."""
    places = sorted([item.y for item in twin] for twin in twins)
    for twin, place in zip(twins, places, strict=True):
        for item, y in zip(twin, place, strict=True):
            item.y = y


def _turn(part: Grid) -> None:
    """Turns a part upside down, which makes it no worse, if more of it reads in the order of the text then."""
    cases = [item.y for item in part.items if item.kind == "use case"]
    if sum((one > other) - (one < other) for one, other in combinations(cases, 2)) > 0:
        for item in part.items:
            item.y = -item.y


def _ties(grid: Grid, whole_frames: bool) -> Iterator[tuple[Item, Item]]:
    yield from chain.from_iterable(map(pairwise, grid.lines))
    yield from grid.kin
    if whole_frames:
        within = grid.within if len(boundaries(grid)) > 1 else {}
        first: dict[str, Item] = {}
        for item in grid.items:
            if item.group:
                frame = within.get(item.group, item.group)
                yield first.setdefault(frame, item), item


def _filled(grid: Grid, found: dict[Item, Grid]) -> list[Grid]:
    for item in grid.items:
        found[item].items.append(item)
    for line in grid.lines:
        found[line[0]].lines.append(line)
    for pair in grid.kin:
        found[pair[0]].kin.append(pair)
    return list({id(part): part for part in found.values()}.values())
