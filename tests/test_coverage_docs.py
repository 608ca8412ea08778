"""The page about coverage: its use case and tests give the report that it shows, and its names are understood."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
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
    sold_out = TestResult("test_2a_it_is_sold_out[Moby-Dick]", "tests.test_uc_01", "", "passed")
    failed = replace(
        sold_out, name="test_2a_it_is_sold_out[Emma]", outcome="failed", message="AssertionError: nothing was said"
    )
    unwritten = TestResult("test_2b_customer_changes_their_mind", "tests.test_uc_01", "", "not written")
    assert report(passed, sold_out, failed, unwritten) == shown("text")[0]


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


def test_what_results_cannot_say_a_dry_run_of_generate_says(tmp_path: Path) -> None:
    """A written test whose scenario has changed passes; only the note above it, which this names, knows better."""

    def generate(*options: str) -> str:
        command = [sys.executable, "-m", "usecase_dsl", "generate", *options]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
        return done.stdout + done.stderr

    text = shown("uc")[0]
    (tmp_path / "buy.uc").write_text(text, encoding="utf-8")
    generate()
    file = tmp_path / "tests/use_cases/test_uc_01.py"
    written = re.sub(r"pytest\.fail\(.*?\n    \)", "assert True", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    file.write_text(written, encoding="utf-8")
    assert "says something else now" not in generate("--dry-run")
    (tmp_path / "buy.uc").write_text(text.replace("System sells it", "System sends it"), encoding="utf-8")
    generate()
    assert "test_main_success_scenario: its scenario says something else now" in generate("--dry-run")
