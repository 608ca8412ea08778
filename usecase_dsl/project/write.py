"""Writing: each file whole or not at all, nothing outside the folder, nothing over what a person wrote."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath

from usecase_dsl.render.artifact import Artifact

# Lists what was written into a folder, so that the next run knows which files there are its own.
MANIFEST = ".usecase-files"
_MOST_NAMED = 5


class OutputError(Exception):
    """Something that can't be written, or must not be; the message says why and what to do."""


def write_file(path: Path, content: bytes, never: Iterable[Path] = ()) -> None:
    """Write a file whole, or leave what is there as it was. A link is followed, a device or a pipe written into.

    Raises OutputError, also for a path that leads to a file in ``never``, whatever it is called there.
    """
    if any(_same(path, each) for each in never):
        raise OutputError(f"{path.as_posix()} is a text that this is made from; choose another file with -o")
    with _room_for(path):
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(Path(os.path.realpath(path)), content)


def write_files(folder: Path, artifacts: Iterable[Artifact]) -> None:
    """Write files into a folder, over those that are there. Raises OutputError, also for one that leads out of it."""
    for artifact in artifacts:
        target = _inside(folder, artifact.path)
        if target.is_symlink():
            raise OutputError(f"{target.as_posix()} is a link; it was left as it is")
        _write(target, artifact.content)


def expect_files(folder: Path, artifacts: Iterable[Artifact]) -> None:
    """What keeps ``write_files`` from writing, as far as one can tell without writing. Raises OutputError."""
    for artifact in artifacts:
        target = _inside(folder, artifact.path)
        if target.is_symlink():
            raise OutputError(f"{target.as_posix()} is a link; it was left as it is")
        _expect_folder_above(target)
        if target.is_dir():
            raise OutputError(f"{target.as_posix()} can't be written: it is a folder")
        above = next(each for each in target.parents if each.exists())
        if not os.access(above, os.W_OK):
            raise OutputError(f"{target.as_posix()} can't be written: {above.as_posix()} is read-only")


def write_new_files(
    folder: Path, artifacts: Iterable[Artifact], force: bool = False, never: Sequence[Path] = ()
) -> None:
    """Write files into a folder, all or none: nothing is written if one of them would replace what is there.

    ``force`` lets a file be replaced, though never one in ``never``, whatever it is called there. A file that holds
    the same already is no reason to refuse. Raises OutputError.
    """
    made = [*artifacts]
    expect_room_for(folder, made, force, never)
    write_files(folder, made)


def expect_room_for(
    folder: Path, artifacts: Iterable[Artifact], force: bool = False, never: Sequence[Path] = ()
) -> None:
    """What ``write_new_files`` looks at before it writes. Raises OutputError."""
    targets = {_inside(folder, each.path): each.content for each in artifacts}
    for target in targets:
        _expect_folder_above(target)
        if target.is_symlink():
            raise OutputError(f"{target.as_posix()} is a link; it was left as it is, and nothing was written")
        if any(_same(target, each) for each in never):
            raise OutputError(
                f"{target.as_posix()} is a document that this is made from; choose another folder with -o"
            )
    others = [target for target, content in targets.items() if _holds_other(target, content)]
    kept = [target for target in others if not force or not target.is_file()]
    if kept:
        raise OutputError(_kept(kept))


def _kept(targets: Sequence[Path]) -> str:
    names = [target.as_posix() for target in targets]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    what = "holds" if len(names) == 1 else "hold"
    first = f"{', '.join(names[:_MOST_NAMED])}{more} {what} something else already, and nothing was written"
    return f"{first}; choose another folder with -o, or replace files with --force"


def write_folder(folder: Path, artifacts: Iterable[Artifact]) -> list[str]:
    """Write files into a folder and take away what an earlier run wrote and this one did not.

    Returns the paths written, in order. Raises OutputError before anything is written if a file that some person put
    there would be overwritten.
    """
    made = {artifact.path: artifact.content for artifact in artifacts}
    before = _manifest(folder)
    targets = {path: _inside(folder, path) for path in made}
    for path, target in targets.items():
        _expect_folder_above(target)
        if path not in before and _holds_other(target, made[path]):
            raise OutputError(f"{target.as_posix()} was not made by usecase; choose another folder with -o")
    # Until all is done the list has the old files too: a run that was cut short can be done again.
    _list(folder, before | made.keys())
    for path, target in targets.items():
        _write(target, made[path])
    for path in sorted(before - made.keys()):
        _take_away(folder, path)
    _list(folder, made)
    return list(made)


def read_folder(folder: Path, *endings: str) -> dict[str, bytes]:
    """The files in a folder whose names end in one of these, by path relative to it.

    Raises OutputError for one that can't be read: what can't be seen must not be overwritten.
    """
    found: dict[str, bytes] = {}
    for file in sorted({file for ending in endings for file in folder.rglob(f"*{ending}")}):
        if file.is_file():
            with world(file, "read"):
                found[file.relative_to(folder).as_posix()] = file.read_bytes()
    return found


@contextmanager
def world(path: Path, done: str) -> Iterator[None]:
    """What the platform refuses becomes an OutputError."""
    try:
        yield
    except (OSError, UnicodeEncodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "the file system's encoding has no such letters"
        raise OutputError(f"{path.as_posix()} can't be {done}: {reason or error}") from error


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _inside(folder: Path, path: str) -> Path:
    """A file in a folder. Raises OutputError for one that leads out of it, if by a link that stands above it."""
    target = folder / path
    above = Path(os.path.realpath(target.parent))
    if PurePath(path).name in ("", "..") or not above.is_relative_to(os.path.realpath(folder)):
        raise OutputError(f"{path} leads out of {folder.as_posix()}")
    return target


def _expect_folder_above(target: Path) -> None:
    above = next((each for each in target.parents if os.path.lexists(each)), target.parent)
    if not above.is_dir():
        raise OutputError(f"{above.as_posix()} is no folder; choose another")


def _holds_other(target: Path, content: bytes) -> bool:
    """Whether something else is there than this content."""
    with world(target, "written"):
        return os.path.lexists(target) and (not target.is_file() or target.read_bytes() != content)


def _manifest(folder: Path) -> set[str]:
    try:
        return set((folder / MANIFEST).read_text(encoding="utf-8").split("\n")) - {""}
    except (OSError, UnicodeDecodeError):
        return set()


def _list(folder: Path, paths: Iterable[str]) -> None:
    _write(_inside(folder, MANIFEST), "".join(f"{path}\n" for path in sorted(paths)).encode())


def _take_away(folder: Path, path: str) -> None:
    """Remove a file that an earlier run wrote; whatever else the list names is none of ours."""
    try:
        target = _inside(folder, path)
    except OutputError:
        return
    if target.is_file() or target.is_symlink():
        with world(target, "taken away"):
            target.unlink()


def _write(path: Path, content: bytes) -> None:
    with _room_for(path):
        _replace(path, content)


@contextmanager
def _room_for(path: Path) -> Iterator[None]:
    """Makes the folder that a file is written into."""
    with world(path, "written"):
        _expect_folder_above(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        yield


def _replace(path: Path, content: bytes) -> None:
    """Through a new file beside it: whoever reads the path sees the old content or the new one."""
    if path.is_file() and path.read_bytes() == content:
        return
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
