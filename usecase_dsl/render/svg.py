"""A small builder of SVG: elements are values, and whatever goes in is escaped on the way out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

_Value = str | float | None

# What can't stand for itself; of the other controls XML has no way to hold any.
_SPECIAL = re.compile(r'[&<>"\x00-\x1f]')
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_UNFIT = "\ufffd"

# What the sheet of a page says of all elements by their groups and classes; and of texts, that some are in the middle.
_IN_THE_SHEET = {"fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "xmlns"}
_IN_THE_SHEET |= {"font-family", "font-size", "font-weight", "font-style"}
_OTHER_IN_PAGES = {"role", "aria-label", "text-anchor"}
_OF_RECTANGLES = _IN_THE_SHEET | {"rx"}


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
    named = {
        _name(key): value if isinstance(value, str) else number(value)
        for key, value in attributes.items()
        if value is not None
    }
    if not children:
        return Element(tag, named)
    inside = [child for child in children if isinstance(child, Element)]
    return Element(tag, named, inside, "".join([child for child in children if isinstance(child, str)]))


@lru_cache(maxsize=65536)
def number(value: str | float) -> str:
    """A number as short as a tenth of a pixel allows; a text as it is."""
    if isinstance(value, str):
        return value
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def points(*pairs: tuple[float, float]) -> str:
    """The value of ``points`` in a polyline or a polygon."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in pairs)


def serialize(root: Element, bare: bool = False) -> str:
    """The text of a document: an element a line, a text on its element's line, ``\\n`` at the end.

    ``bare`` is the same on one line, for a page that has the one style sheet of all pictures: without what this says.
    A reader of the page can go into the picture, to its links and labels, so its description only sums it up.
    """
    if bare:
        parts: list[str] = []
        _write_bare(root, parts)
        return "".join(parts)
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


def _write_bare(node: Element, parts: list[str]) -> None:
    tag, attributes = node.tag, node.attributes
    if tag == "style" or attributes.get("class") == "ground":
        return
    covered = _OF_RECTANGLES if tag == "rect" else _IN_THE_SHEET
    inside = ""
    for name, value in attributes.items():
        if name in _OTHER_IN_PAGES:
            inside += _in_page(name, value)
        elif name not in covered:
            inside += f' {name}="{_escaped(value)}"'
    text = node.text.partition(". ")[0] if tag == "desc" else node.text
    if not text and not node.children:
        parts.append(f"<{tag}{inside}/>")
        return
    parts.append(f"<{tag}{inside}>{_lines(text) if text else ''}")
    for child in node.children:
        _write_bare(child, parts)
    parts.append(f"</{tag}>")


def _in_page(name: str, value: str) -> str:
    """An attribute that is another in a page: what holds links is no image, and only what has a role has a label."""
    if name == "role":
        return ' role="graphics-document"'
    if name == "aria-label":
        return f' role="img" aria-label="{_escaped(value)}"'
    return "" if value == "middle" else f' {name}="{value}"'


def _lines(text: str) -> str:
    return "\n".join(map(_escaped, text.split("\n"))) if "\n" in text else _escaped(text)


@lru_cache(maxsize=16384)
def _escaped(text: str) -> str:
    if not text.isascii():
        text = "".join(map(_fit, text))
    return _SPECIAL.sub(_reference, text) if _SPECIAL.search(text) else text


def _reference(match: re.Match[str]) -> str:
    return _REFERENCES.get(match[0], _UNFIT)


def _fit(character: str) -> str:
    """Half a surrogate pair and the two non-characters have no place in XML either."""
    return _UNFIT if "\ud800" <= character <= "\udfff" or character in "\ufffe\uffff" else character
