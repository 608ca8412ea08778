"""Orders of the actors and use cases in which Graphviz does well: things that hang together near each other."""

from __future__ import annotations

from collections.abc import Callable

from usecase_dsl.render.layout.layers import Grid, Item

# So many rounds of averaging tell the groups of a diagram apart; more of them change nothing.
_ROUNDS = 24
# Places are whole numbers, which are the same on every machine and in every release of Python.
_FAR = 10**6


def by_place(grid: Grid) -> list[Item]:
    """Along a line on which each is drawn to the middle of its neighbours, and all stay apart."""
    start = by_distance(grid)
    at = {item: index for index, item in enumerate(start)}
    near = [[at[other] for other in others] for others in map(_neighbours(grid).__getitem__, start)]
    places = _spread(list(range(len(start))))
    for _ in range(_ROUNDS):
        places = _spread(_drawn(places, near))
    return sorted(start, key=lambda item: places[at[item]])


def by_distance(grid: Grid) -> list[Item]:
    """From one actor outwards, neighbours first, then from the next one that isn't reached yet."""
    near = _neighbours(grid)
    found: dict[Item, None] = {}
    for start in near:
        queue = [] if start in found else [start]
        for item in queue:
            found[item] = None
            queue += [other for other in dict.fromkeys(near[item]) if other not in found and other not in queue]
    return list(found)


def as_written(grid: Grid) -> list[Item]:
    """In the order of the text."""
    return _ends(grid)


ORDERS: tuple[Callable[[Grid], list[Item]], ...] = (by_place, by_distance, as_written)


def _ends(grid: Grid) -> list[Item]:
    return [item for item in grid.items if item.kind in {"actor", "use case"}]


def _neighbours(grid: Grid) -> dict[Item, list[Item]]:
    near: dict[Item, list[Item]] = {item: [] for item in _ends(grid)}
    for line in grid.lines:
        near[line[0]].append(line[-1])
        near[line[-1]].append(line[0])
    for child, parent in grid.kin:
        near[child].append(parent)
        near[parent].append(child)
    return near


def _drawn(places: list[int], near: list[list[int]]) -> list[int]:
    """Each halfway to the middle of its neighbours."""
    return [
        (place * len(others) + sum(map(places.__getitem__, others))) // (2 * len(others)) if others else place
        for place, others in zip(places, near, strict=True)
    ]


def _spread(places: list[int]) -> list[int]:
    """The same places around 0 and as far as ``_FAR`` from it, so that they don't all come to one."""
    middle = sum(places) // max(len(places), 1)
    farthest = max((abs(place - middle) for place in places), default=0) or 1
    return [(place - middle) * _FAR // farthest for place in places]
