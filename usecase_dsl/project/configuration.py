"""The configuration of a project: ``usecase.toml``, or ``[tool.usecase]`` in ``pyproject.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from usecase_dsl.settings import Settings

_KINDS: dict[str, tuple[type, str]] = {
    "name": (str, "a text"),
    "strict": (bool, "true or false"),
    "statuses": (list, "a list of texts"),
    "fields": (list, "a list of texts"),
    "select": (list, "a list of texts"),
    "ignore": (list, "a list of texts"),
}


class ConfigurationError(Exception):
    """A configuration that can't be used; the message says where, what and how to put it right."""


def find(start: Path) -> Path | None:
    """The configuration file that is nearest above a file or folder, or in it."""
    folder = start.absolute() if start.is_dir() else start.absolute().parent
    for each in (folder, *folder.parents):
        if (each / "usecase.toml").is_file():
            return each / "usecase.toml"
        if (each / "pyproject.toml").is_file() and _tool_table(each / "pyproject.toml") is not None:
            return each / "pyproject.toml"
    return None


def read(path: Path) -> Settings:
    """The settings in a configuration file. Raises ConfigurationError for one that can't be used."""
    from usecase_dsl.syntax.names import near

    table = _toml(path) if path.name == "usecase.toml" else _tool_table(path) or {}
    known = [field.name for field in fields(Settings)]
    for key, value in table.items():
        if key not in known:
            meant = near(key, known)
            hint = f"did you mean ‘{meant}’?" if meant else f"there are {', '.join(known)}"
            raise ConfigurationError(f"{path.name}: no setting is called ‘{key}’; {hint}")
        _expect(path, key, value)
    values: dict[str, Any] = {key: tuple(each) if isinstance(each, list) else each for key, each in table.items()}
    values |= {key: codes(values[key]) for key in ("select", "ignore") if key in values}
    if unknown := unknown_code([*values.get("select", ()), *values.get("ignore", ())]):
        raise ConfigurationError(f"{path.name}: {unknown}")
    return Settings(**values)


def codes(written: Iterable[str]) -> tuple[str, ...]:
    """Codes and families of rules as they are compared."""
    return tuple(code.strip().upper() for code in written if code.strip())


def unknown_code(written: Iterable[str]) -> str | None:
    """What is wrong with codes, the first that begins no rule's."""
    from usecase_dsl.checks import ALL_RULES

    for code in written:
        if code != "ALL" and not any(rule.code.startswith(code) for rule in ALL_RULES):
            return f"no rule or family of rules is called ‘{code}’; ‘usecase rule’ lists them"
    return None


def _expect(path: Path, key: str, value: Any) -> None:
    kind, words = _KINDS[key]
    parts = value if isinstance(value, list) else []
    if not isinstance(value, kind) or not all(isinstance(each, str) for each in parts):
        raise ConfigurationError(f"{path.name}: ‘{key}’ has to be {words}")


def _tool_table(path: Path) -> Mapping[str, Any] | None:
    """``[tool.usecase]``; a pyproject.toml that can't be read is another tool's business."""
    try:
        table = _toml(path).get("tool", {}).get("usecase")
    except (ConfigurationError, AttributeError):
        return None
    return table if isinstance(table, dict) else None


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigurationError(f"{path.name} can't be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:  # Not UTF-8, not TOML, or numbers and tables beyond all measure.
        raise ConfigurationError(f"{path.name} is not TOML: {error}") from error
