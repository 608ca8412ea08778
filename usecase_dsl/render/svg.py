"""A small builder of SVG: elements are values, and whatever goes in is escaped on the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

_Value = str | float | None

# XML has no way to hold these, not even as references.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_QUOTES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


@dataclass(slots=True)
class Element:
    """An element with its attributes and what stands in it: elements, or one text."""

    tag: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def add(self, *children: Element | None) -> Element:
        """Puts children at the end, leaving out each ``None``; returns the element itself."""
        self.children.extend(child for child in children if child is not None)
        return self


def element(tag: str, *children: Element | None, text: str = "", **attributes: _Value) -> Element:
    """An element. ``data_id`` becomes ``data-id``, ``class_`` becomes ``class``; ``None`` is left out."""
    named = {_name(key): number(value) for key, value in attributes.items() if value is not None}
    return Element(tag, named, [child for child in children if child is not None], text)


def number(value: str | float) -> str:
    """A number as short as a tenth of a pixel allows; a text as it is."""
    if isinstance(value, str):
        return value
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def points(*pairs: tuple[float, float]) -> str:
    """The value of ``points`` in a polyline or a polygon."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in pairs)


def serialize(root: Element) -> str:
    """The text of a document: an element a line, a text on its element's line, ``\\n`` at the end."""
    return "\n".join(_lines(root, 0)) + "\n"


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _lines(node: Element, depth: int) -> Iterator[str]:
    indent = " " * depth
    inside = "".join(f' {name}="{_quoted(value)}"' for name, value in node.attributes.items())
    if node.text:
        yield f"{indent}<{node.tag}{inside}>{escape(_clean(node.text))}</{node.tag}>"
    elif node.children:
        yield f"{indent}<{node.tag}{inside}>"
        for child in node.children:
            yield from _lines(child, depth + 1)
        yield f"{indent}</{node.tag}>"
    else:
        yield f"{indent}<{node.tag}{inside}/>"


def _quoted(value: str) -> str:
    return escape(_clean(value), _IN_QUOTES)


def _clean(text: str) -> str:
    return text if text.isascii() and text.isprintable() else _NO_XML.sub("\ufffd", text)
