"""The configuration of a project: ``usecase.toml``, or ``[tool.usecase]`` in ``pyproject.toml``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from usecase_dsl.diagnostic import Severity
from usecase_dsl.settings import Limits, Settings

# No limit of anybody's is higher.
_MOST = 1_000_000


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
    table = _toml(path) if path.name == "usecase.toml" else _tool_table(path) or {}
    try:
        values = {_named(key, _READERS): _READERS[_named(key, _READERS)](key, value) for key, value in table.items()}
    except _Unfit as unfit:
        raise ConfigurationError(f"{path.name}: {unfit}") from unfit
    settings = Settings(**{key.replace("-", "_"): value for key, value in values.items()})
    if unknown := _unknown_field(settings):
        raise ConfigurationError(f"{path.name}: {unknown}")
    return settings


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


def unknown_profile(name: str) -> str | None:
    """What is wrong with the name of a profile."""
    from usecase_dsl.checks.profiles import PROFILES

    return None if name in PROFILES else f"no profile is called ‘{name}’; {_meant(name, PROFILES)}"


def _unknown_field(settings: Settings) -> str | None:
    """What is wrong with the fields that are required, the first that a use case can't have."""
    if not settings.required:
        return None
    from usecase_dsl.syntax.vocabulary import fields_of

    known = (*fields_of("use case"), *settings.fields, "main success scenario", "extensions")
    unknown = next((name for name in settings.required if name not in known), None)
    return f"‘required’ names ‘{unknown}’, which is no field; {_meant(unknown, known)}" if unknown else None


# ---- values of settings


class _Unfit(Exception):
    """A key or a value that no setting has; the message says which."""


def _named(key: str, known: Iterable[str]) -> str:
    """The setting that a key is; ``_`` is as good as ``-``."""
    name = key.replace("_", "-")
    if name not in known:
        raise _Unfit(f"no setting is called ‘{key}’; {_meant(name, known)}")
    return name


def _meant(name: str, known: Iterable[str]) -> str:
    from usecase_dsl.syntax.names import near

    meant = near(name, known)
    return f"did you mean ‘{meant}’?" if meant else f"there are {', '.join(known)}"


def _text(key: str, value: Any) -> str:
    return str(_of_type(str, key, value, "a text"))


def _switch(key: str, value: Any) -> bool:
    return bool(_of_type(bool, key, value, "true or false"))


def _texts(key: str, value: Any) -> tuple[str, ...]:
    _expect(isinstance(value, list) and all(isinstance(each, str) for each in value), key, "a list of texts")
    return tuple(value)


def _codes(key: str, value: Any) -> tuple[str, ...]:
    found = codes(_texts(key, value))
    if unknown := unknown_code(found):
        raise _Unfit(unknown)
    return found


def _profile(key: str, value: Any) -> str:
    name = _text(key, value)
    if unknown := unknown_profile(name):
        raise _Unfit(unknown)
    return name


def _by_pattern(key: str, value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = _of_type(dict, key, value, "a table of codes by pattern")
    return tuple((pattern, _codes(f"{key}.{pattern}", each)) for pattern, each in table.items())


def _severities(key: str, value: Any) -> tuple[tuple[str, str], ...]:
    table = _of_type(dict, key, value, "a table of severities by code")
    weights = [each.value for each in Severity]
    for code, weight in table.items():
        _expect(weight in weights, f"{key}.{code}", f"one of {', '.join(weights)}")
    from usecase_dsl.checks import ALL_RULES

    weighed = zip(_codes(key, list(table)), table.values(), strict=True)
    by_code = {rule.code: weight for code, weight in weighed for rule in ALL_RULES if rule.code.startswith(code)}
    return tuple(by_code.items())


def _limits(key: str, value: Any) -> Limits:
    table = _of_type(dict, key, value, "a table of numbers")
    known = [field.name.replace("_", "-") for field in fields(Limits)]
    for name, number in table.items():
        fits = isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= _MOST
        _expect(fits, f"{key}.{name}", f"a whole number from 0 to {_MOST:,}")
    return Limits(**{_named(name, known).replace("-", "_"): number for name, number in table.items()})


def _words(key: str, value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    from usecase_dsl.checks.language.lexicon import list_names

    table = _of_type(dict, key, value, "a table of lists of words")
    return tuple((_named(name, list_names()), _texts(f"{key}.{name}", each)) for name, each in table.items())


def _of_type(kind: type, key: str, value: Any, words: str) -> Any:
    _expect(isinstance(value, kind), key, words)
    return value


def _expect(holds: bool, key: str, words: str) -> None:
    if not holds:
        raise _Unfit(f"‘{key}’ has to be {words}")


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "name": _text,
    "profile": _profile,
    "strict": _switch,
    "statuses": _texts,
    "fields": _texts,
    "required": _texts,
    "select": _codes,
    "extend-select": _codes,
    "ignore": _codes,
    "per-file-ignores": _by_pattern,
    "severity": _severities,
    "limits": _limits,
    "words": _words,
}

# ---- files


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
