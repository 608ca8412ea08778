"""The page about generating tests is true: its commands say what they say there, one after the other."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "generate.md"
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
TESTS = "tests/use_cases/test_uc_2.py"


def run(command: str, folder: Path) -> str:
    """What a command says, as a person reads it: of pytest the number of failures alone."""
    name, *arguments = command.split()
    module = {"usecase": ["usecase_dsl"], "pytest": ["pytest", "-p", "no:cacheprovider"]}[name]
    done = subprocess.run(
        [sys.executable, "-m", *module, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    said = (done.stderr + done.stdout).strip()
    return said.splitlines()[-1].partition(" in ")[0] if name == "pytest" else said


def commands(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with what it says."""
    for part in text.split("$ ")[1:]:
        command, _, said = part.partition("\n")
        yield command, said.strip()


def without_digests(text: str) -> str:
    return re.sub("=[0-9a-f]{6,8}\\b", "=…", text)


@pytest.mark.slow
def test_the_page_from_its_first_block_to_its_last(tmp_path: Path) -> None:
    done, first = [], ""
    for match in FENCE.finditer(PAGE.read_text(encoding="utf-8")):
        info, text = match["info"], match["text"]
        if info == "uc library.uc":
            (tmp_path / "library.uc").write_text(text, encoding="utf-8")
        elif info == "console":
            for command, said in commands(text):
                assert run(command, tmp_path) == said
        elif info == "python written":
            first = (tmp_path / TESTS).read_text(encoding="utf-8")
            write(tmp_path / TESTS, text)
        elif info == "diff":
            change(tmp_path / "library.uc", text)
        elif info == "python changed":
            assert text in without_digests((tmp_path / TESTS).read_text(encoding="utf-8"))
        elif info == "python fixture":
            assert text in (tmp_path / "tests/use_cases/conftest.py").read_text(encoding="utf-8")
        elif info == "python suggested":
            assert text in first
        done.append(info)
    wanted = [*("uc library.uc", "console", "python written", "diff", "console", "python changed")]
    wanted += ["python fixture", "python suggested"]
    assert [info for info in done if info in wanted] == wanted


def write(path: Path, text: str) -> None:
    """Put a function in the place of the one of its name, and leave what stands above it."""
    before = path.read_text(encoding="utf-8")
    start = before.index(text.partition("(")[0])
    path.write_text(before[:start] + text, encoding="utf-8")


def change(path: Path, diff: str) -> None:
    text = path.read_text(encoding="utf-8")
    old, new = ("".join(f"{line[1:]}\n" for line in diff.splitlines() if line[0] == sign) for sign in "-+")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
