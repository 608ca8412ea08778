"""The hooks that this repository offers, as pre-commit itself runs them before a commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pre_commit.clientlib import load_manifest

ROOT = Path(__file__).parents[1]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
# What building the package takes.
SOURCE = (".pre-commit-hooks.yaml", "LICENSE", "README.md", "grammar", "pyproject.toml", "templates", "usecase_dsl")

ACTORS = "actor: Clerk\n"
SOUND = """\
system: Desk

use case UC-01: Lend a book
  level: user goal
  primary actor: Clerk

  main success scenario:
    1. Clerk scans the book.
    2. System records the loan.
"""
BROKEN = SOUND + "\n  extensions:\n    2a. The book is lent already:\n      resume at 9\n"


@dataclass(frozen=True)
class Repository:
    """A git repository with texts in it, in which the hooks are installed."""

    folder: Path
    environment: Mapping[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8", check=False
        )

    def hook(self, name: str) -> subprocess.CompletedProcess[str]:
        """What a hook says of the files that are to be committed."""
        succeed(self.run("git", "add", "."))
        return self.run(sys.executable, "-m", "pre_commit", "run", name)

    def write(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        return file


def succeed(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    assert done.returncode == 0, f"{done.args}\n{done.stdout}\n{done.stderr}"
    return done


def test_the_hooks_are_what_pre_commit_expects() -> None:
    hooks = {hook["id"]: hook for hook in load_manifest(str(MANIFEST))}
    assert {name: hook["entry"] for name, hook in hooks.items()} == {
        "usecase-check": "usecase check",
        "usecase-format": "usecase format",
    }
    assert {hook["language"] for hook in hooks.values()} == {"python"}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Variables under which git and pre-commit know nothing of this machine's user."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    who = {f"GIT_{role}_{what}": "tests" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    home = tmp_path_factory.mktemp("pre-commit")
    return {**kept, **who, "GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(home)}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, environment: Mapping[str, str]) -> Repository:
    """This source as a repository that others name in their configuration. It takes an index to install it from."""
    if shutil.which("git") is None:
        pytest.skip("needs git")
    folder = tmp_path_factory.mktemp("source")
    reach = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), "hatchling"]
    if subprocess.run(reach, env=environment, capture_output=True, check=False).returncode:
        pytest.skip("pip reaches no package index")
    made = Repository(folder / "usecase-dsl", environment)
    for name in SOURCE:
        copy(ROOT / name, made.folder / name)
    committed(made)
    return made


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)


def committed(repository: Repository) -> str:
    """The commit that all files of a folder are put into."""
    succeed(repository.run("git", "init", "--quiet"))
    succeed(repository.run("git", "add", "."))
    succeed(repository.run("git", "commit", "--quiet", "--message", "All"))
    return repository.run("git", "rev-parse", "HEAD").stdout.strip()


@pytest.fixture
def project(source: Repository, tmp_path: Path, environment: Mapping[str, str]) -> Repository:
    made = Repository(tmp_path / "desk", environment)
    commit = source.run("git", "rev-parse", "HEAD").stdout.strip()
    hooks = "[{id: usecase-check}, {id: usecase-format}]"
    where = source.folder.as_posix()
    made.write(".pre-commit-config.yaml", f"repos: [{{repo: {where}, rev: {commit}, hooks: {hooks}}}]\n")
    made.write("actors.uc", ACTORS)
    made.write("cases/lend.uc", SOUND)
    committed(made)
    return made


@pytest.mark.slow
def test_a_commit_is_refused_for_an_error_and_goes_through_without(project: Repository) -> None:
    succeed(project.run(sys.executable, "-m", "pre_commit", "install"))
    project.write("cases/lend.uc", BROKEN)
    refused = project.run("git", "commit", "--all", "--message", "Lend no book twice")
    assert refused.returncode == 1 and "cases/lend.uc:13" in refused.stdout + refused.stderr
    project.write("cases/lend.uc", BROKEN.replace("resume at 9", "end in failure"))
    succeed(project.run("git", "commit", "--all", "--message", "Lend no book twice"))


@pytest.mark.slow
def test_what_a_change_breaks_in_another_file_is_found(project: Repository) -> None:
    project.write("cases/return.uc", "use case UC-02: Return a book\n  level: user goal\n  primary actor: Clerk\n")
    twice = project.write("actors.uc", ACTORS + "\n" + "use case UC-02: Return a book\n")
    succeed(project.run("git", "add", "cases"))
    succeed(project.run("git", "commit", "--quiet", "--message", "Return"))
    found = project.hook("usecase-check")
    assert twice.exists() and found.returncode == 1 and "cases/return.uc" in found.stdout


@pytest.mark.slow
def test_a_change_without_use_cases_runs_no_hook(project: Repository) -> None:
    project.write("notes.txt", "Nothing to check.\n")
    for name in ("usecase-check", "usecase-format"):
        assert "Skipped" in succeed(project.hook(name)).stdout


@pytest.mark.slow
def test_a_text_is_written_in_the_canonical_form_and_the_commit_stopped(project: Repository) -> None:
    file = project.write("cases/lend.uc", SOUND.replace("    2. System", "  7.   System"))
    done = project.hook("usecase-format")
    assert done.returncode == 1 and "files were modified by this hook" in done.stdout
    assert file.read_text(encoding="utf-8") == SOUND
    succeed(project.hook("usecase-format"))
