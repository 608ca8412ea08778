"""An activity diagram as SVG that style sheets, scripts and screen readers can use.

Nodes have the ids of the page's anchors: ``step-3`` for a step, ``ext-3a`` for the decision where a flow leaves. There
are ``start``, ``main-end`` and ``ext-3a-end`` for how flows end, and ``main-prose`` besides. A scenario is followed
along the lines, from one thing that happens in it to the next: ``start``, the steps that are done, the flows that are
entered, an end. Between two of them lies at most the step that is interrupted, decisions that turn out otherwise, and
what a frame says need not be done. Where no line leads on, the flow ends in a ring that names the step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from usecase_dsl.render.activity.boxes import MARK, POINT, POP, RTL, SMALL, SMALL_LINE, Text, TextKind, ring
from usecase_dsl.render.activity.content import Activity, Branch
from usecase_dsl.render.activity.picture import MARGIN, TITLE, TITLE_LINE, Frame, Lane, Line, Node, Picture
from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.parts import (
    LIGHT,
    OUTCOME_TOKENS,
    RULES,
    STROKE,
    TOKENS,
    bounds,
    canvas,
    node_group,
    style_sheet,
)
from usecase_dsl.render.svg import Element, element, number, points

# The address of what has an id in the picture, a step or a flow; None for no link.
LinkToId = Callable[[str], str | None]

# The tokens that activity diagrams have besides those of all pictures.
ACTIVITY_TOKENS: Mapping[str, tuple[str, str]] = {
    "spine": ("#e4edf9", "#1b3452"),
    "choice": ("#fdf3dc", "#352b13"),
    "fork": ("#96640a", "#d6a548"),
    "muted": ("#55626f", "#a5b2c1"),
}
# What the sheet says of activity diagrams; on a page it stands after the rules for all pictures.
ACTIVITY_RULES = """svg.activity>text{font-size:16px;font-weight:600}
svg.activity :is(.muted,.small){fill:var(--uc-muted)}
svg.activity :is(.who,.party,.word){font-weight:600}
svg.activity .who{fill:var(--uc-actor)}
svg.activity tspan{fill:var(--uc-ink);font-weight:400}
svg.activity .lane text{font-weight:600;text-anchor:middle}
svg.activity .region text{font-size:12px;font-style:italic;fill:var(--uc-muted)}
svg.activity :is(.lane,.region) rect{fill:none;stroke:var(--uc-frame)}
svg.activity .region rect{rx:8px;stroke-dasharray:5 4}
svg.activity :is(.step,.prose) rect{stroke:var(--uc-quiet)}
svg.activity .main rect{fill:var(--uc-spine);stroke:var(--uc-actor)}
svg.activity .step rect{rx:7px}
svg.activity .connector rect{rx:12px}
svg.activity .prose rect{rx:2px;stroke-dasharray:4 3}
svg.activity .prose text{font-style:italic;fill:var(--uc-muted)}
svg.activity .decision polygon{fill:var(--uc-choice);stroke:var(--uc-fork);stroke-linejoin:round}
svg.activity .decision text{font-style:italic}
svg.activity .decision .small{font-style:normal}
svg.activity :is(.step,.decision):not(.plain) text:first-of-type{fill:var(--uc-muted);font-style:normal}
svg.activity :is(.step,.decision):not(.plain) text:first-of-type{font-weight:600}
svg.activity .connector text:nth-of-type(2){font-weight:600;text-anchor:middle}
svg.activity .edge.main path{stroke:var(--uc-actor);stroke-width:2}
svg.activity .end circle{stroke:var(--uc-open)}
svg.activity :is(.open,.unstated) circle{stroke-dasharray:3 3}
svg.activity .success circle{stroke:var(--uc-passed)}
svg.activity .failure :is(circle,path){stroke:var(--uc-failed)}
svg.activity circle.dot{fill:var(--uc-line);stroke:none}
svg.activity .success .dot{fill:var(--uc-passed)}
svg.activity .success .word{fill:var(--uc-passed)}
svg.activity .failure .word{fill:var(--uc-failed)}
"""
_LIGHT = {**LIGHT, **{name: light for name, (light, _) in ACTIVITY_TOKENS.items()}}
_ENDS = {"success": "passed", "failure": "failed"}


class _Style(NamedTuple):
    """How a line of text is set; ``name`` is its class where its colour isn't that of all text."""

    colour: str
    name: str | None = None
    weight: str | None = None
    slant: str | None = None


