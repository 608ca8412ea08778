"""A use-case diagram as SVG that style sheets, scripts and screen readers can use.

Every node, boundary and edge is a group with its ids; geometry is in attributes; each text is one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from types import MappingProxyType

from usecase_dsl.model.tables import UseCase
from usecase_dsl.render.layout.frames import Frame, PackageFrame
from usecase_dsl.render.layout.place import Picture, PlacedActor, PlacedEdge, PlacedUseCase
from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.layout.shapes import NAME, NAME_LINE, SMALL, SMALL_LINE, Line
from usecase_dsl.render.layout.strokes import arrow, from_figure, from_oval, path, shortened, triangle
from usecase_dsl.render.parts import (
    DASHES,
    LIGHT,
    OUTCOME_TOKENS,
    RULES,
    STROKE,
    TOKENS,
    LinkTo,
    actor_mark,
    bounds,
    canvas,
    mark,
    node_group,
    stroke,
    style_sheet,
    text_line,
)
from usecase_dsl.render.svg import Element, element, points
from usecase_dsl.render.use_case_diagram import UseCaseDiagram
from usecase_dsl.render.verdicts import Verdict, Word

PACKAGE_RULES = """.usecase-diagram .package rect{fill:var(--uc-ground);stroke:var(--uc-frame)}
.usecase-diagram .package .body{fill:none}
.usecase-diagram .package text{font-weight:600}
"""
VERDICT_RULES = """.usecase-diagram .verdict circle{stroke:var(--uc-open);fill:var(--uc-ground)}
.usecase-diagram .verdict path{stroke:var(--uc-open)}
.usecase-diagram .passed circle,.usecase-diagram .passed .verdict path{stroke:var(--uc-passed)}
.usecase-diagram .failed circle,.usecase-diagram .failed .verdict path{stroke:var(--uc-failed)}
"""
_SIGNS: Mapping[Word, str] = {
    "passed": "M{left:.1f},{y:.1f}L{x:.1f},{foot:.1f}L{right:.1f},{top:.1f}",
    "failed": "M{left:.1f},{top:.1f}L{right:.1f},{foot:.1f}M{right:.1f},{top:.1f}L{left:.1f},{foot:.1f}",
    "partly": "M{left:.1f},{y:.1f}H{right:.1f}",
    "untested": "",
}


def use_case_svg(
    diagram: UseCaseDiagram,
    picture: Picture,
    link: LinkTo | None = None,
    styled: bool = True,
    verdicts: Mapping[str, Verdict] = MappingProxyType({}),
) -> Element:
    """The picture as SVG. Without ``styled`` it has the light colours alone and no style sheet.

    ``verdicts`` are what tests say of use cases, by their keys: each has a mark for it, and its title says it.
    """
    sheet = _style(bool(verdicts), bool(picture.packages)) if styled else ""
    corner = Point(picture.left, picture.top)
    root = canvas(diagram.title, diagram.description, corner, picture.width, picture.height, sheet)
    ends: dict[str, PlacedActor | PlacedUseCase] = {placed.node.id: placed for placed in picture.actors}
    ends |= {placed.node.id: placed for placed in picture.use_cases}
    root.add(*map(_frame, picture.frames))
    root.add(*(_edge(edge, ends) for edge in picture.edges))
    root.add(*map(_package, picture.packages))
    root.add(*(_use_case(placed, link, verdicts.get(placed.node.use_case.key)) for placed in picture.use_cases))
    return root.add(*(_actor(placed, link) for placed in picture.actors))


def _style(with_verdicts: bool, with_packages: bool) -> str:
    tokens = {**TOKENS, **OUTCOME_TOKENS} if with_verdicts else TOKENS
    rules = [RULES, PACKAGE_RULES if with_packages else "", VERDICT_RULES if with_verdicts else ""]
    return style_sheet(tokens, "".join(rules))


def _frame(frame: Frame) -> Element:
    colours = {"fill": LIGHT["boundary"], "stroke": LIGHT["frame"]}
    box = bounds(frame.left, frame.top, frame.width, frame.height)
    group = element("g", class_="boundary", data_id=frame.boundary.id)
    group.add(element("rect", **box, rx=6.0, **colours, stroke_width=STROKE))
    lines = [Line(text, NAME_LINE * (index + 1), NAME) for index, text in enumerate(frame.name)]
    left, top = frame.left + 14, frame.top + 4
    return group.add(*(text_line(line, Point(left, top), anchor=None, weight="600") for line in lines))


def _package(frame: PackageFrame) -> Element:
    """The frame goes over the lines, so that none runs through the name on its tab."""
    group = element("g", class_="package", data_id=frame.package.id)
    body = bounds(frame.left, frame.top, frame.width, frame.height)
    tab = bounds(*frame.tab_corner, *frame.tab)
    line = LIGHT["frame"]
    group.add(element("rect", class_="body", **body, fill="none", stroke=line, stroke_width=STROKE))
    group.add(element("rect", **tab, fill=LIGHT["ground"], stroke=line, stroke_width=STROKE))
    lines = [Line(text, SMALL_LINE * (index + 0.5), SMALL) for index, text in enumerate(frame.name)]
    corner = Point(frame.tab_corner[0] + 10, frame.tab_corner[1] + 3)
    return group.add(*(text_line(line, corner, anchor=None, weight="600") for line in lines))


def _use_case(placed: PlacedUseCase, link: LinkTo | None, verdict: Verdict | None) -> Element:
    node, oval, (x, y) = placed.node, placed.oval, placed.at
    inside = [mark("ellipse", "line", cx=x, cy=y, rx=oval.rx, ry=oval.ry)]
    if oval.rule is not None:
        half = oval.rx * sqrt(1 - (oval.rule / oval.ry) ** 2)
        inside.append(mark("line", "line", x1=x - half, y1=y + oval.rule, x2=x + half, y2=y + oval.rule))
    inside += [text_line(line, placed.at) for line in oval.lines]
    title = f"{node.use_case.id}: {node.title}" if node.use_case.id else node.title
    goal = _goal(node.use_case)
    address = link and link(node.use_case)
    if not verdict:
        return node_group("use-case", node.id, title + goal, inside, address)
    inside.append(_verdict(placed, verdict))
    return node_group(f"use-case {verdict.word}", node.id, f"{title} ({verdict.words}){goal}", inside, address)


def _goal(use_case: UseCase) -> str:
    """What the primary actor wants, as a further line of a tooltip."""
    items = (item.value for field in use_case.fields if field.keyword == "goal" for item in field.items)
    return "".join(f"\n{' '.join(item.split())}" for item in items)


def _verdict(placed: PlacedUseCase, verdict: Verdict) -> Element:
    """A mark on the rim: a tick, a cross, half a tick's stroke or nothing in a ring."""
    x, y = placed.at.x + 0.72 * placed.oval.rx, placed.at.y - 0.7 * placed.oval.ry
    colour = LIGHT[verdict.word if verdict.word in LIGHT else "open"]
    ring = element("circle", cx=x, cy=y, r=8.0, fill=LIGHT["ground"], stroke=colour, stroke_width=STROKE)
    group = element("g", ring, class_="verdict")
    if sign := _SIGNS[verdict.word].format(x=x, y=y, left=x - 3.5, right=x + 3.5, top=y - 3.5, foot=y + 3.5):
        group.add(element("path", d=sign, fill="none", stroke=colour, stroke_width=STROKE))
    return group


