"""The words of accounts, from ``grammar/accounts.json``: how columns and outcomes are called."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from usecase_dsl import resources
from usecase_dsl.syntax.names import key


def column_names(role: str) -> tuple[str, ...]:
    """How a column is called, the name that is preferred first."""
    names: list[str] = _table()["columns"][role]
    return tuple(key(each) for each in names)


@cache
def meanings(of: str) -> Mapping[str, str]:
    """What words mean, in ``outcomes`` or ``churned``, by their key."""
    groups: dict[str, list[str]] = _table()[of]
    return {key(word): meaning for meaning, words in groups.items() for word in words}


@cache
def nothings() -> frozenset[str]:
    """What people write into a cell for nothing."""
    return frozenset(map(key, _table()["nothing"]))


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(resources.read_text("grammar/accounts.json"))
    return table
