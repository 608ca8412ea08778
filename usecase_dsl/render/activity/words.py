"""Words that pictures and texts of activities share."""

from __future__ import annotations


def range_words(kind: str, condition: str) -> str:
    """The words for a loop or for optional steps."""
    if kind == "optional":
        return f"optional when {condition}" if condition else "optional"
    return f"repeat {kind} {condition}" if condition else "repeat"
