"""The grid that a diagram is laid out on: upright layers of things, and lines that pass every layer on their way.

Layer 0 holds the actors on the left, the odd layers the columns of use cases, the even ones between them the
labels of the relations, and the last one the actors on the right. A line that passes a layer has an item there,
its label or a bend, so that nothing else can stand in its way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

ItemKind = Literal["actor", "use case", "label", "bend"]

# The room that a passing line takes.
_LINE = 4.0


@dataclass(slots=True, eq=False)
class Item:
    """Something in a layer. ``x`` and ``y`` are its middle; ``group`` is the frame that it stands in, if any;
    a line leaves it ``door`` beside its middle, no more than ``rise`` above that or ``fall`` below it."""

    kind: ItemKind
    layer: int
    width: float
    height: float
    group: str = ""
    door: float = 0.0
    rise: float = 0.0
    fall: float = 0.0
    x: float = 0.0
    y: float = 0.0

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height / 2


class Shape(NamedTuple):
    """What many grids have in common, with items as their indices: a value, so that each has to be laid out once."""

    last: int
    items: tuple[tuple[ItemKind, int, float, str], ...]
    lines: tuple[tuple[int, ...], ...]
    kin: tuple[tuple[int, int], ...]
    within: tuple[tuple[str, str], ...]

    def grid(self) -> Grid:
        """A grid of this shape."""
        items = [Item(kind, layer, 0.0, height, group) for kind, layer, height, group in self.items]
        lines = [[items[index] for index in line] for line in self.lines]
        kin = [(items[one], items[other]) for one, other in self.kin]
        return Grid(self.last, items, lines, kin, dict(self.within))


@dataclass(slots=True)
class Grid:
    """The items, and for each line the items that it passes, from left to right.

    ``kin`` are pairs of actors that had better stand near each other, ``within`` the frame that each frame is in.
    """

    last: int
    items: list[Item] = field(default_factory=list)
    lines: list[list[Item]] = field(default_factory=list)
    kin: list[tuple[Item, Item]] = field(default_factory=list)
    within: dict[str, str] = field(default_factory=dict)

    def add(self, item: Item) -> Item:
        self.items.append(item)
        return item

    def connect(self, start: Item, end: Item, label: tuple[float, float] | None = None) -> list[Item]:
        """A line between two items in different layers; its label, if it has one, is in the first gap that it meets.

        Returns the items that it passes, from left to right.
        """
        left, right = (start, end) if start.layer < end.layer else (end, start)
        group = self._common(left, right)
        line = [left]
        for layer in range(left.layer + 1, right.layer):
            if label and layer % 2 == 0:
                line.append(self.add(Item("label", layer, *label, group)))
                label = None
            else:
                line.append(self.add(Item("bend", layer, _LINE, _LINE, group)))
        line.append(right)
        self.lines.append(line)
        return line

    def shape(self) -> Shape:
        """All that decides which row each item stands in."""
        at = {item: index for index, item in enumerate(self.items)}
        groups = {group: str(index) for index, group in enumerate(self._groups(), 1)} | {"": ""}
        return Shape(
            self.last,
            tuple([(item.kind, item.layer, item.height, groups[item.group]) for item in self.items]),
            tuple([tuple([at[item] for item in line]) for line in self.lines]),
            tuple([(at[one], at[other]) for one, other in self.kin]),
            tuple([(groups[inner], groups[outer]) for inner, outer in self.within.items()]),
        )

    def _groups(self) -> list[str]:
        found = dict.fromkeys(item.group for item in self.items if item.group)
        return list(found | dict.fromkeys(self.within) | dict.fromkeys(self.within.values()))

    def layers(self) -> list[list[Item]]:
        """The items of each layer, from top to bottom."""
        found: list[list[Item]] = [[] for _ in range(self.last + 1)]
        for item in self.items:
            found[item.layer].append(item)
        for layer in found:
            layer.sort(key=lambda item: item.y)
        return found

    def _common(self, left: Item, right: Item) -> str:
        """The frame that a line stays in: that of both ends, or of the one end that is a use case."""
        groups = {item.group for item in (left, right) if item.kind == "use case"}
        if len(groups) > 1:
            groups = {self.within.get(group, "") for group in groups}
        return groups.pop() if len(groups) == 1 else ""
