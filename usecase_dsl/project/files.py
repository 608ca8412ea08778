"""Which files a project consists of, and what they go by."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from usecase_dsl.settings import Settings

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Where tools put what they make, whether or not git is told to ignore it.
_BUILD_FOLDERS = frozenset({"__pycache__", "_build", "build", "dist", "node_modules", "out", "site", "target", "venv"})


def use_case_files(root: Path) -> Iterator[Path]:
    """The ``.uc`` files under a folder, as ``files_below`` finds them."""
    return files_below(root, (".uc",))


def files_below(root: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    """The files under a folder whose names end in one of some ways (in small letters, with the point), in order;
    folders for builds, hidden ones and what git ignores are left out.

    A folder that can't be listed comes as if it were a file: reading it says why.
    """
    ignored = _Ignored(root)
    unlisted: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=unlisted.append):
        here = Path(folder)
        ignored.enter(here)
        folders[:] = sorted(name for name in folders if _wanted(name) and not ignored.holds(here / name, folder=True))
        for name in sorted(files):
            if name.lower().endswith(endings) and not ignored.holds(here / name) and not _is_endless(here / name):
                yield here / name
    yield from (Path(error.filename) for error in unlisted)


def distinct(files: Iterable[Path]) -> dict[str, Path]:
    """Files by their real paths; of one that comes by several names, the first."""
    found: dict[str, Path] = {}
    for file in files:
        found.setdefault(os.path.realpath(file), file)
    return found


def ignored_by_file(settings: Settings, root: Path, files: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """The codes that ``per-file-ignores`` has for files, by what these go by; its patterns are git's, from the root."""
    if not settings.per_file_ignores:
        return {}
    from pathspec import GitIgnoreSpec

    patterns = [(GitIgnoreSpec.from_lines([pattern]), codes) for pattern, codes in settings.per_file_ignores]
    found: dict[str, tuple[str, ...]] = {}
    for file in files:
        relative = Path(os.path.relpath(file, root)).as_posix()
        found[name_of(file)] = tuple(code for spec, codes in patterns if spec.match_file(relative) for code in codes)
    return found


def name_of(file: Path) -> str:
    """What a file goes by: its path from here, with ``/`` on every platform, in letters whatever its bytes are."""
    name = file.name if file.name not in ("", "..") else ""
    folder = _from_here(os.getcwd(), os.fspath(file.parent if name else file))
    name = f"{folder}/{name}" if folder != "." and name else name or folder
    return name if name.isascii() else os.fsencode(name).decode("utf-8", errors="backslashreplace")


@lru_cache(maxsize=1024)
def _from_here(here: str, folder: str) -> str:
    try:
        return Path(os.path.relpath(folder, here)).as_posix()
    except ValueError:  # Another drive, on Windows.
        return Path(folder).as_posix()


def _is_endless(file: Path) -> bool:
    """Whether it is a pipe or a device, whose reading may never end; a link that leads nowhere is none."""
    try:
        kind = os.stat(file).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(kind)


def _wanted(folder: str) -> bool:
    return folder not in _BUILD_FOLDERS and not folder.startswith(".")


class _Ignored:
    """What the ``.gitignore`` files say, from the repository's top down to the folder at hand."""

    def __init__(self, root: Path) -> None:
        self.specs: dict[Path, GitIgnoreSpec] = {}
        absolute = root.absolute()
        above = [absolute, *absolute.parents]
        top = next((index for index, each in enumerate(above) if (each / ".git").exists()), 0)
        for folder in reversed(above[: top + 1]):
            self.enter(folder)

    def enter(self, folder: Path) -> None:
        file = folder.absolute() / ".gitignore"
        if folder.absolute() in self.specs or not file.is_file():
            return
        from pathspec import GitIgnoreSpec

        try:
            lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        except OSError:
            return
        self.specs[folder.absolute()] = GitIgnoreSpec.from_lines(lines)

    def holds(self, path: Path, folder: bool = False) -> bool:
        """Whether git ignores a path: the nearest file that speaks of it decides."""
        if not self.specs:
            return False
        absolute = path.absolute()
        for base in absolute.parents:
            if base in self.specs:
                relative = absolute.relative_to(base).as_posix()
                said = self.specs[base].check_file(f"{relative}/" if folder else relative).include
                if said is not None:
                    return said
        return False
