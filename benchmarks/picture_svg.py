"""Elements of any SVG as points: shapes, paths and texts under all transformations around them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from benchmarks.picture_geometry import Box, Point, around

Element = ElementTree.Element

_NUMBER = re.compile(r"-?\d*\.?\d+(?:[eE][-+]?\d+)?")
_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:[eE][-+]?\d+)?")
# In how many pieces a curve is cut.
_SAMPLES = 10
_UNSEEN = {"clipPath", "defs", "desc", "marker", "mask", "metadata", "style", "symbol", "title"}
# A letter's width by the size of its font, where the picture doesn't say how long a text is; how far lines are apart.
_LETTER = 0.55
_LEADING = 1.15


@dataclass(frozen=True)
class Matrix:
    """An affine transformation, as SVG writes it."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def __matmul__(self, inner: Matrix) -> Matrix:
        x, y = self.apply((inner.e, inner.f))
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            x,
            y,
        )

    def apply(self, point: Point) -> Point:
        x, y = point
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


@dataclass(frozen=True)
class Seen:
    """An element that may be seen, the groups that it lies in, outermost first, and what it is drawn with.

    ``comment`` is the last one before it, and ``after`` the number of all comments before it.
    """

    element: Element
    groups: tuple[Element, ...]
    matrix: Matrix
    font: float
    comment: str = ""
    after: int = 0

    @property
    def tag(self) -> str:
        return local(self.element)

    def number(self, name: str) -> float:
        found = _NUMBER.search(self.element.get(name, ""))
        return float(found[0]) if found else 0.0

    def points(self) -> list[Point]:
        """The corners of its box, or the way of a path or a line; nothing for a text."""
        return [self.matrix.apply(point) for point in _shape(self)]

    def text_box(self) -> Box | None:
        """The box of a text that isn't empty."""
        text = "".join(self.element.itertext()).strip()
        if self.tag != "text" or not text:
            return None
        spans = [each for each in self.element if local(each) == "tspan" and each.get("x")]
        lines = ["".join(each.itertext()) for each in spans] or [text]
        width = self.number("textLength") or _LETTER * self.font * max(map(len, lines))
        x, y = self.number("x"), self.number("y")
        left = x - {"middle": width / 2, "end": width}.get(said(self.element, "text-anchor"), 0)
        below = _LEADING * self.font * (len(lines) - 1)
        corners = (left, y - 0.75 * self.font), (left + width, y + below + 0.2 * self.font)
        return around([self.matrix.apply(corner) for corner in corners])


def seen(svg: bytes) -> list[Seen]:
    """All elements of a picture that may be seen, in the order in which they are drawn."""
    parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=True))
    root = ElementTree.fromstring(svg, parser)
    return list(_walk(root, Seen(root, (), Matrix(), 14.0), []))


def local(element: Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def said(element: Element, name: str) -> str:
    """What an element's attribute or its style says of a property."""
    style = re.search(rf"(?:^|;)\s*{name}\s*:\s*([^;]+)", element.get("style", ""))
    return style[1].strip() if style else element.get(name, "")


def path_points(path: str) -> list[Point]:
    """The polyline of a path, its curves sampled, an arc by its ends."""
    return _Pen(path).draw()


def _walk(element: Element, outer: Seen, comments: list[str]) -> Iterator[Seen]:
    if not local(element):
        comments.append((element.text or "").strip())
        return
    if local(element) in _UNSEEN:
        return
    font = _NUMBER.search(said(element, "font-size"))
    found = Seen(
        element,
        outer.groups,
        outer.matrix @ _transformation(element.get("transform", "")),
        float(font[0]) if font else outer.font,
        comments[-1] if comments else "",
        len(comments),
    )
    yield found
    inner = replace(found, groups=(*outer.groups, element)) if local(element) in {"g", "svg", "a"} else found
    for child in element:
        yield from _walk(child, inner, comments)


def _transformation(text: str) -> Matrix:
    matrix = Matrix()
    for name, arguments in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
        matrix @= _step(name, [float(each) for each in _NUMBER.findall(arguments)])
    return matrix


def _step(name: str, values: list[float]) -> Matrix:
    match name:
        case "translate":
            return Matrix(e=values[0], f=values[1] if len(values) > 1 else 0)
        case "scale":
            return Matrix(a=values[0], d=values[-1])
        case "rotate":
            turn = math.radians(values[0])
            return Matrix(math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn))
        case "matrix":
            return Matrix(*values)
    return Matrix()


