"""Standard input, output and error: the same bytes everywhere, and no complaint where nobody reads."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

import click


def prepare() -> None:
    """The same bytes on every platform, whatever its code page and line ends; a stream that is closed takes all."""
    sys.stdout = _prepared(sys.stdout)
    sys.stderr = _prepared(sys.stderr)


def _prepared(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


def read() -> bytes:
    """What stands on standard input."""
    return sys.stdin.buffer.read() if sys.stdin else b""


def say(lines: Iterable[str]) -> None:
    """Lines on standard output. A reader who has had enough of them changes nothing else, nor the exit code."""
    text = "".join(f"{line}\n" for line in lines)
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        hang_up()


def put(content: bytes) -> None:
    """Bytes on standard output."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        hang_up()


def hang_up() -> None:
    """Send what is still to come nowhere: Python would complain of the closed pipe once more at its own end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
