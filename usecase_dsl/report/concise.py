"""A line for each finding, which editors and other tools can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.report.characters import shown


def lines(found: Iterable[Diagnostic]) -> Iterator[str]:
    """``file:line:column: CODE severity: message``."""
    for each in found:
        yield shown(f"{each.place}: {each.code} {each.severity}: {each.message}")
