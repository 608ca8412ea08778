"""Tests for pytest: what is generated, what happens when it runs, and what a second run leaves alone."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from usecase_dsl.generate import Narrative, Plan, Status, pytest_files
from usecase_dsl.generate.marks import Mark, pair, parse_mark
from usecase_dsl.generate.python_text import WIDTH, comment, docstring, identifier, literal, plain, width
from usecase_dsl.model import Model, link
from usecase_dsl.scenario import graph, moments, scenarios
from usecase_dsl.syntax import parse

SHOP = """\
system: Online Bookshop
actor: Customer

condition filled: The cart holds at least one book.
  given: yes

use case UC-01: Place an order
  primary actor: Customer
  preconditions:
    - Customer is signed in.
    - filled
  success guarantees:
    - The order is paid.
  minimal guarantees:
    - Nobody is charged twice.
  main success scenario:
    1. Customer asks to check out.
    2. System shows the order summary.
    3. Customer pays.
       => The order is paid.
  alternate flows:
    2a. The cart holds a book that is out of stock:
      1. System offers to order without that book.
      resume at 2
  failure flows:
    2a1a. Customer declines:
      1. System keeps the cart.
      end in failure
    3a. Customer doesn't pay within 5 minutes:
      1. System keeps the cart.
      end in failure
"""

ONE_TEST = '''\
"""Use case UC-01: Place an order.

There is a test for each scenario, and a line above it that ties the two together.
Write a test's body where it fails: `usecase generate` never touches what somebody
has written. It adds tests for new scenarios, and brings those up to date that are
still as it made them.
"""

import pytest


# usecase: UC-01 2a 2a1a flows=… text=… made=…
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
    # Given: Customer is signed in.
    # Given: The cart holds at least one book.

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

NAMES = [
    "test_main_success_scenario",
    "test_2a_the_cart_holds_a_book_that_is_out_of_stock",
    "test_2a1a_customer_declines",
    "test_3a_customer_doesnt_pay_within_5_minutes",
]
FILE = "test_uc_01.py"

# A flow more, and a step more before all that there is, so that every label changes.
MORE = SHOP + "    3b. The bank is closed:\n      1. System says so.\n      end in failure\n"
RENUMBERED = (
    SHOP.replace("3. Customer pays", "4. Customer pays")
    .replace("2. System shows", "3. System shows")
    .replace("1. Customer asks to check out.", "1. Customer opens the cart.\n    2. Customer asks to check out.")
    .replace("3a. Customer", "4a. Customer")
    .replace("2a", "3a")
    .replace("resume at 2", "resume at 3")
)

Files = dict[str, bytes]


class Generated(NamedTuple):
    """The folder after a run, and the plan of that run."""

    files: Files
    plan: Plan

    def text(self, path: str = FILE) -> str:
        return self.files[path].decode("utf-8")

    def statuses(self) -> dict[str, str]:
        return {test.name: test.status.value for test in self.plan.tests}


def linked(text: str) -> Model:
    return link([parse(text)[0]])


def told(model: Model, criterion: str = "flows") -> dict[str, list[Narrative]]:
    narratives = {}
    for key, use_case in model.use_cases.items():
        paths = graph(use_case, model)
        found = scenarios(paths, use_case, criterion)
        narratives[key] = [Narrative(each, moments(use_case, paths, each)) for each in found]
    return narratives


def generate(text: str, files: Mapping[str, bytes | str] | None = None, criterion: str = "flows") -> Generated:
    """A run over these texts, in a folder with these files."""
    before = {path: data.encode() if isinstance(data, str) else data for path, data in (files or {}).items()}
    model = linked(text)
    plan = pytest_files(model, told(model, criterion), before)
    return Generated(before | {artifact.path: artifact.content for artifact in plan.artifacts}, plan)


def functions(text: str) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}


def docstring_of(text: str, name: str) -> str:
    return ast.get_docstring(functions(text)[name]) or ""


def written(text: str, name: str, body: str = "    assert True\n") -> str:
    """The text after a person wrote a test's body: all below its docstring is theirs."""
    node = functions(text)[name]
    lines = text.splitlines(keepends=True)
    lines[node.body[0].end_lineno or 0 : node.end_lineno] = [body]
    return "".join(lines)


