"""A baseline: what is in it stays quiet, what is new doesn't, and what is gone is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.findings import in_line
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.project.baseline import Apart, Entry, apart, read_baseline, write_baseline
from usecase_dsl.project.configuration import ConfigurationError
from usecase_dsl.project.write import OutputError

TEXT = "1. A.\nresume at 9\nresume at 8\nend in sorrow\n"
FOUND = [in_line(TEXT, 2), in_line(TEXT, 3), in_line(TEXT, 4, code="FLW124")]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def after(*found: Diagnostic, files: list[str] | None = None) -> Apart:
    """Later findings, apart by a baseline of the first ones."""
    write_baseline(Path("baseline.json"), FOUND)
    return apart(found, read_baseline(Path("baseline.json")), files)


def test_a_baseline_is_read_by_people_too() -> None:
    write_baseline(Path("baseline.json"), [*FOUND, in_line("  Größe:\t3\n", 1, file="a/b.uc")])
    assert Path("baseline.json").read_bytes().decode().splitlines() == [
        "{",
        '  "version": 1,',
        '  "files": {',
        '    "a/b.uc": [',
        '      {"code": "FLW121", "line": "Größe: 3"}',
        "    ],",
        '    "shop.uc": [',
        '      {"code": "FLW121", "line": "resume at 8"},',
        '      {"code": "FLW121", "line": "resume at 9"},',
        '      {"code": "FLW124", "line": "end in sorrow"}',
        "    ]",
        "  }",
        "}",
    ]


def test_the_order_of_findings_changes_no_byte() -> None:
    write_baseline(Path("one.json"), FOUND)
    write_baseline(Path("other.json"), FOUND[::-1])
    assert Path("one.json").read_bytes() == Path("other.json").read_bytes()


def test_a_baseline_of_nothing_holds_nothing() -> None:
    write_baseline(Path("baseline.json"), [])
    assert json.loads(Path("baseline.json").read_bytes()) == {"version": 1, "files": {}}
    assert read_baseline(Path("baseline.json")) == ()


def test_what_it_holds_is_known() -> None:
    assert after(*FOUND) == Apart((), tuple(FOUND), ())


def test_what_has_moved_and_been_numbered_anew_is_known() -> None:
    text = "\n".join(["# Sorrow", "", *TEXT.replace("9", "10a1").splitlines()])
    moved = [in_line(text, 4), in_line(text, 5), in_line(text, 6, code="FLW124")]
    assert after(*moved) == Apart((), tuple(moved), ())


@pytest.mark.parametrize(
    "other",
    [
        in_line(TEXT, 4, code="FLW121"),
        in_line(TEXT, 4, code="FLW124", file="other.uc"),
        in_line(TEXT.replace("sorrow", "joy"), 4, code="FLW124"),
    ],
    ids=["another rule", "another file", "another line"],
)
def test_what_it_does_not_hold_is_new(other: Diagnostic) -> None:
    assert after(*FOUND, other) == Apart((other,), tuple(FOUND), ())


def test_of_several_that_look_the_same_as_many_are_known_as_it_holds() -> None:
    text = TEXT + "resume at 7\n"
    again = [in_line(text, 2), in_line(text, 3), in_line(text, 5)]
    assert after(*again) == Apart((again[2],), tuple(again[:2]), (Entry("shop.uc", "FLW124", "end in sorrow"),))


def test_what_is_found_no_more_is_gone() -> None:
    assert after(FOUND[0], FOUND[2]).gone == (Entry("shop.uc", "FLW121", "resume at 8"),)


def test_what_was_not_looked_at_is_not_gone() -> None:
    assert after(files=["other.uc"]).gone == ()
    assert len(after(files=["shop.uc"]).gone) == 3


def test_a_baseline_means_the_same_wherever_the_command_is_called(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "project" / "cases").mkdir(parents=True)
    write_baseline(Path("project/baseline.json"), [in_line(TEXT, 2, file="project/cases/pay.uc")])
    monkeypatch.chdir(here / "project" / "cases")
    assert read_baseline(Path("../baseline.json")) == (Entry("pay.uc", "FLW121", "resume at 9"),)
    assert '"cases/pay.uc"' in Path("../baseline.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["Größe/注文.uc", "a\\udcff b.uc", '"quoted".uc'])
def test_a_name_comes_back_as_it_was(name: str) -> None:
    write_baseline(Path("baseline.json"), [in_line(TEXT, 2, file=name)])
    assert [entry.file for entry in read_baseline(Path("baseline.json"))] == [name]


# ---- files that are none


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is no baseline: Expecting value"),
        (b"<<<<<<< ours", "is no baseline: Expecting value"),
        (b"\xff\xfe{}", "is no baseline: 'utf-8' codec can't decode"),
        (b"[" * 100_000, "is no baseline"),
    ],
    ids=["empty", "conflict", "not UTF-8", "deep"],
)
def test_a_broken_file_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    Path("baseline.json").write_bytes(content)
    with pytest.raises(ConfigurationError, match=f"^baseline.json {reason}"):
        read_baseline(Path("baseline.json"))


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"results": {}},
        {"version": "1", "files": {}},
        {"version": 1, "files": []},
        {"version": 1, "files": {"a.uc": {}}},
        {"version": 1, "files": {"a.uc": ["FLW121"]}},
        {"version": 1, "files": {"a.uc": [{"code": "FLW121"}]}},
        {"version": 1, "files": {"a.uc": [{"code": "FLW121", "line": 3}]}},
        {"version": 1, "files": {"\ud800.uc": [{"code": "FLW121", "line": ""}]}},
    ],
)
def test_another_tools_file_is_refused(content: Any) -> None:
    Path("baseline.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"^baseline.json is no baseline; take it away and make one"):
        read_baseline(Path("baseline.json"))


def test_a_later_version_is_named() -> None:
    Path("baseline.json").write_text('{"version": 2, "files": {}}', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="a baseline of version 2"):
        read_baseline(Path("baseline.json"))


def test_a_baseline_that_is_not_there_can_be_made() -> None:
    with pytest.raises(ConfigurationError, match=r"^there is no baseline no\.json; --write-baseline makes one$"):
        read_baseline(Path("no.json"))


def test_a_folder_is_no_baseline(here: Path) -> None:
    with pytest.raises(ConfigurationError, match="can't be read"):
        read_baseline(here)


def test_a_file_that_is_no_baseline_is_left_as_it_is() -> None:
    Path("shop.uc").write_text(TEXT, encoding="utf-8")
    with pytest.raises(OutputError, match="it was left as it is"):
        write_baseline(Path("shop.uc"), FOUND)
    assert Path("shop.uc").read_text(encoding="utf-8") == TEXT


def test_a_baseline_is_written_over() -> None:
    write_baseline(Path("baseline.json"), FOUND)
    write_baseline(Path("baseline.json"), FOUND[:1])
    assert len(read_baseline(Path("baseline.json"))) == 1


def test_an_unwritable_place_says_why(here: Path) -> None:
    Path("taken").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="taken"):
        write_baseline(Path("taken/baseline.json"), FOUND)


def test_what_it_holds_of_files_that_nobody_looked_at_stays_while_they_are_there() -> None:
    for name in ("a.uc", "b.uc"):
        Path(name).write_text("", encoding="utf-8")
    path = Path("baseline.json")
    write_baseline(path, [in_line(TEXT, 2, file=name) for name in ("a.uc", "b.uc", "gone.uc")])
    write_baseline(path, [in_line(TEXT, 3, file="a.uc")], {"a.uc"})
    assert [(each.file, each.line) for each in read_baseline(path)] == [
        ("a.uc", "resume at 8"),
        ("b.uc", "resume at 9"),
    ]


def test_a_baseline_of_the_whole_project_holds_what_is_found_now() -> None:
    path = Path("baseline.json")
    write_baseline(path, [in_line(TEXT, 2, file="gone.uc")])
    write_baseline(path, FOUND[:1])
    assert [each.file for each in read_baseline(path)] == ["shop.uc"]
