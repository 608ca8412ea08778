"""What a second run of the generator leaves alone, and what it brings up to date."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher

import pytest

from tests.generation import FILE, MORE, NAMES, RENUMBERED, SHOP, functions, generate, request, written
from usecase_dsl.generate import Status
from usecase_dsl.generate.frameworks.pytest import plan as pytest_plan

# What a first run puts beside the tests.
BESIDE = {path: content for path, content in generate(SHOP).files.items() if path != FILE}

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
    assert generate(SHOP, BESIDE | {FILE: before}).plan.artifacts == ()
    after = generate(MORE, BESIDE | {FILE: before})
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
    before = BESIDE | {"test_cart.py": moved, FILE: text[:first]}
    again = generate(SHOP, before)
    assert again.plan.artifacts == ()
    assert {test.path for test in again.plan.tests if test.name.startswith("TestCart::")} == {"test_cart.py"}
    assert [test.status for test in again.plan.tests] == [Status.KEPT] * 4


def test_a_file_that_was_renamed_stays_the_home_of_its_use_case() -> None:
    after = generate(MORE, {"orders/test_order.py": generate(SHOP).text()})
    assert after.tests == ["orders/test_order.py"]
    assert "test_3b_the_bank_is_closed" in functions(after.text("orders/test_order.py"))


def test_a_file_differing_in_case_is_the_same_file() -> None:
    after = generate(SHOP, {"Test_UC_01.py": "import pytest\n"})
    assert after.tests == ["Test_UC_01.py"]


def test_line_ends_are_those_of_the_file() -> None:
    after = generate(MORE, {FILE: generate(SHOP).text().replace("\n", "\r\n")})
    assert after.files[FILE].count(b"\n") == after.files[FILE].count(b"\r\n")
    assert generate(MORE, after.files).plan.artifacts == ()


def test_pytest_is_imported_again_where_somebody_removed_it() -> None:
    text = generate(SHOP).text()
    for name in NAMES:
        text = written(text, name)
    before = text.replace("import pytest\n", "import os\nfrom shop import cart\n")
    after = generate(MORE, BESIDE | {FILE: before}).text()
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
    assert generate(SHOP, BESIDE | {FILE: file}).plan.artifacts == ()


def test_a_name_that_is_taken_is_not_taken_again() -> None:
    before = (
        generate(SHOP).text().replace("import pytest\n", "import pytest\nfrom shop import test_3b_the_bank_is_closed\n")
    )
    [added] = generate(MORE, BESIDE | {FILE: before}).plan.of(Status.ADDED)
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
    assert re.fullmatch(r"it is not valid Python: .+ \(line \d+\)", file.reason)


def test_an_empty_file_is_filled() -> None:
    assert generate(SHOP, {FILE: "\n"}).files == generate(SHOP).files


# ---- when the text changes

LABELS_ALONE = RENUMBERED.replace("    1. Customer opens the cart.\n", "")


def added_lines(before: str, after: str) -> list[str]:
    """The lines that a run put into a file, without digests."""
    old, new = before.splitlines(), after.splitlines()
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [re.sub("=[0-9a-f]+", "=…", line) for what, _, _, a, b in changes if what != "equal" for line in new[a:b]]


def test_an_unwritten_test_follows_its_text() -> None:
    changed = SHOP.replace("out of stock", "sold out").replace("shows the order summary", "shows all")
    after = generate(changed, generate(SHOP).files)
    assert after.files == generate(changed).files
    assert {test.status for test in after.plan.tests} == {Status.UPDATED}


def test_a_written_test_is_reported_and_left_alone() -> None:
    before = written(generate(SHOP).text(), NAMES[3])
    after = generate(SHOP.replace("5 minutes", "9 minutes"), BESIDE | {FILE: before})
    assert added_lines(before, after.text()) == [
        "# usecase: UC-01 3a flows=… text=… made=…",
        "# usecase changed: delete these lines once the test does what its scenario says now (was text=…)",
        "# usecase changed:   was: 3a. Customer doesn't pay within 5 minutes:",
        "# usecase changed:   now: 3a. Customer doesn't pay within 9 minutes:",
        '    """3a. Customer doesn\'t pay within 9 minutes.',
        "      3a. Customer doesn't pay within 9 minutes:",
    ]
    [test] = after.plan.of(Status.TEXT_CHANGED)
    assert (test.path, test.name) == (FILE, NAMES[3])
    assert after.text().splitlines()[test.line - 1] == '@pytest.mark.usecase("UC-01", scenario="3a")'


