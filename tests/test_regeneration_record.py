"""The record of what scenarios said: read in reviews, merged by lines; and the parts of tests that follow the text."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.generation import FILE, NAMES, SHOP, Generated, docstring_of, generate, written
from usecase_dsl.generate import RECORD, Status
from usecase_dsl.generate.cases import said_digest
from usecase_dsl.generate.frameworks.unittest import plan as unittest_plan
from usecase_dsl.generate.record import Entry, Record, read_record, written_record

LATER = SHOP.replace("5 minutes", "9 minutes")


def entry(scenario: str, *said: str, use_case: str = "UC-1") -> tuple[str, Entry]:
    return said_digest(said), Entry(use_case, scenario, said)


# ---- the record


def test_a_record_is_a_text_in_the_order_of_the_use_cases() -> None:
    entries = [
        entry("10a", "1. Ann waits.", "end failure"),
        entry("main", "1. Bob waits.", use_case="UC-10"),
        entry("2a", "2a. No bus comes:"),
        entry("main", "1. Ann leaves."),
    ]
    lines = written_record(Record(dict(entries), {"UC-1": "Take the bus"})).decode().split("\n")[1:]
    assert "\n".join(line.partition(" text=")[0] for line in lines) == (
        "\nuse case UC-1: Take the bus\n"
        "\nUC-1 main\n  1. Ann leaves.\n"
        "\nUC-1 2a\n  2a. No bus comes:\n"
        "\nUC-1 10a\n  1. Ann waits.\n  end failure\n"
        "\nUC-10 main\n  1. Bob waits.\n"
    )


def test_one_word_more_is_two_lines_of_a_record() -> None:
    one, other = (generate(text).files[RECORD].decode().splitlines() for text in (SHOP, LATER))
    assert len(set(other) - set(one)) == 2


WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=5)


@given(st.lists(WORDS, max_size=4), st.sets(st.from_regex("[0-9a-f]{6}", fullmatch=True), max_size=2))
def test_a_record_is_read_as_it_was_written(texts: list[list[str]], made: set[str]) -> None:
    entries = {said_digest(said): Entry("UC-1", "2a 3a", tuple(said), frozenset(made)) for said in texts}
    record = Record(entries, {"UC-1": "Pay: now"} if entries else {})
    content = written_record(record)
    assert read_record(content) == record
    assert read_record(content.replace(b"\n", b"\r\n")) == record
    assert written_record(read_record(content)) == content


@given(st.binary())
def test_any_file_is_read_as_far_as_it_can_be(content: bytes) -> None:
    assert read_record(content + b"\n\n" + written_record(Record(dict([entry("2a", "1. A")])))).entries.keys() == {
        said_digest(["1. A"])
    }


def test_words_that_somebody_changed_are_left_out() -> None:
    content = generate(SHOP).files[RECORD]
    assert len(read_record(content).entries) == 4
    assert len(read_record(content.replace(b"5 minutes", b"50 minutes")).entries) == 3


def test_git_merges_records_and_what_it_leaves_in_two_is_read(tmp_path: Path) -> None:
    texts = (LATER, SHOP, SHOP.replace("5 minutes", "7 minutes").replace("Customer declines", "Customer says no"))
    records = [generate(text).files[RECORD] for text in texts]
    for name, content in zip(("ours", "base", "theirs"), records, strict=True):
        (tmp_path / name).write_bytes(content)
    command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
    merged = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).stdout
    assert b"<<<<<<<" in merged
    assert len(read_record(merged).entries) == 5
    assert {"7 minutes", "9 minutes", "says no"} == {
        words
        for words in ("5 minutes", "7 minutes", "9 minutes", "says no")
        for each in read_record(merged).entries.values()
        if any(words in line for line in each.said)
    }


# ---- parts that follow

DATA = """\
use case UC-01: Lend a book
  preconditions:
    - The shop is open.
  main success scenario:
    1. Reader asks for a book.
    2. System lends it.
  examples:
    | reader |
    | Ada    |
"""
MAIN = "test_main_success_scenario"


def ours(text: str) -> Generated:
    """A folder in which a person wrote the body of each test."""
    run = generate(text)
    names = [test.name for test in run.plan.tests]
    source = run.text()
    for name in names:
        source = written(source, name)
    return Generated(run.files | {FILE: source.encode()}, run.plan)


def test_the_docstring_of_a_written_test_follows() -> None:
    after = generate(LATER, ours(SHOP).files)
    assert docstring_of(after.text(), NAMES[3]) == docstring_of(
        generate(LATER).text(), "test_3a_customer_doesnt_pay_within_9_minutes"
    )
    assert "    assert True\n" in after.text()
    again = generate(SHOP, after.files)
    assert again.files == ours(SHOP).files


def test_a_docstring_that_somebody_wrote_in_stays() -> None:
    run = ours(SHOP)
    mine = run.text().replace("3a. Customer doesn't pay within 5 minutes.\n", "Ann: too late.\n")
    after = generate(LATER, run.files | {FILE: mine.encode()})
    assert "Ann: too late.\n\n    Preconditions:" in after.text()
    assert "  3a. Customer doesn't pay within 5 minutes:\n" in docstring_of(after.text(), NAMES[3])
    assert after.statuses()[NAMES[3]] == "text changed"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_docstring_follows_in_the_style_of_its_file(end: str) -> None:
    run = ours(SHOP)
    styled = run.text().replace("    ", "\t").replace("\n", end)
    after = generate(LATER, run.files | {FILE: styled.encode()}).files[FILE].decode()
    assert f'\t"""3a. Customer doesn\'t pay within 9 minutes.{end}' in after
    assert after.count("\n") == after.count(end)


def test_fixtures_and_data_follow_as_long_as_the_names_are_the_same() -> None:
    run = ours(DATA)
    more = DATA.replace("shop is open", "shop is there").replace("| Ada    |\n", "| Ada    |\n    | Bob    |\n")
    after = generate(more, run.files)
    assert '@pytest.mark.usefixtures("the_shop_is_there")' in after.text()
    assert 'pytest.param("Bob", id="Bob"),' in after.text()
    renamed = generate(DATA.replace("| reader |", "| guest  |"), run.files)
    assert '@pytest.mark.parametrize(\n    "reader",' in renamed.text()


def test_a_method_of_unittest_follows_too() -> None:
    run = generate(SHOP, plan_of=unittest_plan)
    source = run.text().replace("self.fail(", "self.check(")
    after = generate(LATER, run.files | {FILE: source.encode()}, plan_of=unittest_plan)
    assert '        """UC-01 3a: Customer doesn\'t pay within 9 minutes.\n' in after.text()
    assert {test.status for test in after.plan.tests} == {Status.KEPT, Status.TEXT_CHANGED}
    assert after.text().count("self.check(") == 4
