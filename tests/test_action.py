"""The GitHub Action: its form is GitHub's, and its scripts do what they say."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
ACTION = ROOT / "action.yml"
CI_PAGE = ROOT / "docs" / "how-to" / "ci.md"

SLIP = "use case {}: Sell\n  main success scenario:\n    1. A.\n  extensions:\n    1a. B:\n      resume at 9\n"


def validated(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, "--output-format", "json"]
    return subprocess.run([*command, *map(str, files)], capture_output=True, encoding="utf-8", check=False)


def action() -> Any:
    return YAML(typ="safe").load(ACTION.read_text(encoding="utf-8"))


def test_the_action_has_the_form_that_github_demands() -> None:
    done = validated("vendor.github-actions", ACTION)
    assert done.returncode == 0, done.stdout


def test_an_action_of_another_form_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "action.yml"
    wrong.write_text(ACTION.read_text(encoding="utf-8").replace("shell: bash", ""), encoding="utf-8")
    assert json.loads(validated("vendor.github-actions", wrong).stdout)["status"] == "fail"


def test_every_input_is_used_and_every_one_that_is_used_is_there() -> None:
    text = ACTION.read_text(encoding="utf-8")
    used = {part.split()[0].rstrip("}") for part in text.replace("==", " ").split("inputs.")[1:]}
    assert used == set(action()["inputs"])


def test_no_input_stands_in_a_script_where_it_could_become_a_part_of_it() -> None:
    assert [step["run"] for step in action()["runs"]["steps"] if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize(
    ("schema", "heading"), [("vendor.github-workflows", "GitHub Actions"), ("vendor.gitlab-ci", "GitLab CI")]
)
def test_the_pipelines_that_are_shown_have_the_form_of_their_service(schema: str, heading: str, tmp_path: Path) -> None:
    section = CI_PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    shown = [part.split("```")[0] for part in section.split("```yaml\n")[1:]]
    assert shown
    for number, text in enumerate(shown):
        file = tmp_path / f"{number}.yml"
        file.write_text(text, encoding="utf-8")
        done = validated(schema, file)
        assert done.returncode == 0, f"{text}\n{done.stdout}"


# ---- the scripts


def script(name: str) -> str:
    [found] = [step["run"] for step in action()["runs"]["steps"] if step.get("name") == name]
    return str(found)


def run(name: str, folder: Path, inputs: Mapping[str, str], commands: Path) -> subprocess.CompletedProcess[str]:
    """Runs a step as a runner does, with ``commands`` before all other folders that commands are looked for in."""
    bash = shutil.which("bash")
    if bash is None or os.name == "nt":
        pytest.skip("needs bash")
    path = os.pathsep.join([str(commands), os.environ["PATH"]])
    command = [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", script(name)]
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), **inputs}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def usecase(tmp_path: Path) -> Path:
    """A folder with the command ``usecase`` of this source, and a ``python`` that says what it was asked."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, line in {"usecase": f'exec "{sys.executable}" -m usecase_dsl "$@"', "python": "echo $*"}.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8", newline="\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "more").mkdir(parents=True)
    for number, name in enumerate(("sell.uc", "more/sell.uc", "more/*.uc")):
        (folder / name).write_text(SLIP.format(f"UC-{number}"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        ("", {"sell.uc", "more/sell.uc", "more/*.uc"}),
        ("more/sell.uc sell.uc", {"sell.uc", "more/sell.uc"}),
        ("more/*.uc", {"more/*.uc"}),
    ],
)
def test_findings_become_remarks(paths: str, files: set[str], project: Path, usecase: Path) -> None:
    done = run("usecase check", project, {"ARGS": "", "PATHS": paths}, usecase)
    assert done.returncode == 1, done.stderr
    remarks = [line for line in done.stdout.splitlines() if line.startswith("::error ") and "FLW121" in line]
    assert {line.split("file=")[1].split(",")[0] for line in remarks} == files


def test_options_are_handed_on(project: Path, usecase: Path) -> None:
    done = run("usecase check", project, {"ARGS": "--ignore ALL --strict", "PATHS": "sell.uc"}, usecase)
    assert {line.split()[0] for line in done.stdout.splitlines()} == {"::error"}


@pytest.mark.parametrize(
    ("version", "asked"),
    [("1.2.3", "usecase-dsl==1.2.3"), ("", "/the action"), ("1 --index x", "usecase-dsl==1 --index x")],
)
def test_the_release_asked_for_is_installed_or_the_actions_own(
    version: str, asked: str, project: Path, usecase: Path
) -> None:
    (usecase / "python").write_text('#!/bin/sh\nfor last; do :; done; echo "$last"\n', encoding="utf-8")
    done = run("Install", project, {"VERSION": version, "HERE": "/the action"}, usecase)
    assert done.stdout == f"{asked}\n"
