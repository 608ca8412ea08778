"""Looking into WordprocessingML by local names, so that its strict and its transitional form read alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

OFF = frozenset({"0", "false", "off", "none"})


def name(element: Element) -> str:
    """The local name of an element; ``""`` of a comment, an entity or an instruction."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, local: str) -> str | None:
    """The attribute of that local name, whatever its namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key == local or key.endswith("}" + local):
            return str(value)
    return None


def number(element: Element | None, local: str = "val") -> int | None:
    """The attribute as a whole number; ``None`` where there is none, or nothing that can be one."""
    text = (attribute(element, local) or "").strip()
    try:
        return int(float(text)) if len(text) < 12 else None
    except (ValueError, OverflowError):
        return None


def children(element: Element | None, local: str) -> Iterator[Element]:
    """The children of that local name."""
    if element is not None:
        yield from (child for child in element if name(child) == local)


def find(element: Element | None, *path: str) -> Element | None:
    """The first element along the path of local names."""
    for local in path:
        element = next(children(element, local), None)
    return element


def value(element: Element | None, *path: str) -> str | None:
    """The ``w:val`` of the first element along the path."""
    return attribute(find(element, *path), "val")


def switched(properties: Element | None, local: str) -> bool | None:
    """Whether a property such as ``w:b`` is on; ``None`` where nothing is said about it."""
    found = find(properties, local)
    if found is None:
        return None
    return (attribute(found, "val") or "1").lower() not in OFF


def chosen(alternatives: Element) -> Iterator[Element]:
    """What to read of ``mc:AlternateContent``: the children of the first branch that has any."""
    branch = next((each for each in alternatives if name(each) in {"Choice", "Fallback"} and len(each)), None)
    if branch is not None:
        yield from branch
