"""Which of several parallel lines lies where, so that none lies on another."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def tracks(spans: Mapping[T, tuple[float, float]], apart: float) -> dict[T, int]:
    """For each of some spans on one line the number of a track in which no other comes nearer than ``apart``."""
    found: dict[T, int] = {}
    ends: list[float] = []
    for each, (low, high) in sorted(spans.items(), key=lambda item: item[1]):
        free = next((index for index, end in enumerate(ends) if end + apart <= low), len(ends))
        ends[free:] = [high, *ends[free + 1 :]]
        found[each] = free
    return found
