"""Documents that are no texts of the language yet: which there are, and where what is made of them belongs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from usecase_dsl.importing.containers import TEXTS, WORD
from usecase_dsl.model.slugs import off_devices
from usecase_dsl.project.files import distinct, files_below, name_of
from usecase_dsl.project.load import ProjectError

ENDINGS = (*TEXTS, *WORD)
# What no file name of Windows may hold; a point or a blank at its end is lost there.
_RESERVED = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True)
class Documents:
    """Documents that were read: the content of each by its name, which is its path from here.

    ``unreadable`` are files that are there and can't be read, each with the reason. ``files`` are all of them.
    """

    contents: Mapping[str, bytes]
    unreadable: tuple[str, ...]
    files: tuple[Path, ...]


def read_documents(paths: Sequence[Path], stdin: bytes | None = None, stdin_name: str = "") -> Documents:
    """The documents that paths stand for: a file, or all files in a folder and below it with an ending that is known.

    ``stdin`` is a document given in place of a file, called ``stdin_name``. Raises ProjectError for a path that isn't
    there, for folders without a document, and for a ``.uc`` file.
    """
    files = distinct(file for path in paths for file in _files(path))
    contents = {name_of(Path(stdin_name)): stdin} if stdin is not None else {}
    unreadable = []
    for file in files.values():
        try:
            contents.setdefault(name_of(file), file.read_bytes())
        except OSError as error:
            unreadable.append(f"{name_of(file)} can't be read: {error.strerror or error}")
    if not contents and not unreadable:
        where = ", ".join(path.as_posix() for path in paths)
        raise ProjectError(f"there is no document in {where}; the endings of documents are {' '.join(ENDINGS)}")
    return Documents(contents, tuple(unreadable), tuple(files.values()))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from files_below(path, ENDINGS)
    elif not path.exists():
        raise ProjectError(f"there is no file or folder {path.as_posix()}")
    elif path.suffix.lower() == ".uc":
        raise ProjectError(f"{path.as_posix()} is already a use-case text")
    else:
        yield path


def targets(names: Iterable[str]) -> dict[str, str]:
    """The ``.uc`` file that each document becomes, by its name: a path below the deepest folder that all stand in.

    Of two that would become the same file, whatever the case of their letters, the one whose ending comes later has
    it in its name: ``a.md`` and ``a.docx`` become ``a.uc`` and ``a-docx.uc``.
    """
    paths = {name: PurePath(os.path.abspath(name)) for name in names}
    above = _common_folder(paths.values())
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(paths, key=lambda name: (paths[name].parent, paths[name].stem, _rank(name), name)):
        folders = paths[name].relative_to(above).parent.parts if above else ()
        for stem in _stems(paths[name]):
            target = "/".join((*map(_safe, folders), f"{_safe(stem)}.uc"))
            if target.casefold() not in taken:
                break
        taken.add(target.casefold())
        found[name] = target
    return found


def _common_folder(paths: Iterable[PurePath]) -> str:
    try:
        return os.path.commonpath([path.parent for path in paths])
    except ValueError:  # Several drives, on Windows.
        return ""


def _rank(name: str) -> int:
    """Where an ending stands among those that are known."""
    ending = PurePath(name).suffix.lower()
    return ENDINGS.index(ending) if ending in ENDINGS else len(ENDINGS)


def _stems(path: PurePath) -> Iterator[str]:
    yield path.stem
    with_ending = f"{path.stem}-{path.suffix.removeprefix('.')}"
    yield with_ending
    number = 2
    while True:
        yield f"{with_ending}-{number}"
        number += 1


def _safe(name: str) -> str:
    """A name that a file may have on every platform."""
    return off_devices(_RESERVED.sub("-", name).rstrip(". ") or "-")
