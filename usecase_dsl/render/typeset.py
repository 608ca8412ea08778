"""From SVG to PNG and PDF, the same on every machine for letters of the font that comes as a dependency."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from math import ceil, sqrt
from typing import TYPE_CHECKING, Literal

from usecase_dsl.render.svg import Element, serialize

if TYPE_CHECKING:
    import typst

# What the package's own font has: Latin, Greek, Cyrillic, and the marks that go with them.
_FAMILY = "Roboto"
_LETTERS = " -~\xa0-\u024f\u0384-\u03e1\u0400-\u052f\u1e00-\u1eff"
_MARKS = "\u2010-\u2027\u2030-\u205e\u20ac\u2116\u2122"

# A pixel of SVG in points, how many pixels of PNG it becomes, and how many of these help anybody.
_POINT = 0.75
_ZOOM = 2.0
_MOST_PIXELS = 16e6
# A page of PDF may be so many points long; a larger picture becomes smaller.
_LONGEST = 14400

# Pictures set text in one font alone. What that lacks is set by Typst itself, which takes each letter from where it is.
_DOCUMENT = """
#set document(title: sys.inputs.title, date: none)
#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: white)
#set text(font: "{family}", top-edge: "baseline", bottom-edge: "baseline")
#image(bytes(sys.inputs.picture), format: "svg", width: 100%, alt: sys.inputs.words)
#for line in json(bytes(sys.inputs.lines)) {{
  let parts = line.parts.map(each => text(
    size: each.size * 1pt, weight: each.weight, style: each.style, fill: rgb(each.fill), each.text))
  context {{
    let wide = measure(parts.join()).width
    place(top + left, dx: line.x * 1pt - line.before * wide, dy: line.y * 1pt, box(width: wide + 1pt, parts.join()))
  }}
}}
"""
_BEFORE = {"middle": 0.5, "end": 1.0}


def png(root: Element) -> bytes:
    """The picture of an SVG document, two pixels for one; fewer if there would be too many.

    It has the light colours. Scripts that the own font lacks are set in what the system has; what that lacks too
    becomes boxes.
    """
    width, height = _size(root)
    return _typeset(root, "png", 96 * min(_ZOOM, sqrt(_MOST_PIXELS / max(width * height, 1.0))))


def pdf(root: Element) -> bytes:
    """An SVG document as a page of its size, with text that can be selected and searched; fonts as for ``png``."""
    return _typeset(root, "pdf", point=min(_POINT, _LONGEST / max(_size(root))))


def is_covered(text: str) -> bool:
    """Whether the package's own font has all that is in a text."""
    return re.fullmatch(f"[\\t\\n\\r{_LETTERS}{_MARKS}]*", text) is not None


def _typeset(root: Element, format: Literal["png", "pdf"], ppi: float | None = None, point: float = _POINT) -> bytes:
    import typst

    width, height = _size(root)
    left, top = (float(value) for value in root.attributes["viewBox"].split()[:2])
    strange = [each for each in _texts(root) if not is_covered(_all_text(each))]
    document = _DOCUMENT.format(width=width * point, height=height * point, family=_FAMILY)
    inputs = {
        "title": _child(root, "title"),
        "words": _child(root, "desc"),
        "picture": serialize(_printed(root, {id(each) for each in strange})),
        "lines": json.dumps([_line(each, left, top, point) for each in strange]),
    }
    found = fonts(bool(strange))
    return typst.compile(document.encode("utf-8"), font_paths=found, sys_inputs=inputs, format=format, ppi=ppi)


@cache
def fonts(with_system: bool) -> typst.Fonts:
    """The package's own font, and those that typst and the system have where letters need them."""
    import typst
    from font_roboto import font_files

    folder = font_files[_FAMILY].replace("\\", "/").rpartition("/")[0]
    return typst.Fonts(with_system, include_embedded_fonts=with_system, font_paths=[folder])


def _size(root: Element) -> tuple[int, int]:
    """Whole pixels, for a picture is drawn with whole pixels and would be stretched to any other size."""
    return ceil(float(root.attributes["width"])), ceil(float(root.attributes["height"]))


def _child(root: Element, tag: str) -> str:
    return next((each.text for each in root.children if each.tag == tag), "")


def _printed(node: Element, without: set[int]) -> Element:
    """The same without style sheets, which only a browser understands, and without some elements."""
    children = [_printed(each, without) for each in node.children if each.tag != "style" and id(each) not in without]
    attributes = dict(node.attributes)
    if node.tag == "svg":
        (left, top, *_), (width, height) = attributes["viewBox"].split(), _size(node)
        attributes |= {"width": str(width), "height": str(height), "viewBox": f"{left} {top} {width} {height}"}
        attributes["font-family"] = _FAMILY
    return Element(node.tag, attributes, children, node.text)


def _texts(node: Element) -> Iterator[Element]:
    if node.tag == "text":
        yield node
    for each in node.children:
        yield from _texts(each)


def _all_text(node: Element) -> str:
    return node.text + "".join(map(_all_text, node.children))


def _line(text: Element, left: float, top: float, point: float) -> dict[str, object]:
    """A line of text as the document above takes it: where it stands, and its parts, each in one face."""
    x, y = (float(text.attributes[name]) for name in ("x", "y"))
    before = _BEFORE.get(text.attributes.get("text-anchor", ""), 0.0)
    parts = [_part(text, {}, point), *(_part(each, text.attributes, point) for each in text.children)]
    place = {"x": (x - left) * point, "y": (y - top) * point, "before": before}
    return {**place, "parts": [each for each in parts if each["text"]]}


def _part(text: Element, inherited: dict[str, str], point: float) -> dict[str, object]:
    has = {**inherited, **text.attributes}
    return {
        "text": text.text,
        "size": float(has.get("font-size", "13")) * point,
        "weight": int(has.get("font-weight", "400")),
        "style": has.get("font-style", "normal"),
        "fill": has.get("fill", "#000000"),
    }
