"""Writing: each file whole or not at all, nothing outside the folder, nothing over what a person wrote."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from usecase_dsl.render.artifact import Artifact

# Lists what was written into a folder, so that the next run knows which files there are its own.
MANIFEST = ".usecase-files"


class OutputError(Exception):
    """Something that can't be written, or must not be; the message says why and what to do."""


def write_file(path: Path, content: bytes, never: Iterable[str] = ()) -> None:
    """Write a file whole, or leave what is there as it was. Raises OutputError, also for a path in ``never``."""
    if any(path.absolute() == Path(each).absolute() for each in never):
        raise OutputError(f"{path.as_posix()} is a text that this is made from; choose another file with -o")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        raise OutputError(f"{path.as_posix()} can't be written: {error.strerror or error}") from error


def write_folder(folder: Path, artifacts: Iterable[Artifact]) -> list[str]:
    """Write files into a folder and take away what an earlier run wrote and this one did not.

    Returns the paths written, in order. Raises OutputError before anything is written if a file that some person put
    there would be overwritten.
    """
    made = {artifact.path: artifact.content for artifact in artifacts}
    before = _manifest(folder)
    for path in made:
        target = _inside(folder, path)
        if path not in before and target.exists() and target.read_bytes() != made[path]:
            raise OutputError(f"{target.as_posix()} was not made by usecase; choose another folder with -o")
    for path, content in made.items():
        write_file(_inside(folder, path), content)
    for path in sorted(before - made.keys()):
        _inside(folder, path).unlink(missing_ok=True)
    write_file(folder / MANIFEST, "".join(f"{path}\n" for path in sorted(made)).encode())
    return list(made)


def read_folder(folder: Path, suffix: str) -> dict[str, bytes]:
    """The files in a folder whose names end so, by path relative to it.

    Raises OutputError for one that can't be read: what can't be seen must not be overwritten.
    """
    found: dict[str, bytes] = {}
    for file in sorted(folder.rglob(f"*{suffix}")) if folder.is_dir() else ():
        try:
            found[file.relative_to(folder).as_posix()] = file.read_bytes()
        except OSError as error:
            raise OutputError(f"{file.as_posix()} can't be read: {error.strerror or error}") from error
    return found


def _inside(folder: Path, path: str) -> Path:
    """A path in a folder, links resolved. Raises OutputError for one that leads out of it."""
    target = (folder / path).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise OutputError(f"{path} leads out of {folder.as_posix()}")
    return target


def _manifest(folder: Path) -> set[str]:
    try:
        return set((folder / MANIFEST).read_text(encoding="utf-8").split("\n")) - {""}
    except (OSError, UnicodeDecodeError):
        return set()


def _replace(path: Path, content: bytes) -> None:
    """Through a new file beside it: whoever reads the path sees the old content or the new one."""
    if path.is_file() and path.read_bytes() == content:
        return
    mode = path.stat().st_mode & 0o777 if path.exists() else None
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, mode if mode is not None else 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
