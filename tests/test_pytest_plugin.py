"""The plugin for pytest, in runs of pytest: by itself, with xdist, and where there is nothing for it to do."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from usecase_dsl.coverage import Claim, results
from usecase_dsl.project import Texts, checked
from usecase_dsl.settings import DEFAULTS
from usecase_dsl.source import source_from_text

pytest_plugins = ["pytester"]

Run = Callable[..., pytest.RunResult]

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
"""
# Each way to say what is tested, and each thing that may become of a test.
TESTS = """\
import pytest

pytestmark = pytest.mark.usecase("UC-01")

@pytest.mark.parametrize("book", ["Moby-Dick", "a::b"])
def test_main_success_scenario(book):
    pass

@pytest.mark.usecase("UC-01", scenario="2a")
class TestSoldOut:
    def test_says_so(self):
        assert "sold out" == "there"

    @pytest.mark.skip(reason="not yet")
    def test_offers_another(self):
        pass

@pytest.mark.usecase("UC-01", scenario="2b")
@pytest.mark.usecase("UC-01", scenario="9z")
def test_leaves():
    pass
"""
REPORT = [
    "UC-01: Buy a book  2 of 3 passed",
    "  failed: 2a  tests/test_shop.py::TestSoldOut::test_says_so: AssertionError: assert 'sold out' == 'there'",
    "  steps without a passed test: 2a1",
    "Tests for what is not in the texts:",
    "  UC-01 9z  tests/test_shop.py::test_leaves",
    "3 scenarios: 3 tested (100%), 2 passed (66.6%)",
]


@pytest.fixture(scope="session", autouse=True)
def language() -> None:
    """The language, read once for all runs within this process; each would read it again otherwise."""
    checked(Texts(DEFAULTS, (source_from_text(BUY, "buy.uc"),), frozenset(), (), (), {}))


@pytest.fixture(autouse=True)
def alone(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs within this process load no plugin but this; those of a process of their own find it as users do."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p usecase_dsl.ext.pytest_plugin")


@pytest.fixture
def workers(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, alone: None) -> Run:
    """Runs pytest in a process of its own, with two workers."""

    def run(*arguments: str) -> pytest.RunResult:
        monkeypatch.delenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
        monkeypatch.delenv("PYTEST_ADDOPTS")
        return pytester.runpytest_subprocess("-n", "2", *arguments)

    return run