def test_a_person_who_took_the_new_text_over_says_so_in_the_mark() -> None:
    before = written(generate(SHOP).text(), NAMES[3])
    changed = SHOP.replace("5 minutes", "9 minutes")
    [test] = generate(changed, BESIDE | {FILE: before}).plan.of(Status.TEXT_CHANGED)
    followed = re.sub(r"(UC-01 3a flows=\S+ text=)\S+", rf"\g<1>{test.mark.text}", before)
    assert generate(changed, {FILE: followed}).statuses()[NAMES[3]] == "kept"


def test_renumbering_keeps_each_test_with_its_scenario() -> None:
    before = generate(SHOP).text()
    for name in NAMES:
        before = written(before, name)
    after = generate(LABELS_ALONE, BESIDE | {FILE: before})
    assert after.statuses() == dict.fromkeys(NAMES, "renumbered") | {NAMES[0]: "kept"}
    again = [line for line in added_lines(before, after.text()) if line[:1] in "#@"]
    assert again == [
        "# usecase: UC-01 3a flows=… text=… made=…",
        '@pytest.mark.usecase("UC-01", scenario="3a")',
        "# usecase: UC-01 3a 3a1a flows=… text=… made=…",
        '@pytest.mark.usecase("UC-01", scenario="3a 3a1a")',
        "# usecase: UC-01 4a flows=… text=… made=…",
        '@pytest.mark.usecase("UC-01", scenario="4a")',
    ]
    assert generate(LABELS_ALONE, after.files).plan.artifacts == ()


def test_a_step_more_that_renumbers_all_is_said_and_moves_no_test() -> None:
    before = generate(SHOP).text()
    for name in NAMES:
        before = written(before, name)
    after = generate(RENUMBERED, BESIDE | {FILE: before})
    assert {test.name: test.mark.scenario for test in after.plan.tests} == {
        NAMES[0]: "main",
        NAMES[1]: "3a",
        NAMES[2]: "3a 3a1a",
        NAMES[3]: "4a",
    }
    assert {test.status for test in after.plan.tests} == {Status.TEXT_CHANGED}
    assert after.text().count("# usecase changed:   now: 1. Customer opens the cart.\n") == 4
    assert "usecase changed:   was:" not in after.text()


def test_renumbering_an_unwritten_test_renames_it() -> None:
    assert generate(RENUMBERED, generate(SHOP).files).files == generate(RENUMBERED).files


def test_a_test_whose_scenario_vanished_stays() -> None:
    before = generate(MORE)
    after = generate(SHOP, before.files)
    assert added_lines(before.text(), after.text()) == [
        "# usecase vanished: no scenario is like this any more; delete the test if nobody needs it"
    ]
    assert generate(SHOP, after.files).plan.artifacts == ()
    assert generate(MORE, after.files).files == before.files
    [lost] = after.plan.of(Status.VANISHED)
    assert (lost.name, lost.mark.scenario, lost.written) == ("test_3b_the_bank_is_closed", "3b", False)


def test_a_use_case_that_vanished_is_reported_but_not_one_that_is_not_asked_for() -> None:
    files = generate(SHOP + "use case UC-02: Pay\n  main success scenario:\n    1. System waits.\n").files
    assert [test.path for test in generate(SHOP, files).plan.of(Status.VANISHED)] == ["test_uc_02.py"]
    nothing = replace(request(SHOP, {FILE: files[FILE]}), narratives={})
    assert pytest_plan(nothing).tests == ()


def test_an_id_given_later_keeps_the_tests() -> None:
    before = generate(SHOP.replace("use case UC-01:", "use case:")).files
    after = generate(SHOP, before)
    assert after.tests == ["test_place_an_order.py"]
    assert {test.status for test in after.plan.tests} == {Status.UPDATED}
