"""What tests see in an activity diagram: its SVG read back, and what stands where it shouldn't."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element, fromstring

from tests.picture import Box, Point, around
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.render.diagram import render
from usecase_dsl.render.layout.text import width

SVG = "{http://www.w3.org/2000/svg}"
# Bold letters are so much wider.
BOLD = 1.09


class ActivityPicture:
    """An SVG, with the boxes of its shapes and texts by node, and the points of its lines."""

    def __init__(self, svg: bytes) -> None:
        self.root = fromstring(svg.decode("utf-8"))
        self.nodes = {each.attrib["data-id"]: each for each in self.groups("node")}
        self.edges = self.groups("edge")
        self.shapes = {id: shape for id, node in self.nodes.items() if (shape := shape_of(node))}
        self.texts = [(id, box) for id, node in self.nodes.items() for box in map(text_box, node.iter(f"{SVG}text"))]
        self.words = [("", text_box(text)) for region in self.groups("region") for text in region.iter(f"{SVG}text")]

    def groups(self, kind: str) -> list[Element]:
        return [each for each in self.root.iter(f"{SVG}g") if kind in each.get("class", "").split()]

    def kinds(self, id: str) -> set[str]:
        return set(self.nodes[id].get("class", "").split())

    def said(self, id: str) -> str:
        """The text of a node, a line after the other."""
        return " ".join("".join(text.itertext()).strip("\u2067\u2069") for text in self.nodes[id].iter(f"{SVG}text"))

    def ways(self, kind: str = "edge") -> list[tuple[str, str]]:
        return [
            (each.attrib["data-from"], each.attrib["data-to"])
            for each in self.edges
            if kind in each.get("class", "").split()
        ]

    def faults(self) -> list[str]:
        """What overlaps, is cut, or has a line across it, in words."""
        return [*self._overlaps(), *self._outside(), *self._crossed()]

    def crossings(self) -> list[str]:
        """The lines that cross another which doesn't begin where they do."""
        return list(self._crossings())

    def title(self, id: str) -> str:
        """What a screen reader says of a node."""
        return self.nodes[id].findtext(f"{SVG}title") or ""

    def middle(self, id: str) -> Point:
        box = self.shapes[id]
        return (box.left + box.right) / 2, (box.top + box.bottom) / 2

    def _overlaps(self) -> Iterator[str]:
        for (one, a), (other, b) in combinations(self.shapes.items(), 2):
            if a.overlaps(b):
                yield f"{one} overlaps {other}"
        for (one, a), (other, b) in combinations([*self.texts, *self.words], 2):
            if a.overlaps(b):
                yield f"words of {one} overlap words of {other}"
        for one, box in [*self.texts, *self.words]:
            for other, shape in self.shapes.items():
                if one != other and box.overlaps(shape):
                    yield f"words of {one} overlap {other}"

    def _outside(self) -> Iterator[str]:
        _, _, wide, high = map(float, self.root.attrib["viewBox"].split())
        whole = Box(0, 0, wide, high)
        for id, box in [*self.texts, *self.words, *self.shapes.items()]:
            if not whole.holds(box):
                yield f"{id} leaves the picture"
        for id, box in self.texts:
            if self.kinds(id) & {"step", "decision", "prose"} and not self.shapes[id].holds(box):
                yield f"words of {id} leave its shape"

    def _crossed(self) -> Iterator[str]:
        for edge in self.edges:
            ends = edge.attrib["data-from"], edge.attrib["data-to"]
            for stretch in stretches(edge):
                for id, box in self.shapes.items():
                    if stretch.overlaps(box, 0.5 if id not in ends else 2.0):
                        yield f"{ends} passes through {id}"
                for id, box in [*self.texts, *self.words]:
                    if stretch.overlaps(box, 0.2):
                        yield f"{ends} passes through words of {id or 'a frame'}"

    def _crossings(self) -> Iterator[str]:
        for one, other in combinations(self.edges, 2):
            if one.attrib["data-from"] == other.attrib["data-from"]:
                continue
            if any(a.overlaps(b, 0.0) for a in stretches(one) for b in stretches(other)):
                yield f"{name(one)} crosses {name(other)}"


def activity(model: Model, use_case: UseCase | None = None, lanes: bool = False) -> ActivityPicture:
    """The activity diagram of a use case, or of the only one."""
    return ActivityPicture(render(model, [use_case] if use_case else None, kind="activity", lanes=lanes))


def name(edge: Element) -> str:
    return f"{edge.get('class')} {edge.attrib['data-from']} > {edge.attrib['data-to']}"


def stretches(edge: Element) -> list[Box]:
    """The straight parts of a line, a pixel wide; its head, which is drawn after it, isn't among them."""
    path = edge.find(f"{SVG}path")
    assert path is not None
    line, _, _ = path.attrib["d"].partition("m")
    corners: list[Point] = []
    for kind, numbers in re.findall(r"([MQHV])([-\d., ]+)", line):
        values = [float(each) for each in re.split("[ ,]", numbers)]
        if kind in "HV":
            values = [*values, corners[-1][1]] if kind == "H" else [corners[-1][0], *values]
        corners += zip(values[::2], values[1::2], strict=True)
    return [thick(around(pair)) for pair in pairwise(corners)]


def thick(box: Box) -> Box:
    return Box(box.left - 0.5, box.top - 0.5, box.right + 0.5, box.bottom + 0.5)


def shape_of(node: Element) -> Box | None:
    """The box of the first shape in a node."""
    for shape in node.iter():
        if shape.tag == f"{SVG}rect":
            left, top = float(shape.attrib["x"]), float(shape.attrib["y"])
            return Box(left, top, left + float(shape.attrib["width"]), top + float(shape.attrib["height"]))
        if shape.tag == f"{SVG}circle":
            x, y, r = (float(shape.attrib[each]) for each in ("cx", "cy", "r"))
            return Box(x - r, y - r, x + r, y + r)
        if shape.tag == f"{SVG}polygon":
            return around([point(each) for each in shape.attrib["points"].split()])
    return None


def point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), float(y)


def text_box(text: Element) -> Box:
    """The box of a line of text, as wide as the letters of Helvetica make it."""
    size = float(text.attrib["font-size"])
    own, rest = (text.text or "").lstrip("\u2067"), "".join("".join(each.itertext()) for each in text)
    bold = BOLD if text.get("font-weight") else 1.0
    wide = width(own, size) * bold + width(rest, size)
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    left = x - wide * {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", "start"), 0.0)
    return Box(left, y - 0.75 * size, left + wide, y + 0.2 * size)
