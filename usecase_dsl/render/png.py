"""From SVG to PNG, the same picture on every machine: the text is set in a font that comes as a dependency."""

from __future__ import annotations

import re
from math import sqrt

# Resvg draws no text without a font, and any other one than this would make another picture.
_FAMILY = "Roboto"
_FACES = ("Roboto", "RobotoBold", "RobotoItalic")
# What the font has: Latin, Greek, Cyrillic, and the marks that go with them.
_LETTERS = " -~\xa0-\u024f\u0384-\u03e1\u0400-\u052f\u1e00-\u1eff"
_MARKS = "\u2010-\u2027\u2030-\u205e\u20ac\u2116\u2122"

_ZOOM = 2.0
# More pixels than this help nobody, and take seconds.
_MOST_PIXELS = 16e6


def png(svg: str, width: float, height: float) -> bytes:
    """The picture of an SVG text of this size, two pixels for one; fewer if there would be too many.

    Scripts that the font lacks are set in what the system has, if anything.
    """
    import resvg_py
    from font_roboto import font_files

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=min(_ZOOM, sqrt(_MOST_PIXELS / max(width * height, 1.0))),
        font_files=[font_files[face] for face in _FACES],
        font_family=_FAMILY,
        sans_serif_family=_FAMILY,
        skip_system_fonts=is_covered(svg),
    )


def is_covered(text: str) -> bool:
    """Whether the package's own font has all that is in a text."""
    return re.fullmatch(f"[\\t\\n\\r{_LETTERS}{_MARKS}]*", text) is not None
