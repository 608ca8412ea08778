"""Tests for pytest-bdd: features, modules and steps, what happens when they run, and what a second run leaves alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.generation import MORE, RENUMBERED, SHOP, Files, Generated, generate, linked, request, ruff
from usecase_dsl.coverage import TestResult as Result
from usecase_dsl.coverage import results
from usecase_dsl.coverage.naming import Directory
from usecase_dsl.generate.frameworks.pytest_bdd import plan

FILE = "test_uc_01.py"
FEATURE = "uc_01.feature"
CONFTEST = "conftest.py"

FIRST_STEP = '''\
"""Use case UC-01: Place an order.

Write a step's body where it fails: `usecase generate` adds steps that are not defined
yet, and never touches one that is there.
"""

import pytest
from pytest_bdd import given, scenarios, then, when

scenarios("uc_01.feature")


@when("Customer asks to check out")
def customer_asks_to_check_out() -> None:
    pytest.fail(
        "not written yet: UC-01, Customer asks to check out",
        pytrace=False,
    )
'''

PRECONDITION = '''\
@given("Customer is signed in")
def customer_is_signed_in() -> None:
    """Customer is signed in.

    No use case establishes it.
    """
    # Make this so, before each scenario that needs it.
'''

OTHER = """\
use case UC-02: Sign in
  primary actor: Customer
  main success scenario:
    1. Customer asks to check out.
    2. System asks for the {password}.
  extensions:
    1-2a. The shop closes:
      1. System closes.
      end in failure
    *b. It rains:
      1. System closes.
      end in failure
"""

DATA = """\
  examples:
    | card | ring |
    | gold | 3    |
    | "x"  |      |
"""


def run(text: str, files: Mapping[str, bytes | str] | None = None) -> Generated:
    return generate(text, files, plan_of=plan)


def run_tests(files: Files, folder: Path, *options: str) -> list[Result]:
    """What pytest says of each test, by a real run in which a warning is an error."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    report = folder / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "--strict-markers", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, f"--junit-xml={report}", *options, "."],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert report.exists(), done.stdout + done.stderr
    return list(results(report.read_bytes()))


def outcomes(files: Files, folder: Path) -> dict[str, str]:
    return {each.name: each.outcome for each in run_tests(files, folder)}


# ---- a first run


def test_a_module_for_each_feature_from_its_first_line() -> None:
    result = run(SHOP)
    assert sorted(result.files) == [CONFTEST, FILE, FEATURE, "usecase-scenarios.txt"]
    assert result.text(FILE).startswith(FIRST_STEP)


def test_tags_are_no_markers_that_pytest_would_have_to_know() -> None:
    assert "\n@level:user-goal\n" in run(SHOP.replace("order\n", "order\n  level: user goal\n", 1)).text(FEATURE)


def test_preconditions_and_shared_steps_stand_in_the_conftest() -> None:
    conftest = run(SHOP + OTHER).text(CONFTEST)
    assert PRECONDITION in conftest
    assert '@when("Customer asks to check out")' in conftest


def test_values_in_a_step_are_a_parameter() -> None:
    text = run(SHOP.replace("Customer pays.", "Customer pays with <card> and <ring>.") + DATA).text(FILE)
    assert '@when(parsers.parse("Customer pays with {card} and {ring}"))\ndef ' in text
    assert "(card: str, ring: str) -> None:" in text
    assert "from pytest_bdd import given, parsers, scenarios, then, when\n" in text


def test_a_table_is_an_argument() -> None:
    text = run(SHOP.replace("the order summary.", "the summary:\n       - the books\n       - the total")).text(FILE)
    assert "(datatable: list[list[str]]) -> None:" in text


@pytest.mark.slow
def test_linters_have_nothing_to_say(tmp_path: Path) -> None:
    for path, content in run(SHOP + DATA + OTHER).files.items():
        (tmp_path / path).write_bytes(content)
    assert ruff(tmp_path, "check", "--select=E,F,I,N,B,UP,W,D,PT,ANN", "--ignore=D103,D203,D213,D401,D413,E501") == ""
    assert ruff(tmp_path, "format", "--diff") == ""


