"""Where everything in the map stands: rows, the channels between them, and the lines in these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import sqrt
from typing import NamedTuple

from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.layout.shapes import NAME, Oval, ovals
from usecase_dsl.render.layout.text import wrap
from usecase_dsl.render.map.nets import Net, Port, nets, slots
from usecase_dsl.render.map.rows import Grid, grid
from usecase_dsl.render.map.tracks import tracks
from usecase_dsl.render.use_case_diagram import Boundary, Edge, UseCaseDiagram, UseCaseNode

_MARGIN = 16.0
# The room for the names of the bands, left of them.
_HEAD, _HEAD_TEXT = 132.0, 104.0
# The least blank between columns and between rows; from line to line, and from port to port.
_GAP, _CHANNEL = 24.0, 26.0
_TRACK, _SLOT = 9.0, 16.0
# Between a row and the nearest line: room for an arrow and its label. At the border of a band there is a bit more.
_ROOM, _BORDER = 24.0, 12.0


class PlacedUseCase(NamedTuple):
    node: UseCaseNode
    oval: Oval
    at: Point


class PlacedBand(NamedTuple):
    boundary: Boundary
    left: float
    top: float
    width: float
    height: float
    name: tuple[str, ...]


class PlacedEdge(NamedTuple):
    """A relation with its corners from its target to its source; ``label`` is where its stereotype begins.

    Lines to one target are drawn from there, so that the dashes of what they share fall on each other. Only the first
    has a label, which stands left of its place where ``leftward``.
    """

    edge: Edge
    corners: tuple[Point, ...]
    label: Point | None
    leftward: bool


class Picture(NamedTuple):
    diagram: UseCaseDiagram
    width: float
    height: float
    bands: tuple[PlacedBand, ...]
    use_cases: tuple[PlacedUseCase, ...]
    edges: tuple[PlacedEdge, ...]


class _Plan(NamedTuple):
    """The middles of columns and rows, and for each net its tracks: in channels by number, and in its gap."""

    grid: Grid
    columns: Sequence[float]
    rows: Sequence[float]
    ports: Mapping[tuple[Net, int, int], float]
    across: Mapping[tuple[Net, int], float]
    trunks: Mapping[Net, float]
    borders: Sequence[float]
    right: float


def place(diagram: UseCaseDiagram) -> Picture:
    """Lays a map out."""
    shapes = dict(zip((node.id for node in diagram.use_cases), ovals(diagram.use_cases), strict=True))
    found = grid(diagram) if shapes else Grid({}, 1, ())
    lines = nets(diagram, found)
    plan = _plan(found, lines, shapes)
    use_cases = tuple(PlacedUseCase(node, shapes[node.id], _middle(plan, node.id)) for node in diagram.use_cases)
    placed = {id(each.edge): each for net in lines for each in _edges(net, plan, shapes)}
    edges = tuple(placed[id(edge)] for edge in diagram.edges)
    bands = tuple(
        _band(boundary, top, bottom, plan.right)
        for boundary, top, bottom in zip(diagram.boundaries, plan.borders, plan.borders[1:], strict=False)
    )
    return Picture(diagram, plan.right + _MARGIN, plan.borders[-1] + _MARGIN, bands, use_cases, edges)


def _plan(found: Grid, lines: Sequence[Net], shapes: Mapping[str, Oval]) -> _Plan:
    half = max((oval.rx for oval in shapes.values()), default=0.0)
    high = max((oval.ry for oval in shapes.values()), default=0.0)
    ports = {key: slot * _SLOT for key, slot in slots(lines).items()}
    gaps, trunk_tracks = _gaps(found, lines)
    lefts = list(accumulate((gap + 2 * half for gap in gaps), initial=_MARGIN + _HEAD))
    columns = [left + gap + half for left, gap in zip(lefts, gaps[:-1], strict=False)]
    trunks = {
        net: lefts[net.gap or 0] + gaps[net.gap or 0] / 2 + offset * _TRACK for net, offset in trunk_tracks.items()
    }
    channels, numbers = _channels(found, lines, columns, ports, trunks)
    starts = {first for first, _ in found.bands}
    tops, rows, borders = _heights(channels, starts, high)
    across = {key: tops[key[1]] + _room(key[1]) + number * _TRACK for key, number in numbers.items()}
    return _Plan(found, columns, rows, ports, across, trunks, borders, lefts[-1] - 2 * half)


def _gaps(found: Grid, lines: Sequence[Net]) -> tuple[list[float], dict[Net, float]]:
    """The widths of the gaps, and how many tracks from the middle of its gap each trunk is."""
    widths, offsets = [], {}
    for gap in range(found.columns + 1):
        spans = {net: (float(net.channels.start), net.channels.stop - 1.0) for net in lines if net.gap == gap}
        numbers = tracks(spans, 0.5)
        count = 1 + max(numbers.values(), default=-1)
        widths.append(_GAP + count * _TRACK)
        offsets.update({net: number - (count - 1) / 2 for net, number in numbers.items()})
    return widths, offsets


def _channels(
    found: Grid,
    lines: Sequence[Net],
    columns: Sequence[float],
    ports: Mapping[tuple[Net, int, int], float],
    trunks: Mapping[Net, float],
) -> tuple[list[float], dict[tuple[Net, int], int]]:
    """The heights of the channels, without what a border of bands needs, and the track of each net in them."""
    last = 1 + max((last for _, last in found.bands), default=-1)
    heights, numbers = [], {}
    for channel in range(last + 1):
        spans = {}
        for net in lines:
            ends = [columns[p.column] + ports[net, channel, p.column] for p in net.ports if p.channel == channel]
            if ends:
                ends += [trunks[net]] if net in trunks else []
                spans[net] = (min(ends), max(ends))
        # A line that goes straight from one row to the next needs no track.
        in_tracks = tracks({net: span for net, span in spans.items() if span[0] < span[1]}, _SLOT / 2)
        numbers.update({(net, channel): in_tracks.get(net, 0) for net in spans})
        count = 1 + max(in_tracks.values(), default=0)
        rooms = _room(channel) + _room(last - channel)
        heights.append(rooms + (count - 1) * _TRACK if spans else _CHANNEL)
    return heights, numbers


def _room(to_the_end: int) -> float:
    """The blank between lines and a row, or the end of the picture."""
    return _ROOM if to_the_end else _BORDER


def _heights(channels: Sequence[float], starts: set[int], high: float) -> tuple[list[float], list[float], list[float]]:
    """The tops of the channels and of the rows, and the borders of the bands, for which there is more room."""
    tops, rows, borders = [], [], [_MARGIN]
    y = _MARGIN
    for channel, height in enumerate(channels):
        tops.append(y)
        y += height
        if channel and channel in starts:
            y += _BORDER
            borders.append(y - min(_ROOM, height / 2) - _BORDER / 2)
        rows.append(y + high)
        y += 2 * high
    return tops, rows[:-1], [*borders, y - 2 * high]


def _middle(plan: _Plan, id: str) -> Point:
    spot = plan.grid.spots[id]
    return Point(plan.columns[spot.column], plan.rows[spot.row])


def _band(boundary: Boundary, top: float, bottom: float, right: float) -> PlacedBand:
    return PlacedBand(boundary, _MARGIN, top, right - _MARGIN, bottom - top, wrap(boundary.name, _HEAD_TEXT, NAME))


def _edges(net: Net, plan: _Plan, shapes: Mapping[str, Oval]) -> list[PlacedEdge]:
    start = _port(net, net.hub, plan, shapes)
    turn = Point(start.x, plan.across[net, net.hub.channel])
    found: list[PlacedEdge] = []
    for edge, port in net.spokes:
        end = _port(net, port, plan, shapes)
        y = plan.across[net, port.channel]
        away = port.channel != net.hub.channel
        trunk = [Point(plan.trunks[net], turn.y), Point(plan.trunks[net], y)] if away else []
        corners = _turns([start, turn, *trunk, Point(end.x, y), end])
        side = 1 if turn.y > start.y else -1
        label = Point(start.x, start.y + side * 13.0) if not found else None
        found.append(PlacedEdge(edge, tuple(corners), label, plan.ports[net, net.hub.channel, net.hub.column] < 0))
    return found


def _port(net: Net, port: Port, plan: _Plan, shapes: Mapping[str, Oval]) -> Point:
    """Where a line meets the rim of a use case."""
    middle, oval = _middle(plan, port.id), shapes[port.id]
    most = 0.9 * oval.rx
    away = max(-most, min(most, plan.ports[net, port.channel, port.column]))
    rise = oval.ry * sqrt(1 - (away / oval.rx) ** 2)
    below = port.channel > plan.grid.spots[port.id].row
    return Point(middle.x + away, middle.y + (rise if below else -rise))


def _turns(corners: Sequence[Point]) -> list[Point]:
    """A line along the two axes by its ends and where it turns."""
    found = [each for index, each in enumerate(corners) if not index or each != corners[index - 1]]
    middles = zip(found, found[1:], found[2:], strict=False)
    turns = [b for a, b, c in middles if not (a.x == b.x == c.x or a.y == b.y == c.y)]
    return [found[0], *turns, found[-1]]