def run_pytest(files: Files, folder: Path) -> dict[str, str]:
    """How each test ended, and what it said: a real run, in which a warning is an error."""
    for path, content in files.items():
        (folder / path).write_bytes(content)
    report = folder / "report.xml"
    command = [
        "-m",
        "pytest",
        "-q",
        "-W",
        "error",
        "--strict-markers",
        "-p",
        "no:cacheprovider",
        f"--junitxml={report}",
    ]
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    subprocess.run([sys.executable, *command, str(folder)], cwd=folder, capture_output=True, check=False)
    return {case.attrib["name"]: outcome(case) for case in ET.parse(report).iter("testcase")}


def outcome(case: ET.Element) -> str:
    return next((f"{child.tag}: {child.attrib['message']}" for child in case), "passed")


def ruff(folder: Path, *arguments: str) -> str:
    """What Ruff finds, by no configuration but its own."""
    command = [sys.executable, "-m", "ruff", *arguments, "--isolated", "--no-cache", str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


# ---- what is generated


def test_a_file_a_use_case_and_a_test_a_scenario() -> None:
    run = generate(SHOP)
    assert list(run.files) == [FILE]
    assert list(functions(run.text())) == NAMES
    assert run.statuses() == dict.fromkeys(NAMES, "added")


def test_a_generated_file_from_its_first_line_to_its_last() -> None:
    model = linked(SHOP)
    [declines] = [each for each in told(model)["uc-01"] if each.scenario.flows[-1:] == ("2a1a",)]
    [file] = pytest_files(model, {"uc-01": [declines]}).artifacts
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
    assert "=> not: The cart holds at least one book." in docstring_of(run.text(), NAMES[0])


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
    assert list(run.files) == ["test_place_an_order.py"]
    assert "\n# usecase: place-an-order main flows=" in run.text("test_place_an_order.py")
    assert run.text("test_place_an_order.py").startswith('"""Use case: Place an order.\n')


def test_use_cases_that_would_share_a_name_have_files_of_their_own() -> None:
    run = generate(SHOP + SHOP[SHOP.index("use case") :].replace("UC-01", "UC_01"))
    first, second = run.files
    assert first == FILE
    assert re.fullmatch("test_uc_01_[0-9a-f]{6}.py", second)


def test_other_scripts_get_names_that_differ() -> None:
    steps = "  main success scenario:\n    1. System 做。\n"
    chinese = f"use case: 下订单\n{steps}  failure flows:\n    1a. 失败:\n      1. System 停。\n      end in failure\n"
    run = generate(chinese + chinese.replace("下订单", "Оформить заказ"))
    assert len(run.files) == 2
    for path in run.files:
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
    model = linked(SHOP)
    own = {"test.py.j2": "def {{ name }}() -> None:\n    raise NotImplementedError({{ title | literal(60) }})\n"}
    [file] = pytest_files(model, told(model), templates=own).artifacts
    assert b'    raise NotImplementedError("3a. Customer doesn\'t pay within 5 minutes")\n' in file.content


# ---- what happens when it runs


def test_a_test_fails_until_it_is_written(tmp_path: Path) -> None:
    run = generate(SHOP)
    files = {FILE: written(run.text(), NAMES[0]).encode("utf-8")}
    assert run_pytest(files, tmp_path) == {
        NAMES[0]: "passed",
        NAMES[1]: "failure: Failed: not written yet: UC-01, 2a. The cart holds a book that is out of stock",
        NAMES[2]: "failure: Failed: not written yet: UC-01, 2a1a. Customer declines",
        NAMES[3]: "failure: Failed: not written yet: UC-01, 3a. Customer doesn't pay within 5 minutes",
    }
    assert generate(SHOP, files).plan.artifacts == ()


# ---- what a second run leaves alone


def test_nothing_new_changes_nothing() -> None:
    again = generate(SHOP, generate(SHOP).files)
    assert again.plan.artifacts == ()
    assert again.statuses() == dict.fromkeys(NAMES, "kept")
    assert not any(test.written for test in again.plan.tests)


def test_a_new_scenario_is_appended() -> None:
    before = generate(SHOP).files
    after = generate(MORE, before)
    assert after.files[FILE].startswith(before[FILE] + b"\n\n# usecase: UC-01 3b ")
    assert after.statuses() == dict.fromkeys(NAMES, "kept") | {"test_3b_the_bank_is_closed": "added"}


HELPER = '''
CART = {"Moby-Dick":1}   # not as a formatter would have it


def sign_in(who = 'Customer'):
    """Before any test.

    # usecase: UC-01 9z
    """
    return who
'''


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda text: written(text, NAMES[1]), id="a body"),
        pytest.param(lambda text: written(text, NAMES[1]).replace(NAMES[1], "test_out_of_stock"), id="a name"),
        pytest.param(lambda text: text.replace(NAMES[1], "test_out_of_stock"), id="a name alone"),
        pytest.param(lambda text: text.replace("import pytest\n", "import pytest\n" + HELPER), id="a helper"),
        pytest.param(lambda text: text + HELPER, id="a helper at the end"),
        pytest.param(lambda text: text.rstrip("\n"), id="no line end at the end"),
        pytest.param(lambda text: text + "\n\n    # later\n\n\n\n\n", id="lines at the end"),
        pytest.param(
            lambda text: text.replace("# usecase: UC-01 2a f", "# Slow.\n# usecase: UC-01 2a f"), id="a comment"
        ),
        pytest.param(lambda text: text.replace(f"def {NAMES[1]}", f"@slow\ndef {NAMES[1]}"), id="a decorator"),
        pytest.param(
            lambda text: text.replace("# usecase: UC-01 2a f", "@slow\n# usecase: UC-01 2a f"), id="one above"
        ),
        pytest.param(lambda text: text.replace(f"def {NAMES[1]}()", f"async def {NAMES[1]}(cart)"), id="a fixture"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param(lambda text: "\ufeff" + text, id="a byte order mark"),
        pytest.param(lambda text: re.sub(" flows=.*", "", text), id="marks without digests"),
        pytest.param(lambda text: re.sub("# usecase: .*\n", "", text), id="no marks"),
        pytest.param(lambda text: text.replace("\n\n\n# usecase", "\n# usecase"), id="fewer blank lines"),
        pytest.param(lambda text: re.sub('"(not written [^\'\n]*)"', r"'\1'", text), id="quotes"),
    ],
)
def test_every_byte_that_a_person_wrote_stays(edit: Callable[[str], str]) -> None:
    before = edit(generate(SHOP).text()).encode("utf-8")
    assert generate(SHOP, {FILE: before}).plan.artifacts == ()
    after = generate(MORE, {FILE: before})
    assert after.files[FILE].startswith(before)
    assert "\n\n\n# usecase: UC-01 3b " in after.text().replace("\r\n", "\n")
    assert [test.name for test in after.plan.of(Status.ADDED)] == ["test_3b_the_bank_is_closed"]
    assert [test.status for test in after.plan.tests] == [Status.KEPT] * 4 + [Status.ADDED]
    assert len(functions(after.text().removeprefix("\ufeff"))) >= len(NAMES)


