"""Any of our pictures as a file for draw.io, which opens looking like it and can be changed there.

It is made of the SVG: each node becomes a vertex, each edge an edge between vertices with its corners, and all
else, such as frames and their texts, shapes of the same size at the same place. Ends of edges keep their place on
their nodes, also when these are moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import count
from math import hypot
from types import MappingProxyType

from usecase_dsl.render.svg import Element, element, number, serialize
from usecase_dsl.render.svg_geometry import Box, Point, bounds, halfway, strokes, turns

_SOLIDS = {"rect", "ellipse", "circle", "polygon"}

_FONT = "fontFamily=Helvetica"
_TEXT = "text;strokeColor=none;fillColor=none;verticalAlign=middle;spacing=0"

# What draws a node of a class in draw.io; any other has the shape that it has in SVG.
_SHAPES: Mapping[str, str] = {
    "human": "shape=umlActor",
    "decision": "shape=hexagon;perimeter=hexagonPerimeter2;size=11;fixedSize=1",
    "any-time": "shape=step;perimeter=stepPerimeter;size=11;fixedSize=1",
    "nowhere": "shape=step;perimeter=stepPerimeter;size=11;fixedSize=1",
    "note": "shape=note;size=8",
}
# And what draws a round one.
_ROUND: Mapping[str, str] = {
    "success": "shape=endState",
    "failure": "shape=sumEllipse;perimeter=ellipsePerimeter",
}
_HEADS: Mapping[str, str] = {
    "include": "endArrow=open;endSize=8",
    "extend": "endArrow=open;endSize=8",
    "message": "endArrow=open;endSize=8",
    "generalization": "endArrow=block;endFill=0;endSize=11",
    "association": "endArrow=none",
}


def drawio(root: Element) -> str:
    """A picture as a draw.io file, with one page."""
    title = next((each.text for each in root.children if each.tag == "title"), "")
    cells = element("root", element("mxCell", id="0"), element("mxCell", id="1", parent="0"))
    writer = _Writer(root)
    cells.add(*writer.cells())
    model = element("mxGraphModel", cells, grid="0", page="0", background="#ffffff")
    return serialize(element("mxfile", element("diagram", model, id="picture", name=title or "Diagram")))


class _Writer:
    """Gives each node a cell's id, so that edges know it wherever they stand."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._numbers = count(2)
        self._boxes: dict[str, Box] = {}
        self._ids: dict[str, str] = {}
        for node in _nodes(root):
            name = node.attributes["data-id"]
            self._ids[name] = self._next()
            # A lifeline reaches far below its head.
            shapes = [each for each in _shapes(node) if "lifeline" not in _kinds(each)]
            self._boxes[name] = bounds(shapes) or Box(0, 0, 0, 0)

    def cells(self) -> Iterator[Element]:
        yield from self._cells(self._root)

    def _cells(self, group: Element) -> Iterator[Element]:
        for each in group.children:
            kinds = _kinds(each)
            if each.tag == "g" and "node" in kinds:
                yield from self._node(each)
            elif each.tag == "g" and "edge" in kinds:
                yield from self._edge(each)
            elif each.tag in ("g", "a"):
                yield from self._cells(each)
            elif "ground" not in kinds:
                yield from self._other(each)

    def _node(self, node: Element) -> Iterator[Element]:
        shapes, texts = _shapes(node), list(_found(node, {"text"}))
        name = node.attributes["data-id"]
        box = self._boxes[name]
        line = [each for each in shapes if "lifeline" in _kinds(each)]
        if line:
            yield from self._lines(line)
        inner = [each for each in shapes if each not in line]
        style = [_symbol(_kinds(node), inner), *_colours(inner), *_label_place(box, texts)]
        yield _vertex(self._ids[name], box, _value(texts), style)

    def _edge(self, group: Element) -> Iterator[Element]:
        drawn = next(_found(group, {"path"}), None)
        corners = turns(drawn.attributes["d"]) if drawn is not None else []
        ends = (group.attributes.get("data-from", ""), group.attributes.get("data-to", ""))
        if drawn is None or len(corners) < 2 or any(end not in self._ids for end in ends):
            return
        corners = _forward(corners, self._boxes[ends[0]], self._boxes[ends[1]])
        id = self._next()
        kinds = _kinds(group)
        head = next((_HEADS[kind] for kind in kinds if kind in _HEADS), "endArrow=block;endFill=1;endSize=5")
        tips = [
            _tip(self._boxes[ends[0]], corners[0], "exit"),
            _tip(self._boxes[ends[1]], _end(group, corners), "entry"),
        ]
        style = ["rounded=1", *_line_style(drawn), head, *tips, "html=1"]
        yield _edge_cell(id, style, (self._ids[ends[0]], self._ids[ends[1]]), corners)
        texts = list(_found(group, {"text"}))
        if texts:
            yield _edge_label(self._next(), id, texts, corners)

    def _other(self, each: Element) -> Iterator[Element]:
        if each.tag == "text":
            yield self._text(each)
        elif each.tag in ("line", "path", "polyline"):
            yield from self._lines([each])
        elif each.tag in _SOLIDS and (box := bounds([each])):
            yield _vertex(self._next(), box, "", [_shape([each]), *_colours([each])])

    def _text(self, text: Element) -> Element:
        box = _text_box(text)
        align = {"middle": "center", "end": "right"}.get(text.attributes.get("text-anchor", ""), "left")
        return _vertex(self._next(), box, _value([text]), [_TEXT, f"align={align}"])

    def _lines(self, lines: Sequence[Element]) -> Iterator[Element]:
        """Strokes between no nodes."""
        for each in lines:
            for stroke in strokes(each):
                yield _edge_cell(self._next(), [*_line_style(each), "endArrow=none"], None, stroke)

    def _next(self) -> str:
        return str(next(self._numbers))