def test_templates_can_be_replaced() -> None:
    own = {"step.py.j2": "{{ decorators[0] }}\n{{ signature }}\n    raise NotImplementedError"}
    artifacts = {each.path: each.content for each in plan(replace(request(SHOP), templates=own)).artifacts}
    assert b'@when("Customer pays")\ndef customer_pays() -> None:\n    raise NotImplementedError\n' in artifacts[FILE]


# ---- what happens when it runs


def test_each_scenario_fails_until_it_is_written(tmp_path: Path) -> None:
    found = run_tests(run(SHOP + DATA + OTHER).files, tmp_path)
    assert {each.outcome for each in found} == {"not written"}
    assert len(found) == 8
    assert all("not written yet: " in each.message for each in found)


def test_a_scenario_passes_once_all_its_steps_are_written(tmp_path: Path) -> None:
    result = run(SHOP)
    steps = result.text(FILE).split("\n\n\n")
    own = ("check_out", "order_summary", "pays", "is_paid", "charged_twice")
    done = [each.replace("pytest.fail(", "dict(x=") if any(name in each for name in own) else each for each in steps]
    found = outcomes(result.files | {FILE: "\n\n\n".join(done).encode()}, tmp_path)
    assert [name for name in found if found[name] == "passed"] == ["test_uc01_main_success_scenario"]
    assert len(found) == 4


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("-p", "no:usecase")])
def test_results_are_those_of_scenarios(options: tuple[str, ...], tmp_path: Path) -> None:
    text = SHOP + DATA + OTHER + OTHER.replace(" UC-02", "").replace("Sign in", "Sign out")
    directory = Directory(linked(text))
    named = [directory.named(each.classname, each.name) for each in run_tests(run(text).files, tmp_path, *options)]
    assert sorted((each.key, each.flows[-1:]) for each in named if each and each.flows is not None) == [
        ("sign out", ()),
        ("sign out", ("*b",)),
        ("sign out", ("1-2a",)),
        ("uc-01", ()),
        ("uc-01", ()),
        ("uc-01", ("2a",)),
        ("uc-01", ("2a1a",)),
        ("uc-01", ("3a",)),
        ("uc-02", ()),
        ("uc-02", ("*b",)),
        ("uc-02", ("1-2a",)),
    ]


def test_a_scenario_has_the_marker_of_its_use_case(tmp_path: Path) -> None:
    probe = (
        "\n\ndef pytest_collection_modifyitems(items):\n"
        "    for item in items:\n"
        "        for mark in item.iter_markers('usecase'):\n"
        "            item.user_properties.append(('marker', f'{mark.args} {mark.kwargs}'))\n"
    )
    files = run(SHOP).files
    run_tests(files | {CONFTEST: files[CONFTEST] + probe.encode()}, tmp_path)
    report = (tmp_path / "report.xml").read_text(encoding="utf-8")
    for scenario in ("main", "2a", "2a 2a1a", "3a"):
        assert f"('UC-01',) {{'scenario': '{scenario}'}}" in report.replace("&apos;", "'")


NASTY = [
    "\"x\" {y} \\ 'z' %s",
    "a {} {0} {{b}}",
    "Wenn ein <x> | # y",
    "表示 😀 \u202eabc",
    "^a.*(b)?$",
    "print",
    "test",
]


@pytest.mark.slow
def test_any_words_run(tmp_path: Path) -> None:
    text = SHOP
    for number, said in enumerate(NASTY):
        own = OTHER.replace("UC-02", f"UC-1{number}").replace("Customer asks to check out.", f"Customer {said}")
        text += own.replace("main success", f"preconditions:\n    - {said}.\n  main success")
    found = run_tests(run(text).files, tmp_path)
    assert {each.outcome for each in found} == {"not written"}
    assert len(found) == 4 + len(NASTY) * 3
    assert all("not written yet" in each.message for each in found)


# ---- a second run


def test_a_second_run_changes_nothing() -> None:
    first = run(SHOP + DATA + OTHER)
    assert run(SHOP + DATA + OTHER, first.files).plan.artifacts == ()


