"""From SVG to PNG, the same picture on every machine: the text is set in a font that the package brings along."""

from __future__ import annotations

import re
from math import sqrt
from pathlib import Path

# Resvg draws no text without a font, and any other one than this would make another picture.
_FONT = Path(__file__).parent / "fonts" / "LiberationSans-Regular.ttf"
_FAMILY = "Liberation Sans"
# What the font has: Latin, Greek, Cyrillic, Hebrew, and the marks that go with them.
_LETTERS = " -\u052f\u05b0-\u05ea\u1e00-\u1fff"
_MARKS = "\u2010-\u2027\u2030-\u205e\u20ac\u2116\u2122\u2190-\u2195"
_COVERED = re.compile(f"[\t\n\r{_LETTERS}{_MARKS}]*")

_ZOOM = 2.0
# More pixels than this help nobody, and take seconds.
_MOST_PIXELS = 16e6


def png(svg: str, width: float, height: float) -> bytes:
    """The picture of an SVG text of this size, two pixels for one; fewer if there would be too many.

    Scripts that the font lacks are set in what the system has, if anything.
    """
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=min(_ZOOM, sqrt(_MOST_PIXELS / max(width * height, 1.0))),
        font_files=[str(_FONT)],
        font_family=_FAMILY,
        sans_serif_family=_FAMILY,
        skip_system_fonts=_COVERED.fullmatch(svg) is not None,
    )
