"""What all pictures are drawn with: colours by token, the sheet that puts them in, and the marks that they share.

Every colour stands in an attribute, for programs that know no style sheets, and the style sheet replaces it by its
token, which has a light and a dark value. A page sets ``--uc-…`` on ``.usecase-diagram`` to put in its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from usecase_dsl.model.tables import Actor, UseCase
from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.layout.shapes import NAME, Figure, Line
from usecase_dsl.render.svg import Element, element, number

# The address of the page about an actor or a use case, as seen from where the picture stands; None for no link.
LinkTo = Callable[[Actor | UseCase], str | None]

FONTS = "Arial, Helvetica, 'Liberation Sans', sans-serif"
STROKE = 1.5
DASHES = "6 4"

# Each token's light and dark colour.
TOKENS: Mapping[str, tuple[str, str]] = {
    "ground": ("#ffffff", "#11161d"),
    "boundary": ("#f3f6fa", "#19212b"),
    "frame": ("#8794a5", "#64748a"),
    "node": ("#ffffff", "#222d3a"),
    "line": ("#3b4859", "#b6c2d0"),
    "quiet": ("#707e8f", "#8b9aad"),
    "ink": ("#1b2530", "#e8edf3"),
    "actor": ("#1d5a9e", "#82b7f0"),
}
# The same for what came out well or badly: tests in one picture, the ends of flows in others.
OUTCOME_TOKENS: Mapping[str, tuple[str, str]] = {
    "passed": ("#17703a", "#74cd93"),
    "failed": ("#b3261e", "#ff938a"),
    "open": ("#707e8f", "#8b9aad"),
}
LIGHT = {name: light for name, (light, _) in {**TOKENS, **OUTCOME_TOKENS}.items()}
_SHAPES = ":is(rect,circle,ellipse,polygon,path,line)"
# What every picture's sheet says: the tokens in their places, and all else that the attributes say, so that a picture
# on a page needs none of these. Shapes go by their element and their group, and later rules win.
RULES = f"""
.usecase-diagram{{background:var(--uc-ground);font:13px {FONTS}}}
.usecase-diagram text{{fill:var(--uc-ink)}}
.usecase-diagram .small{{font-size:11px}}
.usecase-diagram .ground{{fill:var(--uc-ground)}}
.usecase-diagram :is(.boundary,.package) rect{{stroke:var(--uc-frame);stroke-width:{STROKE}}}
.usecase-diagram .boundary rect{{rx:6px;fill:var(--uc-boundary)}}
.usecase-diagram .boundary text{{font-weight:600}}
.usecase-diagram .node {_SHAPES}{{fill:var(--uc-node);stroke:var(--uc-line);stroke-width:{STROKE}}}
.usecase-diagram .actor {_SHAPES}{{stroke:var(--uc-actor)}}
.usecase-diagram .node :is(path,line){{fill:none}}
.usecase-diagram .edge :is(path,polyline){{fill:none;stroke:var(--uc-line);stroke-width:{STROKE}}}
.usecase-diagram .association path{{stroke:var(--uc-quiet)}}
.usecase-diagram :is(.include,.extend) path{{stroke-dasharray:{DASHES}}}
.usecase-diagram .edge polygon{{fill:var(--uc-ground);stroke:var(--uc-line);stroke-width:{STROKE}}}
.usecase-diagram .edge .halo{{fill:var(--uc-boundary)}}
.usecase-diagram .edge .outside{{fill:var(--uc-ground)}}
.usecase-diagram :is(.use-case,.actor,.include,.extend) text{{text-anchor:middle}}
.usecase-diagram a{{cursor:pointer}}
.usecase-diagram a:hover text,.usecase-diagram a:focus text{{text-decoration:underline}}
.usecase-diagram a:focus-visible{{outline:2px solid var(--uc-actor);outline-offset:2px}}
"""


def canvas(
    title: str, description: str, corner: Point, width: float, height: float, sheet: str = "", kind: str = ""
) -> Element:
    """An empty picture with its ground; ``sheet`` is its style sheet, ``kind`` a class of its own."""
    box = " ".join(number(value) for value in (*corner, width, height))
    root = element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        class_=f"usecase-diagram {kind}".rstrip(),
        role="img",
        viewBox=box,
        width=width,
        height=height,
        font_family=FONTS,
    )
    root.add(element("title", title), element("desc", description))
    if sheet:
        root.add(element("style", sheet))
    ground = bounds(corner.x, corner.y, width, height)
    return root.add(element("rect", class_="ground", fill=LIGHT["ground"], **ground))


def style_sheet(tokens: Mapping[str, tuple[str, str]], rules: str) -> str:
    """The style sheet of a picture: its tokens, light and dark, and its rules."""

    def values(dark: bool) -> str:
        return ";".join(f"--uc-{name}:{colours[dark]}" for name, colours in tokens.items())

    light = f":where(.usecase-diagram){{{values(False)}}}"
    dark = f"@media (prefers-color-scheme:dark){{:where(.usecase-diagram){{{values(True)}}}}}"
    return f"\n{light}\n{dark}{rules}"


def bounds(left: float, top: float, width: float, height: float) -> dict[str, float]:
    """The attributes of a rectangle."""
    return {"x": left, "y": top, "width": width, "height": height}


def node_group(kind: str, id: str, title: str, inside: Iterable[Element], address: str | None) -> Element:
    """The group of a node, with a link round what is in it where there is an address."""
    group = Element("g", {"class": f"node {kind}", "data-id": id})
    if title:
        group.add(Element("title", {}, [], title))
    return group.add(element("a", *inside, href=address)) if address else group.add(*inside)


def mark(tag: str, colour: str, **geometry: str | float) -> Element:
    """A shape drawn in the line of a node; shapes with an inside are filled."""
    solid = tag not in {"path", "line"}
    fill = LIGHT["node"] if solid else "none"
    return element(tag, fill=fill, stroke=LIGHT[colour], stroke_width=STROKE, **geometry)


def stroke(tag: str, colour: str, **attributes: str | None) -> Element:
    """A line of an edge, or the head of its arrow."""
    return element(tag, fill="none", stroke=LIGHT[colour], stroke_width=STROKE, **attributes)


def text_line(line: Line, middle: Point, anchor: str | None = "middle", weight: str | None = None) -> Element:
    """A line of text; 0.35 of its size below its middle is where its letters stand."""
    return element(
        "text",
        line.text,
        class_=None if line.size == NAME else "small",
        x=middle.x,
        y=middle.y + line.dy + 0.35 * line.size,
        font_size=line.size,
        font_weight=weight,
        text_anchor=anchor,
        fill=LIGHT["ink"],
    )


def actor_mark(kind: str, at: Point, figure: Figure) -> Iterator[Element]:
    """The mark of an actor by its kind: a stick figure, a clock, or a box."""
    return _MARKS[kind](at, figure)


def _human(at: Point, _: Figure) -> Iterator[Element]:
    x, y = at
    yield mark("circle", "actor", cx=x, cy=y - 15, r=7.0)
    limbs = f"M{x:.1f},{y - 8:.1f}V{y + 9:.1f}M{x - 13:.1f},{y - 1:.1f}H{x + 13:.1f}"
    yield mark("path", "actor", d=f"{limbs}M{x - 11:.1f},{y + 25:.1f}L{x:.1f},{y + 9:.1f}L{x + 11:.1f},{y + 25:.1f}")


def _clock(at: Point, _: Figure) -> Iterator[Element]:
    x, y = at
    yield mark("circle", "actor", cx=x, cy=y, r=19.0)
    yield mark("path", "actor", d=f"M{x:.1f},{y - 12:.1f}V{y:.1f}L{x + 8:.1f},{y + 5:.1f}")


def _system(at: Point, figure: Figure) -> Iterator[Element]:
    half, high = figure.half, figure.top
    yield mark("rect", "actor", x=at.x - half, y=at.y - high, width=2 * half, height=2 * high)


_MARKS: Mapping[str, Callable[[Point, Figure], Iterator[Element]]] = {
    "human": _human,
    "time": _clock,
    "system": _system,
}
