"""The page about coverage: its use case and tests give the report that it shows, and its names are understood."""

from __future__ import annotations

import re
from pathlib import Path

from tests.reading import model
from usecase_dsl.coverage import Claim, TestResult, coverage, results
from usecase_dsl.report.coverage_lists import lines
from usecase_dsl.scenario import graph, scenarios

PAGE = (Path(__file__).parents[1] / "docs" / "how-to" / "coverage.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def shown(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


def report(*found: TestResult) -> str:
    of = model(shown("uc")[0])
    graphs = {key: graph(each, of) for key, each in of.use_cases.items()}
    listed = {key: tuple(scenarios(graphs[key], each)) for key, each in of.use_cases.items()}
    return "\n".join(lines(of, coverage(of, graphs, listed, found), "text")) + "\n"


def test_the_report_is_that_of_these_results() -> None:
    passed = TestResult("test_main_success_scenario", "tests.test_uc_01", "", "passed")
    failed = TestResult("test_2a_it_is_sold_out", "tests.test_uc_01", "", "failed", "AssertionError: nothing was said")
    assert report(passed, failed) == shown("text")[0]


def test_a_test_for_what_is_gone_is_told_as_shown() -> None:
    assert shown("text")[1] in report(TestResult("test_3a_the_shop_is_closed", "tests.test_uc_01", "", "passed"))


def test_each_name_in_the_table_is_understood() -> None:
    rows = re.findall(r"^\| [^|]+ \| (?:`([^`]*)`)? ?\| `([^`]*)` \|$", PAGE, re.MULTILINE)
    assert len(rows) == 5
    for classname, name in rows:
        assert "1 tested (33.3%)" in report(TestResult(name, classname, "", "passed"))


def test_the_properties_are_read() -> None:
    (found,) = results(f"<testsuite>{shown('xml')[0]}</testsuite>".encode())
    assert found.claims == (Claim("UC-01", "2a"),)