_TITLE = _Style("ink", weight="600")
_REGION = _Style("muted", slant="italic")
_PARTY = _Style("ink", "party", "600")
_REST = {"font-weight": "400", "fill": _LIGHT["ink"]}
_SUBJECTS = {"actor": _Style("actor", "who", "600"), "system": _PARTY, "": _PARTY}
_STYLES: Mapping[TextKind, _Style] = {
    "name": _Style("ink"),
    "condition": _Style("ink", slant="italic"),
    "label": _Style("muted", weight="600"),
    "result": _Style("muted", "small"),
    "where": _Style("muted", "small"),
    "words": _Style("muted", "muted"),
    "prose": _Style("muted", slant="italic"),
    "success": _Style("passed", "word", "600"),
    "failure": _Style("failed", "word", "600"),
}
_SAID_BY_NODES = {"flow", "branch", "otherwise"}
_TIP, _TIP_HALF = 7, 4
_ROUND = 8.0
_CORNER = 7.0


def activity_svg(
    picture: Picture, link: LinkToId | None = None, styled: bool = True, bare: bool = False, prefix: str = ""
) -> Element:
    """The picture as SVG. Without ``styled`` it has the light colours alone and no style sheet.

    ``bare`` is for a page: no title, no tooltip and no label says again what stands in the nodes. ``prefix``
    stands before each id.
    """
    sheet = style_sheet({**TOKENS, **OUTCOME_TOKENS, **ACTIVITY_TOKENS}, RULES + ACTIVITY_RULES) if styled else ""
    title, words = f"Activity diagram: {picture.activity.title}", described(picture.activity)
    head = picture.head if bare else 0.0
    root = canvas(title, words, Point(0, head), picture.width, picture.height - head, sheet, "activity")
    root.add(*(() if bare else _title(picture)))
    root.add(*map(_lane, picture.lanes))
    root.add(*map(_frame, picture.frames))
    root.add(*(_edge(line, bare, prefix) for line in picture.lines))
    return root.add(*(_node(node, link, bare, prefix) for node in picture.nodes))


def described(activity: Activity) -> str:
    """The picture in words: how many steps there are, and where each flow leaves and ends."""
    count = len(activity.main.steps)
    words = [f"{count} {'step' if count == 1 else 'steps'} in the main success scenario."]
    for branch in activity.branches:
        if branch.label:
            where = f" ({branch.where})" if branch.where else ""
            end = f": {branch.ending.words}" if branch.ending else ""
            words.append(f"{branch.label}{where}, {branch.condition}{end}.")
    return " ".join(words)


def _title(picture: Picture) -> Iterator[Element]:
    for number_of, line in enumerate(picture.title):
        y = MARGIN + TITLE_LINE * number_of + TITLE
        yield _words(line, MARGIN, y, TITLE, _TITLE)


def _lane(lane: Lane) -> Element:
    group = element("g", class_="lane", data_id=f"lane-{lane.name}")
    box = bounds(lane.left, lane.top, lane.right - lane.left, lane.bottom - lane.top)
    group.add(element("rect", **box, fill="none", stroke=_LIGHT["frame"], stroke_width=1.0))
    return group.add(_words(lane.name, (lane.left + lane.right) / 2, lane.top + 20, SMALL + 2, _TITLE, "middle"))


def _frame(frame: Frame) -> Element:
    group = element("g", class_=f"region {frame.kind.replace(' ', '-')}", data_id=frame.id)
    box = bounds(frame.left, frame.top, frame.width, frame.height)
    group.add(
        element("rect", **box, rx=8.0, fill="none", stroke=_LIGHT["frame"], stroke_width=1.0, stroke_dasharray="5 4")
    )
    for index, line in enumerate(frame.lines):
        y = frame.top + SMALL_LINE * (index + 1) + 1
        group.add(_words(line, frame.left + 9, y, SMALL + 1, _REGION))
    return group


def _node(node: Node, link: LinkToId | None, bare: bool, prefix: str) -> Element:
    kind, inside = _DRAWN[node.cell.kind](node)
    texts = [_text(line, node) for line in node.box.lines]
    title = "" if bare and texts else _spoken(node)
    if texts and node.cell.kind in ("step", "decision") and node.box.lines[0].kind != "label":
        kind += " plain"
    address = link(node.id) if link and node.cell.kind in ("step", "decision") else None
    return node_group(kind, prefix + node.id, title, [*inside, *texts], address)


