"""Tests made with another ``--include`` than they are counted with."""

from __future__ import annotations

import pytest

from tests.reading import model
from tests.test_coverage import covered, meant, result
from usecase_dsl.coverage import Claim, coverage
from usecase_dsl.scenario import graph
from usecase_dsl.scenario.types import Include

INCLUDING = """\
    actor: Customer
    use case UC-01: Place an order
      main success scenario:
        1. include UC-02
        2. System thanks.
      extensions:
        1a. The parcel is not sent:
          1. System says so.
          end in failure
    use case UC-02: Send a parcel
      main success scenario:
        1. System asks for a van.
      extensions:
        1a. There is no van:
          1. System waits.
          end in failure
        1a1a. The day is over:
          1. System says so.
          end in failure
        1b. The van is late:
          1. System waits.
          resume at next step
"""


@pytest.mark.parametrize(
    ("classname", "name", "claims", "expected"),
    [
        ("", "test_x", (Claim("UC-01", "UC-02:1b"),), "uc-01 UC-02:1b"),
        ("", "test_x", (Claim("UC-01", "UC-02:1a UC-02:1a1a 1a"),), "uc-01 UC-02:1a, UC-02:1a1a, 1a"),
        ("tests.test_uc_01", "test_uc_02_1b_the_van_is_late", (), "uc-01 UC-02:1b"),
        ("tests.test_uc_01", "test_uc_02_1a1a_1a_the_parcel_is_not_sent", (), "uc-01 UC-02:1a, UC-02:1a1a, 1a"),
        ("Uc01PlaceAnOrderTest", "scenarioUc02_1bTheVanIsLate()", (), "uc-01 UC-02:1b"),
        ("Uc01PlaceAnOrderTest", "scenariouc_02_1bTheVanIsLate()", (), "uc-01 UC-02:1b"),
        ("", "UC-01 UC-02:1b: The van is late", (), "uc-01 UC-02:1b"),
        ("tests.test_uc_02", "test_1b_the_van_is_late", (), "uc-02 1b"),
        ("tests.test_uc_01", "test_uc_02_9z_is_gone", (), "gone: UC-02 9z"),
        ("", "test_x", (Claim("UC-01", "UC-02:9z"),), "gone: UC-01 UC-02:9z"),
        ("", "test_x", (Claim("UC-02", "UC-01:1a"),), "gone: UC-02 UC-01:1a"),
    ],
)
def test_what_an_included_use_case_does_can_be_walked(
    classname: str, name: str, claims: tuple[Claim, ...], expected: str
) -> None:
    assert meant(name, classname, *claims, text=INCLUDING) == expected


def test_such_a_test_walks_the_step_that_includes() -> None:
    found = covered(result("test_x", claims=(Claim("UC-01", "UC-02:1b"),)), text=INCLUDING)
    order = found.use_cases["uc-01"]
    assert [each.scenario.name for each in order.scenarios if not each.listed] == ["UC-02:1b"]
    assert order.steps == {"1": "passed", "2": "passed", "1a1": "untested"}


@pytest.mark.parametrize("include", ["expand", "stub"])
def test_a_call_that_fails_can_be_walked_though_calls_are_expanded_or_stubs(include: Include) -> None:
    of = model(INCLUDING.replace("1a. The parcel", "2a. The parcel"))
    paths = graph(of.use_cases["uc-01"], of, include=include)
    found = coverage(of, {"uc-01": paths}, {"uc-01": ()}, [result("test_x", claims=(Claim("UC-01", "1 fails"),))])
    assert [each.scenario.name for each in found.use_cases["uc-01"].scenarios] == ["1 fails"]