def test_tests_are_found_in_classes_and_other_files() -> None:
    text = generate(SHOP).text()
    first = text.index("# usecase: UC-01 2a f")
    moved = "import pytest\n\n\nclass TestCart:\n" + "".join(
        f"    {line}" if line.strip() else line for line in text[first:].splitlines(keepends=True)
    )
    before = {"test_cart.py": moved, FILE: text[:first]}
    again = generate(SHOP, before)
    assert again.plan.artifacts == ()
    assert {test.path for test in again.plan.tests if test.name.startswith("TestCart::")} == {"test_cart.py"}
    assert [test.status for test in again.plan.tests] == [Status.KEPT] * 4


def test_a_file_that_was_renamed_stays_the_home_of_its_use_case() -> None:
    after = generate(MORE, {"orders/test_order.py": generate(SHOP).text()})
    assert list(after.files) == ["orders/test_order.py"]
    assert "test_3b_the_bank_is_closed" in functions(after.text("orders/test_order.py"))


def test_a_file_differing_in_case_is_the_same_file() -> None:
    after = generate(SHOP, {"Test_UC_01.py": "import pytest\n"})
    assert list(after.files) == ["Test_UC_01.py"]


def test_line_ends_are_those_of_the_file() -> None:
    after = generate(MORE, {FILE: generate(SHOP).text().replace("\n", "\r\n")})
    assert after.files[FILE].count(b"\n") == after.files[FILE].count(b"\r\n")
    assert generate(MORE, after.files).plan.artifacts == ()


