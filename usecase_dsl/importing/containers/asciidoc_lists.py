"""The lists of AsciiDoc: how deep an item stands, and which number it gets."""

from __future__ import annotations

from dataclasses import dataclass

from usecase_dsl.importing.containers.asciidoc_lines import Attributes, Item
from usecase_dsl.importing.containers.ordinals import ordinal

_STYLES = ("arabic", "loweralpha", "lowerroman", "upperalpha", "upperroman")


@dataclass
class _List:
    """An open list; ``alike`` tells that every item so far has the same marker as the first."""

    kind: str
    style: str
    count: int
    first: str
    alike: bool = True


class Lists:
    """The lists that are open, the outermost first. A marker of a new kind opens one inside the last."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    @property
    def depth(self) -> int:
        """The number of items that what follows stands in."""
        return len(self._open)

    def deepens(self, kind: str) -> bool:
        """Whether a marker is of the sort that is repeated to go deeper, and longer than an open list's."""
        return kind[0] in "*." and any(each.kind and len(each.kind) < len(kind) for each in self._like(kind))

    def _like(self, kind: str) -> list[_List]:
        return [each for each in self._open if each.kind[:1] == kind[0]]

    def entitle(self) -> None:
        """What follows belongs to a title, until the list round it goes on or ends."""
        self._open.append(_List("", "", 0, ""))

    def leave(self, depth: int) -> None:
        """Close the lists below a depth."""
        del self._open[max(0, depth) :]

    def enter(self, item: Item, attributes: Attributes) -> str:
        """Open or go on with the list of an item, whose mark is returned."""
        place = next((index for index, each in enumerate(self._open) if each.kind == item.kind), None)
        if place is None:
            self._open.append(_opened(item, attributes))
            return _mark(self._open[-1], item)
        self.leave(place + 1)
        current = self._open[-1]
        current.count += 1
        current.alike = current.alike and item.marker == current.first
        return _mark(current, item)


def _opened(item: Item, attributes: Attributes) -> _List:
    start = attributes.names.get("start", "")
    count = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else _first(item.marker)
    style = attributes.style if attributes.style in _STYLES else _STYLES[min(len(item.kind), 5) - 1]
    return _List(item.kind, style, count, item.marker)


def _first(marker: str) -> int:
    if marker[:-1].isdigit():
        return int(marker[:-1])
    return ord(marker[0].lower()) - ord("a") + 1 if marker[0].isalpha() else 1


def _mark(current: _List, item: Item) -> str:
    match item.kind:
        case "1." if current.alike:
            return f"{current.count}."
        case "a." | "A." if current.alike:
            return f"{ordinal(current.count, 'loweralpha' if item.kind == 'a.' else 'upperalpha')}."
        case "<":
            return f"{current.count if item.marker == '.' else item.marker}."
        case kind if kind[0] == ".":
            return f"{ordinal(current.count, current.style)}."
        case kind if kind[0] in "*-•":
            return "-"
    return item.marker
