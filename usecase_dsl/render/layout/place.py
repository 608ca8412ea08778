"""Where everything in a use-case diagram stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from usecase_dsl.render.graphviz_layout import EngineName
from usecase_dsl.render.layout.columns import Ties, columns
from usecase_dsl.render.layout.frames import INSET, PACKAGE_INSET, Frame, PackageFrame, beside, frames, package_frames
from usecase_dsl.render.layout.kin import Place, kin_courses
from usecase_dsl.render.layout.layers import Grid, Item
from usecase_dsl.render.layout.notes import Note, note
from usecase_dsl.render.layout.repeats import is_big, is_divided, with_repeats
from usecase_dsl.render.layout.routes import Point, Side, courses
from usecase_dsl.render.layout.rows import arrange, crossings
from usecase_dsl.render.layout.shapes import Figure, Oval, figure, ovals
from usecase_dsl.render.use_case_diagram import ActorNode, Edge, UseCaseDiagram, UseCaseNode

_MARGIN = 16.0
# The least and the most blank beside the actors and between columns; steep lines get more.
_BESIDE_ACTORS = (76.0, 200.0)
_BETWEEN = (30.0, 64.0)
_SLOPE = 0.3
# Names of different lengths move actors against each other; this keeps them apart.
_APART = 14.0
# Room for a line from one actor to another, with its arrow.
_KIN = 14.0


class PlacedActor(NamedTuple):
    node: ActorNode
    figure: Figure
    at: Point


class PlacedUseCase(NamedTuple):
    node: UseCaseNode
    oval: Oval
    at: Point


class PlacedEdge(NamedTuple):
    """A relation: its corners from source to target, its label with the middle of it, and what is behind that."""

    edge: Edge
    course: tuple[Point, ...]
    note: Note | None = None
    at: Point = Point(0, 0)
    inside: bool = True


class Picture(NamedTuple):
    """The whole picture, ``left`` and ``top`` being its least coordinates; ``crossings`` is how often lines cross."""

    left: float
    top: float
    width: float
    height: float
    actors: tuple[PlacedActor, ...]
    use_cases: tuple[PlacedUseCase, ...]
    frames: tuple[Frame, ...]
    edges: tuple[PlacedEdge, ...]
    packages: tuple[PackageFrame, ...]
    crossings: int


class _Plan(NamedTuple):
    """The grid with what each of its items and lines stands for."""

    grid: Grid
    items: dict[str, Item]
    tracks: list[tuple[Edge, Note | None, list[Item]]]
    kin: list[Edge]


def place(diagram: UseCaseDiagram, engine: EngineName) -> Picture:
    """Lays a diagram out; in a big one some actors are drawn again. Raises EngineError where Graphviz can't be run."""
    picture = _placed(diagram, engine)
    if not is_big(diagram, picture.height):
        return picture
    heights = {placed.node.id: placed.at.y for placed in picture.use_cases}
    repeated = with_repeats(diagram, heights)
    again = len(repeated.actors) - len(diagram.actors)
    other = _placed(repeated, engine) if again else picture
    return other if is_divided(diagram) or other.crossings + again <= picture.crossings else picture


def _placed(diagram: UseCaseDiagram, engine: EngineName) -> Picture:
    figures = {node.id: figure(node) for node in diagram.actors}
    shapes = dict(zip((node.id for node in diagram.use_cases), ovals(diagram.use_cases), strict=True))
    plan = _plan(diagram, figures, shapes)
    if plan.items:
        arrange(plan.grid, engine)
    sides = _spread(plan.grid)
    packages, around = _frames(diagram, plan.grid, sides)
    actors = tuple(PlacedActor(node, figures[node.id], _middle(plan.items[node.id])) for node in diagram.actors)
    cases = tuple(PlacedUseCase(node, shapes[node.id], _middle(plan.items[node.id])) for node in diagram.use_cases)
    edges = _edges(diagram, plan, sides, actors, around)
    return _picture(actors, cases, tuple(around), edges, tuple(packages), crossings(plan.grid))


def _plan(diagram: UseCaseDiagram, figures: Mapping[str, Figure], shapes: Mapping[str, Oval]) -> _Plan:
    people = {node.id for node in diagram.actors}
    kin = [edge for edge in diagram.edges if {edge.source, edge.target} <= people]
    others = [edge for edge in diagram.edges if edge.target not in people]
    groups = _groups(diagram)
    found = columns([node.id for node in diagram.use_cases], _ties(diagram, others, groups))
    last = 2 * max(1, 1 + max(found.values(), default=0))
    relatives = {id for edge in kin for id in (edge.source, edge.target)}
    grid = Grid(last)
    grid.within = {groups[case.id]: case.boundary for case in diagram.use_cases if groups[case.id] != case.boundary}
    items: dict[str, Item] = {}
    for node in sorted(diagram.actors, key=lambda node: not node.primary):
        shape = figures[node.id]
        height = shape.top + shape.below + _APART + (_KIN if node.id in relatives else 0)
        layer = 0 if node.primary else last
        # Below an actor is its name; above there is nothing that a line could cross.
        door = (shape.width / 2, height, shape.bottom)
        items[node.id] = grid.add(Item("actor", layer, shape.width, height, "", *door))
    for case in diagram.use_cases:
        oval = shapes[case.id]
        # A line meets an ellipse no steeper than here: (0.8, 0.6) is on the unit circle.
        size, door = (2 * oval.rx, 2 * oval.ry), (0.8 * oval.rx, 0.6 * oval.ry, 0.6 * oval.ry)
        items[case.id] = grid.add(Item("use case", 1 + 2 * found[case.id], *size, groups[case.id], *door))
    tracks = []
    for edge in others:
        label = note(edge)
        line = grid.connect(items[edge.source], items[edge.target], (label.width, label.height) if label else None)
        tracks.append((edge, label, line))
    grid.kin = [(items[edge.source], items[edge.target]) for edge in kin]
    return _Plan(grid, items, tracks, kin)