@pytest.fixture
def shop(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with a use case and its tests."""
    put(pytester, "use-cases/buy.uc", BUY)
    put(pytester, "tests/test_shop.py", TESTS)
    return pytester


def put(pytester: pytest.Pytester, name: str, text: str) -> None:
    file = pytester.path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dedent(text), encoding="utf-8")


def section(run: pytest.RunResult) -> list[str]:
    """The lines that a run says about use cases."""
    lines = run.outlines
    begin = next((index for index, line in enumerate(lines) if "use-case coverage" in line), len(lines))
    end = (at for at in range(begin + 1, len(lines)) if re.match("=+ |FAIL|[0-9]+ (passed|failed)", lines[at]))
    return lines[begin + 1 : next(end, len(lines))]


# ---- the report


def test_the_report_at_the_end_of_a_run(shop: pytest.Pytester) -> None:
    run = shop.runpytest("--usecase-coverage=use-cases")
    assert section(run) == REPORT
    run.assert_outcomes(passed=3, failed=1, skipped=1)


def test_with_workers_all_is_the_same(shop: pytest.Pytester, workers: Run) -> None:
    put(shop, "tests/test_shop.py", TESTS.replace('assert "sold out" == "there"', "pass"))
    asked = ("--usecase-coverage=use-cases", "--usecase-fail-under=66.7", "--junitxml=results.xml", "-rN")
    alone = shop.runpytest(*asked)
    said_alone = results((shop.path / "results.xml").read_bytes())
    parallel = workers(*asked)
    said_in_parallel = results((shop.path / "results.xml").read_bytes())
    assert section(parallel) == section(alone) != []
    assert set(said_in_parallel) == set(said_alone)
    assert parallel.ret == alone.ret == pytest.ExitCode.TESTS_FAILED
    assert "FAIL 66.6% of the scenarios passed; at least 66.7% are asked for" in parallel.outlines


def test_without_the_option_nothing_is_said(shop: pytest.Pytester) -> None:
    run = shop.runpytest()
    assert section(run) == []
    assert run.ret == pytest.ExitCode.TESTS_FAILED


def test_tests_that_were_not_run_leave_their_scenarios_untested(shop: pytest.Pytester) -> None:
    run = shop.runpytest("--usecase-coverage=use-cases", "-k", "main")
    assert section(run)[:2] == ["UC-01: Buy a book  1 of 3 passed", "  no test: 2a; 2b"]


def test_a_listing_of_tests_has_no_report(shop: pytest.Pytester) -> None:
    assert section(shop.runpytest("--usecase-coverage=use-cases", "--collect-only")) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("@pytest.fixture\ndef broken():\n    raise OSError('no disk')\ndef test_2a(broken): pass", "failed: 2a"),
        (
            "@pytest.fixture\ndef broken():\n    yield\n    raise OSError\ndef test_2a(broken): pass",
            "failed: 2a",
        ),
        ("@pytest.mark.xfail\ndef test_2a(): assert False", "skipped: 2a"),
        ("@pytest.mark.xfail(strict=True)\ndef test_2a(): pass", "failed: 2a"),
        ("def test_2a(): pytest.skip('not here')", "skipped: 2a"),
    ],
)
def test_what_becomes_of_a_test_in_other_ways(pytester: pytest.Pytester, body: str, status: str) -> None:
    put(pytester, "buy.uc", BUY)
    put(pytester, "test_uc_01.py", f"import pytest\n{body}\n")
    assert section(pytester.runpytest("--usecase-coverage"))[1].startswith(f"  {status}")


UNWRITTEN = "pytest.fail('not written yet: UC-01, 2a. It is sold out', pytrace=False)"


def test_a_generated_test_that_nobody_wrote_is_not_written(pytester: pytest.Pytester) -> None:
    put(pytester, "buy.uc", BUY)
    put(pytester, "test_uc_01.py", f"import pytest\ndef test_main(): pass\ndef test_2a(): {UNWRITTEN}\n")
    assert section(pytester.runpytest("--usecase-coverage")) == [
        "UC-01: Buy a book  1 of 3 passed",
        "  not written: 2a",
        "  no test: 2b",
        "  steps without a passed test: 2a1 2b1",
        "3 scenarios: 1 tested (33.3%), 1 passed (33.3%), 1 not written",
    ]


def test_of_subtests_one_that_fails_says_more_than_one_that_is_not_written(pytester: pytest.Pytester) -> None:
    put(pytester, "buy.uc", BUY)
    body = "with self.subTest(row=1): self.fail('not written yet: UC-01')\n        with self.subTest(row=2): 1 / 0"
    test = f"class TestUc01(unittest.TestCase):\n    def test_2a(self):\n        {body}\n"
    put(pytester, "test_uc_01.py", f"import unittest\n{test}")
    assert section(pytester.runpytest("--usecase-coverage"))[1].startswith("  failed: 2a  ")


def test_errors_in_the_texts_are_counted(shop: pytest.Pytester) -> None:
    put(shop, "use-cases/buy.uc", BUY + "  priorty: high\n")
    said = section(shop.runpytest("--usecase-coverage=use-cases"))
    assert said[-1] == "errors in these texts: 1; ‘usecase check’ tells them"


def test_a_test_that_changes_the_folder_changes_nothing(pytester: pytest.Pytester) -> None:
    put(pytester, "buy.uc", BUY)
    put(pytester, "test_uc_01.py", "import os\ndef test_main(tmp_path): os.chdir(tmp_path)\n")
    assert section(pytester.runpytest("--usecase-coverage"))[0] == "UC-01: Buy a book  1 of 3 passed"


RUN_AGAIN = """\
from _pytest.runner import runtestprotocol

def pytest_runtest_protocol(item, nextitem):
    for last in (False, True):
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        for report in reports:
            report.outcome = "rerun" if report.failed and not last else report.outcome
            item.ihook.pytest_runtest_logreport(report=report)
        if all(report.passed for report in reports):
            break
    return True
"""
FLAKY = """\
import pytest

seen = []

@pytest.mark.parametrize("times", [1, 2, 3])
def test_2a(times):
    seen.append(times)
    assert seen.count(times) == times
"""


def test_of_tests_that_are_run_again_the_last_run_counts(pytester: pytest.Pytester) -> None:
    put(pytester, "buy.uc", BUY)
    put(pytester, "conftest.py", RUN_AGAIN)
    put(pytester, "test_uc_01.py", FLAKY)
    said = section(pytester.runpytest("--usecase-coverage"))
    assert [line.partition(": ")[0] for line in said if "test_2a" in line] == ["  failed"]
    assert said[1] == "  failed: 2a  test_uc_01.py::test_2a: 1 of 3 rows failed: [3] assert 2 == 3"


# ---- the bar


@pytest.mark.parametrize(("bar", "code"), [("66", 0), ("66.7", 1)])
def test_a_run_under_the_bar_fails(shop: pytest.Pytester, bar: str, code: int) -> None:
    put(shop, "tests/test_shop.py", TESTS.replace('assert "sold out" == "there"', 'pytest.skip("later")'))
    run = shop.runpytest("--usecase-coverage=use-cases", f"--usecase-fail-under={bar}")
    assert run.ret == code
    told = "FAIL 66.6% of the scenarios passed; at least 66.7% are asked for"
    assert (told in run.outlines) is bool(code)


def test_the_ini_file_may_ask_for_both(shop: pytest.Pytester) -> None:
    shop.makeini("[pytest]\nusecase_coverage = use-cases\nusecase_fail_under = 90\n")
    run = shop.runpytest("-k", "not says_so")
    assert run.ret == 1
    assert "FAIL 66.6% of the scenarios passed; at least 90% are asked for" in run.outlines
    assert shop.runpytest("-k", "not says_so", "--usecase-fail-under=60").ret == 0


@pytest.mark.parametrize("bar", ["101", "-1", "many", "nan"])
def test_a_bar_is_a_number_up_to_a_hundred(shop: pytest.Pytester, bar: str) -> None:
    run = shop.runpytest(f"--usecase-fail-under={bar}")
    assert run.ret == pytest.ExitCode.USAGE_ERROR
    run.stderr.fnmatch_lines([f"*--usecase-fail-under: '{bar}' is no number from 0 to 100"])


def test_a_bar_in_the_ini_file_that_is_no_number_is_misuse(shop: pytest.Pytester) -> None:
    shop.makeini("[pytest]\nusecase_coverage = use-cases\nusecase_fail_under = many\n")
    run = shop.runpytest()
    assert run.ret == pytest.ExitCode.USAGE_ERROR
    run.stderr.fnmatch_lines(["ERROR: usecase_fail_under: 'many' is no number from 0 to 100"])


# ---- where there are no use cases


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "there is no .uc file in "),
        ("=nowhere", "there is no file or folder "),
        ("=test_x.py", "there is no use case in "),
    ],
)
def test_without_use_cases_it_says_so(pytester: pytest.Pytester, path: str, reason: str) -> None:
    put(pytester, "test_x.py", "def test_x(): pass\n")
    run = pytester.runpytest(f"--usecase-coverage{path}")
    assert section(run)[0].startswith(f"Nothing can be said: {reason}")
    assert run.ret == 0
    assert pytester.runpytest(f"--usecase-coverage{path}", "--usecase-fail-under=1").ret == 1


def test_a_configuration_that_can_not_be_used_does_not_break_the_run(shop: pytest.Pytester) -> None:
    put(shop, "use-cases/usecase.toml", "profile = 3\n")
    run = shop.runpytest("--usecase-coverage=use-cases", "-k", "main")
    assert section(run)[0].startswith(
        "Nothing can be said: ConfigurationError: usecase.toml: ‘profile’ has to be a text"
    )
    assert run.ret == 0


# ---- marks


def test_the_mark_is_known(pytester: pytest.Pytester) -> None:
    put(pytester, "test_x.py", "import pytest\n@pytest.mark.usecase('UC-01')\ndef test_x(): pass\n")
    pytester.runpytest("--strict-markers").assert_outcomes(passed=1)
    pytester.runpytest("--markers").stdout.fnmatch_lines(
        ["@pytest.mark.usecase(id, scenario=None): tests this scenario*"]
    )


BAD_MARKS = ["", "3", "''", "'  '", "'UC-01', '2a'", "'UC-01', scenario=2", "'UC-01', scenario=''", "id='UC-01'"]


@pytest.mark.parametrize("arguments", BAD_MARKS)
def test_a_mark_that_says_no_use_case_is_misuse(pytester: pytest.Pytester, arguments: str) -> None:
    put(pytester, "test_x.py", f"import pytest\n\n@pytest.mark.usecase({arguments})\ndef test_x(): pass\n")
    run = pytester.runpytest()
    assert run.ret == pytest.ExitCode.USAGE_ERROR
    run.stderr.fnmatch_lines(["ERROR: test_x.py:3: test_x: @pytest.mark.usecase(*) says no use case; it takes an id*"])


def test_with_workers_such_a_mark_is_that_tests_error(pytester: pytest.Pytester, workers: Run) -> None:
    put(pytester, "test_x.py", "import pytest\n@pytest.mark.usecase(3)\ndef test_x(): pass\ndef test_y(): pass\n")
    run = workers()
    run.assert_outcomes(passed=1, errors=1)
    run.stdout.fnmatch_lines(["test_x.py:2: test_x: @pytest.mark.usecase(3) says no use case*"])


# ---- JUnit's XML


def test_what_tests_say_is_in_the_xml(shop: pytest.Pytester) -> None:
    shop.runpytest("--junitxml=results.xml")
    found = {each.name: each for each in results((shop.path / "results.xml").read_bytes())}
    assert {name: each.claims for name, each in found.items()} == {
        "test_main_success_scenario[Moby-Dick]": (Claim("UC-01"),),
        "test_main_success_scenario[a::b]": (Claim("UC-01"),),
        "test_says_so": (Claim("UC-01", "2a"),),
        "test_offers_another": (Claim("UC-01", "2a"),),
        "test_leaves": (Claim("UC-01", "2b"), Claim("UC-01", "9z")),
    }
    assert {each.outcome for each in found.values()} == {"passed", "failed", "skipped"}


def test_properties_are_in_the_place_that_other_tools_look_at(shop: pytest.Pytester) -> None:
    shop.runpytest("--junitxml=results.xml", "-k", "says_so")
    pairs = [(each.get("name"), each.get("value")) for each in ET.parse(shop.path / "results.xml").iter("property")]
    assert pairs == [("usecase", "UC-01"), ("scenario", "2a")]


# ---- what it costs those who don't need it


def test_loading_it_loads_nothing_of_the_language() -> None:
    program = "import sys, usecase_dsl.ext.pytest_plugin; print(*sorted(m for m in sys.modules if 'usecase' in m))"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["usecase_dsl", "usecase_dsl.ext", "usecase_dsl.ext.pytest_plugin"]
