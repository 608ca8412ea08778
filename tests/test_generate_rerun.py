"""``usecase generate`` again: what a person finds in the folder, and what the run says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from usecase_dsl.cli import group

LOCKER = """\
use case UC-LOCK-3: Rent a locker
  primary actor: Guest
  main success scenario:
    1. Guest asks for a locker.
    2. System shows the free lockers.
    3. Guest chooses a locker.
  extensions:
    *a. The power fails:
      1. System closes all lockers.
      end in failure
    2a. No locker is free:
      1. Guest waits.
      resume at 1
"""
FAIL = re.compile(r"    pytest\.fail\((?s:.*?)\n    \)")


Usecase = Callable[..., str]


@pytest.fixture
def usecase(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Usecase:
    """Runs ``usecase generate``, which goes well, and gives what it says."""

    def call(*options: str) -> str:
        monkeypatch.setattr("sys.argv", ["usecase", "generate", *options])
        assert group.run() == 0
        return capfd.readouterr().err

    return call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locker.uc").write_text(LOCKER, encoding="utf-8")
    return tmp_path


def the_tests(folder: Path) -> Path:
    [path] = (folder / "tests" / "use_cases").glob("test_*.py")
    return path


def write_all(folder: Path) -> str:
    text = FAIL.sub("    assert True", the_tests(folder).read_text(encoding="utf-8"))
    the_tests(folder).write_text(text, encoding="utf-8", newline="")
    return text


def test_forgetting_the_criterion_moves_no_test(folder: Path, usecase: Usecase) -> None:
    usecase("--criterion", "edge-pairs")
    written = write_all(folder)
    assert written.count('scenario="*a') > 1
    usecase()
    assert the_tests(folder).read_text(encoding="utf-8").startswith(written)
    last = usecase("--criterion", "edge-pairs").splitlines()[-1]
    assert "added" not in last
    assert the_tests(folder).read_text(encoding="utf-8").startswith(written)


def test_a_new_id_is_said_and_followed(folder: Path, usecase: Usecase) -> None:
    usecase()
    write_all(folder)
    (folder / "locker.uc").write_text(LOCKER.replace("UC-LOCK-3", "UC-PICKUP"), encoding="utf-8")
    said = usecase()
    assert "UC-LOCK-3 is UC-PICKUP now: its tests follow" in said
    assert said.splitlines()[-1] == "tests/use_cases: 2 files written; tests: 3 renumbered"
    assert "LOCK" not in the_tests(folder).read_text(encoding="utf-8").partition("import pytest")[2]


def test_a_test_that_nobody_wrote_is_to_be_deleted_when_its_scenario_is_gone(folder: Path, usecase: Usecase) -> None:
    usecase()
    text = the_tests(folder).read_text(encoding="utf-8")
    (folder / "locker.uc").write_text(LOCKER[: LOCKER.index("    2a.")], encoding="utf-8")
    said = usecase().splitlines()
    assert said[-1] == "tests/use_cases: 1 file written; tests: 2 kept, 1 vanished, never written"
    [what] = [line for line in said if "nobody wrote this test" in line]
    assert what.endswith("delete it")
    the_tests(folder).write_text(text, encoding="utf-8", newline="")
    write_all(folder)
    assert usecase().splitlines()[-1].endswith("tests: 2 kept, 1 vanished")
