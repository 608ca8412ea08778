"""Orders of the actors and use cases in which Graphviz does well: things that hang together near each other."""

from __future__ import annotations

from collections.abc import Callable
from math import fsum, sqrt

from usecase_dsl.render.layout.layers import Grid, Item

# So many rounds of averaging tell the groups of a diagram apart; more of them change nothing.
_ROUNDS = 24


def by_place(grid: Grid) -> list[Item]:
    """Along a line on which each is drawn to the middle of its neighbours, and all stay apart."""
    start = by_distance(grid)
    at = {item: index for index, item in enumerate(start)}
    near = [[at[other] for other in others] for others in map(_neighbours(grid).__getitem__, start)]
    middle = (len(start) - 1) / 2
    places = [index - middle for index in range(len(start))]
    for _ in range(_ROUNDS):
        places = _spread(_drawn(places, near))
    return sorted(start, key=lambda item: round(places[at[item]], 9))


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
    return near


def _drawn(places: list[float], near: list[list[int]]) -> list[float]:
    """Each halfway to the middle of its neighbours."""
    return [
        (place + fsum(places[other] for other in others) / len(others)) / 2 if others else place
        for place, others in zip(places, near, strict=True)
    ]


def _spread(places: list[float]) -> list[float]:
    """The same places around 0 with a length of 1, so that they don't all come to one."""
    mean = fsum(places) / len(places)
    length = sqrt(fsum((place - mean) ** 2 for place in places)) or 1.0
    return [(place - mean) / length for place in places]
