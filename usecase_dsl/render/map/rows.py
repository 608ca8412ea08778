"""In which row and column of the map each use case stands.

Bands stand below each other, and in each band what builds on something stands above it. A row has so many columns
and no more: what doesn't fit goes on in further rows of the same band.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, sqrt
from statistics import fmean
from typing import NamedTuple

from usecase_dsl.render.map.content import stands_above
from usecase_dsl.render.use_case_diagram import UseCaseDiagram

_FEWEST, _MOST = 4, 8
_SWEEPS = 6


class Spot(NamedTuple):
    """A place in the grid."""

    row: int
    column: int


class Grid(NamedTuple):
    """Where each use case stands by its id, how many columns there are, and of each band the first row and the last."""

    spots: Mapping[str, Spot]
    columns: int
    bands: tuple[tuple[int, int], ...]


def grid(diagram: UseCaseDiagram) -> Grid:
    """The grid of a map, with relations as short as a few sweeps up and down make them."""
    columns = max(_FEWEST, min(_MOST, ceil(sqrt(1.2 * len(diagram.use_cases)))))
    layers: list[list[str]] = []
    ends: list[int] = []
    related = _neighbours(diagram)
    for boundary in diagram.boundaries:
        ids = [node.id for node in diagram.use_cases if node.boundary == boundary.id]
        layers += _with_rest(list(_layers(ids, diagram, related)), ids, diagram, related, columns)
        ends.append(len(layers))
    places = _arranged(layers, related, columns)
    heights = [1 + max(row for row, _ in each.values()) for each in places]
    firsts = [sum(heights[:index]) for index in range(len(heights) + 1)]
    used = sorted({column for each in places for _, column in each.values()})
    spots = {
        id: Spot(first + row, used.index(column))
        for first, each in zip(firsts, places, strict=False)
        for id, (row, column) in each.items()
    }
    bands = tuple((firsts[start], firsts[end] - 1) for start, end in zip([0, *ends], ends, strict=False))
    return Grid(spots, len(used), bands)


def _neighbours(diagram: UseCaseDiagram) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {node.id: [] for node in diagram.use_cases}
    for edge in diagram.edges:
        found[edge.source].append(edge.target)
        found[edge.target].append(edge.source)
    return found


def _layers(ids: Sequence[str], diagram: UseCaseDiagram, related: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The related use cases of a band from top to bottom: each below all in the band that stand above it."""
    below: dict[str, list[str]] = {id: [] for id in ids if related[id]}
    waiting = dict.fromkeys(below, 0)
    for edge in diagram.edges:
        upper, lower = (edge.source, edge.target) if stands_above(edge) else (edge.target, edge.source)
        if upper in below and lower in below:
            below[upper].append(lower)
            waiting[lower] += 1
    depth = dict.fromkeys(below, 0)
    while waiting:
        # In a circle nobody is first; then the first of the text is.
        upper = next((id for id, count in waiting.items() if not count), next(iter(waiting)))
        del waiting[upper]
        for lower in below[upper]:
            if lower in waiting:
                waiting[lower] -= 1
                depth[lower] = max(depth[lower], depth[upper] + 1)
    for level in range(1 + max(depth.values(), default=-1)):
        yield [id for id in below if depth[id] == level]


def _with_rest(
    layers: list[list[str]],
    ids: Sequence[str],
    diagram: UseCaseDiagram,
    related: Mapping[str, Sequence[str]],
    columns: int,
) -> list[list[str]]:
    """The layers of a band with its unrelated use cases, which stand where fewer lines pass: below or above all others.

    Those that would make a short row stand with others, if there is room.
    """
    rest = [id for id in ids if not related[id]]
    below = _lines_up(ids, diagram) >= 0
    beside = layers[-1 if below else 0] if layers else []
    over = len(rest) % columns
    if beside and over + len(beside) <= columns:
        beside += rest[len(rest) - over :]
        rest = rest[: len(rest) - over]
    if not rest:
        return layers
    return [*layers, rest] if below else [rest, *layers]


def _lines_up(ids: Sequence[str], diagram: UseCaseDiagram) -> int:
    """How many more relations of a band lead to those above it than to those below."""
    own, order = set(ids), {node.id: node.boundary for node in diagram.use_cases}
    bands = [boundary.id for boundary in diagram.boundaries]
    here = bands.index(order[ids[0]])
    others = [
        bands.index(order[other])
        for edge in diagram.edges
        for one, other in ((edge.source, edge.target), (edge.target, edge.source))
        if one in own and other not in own
    ]
    return sum(-1 if other > here else 1 for other in others)


def _arranged(
    layers: Sequence[list[str]], related: Mapping[str, Sequence[str]], columns: int
) -> list[dict[str, tuple[int, int]]]:
    """For each layer the row within it and the column of each use case, near to what it is related to."""
    at = {id: (index + 0.5) * columns / len(layer) - 0.5 for layer in layers for index, id in enumerate(layer)}
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            wanted = {id: fmean(at[other] for other in related[id]) if related[id] else at[id] for id in layer}
            layer.sort(key=lambda id: (wanted[id], at[id]))
            at |= {id: float(column) for id, (_, column) in _placed(layer, wanted, columns).items()}
    return [_placed(layer, at if related[layer[0]] else {}, columns) for layer in layers]


def _placed(layer: Sequence[str], wanted: Mapping[str, float], columns: int) -> dict[str, tuple[int, int]]:
    """The places of a layer whose order is given; in several rows it goes on from column to column.

    Where nothing is wanted, it is written like a text.
    """
    rows = ceil(len(layer) / columns)
    if not wanted:
        return {id: divmod(index, columns) for index, id in enumerate(layer)}
    if rows > 1:
        return {id: (index % rows, index // rows) for index, id in enumerate(layer)}
    found: dict[str, tuple[int, int]] = {}
    free = 0
    for index, id in enumerate(layer):
        free = max(free, min(round(wanted[id]), columns - (len(layer) - index)))
        found[id] = (0, free)
        free += 1
    return found
