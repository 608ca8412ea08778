"""``usecase generate`` on the command line: what it writes, says and refuses."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.generation import FILE, MORE, NAMES, SHOP, written
from usecase_dsl.cli import generate as command
from usecase_dsl.cli import group
from usecase_dsl.generate import FRAMEWORKS

Folder = dict[str, bytes]


class Said(NamedTuple):
    code: int
    notes: str


Generate = Callable[..., Said]


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Generate:
    """Runs ``usecase generate``."""

    def call(*options: str) -> Said:
        monkeypatch.setattr("sys.argv", ["usecase", "generate", "shop.uc", *options])
        return Said(group.run(), capfd.readouterr().err)

    return call


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text of its own in the folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    text = tmp_path / "shop.uc"
    text.write_text(SHOP, encoding="utf-8")
    return text


def folder(path: str = "tests/use_cases") -> Folder:
    found = sorted(Path(path).rglob("*"))
    return {each.relative_to(path).as_posix(): each.read_bytes() for each in found if each.is_file()}


def test_the_frameworks_that_it_names_are_those_that_there_are() -> None:
    assert tuple(FRAMEWORKS) == command.FRAMEWORKS


def test_a_second_run_writes_nothing(generate: Generate, shop: Path) -> None:
    assert generate() == (0, "tests/use_cases: 3 files written; tests: 4 added\n")
    before = folder()
    assert generate() == (0, "tests/use_cases: 0 files written; tests: 4 kept\n")
    assert folder() == before


@pytest.mark.parametrize("text", [SHOP, MORE, MORE.replace("pays.", "pays in cash.")])
def test_a_dry_run_says_what_a_run_says_and_writes_nothing(generate: Generate, shop: Path, text: str) -> None:
    generate()
    test = Path("tests/use_cases") / FILE
    test.write_text(written(test.read_text(encoding="utf-8"), NAMES[0]), encoding="utf-8")
    shop.write_text(text, encoding="utf-8")
    before = folder()
    dry = generate("--dry-run")
    assert folder() == before
    assert dry.notes.replace("would be written", "written") == generate().notes


def test_the_line_that_it_names_is_the_test_that_it_speaks_of(generate: Generate, shop: Path) -> None:
    shop.write_text(MORE, encoding="utf-8")
    generate()
    shop.write_text(SHOP, encoding="utf-8")
    notes = generate().notes
    assert "test_3b_the_bank_is_closed: there is no such scenario any more" in notes
    path, line, _ = notes.split(":", 2)
    assert Path(path).read_text(encoding="utf-8").split("\n")[int(line) - 1].startswith("@pytest.mark.usecase")


def test_tests_that_this_run_did_not_ask_for_are_kept(generate: Generate, shop: Path) -> None:
    generate("--criterion", "all", "--loops", "1")
    before = folder()
    said = generate()
    assert "vanished" not in said.notes
    assert folder() == before


def test_one_use_case_leaves_the_tests_of_the_others(generate: Generate, shop: Path) -> None:
    other = "\nuse case UC-02: Pay\n  main success scenario:\n    1. Customer pays.\n"
    shop.write_text(SHOP + other, encoding="utf-8")
    generate()
    before = folder()
    assert generate("--use-case", "UC-02") == (0, "tests/use_cases: 0 files written; tests: 1 kept\n")
    assert folder() == before


def test_a_file_in_place_of_the_folder_is_refused(generate: Generate, shop: Path) -> None:
    Path("out").write_text("mine", encoding="utf-8")
    for options in (["--dry-run"], []):
        assert generate("-o", "out", *options) == (2, "Error: out is no folder; choose another\n")
    assert Path("out").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only to this user")
def test_a_folder_that_is_read_only_is_refused(generate: Generate, shop: Path) -> None:
    Path("out").mkdir(mode=0o500)
    for options in (["--dry-run"], []):
        said = generate("-o", "out", *options)
        assert said.code == 2
        assert "can't be written: out is read-only" in said.notes


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_folder_is_left_as_it_is_and_nothing_is_written(generate: Generate, shop: Path) -> None:
    Path("elsewhere.py").write_text("", encoding="utf-8")
    Path("out").mkdir()
    (Path("out") / FILE).symlink_to(Path("elsewhere.py").absolute())
    for options in (["--dry-run"], []):
        assert generate("-o", "out", *options) == (2, f"Error: out/{FILE} is a link; it was left as it is\n")
    assert [path.name for path in Path("out").iterdir()] == [FILE]
    assert Path("elsewhere.py").read_text(encoding="utf-8") == ""


def test_a_file_with_a_merge_conflict_keeps_its_use_case_from_getting_tests(generate: Generate, shop: Path) -> None:
    generate()
    test = Path("tests/use_cases") / FILE
    test.write_text("<<<<<<< ours\n" + test.read_text(encoding="utf-8"), encoding="utf-8")
    before = folder()
    shop.write_text(MORE, encoding="utf-8")
    said = generate()
    assert said.code == 2
    assert f"error: tests/use_cases/{FILE} gets no tests: it is not valid Python: " in said.notes
    assert folder()[FILE] == before[FILE]


def test_templates_of_ones_own(generate: Generate, shop: Path) -> None:
    own = Path("own/pytest")
    own.mkdir(parents=True)
    (own / "test.py.j2").write_text("def {{ name }}():\n    raise NotImplementedError\n", encoding="utf-8")
    assert generate("--templates", "own").code == 0
    assert b"def test_main_success_scenario():\n    raise NotImplementedError\n" in folder()[FILE]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("test.py.j2", "{% if %}", "a template is faulty: test.py.j2, line 1: "),
        ("test.py.j2", "{{ nothing }}", "a template is faulty: test.py.j2: 'nothing' is undefined"),
        ("test.py.j2", "def {{ name }}(", "a template is faulty: with it test_uc_01.py can't be read: it is not valid"),
        ("tests.py.j2", "", "own/pytest/tests.py.j2 would replace no template; did you mean test.py.j2?"),
        ("test.py.j2", b"\xff", "own/pytest/test.py.j2 can't be read: it is not UTF-8"),
    ],
)
def test_a_faulty_template_is_said_to_be(
    generate: Generate, shop: Path, name: str, text: str | bytes, message: str
) -> None:
    own = Path("own/pytest")
    own.mkdir(parents=True)
    (own / name).write_bytes(text.encode() if isinstance(text, str) else text)
    said = generate("--templates", "own")
    assert said.code == 2
    assert said.notes.startswith(f"Error: {message}")
    assert not Path("tests").exists()


def test_data_that_no_test_is_run_with_are_told(generate: Generate, shop: Path) -> None:
    table = "\n  examples:\n    | amount | outcome |\n    | 5      | success |\n    | 9      | 3b      |\n"
    more = "    3b. Customer leaves:\n      1. System waits.\n"  # Nobody says how it ends: no scenario takes it.
    shop.write_text(SHOP.rstrip("\n") + "\n" + more + table, encoding="utf-8")
    assert "UC-01: no test is run with ‘9’: no scenario takes 3b\n" in generate().notes


def test_data_stay_with_their_test_when_others_are_picked(generate: Generate, shop: Path) -> None:
    shop.write_text(SHOP + "  examples:\n    | amount |\n    | 5      |\n", encoding="utf-8")
    generate()
    before = folder()
    assert generate("--budget", "1").notes.endswith("tests/use_cases: 0 files written; tests: 4 kept\n")
    assert generate("--sample", "2", "--seed", "3").notes.endswith("tests/use_cases: 0 files written; tests: 4 kept\n")
    assert folder() == before
