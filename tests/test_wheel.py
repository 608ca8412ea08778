"""What ``pip install`` gives: the built wheel, in an environment that knows nothing of the source tree."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from usecase_dsl import __version__

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow

LENDING = """\
system: Lending Desk

actor: Reader

use case UC-01: Borrow a book
  level: user goal
  primary actor: Reader
  main success scenario:
    1. Reader asks for a book.
    2. System lends the book.
  failure flows:
    2a. The book is lent to somebody else:
      1. System says when the book is due back.
      end in failure
"""

WIKI = """\
## Use case UC-02: Lend a book

**Actor:** Librarian

### Main flow

1. The Librarian scans the book.
2. The system records the loan.

### Extensions

2a. The book is lent already: the use case ends in failure.
"""


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel, and an empty folder far from the source to work in."""

    bin: Path
    folder: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.bin / command[0], *command[1:]],
            cwd=self.folder,
            env=bare_environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def usecase(self, *arguments: str, exit_code: int = 0) -> str:
        """What the command prints, which ends with this exit code."""
        done = self.run("usecase", *arguments)
        assert done.returncode == exit_code, f"usecase {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
        return done.stdout


def bare_environment() -> dict[str, str]:
    """This environment without what would lead Python back to the source tree."""
    return {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}


def succeed(*command: str | Path) -> None:
    done = subprocess.run(
        command, env=bare_environment(), capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source distribution and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    succeed(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(distributions: Path) -> Path:
    return distributions / f"usecase_dsl-{__version__}-py3-none-any.whl"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    place = tmp_path_factory.mktemp("installed")
    succeed(sys.executable, "-m", "venv", place / "env")
    bin_folder = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    succeed(bin_folder / "python", "-m", "pip", "install", "--quiet", "--prefer-binary", wheel)
    (place / "work").mkdir()
    (place / "work" / "lending.uc").write_text(LENDING, encoding="utf-8", newline="\n")
    return Installed(bin_folder, place / "work")


def test_the_wheel_carries_grammar_templates_and_types(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    tree = [file.relative_to(ROOT) for part in ("grammar", "templates") for file in (ROOT / part).rglob("*.*")]
    assert tree
    assert {f"usecase_dsl/_data/{file.as_posix()}" for file in tree if (ROOT / file).is_file()} <= names
    assert "usecase_dsl/py.typed" in names
    assert {name.split("/")[0] for name in names} == {"usecase_dsl", f"usecase_dsl-{__version__}.dist-info"}


def test_the_source_distribution_can_be_worked_on(distributions: Path) -> None:
    top = f"usecase_dsl-{__version__}"
    with tarfile.open(distributions / f"{top}.tar.gz") as archive:
        names = set(archive.getnames())
    wanted = [
        "Makefile",
        "LICENSE",
        "README.md",
        "CHANGELOG.md",
        "grammar/usecase.lark",
        "tests/test_wheel.py",
    ]
    assert {f"{top}/{name}" for name in wanted} <= names
    assert not [name for name in names if "/.venv/" in name or "__pycache__" in name]


def test_it_runs_from_its_own_place(installed: Installed) -> None:
    where = installed.run("python", "-c", "import usecase_dsl; print(usecase_dsl.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(installed.bin.parent)


def test_version(installed: Installed) -> None:
    assert __version__ in installed.usecase("--version")
    assert __version__ in installed.run("python", "-m", "usecase_dsl", "--version").stdout


def test_check_accepts_a_sound_text(installed: Installed) -> None:
    installed.usecase("check", "lending.uc")


def test_check_refuses_a_broken_one(installed: Installed) -> None:
    broken = LENDING.replace("end in failure", "resume at 7")
    (installed.folder / "broken.uc").write_text(broken, encoding="utf-8", newline="\n")
    assert "broken.uc:14:" in installed.usecase("check", "broken.uc", exit_code=1)


def test_diagram(installed: Installed) -> None:
    installed.usecase("diagram", "lending.uc", "--kind", "use-case", "--format", "svg", "-o", "lending.svg")
    picture = (installed.folder / "lending.svg").read_text(encoding="utf-8")
    assert "<svg" in picture
    assert 'data-id="UC-01"' in picture


def test_import(installed: Installed) -> None:
    (installed.folder / "wiki").mkdir()
    (installed.folder / "wiki" / "lend.md").write_text(WIKI, encoding="utf-8", newline="\n")
    installed.usecase("import", "wiki", "-o", "imported")
    assert "2a. The book is lent already:" in (installed.folder / "imported" / "lend.uc").read_text(encoding="utf-8")
    installed.usecase("check", "imported", "--strict")


def test_build(installed: Installed) -> None:
    installed.usecase("build", "lending.uc", "-o", "site")
    assert "Borrow a book" in (installed.folder / "site" / "index.html").read_text(encoding="utf-8")
    [page] = (installed.folder / "site" / "use-cases").glob("*.html")
    assert 'id="step-2"' in page.read_text(encoding="utf-8")


def test_generate(installed: Installed) -> None:
    installed.usecase("generate", "lending.uc", "--framework", "pytest", "-o", "generated")
    texts = [file.read_text(encoding="utf-8") for file in (installed.folder / "generated").rglob("*.py")]
    assert any("def test_" in text for text in texts)
    for text in texts:
        compile(text, "generated", "exec")