def _shape(one: Seen) -> list[Point]:
    at = one.number
    match one.tag:
        case "ellipse" | "circle":
            radii = (at("rx"), at("ry")) if one.tag == "ellipse" else (at("r"), at("r"))
            return [(at("cx") - radii[0], at("cy") - radii[1]), (at("cx") + radii[0], at("cy") + radii[1])]
        case "rect" | "image" | "use" | "foreignObject":
            return [(at("x"), at("y")), (at("x") + at("width"), at("y") + at("height"))]
        case "line":
            return [(at("x1"), at("y1")), (at("x2"), at("y2"))]
        case "polygon" | "polyline":
            values = [float(each) for each in _NUMBER.findall(one.element.get("points", ""))]
            return list(zip(values[::2], values[1::2], strict=False))
        case "path":
            return path_points(one.element.get("d", ""))
    return []


class _Pen:
    """Draws a path command by command."""

    def __init__(self, path: str) -> None:
        self.tokens = _TOKEN.findall(path)
        self.points: list[Point] = []
        self.at: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        # Where a smooth curve takes its first control point from.
        self.control: Point | None = None

    def draw(self) -> list[Point]:
        command, place = "M", 0
        while place < len(self.tokens):
            if self.tokens[place].isalpha():
                command, place = self.tokens[place], place + 1
            many = {"H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}.get(command.upper(), 2)
            values = self.tokens[place : place + many]
            if len(values) < many or any(each.isalpha() for each in values):
                break
            self._do(command, [float(each) for each in values])
            place += many
            # More pairs after a move are lines.
            command = {"M": "L", "m": "l"}.get(command, command)
        return self.points

    def _do(self, command: str, values: list[float]) -> None:
        x, y = self.at if command.islower() else (0.0, 0.0)
        kind = command.upper()
        if kind == "Z":
            self._to(self.start)
        elif kind == "H":
            self._to((x + values[0], self.at[1]))
        elif kind == "V":
            self._to((self.at[0], y + values[0]))
        else:
            # Of an arc's seven numbers the last two are its end.
            ends = values[5:] if kind == "A" else values
            pairs = [(x + a, y + b) for a, b in zip(ends[::2], ends[1::2], strict=True)]
            _CURVES.get(kind, _Pen._straight)(self, pairs)
            if kind == "M":
                self.start = self.at

    def _to(self, point: Point) -> None:
        self.points.append(point)
        self.at, self.control = point, None

    def _straight(self, pairs: list[Point]) -> None:
        self._to(pairs[-1])

    def _cubic(self, pairs: list[Point]) -> None:
        self._curve(pairs[0], pairs[1], pairs[2])

    def _smooth(self, pairs: list[Point]) -> None:
        x, y = self.at
        first = (2 * x - self.control[0], 2 * y - self.control[1]) if self.control else self.at
        self._curve(first, pairs[0], pairs[1])

    def _quadratic(self, pairs: list[Point]) -> None:
        (x, y), (qx, qy), (ex, ey) = self.at, *pairs
        first = x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y)
        self._curve(first, (ex + 2 / 3 * (qx - ex), ey + 2 / 3 * (qy - ey)), (ex, ey))

    def _curve(self, first: Point, second: Point, end: Point) -> None:
        start = self.at
        for step in range(1, _SAMPLES + 1):
            t = step / _SAMPLES
            weights = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
            corners = (start, first, second, end)
            x = sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True))
            y = sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True))
            self.points.append((x, y))
        self.at, self.control = end, second


_CURVES: dict[str, Callable[[_Pen, list[Point]], None]] = {"C": _Pen._cubic, "S": _Pen._smooth, "Q": _Pen._quadratic}
