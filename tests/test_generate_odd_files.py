"""Files of tests in odd states, and texts that are odd or large: nothing of a person's is lost, nothing breaks down."""

from __future__ import annotations

import csv
import io

import pytest

from tests.generation import FILE, MORE, RENUMBERED, SHOP, Files, generate, request
from usecase_dsl.generate import RECORD, Plan, Status, framework
from usecase_dsl.generate.marks import Mark, parse_mark
from usecase_dsl.generate.pairing import Told, pair
from usecase_dsl.generate.sheets.csv_form import CsvForm


def run(name: str, text: str, files: Files) -> tuple[Files, Plan]:
    """The folder after a run of a framework, and the plan of it."""
    plan = framework(name).plan(request(text, files))
    return files | {each.path: each.content for each in plan.artifacts}, plan


def only(files: Files, suffix: str) -> str:
    """The one path with this ending."""
    (path,) = (each for each in files if each.endswith(suffix))
    return path


# ---- what people write on lines that are ours


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("pytest", FILE),
        ("unittest", FILE),
        ("gherkin", ".feature"),
        ("robot", ".robot"),
        ("junit5", "Test.java"),
        ("playwright", ".spec.ts"),
        ("markdown", ".md"),
    ],
)
@pytest.mark.parametrize("text", [MORE, RENUMBERED, SHOP.replace("System shows", "System displays")])
def test_words_behind_a_mark_stay_there(name: str, suffix: str, text: str) -> None:
    files, _ = run(name, SHOP, {})
    path = only(files, suffix)
    lines = files[path].decode().split("\n")
    closing = " -->" if suffix == ".md" else ""
    said = [f"{line.removesuffix(closing)} ask Bob{closing}" if parse_mark(line) else line for line in lines]
    after, plan = run(name, text, files | {path: "\n".join(said).encode()})
    assert after[path].count(b"ask Bob") == 4
    assert not list(plan.of(Status.VANISHED))
    assert run(name, text, after)[0] == after


def test_words_behind_digests_are_no_label() -> None:
    mark = parse_mark("# usecase: UC-01 2a 3a flows=1f text=2f made=3f until Bob is back")
    assert mark is not None
    assert (mark.scenario, mark.made, mark.remark) == ("2a 3a", "3f", "until Bob is back")
    assert str(mark) == "usecase: UC-01 2a 3a flows=1f text=2f made=3f until Bob is back"


def test_a_note_that_somebody_wrote_on_is_not_taken_away() -> None:
    gone = SHOP[: SHOP.index("    3a. ")]
    flagged = generate(gone, generate(SHOP).files).files
    said = flagged[FILE].replace(b"if nobody needs it", b"if nobody needs it: Ada does")
    back = generate(SHOP, flagged | {FILE: said})
    assert "if nobody needs it: Ada does" in back.text()
    assert "usecase vanished" not in generate(SHOP, flagged).text()


# ---- files that can't be taken for what they were


CONFLICT = b"<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\n"


@pytest.mark.parametrize(
    ("name", "suffix"), [("robot", ".robot"), ("markdown", ".md"), ("csv", ".csv"), ("gherkin", ".feature")]
)
def test_a_file_with_the_signs_of_a_merge_conflict_is_left_alone(name: str, suffix: str) -> None:
    files, _ = run(name, SHOP, {})
    path = only(files, suffix)
    files[path] += CONFLICT
    after, plan = run(name, MORE, files)
    assert after == files
    assert [each.path for each in plan.unreadable] == [path]
    assert "merge conflict" in plan.unreadable[0].reason


