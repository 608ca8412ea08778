"""Tests for Robot Framework: what is generated, what happens when it runs, and what a second run leaves alone."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from robot.running import TestSuite as RobotSuite
from robot.utils import unescape

from tests.generation import MORE, RENUMBERED, SHOP, Files, Generated, generate, linked, told
from usecase_dsl.coverage import results as coverage_results
from usecase_dsl.generate import Request, Status
from usecase_dsl.generate.frameworks.robot import plan
from usecase_dsl.generate.languages.robot_text import keyword_name
from usecase_dsl.plain_text import plain

FILE = "uc_01.robot"
RESOURCE = "preconditions.resource"
NAMES = [
    "UC-01 main: Main success scenario",
    "UC-01 2a: The cart holds a book that is out of stock",
    "UC-01 2a 2a1a: Customer declines",
    "UC-01 3a: Customer doesn't pay within 5 minutes",
]

ONE_TEST = """\
*** Settings ***
Documentation    Use case UC-01: Place an order.
...
...              There is a test for each scenario, and a line above it that ties the two together.
...              Write a test where it fails: `usecase generate` never touches what somebody has written. It adds \\
...              tests for new scenarios, and brings those up to date that are still as it made them.

Resource         preconditions.resource

Test Tags        uc-01


*** Test Cases ***
# usecase: UC-01 main flows=… text=… made=…

UC-01 main: Main success scenario
    [Documentation]    Main success scenario.
    ...    The use case ends in success.
    [Tags]    scenario:main
    [Setup]    Run Keywords
    ...    Customer Is Signed In    AND
    ...    The Cart Holds At Least One Book
    # 1. Customer asks to check out.
    # 2. System shows the order summary.
    # 3. Customer pays.
    # Expected: The order is paid.
    # Expected at the end: The order is paid.
    # Expected at the end: Nobody is charged twice.
    Fail    not written yet: UC-01, Main success scenario
"""

KEYWORDS = """\
*** Keywords ***
Customer Is Signed In
    [Documentation]    Customer is signed in.
    ...
    ...    No use case establishes it.
    # Make this so, before each test that needs it.
    No Operation

The Cart Holds At Least One Book
    [Documentation]    The cart holds at least one book.
    ...
    ...    It is given from outside.
    # Make this so, before each test that needs it.
    No Operation
"""

DATA = """\
use case UC-02: Pay
  main success scenario:
    1. Customer enters the amount.
  examples:
    | amount | currency |
    | 10     | EUR      |
    | # 0 = ${x} |      |
"""


def robot(text: str, files: Mapping[str, bytes | str] | None = None, criterion: str = "flows") -> Generated:
    return generate(text, files, criterion, plan)


def suite_of(content: bytes | str) -> RobotSuite:
    """A suite as Robot Framework reads it."""
    text = content if isinstance(content, str) else content.decode("utf-8-sig")
    return RobotSuite.from_string(text)


def first_steps(run: Generated, path: str = FILE) -> dict[str, str]:
    """The tests of a file and what the first keyword of each is."""
    return {test.name: str(test.body[0]) for test in suite_of(run.files[path]).tests}


def written(text: str, name: str, body: str = "    Log    paid\n") -> str:
    """The text after a person wrote a test: its last line is theirs."""
    start = text.index(f"\n{name}\n")
    fail = text.index("    Fail    ", start)
    return text[:fail] + body + text[text.index("\n", fail) + 1 :]


def run_robot(folder: Path, files: Files, *options: str) -> tuple[dict[str, str], str]:
    """How each test ended and what it said, by the XML that goes to other tools; and what the run complained of."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    report = folder / "report.xml"
    outputs = ("--output", "NONE", "--log", "NONE", "--report", "NONE", "--xunit", str(report))
    command = [sys.executable, "-m", "robot", *options, *outputs, str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False)
    return {case.attrib["name"]: outcome(case) for case in ET.parse(report).iter("testcase")}, done.stderr


def outcome(case: ET.Element) -> str:
    return next((f"{child.tag}: {child.attrib['message']}" for child in case), "passed")


# ---- what is generated


def test_a_file_a_use_case_and_a_test_a_scenario() -> None:
    run = robot(SHOP)
    assert sorted(run.files) == [RESOURCE, FILE, "usecase-scenarios.txt"]
    assert list(first_steps(run)) == NAMES
    assert run.statuses() == dict.fromkeys(NAMES, "added")


