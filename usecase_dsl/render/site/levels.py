"""Cockburn's signs for the levels of goals."""

from __future__ import annotations

# From the highest level to the lowest.
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


def level_rank(level: str) -> tuple[int, str]:
    """What sorts levels from the highest to the lowest; those without a sign come last."""
    levels = list(_ICONS)
    return (levels.index(level), level) if level in levels else (len(levels), level)
