"""Tests for unittest: what is generated, what happens when it runs, and what a second run leaves alone."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.generation import FILE, MORE, SHOP, Files, Generated, generate, request, ruff
from tests.test_generate_words import NASTY
from usecase_dsl.generate import RECORD, Status
from usecase_dsl.generate.frameworks.unittest import plan

PRECONDITIONS = "usecase_preconditions.py"
DATA = """\
  examples:
    | book      | price | class   |
    | Moby-Dick | 12.50 | valid   |
    | Emma      | -1    | invalid |
"""
NAMES = [
    "TestUc01PlaceAnOrder::test_main_success_scenario",
    "TestUc01PlaceAnOrder::test_2a_the_cart_holds_a_book_that_is_out_of_stock",
    "TestUc01PlaceAnOrder::test_2a1a_customer_declines",
    "TestUc01PlaceAnOrder::test_3a_customer_doesnt_pay_within_5_minutes",
]


def unittests(text: str, files: Mapping[str, bytes | str] | None = None) -> Generated:
    return generate(text, files, plan_of=plan)


def run_unittest(files: Files, folder: Path) -> str:
    """What unittest says about all the tests of a folder, in which a warning is an error."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    command = [sys.executable, "-W", "error", "-m", "unittest", "discover", "-v", "-s", str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stderr


def written(text: str, name: str) -> str:
    """The text after a person wrote the body of a test."""
    head, test = text.split(f"    def {name}(", 1)
    return f"{head}    def {name}(" + re.sub(
        r"        self\.fail\((?s:.*?)\)\n(?=\n|\Z)", "        self.pay()\n", test, count=1
    )


def methods(text: str) -> list[str]:
    return [
        f"{node.name}::{child.name}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef)
        for child in node.body
        if isinstance(child, ast.FunctionDef)
    ]


# ---- what is generated


def test_a_class_a_use_case_and_a_method_a_scenario() -> None:
    run = unittests(SHOP)
    assert sorted(run.files) == [FILE, RECORD, PRECONDITIONS]
    assert methods(run.text()) == ["TestUc01PlaceAnOrder::setUp", *NAMES]
    assert run.text().startswith('"""Use case UC-01: Place an order.\n')


def test_preconditions_are_made_so_before_each_test() -> None:
    run = unittests(SHOP)
    assert (
        "        self.customer_is_signed_in()\n        self.the_cart_holds_at_least_one_book()\n\n    # usecase"
        in run.text()
    )
    assert '        """The cart holds at least one book.\n\n        It is given from outside.' in run.text(
        PRECONDITIONS
    )


def test_a_use_case_without_preconditions_needs_no_class_beside_it() -> None:
    run = unittests("use case UC-02: Pay\n  main success scenario:\n    1. Customer pays.\n")
    assert sorted(run.files) == ["test_uc_02.py", RECORD]
    assert "\nimport unittest\n\n\nclass TestUc02Pay(unittest.TestCase):\n" in run.text("test_uc_02.py")


def test_a_precondition_gets_no_name_that_every_test_has() -> None:
    run = unittests(SHOP.replace("Customer is signed in.", "Run").replace("- filled", "- Test data are there"))
    assert re.findall(r"def (\w+)", run.text(PRECONDITIONS)) == ["run_", "with_test_data_are_there"]


def test_what_a_run_prints(tmp_path: Path) -> None:
    said = run_unittest(unittests(SHOP).files, tmp_path)
    assert "\nUC-01 2a: The cart holds a book that is out of stock. ... FAIL\n" in said
    assert "AssertionError: not written yet: UC-01, 2a. The cart holds a book that is out of stock\n" in said
    assert "Ran 4 tests" in said
    assert said.endswith("FAILED (failures=4)\n")


def test_a_test_runs_once_for_each_row_of_its_data(tmp_path: Path) -> None:
    run = unittests(SHOP + DATA)
    said = run_unittest(run.files, tmp_path)
    assert "[valid-1] (book='Moby-Dick', price='12.50')" in said
    assert "[invalid-1] (book='Emma', price='-1')" in said
    assert "errors" not in said


def test_the_preconditions_of_each_row_are_made_so_anew(tmp_path: Path) -> None:
    run = unittests(SHOP + DATA)
    counting = run.text(PRECONDITIONS).replace(
        "        # Make this so, before each test that needs it.",
        "        say = __import__('sys').stderr.write\n        self.addCleanup(say, 'undone')\n        say('made so')",
        1,
    )
    said = run_unittest(run.files | {PRECONDITIONS: counting.encode()}, tmp_path)
    # Once for each of four tests, and for each row of the one that has two.
    assert said.count("made so") == said.count("undone") == 6


def test_templates_can_be_replaced() -> None:
    own = {"test.py.j2": "    def {{ name }}(self):\n        raise NotImplementedError({{ title | literal(60) }})\n"}
    file = plan(replace(request(SHOP), templates=own)).artifacts[0]
    assert b'        raise NotImplementedError("3a. Customer doesn\'t pay within 5 minutes")\n' in file.content


