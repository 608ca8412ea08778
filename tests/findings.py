"""What tests of reports make findings with."""

from __future__ import annotations

from typing import Any

from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.source import Place, Span, source_from_text


def finding(text: str, place: str, file: str = "shop.uc", **more: Any) -> Diagnostic:
    """A finding whose place is where a text first holds ``place``."""
    source = source_from_text(text, file)
    start = source.text.index(place)
    values: dict[str, Any] = {
        "code": "SYN008", "name": "unknown-field", "severity": Severity.ERROR, "message": "no such field",
        "place": Place(source, Span(start, start + len(place))),
    }  # fmt: skip
    return Diagnostic(**{**values, **more})


def in_line(text: str, line: int, code: str = "FLW121", file: str = "shop.uc") -> Diagnostic:
    """A finding that has all of a line."""
    source = source_from_text(text, file)
    start = source.line_starts[line - 1]
    place = Place(source, Span(start, start + len(source.line(line))))
    return Diagnostic(code, "a-rule", Severity.WARNING, "it is so", place)
