"""A use-case diagram as SVG that style sheets, scripts and screen readers can use.

Every node, boundary and edge is a group with its ids; geometry is in attributes; each text is one line. Colours
stand in attributes, for programs that know no style sheets, and the style sheet replaces them by its tokens,
which have a light and a dark set. A page sets ``--uc-…`` on ``.usecase-diagram`` to put in its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import sqrt
from types import MappingProxyType

from usecase_dsl.model.tables import Actor, UseCase
from usecase_dsl.render.layout.frames import Frame
from usecase_dsl.render.layout.place import Picture, PlacedActor, PlacedEdge, PlacedUseCase
from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.layout.shapes import NAME, NAME_LINE, Line
from usecase_dsl.render.layout.strokes import arrow, from_figure, from_oval, path, shortened, triangle
from usecase_dsl.render.svg import Element, element, number, points
from usecase_dsl.render.use_case_diagram import UseCaseDiagram
from usecase_dsl.render.verdicts import Verdict, Word

# The address of the page about an actor or a use case, as seen from where the picture stands; None for no link.
LinkTo = Callable[[Actor | UseCase], str | None]

FONTS = "Arial, Helvetica, 'Liberation Sans', sans-serif"

# Each token's light and dark colour, and the rule that puts it in.
_TOKENS: Mapping[str, tuple[str, str]] = {
    "ground": ("#ffffff", "#11161d"),
    "boundary": ("#f3f6fa", "#19212b"),
    "frame": ("#8794a5", "#64748a"),
    "node": ("#ffffff", "#222d3a"),
    "line": ("#3b4859", "#b6c2d0"),
    "quiet": ("#707e8f", "#8b9aad"),
    "ink": ("#1b2530", "#e8edf3"),
    "actor": ("#1d5a9e", "#82b7f0"),
}
# The same for the marks of what tests say, where there are any.
_VERDICT_TOKENS: Mapping[str, tuple[str, str]] = {
    "passed": ("#17703a", "#74cd93"),
    "failed": ("#b3261e", "#ff938a"),
    "open": ("#707e8f", "#8b9aad"),
}
_LIGHT = {name: light for name, (light, _) in {**_TOKENS, **_VERDICT_TOKENS}.items()}
_RULES = """
.usecase-diagram text{fill:var(--uc-ink)}
.usecase-diagram .ground{fill:var(--uc-ground)}
.usecase-diagram .boundary rect{fill:var(--uc-boundary);stroke:var(--uc-frame)}
.usecase-diagram .boundary text{font-weight:600}
.usecase-diagram .halo{fill:var(--uc-boundary)}
.usecase-diagram .node .mark{stroke:var(--uc-line)}
.usecase-diagram .node .solid{fill:var(--uc-node)}
.usecase-diagram .actor .mark{stroke:var(--uc-actor)}
.usecase-diagram .edge .stroke{stroke:var(--uc-line)}
.usecase-diagram .association .stroke{stroke:var(--uc-quiet)}
.usecase-diagram .hollow,.usecase-diagram .outside{fill:var(--uc-ground)}
.usecase-diagram a{cursor:pointer}
.usecase-diagram a:hover text,.usecase-diagram a:focus text{text-decoration:underline}
.usecase-diagram a:focus-visible{outline:2px solid var(--uc-actor);outline-offset:2px}
"""
_VERDICT_RULES = """.usecase-diagram .verdict circle{stroke:var(--uc-open);fill:var(--uc-ground)}
.usecase-diagram .verdict path{stroke:var(--uc-open)}
.usecase-diagram .passed circle,.usecase-diagram .passed .verdict path{stroke:var(--uc-passed)}
.usecase-diagram .failed circle,.usecase-diagram .failed .verdict path{stroke:var(--uc-failed)}
"""
_STROKE = 1.5
_SIGNS: Mapping[Word, str] = {
    "passed": "M{left:.1f},{y:.1f}L{x:.1f},{foot:.1f}L{right:.1f},{top:.1f}",
    "failed": "M{left:.1f},{top:.1f}L{right:.1f},{foot:.1f}M{right:.1f},{top:.1f}L{left:.1f},{foot:.1f}",
    "partly": "M{left:.1f},{y:.1f}H{right:.1f}",
    "untested": "",
}
_DASHES = "6 4"


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
    box = [number(value) for value in (picture.left, picture.top, picture.width, picture.height)]
    root = element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        class_="usecase-diagram",
        role="img",
        viewBox=" ".join(box),
        width=picture.width,
        height=picture.height,
        font_family=FONTS,
    )
    root.add(element("title", diagram.title), element("desc", diagram.description))
    if styled:
        root.add(element("style", _style(bool(verdicts))))
    ground = _box(picture.left, picture.top, picture.width, picture.height)
    root.add(element("rect", class_="ground", fill=_LIGHT["ground"], **ground))
    ends: dict[str, PlacedActor | PlacedUseCase] = {placed.node.id: placed for placed in picture.actors}
    ends |= {placed.node.id: placed for placed in picture.use_cases}
    root.add(*map(_frame, picture.frames))
    root.add(*(_edge(edge, ends) for edge in picture.edges))
    root.add(*(_use_case(placed, link, verdicts.get(placed.node.use_case.key)) for placed in picture.use_cases))
    return root.add(*(_actor(placed, link) for placed in picture.actors))


def _box(left: float, top: float, width: float, height: float) -> dict[str, float]:
    return {"x": left, "y": top, "width": width, "height": height}


def _style(with_verdicts: bool) -> str:
    tokens = {**_TOKENS, **_VERDICT_TOKENS} if with_verdicts else _TOKENS

    def values(dark: bool) -> str:
        return ";".join(f"--uc-{name}:{colours[dark]}" for name, colours in tokens.items())

    light = f":where(.usecase-diagram){{{values(False)}}}"
    dark = f"@media (prefers-color-scheme:dark){{:where(.usecase-diagram){{{values(True)}}}}}"
    return f"\n{light}\n{dark}{_RULES}{_VERDICT_RULES if with_verdicts else ''}"


def _frame(frame: Frame) -> Element:
    colours = {"fill": _LIGHT["boundary"], "stroke": _LIGHT["frame"]}
    box = _box(frame.left, frame.top, frame.width, frame.height)
    group = element("g", class_="boundary", data_id=frame.boundary.id)
    group.add(element("rect", **box, rx=6.0, **colours, stroke_width=_STROKE))
    lines = [Line(text, NAME_LINE * (index + 1), NAME) for index, text in enumerate(frame.name)]
    left, top = frame.left + 14, frame.top + 4
    return group.add(*(_text(line, Point(left, top), anchor=None) for line in lines))


def _use_case(placed: PlacedUseCase, link: LinkTo | None, verdict: Verdict | None) -> Element:
    node, oval, (x, y) = placed.node, placed.oval, placed.at
    inside = [_mark("ellipse", "line", cx=x, cy=y, rx=oval.rx, ry=oval.ry)]
    if oval.rule is not None:
        half = oval.rx * sqrt(1 - (oval.rule / oval.ry) ** 2)
        inside.append(_mark("line", "line", x1=x - half, y1=y + oval.rule, x2=x + half, y2=y + oval.rule))
    inside += [_text(line, placed.at) for line in oval.lines]
    title = f"{node.use_case.id}: {node.title}" if node.use_case.id else node.title
    address = link and link(node.use_case)
    if not verdict:
        return _node("use-case", node.id, title, inside, address)
    inside.append(_verdict(placed, verdict))
    return _node(f"use-case {verdict.word}", node.id, f"{title} ({verdict.words})", inside, address)


def _verdict(placed: PlacedUseCase, verdict: Verdict) -> Element:
    """A mark on the rim: a tick, a cross, half a tick's stroke or nothing in a ring."""
    x, y = placed.at.x + 0.72 * placed.oval.rx, placed.at.y - 0.7 * placed.oval.ry
    colour = _LIGHT[verdict.word if verdict.word in _LIGHT else "open"]
    ring = element("circle", cx=x, cy=y, r=8.0, fill=_LIGHT["ground"], stroke=colour, stroke_width=_STROKE)
    group = element("g", ring, class_="verdict")
    if sign := _SIGNS[verdict.word].format(x=x, y=y, left=x - 3.5, right=x + 3.5, top=y - 3.5, foot=y + 3.5):
        group.add(element("path", d=sign, fill="none", stroke=colour, stroke_width=_STROKE))
    return group


def _actor(placed: PlacedActor, link: LinkTo | None) -> Element:
    node = placed.node
    inside = [*_MARKS[node.kind](placed), *(_text(line, placed.at) for line in placed.figure.lines)]
    return _node(f"actor {node.kind}", node.id, node.name, inside, link and link(node.actor))


def _node(kind: str, id: str, title: str, inside: Iterable[Element], address: str | None) -> Element:
    group = element("g", element("title", title), class_=f"node {kind}", data_id=id)
    return group.add(element("a", *inside, href=address)) if address else group.add(*inside)


def _human(placed: PlacedActor) -> Iterator[Element]:
    x, y = placed.at
    yield _mark("circle", "actor", cx=x, cy=y - 15, r=7.0)
    limbs = f"M{x:.1f},{y - 8:.1f}V{y + 9:.1f}M{x - 13:.1f},{y - 1:.1f}H{x + 13:.1f}"
    yield _mark("path", "actor", d=f"{limbs}M{x - 11:.1f},{y + 25:.1f}L{x:.1f},{y + 9:.1f}L{x + 11:.1f},{y + 25:.1f}")


def _clock(placed: PlacedActor) -> Iterator[Element]:
    x, y = placed.at
    yield _mark("circle", "actor", cx=x, cy=y, r=19.0)
    yield _mark("path", "actor", d=f"M{x:.1f},{y - 12:.1f}V{y:.1f}L{x + 8:.1f},{y + 5:.1f}")


