"""Results of tests on the user's disk: files, folders of them, and patterns of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

from usecase_dsl.coverage import NoResultsError, TestResult, results
from usecase_dsl.project.files import distinct, name_of
from usecase_dsl.project.load import ProjectError


def read_results(named: Iterable[str]) -> tuple[TestResult, ...]:
    """The results in JUnit's XML files, in the order of the names; a file that comes twice is read once.

    A name is a file's, a folder's (all ``.xml`` in it and below), or a pattern such as ``build/**/TEST-*.xml``. Other
    XML in a folder, and what a pattern finds, is passed over if it holds no results. Raises ProjectError, which names
    the file: nothing is there, it can't be read, or a file named holds no results.
    """
    found = {real: (file, sure) for name in named for file, sure in _files(name) for real in distinct([file])}
    return tuple(result for file, sure in found.values() for result in _read(file, sure))


def _files(name: str) -> Iterator[tuple[Path, bool]]:
    """The files of a name, and whether each was meant for certain."""
    path = Path(name)
    if path.is_dir():
        below = [(each, False) for each in sorted(path.rglob("*")) if each.suffix.lower() == ".xml" and each.is_file()]
        yield from _some(below, f"there is no .xml file in {name_of(path)}")
    elif path.exists() or not has_magic(name):
        yield path, True
    else:
        matching = [(each, False) for each in map(Path, sorted(glob(name, recursive=True))) if each.is_file()]
        yield from _some(matching, f"no file is called like {name}")


def _some(files: list[tuple[Path, bool]], otherwise: str) -> list[tuple[Path, bool]]:
    if not files:
        raise ProjectError(f"results of tests: {otherwise}")
    return files


def _read(file: Path, sure: bool) -> tuple[TestResult, ...]:
    try:
        return results(file.read_bytes())
    except OSError as error:
        raise ProjectError(f"{name_of(file)} can't be read: {error.strerror or error}") from error
    except NoResultsError as error:
        if error.is_xml and not sure:
            return ()
        raise ProjectError(f"{name_of(file)}: {error}") from error
