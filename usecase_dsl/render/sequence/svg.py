"""A sequence diagram as SVG that style sheets, scripts and screen readers can use.

Lifelines and what stands over them are nodes, messages are edges, a fragment is a group with a group for each operand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from usecase_dsl.model.tables import UseCase
from usecase_dsl.render.activity.boxes import POP, RTL, is_rtl
from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.layout.shapes import Line
from usecase_dsl.render.layout.strokes import arrow
from usecase_dsl.render.parts import (
    DASHES,
    LIGHT,
    OUTCOME_TOKENS,
    RULES,
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
from usecase_dsl.render.sequence.interaction import Ending, Interaction, Note
from usecase_dsl.render.sequence.picture import (
    Box,
    Picture,
    PlacedBox,
    PlacedCondition,
    PlacedFragment,
    PlacedLifeline,
    PlacedMessage,
    Row,
)
from usecase_dsl.render.sequence.words import guard, said
from usecase_dsl.render.svg import Element, element, points

# What the sheet says of sequence diagrams; on a page it stands after the rules for all pictures.
SEQUENCE_RULES = """svg.sequence :is(.title,.label,.name,.subject text){font-weight:600}
svg.sequence .title{font-size:14px}
svg.sequence .guard{font-style:italic}
svg.sequence :is(.result,.keyword){font-size:11px;fill:var(--uc-muted)}
svg.sequence .result{font-size:12px}
svg.sequence .subject text{text-anchor:middle}
svg.sequence .aside path,svg.sequence .aside polyline{stroke:var(--uc-quiet)}
svg.sequence path.lifeline{stroke:var(--uc-frame);stroke-width:1;stroke-dasharray:4 3}
svg.sequence :is(.frame,.separator){fill:none;stroke:var(--uc-frame);stroke-width:1.2}
svg.sequence .separator{stroke-dasharray:6 4}
svg.sequence .tint{fill:var(--uc-boundary)}
svg.sequence polygon.tag{fill:var(--uc-ground);stroke:var(--uc-frame);stroke-width:1.2}
svg.sequence .end rect{rx:12px}
svg.sequence :is(.ref,.end) rect,svg.sequence .note path{stroke:var(--uc-frame)}
svg.sequence .note path{fill:var(--uc-node)}
svg.sequence .success rect{stroke:var(--uc-passed)}
svg.sequence .failure rect{stroke:var(--uc-failed)}
svg.sequence .success .text{fill:var(--uc-passed)}
svg.sequence .failure .text{fill:var(--uc-failed)}
"""
SEQUENCE_TOKENS: Mapping[str, tuple[str, str]] = {"muted": ("#55626f", "#a5b2c1")}
_END_COLOURS = {"success": "passed", "failure": "failed"}
_BOLD = {"title", "label", "name"}


def sequence_svg(
    of: Interaction, picture: Picture, use_case: UseCase, link: LinkTo | None = None, styled: bool = True
) -> Element:
    """The picture as SVG. Without ``styled`` it has the light colours alone, no style sheet, and says nothing twice.

    Steps lead to where they stand on the page of the use case, lifelines and what is included to their own pages.
    """
    box = picture.box
    tokens = {**TOKENS, **OUTCOME_TOKENS, **SEQUENCE_TOKENS}
    sheet = style_sheet(tokens, RULES + SEQUENCE_RULES) if styled else ""
    title = f"Sequence diagram: {of.title}"
    root = canvas(title, of.description, Point(box.left, box.top), box.width, box.height, sheet, "sequence")
    page = link(use_case) if link else None
    root.add(*map(_row, picture.title))
    root.add(*map(_fragment, picture.fragments))
    root.add(*map(_condition, picture.conditions))
    root.add(*(_lifeline(each, link) for each in picture.lifelines))
    taken = {each.lifeline.id for each in picture.lifelines}
    root.add(*(again for each in picture.lifelines if (again := _again(each, link, taken))))
    root.add(*(_message(each, page, styled) for each in picture.messages))
    return root.add(*(_box(each, page, link, styled) for each in picture.boxes))


def _row(row: Row) -> Element:
    text = f"{RTL}{row.text}{POP}" if is_rtl(row.text) else row.text
    shown = text_line(Line(text, 0.0, row.size), Point(row.left, row.middle), anchor=None)
    shown.attributes["class"] = row.kind
    if row.kind in _BOLD:
        shown.attributes["font-weight"] = "600"
    if row.kind == "guard":
        shown.attributes["font-style"] = "italic"
    if row.kind in ("result", "keyword"):
        shown.attributes["fill"] = SEQUENCE_TOKENS["muted"][0]
    return shown


def _fragment(placed: PlacedFragment) -> Element:
    group = element("g", class_=f"fragment {placed.fragment.operator}", data_id=placed.fragment.id)
    plain = placed.fragment.operator in ("alt", "loop", "opt")
    for index, each in enumerate(placed.operands):
        part = element("g", class_="operand", data_label=each.operand.label or None)
        if words := guard(each.operand):
            part.attributes["aria-label"] = f"{placed.fragment.operator} {words}"
        side = bool(each.operand.label) or not plain
        if side:
            part.add(element("rect", class_="tint", fill=LIGHT["boundary"], **_bounds(each.box)))
        if index:
            y = each.box.top
            part.add(_separator(each.box.left, each.box.right, y))
        group.add(part.add(*map(_row, each.rows)))
    group.add(
        element("rect", class_="frame", fill="none", stroke=LIGHT["frame"], stroke_width=1.2, **_bounds(placed.box))
    )
    return group.add(_tag(placed.tag), _row(placed.name))


def _separator(left: float, right: float, y: float) -> Element:
    return element(
        "line",
        class_="separator",
        x1=left,
        y1=y,
        x2=right,
        y2=y,
        stroke=LIGHT["frame"],
        stroke_width=1.2,
        stroke_dasharray=DASHES,
    )


def _tag(box: Box) -> Element:
    """The pentagon in the corner of a frame."""
    cut = 6.0
    corners = points(
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom - cut),
        (box.right - cut, box.bottom),
        (box.left, box.bottom),
    )
    return element(
        "polygon", class_="tag", points=corners, fill=LIGHT["ground"], stroke=LIGHT["frame"], stroke_width=1.2
    )


def _condition(placed: PlacedCondition) -> Element:
    words = said(placed.condition)
    group = element("g", class_="condition", data_id=placed.condition.id, aria_label=words)
    return group.add(_separator(placed.box.left, placed.box.right, placed.box.top), *map(_row, placed.rows))


def _lifeline(placed: PlacedLifeline, link: LinkTo | None) -> Element:
    at = placed.at
    course = "".join(f"M{at.x:.1f},{low:.1f}V{high:.1f}" for low, high in placed.parts)
    line = element(
        "path",
        class_="lifeline",
        d=course,
        fill="none",
        stroke=LIGHT["frame"],
        stroke_width=1.0,
        stroke_dasharray="4 3",
    )
    return _head(placed, at, placed.lifeline.id, link, [line])


def _again(placed: PlacedLifeline, link: LinkTo | None, taken: set[str]) -> Element | None:
    """The head once more below a tall picture, under an id that isn't taken."""
    if placed.again is None:
        return None
    id = next(each for number in count(2) if (each := f"{placed.lifeline.id}~{number}") not in taken)
    group = _head(placed, placed.again, id, link, [])
    group.attributes["data-of"] = placed.lifeline.id
    return group


