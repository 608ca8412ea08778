"""An activity diagram as SVG that style sheets, scripts and screen readers can use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from usecase_dsl.render.activity.boxes import MARK, POINT, SMALL, SMALL_LINE, Text, TextKind, ring
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

_OWN: Mapping[str, tuple[str, str]] = {
    "spine": ("#e4edf9", "#1b3452"),
    "choice": ("#fdf3dc", "#352b13"),
    "fork": ("#96640a", "#d6a548"),
    "muted": ("#55626f", "#a5b2c1"),
}
_RULES = """.usecase-diagram .muted{fill:var(--uc-muted)}
.usecase-diagram .step .solid,.usecase-diagram .prose .solid{stroke:var(--uc-quiet)}
.usecase-diagram .main .solid{fill:var(--uc-spine);stroke:var(--uc-actor)}
.usecase-diagram .decision .solid{fill:var(--uc-choice);stroke:var(--uc-fork)}
.usecase-diagram .who{fill:var(--uc-actor)}
.usecase-diagram tspan{fill:var(--uc-ink)}
.usecase-diagram .dot{fill:var(--uc-line)}
.usecase-diagram .edge .tip{fill:var(--uc-line)}
.usecase-diagram .edge.main .stroke{stroke:var(--uc-actor)}
.usecase-diagram .edge.main .tip{fill:var(--uc-actor)}
.usecase-diagram .lane rect,.usecase-diagram .region rect{stroke:var(--uc-frame)}
.usecase-diagram .end .solid{stroke:var(--uc-open)}
.usecase-diagram .success .solid,.usecase-diagram .success .mark{stroke:var(--uc-passed)}
.usecase-diagram .failure .solid,.usecase-diagram .failure .mark{stroke:var(--uc-failed)}
.usecase-diagram .success .dot,.usecase-diagram .success .word{fill:var(--uc-passed)}
.usecase-diagram .failure .word{fill:var(--uc-failed)}
"""
_LIGHT = {**LIGHT, **{name: light for name, (light, _) in _OWN.items()}}
_ENDS = {"success": "passed", "failure": "failed"}
# A text between these runs from right to left, up to its full stop.
_RTL, _POP = "\u2067", "\u2069"


class _Style(NamedTuple):
    """How a line of text is set; ``name`` is its class where its colour isn't that of all text."""

    colour: str
    name: str | None = None
    weight: str | None = None
    slant: str | None = None


_TITLE = _Style("ink", weight="600")
_REGION = _Style("muted", "muted", slant="italic")
_SUBJECTS = {"actor": _Style("actor", "who", "600"), "system": _TITLE, "": _TITLE}
_STYLES: Mapping[TextKind, _Style] = {
    "name": _Style("ink"),
    "condition": _Style("ink", slant="italic"),
    "label": _Style("muted", "muted", "600"),
    "result": _Style("muted", "muted"),
    "where": _Style("muted", "muted"),
    "words": _Style("muted", "muted"),
    "prose": _Style("muted", "muted", slant="italic"),
    "success": _Style("passed", "word", "600"),
    "failure": _Style("failed", "word", "600"),
}
_TIP, _TIP_HALF = 8.0, 4.0
_ROUND = 8.0


def activity_svg(picture: Picture, link: LinkToId | None = None, styled: bool = True) -> Element:
    """The picture as SVG. Without ``styled`` it has the light colours alone and no style sheet."""
    sheet = style_sheet({**TOKENS, **OUTCOME_TOKENS, **_OWN}, RULES + _RULES) if styled else ""
    title, words = f"Activity diagram: {picture.activity.title}", described(picture.activity)
    root = canvas(title, words, Point(0, 0), picture.width, picture.height, sheet, "activity")
    root.add(*_title(picture))
    root.add(*map(_lane, picture.lanes))
    root.add(*map(_frame, picture.frames))
    root.add(*map(_edge, picture.lines))
    return root.add(*(_node(node, link) for node in picture.nodes))


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


def _node(node: Node, link: LinkToId | None) -> Element:
    kind, inside = _DRAWN[node.cell.kind](node)
    texts = (_text(line, node) for line in node.box.lines)
    return node_group(kind, node.id, _spoken(node), [*inside, *texts], link and link(node.id))


def _step(node: Node) -> tuple[str, list[Element]]:
    main, step = not node.cell.branch.label, node.cell.branch.steps[node.cell.step]
    shape = _solid("rect", "spine" if main else "node", "actor" if main else "quiet", **_bounds(node), rx=7.0)
    rake = [_rake(node)] if step.calls else []
    kind = "step call" if step.calls else "step"
    return f"{kind} main" if main else kind, [shape, *rake]


