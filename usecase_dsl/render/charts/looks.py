"""How the marks of charts look: one table, which attributes and the style sheet are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from usecase_dsl.render.activity.svg import ACTIVITY_TOKENS
from usecase_dsl.render.parts import LIGHT

# The tokens that charts have besides those of all pictures: ``bar`` is what is measured, ``minor`` what is beside it.
CHART_TOKENS: Mapping[str, tuple[str, str]] = {
    **{name: ACTIVITY_TOKENS[name] for name in ("spine", "choice", "fork", "muted")},
    "bar": ("#1d5a9e", "#82b7f0"),
    "minor": ("#a9c6e8", "#31567f"),
}
TITLE, NAME, SMALL = 16.0, 13.0, 11.0
TITLE_LINE, NAME_LINE, SMALL_LINE = 21.0, 16.0, 13.5


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape or a text is drawn; ``fill`` and ``stroke`` are tokens. A text has a size."""

    fill: str = "none"
    stroke: str = "none"
    wide: float = 1.5
    dashes: str = ""
    size: float = 0.0
    weight: str = ""

    def attributes(self) -> dict[str, str | float | None]:
        """All of it as attributes, with the light colours, for programs that know no style sheet."""
        if self.size:
            return {"fill": _light(self.fill), "font_size": self.size, "font_weight": self.weight or None}
        line = {} if self.stroke == "none" else {"stroke_width": self.wide, "stroke_dasharray": self.dashes or None}
        return {"fill": _light(self.fill), "stroke": _light(self.stroke), **line}

    def rule(self) -> str:
        """The same for a style sheet."""
        if self.size:
            weight = f";font-weight:{self.weight}" if self.weight else ""
            return f"fill:{_token(self.fill)};font-size:{self.size:g}px{weight}"
        line = "" if self.stroke == "none" else f";stroke-width:{self.wide:g};stroke-dasharray:{self.dashes or 'none'}"
        return f"fill:{_token(self.fill)};stroke:{_token(self.stroke)}{line}"


LOOKS: Mapping[str, Look] = {
    "heading": Look("ink", size=TITLE, weight="600"),
    "name": Look("ink", size=NAME),
    "id": Look("ink", size=SMALL, weight="600"),
    "remark": Look("muted", size=SMALL),
    "aside": Look("muted", size=NAME),
    "inverse": Look("ground", size=SMALL, weight="600"),
    # Lines that only guide the eye.
    "grid": Look(stroke="frame", wide=0.5),
    "base": Look(stroke="line", wide=1.0),
    # A cell of a dot chart from which on a use case is worth optimising for.
    "worth": Look("spine"),
    "swatch": Look("spine", "frame", 0.5),
    "optimise": Look("passed", "passed"),
    "serve": Look("ground", "bar", 2.0),
    "decline": Look("none", "failed", 2.5),
    "open": Look("ground", "open", 1.5, "2.5 2"),
    "extent": Look("ground", "quiet"),
    # The series of bars, and bars below zero.
    "first": Look("bar"),
    "second": Look("minor", "bar", 1.0),
    "loss": Look("failed"),
    # Parts of the revenue, and how much of it there should be.
    "primary": Look("bar", "ground", 1.0),
    "secondary": Look("minor", "bar", 1.0),
    "other": Look("boundary", "quiet", 1.0),
    "rest": Look("none", "quiet", 1.0, "3 3"),
    "aim": Look("choice"),
    "limit": Look(stroke="fork", wide=1.5, dashes="4 3"),
}


@cache
def chart_rules() -> str:
    """What the sheet says of charts; on a page it stands after the rules for all pictures."""
    rules = (f".usecase-diagram.chart .mark-{name}{{{look.rule()}}}" for name, look in LOOKS.items())
    return "\n".join((*rules, "svg.chart .middle{text-anchor:middle}", ""))


def _light(token: str) -> str:
    return token if token == "none" else {**LIGHT, **_LIGHT}[token]


def _token(token: str) -> str:
    return token if token == "none" else f"var(--uc-{token})"


_LIGHT = {name: light for name, (light, _) in CHART_TOKENS.items()}
