"""Use cases that are called something else: their tests follow, in every framework."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from tests.generation import FILE, NAMES, SHOP, Generated, generate, written
from usecase_dsl.generate import FRAMEWORKS, Plan, Request, Status, framework

MOVED = SHOP.replace("UC-01", "PICKUP-7")
SOURCES = [name for name in FRAMEWORKS if name not in ("csv", "xlsx")]
MARK = re.compile(r"\s*(#|//|<!--) usecase: ")


def plan_of(name: str) -> Callable[[Request], Plan]:
    return framework(name).plan


def all_written(run: Generated, name: str) -> dict[str, bytes]:
    """The folder after a person put a line into each test."""
    line, below = {"junit5": ("// by hand", 1), "playwright": ("// by hand", 1), "markdown": ("By hand.", 3)}.get(
        name, ("# by hand", 1)
    )
    marks = {test.path for test in run.plan.tests}
    return {
        path: "".join(_with_line(text.decode().splitlines(keepends=True), line, below)).encode()
        if path in marks
        else text
        for path, text in run.files.items()
    }


def _with_line(lines: list[str], added: str, below: int) -> Iterator[str]:
    marks = [number for number, line in enumerate(lines) if MARK.match(line)]
    for number, line in enumerate(lines):
        if number - below in marks:
            yield " " * (len(line) - len(line.lstrip())) + added + "\n"
        yield line


@pytest.mark.parametrize("name", SOURCES)
def test_written_tests_follow_a_new_id(name: str) -> None:
    first = generate(SHOP, plan_of=plan_of(name))
    before = all_written(first, name)
    assert all(test.written for test in generate(SHOP, before, plan_of=plan_of(name)).plan.tests)
    after = generate(MOVED, before, plan_of=plan_of(name))
    assert after.plan.remarks[0] == "UC-01 is PICKUP-7 now: its tests follow"
    assert {test.status for test in after.plan.tests} <= {Status.RENUMBERED, Status.KEPT}
    [path] = {test.path for test in after.plan.tests}
    lines = after.text(path).splitlines()
    first_mark = next(number for number, line in enumerate(lines) if MARK.match(line))
    assert [line for line in lines[first_mark:] if "UC-01" in line and "not written" not in line] == []
    assert len(re.findall("(?i)by hand", after.text(path))) == len(NAMES)
    assert generate(MOVED, after.files, plan_of=plan_of(name)).plan.artifacts == ()


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_unwritten_tests_are_made_again_for_a_new_id(name: str) -> None:
    after = generate(MOVED, generate(SHOP, plan_of=plan_of(name)).files, plan_of=plan_of(name))
    assert after.plan.remarks[0] == "UC-01 is PICKUP-7 now: its tests follow"
    assert {test.status for test in after.plan.tests} <= {Status.UPDATED, Status.RENUMBERED, Status.KEPT}
    assert generate(MOVED, after.files, plan_of=plan_of(name)).plan.artifacts == ()


def test_a_marker_follows_a_new_id_and_a_new_label_at_once() -> None:
    run = generate(SHOP)
    before = run.files | {FILE: written(run.text(), NAMES[3]).encode()}
    after = generate(MOVED.replace("3a. Customer", "3b. Customer"), before)
    assert '@pytest.mark.usecase("PICKUP-7", scenario="3b")' in after.text()
    assert "UC-01 3a" not in after.text()


def test_half_of_a_use_case_may_be_reworded_at_the_same_time() -> None:
    after = generate(MOVED.replace("5 minutes", "9 minutes"), generate(SHOP).files)
    assert {test.status for test in after.plan.tests} == {Status.UPDATED}


def test_what_is_not_sure_is_only_said() -> None:
    both = SHOP.replace("UC-01", "A-1") + SHOP[SHOP.index("use case") :].replace("UC-01", "A-2").replace("Place", "Put")
    after = generate(both, generate(SHOP).files)
    assert after.plan.remarks[0] == "UC-01 may be A-1 or A-2 now: if so, write that into the marks of its tests"
    assert len([*after.plan.of(Status.VANISHED)]) == len(NAMES)


def test_another_use_case_is_not_the_same() -> None:
    other = "use case UC-02: Pay\n  main success scenario:\n    1. System waits.\n"
    after = generate(other, generate(SHOP).files)
    assert [line for line in after.plan.remarks if "now" in line] == []
    assert len([*after.plan.of(Status.VANISHED)]) == len(NAMES)


# ---- titles


def test_the_files_that_name_an_old_title_are_named() -> None:
    before = generate(SHOP).files
    after = generate(SHOP.replace("Place an order", "Buy books"), before)
    assert after.plan.remarks == (f"UC-01: its title was ‘Place an order’, which still stands in {FILE}",)
    assert generate(SHOP.replace("Place an order", "Buy books"), after.files).plan.remarks == ()
