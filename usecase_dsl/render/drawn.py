"""The formats that hold a picture as we draw it; all of them are made of its SVG."""

from __future__ import annotations

from usecase_dsl.render.svg import Element, serialize

FORMATS = ("svg", "png", "pdf", "drawio")


def drawn(root: Element, format: str, bare: bool = False) -> bytes:
    """A picture in one of FORMATS. ``bare`` is SVG for a page that has the style sheet of all pictures."""
    if format == "png":
        from usecase_dsl.render.typeset import png

        return png(root)
    if format == "pdf":
        from usecase_dsl.render.typeset import pdf

        return pdf(root)
    if format == "drawio":
        from usecase_dsl.render.drawio import drawio

        return drawio(root).encode("utf-8")
    return serialize(root, bare).encode("utf-8")
