"""``usecase coverage``: what it prints, and how it ends."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from usecase_dsl.cli import group
from usecase_dsl.coverage import Coverage, ScenarioCoverage, TestResult, UseCaseCoverage
from usecase_dsl.report.coverage_lists import figures
from usecase_dsl.scenario import Scenario

BUY = """\
    actor: Customer
    use case UC-01: Buy a book
      main success scenario:
        1. Customer asks for a book.
        2. System sells it.
      extensions:
        2a. It is sold out:
          1. System says so.
          end in failure
        2b. Customer changes their mind:
          1. Customer leaves.
          end in failure
    use case UC-02: Sign in
      main success scenario:
        1. Customer signs in.
"""
PASSED = {"UC-01 main": "", "UC-01 2a": "", "UC-01 2b": "", "UC-02 main": ""}
MIXED = {
    "UC-01 main": "",
    "UC-01 2a: sold out": '<failure message="=1+1 | &lt;b&gt;&#10;second line"/>',
    "UC-01 7x": "",
    "UC-01 anything": "",
    "UC-09 main": "",
    "something else": "",
}


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs ``usecase coverage`` in a folder with ``buy.uc``."""
    monkeypatch.chdir(tmp_path)
    Path("buy.uc").write_text(dedent(BUY), encoding="utf-8")

    def call(*args: str) -> Outcome:
        monkeypatch.setattr("sys.argv", ["usecase", "coverage", *args])
        return Outcome(group.run(), *capfd.readouterr())

    return call


def put(results: dict[str, str], name: str = "results.xml") -> None:
    cases = "".join(f'<testcase name="{test}">{inner}</testcase>' for test, inner in results.items())
    Path(name).write_text(f"<testsuite>{cases}</testsuite>", encoding="utf-8")


def test_what_is_missing_is_told_in_short(command: Command) -> None:
    put(MIXED)
    assert command("--junit", "results.xml") == Outcome(
        0,
        dedent("""\
            UC-01: Buy a book  1 of 3 passed
              failed: 2a  UC-01 2a: sold out: =1+1 | <b>
              no test: 2b
              steps without a passed test: 2a1 2b1
              1 test for none of its scenarios
            UC-02: Sign in     no tests (1 scenario)
            Tests for what is not in the texts:
              UC-01 7x  UC-01 7x
              uc-09  UC-09 main
            1 test for no use case
            4 scenarios: 2 tested (50%), 1 passed (25%)
            """),
        "",
    )


def test_where_all_is_well_there_is_a_line_a_use_case(command: Command) -> None:
    put(PASSED)
    assert command("--junit", "results.xml").out.splitlines() == [
        "UC-01: Buy a book  3 of 3 passed",
        "UC-02: Sign in     1 of 1 passed",
        "4 scenarios: 4 tested (100%), 4 passed (100%)",
    ]


def test_a_flow_that_no_scenario_takes_is_named(command: Command) -> None:
    Path("buy.uc").write_text(dedent(BUY).replace("2b. Customer", "9b. Customer"), encoding="utf-8")
    put(PASSED)
    assert "  flows without a passed test: 9b\n" in command("--junit", "results.xml").out


def test_a_scenario_that_was_not_asked_for_is_named(command: Command) -> None:
    Path("buy.uc").write_text(dedent(BUY).replace("end in failure", "resume at 2", 1), encoding="utf-8")
    put({**PASSED, "UC-01 2a, 2b": ""})
    assert "  tested besides: 2a, 2b\n" in command("--junit", "results.xml").out


def test_tests_that_nobody_wrote_are_one_line_and_not_tested(command: Command) -> None:
    unwritten = '<failure message="AssertionError: not written yet: UC-01, 2a. It is sold out"/>'
    put({"UC-01 main": "", "UC-01 2a": unwritten, "UC-01 2b": unwritten, "UC-02 main": unwritten})
    assert command("--junit", "results.xml").out == dedent("""\
        UC-01: Buy a book  1 of 3 passed
          not written: 2a; 2b
          steps without a passed test: 2a1 2b1
        UC-02: Sign in     not written (1 scenario)
        4 scenarios: 1 tested (25%), 1 passed (25%), 3 not written
        """)
    found = json.loads(command("--junit", "results.xml", "--format", "json").out)
    assert (found["tested"], found["passed"], found["not_written"]) == (1, 1, 3)
    assert found["use_cases"][0]["flows"] == {"2a": "not written", "2b": "not written"}
    rows = command("--junit", "results.xml", "--format", "csv").out.splitlines()
    assert rows[2].startswith("UC-01,2a,not written,UC-01 2a,not written,")


def test_where_no_test_is_written_yet_that_is_all_that_is_said(command: Command) -> None:
    unwritten = '<failure message="not written yet: UC-01, 2a. It is sold out"/>'
    put({"UC-01 main": unwritten, "UC-01 2a": unwritten})
    assert command("--junit", "results.xml", "--use-case", "UC-01").out.splitlines() == [
        "UC-01: Buy a book  0 of 3 passed",
        "  not written: main success scenario; 2a",
        "  no test: 2b",
        "3 scenarios: 0 tested (0%), 0 passed (0%), 2 not written",
    ]


