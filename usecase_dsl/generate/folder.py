"""The folder that tests are generated into: whose tests it holds, and which files more of them belong in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from usecase_dsl.generate.files import Files, FoundTest, SourceFile, marks_in
from usecase_dsl.generate.languages.python_text import beginning, width
from usecase_dsl.generate.marks import Mark, digest
from usecase_dsl.model.slugs import use_case_slug, use_case_slugs
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.syntax.names import key

# The columns that the rest of a mark's line leaves.
_ROOM_FOR_REFERENCE = 22

Reader = Callable[[bytes], SourceFile | str]


@dataclass(frozen=True, slots=True)
class MarkedTest:
    """A test under one of its marks (``line`` is the mark's), and the file that holds it."""

    path: str
    test: FoundTest
    mark: Mark
    line: int = 0


@dataclass(frozen=True, slots=True)
class Folder:
    """Files by their paths: those that could be read, and why the others couldn't.

    ``marked`` are the tests that marks tie to each use case, by its key; those of no use case in the model
    are under ``None``. ``lost`` has, in the same way, the files that can't be read but hold marks.
    """

    files: Files
    unreadable: Mapping[str, str]
    marked: Mapping[str | None, tuple[MarkedTest, ...]]
    lost: Mapping[str | None, str]


def read_folder(existing: Mapping[str, bytes], model: Model, names: Mapping[str, str], read: Reader) -> Folder:
    """What a folder's files hold for the use cases of a model; ``names`` as in ``homes``.

    Files without marks that new tests wouldn't go to either aren't read: people keep many.
    """
    wanted = {path.casefold() for name, default in names.items() for path in (default, _other(default, name))}
    suffixes = {PurePosixPath(path).suffix for path in names.values()}
    found = {path: content for path, content in existing.items() if PurePosixPath(path).suffix in suffixes}
    ours = (path for path in sorted(found) if path.casefold() in wanted or b"usecase" in found[path].lower())
    contents = {path: read(existing[path]) for path in ours}
    files = {path: file for path, file in contents.items() if isinstance(file, SourceFile)}
    unreadable = {path: reason for path, reason in contents.items() if isinstance(reason, str)}
    called = keys_by_reference(model)
    marked: dict[str | None, list[MarkedTest]] = {}
    for each in _marked_tests(files):
        name = _use_case(each.mark, called)
        if name or each.line:  # What a test says of itself may be of something else than use cases.
            marked.setdefault(name, []).append(each)
    lost = {_use_case(mark, called): path for path in unreadable for mark in marks_in(existing[path])}
    return Folder(files, unreadable, {name: tuple(tests) for name, tests in marked.items()}, lost)


def references(model: Model) -> Mapping[str, str]:
    """What marks call each use case, by its key: its id, or its title as it stands in addresses."""
    slugs = use_case_slugs(model)
    return {name: _short(use_case.id or slugs[name], name) for name, use_case in model.use_cases.items()}


def homes(folder: Folder, names: Mapping[str, str]) -> Mapping[str, str]:
    """The file that each use case's new tests go to: where its others are, else the one of its name.

    ``names`` are by the use cases' keys. Where two are alike, the later file's name has a digest at its end.
    """
    marked = {name: [test for test in tests if test.line] for name, tests in folder.marked.items()}
    found = {name: _home(marked[name], default) for name, default in names.items() if marked.get(name)}
    taken = {test.path.casefold() for tests in marked.values() for test in tests}
    actual = {path.casefold(): path for path in (*folder.files, *folder.unreadable)}
    for name, default in names.items():
        if name not in found:
            path = _other(default, name) if default.casefold() in taken else default
            found[name] = actual.get(path.casefold(), path)
            taken.add(path.casefold())
    return found


def _other(default: str, name: str) -> str:
    path = PurePosixPath(default)
    stem, dot, rest = path.name.partition(".")
    return str(path.with_name(f"{stem}_{digest([name], 6)}{dot}{rest}"))


def _home(tests: Sequence[MarkedTest], default: str) -> str:
    """The file with most of the tests; of equals the one with the name that the generator gives."""
    counts = Counter(test.path for test in tests)
    return max(sorted(counts), key=lambda path: (counts[path], path == default))


def _marked_tests(files: Files) -> Iterator[MarkedTest]:
    for path, file in files.items():
        for test in file.tests:
            lines = zip(test.marks, test.mark_lines, strict=True)
            yield from (MarkedTest(path, test, mark, line) for mark, line in lines)


def keys_by_reference(model: Model) -> Mapping[str, str]:
    """What each reference means, also by the title of a use case that got an id since."""
    by_title = {key(_by_title(use_case)): name for name, use_case in model.use_cases.items()}
    written = {key(text): name for name, each in model.use_cases.items() for text in (each.title, each.id) if text}
    return by_title | written | {key(reference): name for name, reference in references(model).items()}


def _by_title(use_case: UseCase) -> str:
    return _short(use_case_slug(replace(use_case, id="")), key(use_case.title))


def _use_case(mark: Mark, called: Mapping[str, str]) -> str | None:
    return called.get(key(mark.use_case))


def _short(reference: str, name: str) -> str:
    if width(reference) <= _ROOM_FOR_REFERENCE:
        return reference
    return f"{beginning(reference, _ROOM_FOR_REFERENCE - 7)}~{digest([name], 6)}"
