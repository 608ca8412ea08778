"""Hard cases of a second run: notes, marks that are gone, merges of branches, and what stands beside the tests."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.generation import FILE, MORE, NAMES, SHOP, Generated, functions, generate, run_pytest, written
from usecase_dsl.generate import RECORD, Status

LATER = SHOP.replace("5 minutes", "9 minutes")
LATEST = SHOP.replace("5 minutes", "20 minutes")


@pytest.fixture
def ours() -> Generated:
    """A folder in which a person has written the test of 3a."""
    run = generate(SHOP)
    return Generated(run.files | {FILE: written(run.text(), NAMES[3]).encode()}, run.plan)


def notes(run: Generated) -> list[str]:
    lines = (line for line in run.text().splitlines() if re.match(" *# usecase [a-z]+:", line))
    return [re.sub("text=[0-9a-f]{8}", "text=…", line.partition("usecase ")[2]) for line in lines]


ASK = "changed: delete these lines once the test does what its scenario says now (was text=…)"
WAS_5 = "changed:   was: 3a. Customer doesn't pay within 5 minutes:"
NOW_9 = "changed:   now: 3a. Customer doesn't pay within 9 minutes:"


# ---- notes


def test_a_note_is_written_once_and_said_until_it_is_deleted(ours: Generated) -> None:
    after = generate(LATER, ours.files)
    again = generate(LATER, after.files)
    assert notes(again) == [ASK, WAS_5, NOW_9]
    assert again.plan.artifacts == ()
    assert [test.name for test in again.plan.of(Status.TEXT_CHANGED)] == [NAMES[3]]
    done = re.sub("# usecase changed.*\n", "", again.text())
    clean = generate(LATER, again.files | {FILE: done})
    assert (clean.plan.artifacts, [*clean.plan.of(Status.TEXT_CHANGED)]) == ((), [])


def test_notes_say_what_has_changed_since_the_test_was_written(ours: Generated) -> None:
    after = generate(LATEST, generate(LATER, ours.files).files)
    assert notes(after) == [ASK, WAS_5, "changed:   now: 3a. Customer doesn't pay within 20 minutes:"]
    assert generate(LATEST, after.files).plan.artifacts == ()


def test_notes_go_when_the_old_words_are_back(ours: Generated) -> None:
    later = generate(LATER, generate(LATEST, ours.files).files)
    back = generate(SHOP, later.files)
    assert back.files == ours.files
    assert back.statuses()[NAMES[3]] == "kept"


def test_notes_begin_anew_when_a_person_has_deleted_them(ours: Generated) -> None:
    later = generate(LATER, ours.files)
    done = later.files | {FILE: re.sub("# usecase changed.*\n", "", later.text()).encode()}
    assert notes(generate(LATEST, done)) == [
        *(ASK, "changed:   was: 3a. Customer doesn't pay within 9 minutes:"),
        "changed:   now: 3a. Customer doesn't pay within 20 minutes:",
    ]


def test_a_note_that_somebody_has_written_on_stays(ours: Generated) -> None:
    later = generate(LATER, ours.files)
    mine = later.text().replace(NOW_9, f"{NOW_9} (Ann knows)")
    assert f"{NOW_9} (Ann knows)" in notes(generate(LATEST, later.files | {FILE: mine}))
    assert notes(generate(SHOP, later.files | {FILE: mine})) == [f"{NOW_9} (Ann knows)"]


def test_what_is_both_a_result_and_a_guarantee_is_noted_once() -> None:
    run = generate(SHOP)
    after = generate(
        SHOP.replace("The order is paid", "The order is settled"),
        run.files | {FILE: written(run.text(), NAMES[0]).encode()},
    )
    assert notes(after) == [ASK, "changed:   was: => The order is paid.", "changed:   now: => The order is settled."]


def test_a_note_stands_above_a_persons_comment_and_below_the_mark(ours: Generated) -> None:
    marker = '@pytest.mark.usecase("UC-01", scenario="3a")'
    before = ours.text().replace(marker, f"# Slow.\n{marker}")
    lines = generate(LATER, ours.files | {FILE: before}).text().split("\n")
    place = lines.index("# Slow.")
    assert lines[place - 1] == f"# usecase {NOW_9}"
    assert lines[place - 4].startswith("# usecase: UC-01 3a ")


def test_a_scenario_that_comes_back_with_other_words_loses_its_flag_and_gets_a_note() -> None:
    run = generate(MORE)
    touched = run.files | {FILE: written(run.text(), "test_3b_the_bank_is_closed").encode()}
    gone = generate(SHOP, touched)
    assert [note.split(":")[0] for note in notes(gone)] == ["vanished"]
    back = generate(MORE.replace("System says so", "System says when it opens"), gone.files)
    assert [note.split(":")[0] for note in notes(back)] == ["changed"] * 3
    assert generate(MORE, gone.files).files == touched


# ---- marks that are gone


def test_a_marker_ties_a_test_whose_comment_is_gone(ours: Generated) -> None:
    text = re.sub("# usecase: .*\n", "", ours.text()).replace("def test_3a_", "def test_too_late_")
    run = generate(SHOP, ours.files | {FILE: text})
    assert run.plan.artifacts == ()
    assert run.statuses()["test_too_late_customer_doesnt_pay_within_5_minutes"] == "kept"


def test_a_test_of_ones_own_with_a_marker_is_the_scenarios_test() -> None:
    mine = 'import pytest\n\n\n@pytest.mark.usecase("UC-01", scenario="2a 2a1a")\ndef test_mine():\n    pass\n'
    run = generate(SHOP, {"test_mine.py": mine})
    assert run.files["test_mine.py"].decode() == mine
    assert [test.mark.scenario for test in run.plan.of(Status.ADDED)] == ["main", "2a", "3a"]


def test_a_marker_for_something_else_is_nobodys_business() -> None:
    mine = 'import pytest\n\n\n@pytest.mark.usecase("JIRA-7", scenario="main")\ndef test_mine():\n    pass\n'
    run = generate(SHOP, {"test_mine.py": mine})
    assert {test.status for test in run.plan.tests} == {Status.ADDED}


# ---- merges of branches


def test_two_branches_that_both_wrote_the_record_are_merged_by_keeping_all_lines(ours: Generated) -> None:
    one, other = generate(LATER, ours.files), generate(MORE, ours.files)
    both = b"<<<<<<< one\n" + one.files[RECORD] + b"=======\n" + other.files[RECORD] + b">>>>>>> other\n"
    after = generate(LATER, one.files | {RECORD: both})
    assert after.files == one.files


def test_without_the_record_a_note_says_all_that_is_now(ours: Generated) -> None:
    after = generate(LATER, {path: content for path, content in ours.files.items() if path != RECORD})
    assert notes(after)[0] == ASK
    assert NOW_9 in notes(after)
    assert not any("was:" in note for note in notes(after))
    assert NOW_9.partition("now: ")[2].encode() in after.files[RECORD]


def test_two_branches_that_added_the_same_test_have_two_of_it() -> None:
    added = generate(MORE, generate(SHOP).files).text()
    test = added[added.index("# usecase: UC-01 3b") :]
    both = f"{added}\n\n{test.replace('def test_3b', 'def test_3b_again')}"
    run = generate(MORE, {FILE: both})
    assert [test.mark.scenario for test in run.plan.tests].count("3b") == 2
    assert not [*run.plan.of(Status.ADDED)]


# ---- formatters


def test_a_test_in_the_style_of_another_formatter_still_follows_its_text(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(generate(SHOP).files[FILE])
    style = ["--isolated", "--config=format.quote-style='single'", "--line-length=72"]
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", *style, str(tmp_path)], check=True)
    styled = (tmp_path / FILE).read_bytes()
    assert styled != generate(SHOP).files[FILE]
    assert generate(SHOP, generate(SHOP).files | {FILE: styled}).plan.artifacts == ()
    after = generate(LATER, generate(SHOP).files | {FILE: styled})
    assert after.statuses()["test_3a_customer_doesnt_pay_within_9_minutes"] == "updated"


# ---- other criteria


def test_a_scenario_that_was_not_asked_for_still_follows_its_text() -> None:
    every = generate(SHOP, criterion="all")
    name = "test_2a_3a_customer_doesnt_pay_within_5_minutes"
    before = every.files | {FILE: written(every.text(), name).encode()}
    run = generate(SHOP, before)
    assert run.plan.artifacts == ()
    assert run.statuses()[name] == "kept"
    assert generate(LATER, before).statuses()[name] == "text changed"


def test_the_labels_of_a_long_way_are_cut_in_its_mark_and_known_again() -> None:
    steps = "".join(f"    {n}. Customer takes book {n}.\n" for n in range(1, 8))
    flows = "".join(
        f"    {n}a. Book {n} is torn:\n      1. System takes another.\n      resume at {n + 1}\n" for n in range(1, 7)
    )
    text = f"use case UC-01: Take\n  main success scenario:\n{steps}  extensions:\n{flows}"
    every = generate(text, criterion="all")
    assert "usecase: UC-01 1a 2a 3a~" in every.text()
    assert generate(text, every.files).plan.artifacts == ()


# ---- includes


def test_the_failure_of_a_use_case_that_is_included_has_a_test_of_its_own() -> None:
    text = (
        "use case UC-01: Order\n  main success scenario:\n    1. Customer pays (include UC-02).\n"
        "use case UC-02: Pay\n  main success scenario:\n    1. Customer pays.\n"
        "  extensions:\n    1a. No money:\n      1. System says so.\n      end in failure\n"
    )
    run = generate(text, criterion="branches")
    assert [*functions(run.text())] == ["test_main_success_scenario", "test_1_fails_customer_pays_include_uc_02"]
    assert '@pytest.mark.usecase("UC-01", scenario="1 fails")' in run.text()
    assert "# usecase: UC-01 1_fails flows=" in run.text()
    assert generate(text, run.files, "branches").plan.artifacts == ()
    assert not [*generate(text, run.files).plan.of(Status.VANISHED)]


# ---- beside the tests


def test_a_fixture_that_was_moved_is_not_missing(ours: Generated) -> None:
    fixture = "import pytest\n\n\n@pytest.fixture\ndef customer_is_signed_in():\n    return 1\n"
    without = re.sub(r"@pytest\.fixture\ndef customer_is(?s:.*?)needs it\.\n\n\n", "", ours.text("conftest.py"))
    run = generate(SHOP, ours.files | {"conftest.py": without, "fixtures.py": fixture})
    assert run.plan.artifacts == ()


def test_a_hook_and_fixtures_of_ones_own_stay_and_work(tmp_path: Path) -> None:
    mine = "def pytest_configure(config):\n    config.addinivalue_line('markers', 'mine: x')\n"
    run = generate(SHOP, {"conftest.py": mine})
    assert run.files["conftest.py"].decode().startswith(f"import pytest\n\n\n{mine}\n\n@pytest.hookimpl")
    assert len(run_pytest(run.files, tmp_path)) == 4


def test_a_conftest_that_cannot_be_read_is_left_alone() -> None:
    run = generate(SHOP, {"conftest.py": "def ("})
    assert run.files["conftest.py"] == b"def ("
    assert [file.path for file in run.plan.unreadable] == ["conftest.py"]
    assert len([*run.plan.of(Status.ADDED)]) == 4
