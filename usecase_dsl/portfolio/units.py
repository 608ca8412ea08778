"""What stands beside amounts, from ``grammar/money.json``: signs and codes of currencies, and what multiplies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from usecase_dsl import resources


@cache
def currencies() -> Mapping[str, str]:
    """The codes of currencies by what stands beside amounts, in small letters. A dollar is that of the United States
    unless it says otherwise; a yen sign and a crown, which are of several countries, stay what they are."""
    marks: dict[str, str] = _table()["currencies"]
    return marks


@cache
def scales() -> Mapping[str, Decimal]:
    """How much letters and words behind a number make of it, in small letters."""
    return {word: Decimal(times) for word, times in _table()["scales"].items()}


@cache
def parts_of_customer(language: str) -> frozenset[str]:
    """What a customer has several of, so that a price for one isn't what the customer pays; with the English words."""
    words = _table()["parts of a customer"]
    return frozenset((*words["en"], *words.get(language, ())))


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(resources.read_text("grammar/money.json"))
    return table
