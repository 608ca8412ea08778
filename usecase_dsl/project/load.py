"""From paths to a linked model with its findings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.project import configuration
from usecase_dsl.project.files import distinct, name_of, use_case_files
from usecase_dsl.settings import DEFAULTS, Settings
from usecase_dsl.source import Source, source_from_bytes

if TYPE_CHECKING:
    from usecase_dsl.model.tables import Model, UseCase


class ProjectError(Exception):
    """Paths that make no project; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class Project:
    """A project that was read: its model, and what was found in it.

    ``asked`` are the names of the sources that were asked for and could be read. ``unreadable`` are files that are
    there and can't be read, each with the reason. ``files`` are all of them.
    """

    settings: Settings
    model: Model
    diagnostics: tuple[Diagnostic, ...]
    asked: frozenset[str]
    unreadable: tuple[str, ...]
    files: tuple[Path, ...]

    @property
    def use_cases(self) -> tuple[UseCase, ...]:
        """The use cases in the files that were asked for."""
        return tuple(each for each in self.model.use_cases.values() if each.document.source.name in self.asked)


def load(
    paths: Sequence[Path], stdin: bytes | None = None, stdin_name: str = "<stdin>", strict: bool = False
) -> Project:
    """Read, link and check the project that paths stand in.

    With a configuration above the first path the whole project is linked, and ``asked`` holds what stands in the paths;
    without one the paths are the whole project. ``stdin`` is a text given in place of a file, called ``stdin_name``.
    Raises ProjectError for paths that aren't there or hold no ``.uc`` file, ConfigurationError for a configuration that
    can't be used.
    """
    from usecase_dsl.checks import check
    from usecase_dsl.model import link
    from usecase_dsl.syntax import parse

    root, settings = _configuration(paths or [Path(stdin_name)])
    settings = replace(settings, strict=settings.strict or strict)
    named = [file for path in paths for file in _files(path)]
    given = [] if stdin is None else [source_from_bytes(stdin, name_of(Path(stdin_name)))]
    asked = {*map(name_of, named), *(source.name for source in given)}
    if not asked:
        raise ProjectError(_nothing_there(paths))
    files = distinct([*named, *use_case_files(root)] if root else named)
    replaced = os.path.realpath(stdin_name) if given else None
    unreadable: list[str] = []
    read = _sources((file for real, file in files.items() if real != replaced), unreadable)
    sources = [*given, *read]
    parsed = [parse(source, settings=settings) for source in sources]
    model = link(document for document, _ in parsed)
    found = [*(fault for _, faults in parsed for fault in faults), *check(model, settings)]
    found.sort(key=lambda each: (each.place.source.name, each.place.span, each.code))
    names = frozenset(source.name for source in sources if source.name in asked)
    return Project(settings, model, tuple(found), names, tuple(unreadable), tuple(files.values()))


def _configuration(paths: Sequence[Path]) -> tuple[Path | None, Settings]:
    file = configuration.find(paths[0])
    return (file.parent, configuration.read(file)) if file else (None, DEFAULTS)


def _files(path: Path) -> Iterator[Path]:
    """The files that a path stands for; a file named is always read."""
    if path.is_dir():
        yield from use_case_files(path)
    elif path.exists():
        yield path
    else:
        raise ProjectError(f"there is no file or folder {path.as_posix()}")


def _sources(files: Iterable[Path], unreadable: list[str]) -> Iterator[Source]:
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            unreadable.append(f"{name_of(file)} can't be read: {error.strerror or error}")
        else:
            yield source_from_bytes(data, name_of(file))


def _nothing_there(paths: Sequence[Path]) -> str:
    where = ", ".join(path.as_posix() for path in paths)
    return f"there is no .uc file in {where}; ‘usecase init’ makes a first one"
