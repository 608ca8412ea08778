"""Where the marks of a chart stand, worked out by Vega-Lite.

Vega is given figures alone: which row of the data a mark is of is a number, and names are written by us where Vega
put the mark. So no text of a user is ever part of a specification, and no font of the machine is asked how wide a
text is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from usecase_dsl.render.charts.layers import Layer, Scale

_NO_ROW = -1


class Mark(NamedTuple):
    """A mark in its place. ``layer`` is the number of its layer, ``row`` that of its figures.

    ``x`` and ``y`` are the top left corner of a rectangle, the begin of a rule, the middle of a point, the place of a
    text; ``wide`` and ``high`` lead from there to the other corner or end. ``size`` is the area of a point.
    """

    layer: int
    kind: str
    row: int
    x: float
    y: float
    wide: float = 0.0
    high: float = 0.0
    size: float = 0.0


def scene(width: float, height: float, layers: Sequence[Layer], scales: Mapping[str, Scale]) -> list[Mark]:
    """All marks of these layers, in pixels from the top left, in the order in which they are drawn."""
    specification = {
        "width": width,
        "height": height,
        "padding": 0,
        "autosize": "none",
        "layer": [_layer(index, each, scales) for index, each in enumerate(layers) if each.rows],
    }
    if not specification["layer"]:
        return []
    return list(_marks(_scenegraph(json.dumps(specification, sort_keys=True)), 0.0, 0.0))


def _layer(index: int, of: Layer, scales: Mapping[str, Scale]) -> dict[str, Any]:
    values = [{**row, "row": str(number)} for number, row in enumerate(of.rows)]
    encoding = {channel: _channel(channel, scales) for channel in of.rows[0]}
    encoding["description"] = {"field": "row", "type": "nominal"}
    mark = {"type": of.mark, **of.settings}
    return {"name": f"layer{index}", "data": {"values": values}, "mark": mark, "encoding": encoding}


def _channel(name: str, scales: Mapping[str, Scale]) -> dict[str, Any]:
    if name in ("x2", "y2"):
        return {"field": name}
    if name not in scales:
        return {"field": name, "type": "quantitative", "scale": None, "legend": None}
    kind = "ordinal" if scales[name].get("type") == "band" else "quantitative"
    axis = {} if name == "yOffset" else {"axis": None}
    return {"field": name, "type": kind, "scale": scales[name], **axis}


def _marks(marks: Mapping[str, Any], left: float, top: float) -> Iterator[Mark]:
    """The marks in what Vega calls a mark: a list of items of one type, of which groups hold further lists."""
    for item in marks.get("items", ()):
        x, y = left + item.get("x", 0.0), top + item.get("y", 0.0)
        if marks["marktype"] == "group":
            for inner in item.get("items", ()):
                yield from _marks(inner, x, y)
        else:
            wide = item["x2"] - item.get("x", 0.0) if "x2" in item else item.get("width", 0.0)
            high = item["y2"] - item.get("y", 0.0) if "y2" in item else item.get("height", 0.0)
            layer, row = (
                int(marks["name"].removeprefix("layer").removesuffix("_marks")),
                int(item.get("description", _NO_ROW)),
            )
            yield Mark(layer, marks["marktype"], row, x, y, wide, high, item.get("size", 0.0))


@lru_cache(maxsize=256)
def _scenegraph(specification: str) -> Any:
    """What Vega-Lite makes of a specification; many have it, and nobody changes it."""
    import vl_convert

    return vl_convert.vegalite_to_scenegraph(specification)["scenegraph"]
