"""Results that the tools themselves write, for the same use case."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.reading import model
from usecase_dsl.coverage import coverage
from usecase_dsl.project.results import read_results
from usecase_dsl.scenario import graph, scenarios

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
UNITTEST = """\
import unittest

class BuyABook(unittest.TestCase):
    def test_main_success_scenario(self):
        for title in ("Moby-Dick", "Emma"):
            with self.subTest(title):
                pass

    def test_2a_it_is_sold_out(self):
        self.fail("sold out")

    @unittest.skip("later")
    def test_2b_customer_changes_their_mind(self):
        pass
"""
FEATURE = """\
Feature: UC-01: Buy a book
  Scenario Outline: Main success scenario
    Given <title> is there
    Examples:
      | title     |
      | Moby-Dick |
      | Emma      |

  Scenario: 2a. It is sold out
    Given nothing is there

  @skip
  Scenario: 2b. Customer changes their mind
    Given Emma is there
"""
BEHAVE_STEPS = """\
from behave import given

@given("{title} is there")
def step_impl(context, title):
    assert title != "nothing", "sold out"
"""
BDD_STEPS = """\
import pytest
from pytest_bdd import given, parsers, scenarios

scenarios("uc_01.feature")

@given(parsers.parse("{title} is there"))
def there(title):
    assert title != "nothing", "sold out"
"""
ROBOT = """\
*** Test Cases ***
Main Success Scenario
    Log    Moby-Dick
2a It Is Sold Out
    Fail    sold out
2b Customer Changes Their Mind
    Skip    later
"""


def run(folder: Path, files: Mapping[str, str], *command: str) -> dict[str, str]:
    """How each scenario fares by the results that a tool writes into ``results`` or ``results.xml``."""
    put(folder, files)
    return ran(folder, BUY, *command)


def put(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def ran(folder: Path, text: str, *command: str) -> dict[str, str]:
    """How each scenario of the first use case in a text fares when a tool runs the tests in a folder."""
    if importlib.util.find_spec(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False)
    written = [str(folder / name) for name in ("results", "results.xml") if (folder / name).exists()]
    assert written, done.stdout + done.stderr
    of = model(text)
    graphs = {key: graph(each, of) for key, each in of.use_cases.items()}
    listed = {key: tuple(scenarios(graphs[key], each)) for key, each in of.use_cases.items()}
    found = coverage(of, graphs, listed, read_results(written))
    assert (found.vanished, found.unnamed) == ((), 0)
    return {each.scenario.name: each.status for each in found.use_cases["uc-01"].scenarios}


EXPECTED = {"main success scenario": "passed", "2a": "failed", "2b": "skipped"}


def test_pytest_with_classes_of_unittest(tmp_path: Path) -> None:
    files = {"test_uc_01.py": UNITTEST}
    assert run(tmp_path, files, "pytest", "--junitxml=results.xml", "-p", "no:cacheprovider") == EXPECTED


def test_behave(tmp_path: Path) -> None:
    files = {"features/uc_01.feature": FEATURE, "features/steps/steps.py": BEHAVE_STEPS}
    found = run(tmp_path, files, "behave", "--junit", "--junit-directory=results", "--tags=not @skip", "--show-skipped")
    assert found == EXPECTED


def test_pytest_bdd(tmp_path: Path) -> None:
    if importlib.util.find_spec("pytest_bdd") is None:
        pytest.skip("pytest-bdd is not installed")
    files = {"uc_01.feature": FEATURE, "test_uc_01.py": BDD_STEPS, "pytest.ini": "[pytest]\nmarkers = skip\n"}
    assert run(tmp_path, files, "pytest", "--junitxml=results.xml", "-p", "no:cacheprovider") == EXPECTED


def test_robot_framework(tmp_path: Path) -> None:
    files = {"suites/uc_01_buy_a_book.robot": ROBOT}
    options = ("--xunit=results.xml", "--output=NONE", "--report=NONE", "--log=NONE")
    assert run(tmp_path, files, "robot", *options, "suites") == EXPECTED


# ---- tests that are generated

PARCELS = """\
actor: Customer
use case UC-01: Buy a book
  main success scenario:
    1. Customer asks for a book.
    2. System sends it (include UC-02).
  variations:
    - 1: by phone | by letter
  extensions:
    1a. It is sold out:
      1. System says so.
      end in failure
use case UC-02: Send a parcel
  main success scenario:
    1. System asks for a van.
  extensions:
    1a. The van is late:
      1. System waits.
      resume at next step
"""
GENERATED = {
    "pytest": ("pytest", "--junitxml=results.xml", "-p", "no:cacheprovider"),
    "unittest": ("pytest", "--junitxml=results.xml", "-p", "no:cacheprovider"),
    "pytest-bdd": ("pytest", "--junitxml=results.xml", "-p", "no:cacheprovider"),
    "behave": ("behave", "--junit", "--junit-directory=results", "tests/use_cases"),
    "robot": ("robot", "--xunit=results.xml", "--output=NONE", "--report=NONE", "--log=NONE", "tests"),
}


@pytest.mark.parametrize("framework", GENERATED)
def test_right_after_generating_no_test_is_written_and_all_are_tied(framework: str, tmp_path: Path) -> None:
    if framework == "pytest-bdd" and importlib.util.find_spec("pytest_bdd") is None:
        pytest.skip("pytest-bdd is not installed")
    put(tmp_path, {"buy.uc": PARCELS})
    generate = [sys.executable, "-m", "usecase_dsl", "generate", "--framework", framework, "--include", "expand"]
    subprocess.run(generate, cwd=tmp_path, capture_output=True, check=True)
    found = ran(tmp_path, PARCELS, *GENERATED[framework])
    assert found == dict.fromkeys(("main success scenario", "1a", "UC-02:1a"), "not written")
