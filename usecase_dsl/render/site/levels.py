"""Cockburn's signs for the levels of goals."""

from __future__ import annotations

_ICONS = {
    "very high summary": "cloud",
    "summary": "kite",
    "user goal": "sea",
    "subfunction": "fish",
    "too low": "clam",
}


def level_icon(level: str) -> str:
    """The sign of a goal level; ``""`` for a level that has none."""
    return _ICONS.get(level, "")
