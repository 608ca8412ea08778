"""Workflow commands of GitHub Actions: each finding becomes a remark beside its line in a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.report.characters import shown
from usecase_dsl.source import Place

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def lines(found: Iterable[Diagnostic]) -> Iterator[str]:
    """``::error file=…,line=…::message``, a line for each finding; its hint is the message's second line."""
    for each in found:
        said = {**_where(each.place), "title": f"{each.code} {each.name}"}
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in said.items())
        message = "\n".join(shown(part) for part in (each.message, each.hint and f"hint: {each.hint}") if part)
        yield f"::{_COMMANDS[each.severity]} {properties}::{_data(message)}"


def _where(place: Place) -> dict[str, str | int]:
    """Columns are understood within one line alone; where a line's end belongs to a place, the next line doesn't."""
    start, end = place.start, place.end
    last = end.line - 1 if end.column == 1 and end.line > start.line else end.line
    where: dict[str, str | int] = {"file": place.source.name, "line": start.line, "endLine": last}
    return where | ({"col": start.column, "endColumn": end.column} if end.line == start.line else {})


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(shown(text)).replace(":", "%3A").replace(",", "%2C")
