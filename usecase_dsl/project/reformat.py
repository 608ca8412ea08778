"""Files read and brought into their usual form; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from usecase_dsl.project.files import distinct, name_of, use_case_files
from usecase_dsl.project.load import ProjectError
from usecase_dsl.project.rewrite import encoded
from usecase_dsl.source import source_from_bytes
from usecase_dsl.syntax.formatting import Formatted, formatted


@dataclass(frozen=True)
class Reformatted:
    """A file before and after formatting. ``path`` is ``None`` for standard input; ``before`` is the text as it was
    read, and ``result`` what came of it."""

    name: str
    path: Path | None
    data: bytes
    before: str
    result: Formatted

    @property
    def content(self) -> bytes:
        """The new bytes, with the byte order mark and the line ends of the old ones; the old ones if it was refused."""
        return self.data if self.result.refused else encoded(self.result.text, self.data)

    @property
    def is_changed(self) -> bool:
        return self.content != self.data


def reformatted(
    paths: Sequence[Path], stdin: bytes | None = None, stdin_name: str = "<stdin>"
) -> tuple[Sequence[Reformatted], Sequence[str]]:
    """The files that paths stand for, formatted, and why some can't be read. ``stdin`` is one more text.

    Raises ProjectError for paths that aren't there, and where there is no file at all.
    """
    files = distinct(file for path in paths for file in _files(path))
    found = [] if stdin is None else [_reformatted(stdin, name_of(Path(stdin_name)), None)]
    unreadable: list[str] = []
    for file in files.values():
        try:
            found.append(_reformatted(file.read_bytes(), name_of(file), file))
        except OSError as error:
            unreadable.append(f"{name_of(file)} can't be read: {error.strerror or error}")
    if not found and not unreadable:
        where = ", ".join(path.as_posix() for path in paths)
        raise ProjectError(f"there is no .uc file in {where}")
    return found, unreadable


def _reformatted(data: bytes, name: str, path: Path | None) -> Reformatted:
    source = source_from_bytes(data, name)
    return Reformatted(name, path, data, source.text, formatted(source))


def _files(path: Path) -> Iterator[Path]:
    """The files that a path stands for; a file named is always read."""
    if path.is_dir():
        yield from use_case_files(path)
    elif path.exists():
        yield path
    else:
        raise ProjectError(f"there is no file or folder {path.as_posix()}")