def test_a_generated_file_from_its_first_line_to_its_last() -> None:
    run = robot(SHOP[: SHOP.index("  alternate flows:")])
    assert re.sub("=[0-9a-f]+", "=…", run.text(FILE)) == ONE_TEST
    assert run.text(RESOURCE).endswith(KEYWORDS)


def test_data_is_a_loop_over_its_rows() -> None:
    [test] = suite_of(robot(DATA).files["uc_02.robot"]).tests
    loop: Any = test.body[0]
    assert loop.assign == ("${amount}", "${currency}")
    assert loop.values == ("10", "EUR", r"\# 0 \= \${x}", "${EMPTY}")
    said = "not written yet: UC-02, Main success scenario (${amount}, ${currency})"
    assert [str(each) for each in loop.body] == [f"Run Keyword And Continue On Failure    Fail    {said}"]


def test_each_row_has_a_set_up_of_its_own() -> None:
    text = DATA.replace("  main", "  preconditions:\n    - Customer is signed in.\n  main", 1)
    run = robot(text)
    suite = suite_of(run.files["uc_02.robot"])
    loop: Any = suite.tests[0].body[0]
    assert not suite.tests[0].has_setup
    assert str(loop.body[0]) == "Customer Is Signed In"
    assert [each.name for each in suite.resource.imports] == [RESOURCE]
    assert robot(text, run.files).plan.artifacts == ()


def test_a_precondition_of_a_precondition_is_set_up_before_it() -> None:
    text = SHOP.replace("Customer is signed in.", "signed").replace(
        "condition filled", "condition signed: In.\n\ncondition filled"
    )
    signing = (
        "\nuse case UC-02: Sign in\n  preconditions:\n    - The shop is open.\n  success guarantees:\n    - signed\n"
    )
    run = robot(text + signing + "  main success scenario:\n    1. Customer signs in.\n")
    test = suite_of(run.files[FILE]).tests[0]
    assert test.setup.args == ("The Cart Holds At Least One Book", "AND", "The Shop Is Open", "AND", "In")
    assert "UC-02: Sign in establishes it (success guarantee)." in run.text(RESOURCE)


def test_preconditions_with_names_alike_are_one_keyword(tmp_path: Path) -> None:
    run = robot(SHOP.replace("    - filled\n", "    - Customer, is signed in!\n"))
    assert suite_of(run.files[FILE]).tests[0].setup.name == "Customer Is Signed In"
    assert run_robot(tmp_path, run.files, "--dryrun")[1] == ""


def test_a_comment_that_is_too_long_goes_on_in_the_next_line() -> None:
    text = robot(SHOP.replace("Nobody is charged twice", "Nobody is " + "x" * 85 + " charged twice")).text(FILE)
    assert f"    # Expected at the end: Nobody is\n    #   {'x' * 85} charged twice.\n" in text


def test_templates_can_be_replaced() -> None:
    model = linked(SHOP)
    own = {"test.robot.j2": "{{ name }}\n    Skip    {{ title | cell }}\n"}
    files = {each.path: each.content for each in plan(Request(model, told(model), templates=own)).artifacts}
    assert [str(test.body[0]) for test in suite_of(files[FILE]).tests][1].startswith("Skip    2a. The cart holds")


# ---- what happens when it runs


def test_a_test_fails_until_it_is_written(tmp_path: Path) -> None:
    run = robot(SHOP + DATA)
    files = run.files | {FILE: written(run.text(FILE), NAMES[0]).encode("utf-8")}
    results, complaints = run_robot(tmp_path, files)
    assert results == {
        NAMES[0]: "passed",
        NAMES[1]: "failure: not written yet: UC-01, 2a. The cart holds a book that is out of stock",
        NAMES[2]: "failure: not written yet: UC-01, 2a1a. Customer declines",
        NAMES[3]: "failure: not written yet: UC-01, 3a. Customer doesn't pay within 5 minutes",
        "UC-02 main: Main success scenario": "failure: Several failures occurred:\n\n"
        "1) not written yet: UC-02, Main success scenario (10, EUR)\n\n"
        "2) not written yet: UC-02, Main success scenario (# 0 = ${x}, )",
    }
    assert complaints == ""
    told = {each.name: each.outcome for each in coverage_results((tmp_path / "report.xml").read_bytes())}
    assert told == dict.fromkeys(results, "not written") | {NAMES[0]: "passed"}
    assert robot(SHOP + DATA, files).plan.artifacts == ()


