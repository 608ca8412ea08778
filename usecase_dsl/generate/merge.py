"""Changes to a file that people work on: generated tests come and are replaced, every other byte stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from usecase_dsl.generate.python_file import FoundTest, PythonFile


def merged(file: PythonFile, replaced: Mapping[FoundTest, str], added: Iterable[str]) -> bytes:
    """The file with tests (untouched ones, their marks included) replaced, and others added at its end.

    ``pytest`` is imported if something is added and it isn't yet. New lines end as the file's first one does.
    """
    newline = "\r\n" if file.lines and file.lines[0].endswith("\r\n") else "\n"
    lines = list(file.lines)
    for test in sorted(replaced, key=lambda test: test.start, reverse=True):
        lines[test.start - 1 : test.last] = _lines(replaced[test], newline)
    appended = list(added)
    for block in appended:
        _append(lines, block, newline)
    if appended and not file.has_pytest:
        lines[file.import_after : file.import_after] = _import(lines[: file.import_after], newline)
    return ("\ufeff" * file.bom + "".join(lines)).encode("utf-8")


def _lines(block: str, newline: str) -> list[str]:
    return [line + newline for line in block.split("\n")]


def _append(lines: list[str], block: str, newline: str) -> None:
    """Two blank lines and the block, whatever the file ends in."""
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    blank = 0
    while blank < len(lines) and not lines[-1 - blank].strip():
        blank += 1
    lines += [newline] * (2 - blank) + _lines(block, newline)


def _import(before: Sequence[str], newline: str) -> list[str]:
    return [*([newline] if before else []), f"import pytest{newline}"]
