"""The boundaries of the systems: a frame around the use cases of each, with its name at the top left.

The packages of a system are frames within its own, each with its name on a tab.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from usecase_dsl.render.layout.layers import Item
from usecase_dsl.render.layout.routes import Side
from usecase_dsl.render.layout.shapes import NAME, NAME_LINE, SMALL, SMALL_LINE
from usecase_dsl.render.layout.text import width, wrap
from usecase_dsl.render.use_case_diagram import Boundary, Package

INSET = 24.0
# The blank between a package's frame and its boundary's, and between its frame and what is in it.
PACKAGE_INSET = 16.0
_PACKAGE_ABOVE, _PACKAGE_BELOW = 16.0, 16.0
_ABOVE, _BELOW = 22.0, 22.0
_NAME_INSET = 14.0
_EMPTY = (160.0, 80.0)
# How far above an actor a frame beside it begins, and how much higher and lower it may be for actors' sake.
_BESIDE, _MORE = 8.0, 240.0
_BOLD = 1.1


class Frame(NamedTuple):
    boundary: Boundary
    left: float
    top: float
    width: float
    height: float
    name: tuple[str, ...]


class PackageFrame(NamedTuple):
    """The body of a package's frame; its tab, with the name on it, stands on the left end of that."""

    package: Package
    left: float
    top: float
    width: float
    height: float
    name: tuple[str, ...]
    tab: tuple[float, float]

    @property
    def tab_corner(self) -> tuple[float, float]:
        return self.left, self.top - self.tab[1]


class _Span(NamedTuple):
    top: float
    bottom: float


def package_frames(packages: Sequence[Package], items: Iterable[Item], side: Side) -> list[PackageFrame]:
    """A frame for each package, all between the same two sides."""
    inside: dict[str, list[Item]] = {package.id: [] for package in packages}
    for item in items:
        if item.group in inside:
            inside[item.group].append(item)
    return [_package_frame(package, inside[package.id], side) for package in packages]


def frames(
    boundaries: Sequence[Boundary],
    packages: Iterable[PackageFrame],
    items: Iterable[Item],
    within: Mapping[str, str],
    side: Side,
) -> list[Frame]:
    """A frame for each boundary, all between the same two sides; empty ones stand below each other.

    ``within`` are the boundaries of the frames that items stand in, where these are none themselves.
    """
    inside: dict[str, list[_Span]] = {boundary.id: [] for boundary in boundaries}
    alone = len(boundaries) == 1
    for item in items:
        if item.kind != "actor" and (alone or item.group):
            inside[boundaries[0].id if alone else within.get(item.group, item.group)].append(
                _Span(item.top, item.bottom)
            )
    for each in packages:
        span = _Span(each.top - each.tab[1] - PACKAGE_INSET / 2, each.top + each.height + PACKAGE_INSET - _BELOW)
        inside[each.package.boundary].append(span)
    found: list[Frame] = []
    for boundary in boundaries:
        start = found[-1].top + found[-1].height + _BELOW if found else 0.0
        found.append(_frame(boundary, inside[boundary.id], side, start))
    return found


def beside(frame: Frame, actors: Iterable[Item]) -> Frame:
    """The frame, higher where actors stand higher or lower than what is in it: lines come in below its name then."""
    standing = list(actors)
    above = frame.top - min((actor.top for actor in standing), default=frame.top) + _BESIDE
    below = max((actor.bottom for actor in standing), default=0.0) - frame.top - frame.height
    up, down = (min(max(0.0, more), _MORE) for more in (above, below))
    return frame._replace(top=frame.top - up, height=frame.height + up + down)


def _package_frame(package: Package, inside: Sequence[Item], side: Side) -> PackageFrame:
    across = side.right - side.left
    name = wrap(package.name, across - 2 * _NAME_INSET, SMALL)
    wide = max(width(line, SMALL) for line in name) * _BOLD + 2 * _NAME_INSET
    top = min(item.top for item in inside) - _PACKAGE_ABOVE
    bottom = max(item.bottom for item in inside) + _PACKAGE_BELOW
    tab = (wide, SMALL_LINE * len(name) + 6)
    return PackageFrame(package, side.left, top, max(across, wide), bottom - top, name, tab)


def _frame(boundary: Boundary, inside: Sequence[_Span], side: Side, start: float) -> Frame:
    across = side.right - side.left
    name = wrap(boundary.name, across - 2 * _NAME_INSET, NAME)
    # Its name makes a frame wider where three lines can't hold it; bold letters take a tenth more.
    wide = max(across, 0.0 if inside else _EMPTY[0], max(width(line, NAME) for line in name) * _BOLD + 2 * _NAME_INSET)
    head = _ABOVE + NAME_LINE * len(name)
    top = min((span.top for span in inside), default=start + head) - head
    bottom = max((span.bottom for span in inside), default=start + head + _EMPTY[1] - _BELOW) + _BELOW
    return Frame(boundary, side.left - (wide - across) / 2, top, wide, bottom - top, name)
