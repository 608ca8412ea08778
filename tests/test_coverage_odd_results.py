"""Results of tests that nobody would write by hand: nested without end, endless names, tests that never ran."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from usecase_dsl.cli.group import usecase
from usecase_dsl.coverage import NoResultsError, results

pytest_plugins = ["pytester"]

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
"""


def test_suites_nested_without_end_are_refused() -> None:
    deep = f"<testsuites>{'<testsuite>' * 20_000}<testcase name='UC-01 main'/>{'</testsuite>' * 20_000}</testsuites>"
    with pytest.raises(NoResultsError, match="nested too deeply"):
        results(deep.encode())


def test_entities_that_grow_without_bound_are_refused() -> None:
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{entities}]><testsuites><testsuite>&j;</testsuite></testsuites>'
    with pytest.raises(NoResultsError):
        results(bomb.encode())


def test_a_name_without_end_is_known_by_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "buy.uc").write_text(BUY, encoding="utf-8")
    (tmp_path / "r.xml").write_text(
        f"<testsuites><testsuite><testcase name='UC-01 2a: {'UC-01 ' * 100_000}'/></testsuite></testsuites>",
        encoding="utf-8",
    )
    told = CliRunner().invoke(usecase, ["coverage", str(tmp_path / "buy.uc"), "--junit", str(tmp_path / "r.xml")])
    assert "1 tested (50%), 1 passed (50%)" in told.output


def test_what_was_only_set_up_has_not_passed(pytester: pytest.Pytester) -> None:
    (pytester.path / "buy.uc").write_text(BUY, encoding="utf-8")
    pytester.makepyfile('import pytest\n\n@pytest.mark.usecase("UC-01", scenario="2a")\ndef test_it():\n    pass\n')
    run = pytester.runpytest_subprocess("--usecase-coverage", "--setup-plan", "-p", "no:cacheprovider")
    assert "2 scenarios: 0 tested (0%), 0 passed (0%)" in run.stdout.str()


def test_without_a_terminal_the_bar_counts_all_the_same(pytester: pytest.Pytester) -> None:
    (pytester.path / "buy.uc").write_text(BUY, encoding="utf-8")
    pytester.makepyfile('import pytest\n\n@pytest.mark.usecase("UC-01", scenario="2a")\ndef test_it():\n    pass\n')
    quiet = ("-p", "no:terminal", "-p", "no:cacheprovider")
    assert pytester.runpytest_subprocess("--usecase-fail-under=50", *quiet).ret == 0
    assert pytester.runpytest_subprocess("--usecase-fail-under=51", *quiet).ret == 1
