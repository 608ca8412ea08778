"""Rules about how many ways lead through a use case: what counts, and what is named as the cause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.marks import findings
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.settings import DEFAULTS, Limits


def of_kind(code: str, text: str, **limits: int) -> list[Diagnostic]:
    return [each for each in findings(text, settings=replace(DEFAULTS, limits=Limits(**limits))) if each.code == code]


MAIN = "use case: X\nmain flow:\n1. A.\n2. B.\n3. C.\n"


@pytest.mark.parametrize(
    ("below", "number"),
    [
        ("", 1),
        ("repeat 1-2 until D\n", 2),
        ("optional 2\n", 2),
        ("extensions:\n1a. It rains:\nend in failure\n", 2),
        ("extensions:\n1a. It rains:\n1. D.\nresume at 2\n", 2),
        ("extensions:\n1-3a. It rains:\nend in failure\n", 4),
        ("extensions:\n*a. It rains:\nend in failure\n", 2),
        ("extensions:\n1a. It rains:\n1. D.\nend\n1a1a. It snows:\nend in failure\n", 3),
        ("extensions:\n1a. An open end counts too:\n1. D.\n", 2),
    ],
)
def test_the_cyclomatic_number(below: str, number: int) -> None:
    assert of_kind("FLW143", MAIN + below, paths=number) == []
    found = of_kind("FLW143", MAIN + below, paths=number - 1)
    assert [each.message.endswith(f"is {number}") for each in found] == [True]


def test_scenarios_that_few_flows_multiply() -> None:
    text = MAIN + "extensions:\n1a. D:\nresume at 1\n2a. E:\nresume at 1\n3a. F:\n1. G.\nresume at 2\n4a. No:\nend\n"
    # Each way back may be taken or not, one after the other: more than with each alone.
    assert of_kind("FLW144", text, scenarios=1000) == []
    (found,) = of_kind("FLW144", text.replace("4a. No:\nend\n", "1-3b. H:\nend in failure\n"), scenarios=10)
    assert found.message.endswith("come by flow 1a")


def test_a_loop_is_named_where_it_is_the_cause() -> None:
    text = MAIN + "repeat 1-3 until done\nextensions:\n1-3a. D:\n1. E.\nresume at next step\n"
    (found,) = of_kind("FLW144", text, scenarios=20)
    assert (found.place.start.line, found.message.endswith("come by this loop")) == (6, True)


def test_many_alternatives_without_a_way_back_are_as_many_as_they_are() -> None:
    flows = "".join(f"1{letter}. Case {letter}:\nend in failure\n" for letter in "abcdefgh")
    assert of_kind("FLW144", f"{MAIN}extensions:\n{flows}", scenarios=5) == []


def test_more_ways_than_anybody_counts() -> None:
    steps = "".join(f"{n}. Step {n}.\n" for n in range(1, 31))
    text = f"use case: X\nmain flow:\n{steps}extensions:\n*a. D:\n1. E.\nrestart\n*b. F:\nresume at next step\n"
    (found,) = of_kind("FLW144", text)
    assert "more than 100 scenarios" in found.message
