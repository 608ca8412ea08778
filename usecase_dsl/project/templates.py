"""A user's templates: the files of a folder that stand in place of those that come along."""

from __future__ import annotations

from pathlib import Path

from usecase_dsl import resources
from usecase_dsl.project.write import OutputError, world
from usecase_dsl.syntax.names import near


def read_templates(folder: Path, kind: str) -> dict[str, str]:
    """The templates in the subfolder of a kind, such as ``pytest``, by their names; ``{}`` where there is none.

    A name is a path from that subfolder, such as ``style/custom.css``. Raises OutputError for one that can't be read,
    and for one that would replace nothing.
    """
    there = folder / kind
    known = _names(resources.directory(f"templates/{kind}"))
    found: dict[str, str] = {}
    for name in _names(there) if there.is_dir() else ():
        if name not in known:
            meant = near(name, known)
            hint = f"did you mean {meant}?" if meant else f"there are {', '.join(known)}"
            raise OutputError(f"{(there / name).as_posix()} would replace no template; {hint}")
        found[name] = _read(there / name)
    return found


def _names(folder: Path) -> list[str]:
    """The files in a folder and below, as paths from it; hidden ones aren't meant."""
    files = (file.relative_to(folder) for file in sorted(folder.rglob("*")) if file.is_file())
    return [file.as_posix() for file in files if not any(part.startswith(".") for part in file.parts)]


def _read(file: Path) -> str:
    with world(file, "read"):
        try:
            return file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise OutputError(f"{file.as_posix()} can't be read: it is not UTF-8") from error