def test_pytest_is_imported_again_where_somebody_removed_it() -> None:
    text = generate(SHOP).text()
    for name in NAMES:
        text = written(text, name)
    before = text.replace("import pytest\n", "import os\nfrom shop import cart\n")
    after = generate(MORE, {FILE: before}).text()
    assert after.replace("import os\n\nimport pytest\nfrom", "import os\nfrom", 1).startswith(before)


@pytest.mark.parametrize(
    "start",
    [
        "",
        "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n",
        '"""Words."""\n',
        "from __future__ import annotations\n",
        'import os; y = """\n"""\n',
        "# usecase: UC-01 main\n",
    ],
)
def test_pytest_is_imported_whatever_a_file_begins_with(start: str) -> None:
    file = generate(SHOP, {FILE: start + "def test_mine(): pass\n"}).files[FILE]
    namespace: dict[str, object] = {}
    exec(file, namespace)
    assert namespace["pytest"] is pytest
    assert namespace.get("__doc__") == ("Words." if "Words" in start else None)
    assert generate(SHOP, {FILE: file}).plan.artifacts == ()


def test_a_name_that_is_taken_is_not_taken_again() -> None:
    before = (
        generate(SHOP).text().replace("import pytest\n", "import pytest\nfrom shop import test_3b_the_bank_is_closed\n")
    )
    [added] = generate(MORE, {FILE: before}).plan.of(Status.ADDED)
    assert re.fullmatch("test_3b_the_bank_is_closed_[0-9a-f]{4}", added.name)


@pytest.mark.parametrize("content", [b"def test_main(:\n", b"caf\xe9 = 1\n", b"x = '\0'\n", b"x" * 9999 + b"(" * 9999])
def test_a_file_that_cannot_be_read_is_left_alone(content: bytes) -> None:
    run = generate(SHOP, {FILE: content, "other.py": b"("})
    assert run.plan.artifacts == ()
    assert [(file.path, file.use_cases) for file in run.plan.unreadable] == [(FILE, ("uc-01",))]


def test_a_broken_file_with_a_use_cases_tests_is_in_its_way_under_any_name() -> None:
    run = generate(SHOP, {"test_order.py": generate(SHOP).text() + "def"})
    assert run.plan.artifacts == ()
    [file] = run.plan.unreadable
    assert file.path == "test_order.py"
    assert re.fullmatch(r"it is not valid Python: .+ \(line 146\)", file.reason)


def test_an_empty_file_is_filled() -> None:
    assert generate(SHOP, {FILE: "\n"}).files == generate(SHOP).files


# ---- when the text changes