def test_of_several_rows_that_fail_the_one_counts_that_somebody_wrote() -> None:
    said = "Several failures occurred:&#10;&#10;1) not written yet: UC-02, x&#10;&#10;2) 3 != 4&#10;&#10;3) 5 != 6"
    report = f'<testsuite><testcase name="UC-02 main"><failure message="{said}"/></testcase></testsuite>'
    [result] = coverage_results(report.encode())
    assert (result.outcome, result.message) == ("failed", "3 != 4")


def test_a_dry_run_finds_every_keyword(tmp_path: Path) -> None:
    results, complaints = run_robot(tmp_path, robot(SHOP + DATA).files, "--dryrun")
    assert set(results.values()) == {"passed"}
    assert complaints == ""


# ---- what a second run leaves alone


def test_nothing_new_changes_nothing() -> None:
    again = robot(SHOP, robot(SHOP).files)
    assert again.plan.artifacts == ()
    assert again.statuses() == dict.fromkeys(NAMES, "kept")
    assert not any(test.written for test in again.plan.tests)


def test_a_new_scenario_stands_behind_the_others_and_before_keywords() -> None:
    mine = "\n*** Keywords ***\nPay\n    Log    mine\n"
    files = robot(SHOP).files
    after = robot(MORE, files | {FILE: files[FILE] + mine.encode()})
    assert after.files[FILE].startswith(files[FILE] + b"\n# usecase: UC-01 3b ")
    assert after.text(FILE).endswith("Fail    not written yet: UC-01, 3b. The bank is closed\n" + mine)
    assert list(first_steps(after)) == [*NAMES, "UC-01 3b: The bank is closed"]


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda text: written(text, NAMES[1]), id="a test"),
        pytest.param(lambda text: written(text, NAMES[1]).replace(NAMES[1], "Out of stock"), id="a name"),
        pytest.param(lambda text: text.replace(NAMES[1], "Out of stock"), id="a name alone"),
        pytest.param(lambda text: text.rstrip("\n"), id="no line end at the end"),
        pytest.param(lambda text: text + "\n    # later\n\n\n", id="lines at the end"),
        pytest.param(lambda text: text.replace("[Tags]", "[Timeout]    1 min\n    [Tags]"), id="a setting"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param(lambda text: "\ufeff" + text, id="a byte order mark"),
        pytest.param(lambda text: re.sub(" flows=.*", "", text), id="marks without digests"),
        pytest.param(lambda text: re.sub("# usecase: .*\n", "", text), id="no marks"),
        pytest.param(lambda text: text.replace("# usecase", "    # usecase"), id="marks to the right"),
        pytest.param(lambda text: text.replace("    ", "  "), id="narrow columns"),
        pytest.param(lambda text: text.replace("*** Test Cases ***", "*** Tasks ***"), id="tasks"),
        pytest.param(lambda text: "Language: fi\n\n" + text.replace("Test Cases", "Testit"), id="another language"),
        pytest.param(lambda text: text.replace("Resource         preconditions.resource\n", ""), id="no resource"),
        pytest.param(lambda text: f"*** Comments ***\n# usecase: UC-01 9z\nx\n{text}", id="a section of comments"),
    ],
)
def test_every_byte_that_a_person_wrote_stays(edit: Callable[[str], str]) -> None:
    before = robot(SHOP).files
    edited = before | {FILE: edit(before[FILE].decode()).encode("utf-8")}
    assert robot(SHOP, edited).plan.artifacts == ()
    after = robot(MORE, edited)
    assert lost(edited[FILE], after.files[FILE]) == []
    assert [test.name for test in after.plan.of(Status.ADDED)] == ["UC-01 3b: The bank is closed"]
    assert len(first_steps(after)) == 5
    assert robot(MORE, after.files).plan.artifacts == ()


def lost(before: bytes, after: bytes) -> list[str]:
    """The lines that are gone, marks and notes aside, which are the generator's."""
    gone = Counter(lines(before)) - Counter(lines(after))
    return [line for line in gone.elements() if line and not line.lstrip().startswith("# usecase")]


def lines(content: bytes) -> list[str]:
    return [line.strip() for line in content.decode("utf-8-sig").splitlines()]


