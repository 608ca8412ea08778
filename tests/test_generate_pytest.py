"""Tests for pytest: what is generated, and what happens when it runs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tests.generation import (
    FILE,
    MORE,
    NAMES,
    SHOP,
    docstring_of,
    functions,
    generate,
    linked,
    request,
    run_pytest,
    told,
    written,
)
from usecase_dsl.generate import RECORD
from usecase_dsl.generate.frameworks.pytest import plan as pytest_plan

ONE_TEST = '''\
"""Use case UC-01: Place an order.

There is a test for each scenario, and a line above it that ties the two together.
Write a test's body where it fails: `usecase generate` never touches what somebody
has written. It adds tests for new scenarios, and brings those up to date that are
still as it made them.
"""

import pytest


# usecase: UC-01 2a 2a1a flows=… text=… made=…
@pytest.mark.usecase("UC-01", scenario="2a 2a1a")
@pytest.mark.usefixtures("customer_is_signed_in", "the_cart_holds_at_least_one_book")
def test_2a1a_customer_declines() -> None:
    """2a1a. Customer declines.

    Preconditions:
      - Customer is signed in.
      - The cart holds at least one book.

    Steps:
      1. Customer asks to check out.
      2a. The cart holds a book that is out of stock:
      2a1a. Customer declines:
      2a1a1. System keeps the cart.

    The use case ends in failure:
      => Nobody is charged twice.
    """
    # 1. Customer asks to check out.
    # 2a. The cart holds a book that is out of stock:
    # 2a1a. Customer declines:
    # 2a1a1. System keeps the cart.

    # Expected at the end: Nobody is charged twice.
    pytest.fail(
        "not written yet: UC-01, 2a1a. Customer declines",
        pytrace=False,
    )
'''

# ---- what is generated


def test_a_file_a_use_case_and_a_test_a_scenario() -> None:
    run = generate(SHOP)
    assert sorted(run.files) == ["conftest.py", FILE, RECORD]
    assert list(functions(run.text())) == NAMES
    assert run.statuses() == dict.fromkeys(NAMES, "added")


def test_a_generated_file_from_its_first_line_to_its_last() -> None:
    [declines] = [each for each in told(linked(SHOP))["uc-01"] if each.scenario.flows[-1:] == ("2a1a",)]
    file = pytest_plan(replace(request(SHOP), narratives={"uc-01": [declines]})).artifacts[0]
    assert re.sub("=[0-9a-f]+", "=…", file.content.decode("utf-8")) == ONE_TEST


def test_expected_results_stand_at_their_step_and_at_the_end() -> None:
    run = generate(SHOP)
    assert docstring_of(run.text(), NAMES[0]).endswith(
        "  3. Customer pays.\n    => The order is paid.\n\n"
        "The use case ends in success:\n  => The order is paid.\n  => Nobody is charged twice."
    )
    assert "    # 3. Customer pays.\n    # Expected: The order is paid.\n\n    # Expected at the end" in run.text()


def test_a_result_given_by_an_id_is_written_out() -> None:
    run = generate(SHOP.replace("       => The order is paid.", "       => not filled"))
    assert "=> It does not hold: The cart holds at least one book." in docstring_of(run.text(), NAMES[0])


def test_lists_in_a_step_keep_their_lines() -> None:
    run = generate(SHOP.replace("order summary.", "order summary:\n       - the books\n       - the total"))
    assert "  2. System shows the order summary:\n    - the books\n    - the total\n" in docstring_of(
        run.text(), NAMES[0]
    )


def test_an_end_that_nobody_stated_is_called_that() -> None:
    run = generate(SHOP.replace("end in failure", "end"))
    assert "The use case ends, the text doesn't say how:" in docstring_of(run.text(), NAMES[3])


def test_a_use_case_without_an_id_goes_by_its_title() -> None:
    run = generate(SHOP.replace("use case UC-01:", "use case:"))
    assert run.tests == ["test_place_an_order.py"]
    assert "\n# usecase: place-an-order main flows=" in run.text("test_place_an_order.py")
    assert run.text("test_place_an_order.py").startswith('"""Use case: Place an order.\n')


def test_use_cases_that_would_share_a_name_have_files_of_their_own() -> None:
    run = generate(SHOP + SHOP[SHOP.index("use case") :].replace("UC-01", "UC_01"))
    first, second = run.tests
    assert first == FILE
    assert re.fullmatch("test_uc_01_[0-9a-f]{6}.py", second)


def test_other_scripts_get_names_that_differ() -> None:
    steps = "  main success scenario:\n    1. System 做。\n"
    chinese = f"use case: 下订单\n{steps}  failure flows:\n    1a. 失败:\n      1. System 停。\n      end in failure\n"
    run = generate(chinese + chinese.replace("下订单", "Оформить заказ"))
    assert len(run.tests) == 2
    for path in run.tests:
        assert re.fullmatch("test_use_case_[0-9a-f]{8}.py", path)
        assert list(functions(run.text(path))) == ["test_main_success_scenario", "test_1a"]


def test_scenarios_with_the_same_flows_have_names_that_depend_on_nothing_else() -> None:
    looping = SHOP.replace("  alternate flows:", "    repeat 1-2 until Customer is content\n  alternate flows:")
    names = list(functions(generate(looping, criterion="all").text()))
    mains = [name for name in names if name.startswith(NAMES[0])]
    assert mains[0] == NAMES[0]
    assert re.fullmatch(NAMES[0] + "_[0-9a-f]{4}", mains[1])
    assert len(set(names)) == len(names)
    assert set(names) < set(functions(generate(looping + MORE[len(SHOP) :], criterion="all").text()))


def test_templates_can_be_replaced() -> None:
    own = {"test.py.j2": "def {{ name }}() -> None:\n    raise NotImplementedError({{ title | literal(60) }})\n"}
    file = pytest_plan(replace(request(SHOP), templates=own)).artifacts[0]
    assert b'    raise NotImplementedError("3a. Customer doesn\'t pay within 5 minutes")\n' in file.content


# ---- what happens when it runs


def test_a_test_fails_until_it_is_written(tmp_path: Path) -> None:
    run = generate(SHOP)
    files = run.files | {FILE: written(run.text(), NAMES[0]).encode("utf-8")}
    assert run_pytest(files, tmp_path) == {
        NAMES[0]: "passed",
        NAMES[1]: "failure: Failed: not written yet: UC-01, 2a. The cart holds a book that is out of stock",
        NAMES[2]: "failure: Failed: not written yet: UC-01, 2a1a. Customer declines",
        NAMES[3]: "failure: Failed: not written yet: UC-01, 3a. Customer doesn't pay within 5 minutes",
    }
    assert generate(SHOP, files).plan.artifacts == ()