def _head(placed: PlacedLifeline, at: Point, id: str, link: LinkTo | None, line: list[Element]) -> Element:
    lifeline, figure = placed.lifeline, placed.figure
    if lifeline.kind == "subject":
        half, high = figure.half, figure.top
        shapes = [mark("rect", "line", **bounds(at.x - half, at.y - high, 2 * half, 2 * high))]
    else:
        shapes = list(actor_mark(lifeline.kind, at, figure))
    names = [text_line(each, at) for each in figure.lines]
    kind = "subject" if lifeline.kind == "subject" else f"actor {lifeline.kind}"
    for each in names if lifeline.kind == "subject" else ():
        each.attributes["font-weight"] = "600"
    address = link(lifeline.actor) if link and lifeline.actor else None
    return node_group(kind, id, lifeline.name, [*line, *shapes, *names], address)


def _message(placed: PlacedMessage, page: str | None, styled: bool) -> Element:
    """A message; what has a link in it has a title and no label, for no reader would find the link in it."""
    message, corners, words = placed.message, placed.corners, said(placed.message)
    own = " self" if message.source == message.target else ""
    own += " aside" if placed.aside else ""
    colour = "quiet" if placed.aside else "line"
    group = element(
        "g",
        class_=f"edge message{own}",
        data_id=message.id,
        data_from=message.source,
        data_to=message.target,
        aria_label=words if styled or page is None else None,
    )
    drawn = "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    inside = [
        *([element("title", words)] if styled or page is not None else []),
        stroke("path", colour, d=drawn),
        stroke("polyline", colour, points=points(*arrow(corners))),
        *map(_row, placed.rows),
    ]
    return _linked(group, inside, page, message.id)


def _linked(group: Element, inside: Sequence[Element], page: str | None, id: str) -> Element:
    return group.add(element("a", *inside, href=f"{page}#{id}")) if page is not None else group.add(*inside)


def _box(placed: PlacedBox, page: str | None, link: LinkTo | None, styled: bool) -> Element:
    item = placed.item
    words = said(item) if styled else ""
    if isinstance(item, Ending):
        shape = mark("rect", _END_COLOURS.get(item.kind, "frame"), rx=12.0, **_bounds(placed.box))
        rows = [_row(row) for row in placed.rows]
        for row, shown in zip(placed.rows, rows, strict=True):
            if row.kind == "text" and item.kind in _END_COLOURS:
                shown.attributes["fill"] = LIGHT[_END_COLOURS[item.kind]]
        return node_group(f"end {item.kind}", item.id, words, [shape, *rows], None)
    if isinstance(item, Note):
        shape = mark("path", "frame", d=_dog_ear(placed.box))
        shape.attributes["fill"] = LIGHT["node"]
        address = f"{page}#{item.id}" if page is not None and item.label else None
        return node_group("note", item.id, words, [shape, *map(_row, placed.rows)], address)
    address = link(item.use_case) if link and item.use_case else None
    shape = mark("rect", "frame", **_bounds(placed.box))
    tag = [_tag(placed.tag)] if placed.tag else []
    return node_group("ref", item.id, words, [shape, *tag, *map(_row, placed.rows)], address)


def _dog_ear(box: Box) -> str:
    """UML's mark of a note: a corner turned down."""
    ear = 8.0
    outline = f"M{box.left:.1f},{box.top:.1f}H{box.right - ear:.1f}L{box.right:.1f},{box.top + ear:.1f}"
    fold = f"M{box.right - ear:.1f},{box.top:.1f}V{box.top + ear:.1f}H{box.right:.1f}"
    return f"{outline}V{box.bottom:.1f}H{box.left:.1f}Z{fold}"


def _bounds(box: Box) -> dict[str, float]:
    return bounds(box.left, box.top, box.width, box.height)