def test_an_unwritten_test_follows_its_text() -> None:
    changed = SHOP.replace("out of stock", "sold out").replace("shows the order summary", "shows all")
    after = generate(changed, generate(SHOP).files)
    assert after.files == generate(changed).files
    assert {test.status for test in after.plan.tests} == {Status.UPDATED}


def test_a_written_test_is_reported_and_left_alone() -> None:
    before = written(generate(SHOP).text(), NAMES[3])
    after = generate(SHOP.replace("5 minutes", "9 minutes"), {FILE: before})
    assert after.text() == before
    [test] = after.plan.of(Status.TEXT_CHANGED)
    assert (test.path, test.line, test.name) == (FILE, before[: before.index(NAMES[3])].count("\n") + 1, NAMES[3])


def test_a_person_who_took_the_new_text_over_says_so_in_the_mark() -> None:
    before = written(generate(SHOP).text(), NAMES[3])
    changed = SHOP.replace("5 minutes", "9 minutes")
    [test] = generate(changed, {FILE: before}).plan.of(Status.TEXT_CHANGED)
    followed = re.sub(r"(UC-01 3a flows=\S+ text=)\S+", rf"\g<1>{test.mark.text}", before)
    assert generate(changed, {FILE: followed}).statuses()[NAMES[3]] == "kept"


def test_renumbering_keeps_each_test_with_its_scenario() -> None:
    before = generate(SHOP).text()
    for name in NAMES:
        before = written(before, name)
    after = generate(RENUMBERED, {FILE: before})
    assert after.plan.artifacts == ()
    assert {test.name: test.mark.scenario for test in after.plan.tests} == {
        NAMES[0]: "main",
        NAMES[1]: "3a",
        NAMES[2]: "3a 3a1a",
        NAMES[3]: "4a",
    }


def test_renumbering_an_unwritten_test_renames_it() -> None:
    assert generate(RENUMBERED, generate(SHOP).files).files == generate(RENUMBERED).files


def test_a_test_whose_scenario_vanished_stays() -> None:
    after = generate(SHOP, generate(MORE).files)
    assert after.plan.artifacts == ()
    [lost] = after.plan.of(Status.VANISHED)
    assert (lost.name, lost.mark.scenario, lost.written) == ("test_3b_the_bank_is_closed", "3b", False)


def test_a_use_case_that_vanished_is_reported_but_not_one_that_is_not_asked_for() -> None:
    files = generate(SHOP + "use case UC-02: Pay\n  main success scenario:\n    1. System waits.\n").files
    assert [test.path for test in generate(SHOP, files).plan.of(Status.VANISHED)] == ["test_uc_02.py"]
    assert pytest_files(linked(SHOP), {}, {FILE: files[FILE]}).tests == ()


def test_an_id_given_later_keeps_the_tests() -> None:
    before = generate(SHOP.replace("use case UC-01:", "use case:")).files
    after = generate(SHOP, before)
    assert list(after.files) == ["test_place_an_order.py"]
    assert {test.status for test in after.plan.tests} == {Status.UPDATED}


# ---- marks


def test_a_mark_is_read_as_it_is_written() -> None:
    mark = Mark("UC-01", "2a 2a1a", "abc", "def", "012")
    assert str(mark) == "# usecase: UC-01 2a 2a1a flows=abc text=def made=012"
    assert parse_mark(str(mark)) == mark
    assert parse_mark("    #usecase:  UC-01   3-5a ") == Mark("UC-01", "3-5a")


@pytest.mark.parametrize(
    "line", ["# usecase: UC-01", "# use case: UC-01 2a", "x = 1  # usecase: UC-01 2a", "usecase: 1 2"]
)
def test_what_is_no_mark(line: str) -> None:
    assert parse_mark(line) is None


