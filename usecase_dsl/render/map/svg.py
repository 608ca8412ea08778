"""The map as SVG that style sheets, scripts and screen readers can use."""

from __future__ import annotations

from collections.abc import Sequence

from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.layout.shapes import NAME, NAME_LINE, SMALL, Line
from usecase_dsl.render.layout.strokes import arrow, shortened, triangle
from usecase_dsl.render.map.place import Picture, PlacedBand, PlacedEdge, PlacedUseCase
from usecase_dsl.render.parts import (
    DASHES,
    LIGHT,
    RULES,
    TOKENS,
    LinkTo,
    bounds,
    canvas,
    mark,
    node_group,
    stroke,
    style_sheet,
    text_line,
)
from usecase_dsl.render.svg import Element, element, number, points

# What the sheet says of maps; on a page it stands after the rules for all pictures.
MAP_RULES = """svg.map .band rect{fill:var(--uc-ground);stroke:var(--uc-frame);stroke-width:1}
svg.map .band:nth-of-type(odd) rect{fill:var(--uc-boundary)}
svg.map .band text{font-weight:600}
svg.map .edge :is(path,polyline,polygon){stroke:var(--uc-quiet)}
svg.map .edge text{text-anchor:start}
svg.map .edge text.leftward{text-anchor:end}
"""
_ROUND = 6.0


def map_svg(picture: Picture, link: LinkTo | None = None, styled: bool = True) -> Element:
    """The picture as SVG. Without ``styled`` it has the light colours alone and no style sheet."""
    diagram = picture.diagram
    sheet = style_sheet(TOKENS, RULES + MAP_RULES) if styled else ""
    root = canvas(diagram.title, diagram.description, Point(0, 0), picture.width, picture.height, sheet, "map")
    root.add(*(_band(band, index % 2 == 0) for index, band in enumerate(picture.bands)))
    root.add(*map(_edge, picture.edges))
    return root.add(*(_use_case(placed, link) for placed in picture.use_cases))


def _band(band: PlacedBand, tinted: bool) -> Element:
    colours = {"fill": LIGHT["boundary" if tinted else "ground"], "stroke": LIGHT["frame"]}
    group = element("g", class_="band", data_id=band.boundary.id)
    group.add(element("rect", **bounds(band.left, band.top, band.width, band.height), **colours, stroke_width=1.0))
    lines = [Line(text, NAME_LINE * (index + 0.5), NAME) for index, text in enumerate(band.name)]
    for line in lines:
        shown = text_line(line, Point(band.left + 14, band.top + 14), anchor=None)
        shown.attributes["font-weight"] = "600"
        group.add(shown)
    return group


def _use_case(placed: PlacedUseCase, link: LinkTo | None) -> Element:
    node, oval, (x, y) = placed.node, placed.oval, placed.at
    inside = [mark("ellipse", "line", cx=x, cy=y, rx=oval.rx, ry=oval.ry)]
    inside += [text_line(line, placed.at) for line in oval.lines]
    title = f"{node.use_case.id}: {node.title}" if node.use_case.id else node.title
    return node_group("use-case", node.id, title, inside, link and link(node.use_case))


def _edge(placed: PlacedEdge) -> Element:
    edge, corners = placed.edge, list(placed.corners)
    hollow = edge.kind == "generalization"
    group = element("g", class_=f"edge {edge.kind}", data_from=edge.source, data_to=edge.target, aria_label=edge.words)
    group.add(element("title", edge.words))
    towards = corners[::-1]
    drawn = _rounded((shortened(towards) if hollow else towards)[::-1])
    group.add(stroke("path", "quiet", d=drawn, stroke_dasharray=None if hollow else DASHES))
    if hollow:
        head = stroke("polygon", "quiet", points=points(*triangle(towards)))
        head.attributes["fill"] = LIGHT["ground"]
        group.add(head)
    else:
        group.add(stroke("polyline", "quiet", points=points(*arrow(towards))))
    if placed.label and not hollow:
        group.add(_stereotype(edge.kind, placed.label, placed.leftward))
    return group


def _stereotype(kind: str, at: Point, leftward: bool) -> Element:
    aside = Point(at.x - 8 if leftward else at.x + 8, at.y)
    text = text_line(Line(f"«{kind}»", 0.0, SMALL, "keyword"), aside, anchor="end" if leftward else "start")
    if leftward:
        text.attributes["class"] = f"{text.attributes.get('class', '')} leftward".strip()
    return text


def _rounded(corners: Sequence[Point]) -> str:
    """A line through right angles, each with a round corner."""
    parts = [f"M{_pair(corners[0])}"]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        reach = min(_ROUND, _far(before, corner) / 2, _far(corner, after) / 2)
        start, end = _towards(corner, before, reach), _towards(corner, after, reach)
        parts.append(f"L{_pair(start)}Q{_pair(corner)} {_pair(end)}")
    return "".join([*parts, f"L{_pair(corners[-1])}"])


def _pair(point: Point) -> str:
    return f"{number(point.x)},{number(point.y)}"


def _far(one: Point, other: Point) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _towards(start: Point, end: Point, far: float) -> Point:
    part = far / (_far(start, end) or 1.0)
    return Point(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)
