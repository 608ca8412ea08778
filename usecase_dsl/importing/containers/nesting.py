"""Lists nested as they are indented, where CommonMark takes an item that is indented too little for a sibling."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from usecase_dsl.importing.containers.elements import Element, Node

# Numbers are often aligned at their right ends, so one blank means nothing.
_DEEPER = 2


def nest_lists(element: Element) -> None:
    """Put items of neighbouring lists into the items above them that they are indented below."""
    children: list[Node] = []
    for is_list, group in groupby(element.children, _is_list):
        nodes = list(group)
        lists = [node for node in nodes if isinstance(node, Element)]
        children += _nested(lists) if is_list and _is_uneven(lists) else nodes
    element.children = children
    for child in children:
        if isinstance(child, Element):
            nest_lists(child)


def _is_list(node: Node) -> bool:
    """Whether it is a list that Markdown knows the indentation of."""
    return isinstance(node, Element) and node.certain and node.tag in {"ul", "ol"}


def _items(element: Element) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element)]


def _indent(item: Element) -> int:
    return int(item.attributes.get("indent", "0"))


def _is_uneven(lists: Sequence[Element]) -> bool:
    indents = [_indent(item) for element in lists for item in _items(element)]
    return max(indents, default=0) - min(indents, default=0) >= _DEEPER


def _nested(lists: Sequence[Element]) -> list[Node]:
    root = Element("div")
    above: list[Element] = []
    for element in lists:
        for item in _items(element):
            while above and _indent(item) < _indent(above[-1]) + _DEEPER:
                above.pop()
            _put(item, element, above[-1] if above else root)
            above.append(item)
    return root.children


def _put(item: Element, origin: Element, parent: Element) -> None:
    """Add an item to the list that its parent ends with, if that is of the same kind, or else to a new one."""
    last = parent.children[-1] if parent.children else None
    if not isinstance(last, Element) or not _is_list(last) or last.tag != origin.tag or _kind(last) != _kind(origin):
        last = Element(origin.tag, item.line, dict(origin.attributes), certain=True)
        parent.children.append(last)
    last.children.append(item)


def _kind(element: Element) -> str:
    items = _items(element)
    return items[0].attributes.get("mark", "")[-1:] if items else ""