def test_the_rows_of_a_test_are_one_line(command: Command) -> None:
    failed = '<failure message="no money"/>'
    put(
        {
            "UC-01 2a[one]": "",
            "UC-01 2a[two]": failed,
            "UC-01 2a[three]": failed,
            "UC-01 9z[one]": "",
            "UC-01 9z[2]": "",
        }
    )
    told = command("--junit", "results.xml").out.splitlines()
    assert told[1] == "  failed: 2a  UC-01 2a: 2 of 3 rows failed: [two] no money"
    assert [line for line in told if "9z" in line] == ["  UC-01 9z  UC-01 9z"]


# ---- exit codes


@pytest.mark.parametrize(("bar", "code"), [("0", 0), ("25", 0), ("25.1", 1), ("100", 1)])
def test_the_bar_is_on_the_scenarios_that_passed(command: Command, bar: str, code: int) -> None:
    put(MIXED)
    assert command("--junit", "results.xml", "--fail-under", bar).code == code


def test_under_the_bar_both_figures_are_told(command: Command) -> None:
    put(MIXED)
    told = command("--junit", "results.xml", "--fail-under", "80").err
    assert told == "error: 25% of the scenarios passed; at least 80% are asked for\n"


def test_nearly_all_is_not_called_all() -> None:
    results = (TestResult("x", "", "", "passed"),)
    walked = [Scenario("uc", str(number), "success", (), (), ()) for number in range(2001)]
    found = tuple(ScenarioCoverage(each, results if each.name != "0" else ()) for each in walked)
    told = figures(Coverage({"uc": UseCaseCoverage("uc", found, {}, {})}))
    assert told == "2,001 scenarios: 2,000 tested (99.9%), 2,000 passed (99.9%)"


def test_without_results_it_says_where_they_come_from(command: Command) -> None:
    done = command()
    assert (done.code, done.out) == (2, "")
    assert "There are 4 scenarios here" in done.err and "--junit FILE" in done.err


@pytest.mark.parametrize("content", ["<coverage/>", "no XML", ""])
def test_a_file_without_results_is_misuse_and_named(command: Command, content: str) -> None:
    Path("results.xml").write_text(content, encoding="utf-8")
    done = command("--junit", "results.xml")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Error: results.xml: it ")


def test_a_shell_may_find_the_files(command: Command) -> None:
    put({"UC-01 main": ""}, "a.xml")
    put({"UC-02 main": ""}, "b.xml")
    assert command("--junit", "a.xml", "b.xml").out.endswith("4 scenarios: 2 tested (50%), 2 passed (50%)\n")
    assert command("--junit", "a.xml", "b.xml", "buy.uc").out == command("buy.uc", "--junit", "*.xml").out


def test_errors_in_the_texts_are_told(command: Command) -> None:
    Path("buy.uc").write_text(dedent(BUY) + "  priorty: high\n", encoding="utf-8")
    put(PASSED)
    done = command("--junit", "results.xml")
    assert done.code == 1
    assert "buy.uc:16:" in done.err


def test_no_test_has_run(command: Command) -> None:
    put({})
    assert command("--junit", "results.xml").err == "note: results.xml: no test has run\n"


# ---- other forms


def test_as_csv_a_row_for_each_scenario_and_test(command: Command) -> None:
    put(MIXED)
    rows = list(csv.reader(io.StringIO(command("--junit", "results.xml", "--format", "csv").out)))
    assert rows == [
        ["use_case", "scenario", "status", "test", "result", "message"],
        ["UC-01", "main success scenario", "passed", "UC-01 main", "passed", ""],
        ["UC-01", "2a", "failed", "UC-01 2a: sold out", "failed", "'=1+1 | <b>"],
        ["UC-01", "2b", "untested", "", "", ""],
        ["UC-01", "", "no scenario", "UC-01 anything", "passed", ""],
        ["UC-02", "main success scenario", "untested", "", "", ""],
        ["UC-01", "7x", "vanished", "UC-01 7x", "passed", ""],
        ["uc-09", "", "vanished", "UC-09 main", "passed", ""],
    ]


def test_as_markdown_what_people_wrote_stays_text(command: Command) -> None:
    put(MIXED)
    lines = command("--junit", "results.xml", "--format", "markdown").out.splitlines()
    assert lines[:2] == ["| use case | scenario | status | test | result | message |", "|---|---|---|---|---|---|"]
    assert lines[3] == "| UC-01 | 2a | failed | UC-01 2a: sold out | failed | =1+1 \\| \\<b\\> |"


def test_as_json_with_the_status_of_every_step_and_flow(command: Command) -> None:
    put(MIXED)
    found = json.loads(command("--junit", "results.xml", "--format", "json").out)
    assert (found["scenarios"], found["tested"], found["passed"], found["unnamed"]) == (4, 2, 1, 1)
    buy = found["use_cases"][0]
    assert buy["steps"] == {"1": "passed", "2": "passed", "2a1": "failed", "2b1": "untested"}
    assert buy["flows"] == {"2a": "failed", "2b": "untested"}
    assert [(each["name"], each["status"], len(each["tests"])) for each in buy["scenarios"]] == [
        ("main success scenario", "passed", 1),
        ("2a", "failed", 1),
        ("2b", "untested", 0),
    ]
    assert [(each["use_case"], each["scenario"]) for each in found["vanished"]] == [("UC-01", "7x"), ("uc-09", None)]


def test_what_a_test_is_called_does_not_reach_the_terminal_as_it_is(command: Command) -> None:
    put({"UC-01 2a \u202etxt": "<failure/>", "UC-01 8y \u009b1m": ""})
    out = command("--junit", "results.xml").out
    assert "\u202e" not in out and "\u009b" not in out
    assert "UC-01 2a \ufffdtxt" in out