def _system(placed: PlacedActor) -> Iterator[Element]:
    x, y = placed.at
    half, high = placed.figure.half, placed.figure.top
    yield _mark("rect", "actor", x=x - half, y=y - high, width=2 * half, height=2 * high)


_MARKS: Mapping[str, Callable[[PlacedActor], Iterator[Element]]] = {
    "human": _human,
    "time": _clock,
    "system": _system,
}


def _mark(tag: str, colour: str, **geometry: str | float) -> Element:
    solid = tag not in {"path", "line"}
    fill = _LIGHT["node"] if solid else "none"
    kind = "mark solid" if solid else "mark"
    return element(tag, class_=kind, fill=fill, stroke=_LIGHT[colour], stroke_width=_STROKE, **geometry)


def _edge(placed: PlacedEdge, ends: Mapping[str, PlacedActor | PlacedUseCase]) -> Element:
    edge = placed.edge
    corners = _visible(placed, ends)
    hollow = edge.kind == "generalization"
    dashed = edge.kind in {"include", "extend"}
    colour = "quiet" if edge.kind == "association" else "line"
    group = element("g", class_=f"edge {edge.kind}", data_from=edge.source, data_to=edge.target, aria_label=edge.words)
    drawn = path(shortened(corners) if hollow else corners)
    group.add(_line("path", colour, d=drawn, stroke_dasharray=_DASHES if dashed else None))
    if hollow:
        head = _line("polygon", colour, points=points(*triangle(corners)))
        head.attributes |= {"class": "stroke hollow", "fill": _LIGHT["ground"]}
        group.add(head)
    elif dashed:
        group.add(_line("polyline", colour, points=points(*arrow(corners))))
    return group.add(*_label(placed))


def _visible(placed: PlacedEdge, ends: Mapping[str, PlacedActor | PlacedUseCase]) -> list[Point]:
    """The course without what is over its ends; between actors it begins and ends beside them as it is."""
    source, target = ends[placed.edge.source], ends[placed.edge.target]
    if isinstance(source, PlacedActor) and isinstance(target, PlacedActor):
        return list(placed.course)
    return _cut(_cut(placed.course, source)[::-1], target)[::-1]


def _cut(corners: Sequence[Point], end: PlacedActor | PlacedUseCase) -> list[Point]:
    return from_figure(end, corners) if isinstance(end, PlacedActor) else from_oval(end, corners)


def _line(tag: str, colour: str, **attributes: str | None) -> Element:
    return element(tag, class_="stroke", fill="none", stroke=_LIGHT[colour], stroke_width=_STROKE, **attributes)


def _label(placed: PlacedEdge) -> Iterator[Element]:
    if placed.note:
        wide, high = placed.note.width, placed.note.height
        x, y = placed.at.x - wide / 2, placed.at.y - high / 2
        kind, behind = ("halo", "boundary") if placed.inside else ("halo outside", "ground")
        yield element("rect", class_=kind, fill=_LIGHT[behind], **_box(x, y, wide, high))
        yield from (_text(line, placed.at) for line in placed.note.lines)


def _text(line: Line, middle: Point, anchor: str | None = "middle") -> Element:
    """A line of text; 0.35 of its size below its middle is where its letters stand."""
    return element(
        "text",
        line.text,
        x=middle.x,
        y=middle.y + line.dy + 0.35 * line.size,
        font_size=line.size,
        text_anchor=anchor,
        fill=_LIGHT["ink"],
    )