def test_tests_and_keywords_are_found_in_other_files() -> None:
    files = robot(SHOP).files
    moved = {
        "orders/order.robot": files[FILE].replace(b"preconditions.resource", b"../setup.resource"),
        "setup.resource": files[RESOURCE],
    }
    assert robot(SHOP, moved | {"usecase-scenarios.txt": files["usecase-scenarios.txt"]}).plan.artifacts == ()
    after = robot(MORE.replace("    - filled", "    - filled\n    - The shop is open."), moved)
    assert set(after.files) == {*moved, "usecase-scenarios.txt"}
    assert b"\nThe Shop Is Open\n" in after.files["setup.resource"]
    assert "UC-01 3b: The bank is closed" in first_steps(after, "orders/order.robot")


def test_a_keyword_that_a_person_wrote_elsewhere_is_not_made_again() -> None:
    mine = "*** Keywords ***\ncustomer_is_signed in\n    Log    mine\n"
    run = robot(SHOP, {"mine.resource": mine})
    assert b"Customer Is Signed In" not in run.files.get(RESOURCE, b"")
    assert run.files["mine.resource"].startswith(mine.encode())


@pytest.mark.parametrize(
    "start",
    [
        "",
        "# words\n",
        "*** Settings ***\n",
        "*** Variables ***\n${X}    1\n",
        "Language: fi\n\n*** Avainsanat ***\nX\n    Log    1\n",
    ],
)
def test_sections_are_added_where_a_file_lacks_them(start: str, tmp_path: Path) -> None:
    run = robot(SHOP, {FILE: start})
    assert list(first_steps(run)) == NAMES
    assert lost(start.encode(), run.files[FILE]) == []
    assert robot(SHOP, run.files).plan.artifacts == ()
    assert run_robot(tmp_path, run.files, "--dryrun")[1] == ""


def test_a_file_that_cannot_be_read_is_left_alone() -> None:
    run = robot(SHOP, {FILE: b"*** Test Cases ***\ncaf\xe9\n"})
    assert FILE not in [each.path for each in run.plan.artifacts]
    assert [(file.path, file.reason) for file in run.plan.unreadable] == [(FILE, "it is not UTF-8")]


# ---- when the text changes


def test_an_unwritten_test_follows_its_text() -> None:
    changed = SHOP.replace("out of stock", "sold out").replace("shows the order summary", "shows all")
    after = robot(changed, robot(SHOP).files)
    assert after.files == robot(changed).files
    assert {test.status for test in after.plan.tests} == {Status.UPDATED}


def test_a_written_test_is_told_what_has_changed() -> None:
    before = robot(SHOP)
    edited = before.files | {FILE: written(before.text(FILE), NAMES[3]).encode()}
    after = robot(SHOP.replace("5 minutes", "9 minutes"), edited)
    notes = [line for line in lines(after.files[FILE]) if line.startswith("# usecase changed")]
    assert notes[1:] == [
        "# usecase changed:   was: 3a. Customer doesn't pay within 5 minutes:",
        "# usecase changed:   now: 3a. Customer doesn't pay within 9 minutes:",
    ]
    assert lost(edited[FILE], after.files[FILE]) == []
    assert [test.name for test in after.plan.of(Status.TEXT_CHANGED)] == [NAMES[3]]


def test_renumbering_gives_written_tests_their_scenarios_new_names() -> None:
    run = robot(SHOP)
    text = run.text(FILE)
    for name in NAMES:
        text = written(text, name)
    after = robot(RENUMBERED, run.files | {FILE: text.encode()})
    assert list(first_steps(after)) == list(first_steps(robot(RENUMBERED)))
    assert after.text(FILE).count("    Log    paid\n") == 4
    assert re.findall("scenario:.*", after.text(FILE)) == [
        "scenario:main",
        "scenario:3a",
        "scenario:3a-3a1a",
        "scenario:4a",
    ]


def test_renumbering_an_unwritten_test_renames_it() -> None:
    assert robot(RENUMBERED, robot(SHOP).files).files == robot(RENUMBERED).files


def test_a_test_whose_scenario_vanished_stays_and_a_note_says_so() -> None:
    before = robot(MORE).files
    after = robot(SHOP, before)
    assert lost(before[FILE], after.files[FILE]) == []
    assert after.text(FILE).count("# usecase vanished:") == 1
    assert [test.name for test in after.plan.of(Status.VANISHED)] == ["UC-01 3b: The bank is closed"]
    assert robot(SHOP, after.files).plan.artifacts == ()


