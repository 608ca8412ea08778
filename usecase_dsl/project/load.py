"""From paths to a linked model with its findings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.project import configuration
from usecase_dsl.project.files import distinct, ignored_by_file, name_of, use_case_files
from usecase_dsl.settings import DEFAULTS, Settings
from usecase_dsl.source import Source, source_from_bytes

if TYPE_CHECKING:
    from usecase_dsl.model import Linked, Model, UseCase
    from usecase_dsl.syntax.nodes import Document


class ProjectError(Exception):
    """Paths that make no project; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class Texts:
    """The texts of a project, read: what to link, and what was asked for.

    ``asked`` are the names of the sources that were asked for and could be read. ``unreadable`` are files that are
    there and can't be read, each with the reason. ``files`` are all of them; ``ignores`` the codes that the
    configuration ignores in a source, by its name.
    """

    settings: Settings
    sources: tuple[Source, ...]
    asked: frozenset[str]
    unreadable: tuple[str, ...]
    files: tuple[Path, ...]
    ignores: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Project:
    """A project that was read, linked and checked.

    ``diagnostics`` are all that was found in it, ``shown`` what is to be shown: what settings choose, in the texts that
    were asked for. ``read`` are its documents with the faults of reading, ``linked`` is how the model came to be.
    """

    texts: Texts
    linked: Linked
    diagnostics: tuple[Diagnostic, ...]
    shown: tuple[Diagnostic, ...]
    read: tuple[tuple[Document, tuple[Diagnostic, ...]], ...]

    @property
    def model(self) -> Model:
        return self.linked.model

    @property
    def settings(self) -> Settings:
        return self.texts.settings

    @property
    def asked(self) -> frozenset[str]:
        return self.texts.asked

    @property
    def unreadable(self) -> tuple[str, ...]:
        return self.texts.unreadable

    @property
    def files(self) -> tuple[Path, ...]:
        return self.texts.files

    @property
    def use_cases(self) -> tuple[UseCase, ...]:
        """The use cases in the files that were asked for."""
        return tuple(each for each in self.model.use_cases.values() if each.document.source.name in self.asked)


def load(
    paths: Sequence[Path],
    stdin: bytes | None = None,
    stdin_name: str = "<stdin>",
    adjust: Callable[[Settings], Settings] = lambda settings: settings,
) -> Project:
    """Read, link and check the project that paths stand in: ``read_texts`` and ``checked``."""
    return checked(read_texts(paths, stdin, stdin_name, adjust))


def read_texts(
    paths: Sequence[Path],
    stdin: bytes | None = None,
    stdin_name: str = "<stdin>",
    adjust: Callable[[Settings], Settings] = lambda settings: settings,
) -> Texts:
    """The texts of the project that paths stand in.

    With a configuration above the first path the whole project is linked, and ``asked`` holds what stands in the paths;
    without one the paths are the whole project. ``stdin`` is a text given in place of a file, called ``stdin_name``;
    ``adjust`` says what the caller wants otherwise than the configuration. Raises ProjectError for paths that aren't
    there or hold no ``.uc`` file, ConfigurationError for a configuration that can't be used.
    """
    root, settings = _configuration(paths or [Path(stdin_name)])
    settings = adjust(settings)
    named = [file for path in paths for file in _files(path)]
    given = [] if stdin is None else [source_from_bytes(stdin, name_of(Path(stdin_name)))]
    asked = {*map(name_of, named), *(source.name for source in given)}
    if not asked:
        raise ProjectError(_nothing_there(paths))
    files = distinct([*named, *use_case_files(root)] if root else named)
    replaced = os.path.realpath(stdin_name) if given else None
    unreadable: list[str] = []
    read = _sources((file for real, file in files.items() if real != replaced), unreadable)
    sources = (*given, *read)
    names = frozenset(source.name for source in sources if source.name in asked)
    ignores = ignored_by_file(settings, root or Path(), [*files.values(), Path(stdin_name)])
    return Texts(settings, sources, names, tuple(unreadable), tuple(files.values()), ignores)


def checked(texts: Texts, watch: Callable[[str, float], None] | None = None, earlier: Project | None = None) -> Project:
    """Texts linked and checked. ``watch`` is called with each rule's code and the seconds that it took.

    ``earlier`` is the project before some of its texts changed: the others aren't read again.
    """
    from usecase_dsl.checks import ALL_RULES, check, selection
    from usecase_dsl.model import linked
    from usecase_dsl.syntax import parse
    from usecase_dsl.syntax.parser import collector_paused

    settings = texts.settings
    known = {document.source: (document, faults) for document, faults in earlier.read} if earlier else {}
    read = tuple(known.get(source) or parse(source, settings=settings, watch=watch) for source in texts.sources)
    joined = linked((document for document, _ in read), earlier.linked if earlier else None)
    rules = selection.running(ALL_RULES, settings)
    with collector_paused():
        found = check(joined.model, settings, [fault for _, faults in read for fault in faults], rules, watch)
    is_shown = selection.choice(ALL_RULES, settings)
    shown = (each for each in found if each.place.source.name in texts.asked and is_shown(each))
    return Project(texts, joined, found, tuple(each for each in shown if not _is_ignored(each, texts)), read)


def folders_of(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The folders in which a change may concern the project that paths stand in: with its configuration all of it."""
    file = configuration.find(paths[0]) if paths else None
    folders = [path if path.is_dir() else path.absolute().parent for path in paths]
    return tuple(dict.fromkeys([*([file.parent] if file else []), *folders]))


def _is_ignored(found: Diagnostic, texts: Texts) -> bool:
    """Whether the configuration ignores a finding in this file; an error is never ignored."""
    from usecase_dsl.checks.selection import among

    codes = texts.ignores.get(found.place.source.name, ())
    return found.severity is not Severity.ERROR and among(found.code, codes)


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
