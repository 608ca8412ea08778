"""How much of the revenue use cases bring: one bar of all of it, and how much of it the primary ones should bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import accumulate, pairwise

from usecase_dsl.portfolio.words import percent
from usecase_dsl.render.charts.drawing import WIDTH, chart, drawn, shape
from usecase_dsl.render.charts.layers import Layer, Line, Text, Thing
from usecase_dsl.render.charts.legend import Entry, legend
from usecase_dsl.render.charts.looks import SMALL
from usecase_dsl.render.charts.scene import scene
from usecase_dsl.render.charts.values import Part, PartKind
from usecase_dsl.render.charts.words import BOLD
from usecase_dsl.render.layout.text import width
from usecase_dsl.render.parts import bounds
from usecase_dsl.render.svg import Element

_KINDS: Mapping[PartKind, str] = {"primary": "primary", "secondary": "secondary", "other": "importance not stated"}
_REST = "no use case"
_ALL, _NONE = Decimal(100), Decimal(0)
_HIGH, _OVER, _AIM, _FOOT = 40.0, 6.0, 10.0, 24.0
_PAD = 4.0


def coverage_chart(heading: str, parts: Sequence[Part], aim: tuple[int, int] = (70, 85), bare: bool = False) -> Element:
    """Parts side by side, primary ones first and large ones before small ones, then what no use case brings.

    Sums stand above, and below the bar how many percent the primary ones should bring, ``aim``. Parts that add up to
    more than all of the revenue go beyond a line at 100%. ``bare`` is for a page with ``page_sheet`` and a heading of
    its own.
    """
    shown = _ordered(parts)
    whole = max(_ALL, sum((part.value for part in shown), _NONE))
    key = legend(list(_sums(shown)))
    top = key.height + _OVER
    height = top + _HIGH + _OVER + _AIM + _FOOT
    layers = [_aim(aim, whole, top), *_parts(shown, whole, top), *_limits(aim, whole, top), _aim_words(aim, whole, top)]
    scales = {"x": {"domain": [0, 1], "range": [1, WIDTH - 1], "nice": False, "zero": False}}
    marks = scene(WIDTH, height, layers, scales)
    inside = drawn(marks, layers, [_thing(part, whole) for part in shown])
    return chart(heading, _described(shown, aim), height, [key.element, *inside], "coverage", bare)


def _ordered(parts: Sequence[Part]) -> list[Part]:
    kinds = list(_KINDS)
    return sorted((part for part in parts if part.value > 0), key=lambda part: (kinds.index(part.kind), -part.value))


def _totals(parts: Sequence[Part]) -> Iterator[tuple[str, str, Decimal]]:
    """The look, the words and the sum of each kind that there is."""
    for kind, words in _KINDS.items():
        if values := [part.value for part in parts if part.kind == kind]:
            yield kind, words, sum(values, _NONE)
    rest = _ALL - sum((part.value for part in parts), _NONE)
    if rest > 0:
        yield "rest", _REST, rest


def _sums(parts: Sequence[Part]) -> Iterator[Entry]:
    def swatch(look: str, x: float, y: float) -> Element:
        return shape("rect", look, **bounds(x - 8, y - 6, 16, 12))

    for look, words, value in _totals(parts):
        yield Entry(partial(swatch, look), f"{words} {percent(value)}", 16.0)


# ---- layers


def _parts(parts: Sequence[Part], whole: Decimal, top: float) -> Iterator[Layer]:
    ends = [_NONE, *accumulate(part.value for part in parts)]
    place = {"y": top, "y2": top + _HIGH}
    if ends[-1] < _ALL:
        yield Layer("rect", [{"x": _share(ends[-1], whole), "x2": 1.0}], ["rest"], settings=place)
    rows = [{"x": _share(left, whole), "x2": _share(right, whole)} for left, right in pairwise(ends)]
    numbers = range(len(parts))
    yield Layer("rect", rows, [part.kind for part in parts], things=numbers, settings=place)
    labels = [_label(part, whole) for part in parts]
    middles = [{"x": (row["x"] + row["x2"]) / 2} for row in rows]
    yield Layer("text", middles, texts=labels, things=numbers, settings={"y": top + _HIGH / 2})


def _label(part: Part, whole: Decimal) -> Text:
    """The id and the share, as far as there is room for them."""
    look = "inverse" if part.kind == "primary" else "id"
    room = _share(part.value, whole) * (WIDTH - 2) - 2 * _PAD
    lines = (part.id or part.title, percent(part.value))
    return Text(tuple(Line(line, look) for line in lines if width(line, SMALL) * BOLD <= room), "middle")


def _aim(aim: tuple[int, int], whole: Decimal, top: float) -> Layer:
    low, high = (_share(Decimal(end), whole) for end in aim)
    foot = top + _HIGH + _OVER
    return Layer("rect", [{"x": low, "x2": high}], ["aim"], settings={"y": foot, "y2": foot + _AIM})


def _limits(aim: tuple[int, int], whole: Decimal, top: float) -> Iterator[Layer]:
    rows = [{"x": _share(Decimal(end), whole)} for end in aim]
    foot = top + _HIGH + _OVER
    yield Layer("rule", rows, ["limit"] * len(rows), settings={"y": top - _OVER, "y2": foot + _AIM})
    if whole > _ALL:
        place = {"y": top - _OVER, "y2": foot + _AIM}
        yield Layer("rule", [{"x": _share(_ALL, whole)}], ["base"], settings=place)


def _aim_words(aim: tuple[int, int], whole: Decimal, top: float) -> Layer:
    """Under the aim, and beside it where a line at 100% has its word."""
    words = f"{aim[0]}–{aim[1]}% should come with primary use cases"
    texts = [Text((Line(words, "remark"),), "end")]
    rows = [{"x": _share(Decimal(aim[1]), whole)}]
    if whole > _ALL:
        rows.append({"x": _share(_ALL, whole)})
        texts.append(Text((Line("100%", "remark"),), "middle"))
    return Layer("text", rows, texts=texts, settings={"y": top + _HIGH + _OVER + _AIM + 10})


def _share(value: Decimal, whole: Decimal) -> float:
    return float(value / whole)


# ---- words


def _thing(part: Part, whole: Decimal) -> Thing:
    """A part without words is no link: nobody could tell where it leads."""
    name = f"{part.id}: {part.title}" if part.id else part.title
    address = part.address if _label(part, whole).lines else None
    return Thing(part.id, f"{name}\n{_KINDS[part.kind]}, {percent(part.value)} of the revenue", "part", address)


def _described(parts: Sequence[Part], aim: tuple[int, int]) -> str:
    sums = ", ".join(f"{words} {percent(value)}" for _, words, value in _totals(parts))
    each = (f"{part.id or part.title}: {_KINDS[part.kind]}, {percent(part.value)}." for part in parts)
    aimed = f"{aim[0]}–{aim[1]}% should come with primary use cases."
    return " ".join([f"Revenue by use case: {sums}.", aimed, *each])
