"""Tests for behave: features and step definitions, what happens when they run, and what a second run leaves alone."""

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
from usecase_dsl.generate.frameworks.behave import plan

STEPS = "steps/uc_01_steps.py"
SHARED = "steps/shared_steps.py"

FIRST_STEP = '''\
"""Steps of use case UC-01: Place an order.

Write a step's body where it fails: `usecase generate` adds steps that are not defined
yet, and never touches one that is there.
"""

from behave import given, then, when


@when("Customer asks to check out")
def customer_asks_to_check_out(context):
    raise AssertionError(f"not written yet: {context.scenario.name}")
'''

PRECONDITION = '''\
@given("Customer is signed in")
def customer_is_signed_in(context):
    """Customer is signed in.

    UC-02: Sign in establishes it (success guarantee).
    Needed before it: Customer has an account.
    """
    # Make this so, before each scenario that needs it.
'''

SIGN_IN = """\
use case UC-02: Sign in
  primary actor: Customer
  preconditions:
    - Customer has an account.
  success guarantees:
    - Customer is signed in.
  main success scenario:
    1. Customer asks to check out.
    2. System asks for the {password}.
"""

DATA = """\
  examples:
    | card | ring |
    | gold | 3    |
    | "x"  |      |
"""

PASSED = "UC-01 main: Main success scenario"


def run(text: str, files: Mapping[str, bytes | str] | None = None) -> Generated:
    return generate(text, files, plan_of=plan)


def behave(files: Files, folder: Path) -> list[Result]:
    """What behave says of each scenario, by a real run with warnings as errors."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    command = [
        sys.executable,
        "-W",
        "error::SyntaxWarning",
        "-m",
        "behave",
        "--junit",
        "--junit-directory",
        "reports",
        ".",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False)
    reports = sorted((folder / "reports").glob("*.xml"))
    assert reports, done.stdout + done.stderr
    return [result for report in reports for result in results(report.read_bytes())]


def outcomes(files: Files, folder: Path) -> dict[str, str]:
    return {each.name: each.outcome for each in behave(files, folder)}


# ---- a first run


def test_a_file_of_steps_for_each_feature_and_one_for_what_they_share() -> None:
    result = run(SHOP + SIGN_IN)
    assert sorted(path for path in result.files if path.endswith(".py")) == [SHARED, STEPS, "steps/uc_02_steps.py"]
    assert '@when("Customer asks to check out")' in result.text(SHARED)
    assert '@then("System asks for the {{password}}")' in result.text("steps/uc_02_steps.py")


def test_a_file_of_steps_from_its_first_line() -> None:
    assert run(SHOP).text(STEPS).startswith(FIRST_STEP)


def test_a_precondition_says_who_establishes_it_and_does_nothing() -> None:
    assert PRECONDITION in run(SHOP + SIGN_IN).text(SHARED)


def test_what_is_required_and_checked_has_two_definitions() -> None:
    result = run(SHOP.replace("=> The order is paid.", "=> Customer is signed in."))
    assert '@given("Customer is signed in")\ndef customer_is_signed_in(context):\n    """' in result.text(SHARED)
    assert '@then("Customer is signed in")\ndef customer_is_signed_in' in result.text(STEPS)


def test_values_in_a_step_are_a_parameter() -> None:
    text = run(SHOP.replace("Customer pays.", "Customer pays with <card> and <ring>.") + DATA).text(STEPS)
    assert '@when("Customer pays with {card} and {ring}")\ndef ' in text
    assert "(context, card, ring):" in text
    # A field of behave's takes no empty text.
    assert "@when('Customer pays with \"x\" and')\n" in text


def test_a_parameter_that_would_take_other_steps_is_none() -> None:
    text = run(SHOP.replace("Customer pays.", "Customer <ring>.") + DATA.replace("3    ", "pays.")).text(STEPS)
    assert '@when("Customer pays.")' in text
    assert "{ring}" not in text


@pytest.mark.slow
def test_linters_have_nothing_to_say(tmp_path: Path) -> None:
    for path, content in run(SHOP + DATA + SIGN_IN).files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert ruff(tmp_path, "check", "--select=E,F,I,N,B,UP,W,D", "--ignore=D103,D203,D213,D401,D413,E501") == ""
    assert ruff(tmp_path, "format", "--diff") == ""


def test_templates_can_be_replaced() -> None:
    own = {"step.py.j2": "{{ decorators[0] }}\n{{ signature }}\n    raise NotImplementedError"}
    artifacts = {each.path: each.content for each in plan(replace(request(SHOP), templates=own)).artifacts}
    assert b'@when("Customer pays")\ndef customer_pays(context):\n    raise NotImplementedError\n' in artifacts[STEPS]


# ---- what happens when it runs


def test_each_scenario_fails_until_it_is_written(tmp_path: Path) -> None:
    found = behave(run(SHOP + DATA + SIGN_IN).files, tmp_path)
    assert {each.outcome for each in found} == {"not written"}
    assert len(found) == 6
    assert all(each.message.startswith("not written yet: UC-0") for each in found)


def test_a_scenario_passes_once_all_its_steps_are_written(tmp_path: Path) -> None:
    result = run(SHOP)
    steps = result.text(STEPS).split("\n\n\n")
    own = ("check_out", "order_summary", "pays", "is_paid", "charged_twice")
    done = [
        each.replace("raise AssertionError", "print") if any(name in each for name in own) else each for each in steps
    ]
    found = outcomes(result.files | {STEPS: "\n\n\n".join(done).encode()}, tmp_path)
    assert found.pop(PASSED) == "passed"
    assert set(found.values()) == {"not written"}


