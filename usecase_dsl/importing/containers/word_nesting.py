"""How deep a paragraph of a Word document stands in lists, by their levels first and by indents between lists."""

from __future__ import annotations

from dataclasses import dataclass, field

# What is less far apart, in twentieths of a point, is taken for one edge.
_SLACK = 100
_STEP = 720


@dataclass(frozen=True, slots=True)
class _Item:
    list: str
    list_level: int
    level: int
    indent: int
    number: int


@dataclass(slots=True)
class Nesting:
    """The items that the next paragraph may stand in, outermost first."""

    items: list[_Item] = field(default_factory=list)

    def item(self, list: str, list_level: int, indent: int | None, number: int = 0) -> int:
        """The level of an item, which is open then; ``number`` is what it is counted as, 0 of a bullet."""
        indent = _STEP * (list_level + 1) if indent is None else indent
        level = self._level(_Item(list, list_level, 0, indent, number))
        self.items = [each for each in self.items if each.level < level]
        self.items.append(_Item(list, list_level, level, indent, number))
        return level

    def text(self, indent: int) -> int:
        """The level of a paragraph without a number: in the last item that isn't indented more than it is."""
        self.items = [each for each in self.items if 0 < each.indent <= indent + _SLACK]
        return self.items[-1].level + 1 if self.items else 0

    def close(self) -> None:
        """No item is open any more."""
        self.items = []

    def _level(self, item: _Item) -> int:
        same = next((each for each in reversed(self.items) if _goes_on(each, item)), None)
        if same is not None:
            return max(same.level + item.list_level - same.list_level, 0)
        outer = [each for each in self.items if each.indent < item.indent - _SLACK]
        if outer:
            return outer[-1].level + 1
        return 0 if self.items else item.list_level


def _goes_on(before: _Item, item: _Item) -> bool:
    """Whether two items are of one list; exported documents begin a new one at every number."""
    counted_on = 0 < before.number == item.number - 1 and before.list_level == item.list_level
    return before.list == item.list or counted_on
