"""A person's own text written again: changed where it was to be, and else as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from usecase_dsl.project.write import OutputError, world, write_file
from usecase_dsl.source import source_from_bytes

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def rewrite(file: Path, text: str, before: str) -> None:
    """Write a text over the one in a file, whole or not at all, with the byte order mark and the line ends that it has.

    Raises OutputError if the file can't be read, is read-only, or doesn't hold the text ``before`` any more.
    """
    with world(file, "read"):
        data = file.read_bytes()
    if not os.access(file, os.W_OK):
        raise OutputError(f"{file.as_posix()} can't be written: it is read-only")
    if source_from_bytes(data, file.name).text != before:
        raise OutputError(f"{file.as_posix()} has changed meanwhile and was left as it is; try again")
    write_file(file, encoded(text, data))


def encoded(text: str, before: bytes) -> bytes:
    """The bytes of a text that stands for other bytes: UTF-8, with their byte order mark, and their line ends if most
    are those of Windows."""
    windows = before.count(b"\r\n") * 2 > before.count(b"\n")
    mark = _BYTE_ORDER_MARK if before.startswith(_BYTE_ORDER_MARK) else b""
    return mark + (text.replace("\n", "\r\n") if windows else text).encode()


def differences(name: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff from one text to another, both under a name."""
    one, other = (text.removesuffix("\n").split("\n") for text in (before, after))
    return iter(unified_diff(one, other, f"a/{name}", f"b/{name}", lineterm=""))