def _nodes(group: Element) -> Iterator[Element]:
    for each in group.children:
        if each.tag == "g" and "node" in _kinds(each):
            yield each
        else:
            yield from _nodes(each)


def _kinds(node: Element) -> list[str]:
    return node.attributes.get("class", "").split()


def _found(node: Element, tags: set[str]) -> Iterator[Element]:
    for each in node.children:
        if each.tag in tags:
            yield each
        yield from _found(each, tags)


def _shapes(node: Element) -> list[Element]:
    return list(_found(node, _SOLIDS | {"path", "line"}))


def _forward(corners: list[Point], source: Box, target: Box) -> list[Point]:
    """The corners from source to target, however the line is drawn."""

    def far(first: Point, last: Point) -> float:
        return source.far(first) + target.far(last)

    return corners if far(corners[0], corners[-1]) <= far(corners[-1], corners[0]) else corners[::-1]


def _end(group: Element, corners: Sequence[Point]) -> Point:
    """Where an edge ends: the tip of its head, if that is drawn beyond its line."""
    for head in _found(group, {"polygon", "polyline"}):
        points = [point for stroke in strokes(head) for point in stroke]
        return max(points, key=lambda point: hypot(point[0] - corners[-2][0], point[1] - corners[-2][1]))
    return corners[-1]


def _tip(box: Box, at: Point, name: str) -> str:
    """Where on a vertex an edge begins or ends, as parts of its size."""
    x = (at[0] - box.left) / ((box.right - box.left) or 1)
    y = (at[1] - box.top) / ((box.bottom - box.top) or 1)
    return f"{name}X={x:.4f};{name}Y={y:.4f};{name}Dx=0;{name}Dy=0;{name}Perimeter=0"


def _symbol(kinds: Sequence[str], shapes: Sequence[Element]) -> str:
    """What draws a node."""
    known = {**_SHAPES, **_ROUND} if shapes and shapes[0].tag == "circle" else _SHAPES
    return next((known[kind] for kind in reversed(kinds) if kind in known), "") or _shape(shapes)


def _shape(shapes: Sequence[Element]) -> str:
    first = shapes[0] if shapes else None
    if first is None or first.tag in ("circle", "ellipse"):
        return "ellipse;shape=ellipse;perimeter=ellipsePerimeter"
    if "tag" in _kinds(first):
        return "shape=card;size=6;flipV=1;flipH=1"
    if "rx" not in first.attributes:
        return "rounded=0"
    return f"rounded=1;absoluteArcSize=1;arcSize={number(2 * float(first.attributes['rx']))}"


def _colours(shapes: Sequence[Element]) -> list[str]:
    first = shapes[0].attributes if shapes else {}
    return [f"fillColor={first.get('fill', 'none')}", *_stroke(first)]


def _line_style(line: Element) -> list[str]:
    return _stroke(line.attributes)


def _stroke(attributes: Mapping[str, str]) -> list[str]:
    dashes = attributes.get("stroke-dasharray")
    dashed = [f"dashed=1;fixDash=1;dashPattern={dashes}"] if dashes else []
    return [
        f"strokeColor={attributes.get('stroke', 'none')}",
        f"strokeWidth={attributes.get('stroke-width', '1')}",
        *dashed,
    ]