def test_a_test_may_stand_for_several_scenarios_and_a_scenario_have_several_tests() -> None:
    both = "# usecase: UC-01 2a\n# usecase: UC-01 3a\ndef test_both():\n    pass\n"
    mine = f"{both}\n\n# usecase: uc-01 3a\n\ndef test_again():\n    pass\n"
    run = generate(SHOP, {"test_mine.py": mine})
    kept = [(test.name, test.mark.scenario) for test in run.plan.of(Status.KEPT)]
    assert kept == [("test_both", "2a"), ("test_both", "3a"), ("test_again", "3a")]
    assert [test.mark.scenario for test in run.plan.of(Status.ADDED)] == ["main", "2a 2a1a"]


@pytest.mark.parametrize(
    ("found", "wanted", "index"),
    [
        (Mark("U", "2a", "f", "t"), [Mark("U", "2a", "x", "y"), Mark("U", "3a", "f", "t")], 1),
        (Mark("U", "2a", "f", "t"), [Mark("U", "2a", "x", "y"), Mark("U", "3a", "f", "u")], 1),
        (Mark("U", "2a", "f", "t"), [Mark("U", "3a", "f", "u"), Mark("U", "3a", "f", "t")], 1),
        (Mark("U", "2a", "f", "t"), [Mark("U", "2b", "f", "u"), Mark("U", "2a", "f", "u")], 1),
        (Mark("U", "2a", "f", "t"), [Mark("U", "3a", "x", "y"), Mark("U", "2a", "x", "y")], 1),
        (Mark("U", "2a"), [Mark("U", "3a", "f", "t"), Mark("U", "2a", "f", "t")], 1),
        (Mark("U", "2a", "f", "t"), [Mark("U", "3a", "x", "y")], None),
    ],
    ids=[
        "the same words",
        "the same conditions",
        "words before conditions",
        "conditions and label",
        "the same label",
        "no digests",
        "nothing",
    ],
)
def test_a_mark_goes_to_what_agrees_most(found: Mark, wanted: list[Mark], index: int | None) -> None:
    assert pair([found], wanted) == (index,)


def test_copies_of_a_mark_share_its_scenario_unless_there_are_as_many() -> None:
    mark = Mark("U", "2a", "f", "t")
    assert pair([mark, mark, mark], [mark, mark]) == (0, 1, 0)
    assert pair([mark, mark], [Mark("U", "3a", "f", "u")]) == (0, 0)


# ---- any words at all

NASTY = [
    "He said \"no\" and 'yes'",
    '"""',
    'ends in a quote"',
    '""""""\\""" \\',
    "C:\\new\\table\\",
    "\\N{DASH} \\u12 \\x %s {0}",
    "{{ name }} {% raw %} {# no #}",
    "# fmt: off",
    "# type: ignore # noqa: F401",
    "# NOQA # ruff: noqa # flake8: noqa",
    "ruff: noqa",
    "coding: latin-1",
    "NUL \0 ESC \x1b and \ud800",
    "one\ntwo\r\nthree\u2028four\x85five\tsix",
    "رضا \u202eabc\u202c \u200bunseen\ufeff",
    "👩‍👩‍👧 😀 \U0001fae9",
    "表示" * 80,
    "x" * 300,
    "word " * 60,
    "see https://example.org/" + "a" * 120 + " there",
    "class",
    "print",
    "",
    "   ",
    ">>> 1 / 0",
    "usecase: UC-01 2a",
]
WORDS = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=60), st.lists(st.sampled_from(NASTY), max_size=4).map("".join)
)


def with_words(words: str) -> Generated:
    """A run over a use case that says these words wherever it says something."""
    model = linked(SHOP)
    use_case = replace(model.use_cases["uc-01"], title=words)
    narratives = [
        replace(each, moments=tuple(replace(m, text=words, results=(words,)) for m in each.moments))
        for each in told(model)["uc-01"]
    ]
    plan = pytest_files(replace(model, use_cases={"uc-01": use_case}), {"uc-01": narratives})
    return Generated({artifact.path: artifact.content for artifact in plan.artifacts}, plan)