def _step(node: Node) -> tuple[str, list[Element]]:
    main, step = not node.cell.branch.label, node.cell.branch.steps[node.cell.step]
    shape = _solid("rect", "spine" if main else "node", "actor" if main else "quiet", **_bounds(node), rx=_CORNER)
    rake = [_rake(node)] if step.calls else []
    kind = "step call" if step.calls else "step"
    return f"{kind} main" if main else kind, [shape, *rake]


def _rake(node: Node) -> Element:
    """The sign of a step that calls another use case."""
    x, y = node.right - 14, node.bottom - 14
    sign = f"M{number(x)},{number(y - 4)}v10m-5,0v-5h10v5"
    return element("path", d=sign, fill="none", stroke=_LIGHT["line"], stroke_width=STROKE)


def _prose(node: Node) -> tuple[str, list[Element]]:
    return "prose", [_solid("rect", "node", "quiet", **_bounds(node), rx=2.0, stroke_dasharray="4 3")]


def _decision(node: Node) -> tuple[str, list[Element]]:
    """A hexagon; where a flow leaves at no one step, the pennant of an event that is waited for."""
    left, right, top, low, y = node.left, node.right, node.top, node.bottom, node.at.y
    loose = node.cell.branch.kind in ("any time", "nowhere")
    first = (left + POINT, y) if loose else (left, y)
    start = (left, top) if loose else (left + POINT, top)
    corner = (left, low) if loose else (left + POINT, low)
    end = [(right, top), (right, low)] if loose else [(right - POINT, top), (right, y), (right - POINT, low)]
    shape = _solid("polygon", "choice", "fork", points=points(start, *end, corner, first), stroke_linejoin="round")
    return f"decision {node.cell.branch.kind.replace(' ', '-')}", [shape]


def _start(node: Node) -> tuple[str, list[Element]]:
    dot = element("circle", class_="dot", cx=node.at.x, cy=node.at.y, r=MARK - 1, fill=_LIGHT["line"])
    return "start", [dot]


def _end(node: Node) -> tuple[str, list[Element]]:
    ending, (x, y) = node.cell.branch.ending, node.at
    assert ending is not None
    colour = _ENDS.get(ending.kind, "open")
    if ending.kind in ("back", "on"):
        half = ring(ending.label)
        box = bounds(x - half, y - MARK - 2, 2 * half, 2 * MARK + 4)
        sign = [] if ending.label else [_pointer(x, y, -1 if ending.kind == "back" else 1)]
        return f"connector {ending.kind}", [_solid("rect", "node", "line", **box, rx=MARK + 2), *sign]
    dashes = "3 3" if ending.kind in ("open", "unstated") else None
    circle = _solid("circle", "node", colour, cx=x, cy=y, r=MARK - 0.75, stroke_dasharray=dashes)
    inside = [circle]
    if ending.kind == "success":
        inside.append(element("circle", class_="dot", cx=x, cy=y, r=5.5, fill=_LIGHT[colour]))
    if ending.kind == "failure":
        a = 6.3
        cross = f"M{x - a:.1f},{y - a:.1f}L{x + a:.1f},{y + a:.1f}M{x + a:.1f},{y - a:.1f}L{x - a:.1f},{y + a:.1f}"
        inside.append(element("path", d=cross, fill="none", stroke=_LIGHT[colour], stroke_width=STROKE))
    return f"end {ending.kind}", inside


def _pointer(x: float, y: float, down: int) -> Element:
    """An arrow up or down, where no one step can be named."""
    a, b, c = y - 6 * down, y + 6 * down, y + 1.5 * down
    sign = f"M{x:.1f},{a:.1f}V{b:.1f}M{x - 4:.1f},{c:.1f}L{x:.1f},{b:.1f}L{x + 4:.1f},{c:.1f}"
    return element("path", d=sign, fill="none", stroke=_LIGHT["line"], stroke_width=STROKE)


_DRAWN: Mapping[str, Callable[[Node], tuple[str, list[Element]]]] = {
    "step": _step,
    "prose": _prose,
    "decision": _decision,
    "start": _start,
    "ending": _end,
}


def _edge(line: Line, bare: bool, prefix: str) -> Element:
    colour = "actor" if line.main else "line"
    kind = f"edge {line.kind} main" if line.main else f"edge {line.kind}"
    source, target = prefix + line.source, prefix + line.target
    words = None if bare and line.kind in _SAID_BY_NODES else line.words
    group = Element("g", {"class": kind, "data-from": source, "data-to": target})
    if words:
        group.attributes["aria-label"] = words
    drawn = _rounded(line.corners) + _arrow(*line.corners[-2:])
    look = {"fill": "none", "stroke": _LIGHT[colour], "stroke-width": "2" if line.main else number(STROKE)}
    return group.add(Element("path", {"d": drawn, **look}))