def _rake(node: Node) -> Element:
    """The sign of a step that calls another use case."""
    x, y = node.right - 14, node.bottom - 14
    sign = f"M{x:.1f},{y - 4:.1f}V{y + 6:.1f}M{x - 5:.1f},{y + 6:.1f}V{y + 1:.1f}H{x + 5:.1f}V{y + 6:.1f}"
    return element("path", class_="mark", d=sign, fill="none", stroke=_LIGHT["line"], stroke_width=STROKE)


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
        inside.append(element("path", class_="mark", d=cross, fill="none", stroke=_LIGHT[colour], stroke_width=STROKE))
    return f"end {ending.kind}", inside


def _pointer(x: float, y: float, down: int) -> Element:
    """An arrow up or down, where no one step can be named."""
    a, b, c = y - 6 * down, y + 6 * down, y + 1.5 * down
    sign = f"M{x:.1f},{a:.1f}V{b:.1f}M{x - 4:.1f},{c:.1f}L{x:.1f},{b:.1f}L{x + 4:.1f},{c:.1f}"
    return element("path", class_="mark", d=sign, fill="none", stroke=_LIGHT["line"], stroke_width=STROKE)


_DRAWN: Mapping[str, Callable[[Node], tuple[str, list[Element]]]] = {
    "step": _step,
    "prose": _prose,
    "decision": _decision,
    "start": _start,
    "ending": _end,
}


def _edge(line: Line) -> Element:
    colour = "actor" if line.main else "line"
    kind = f"edge {line.kind} main" if line.main else f"edge {line.kind}"
    group = element("g", class_=kind, data_from=line.source, data_to=line.target, aria_label=line.words)
    *before, last, tip = line.corners
    back = _towards(tip, last, _TIP - 1)
    drawn = _rounded([*before, last, back])
    wide = 2.0 if line.main else STROKE
    group.add(element("path", class_="stroke", d=drawn, fill="none", stroke=_LIGHT[colour], stroke_width=wide))
    return group.add(element("polygon", class_="tip", points=points(*_arrow(tip, last)), fill=_LIGHT[colour]))


def _rounded(corners: Sequence[Point]) -> str:
    """A line through right angles, each with a round corner."""
    parts = [f"M{number(corners[0].x)},{number(corners[0].y)}"]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        reach = min(_ROUND, _distance(before, corner) / 2, _distance(corner, after) / 2)
        a, b = _towards(corner, before, reach), _towards(corner, after, reach)
        parts.append(f"L{number(a.x)},{number(a.y)}Q{number(corner.x)},{number(corner.y)} {number(b.x)},{number(b.y)}")
    return "".join([*parts, f"L{number(corners[-1].x)},{number(corners[-1].y)}"])


def _arrow(tip: Point, last: Point) -> tuple[Point, Point, Point]:
    base = _towards(tip, last, _TIP)
    across, down = (base.y - tip.y) * _TIP_HALF / _TIP, (base.x - tip.x) * _TIP_HALF / _TIP
    return tip, Point(base.x + across, base.y - down), Point(base.x - across, base.y + down)


def _towards(start: Point, end: Point, far: float) -> Point:
    whole = _distance(start, end)
    part = far / whole if whole else 0.0
    return Point(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)


def _distance(a: Point, b: Point) -> float:
    return abs(a.x - b.x) + abs(a.y - b.y)


def _text(line: Text, node: Node) -> Element:
    x, y = node.at.x + line.x, node.at.y + line.y + 0.35 * line.size
    first, last = (_RTL, _POP) if line.rtl else ("", "")
    anchor = None if line.anchor == "start" else line.anchor
    if line.subject:
        who, rest = _parted(line)
        text = _words(first + who, x, y, line.size, _SUBJECTS[_subject_kind(node)], anchor)
        return text.add(element("tspan", rest + last, font_weight="400", fill=_LIGHT["ink"])) if rest + last else text
    return _words(first + line.text + last, x, y, line.size, _STYLES[line.kind], anchor)


def _parted(line: Text) -> tuple[str, str]:
    """Who acts and the rest; the blank between them in the first, for not all programs draw one that begins a part."""
    rest = line.text[len(line.subject) :]
    return line.text[: len(line.text) - len(rest.lstrip())], rest.lstrip()


def _subject_kind(node: Node) -> str:
    return node.cell.branch.steps[node.cell.step].kind if node.cell.kind == "step" else ""


def _words(text: str, x: float, y: float, size: float, style: _Style, anchor: str | None = None) -> Element:
    return element(
        "text",
        text,
        class_=style.name,
        x=x,
        y=y,
        font_size=size,
        font_weight=style.weight,
        font_style=style.slant,
        text_anchor=anchor,
        fill=_LIGHT[style.colour],
    )


def _solid(tag: str, fill: str, line: str, **geometry: str | float | None) -> Element:
    return element(tag, class_="mark solid", fill=_LIGHT[fill], stroke=_LIGHT[line], stroke_width=STROKE, **geometry)


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
