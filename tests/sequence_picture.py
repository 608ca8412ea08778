"""What tests see in a sequence diagram: its SVG read back, and what lies on what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element, fromstring

from tests.picture import SVG, Box, Point, around, points_of
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.render.diagram import render


class SequencePicture:
    """An SVG, with the boxes of its texts and of what stands over lifelines, and the pieces of its lines."""

    def __init__(self, svg: bytes) -> None:
        self.root = fromstring(svg.decode("utf-8"))

    def groups(self, kind: str) -> list[Element]:
        return [each for each in self.root.iter(f"{SVG}g") if kind in each.get("class", "").split()]

    @cached_property
    def texts(self) -> list[tuple[str, Box]]:
        """Each line of text with its box, a little narrower than it is."""
        return [(each.text or "", around(points_of(each))) for each in self.root.iter(f"{SVG}text")]

    @cached_property
    def lifelines(self) -> list[tuple[Point, Point]]:
        """The pieces that are drawn, each from its top to its bottom."""
        drawn = " ".join(each.get("d", "") for each in self.root.iter(f"{SVG}path") if each.get("class") == "lifeline")
        pieces = re.findall(r"M([\d.-]+),([\d.-]+)V([\d.-]+)", drawn)
        return [((float(x), float(top)), (float(x), float(bottom))) for x, top, bottom in pieces]

    @cached_property
    def boxes(self) -> list[Box]:
        """Heads, notes, interaction uses, ends."""
        return [around(points_of(each, "rect", "circle", "text")) for each in self.groups("node")]

    @cached_property
    def arrows(self) -> list[tuple[Point, Point]]:
        return [piece for each in self.groups("message") for piece in _pieces(each)]

    @cached_property
    def frames(self) -> list[Box]:
        found = (each.find(f"{SVG}rect[@class='frame']") for each in self.groups("fragment"))
        return [around(points_of(each)) for each in found if each is not None]

    @cached_property
    def canvas(self) -> Box:
        left, top, wide, high = map(float, self.root.get("viewBox", "").split())
        return Box(left, top, left + wide, top + high)

    def outside(self) -> Iterator[str]:
        """Texts of notes, interaction uses and ends that stand outside their shapes."""
        for each in [*self.groups("note"), *self.groups("ref"), *self.groups("end")]:
            shape = next(shape for shape in each.iter() if shape.tag in (f"{SVG}rect", f"{SVG}path"))
            box = around(points_of(shape) if shape.tag == f"{SVG}rect" else _corners(shape.get("d", "")))
            for text in each.iter(f"{SVG}text"):
                if not box.holds(around(points_of(text))):
                    yield text.text or ""

    def faults(self) -> list[str]:
        """All that must not be, in words."""
        return [
            *(f"{one!r} lies on {two!r}" for (one, a), (two, b) in combinations(self.texts, 2) if a.overlaps(b)),
            *(f"{text!r} lies on a lifeline" for text, box in self.texts if _crossed(box, self.lifelines)),
            *(f"{text!r} lies on a message" for text, box in self.texts if _crossed(box, self.arrows)),
            *(f"{text!r} stands out of the picture" for text, box in self.texts if not self.canvas.holds(box)),
            *(f"{text!r} stands out of its shape" for text in self.outside()),
            *(f"a box lies on a box at {a.left}, {a.top}" for a, b in combinations(self.boxes, 2) if a.overlaps(b)),
            *(f"a message runs through a box at {box.left}" for box in self.boxes if _crossed(box, self.arrows)),
            *(f"frames cross at {a.left}, {a.top}" for a, b in combinations(self.frames, 2) if _cross(a, b)),
        ]


def sequence(model: Model, use_case: UseCase | None = None, scenario: str | None = None) -> SequencePicture:
    chosen: Sequence[UseCase] | None = None if use_case is None else [use_case]
    return SequencePicture(render(model, chosen, kind="sequence", scenario=scenario))


def _pieces(message: Element) -> Iterator[tuple[Point, Point]]:
    path = next(message.iter(f"{SVG}path"))
    corners = [(float(x), float(y)) for x, y in re.findall(r"([\d.-]+),([\d.-]+)", path.get("d", ""))]
    return pairwise(corners)


def _corners(path: str) -> list[Point]:
    """The outermost corners of a path of upright and level lines."""
    across = [float(x) for x in re.findall(r"[MLH]([\d.-]+)", path)]
    down = [float(y) for y in re.findall(r"(?:V|[ML][\d.-]+,)([\d.-]+)", path)]
    return [(min(across), min(down)), (max(across), max(down))]


def _crossed(box: Box, lines: Sequence[tuple[Point, Point]]) -> bool:
    """Whether an upright or level line runs through a box."""
    return any(box.overlaps(_thin(one, two), 0.4) for one, two in lines)


def _thin(one: Point, two: Point) -> Box:
    return Box(
        min(one[0], two[0]) - 0.5, min(one[1], two[1]) - 0.5, max(one[0], two[0]) + 0.5, max(one[1], two[1]) + 0.5
    )


def _cross(one: Box, two: Box) -> bool:
    return one.overlaps(two) and not one.holds(two) and not two.holds(one)
