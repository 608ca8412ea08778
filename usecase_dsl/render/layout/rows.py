"""Which row each thing stands in: Graphviz orders the layers and spaces them, the picture keeps what it found."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf

from usecase_dsl.render.graphviz_layout import EngineName, lay_out
from usecase_dsl.render.layout.layers import Grid, Item, Shape
from usecase_dsl.render.layout.orders import ORDERS
from usecase_dsl.render.layout.stack import GAP, boundaries, frame_gap, frames_of, parts, settle, stack

# The margin of a boundary where there are several, and of a package: a heading has to fit in.
_MARGIN, _PACKAGE_MARGIN = 40, 26
# Boundaries round packages need less within, where it is between the packages as well, and some between each other.
_OUTER_MARGIN, _APART = 14, {"margin": "54"}
# How far above the middle between what is in two packages or boundaries the middle between their frames is, and the
# same where the boundaries have packages.
_LIFT, _LIFT_OUTER = 9, 16
# So often things move to the middle between their neighbours, which move as well.
_ROUNDS = 4
# One crossing in so many lines is a picture that no other order improves much.
_FEW = 8
# With so many items nobody sees whether a few lines more cross, but everybody waits for it.
_MANY = 600
_HURRY = {"mclimit": "0.2"}

_HEAD = {"rankdir": "LR", "newrank": "true", "splines": "false", "nodesep": f"{GAP / 72:.4f}"}
_POINT = "[width=0.01 height=0.01]"
_NODE = {"shape": "box", "fixedsize": "true", "label": ""}


def arrange(grid: Grid, engine: EngineName) -> None:
    """Gives each item its ``y``: what nothing connects stands in the order of the text, from top to bottom.

    Raises EngineError where Graphviz can't be run.
    """
    # An installed dot may be another one each time.
    rows = _known_rows(grid.shape()) if engine == "builtin" else _rows(grid.shape(), engine)
    for item, y in zip(grid.items, rows, strict=True):
        item.y = y


def crossings(grid: Grid) -> int:
    """How many pairs of lines cross, which the order of the items in the layers decides."""
    rank = {item: index for layer in grid.layers() for index, item in enumerate(layer)}
    gaps: list[list[tuple[int, int]]] = [[] for _ in range(grid.last)]
    for line in grid.lines:
        for left, right in pairwise(line):
            gaps[left.layer].append((rank[left], rank[right]))
    return sum(map(_inversions, gaps))


@lru_cache(maxsize=1024)
def _known_rows(shape: Shape) -> tuple[float, ...]:
    """The rows that the builtin engine finds. Most of the small diagrams of a project share a few shapes."""
    return _rows(shape, "builtin")


def _rows(shape: Shape, engine: EngineName) -> tuple[float, ...]:
    """The ``y`` of each item in a grid of this shape."""
    grid = shape.grid()
    blocks = parts(grid, whole_frames=True)
    for block in blocks:
        # What spans several frames is too entangled to be taken apart.
        groups = parts(block, whole_frames=False) if len(frames_of(block)) < 2 else [block]
        for group in groups:
            _order(group, engine)
            settle(group)
        stack(groups)
    stack(blocks, between=frame_gap(grid))
    _lift(grid)
    _ease(grid)
    return tuple(item.y for item in grid.items)


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
        found = crossings(grid)
        if fewest < 0 or found < fewest:
            fewest, best = found, [item.y for item in grid.items]
        if fewest * _FEW <= len(grid.lines) or len(grid.items) > _MANY:
            break
    for item, y in zip(grid.items, best, strict=True):
        item.y = y


def _lift(grid: Grid) -> None:
    """Moves what stands between frames up, into the middle of their gap: a frame has its name above, and less below."""
    groups = frames_of(grid)
    for item in grid.items if len(groups) > 1 else ():
        if item.kind in {"label", "bend"} and item.group not in groups:
            item.y -= _LIFT_OUTER if grid.within and not item.group else _LIFT


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
    """From where to where each innermost frame reaches. What stands between several frames has no such room."""
    groups = frames_of(grid)
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
    # A single frame needs no cluster, as all that isn't an actor stands in it.
    clusters = groups if len(groups) > 1 else []
    body = [*_ranks(grid, names, len(clusters)), *_clusters(grid, names, clusters), *_edges(lines, names)]
    head = _HEAD | (_HURRY if len(grid.items) > _MANY else {})
    if grid.within and len(boundaries(grid)) > 1:
        head |= _APART
    return str(Digraph(graph_attr=head, node_attr=_NODE, body=[f"{line}\n" for line in body]).source)


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
    """A cluster for each innermost frame, and round them one for each boundary where there are several."""
    members: dict[str, list[str]] = {}
    for item, name in names.items():
        members.setdefault(item.group, []).append(name)
    outer = len(boundaries(grid)) > 1
    inside: dict[str, list[str]] = {}
    for at, group in enumerate(groups):
        points = [f"c{at}r{layer}" for layer in range(1, grid.last)]
        margin = _PACKAGE_MARGIN if group in grid.within else _MARGIN
        cluster = f"subgraph cluster_{at} {{margin={margin}; {'; '.join([*members[group], *points])}}}"
        inside.setdefault(grid.within.get(group, "") if outer else "", []).append(cluster)
        yield f"{' -> '.join(points)} [style=invis];"
    yield from inside.pop("", [])
    for at, (boundary, clusters) in enumerate(inside.items()):
        # A cluster belongs to the one in whose braces it stands.
        within = "; ".join([*clusters, *members.get(boundary, [])])
        yield f"subgraph cluster_b{at} {{margin={_OUTER_MARGIN}; {within}}}"


def _edges(lines: Sequence[Sequence[Item]], names: dict[Item, str]) -> Iterator[str]:
    for line in lines:
        for left, right in pairwise(line):
            yield f"{names[left]} -> {names[right]} [weight={_weight(left, right)}];"


def _weight(left: Item, right: Item) -> int:
    """How straight a piece of a line should be: most of all where it passes."""
    inner = sum(item.kind in {"label", "bend"} for item in (left, right))
    return (1, 2, 8)[inner]


def _inversions(gap: list[tuple[int, int]]) -> int:
    seen: list[int] = []
    found = 0
    for _, right in sorted(gap):
        found += len(seen) - bisect_right(seen, right)
        insort(seen, right)
    return found
