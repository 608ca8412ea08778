"""How a name that nobody declared is told of: what it may be, and what isn't a name at all."""

from __future__ import annotations

import pytest

from tests.marks import findings

TEXT = """\
use case: Sell a ticket
  primary actors: {}
  supporting actors: Old Clerk
  main success scenario:
    1. {} names a destination.
    2. System shows the fare.
"""


@pytest.mark.parametrize(
    ("actors", "message"),
    [
        ("New Customer", "nobody is called ‘Customer’; the actor of this use case is ‘New Customer’"),
        ("New Customer, Inspector", "nobody is called ‘Customer’; it may be ‘New Customer’"),
    ],
)
def test_whom_a_part_of_a_name_may_mean(actors: str, message: str) -> None:
    assert [each.message for each in findings(TEXT.format(actors, "Customer")) if each.code == "ACT312"] == [message]


def test_a_supporting_actor_is_not_the_actor_of_a_use_case() -> None:
    (found,) = (each for each in findings(TEXT.format("Customer", "Clerk")) if each.code == "ACT312")
    assert found.message == "nobody is called ‘Clerk’; it may be ‘Old Clerk’"


@pytest.mark.parametrize(
    ("subject", "hints"),
    [
        ("The actor", ["write the actor's name"]),
        ("Primary actor", ["write the actor's name"]),
        ("Dispatcher", ["declare it as an actor"]),
        ("Enough information", []),
        ("Several people", []),
    ],
)
def test_what_an_unknown_name_is_told(subject: str, hints: list[str]) -> None:
    found = [each.hint or "" for each in findings(TEXT.format("Customer", subject)) if each.code == "ACT306"]
    assert [hint.partition(",")[0] for hint in found] == hints
