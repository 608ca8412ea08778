"""Which files a project consists of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Where tools put what they make, whether or not git is told to ignore it.
_BUILD_FOLDERS = frozenset({"__pycache__", "_build", "build", "dist", "node_modules", "out", "site", "target", "venv"})


def use_case_files(root: Path) -> Iterator[Path]:
    """The ``.uc`` files under a folder, in order; folders for builds, hidden ones and what git ignores are left out."""
    ignored = _Ignored(root)
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        ignored.enter(here)
        folders[:] = sorted(name for name in folders if _wanted(name) and not ignored.holds(here / name, folder=True))
        for name in sorted(files):
            if name.lower().endswith(".uc") and not ignored.holds(here / name):
                yield here / name


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
        absolute = path.absolute()
        for base, spec in self.specs.items():
            if absolute.is_relative_to(base):
                relative = absolute.relative_to(base).as_posix()
                if spec.match_file(f"{relative}/" if folder else relative):
                    return True
        return False
