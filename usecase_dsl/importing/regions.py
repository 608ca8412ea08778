"""The lines of a document that belong to one use case."""

from __future__ import annotations

from dataclasses import dataclass

from usecase_dsl.importing.lines import Line

# The rank of a line that begins a use case and is no heading.
BELOW_HEADINGS = 50


@dataclass(frozen=True, slots=True)
class Region:
    """A use case as it stands in a document: its id and title where a line gives them, the place, and its lines."""

    id: str
    title: str
    number: int
    rank: int
    lines: tuple[Line, ...]
    implied: bool = False
