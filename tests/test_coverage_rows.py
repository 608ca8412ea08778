"""The results of one test that ran with several rows of data, as each tool names them."""

from __future__ import annotations

import pytest

from usecase_dsl.coverage import TestResult
from usecase_dsl.coverage.rows import by_test, row
from usecase_dsl.coverage.types import Outcome


def result(name: str, outcome: Outcome = "passed", classname: str = "", file: str = "") -> TestResult:
    return TestResult(name, classname, file, outcome)


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("test_2a[moby dick-12]", "test_2a", "moby dick-12"),
        ("test_2a[a[b]c]", "test_2a", "a[b]c"),
        ("test_2a[]]", "test_2a", "]"),
        ("scenario2a(String, int[])[2]", "scenario2a(String, int[])", "2"),
        ("UC-01 2a: It is sold out [valid-1]", "UC-01 2a: It is sold out", "valid-1"),
        ("UC-01 2a: It is [sold] out [valid-1]", "UC-01 2a: It is [sold] out", "valid-1"),
        ("UC-01 2a: It is sold out -- @1.2 valid", "UC-01 2a: It is sold out", "@1.2 valid"),
        ("Buy a book - It is sold out - Example #1.2", "Buy a book - It is sold out", "Example #1.2"),
    ],
)
def test_the_forms_of_rows(name: str, title: str, said: str) -> None:
    (test,) = by_test([result(name), result(name, "failed")])
    assert (test.title, row(test.results[0])) == (title, said)


@pytest.mark.parametrize("name", ["test_2a", "[a]", "UC-01 2a: It is [sold] out", "x - Example", ""])
def test_what_is_no_row(name: str) -> None:
    assert by_test([result(name), result(name)])[0].title == name
    assert row(result(name)) == ""


def test_tests_stay_in_order_and_those_of_other_classes_apart() -> None:
    found = by_test(
        [result("x[1]", classname="A"), result("y"), result("x[2]", classname="A"), result("x", classname="B")]
    )
    assert [(each.title, len(each.results)) for each in found] == [("A::x", 2), ("y", 1), ("B::x", 1)]


def test_a_test_that_ran_once_keeps_its_whole_name() -> None:
    assert by_test([result("x[1]")])[0].title == "x[1]"


def test_the_bad_rows_are_those_that_made_it_what_it_is() -> None:
    rows = [result("x[1]"), result("x[2]", "skipped"), result("x[3]", "error"), result("x[4]", "failed")]
    (test,) = by_test(rows)
    assert (test.status, test.bad) == ("failed", (rows[2], rows[3]))
    assert by_test(rows[:1])[0].bad == ()