def _label_place(box: Box, texts: Sequence[Element]) -> list[str]:
    """Where the words of a node are: in it, or below or beside it."""
    boxes = list(map(_text_box, texts))
    if not boxes:
        return []
    middle = sum(each.middle[1] for each in boxes) / len(boxes)
    if boxes[0].left >= box.right:
        return ["labelPosition=right;verticalLabelPosition=middle;align=left;verticalAlign=middle;spacingLeft=4"]
    if boxes[0].right <= box.left:
        return ["labelPosition=left;verticalLabelPosition=middle;align=right;verticalAlign=middle;spacingRight=4"]
    if middle > box.bottom:
        return ["verticalLabelPosition=bottom;verticalAlign=top"]
    if texts[0].attributes.get("text-anchor") == "middle":
        return ["verticalAlign=middle;align=center"]
    # Two pixels are left free anyway.
    return [f"verticalAlign=middle;align=left;spacingLeft={max(0, round(boxes[0].left - box.left - 2))}"]


def _text_box(text: Element) -> Box:
    x, y = float(text.attributes["x"]), float(text.attributes["y"])
    size = float(text.attributes.get("font-size", "13"))
    wide = 0.55 * size * len(_words(text)) + 4
    before = {"middle": wide / 2, "end": wide}.get(text.attributes.get("text-anchor", ""), 0.0)
    return Box(x - before, y - 0.95 * size, x - before + wide, y + 0.35 * size)


def _words(text: Element) -> str:
    return text.text + "".join(map(_words, text.children))


def _value(texts: Sequence[Element]) -> str:
    """The words of a cell, which draw.io takes for HTML: what belongs on one line of the picture stands on one."""
    lines: dict[float, list[str]] = {}
    for each in texts:
        lines.setdefault(float(each.attributes["y"]), []).append(_html(each))
    return "<br>".join(" ".join(line) for line in lines.values())


def _html(text: Element, inherited: Mapping[str, str] = MappingProxyType({})) -> str:
    has = {**inherited, **text.attributes}
    style = f"font-size:{has.get('font-size', '13')}px;color:{has.get('fill', '#000000')}"
    inner = escape(text.text, quote=False)
    for tag, wanted in (("b", has.get("font-weight") == "600"), ("i", has.get("font-style") == "italic")):
        inner = f"<{tag}>{inner}</{tag}>" if wanted and inner else inner
    return f'<span style="{style}">{inner}</span>' + "".join(_html(each, has) for each in text.children)


def _vertex(id: str, box: Box, value: str, style: Sequence[str]) -> Element:
    geometry = element(
        "mxGeometry", x=box.left, y=box.top, width=box.right - box.left, height=box.bottom - box.top, as_="geometry"
    )
    words = ";".join([*filter(None, style), _FONT, "html=1"]) + ";"
    return element("mxCell", geometry, id=id, value=value, style=words, vertex="1", parent="1")


def _edge_cell(id: str, style: Sequence[str], ends: tuple[str, str] | None, corners: Sequence[Point]) -> Element:
    first, *between, last = corners
    geometry = element("mxGeometry", relative="1", as_="geometry")
    for (x, y), name in ((first, "sourcePoint"), (last, "targetPoint")):
        geometry.add(element("mxPoint", x=x, y=y, as_=name))
    if between:
        geometry.add(element("Array", *(element("mxPoint", x=x, y=y) for x, y in between), as_="points"))
    source, target = ends or (None, None)
    words = ";".join(filter(None, style)) + ";"
    return element("mxCell", geometry, id=id, style=words, edge="1", parent="1", source=source, target=target)


def _edge_label(id: str, edge: str, texts: Sequence[Element], corners: Sequence[Point]) -> Element:
    """The words of an edge, as far from its middle as they are in the picture."""
    boxes = list(map(_text_box, texts))
    x = sum(each.middle[0] for each in boxes) / len(boxes)
    y = (min(each.top for each in boxes) + max(each.bottom for each in boxes)) / 2
    middle = halfway(corners)
    offset = element("mxPoint", x=x - middle[0], y=y - middle[1], as_="offset")
    geometry = element("mxGeometry", offset, relative="1", as_="geometry")
    style = f"edgeLabel;html=1;align=center;verticalAlign=middle;labelBackgroundColor=default;{_FONT};"
    return element(
        "mxCell", geometry, id=id, value=_value(texts), style=style, vertex="1", connectable="0", parent=edge
    )