# ---- what a second run leaves alone


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda text: written(text, "test_2a1a_customer_declines"), id="a body"),
        pytest.param(lambda text: text.replace("def test_2a1a_", "def test_no_"), id="a name"),
        pytest.param(lambda text: re.sub("    # usecase: .*\n", "", text), id="no marks"),
        pytest.param(
            lambda text: re.sub("    # usecase: .*\n", "", text).replace("def test_", "def test_x"),
            id="no marks nor names",
        ),
        pytest.param(lambda text: text.replace("class TestUc01PlaceAnOrder", "class TestOrder"), id="the class's name"),
        pytest.param(lambda text: text + "\n\ndef helper():\n    return 1\n", id="a helper at the end"),
        pytest.param(lambda text: text + "\n    # later: more\n    #        of it\n", id="a comment in the class"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param(lambda text: text.replace("    ", "\t"), id="tabs"),
        pytest.param(lambda text: "\ufeff" + text, id="a byte order mark"),
        pytest.param(lambda text: text.replace("class Test", "if True:\n class Test"), id="in a block"),
    ],
)  # fmt: skip
def test_every_line_that_a_person_wrote_stays_and_a_new_test_goes_into_the_class(edit: Callable[[str], str]) -> None:
    run = unittests(SHOP)
    text = edit(run.text())
    if "if True" in text:
        text = text.replace("\n    ", "\n     ")
    before = run.files | {FILE: text.encode()}
    again = unittests(SHOP, before)
    assert again.plan.artifacts == ()
    after = unittests(MORE, before)
    lines = iter(after.files[FILE].decode().splitlines())
    assert all(line in lines for line in text.splitlines())
    [added] = after.plan.of(Status.ADDED)
    assert added.name == "test_3b_the_bank_is_closed"
    [name] = {each.partition("::")[0] for each in methods(after.text().removeprefix("\ufeff"))}
    assert f"{name}::{added.name}" == methods(after.text().removeprefix("\ufeff"))[-1]
    assert unittests(MORE, after.files).plan.artifacts == ()


def test_a_class_that_was_deleted_is_made_again_behind_what_is_there() -> None:
    run = unittests(SHOP)
    before = '"""Mine."""\n\nfrom shop import pay\n\n\ndef helper():\n    return pay\n'
    after = unittests(SHOP, run.files | {FILE: before})
    assert after.text().startswith(
        '"""Mine."""\n\nfrom usecase_preconditions import Preconditions\n\nfrom shop import pay\n'
    )
    assert "    return pay\n\n\nclass TestUc01PlaceAnOrder(Preconditions):\n" in after.text()
    assert methods(after.text())[1:] == NAMES
    assert unittests(SHOP, after.files).plan.artifacts == ()


def test_two_use_cases_in_one_file_keep_their_classes() -> None:
    other = SHOP[SHOP.index("use case") :].replace("UC-01", "UC-02").replace("Place an order", "Order again")
    run = unittests(SHOP + other)
    second = run.text("test_uc_02.py").partition("Preconditions\n")[2]
    files = {path: content for path, content in run.files.items() if path != "test_uc_02.py"}
    both = files | {FILE: (run.text() + "\n\n" + second.strip("\n") + "\n").encode()}
    assert unittests(SHOP + other, both).plan.artifacts == ()
    after = unittests(MORE + other, both)
    added = [name for name in methods(after.text()) if "3b" in name]
    assert added == ["TestUc01PlaceAnOrder::test_3b_the_bank_is_closed"]


def test_a_precondition_that_is_missing_is_added_to_its_class() -> None:
    run = unittests(SHOP)
    theirs = run.text(PRECONDITIONS).replace(
        "        # Make this so", "        self.cart = [1]\n        # Make this so"
    )
    theirs += "\n\nSHOP = 1\n"
    more = SHOP.replace("    - filled\n", "    - filled\n    - The shop is open.\n")
    after = unittests(more, run.files | {PRECONDITIONS: theirs})
    assert methods(after.text(PRECONDITIONS))[-1] == "Preconditions::the_shop_is_open"
    assert after.text(PRECONDITIONS).endswith("\n\n\nSHOP = 1\n")
    assert after.text(PRECONDITIONS).count("self.cart = [1]") == 2


def test_what_set_up_lacks_by_now_is_said() -> None:
    run = unittests(SHOP)
    more = SHOP.replace("    - filled\n", "    - filled\n    - The shop is open.\n")
    after = unittests(more, run.files)
    assert after.plan.remarks == (
        "test_uc_01.py: TestUc01PlaceAnOrder never calls the_shop_is_open, which its use case requires by now",
    )


def test_pytest_and_unittest_in_one_folder_leave_each_other_alone() -> None:
    both = unittests(MORE, generate(SHOP).files)
    assert len(methods(both.text())) == 6
    assert unittests(MORE, both.files).plan.artifacts == ()
    again = generate(MORE.replace("pays.", "pays in cash."), both.files)
    assert methods(again.text()) == methods(both.text())
    assert {test.status for test in again.plan.tests} == {Status.UPDATED, Status.KEPT, Status.ADDED}


def test_a_docstring_of_a_person_is_no_mark() -> None:
    mine = (
        'import unittest\n\n\nclass TestMine(unittest.TestCase):\n    def test(self):\n        """Note 7: usecase"""\n'
    )
    assert [test.status for test in unittests(SHOP, {"test_mine.py": mine}).plan.tests] == [Status.ADDED] * 4


def test_linters_and_formatters_have_nothing_to_say_to_any_words(tmp_path: Path) -> None:
    for number, words in enumerate(NASTY):
        of = request(SHOP + DATA)
        narratives = [
            replace(each, moments=tuple(replace(m, text=words, results=(words,)) for m in each.moments))
            for each in of.narratives["uc-01"]
        ]
        (tmp_path / str(number)).mkdir()
        for artifact in plan(replace(of, narratives={"uc-01": narratives})).artifacts:
            (tmp_path / str(number) / artifact.path).write_bytes(artifact.content)
    assert ruff(tmp_path, "format", "--check", "--diff") == ""
    assert ruff(tmp_path, "check") == ""
    assert ruff(tmp_path, "check", "--select=E,F,W,I,UP,B,ANN,PLE,D", "--ignore=D203,D213,D400,D401,E501") == ""
    done = subprocess.run([sys.executable, "-W", "error", "-m", "compileall", "-q", tmp_path], check=False)
    assert done.returncode == 0