def _actor(placed: PlacedActor, link: LinkTo | None) -> Element:
    node = placed.node
    inside = [
        *actor_mark(node.kind, placed.at, placed.figure),
        *(text_line(line, placed.at) for line in placed.figure.lines),
    ]
    group = node_group(f"actor {node.kind}", node.id, node.name, inside, link and link(node.actor))
    if node.of:
        group.attributes["data-of"] = node.of
    return group


def _edge(placed: PlacedEdge, ends: Mapping[str, PlacedActor | PlacedUseCase]) -> Element:
    edge = placed.edge
    corners = _visible(placed, ends)
    hollow = edge.kind == "generalization"
    dashed = edge.kind in {"include", "extend"}
    colour = "quiet" if edge.kind == "association" else "line"
    group = element("g", class_=f"edge {edge.kind}", data_from=edge.source, data_to=edge.target, aria_label=edge.words)
    drawn = path(shortened(corners) if hollow else corners)
    group.add(stroke("path", colour, d=drawn, stroke_dasharray=DASHES if dashed else None))
    if hollow:
        head = stroke("polygon", colour, points=points(*triangle(corners)))
        head.attributes |= {"class": "stroke hollow", "fill": LIGHT["ground"]}
        group.add(head)
    elif dashed:
        group.add(stroke("polyline", colour, points=points(*arrow(corners))))
    return group.add(*_label(placed))


def _visible(placed: PlacedEdge, ends: Mapping[str, PlacedActor | PlacedUseCase]) -> list[Point]:
    """The course without what is over its ends; between actors it begins and ends beside them as it is."""
    source, target = ends[placed.edge.source], ends[placed.edge.target]
    if isinstance(source, PlacedActor) and isinstance(target, PlacedActor):
        return list(placed.course)
    return _cut(_cut(placed.course, source)[::-1], target)[::-1]


def _cut(corners: Sequence[Point], end: PlacedActor | PlacedUseCase) -> list[Point]:
    return from_figure(end, corners) if isinstance(end, PlacedActor) else from_oval(end, corners)


def _label(placed: PlacedEdge) -> Iterator[Element]:
    if placed.note:
        wide, high = placed.note.width, placed.note.height
        x, y = placed.at.x - wide / 2, placed.at.y - high / 2
        kind, behind = ("halo", "boundary") if placed.inside else ("halo outside", "ground")
        yield element("rect", class_=kind, fill=LIGHT[behind], **bounds(x, y, wide, high))
        yield from (text_line(line, placed.at) for line in placed.note.lines)