def test_steps_that_are_new_are_added_and_nothing_else_changes() -> None:
    first = run(SHOP)
    by_hand = first.text(FILE).replace("    pytest.fail(", "    # mine\n    pytest.fail(")
    after = run(MORE, first.files | {FILE: by_hand.encode()}).text(FILE)
    assert after.startswith(by_hand)
    assert '@then("System says so")\ndef system_says_so() -> None:\n' in after[len(by_hand) :]
    assert after[len(by_hand) :].count("@") == 2


def test_a_module_that_binds_the_feature_is_gone_on_with() -> None:
    own = 'from pytest_bdd import scenarios\n\nscenarios("features")\n'
    first = run(SHOP).files
    files = {"features/uc_01.feature": first[FEATURE], "test_shop.py": own.encode(), CONFTEST: first[CONFTEST]}
    after = run(SHOP, files)
    assert "test_uc_01.py" not in after.files
    assert '@when("Customer pays")' in after.text("test_shop.py")
    assert after.text("test_shop.py").count("scenarios(") == 1


def test_a_module_that_lost_its_binding_gets_it_again() -> None:
    first = run(SHOP)
    without = first.text(FILE).replace('scenarios("uc_01.feature")\n', "")
    after = run(SHOP, first.files | {FILE: without}).text(FILE)
    assert after == without + '\n\nscenarios("uc_01.feature")\n'


@pytest.mark.parametrize(
    "own",
    [
        "from pytest_bdd import step\n@step('Customer pays')\n",
        "import pytest_bdd as b\n@b.when(b.parsers.parse('customer {does}'))\n",
        "from pytest_bdd import when as w, parsers as p\n@w(p.re(r'Customer (?P<does>\\w+)'))\n",
        "from pytest_bdd import when\nfrom pytest_bdd.parsers import cfparse as c\n@when(c('Customer {x:Verb+}'))\n",
        "from pytest_bdd import parsers, when\nPAYS = parsers.parse('Customer {does}')\n@when(PAYS)\n",
    ],
)
@pytest.mark.parametrize("path", [CONFTEST, FILE, "steps/shop.py"])
def test_a_step_that_somebody_defined_is_not_defined_again(own: str, path: str) -> None:
    assert '"Customer pays"' not in "".join(
        run(SHOP, {path: f"{own}def pays(does): ...\n"}).text(each) for each in (CONFTEST, FILE)
    )


def test_a_step_of_another_module_of_tests_is_not_seen() -> None:
    own = "from pytest_bdd import when\n@when('Customer pays')\ndef pays(): ...\n"
    assert '"Customer pays"' in run(SHOP, {"test_other.py": own}).text(FILE)


def test_a_step_that_becomes_shared_goes_to_the_conftest() -> None:
    first = run(SHOP)
    after = run(SHOP + OTHER, first.files)
    assert after.text(FILE) == first.text(FILE)
    assert '@when("Customer asks to check out")' in after.text(CONFTEST)
    assert '"Customer asks to check out"' not in after.text("test_uc_02.py")
    assert run(SHOP + OTHER, after.files).plan.artifacts == ()


def test_files_of_other_people_are_gone_on_with() -> None:
    after = run(SHOP, {CONFTEST: "X = 1\n", FILE: "Y = 2\n"})
    assert "X = 1\n" in after.text(CONFTEST)
    assert "Y = 2\n" in after.text(FILE)
    assert run(SHOP, after.files).plan.artifacts == ()


def test_files_that_cannot_be_read_are_left_alone() -> None:
    first = run(SHOP)
    for path in (FILE, CONFTEST):
        broken = first.files | {path: b"from pytest_bdd import when\ndef (:\n"}
        after = run(MORE, broken)
        assert after.files[path] == broken[path]
        assert [each.path for each in after.plan.unreadable] == [path]


def test_renumbering_needs_no_new_steps_but_those_that_are_new() -> None:
    first = run(SHOP)
    after = run(RENUMBERED, first.files)
    assert after.text(FILE)[len(first.text(FILE)) :].count("@when(") == 1
    assert after.text(CONFTEST) == first.text(CONFTEST)
