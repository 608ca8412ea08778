"""Which row each thing stands in: Graphviz orders the layers and spaces them, the picture keeps what it found."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from usecase_dsl.render.graphviz_layout import EngineName, lay_out
from usecase_dsl.render.layout.layers import Grid, Item
from usecase_dsl.render.layout.orders import ORDERS
from usecase_dsl.render.layout.stack import GAP, boundaries, parts, settle, stack

# The margin of a boundary where there are several: its heading has to fit in.
_MARGIN = 40
# So often things move to the middle between their neighbours, which move as well.
_ROUNDS = 4
# One crossing in so many lines is a picture that no other order improves much.
_FEW = 8

_HEAD = {"rankdir": "LR", "newrank": "true", "splines": "false", "nodesep": f"{GAP / 72:.4f}"}
_POINT = "[width=0.01 height=0.01]"
_NODE = {"shape": "box", "fixedsize": "true", "label": ""}


def arrange(grid: Grid, engine: EngineName) -> None:
    """Gives each item its ``y``: what nothing connects stands in the order of the text, from top to bottom.

    Raises EngineError where Graphviz can't be run.
    """
    blocks = parts(grid, whole_boundaries=True)
    for block in blocks:
        # What spans several boundaries is too entangled to be taken apart.
        groups = parts(block, whole_boundaries=False) if len(boundaries(block)) < 2 else [block]
        for group in groups:
            _order(group, engine)
            settle(group)
        stack(groups)
    stack(blocks, by_boundary=True)
    _ease(grid)


def _order(grid: Grid, engine: EngineName) -> None:
    """Gives the items of a group their ``y`` in it.

    What Graphviz finds depends on the order in which it reads the nodes. Where many lines cross, other orders are
    tried, and the best result stays.
    """
    if len(grid.items) == 1:
        return
    best: list[float] = []
    fewest = -1
    for order in ORDERS:
        _place(grid, order(grid), engine)
        crossings = _crossings(grid)
        if fewest < 0 or crossings < fewest:
            fewest, best = crossings, [item.y for item in grid.items]
        if fewest * _FEW <= len(grid.lines):
            break
    for item, y in zip(grid.items, best, strict=True):
        item.y = y


def _ease(grid: Grid) -> None:
    """Moves labels and bends to the middle between their neighbours, as far as there is room in their boundary."""
    beside = {line[at]: (line[at - 1], line[at + 1]) for line in grid.lines for at in range(1, len(line) - 1)}
    room = _rooms(grid)
    layers = grid.layers()
    for _ in range(_ROUNDS):
        for layer in layers:
            for index, item in enumerate(layer):
                if item in beside and item.group in room:
                    one, other = beside[item]
                    top, bottom = room[item.group]
                    low = max(top, layer[index - 1].bottom + GAP if index else -inf)
                    high = min(bottom, layer[index + 1].top - GAP if index + 1 < len(layer) else inf)
                    half = item.height / 2
                    item.y = max(low + half, min((one.y + other.y) / 2, high - half))


def _rooms(grid: Grid) -> dict[str, tuple[float, float]]:
    """From where to where each boundary reaches. What stands between several boundaries has no such room."""
    groups = boundaries(grid)
    if len(groups) == 1:
        return dict.fromkeys(groups, (-inf, inf))
    inside = {group: [item for item in grid.items if item.group == group] for group in groups}
    return {
        group: (min(item.top for item in items), max(item.bottom for item in items)) for group, items in inside.items()
    }


def _place(grid: Grid, ends: Sequence[Item], engine: EngineName) -> None:
    at = {item: index for index, item in enumerate(ends)}
    lines = sorted(grid.lines, key=lambda line: (at[line[0]], at[line[-1]]))
    items = [*ends, *(item for line in lines for item in line[1:-1])]
    names = {item: f"n{index}" for index, item in enumerate(items)}
    answer = lay_out(_dot(grid, lines, names), engine)
    bottom = float(answer["bb"].split(",")[3])
    places = {thing["name"]: thing.get("pos", "") for thing in answer["objects"]}
    for item, name in names.items():
        item.y = bottom - float(places[name].split(",")[1])


def _dot(grid: Grid, lines: Sequence[Sequence[Item]], names: dict[Item, str]) -> str:
    """The grid as Graphviz reads it: a rank a layer, a node an item, an edge between items next to each other."""
    from graphviz import Digraph

    groups = list(dict.fromkeys(item.group for item in names if item.kind == "use case"))
    # A single boundary needs no cluster, as all that isn't an actor stands in it.
    clusters = groups if len(groups) > 1 else []
    body = [*_ranks(grid, names, len(clusters)), *_clusters(grid, names, clusters), *_edges(lines, names)]
    return str(Digraph(graph_attr=_HEAD, node_attr=_NODE, body=[f"{line}\n" for line in body]).source)


def _ranks(grid: Grid, names: dict[Item, str], clusters: int) -> Iterator[str]:
    """A rank for each layer, held in their order by a chain of points, since a layer may be empty.

    Every cluster has a point in each layer between the actors too, so that none stands beside another one.
    """
    layers: list[list[str]] = [[f"r{layer} {_POINT};"] for layer in range(grid.last + 1)]
    for item, name in names.items():
        layers[item.layer].append(f"{name} [width=0.1 height={item.height / 72:.4f}];")
    for layer in range(1, grid.last):
        layers[layer] += [f"c{cluster}r{layer} {_POINT};" for cluster in range(clusters)]
    yield from (f"{{rank=same; {' '.join(layer)}}}" for layer in layers)
    yield f"edge [style=invis weight=0]; {' -> '.join(f'r{layer}' for layer in range(grid.last + 1))};"
    yield "edge [style=solid];"


def _clusters(grid: Grid, names: dict[Item, str], groups: Sequence[str]) -> Iterator[str]:
    for cluster, group in enumerate(groups):
        points = [f"c{cluster}r{layer}" for layer in range(1, grid.last)]
        members = [name for item, name in names.items() if item.group == group]
        yield f"subgraph cluster_{cluster} {{margin={_MARGIN}; {'; '.join([*members, *points])}}}"
        yield f"{' -> '.join(points)} [style=invis];"


def _edges(lines: Sequence[Sequence[Item]], names: dict[Item, str]) -> Iterator[str]:
    for line in lines:
        for left, right in pairwise(line):
            yield f"{names[left]} -> {names[right]} [weight={_weight(left, right)}];"


def _weight(left: Item, right: Item) -> int:
    """How straight a piece of a line should be: most of all where it passes."""
    inner = sum(item.kind in {"label", "bend"} for item in (left, right))
    return (1, 2, 8)[inner]


def _crossings(grid: Grid) -> int:
    """How many pairs of lines cross, which the order of the items in the layers decides."""
    rank = {item: index for layer in grid.layers() for index, item in enumerate(layer)}
    gaps: list[list[tuple[int, int]]] = [[] for _ in range(grid.last)]
    for line in grid.lines:
        for left, right in pairwise(line):
            gaps[left.layer].append((rank[left], rank[right]))
    return sum(map(_inversions, gaps))


def _inversions(gap: list[tuple[int, int]]) -> int:
    seen: list[int] = []
    found = 0
    for _, right in sorted(gap):
        found += len(seen) - bisect_right(seen, right)
        insort(seen, right)
    return found