def _rounded(corners: Sequence[Point]) -> str:
    """A line through right angles, each with a round corner."""
    at = corners[0]
    parts = [f"M{number(at.x)},{number(at.y)}"]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        reach = min(_ROUND, _distance(before, corner) / 2, _distance(corner, after) / 2)
        start, end = _towards(corner, before, reach), _towards(corner, after, reach)
        bend = f"Q{number(corner.x)},{number(corner.y)} {number(end.x)},{number(end.y)}"
        parts.append(_straight(at, start) + bend)
        at = end
    return "".join([*parts, _straight(at, corners[-1])])


def _straight(start: Point, end: Point) -> str:
    """An upright or a level line from one point to another."""
    return f"V{number(end.y)}" if start.x == end.x else f"H{number(end.x)}"


def _arrow(last: Point, tip: Point) -> str:
    """An open head, from where a line comes to its tip."""
    x, y = (tip.x > last.x) - (tip.x < last.x), (tip.y > last.y) - (tip.y < last.y)
    back, side = (-x * _TIP, -y * _TIP), (-y * _TIP_HALF, -x * _TIP_HALF)
    a, b, c, d = back[0] + side[0], back[1] + side[1], back[0] - side[0], back[1] - side[1]
    return f"m{a} {b} {-a} {-b} {c} {d}".replace(" -", "-")


def _towards(start: Point, end: Point, far: float) -> Point:
    whole = _distance(start, end)
    part = far / whole if whole else 0.0
    return Point(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)


def _distance(a: Point, b: Point) -> float:
    return abs(a.x - b.x) + abs(a.y - b.y)


def _text(line: Text, node: Node) -> Element:
    x, y = round(node.at.x + line.x), round(node.at.y + line.y + 0.35 * line.size)
    first, last = (RTL, POP) if line.rtl else ("", "")
    anchor = None if line.anchor == "start" else line.anchor
    if line.subject:
        who, rest = _parted(line)
        text = _words(first + who, x, y, line.size, _SUBJECTS[_subject_kind(node)], anchor)
        return text.add(Element("tspan", dict(_REST), [], rest + last)) if rest + last else text
    return _words(first + line.text + last, x, y, line.size, _STYLES[line.kind], anchor)


def _parted(line: Text) -> tuple[str, str]:
    """Who acts and the rest; the blank between them in the first, for not all programs draw one that begins a part."""
    rest = line.text[len(line.subject) :]
    return line.text[: len(line.text) - len(rest.lstrip())], rest.lstrip()


def _subject_kind(node: Node) -> str:
    return node.cell.branch.steps[node.cell.step].kind if node.cell.kind == "step" else ""


def _words(text: str, x: float, y: float, size: float, style: _Style, anchor: str | None = None) -> Element:
    head = {"class": style.name} if style.name else {}
    return Element("text", {**head, "x": number(x), "y": number(y), **_look(style, size, anchor)}, [], text)


@cache
def _look(style: _Style, size: float, anchor: str | None) -> Mapping[str, str]:
    """All attributes of a line of text but its place."""
    drawn = element("text", font_size=size, font_weight=style.weight, font_style=style.slant, text_anchor=anchor)
    return {**drawn.attributes, "fill": _LIGHT[style.colour]}


def _solid(tag: str, fill: str, line: str, **geometry: str | float | None) -> Element:
    return element(tag, fill=_LIGHT[fill], stroke=_LIGHT[line], stroke_width=STROKE, **geometry)


def _bounds(node: Node) -> dict[str, float]:
    return bounds(node.left, node.top, node.box.width, node.box.height)


def _spoken(node: Node) -> str:
    """What a node is, in words."""
    branch: Branch = node.cell.branch
    if node.cell.kind == "step":
        step = branch.steps[node.cell.step]
        return f"Step {step.label}: {step.words}"
    if node.cell.kind == "decision":
        return f"{branch.label}, if {branch.condition}" + (f" ({branch.where})" if branch.where else "")
    if node.cell.kind == "prose":
        return branch.prose
    if node.cell.kind == "ending" and branch.ending:
        return branch.ending.words
    return "Start"