@settings(max_examples=60, deadline=None)
@given(WORDS)
@example("x\\\n")
def test_any_words_make_tests_with_names_of_their_own(words: str) -> None:
    text = with_words(words).text()
    names = list(functions(text))
    assert len(names) == 4
    assert all(re.fullmatch("test_[a-z0-9_]{1,67}", name) for name in names)
    for name in names:
        assert "".join(plain(words).split()) in "".join(docstring_of(text, name).split())


@settings(max_examples=30, deadline=None)
@given(WORDS, WORDS)
def test_other_words_give_what_a_first_run_would(words: str, others: str) -> None:
    model = linked(SHOP)
    before, after = ({"uc-01": replace(model.use_cases["uc-01"], trigger=each)} for each in (words, others))
    narratives = [
        {"uc-01": [replace(n, moments=tuple(replace(m, text=each) for m in n.moments)) for n in told(model)["uc-01"]]}
        for each in (words, others)
    ]
    first = pytest_files(replace(model, use_cases=before), narratives[0]).artifacts[0]
    second = pytest_files(replace(model, use_cases=after), narratives[1], {first.path: first.content})
    wanted = pytest_files(replace(model, use_cases=after), narratives[1]).artifacts[0]
    assert (second.artifacts or (first,))[0].content == wanted.content


def test_linters_and_formatters_have_nothing_to_say_to_any_words(tmp_path: Path) -> None:
    for number, words in enumerate(NASTY):
        (tmp_path / f"test_{number}.py").write_bytes(with_words(words).files[FILE])
    assert ruff(tmp_path, "format", "--check", "--diff") == ""
    assert ruff(tmp_path, "check") == ""
    assert ruff(tmp_path, "check", "--select=E,F,W,I,UP,B,ANN,PT,PLE,D", "--ignore=D203,D213,D400") == ""
    done = subprocess.run([sys.executable, "-W", "error", "-m", "compileall", "-q", tmp_path], check=False)
    assert done.returncode == 0


@given(WORDS)
def test_a_literal_is_the_text_it_was_made_of(words: str) -> None:
    assert ast.literal_eval(literal(plain(words), 10_000)) == plain(words)


@given(WORDS, st.integers(10, 60))
def test_a_literal_fits(words: str, room: int) -> None:
    assert width(literal(plain(words), room)) <= room + 2


@given(WORDS)
def test_a_comment_is_one_line_that_fits(words: str) -> None:
    line = comment(f"1. {plain(words)}")
    assert "\n" not in line
    assert width(line) <= WIDTH


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Customer's card is declined!", "the_customers_card_is_declined"),
        ("Žluťoučký kůň, Straße, Ærø", "zlutoucky_kun_strasse_aero"),
        ("Заказ 2 книг", ""),
        ("SKU 4711 が切れ", "sku_4711"),
        ("  ", ""),
        ("one two three four five", "one_two_three"),
    ],
)
def test_identifiers(text: str, name: str) -> None:
    assert identifier(text, 16) == name or identifier(text) == name


def test_docstrings_wrap_below_where_a_line_begins() -> None:
    assert docstring("Title.\n\n  - " + "word " * 20) == (
        '    """Title.\n\n      - ' + "word " * 15 + "word\n        word word word word\n" + '    """'
    )


def test_an_address_is_not_wrapped() -> None:
    address = "https://example.org/" + "a" * 100
    assert docstring(f"Title.\n\nSee {address} for more").split("\n")[2:5] == [
        "    See",
        f"      {address}",
        "      for more",
    ]


def test_quotes_keep_their_distance_from_the_docstrings_own() -> None:
    assert docstring('"No" means "no"', 0) == '""" "No" means "no"\n"""'
    assert docstring('Three """ and C:\\', 0) == '"""Three \\"\\"\\" and C:\\u005c"""'
