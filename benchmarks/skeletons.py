"""Tests generated for many use cases: from nothing, and again, beside what a peer makes of equal content."""

from __future__ import annotations

import ast
import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import inputs
from benchmarks.comparison import PROJECT, ROOT, Comparison, Run
from benchmarks.timing import take_turns


def measured() -> Iterator[Comparison]:
    """``usecase generate`` in new processes, beside ``pytest-bdd generate`` on our features of the same use cases.

    Beside the second run stands what parses the same files alone: nobody can leave a person's lines alone with less.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        texts, features, tests = folder / "texts", folder / "features", folder / "tests"
        _write(texts)
        tested, _ = _generate(texts, tests), _generate(texts, features, "gherkin")
        fresh = (folder / f"fresh-{number}" for number in itertools.count())
        contestants: dict[str, Run] = {
            "fresh": lambda: _generate(texts, next(fresh)),
            "same": lambda: _generate(texts, tests),
            "edit": _edited(texts, tests),
            "ast": _parsing(tests, ast.parse),
            **_pytest_bdd(features),
            **_libcst(tests),
        }
        times = take_turns(contestants, rounds=1)
        theirs = times.get("pytest-bdd")
    yield Comparison("skeletons", times["fresh"], "pytest-bdd generate", theirs, f"{tested}; theirs: {_THEIRS}")
    yield Comparison("skeletons again", times["same"], "parsing them: ast", times["ast"], "no file is written")
    yield Comparison("skeletons again", times["same"], "parsing them: libcst", times.get("libcst"))
    yield Comparison("skeletons after an edit", times["edit"], "all again (our own)", times["fresh"])


_THEIRS = "one module on standard output, each scenario and each step once; no second run"


def _write(folder: Path) -> None:
    folder.mkdir()
    for source in inputs.sources(PROJECT):
        (folder / source.name).write_text(source.text, encoding="utf-8", newline="\n")


def _generate(texts: Path, output: Path, framework: str = "pytest") -> str:
    """Generate tests, and return the last thing the command says: how many there are."""
    arguments = [sys.executable, "-m", "usecase_dsl", "generate", str(texts), "--framework", framework]
    run = subprocess.run(
        [*arguments, "-o", str(output)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return run.stderr.splitlines()[-1].partition(": ")[2]


def _edited(texts: Path, tests: Path) -> Callable[[], str]:
    """Generates again after another word in a step of the first use case."""
    file = texts / "uc-0000.uc"
    before = file.read_text(encoding="utf-8")
    words = itertools.count()

    def run() -> str:
        text = before.replace("    1. ", f"    1. (Time {next(words)}) ", 1)
        file.write_text(text, encoding="utf-8", newline="\n")
        return _generate(texts, tests)

    return run


def _pytest_bdd(features: Path) -> dict[str, Run]:
    try:
        import pytest_bdd  # noqa: F401
    except ImportError:
        return {}
    # The names are found there: a command line can't be that long everywhere.
    code = (
        "import pathlib, sys; from pytest_bdd.scripts import main; folder = pathlib.Path(sys.argv.pop()); "
        "sys.argv += ['generate', *sorted(map(str, folder.rglob('*.feature')))]; main()"
    )
    command = [sys.executable, "-X", "utf8", "-c", code, str(features)]
    return {"pytest-bdd": lambda: subprocess.run(command, capture_output=True, check=True)}


def _libcst(tests: Path) -> dict[str, Run]:
    try:
        from libcst import parse_module
    except ImportError:
        return {}
    return {"libcst": _parsing(tests, parse_module)}


def _parsing(tests: Path, parse: Callable[[str], object]) -> Run:
    return lambda: [parse(file.read_text(encoding="utf-8")) for file in tests.glob("*.py")]