def test_tests_in_a_section_that_robot_framework_does_not_read_are_not_made_twice() -> None:
    files, _ = run("robot", SHOP, {})
    path = only(files, ".robot")
    files[path] = files[path].replace(b"*** Test Cases ***", b"*** Test Casse ***")
    after, plan = run("robot", SHOP, files)
    assert after[path] == files[path]
    assert "a section that Robot Framework doesn't know" in plan.unreadable[0].reason


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", ["gherkin", "behave", "pytest-bdd"])
def test_a_feature_that_is_empty_gets_its_scenarios(name: str, content: bytes) -> None:
    after, plan = run(name, SHOP, {"uc_01.feature": content})
    assert len(list(plan.of(Status.ADDED))) == 4
    again, plan = run(name, SHOP, after)
    assert again == after
    assert len(list(plan.of(Status.KEPT))) == 4


def test_a_file_of_comments_alone_is_no_feature_to_add_scenarios_to() -> None:
    files = {"uc_01.feature": b"# All rights reserved.\n"}
    after, plan = run("gherkin", SHOP, files)
    assert after["uc_01.feature"] == files["uc_01.feature"]
    assert plan.unreadable[0].reason == "there is no feature in it that scenarios could go into"


# ---- line ends


def test_a_file_whose_lines_end_in_cr_keeps_them() -> None:
    files = generate(SHOP).files
    files[FILE] = files[FILE].replace(b"\n", b"\r")
    again = generate(MORE, files)
    assert b"\n" not in again.files[FILE]
    assert b"3b" in again.files[FILE]
    assert generate(MORE, again.files).files == again.files


def test_line_ends_within_a_persons_cell_stay_in_it() -> None:
    files, _ = run("csv", SHOP, {})
    rows = list(csv.reader(io.StringIO(files["test-sheet.csv"].decode("utf-8-sig"), newline="")))
    rows[2][rows[0].index("Notes")] = "one\rtwo\nthree"
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    after, _ = run("csv", SHOP.replace("System shows", "System displays"), {"test-sheet.csv": text.getvalue().encode()})
    tables = CsvForm().read("", after["test-sheet.csv"])
    assert not isinstance(tables, str)
    (table,) = tables
    assert "one\rtwo\nthree" in [table.cell(row, "Notes") for row in table.rows]
    assert len({len(row.cells) for row in table.rows}) == 1


def test_old_words_are_known_whatever_line_ends_are_in_them() -> None:
    text = SHOP.replace("The order is paid.", "The order\u2028is\x85paid.")
    files = generate(text).files
    files[FILE] = files[FILE].replace(b"not written yet", b"by hand")
    again = generate(text.replace("Nobody is charged twice", "Nobody pays twice"), files)
    assert "was: => Nobody is charged twice" in again.text()


# ---- names of files


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("gherkin", "aux_.feature"),
        ("behave", "steps/aux__steps.py"),
        ("robot", "aux_.robot"),
        ("playwright", "aux_.spec.ts"),
        ("pytest", "test_aux.py"),
    ],
)
def test_no_file_has_the_name_of_a_device_of_windows(name: str, path: str) -> None:
    files, _ = run(name, SHOP.replace("UC-01", "AUX"), {})
    assert path in files


# ---- size


def test_scenarios_that_keep_their_labels_are_known_however_many_were_reworded() -> None:
    def told(words: str) -> list[Told]:
        return [
            Told(Mark("UC-01", f"{n}a", f"flows {words} {n}", f"text {words} {n}"), (f"1. {n} is {words}",) * 9)
            for n in range(300)
        ]

    assert pair(told("old"), told("new")) == tuple(range(300))


def test_values_that_come_often_are_names_each_once() -> None:
    rows = "".join("    | same |\n" for _ in range(3000))
    text = f"use case UC-1: T\n  main success scenario:\n    1. System acts.\n  examples:\n    | a |\n{rows}"
    source = generate(text).text("test_uc_1.py")
    assert 'id="same")' in source
    assert 'id="same-3000")' in source


def test_the_record_may_be_anything() -> None:
    broken = b'{"text":\n[1]\n5\nnull\n{"text":5,"says":[1,{}]}\n\xff\xfe\n' + b"[" * 100_000
    after = generate(SHOP, generate(SHOP).files | {RECORD: broken})
    assert after.statuses() == generate(SHOP, generate(SHOP).files).statuses()
