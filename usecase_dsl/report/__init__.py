"""How findings are written: one module a format, each a pure function from diagnostics to lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.report import concise, full, json_lines
from usecase_dsl.report.summary import summary

__all__ = ["concise", "full", "json_lines", "lines", "summary"]


def lines(found: Iterable[Diagnostic], form: str, colour: bool = False) -> Iterator[str]:
    """The lines that say what was found, in the form ``full``, ``concise`` or ``json``; only ``full`` has colours."""
    if form == "full":
        return full.lines(found, colour)
    return json_lines.lines(found) if form == "json" else concise.lines(found)