def _groups(diagram: UseCaseDiagram) -> dict[str, str]:
    """The innermost frame that each use case stands in; what is in no package stands together as if it were in one."""
    divided = {package.boundary for package in diagram.packages}
    return {
        case.id: case.package or (f"{case.boundary}\n" if case.boundary in divided else case.boundary)
        for case in diagram.use_cases
    }


def _frames(diagram: UseCaseDiagram, grid: Grid, sides: Sequence[Side]) -> tuple[list[PackageFrame], list[Frame]]:
    inner = Side(sides[1].left - INSET, sides[-2].right + INSET)
    further = PACKAGE_INSET if diagram.packages else 0.0
    outer = Side(inner.left - further, inner.right + further)
    packages = package_frames(diagram.packages, grid.items, inner)
    around = frames(diagram.boundaries, packages, grid.items, grid.within, outer)
    if len(around) == 1 and diagram.use_cases:
        around = [beside(around[0], (item for item in grid.items if item.kind == "actor"))]
    return packages, around


def _ties(diagram: UseCaseDiagram, edges: Sequence[Edge], groups: Mapping[str, str]) -> Ties:
    """What draws the use cases to the left and to the right, and which are related."""
    primary = {node.id: node.primary for node in diagram.actors}
    related: dict[str, list[str]] = {}
    actors: dict[str, list[str]] = {}
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for edge in edges:
        if edge.kind == "association":
            (left if primary[edge.source] else right)[edge.target] += 1
            actors.setdefault(edge.target, []).append(edge.source)
        else:
            related.setdefault(edge.source, []).append(edge.target)
            related.setdefault(edge.target, []).append(edge.source)
    return Ties(actors, left, right, related, groups)


def _spread(grid: Grid) -> list[Side]:
    """Gives each item its ``x`` and tells the sides of each layer."""
    steepest = [0.0] * grid.last
    for line in grid.lines:
        for one, other in pairwise(line):
            steepest[one.layer] = max(steepest[one.layer], abs(one.y - other.y))
    sides: list[Side] = []
    left = 0.0
    for layer, items in enumerate(grid.layers()):
        wide = max((item.width for item in items), default=0.0) or 1.0
        sides.append(Side(left, left + wide))
        for item in items:
            item.x = left + wide / 2
        if layer < grid.last:
            least, most = _BESIDE_ACTORS if layer in {0, grid.last - 1} else _BETWEEN
            left += wide + min(max(least, _SLOPE * steepest[layer]), most)
    return sides


def _edges(
    diagram: UseCaseDiagram,
    plan: _Plan,
    sides: Sequence[Side],
    actors: Sequence[PlacedActor],
    around: Sequence[Frame],
) -> tuple[PlacedEdge, ...]:
    """The edges in the order of the diagram."""
    placed: dict[int, PlacedEdge] = {}
    lines = [line for _, _, line in plan.tracks]
    for (edge, label, line), course in zip(plan.tracks, courses(plan.grid.layers(), sides, lines), strict=True):
        forward = line[0] is plan.items[edge.source]
        middle = next((item for item in line if item.kind == "label"), line[0])
        inside = any(frame.top < middle.y < frame.top + frame.height for frame in around)
        corners = tuple(course if forward else course[::-1])
        placed[id(edge)] = PlacedEdge(edge, corners, label, _middle(middle), inside)
    spots = {actor.node.id: _spot(actor) for actor in actors}
    top = min([*(frame.top for frame in around), *(spot.top for spot in spots.values())], default=0.0)
    pairs = [(spots[edge.source], spots[edge.target]) for edge in plan.kin]
    for edge, course in zip(plan.kin, kin_courses(pairs, list(spots.values()), top), strict=True):
        placed[id(edge)] = PlacedEdge(edge, tuple(course))
    return tuple(placed[id(edge)] for edge in diagram.edges)


def _spot(actor: PlacedActor) -> Place:
    shape, (x, y) = actor.figure, actor.at
    half = shape.width / 2
    box = (x - half, x + half, y - shape.top, y + shape.below)
    return Place(actor.at, shape.half, *box, actor.node.primary)


def _middle(item: Item) -> Point:
    return Point(item.x, item.y)


def _picture(
    actors: tuple[PlacedActor, ...],
    cases: tuple[PlacedUseCase, ...],
    around: tuple[Frame, ...],
    edges: tuple[PlacedEdge, ...],
    packages: tuple[PackageFrame, ...],
    crossed: int,
) -> Picture:
    boxes = [(frame.left, frame.top, frame.left + frame.width, frame.top + frame.height) for frame in around]
    boxes += [(spot.left, spot.top, spot.right, spot.bottom) for spot in map(_spot, actors)]
    boxes += [(point.x, point.y, point.x, point.y) for edge in edges for point in edge.course]
    left, top = min((box[0] for box in boxes), default=0.0), min((box[1] for box in boxes), default=0.0)
    right, bottom = max((box[2] for box in boxes), default=0.0), max((box[3] for box in boxes), default=0.0)
    across, down = right - left + 2 * _MARGIN, bottom - top + 2 * _MARGIN
    return Picture(left - _MARGIN, top - _MARGIN, across, down, actors, cases, around, edges, packages, crossed)
