"""A small builder of SVG: elements are values, and whatever goes in is escaped on the way out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

_Value = str | float | None

# What can't stand for itself; of the other controls XML has no way to hold any.
_SPECIAL = re.compile(r'[&<>"\x00-\x1f]')
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_UNFIT = "\ufffd"


@dataclass(slots=True)
class Element:
    """An element with its attributes and what stands in it: elements, or a text and then elements on the same line."""

    tag: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def add(self, *children: Element) -> Element:
        """Puts children at the end; returns the element itself."""
        self.children.extend(children)
        return self


def element(tag: str, *children: Element | str, **attributes: _Value) -> Element:
    """An element with children, which are elements or its text; a text comes first.

    ``data_id`` becomes ``data-id``, ``class_`` becomes ``class``; ``None`` is left out.
    """
    named = {_name(key): number(value) for key, value in attributes.items() if value is not None}
    inside = [child for child in children if isinstance(child, Element)]
    return Element(tag, named, inside, "".join(child for child in children if isinstance(child, str)))


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
    lines: list[str] = []
    _write(root, "", lines)
    return "\n".join(lines) + "\n"


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _write(node: Element, indent: str, lines: list[str]) -> None:
    tag = node.tag
    inside = "".join([f' {name}="{_escaped(value)}"' for name, value in node.attributes.items()])
    if node.text:
        further = "".join(map(_in_line, node.children))
        lines.append(f"{indent}<{tag}{inside}>{_lines(node.text)}{further}</{tag}>")
    elif node.children:
        lines.append(f"{indent}<{tag}{inside}>")
        for child in node.children:
            _write(child, indent + " ", lines)
        lines.append(f"{indent}</{tag}>")
    else:
        lines.append(f"{indent}<{tag}{inside}/>")


def _in_line(node: Element) -> str:
    lines: list[str] = []
    _write(node, "", lines)
    return "".join(lines)


def _lines(text: str) -> str:
    return "\n".join(map(_escaped, text.split("\n")))


def _escaped(text: str) -> str:
    if not text.isascii():
        text = "".join(map(_fit, text))
    return _SPECIAL.sub(_reference, text) if _SPECIAL.search(text) else text


def _reference(match: re.Match[str]) -> str:
    return _REFERENCES.get(match[0], _UNFIT)


def _fit(character: str) -> str:
    """Half a surrogate pair and the two non-characters have no place in XML either."""
    return _UNFIT if "\ud800" <= character <= "\udfff" or character in "\ufffe\uffff" else character
