"""Decimal figures for other programs."""

from __future__ import annotations

from decimal import Decimal


def number(value: Decimal | None) -> int | float | None:
    """A number as JSON has it: whole ones as such."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else round(float(value), 6)


def cell(value: Decimal | int | None) -> str:
    """A number in a table; nothing where there is none."""
    return "" if value is None else str(number(Decimal(value)))