def test_results_are_those_of_scenarios(tmp_path: Path) -> None:
    text = SHOP + DATA + SIGN_IN + SIGN_IN.replace(" UC-02", "").replace("Sign in", "Sign out")
    directory = Directory(linked(text))
    named = [directory.named(each.classname, each.name) for each in behave(run(text).files, tmp_path)]
    assert sorted((each.key, each.flows[-1:]) for each in named if each and each.flows is not None) == [
        ("sign out", ()),
        ("uc-01", ()),
        ("uc-01", ()),
        ("uc-01", ("2a",)),
        ("uc-01", ("2a1a",)),
        ("uc-01", ("3a",)),
        ("uc-02", ()),
    ]


NASTY = [
    "\"x\" {y} \\ 'z' %s",
    "a {} {0} {{b}}",
    "Wenn ein <x> | # y",
    "表示 😀 \u202eabc",
    "^a.*(b)?$",
    "print",
    "test",
]


def test_any_words_run(tmp_path: Path) -> None:
    text = SHOP
    for number, said in enumerate(NASTY):
        own = SIGN_IN.replace("UC-02", f"UC-1{number}").replace("Customer asks to check out.", f"Customer {said}")
        text += own.replace("Customer has an account.", f"{said}.")
    found = behave(run(text).files, tmp_path)
    assert {each.outcome for each in found} == {"not written"}
    assert len(found) == 4 + len(NASTY)
    assert all("not written yet" in each.message for each in found)


# ---- a second run


def test_a_second_run_changes_nothing() -> None:
    first = run(SHOP + DATA + SIGN_IN)
    assert run(SHOP + DATA + SIGN_IN, first.files).plan.artifacts == ()


def test_steps_that_are_new_are_added_and_nothing_else_changes() -> None:
    first = run(SHOP)
    by_hand = first.text(STEPS).replace(
        "    raise AssertionError", "    context.shop = 1  # mine\n    raise AssertionError"
    )
    after = run(MORE, first.files | {STEPS: by_hand.encode()}).text(STEPS)
    assert after.startswith(by_hand)
    assert after[len(by_hand) :].count("@given(") == 1
    assert '@then("System says so")\ndef system_says_so(context):\n' in after[len(by_hand) :]


def test_an_import_that_is_missing_is_added() -> None:
    own = 'from behave import when\n\n\n@when("Customer pays")\ndef pays(context):\n    pass\n'
    text = run(SHOP, {STEPS: own}).text(STEPS)
    assert text.startswith("from behave import given, then\nfrom behave import when\n")
    assert text.count('"Customer pays"') == 1


@pytest.mark.parametrize(
    "own",
    [
        'from behave import step\n@step("Customer pays")\n',
        'import behave as b\n@b.When(b.x or "" if 0 else "no")\n@b.When("Customer " + "pays")\n',
        'from behave import when as w\nTEXT = "Customer {does}"\n@w(TEXT)\n',
        'from behave import *\nuse_step_matcher("re")\n@when(r"Customer (?P<does>pays?)")\n',
        'from behave import *\nuse_step_matcher("cfparse")\n@when("Customer {does:Verb+}")\n',
        'from behave import *\nuse_step_matcher("cucumber_expressions")\n@when("Customer/Client pay(s)")\n',
    ],
)
def test_a_step_that_somebody_defined_is_not_defined_again(own: str) -> None:
    assert '"Customer pays"' not in run(SHOP, {"steps/own.py": f"{own}def pays(context, does): ...\n"}).text(STEPS)


@pytest.mark.parametrize(
    "own",
    [
        'from behave import then\n@then("Customer pays")\ndef pays(context): ...\n',
        'from other import when\n@when("Customer pays")\ndef pays(behave): ...\n',
        'from behave import when\n@when("customer {does}")\ndef pays(context): ...\n',
        'from behave import when\nTEXT = """\n@when("Customer pays")\n"""\n',
    ],
)
def test_a_step_that_only_looks_like_it_is_not_taken_for_one(own: str) -> None:
    assert '"Customer pays"' in run(SHOP, {"steps/own.py": own}).text(STEPS)


def test_steps_stand_beside_those_of_another_parser(tmp_path: Path) -> None:
    own = 'from behave import use_step_matcher, when\n\nuse_step_matcher("re")\n\n\n'
    own += '@when(r"Customer p(ay)s")\ndef pays(context, ay):\n    pass\n'
    files = run(SHOP, {STEPS: own}).files
    assert set(outcomes(files, tmp_path).values()) == {"not written"}
    assert files[STEPS].decode().rstrip().endswith('use_step_matcher("re")')
    assert run(SHOP, files).plan.artifacts == ()


def test_a_file_of_other_people_is_gone_on_with() -> None:
    after = run(SHOP, {STEPS: "X = 1\n"})
    assert "X = 1\n" in after.text(STEPS)
    assert run(SHOP, after.files).plan.artifacts == ()


def test_steps_that_cannot_be_read_are_left_alone() -> None:
    first = run(SHOP)
    broken = first.files | {STEPS: b"from behave import when\ndef (:\n"}
    after = run(MORE, broken)
    assert after.files[STEPS] == broken[STEPS]
    assert [each.path for each in after.plan.unreadable] == [STEPS]


def test_renumbering_needs_no_new_steps() -> None:
    first = run(SHOP)
    after = run(RENUMBERED, first.files)
    assert after.text(STEPS)[len(first.text(STEPS)) :].count("@") == 1  # for the step that is new
