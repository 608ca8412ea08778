"""An object a line, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.source import Place


def lines(found: Iterable[Diagnostic]) -> Iterator[str]:
    """JSON in ASCII, so that no console and no pipe can spoil it."""
    for each in found:
        yield json.dumps(_object(each))


def _object(each: Diagnostic) -> dict[str, Any]:
    return {
        "code": each.code,
        "name": each.name,
        "severity": each.severity.value,
        "message": each.message,
        "hint": each.hint,
        **_where(each.place),
        "related": [{"message": related.message, **_where(related.place)} for related in each.related],
        "fixable": each.fix is not None,
    }


def _where(place: Place) -> dict[str, Any]:
    start, end = place.start, place.end
    return {
        "file": place.source.name,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }
