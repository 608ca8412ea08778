"""A user's templates: the files of a folder that stand in place of those that come along."""

from __future__ import annotations

from pathlib import Path

from usecase_dsl import resources
from usecase_dsl.project.write import OutputError, world


def read_templates(folder: Path, kind: str) -> dict[str, str]:
    """The templates in the subfolder of a kind, such as ``pytest``, by their names; ``{}`` where there is none.

    Raises OutputError for one that can't be read, and for one that would replace nothing.
    """
    found: dict[str, str] = {}
    there = folder / kind
    known = {path.name for path in resources.directory(f"templates/{kind}").iterdir()}
    for file in sorted(there.iterdir()) if there.is_dir() else ():
        if not file.is_file() or file.name.startswith("."):
            continue
        if file.name not in known:
            names = ", ".join(sorted(known))
            raise OutputError(f"{file.as_posix()} would replace no template; there are {names}")
        with world(file, "read"):
            try:
                found[file.name] = file.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                raise OutputError(f"{file.as_posix()} can't be read: it is not UTF-8") from error
    return found