HUMAN = [
    "    Log    mine {}",
    "    # mine {}",
    "# mine {}",
    "Mine {}\n    Log    1",
    "*** Keywords ***\nMine {}\n    Log    1",
    "    ...    mine {}",
]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([SHOP, MORE, RENUMBERED, SHOP.replace("5 minutes", "an hour")]))
def test_whatever_a_person_does_no_line_of_theirs_is_lost(seed: int, text: str) -> None:
    files = robot(SHOP).files
    edited = at_random(files[FILE].decode(), random.Random(seed)).encode()
    after = robot(text, files | {FILE: edited})
    mine = [line for line in lines(edited) if re.search(r"\bmine \d", line, re.IGNORECASE)]
    again = robot(text, after.files)  # a mark that had lost its test may have got the one added below it
    for run in (after, again):
        assert Counter(mine) - Counter(lines(run.files[FILE])) == Counter()
    assert robot(text, again.files).plan.artifacts == ()


def at_random(text: str, chance: random.Random) -> str:
    """The text with lines added, deleted and moved, those marked that a person wrote."""
    found = text.splitlines()
    for number in range(chance.randrange(1, 8)):
        place = chance.randrange(len(found))
        what = chance.random()
        if what < 0.6:
            found[place:place] = chance.choice(HUMAN).format(number).split("\n")
        elif what < 0.8 and "mine" not in found[place].lower():
            del found[place]
        else:
            found.insert(chance.randrange(len(found)), found.pop(place))
    return chance.choice(["\n", "\r\n"]).join(found)


# ---- any words at all

NASTY = [
    "He said \"no\" and 'yes'",
    "C:\\new\\table\\",
    "\\x41 \\u0041 \\n",
    "${x} @{y} &{z} %{HOME} $${x} \\${x} ${{1/0}} *{x}",
    "a  b\tc\u00a0\u3000d",
    "# no comment",
    "... goes on",
    "| a | b |",
    "*** Test Cases ***",
    "[Tags]",
    "AND",
    "msg=x  html=1",
    "*HTML* <b>x</b>",
    "Given When FOR IN END",
    "NONE",
    "NUL \0 ESC \x1b \x85 and \ud800",
    "one\ntwo\r\nthree\u2028four",
    "رضا \u202eabc\u202c \u200bunseen\ufeff",
    "👩‍👩‍👧 😀",
    "表示" * 80,
    "x" * 300,
    "word \\ " * 60,
    "",
    "usecase: UC-01 2a",
]
WORDS = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=60), st.lists(st.sampled_from(NASTY), max_size=4).map("".join)
)


def with_words(words: str) -> Files:
    """A run over a use case that says these words wherever it says something, in data and preconditions too."""
    model = linked(SHOP + DATA)
    narratives = {
        key: [
            replace(each, moments=tuple(replace(m, text=words, results=(words,)) for m in each.moments))
            for each in found
        ]
        for key, found in told(model).items()
    }
    use_cases = {
        key: replace(
            each, title=words, preconditions=tuple(replace(c, text=words, entry=None) for c in each.preconditions)
        )
        for key, each in model.use_cases.items()
    }
    artifacts = plan(Request(replace(model, use_cases=use_cases), narratives)).artifacts
    return {each.path: each.content for each in artifacts}


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_any_words_make_tests_that_say_them(words: str) -> None:
    files = with_words(words)
    suite = suite_of(files[FILE])
    assert len(suite.tests) == 4
    assert squeezed(plain(words)) in squeezed(unescape(str(suite.tests[3].body[0]).removeprefix("Fail")))
    assert [len(test.body) for test in suite.tests] == [1] * 4


@pytest.mark.slow
def test_robot_framework_runs_any_words_and_says_them(tmp_path: Path) -> None:
    for number, words in enumerate(NASTY):
        (tmp_path / str(number)).mkdir()
        results, complaints = run_robot(tmp_path / str(number), with_words(words))
        assert complaints == "", words
        assert len(results) == 5
        said = f"not written yet: UC-01, 3a. {plain(words)}".strip()
        assert f"failure: {said}" in results.values()


@given(WORDS)
def test_keywords_have_names_that_differ_where_words_do(words: str) -> None:
    assert keyword_name(words)
    assert keyword_name(words) != keyword_name(words + "x")
