"""A baseline: the findings that a project has for now, in a file that is kept with its texts.

With one, a project of many findings can ask of every change that it brings no new ones.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.project.configuration import ConfigurationError
from usecase_dsl.project.files import name_of
from usecase_dsl.project.write import OutputError, write_file
from usecase_dsl.report.fingerprint import known_by, line_of

_VERSION = 1


class Entry(NamedTuple):
    """A finding that a baseline holds: its file, the rule's code, and the line that it is in."""

    file: str
    code: str
    line: str


class Apart(NamedTuple):
    """Findings that a baseline doesn't hold, findings that it holds, and what it holds that is found no more."""

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...]
    gone: tuple[Entry, ...]


def read_baseline(path: Path) -> tuple[Entry, ...]:
    """The entries of a baseline. Raises ConfigurationError for a file that is none, or isn't there.

    A file's name there is as seen from the baseline; it becomes the one that findings have, as seen from here.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigurationError(f"there is no baseline {path.as_posix()}; --write-baseline makes one") from error
    except OSError as error:
        raise ConfigurationError(f"{path.as_posix()} can't be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:  # Not UTF-8, or not JSON.
        raise ConfigurationError(f"{path.as_posix()} is no baseline: {error}") from error
    return tuple(_entries(content, path))


def write_baseline(path: Path, found: Iterable[Diagnostic], files: Collection[str] | None = None) -> None:
    """Write findings into a baseline, whole or not at all. ``files`` are the names of those that were looked at, if
    not all were: what the baseline holds of others stays, as long as they are there.

    Raises OutputError, also for a file that is there and is no baseline.
    """
    before = _entries_before(path)
    kept = [each for each in before if files is not None and each.file not in files and Path(each.file).exists()]
    now = [Entry(each.place.source.name, each.code, line_of(each.place)) for each in found]
    entries = (entry._replace(file=_seen_from(path, entry.file)) for entry in (*kept, *now))
    by_file = groupby(sorted(entries), key=lambda entry: entry.file)
    parts = ",\n".join(_file_text(name, of_file) for name, of_file in by_file)
    between = f"\n{parts}\n  " if parts else ""
    text = f'{{\n  "version": {_VERSION},\n  "files": {{{between}}}\n}}\n'
    # A lone surrogate becomes the escape that JSON has for it.
    write_file(path, text.encode("utf-8", errors="backslashreplace"))


def apart(found: Sequence[Diagnostic], baseline: Iterable[Entry], files: Collection[str] | None = None) -> Apart:
    """Findings, apart by whether a baseline holds them. Of several that look the same, the first are those it holds.

    ``files`` are the names of those that were looked at, if not all were: what is in others isn't gone.
    """
    left = Counter(map(_key, baseline))
    new: list[Diagnostic] = []
    known: list[Diagnostic] = []
    for each in found:
        key = _key(Entry(each.place.source.name, each.code, line_of(each.place)))
        (known if left[key] else new).append(each)
        left[key] -= left[key] > 0
    return Apart(tuple(new), tuple(known), tuple(_gone(baseline, left, files)))


def _gone(baseline: Iterable[Entry], left: Counter[Entry], files: Collection[str] | None) -> Iterator[Entry]:
    for entry in baseline:
        if left[_key(entry)] and (files is None or entry.file in files):
            left[_key(entry)] -= 1
            yield entry


def _key(entry: Entry) -> Entry:
    return entry._replace(line=known_by(entry.line))


# ---- the file


def _entries(content: Any, path: Path) -> Iterator[Entry]:
    match content:
        case {"version": int(version), "files": dict(files)} if version == _VERSION:
            for name, entries in files.items():
                yield from (_entry(_seen_through(path, name), each, path) for each in _list(entries, path))
        case {"version": int(version), "files": dict()}:
            raise ConfigurationError(f"{path.as_posix()} is a baseline of version {version}; this one reads {_VERSION}")
        case _:
            raise ConfigurationError(_no_baseline(path))


def _list(entries: Any, path: Path) -> list[Any]:
    if not isinstance(entries, list):
        raise ConfigurationError(_no_baseline(path))
    return entries


def _entry(name: str, entry: Any, path: Path) -> Entry:
    match entry:
        case {"code": str(code), "line": str(line)}:
            return Entry(name, code, line)
    raise ConfigurationError(_no_baseline(path))


def _no_baseline(path: Path) -> str:
    return f"{path.as_posix()} is no baseline; take it away and make one with --write-baseline"


def _entries_before(path: Path) -> tuple[Entry, ...]:
    """What is there already; if that is no baseline, somebody needs it."""
    if not path.is_file():
        return ()
    try:
        return read_baseline(path)
    except ConfigurationError as error:
        raise OutputError(f"{error}; it was left as it is") from error


def _file_text(name: str, entries: Iterable[Entry]) -> str:
    """A line for each entry, so that a difference between two baselines reads like one between two lists."""
    rows = ",\n".join(f"      {_json({'code': entry.code, 'line': entry.line})}" for entry in entries)
    return f"    {_json(name)}: [\n{rows}\n    ]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _seen_from(baseline: Path, name: str) -> str:
    """A file's name as seen from a baseline's folder, so that it is the same wherever the command is called."""
    try:
        return Path(os.path.relpath(name, baseline.parent)).as_posix()
    except ValueError:  # Another drive, on Windows.
        return name


def _seen_through(baseline: Path, name: str) -> str:
    try:
        return name_of(baseline.parent / name)
    except ValueError as error:  # No file system has such letters.
        raise ConfigurationError(_no_baseline(baseline)) from error
