"""What tests see in a chart: its SVG read back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from xml.etree.ElementTree import Element as Read
from xml.etree.ElementTree import fromstring

from tests.picture import SVG, Box, around, points_of
from usecase_dsl.render.svg import Element, serialize


def read(chart: Element) -> Read:
    return fromstring(serialize(chart))


def groups(chart: Element, kind: str) -> list[Read]:
    """The groups of what is shown, by their class: ``dot``, ``row``, ``part``."""
    return [each for each in read(chart).iter(f"{SVG}g") if kind in each.get("class", "").split()]


def marks(chart: Element | Read, look: str) -> list[Read]:
    root = read(chart) if isinstance(chart, Element) else chart
    return [each for each in root.iter() if f"mark-{look}" in each.get("class", "").split()]


def texts(group: Element | Read) -> list[str]:
    root = read(group) if isinstance(group, Element) else group
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def box(shape: Read) -> Box | None:
    """The room of a shape or a line of text; a path begins in its middle, and then goes to its rim."""
    if shape.tag == f"{SVG}path":
        x, y, *rest = (float(value) for value in re.findall(r"-?[\d.]+", shape.get("d", "")))
        reach = next(abs(value) for value in rest if value)
        return Box(x - reach, y - reach, x + reach, y + reach)
    points = points_of(shape) if len(shape) == 0 else []
    return around(points) if points else None


def boxes(groups: Sequence[Read]) -> list[Box]:
    """The room of each shape and each line of text in some groups."""
    return [found for group in groups for shape in group.iter() if (found := box(shape))]


def overlaps(found: Sequence[Box]) -> list[tuple[Box, Box]]:
    return [pair for pair in combinations(found, 2) if pair[0].overlaps(pair[1])]
