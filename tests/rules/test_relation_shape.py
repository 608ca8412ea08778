"""What includes, extends and specialises make of a project's use cases: findings, and near misses without one."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings
from usecase_dsl.settings import Limits, Settings

LONELY = {
    "a subfunction with one caller": """
use case UC-1: Sell a ticket
  main success scenario:
    # REL214 advice ‘UC-2’
    1. Customer pays the fare (include UC-2).
use case UC-2: Take the fare
  level: subfunction
  primary actor: Customer
""",
    "two steps call it": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2
    2. include UC-2
use case UC-2: Take the fare
""",
    "a goal of its own": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2
use case UC-2: Take the fare
  primary actor: Customer
""",
    "a summary's steps are goals": """
use case UC-1: Run the station
  level: summary
  main success scenario:
    1. include UC-2
use case UC-2: Take the fare
""",
    "another use case speaks of it": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2
use case UC-2: Take the fare
use case UC-3: Take the fare of a pupil
  specialises: UC-2
""",
    "one of two ways": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2 or UC-3
use case UC-2: Take cash
use case UC-3: Take a voucher
""",
    "nothing has that name": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-9
""",
}

ONLY_INCLUDES = {
    "includes in prose are includes": """
# REL216 ‘UC-1’
use case UC-1: Sell a ticket
  main success scenario:
    1. System takes the fare (include UC-2).
    2. include UC-3
""",
    "a step of its own": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2
    2. System prints the ticket.
""",
    "one step may be another way in": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2
""",
    "a summary": """
use case UC-1: Run the station
  level: cloud
  main success scenario:
    1. include UC-2
    2. include UC-3
""",
    "no main flow, and an empty one": """
use case UC-1: Sell a ticket
use case UC-2: Refund a ticket
  main success scenario:
""",
}

MENTIONS = {
    "by its id, in a condition, a precondition and a step": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2
use case UC-2: Take the fare
  preconditions:
    # REL218 ‘UC-1’
    - UC-1 has a destination.
  main success scenario:
    # REL218 ‘UC-1’
    1. System takes the amount from UC-1.
  extensions:
    # REL218 ‘Sell a ticket’
    1a. Sell a ticket is given up:
      end in failure
""",
    "other ids, and small words that are a title": """
use case UC-1: Sell
  main success scenario:
    1. include UC-2
use case UC-2: Take the fare
  main success scenario:
    1. System sees to UC-11, UC-1.2 and XUC-1.
    2. Clerk may Sell again.
""",
    "numbers are no names": """
use case 12: Sell a ticket
  main success scenario:
    1. include 2
use case 2: Take the fare
  main success scenario:
    1. System counts to 12.
""",
    "a link is no assumption, nor is a field that says where it is used": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2
use case UC-2: Take the fare
  UC-1 and others call this.
  related: UC-1
  main success scenario:
    1. System takes the fare.
""",
    "an includer that it includes is a circle": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2
use case UC-2: Take the fare
  main success scenario:
    1. System goes on with UC-1.
    2. include UC-1
""",
}

SUBFUNCTIONS = {
    "nobody uses it": """
use case UC-1: Sell a ticket
# REL219 ‘UC-2’
use case UC-2: Take the fare
  level: clam
  primary actor: Customer
""",
    "it extends, or is a special case": """
use case UC-1: Sell a ticket
use case UC-2: Take the fare
  level: subfunction
  primary actor: Customer
  extends: UC-1
use case UC-3: Take the fare in cash
  level: subfunction
  primary actor: Customer
  specialises: UC-2
""",
    "the rest isn't written": """
use case UC-2: Take the fare
  level: subfunction
  primary actor: Customer
""",
    "that nobody takes part in is reported already": """
use case UC-1: Sell a ticket
# ACT303
use case UC-2: Take the fare
  level: subfunction
  main success scenario:
    1. System takes the fare.
""",
}

LEVELS = {
    "higher, equal, lower, unknown": """
use case UC-1: Sell a ticket
  level: sea
  main success scenario:
    # REL222 ‘UC-2’
    1. include UC-2
    2. include UC-3
    3. include UC-4 or UC-5
    4. include UC-6
use case UC-2: Run the station
  level: kite
use case UC-3: Refund a ticket
  level: user goal
use case UC-4: Read a card
  level: fish
use case UC-5: Take the fare
use case UC-6: Other
  level: middle
""",
}

POINTS = {
    "who names no point may mean any": """
use case UC-1: Sell a ticket
  main success scenario:
    1. Customer pays the fare.
  extension points:
    - payment: 1
use case UC-2: Redeem a voucher
  extends: UC-1
""",
    "the point of another use case": """
use case UC-1: Sell a ticket
  main success scenario:
    1. Customer pays the fare.
  extension points:
    # REL207 advice ‘payment’
    - payment: 1
use case UC-2: Refund a ticket
  main success scenario:
    1. Customer takes the fare.
  extension points:
    - payment: 1
use case UC-3: Redeem a voucher
  extends: UC-2 at Payment when Customer has a voucher
""",
}

UNCONDITIONAL = {
    "each of two without a condition": """
use case UC-1: Sell a ticket
use case UC-2: Redeem a voucher
  # REL208 warning | UC-1 at payment when …
  extends: UC-1 at payment
use case UC-3: Give a discount
  # REL208 warning
  extends: Sell a ticket at payment
""",
    "alone at its point, and without a point": """
use case UC-1: Sell a ticket
use case UC-2: Redeem a voucher
  extends: UC-1 at payment
use case UC-3: Give a discount
  extends: UC-1 at booking
use case UC-4: Sing a song
  extends: UC-1
use case UC-5: Dance
  extends: UC-1
""",
}

BOTH = {
    "of one pair it is a contradiction, and reported as that": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2
use case UC-2: Redeem a voucher
  # REL209
  extends: UC-1
""",
    "the place is the base": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2
use case UC-2: Redeem a voucher
  # REL210 warning ‘UC-3’
  extends: UC-3 when Customer has a voucher
use case UC-3: Sell a season ticket
""",
}

SPECIAL = {
    "the same steps again": """
use case UC-1: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. Customer pays the fare.
    2. System prints the ticket.
use case UC-2: Sell a ticket at a counter
  # REL220 advice ‘UC-1’
  specialises: UC-1
  main success scenario:
    1. Customer pays  the fare.
    2. System prints the ticket.
""",
    "an actor, a condition or a flow of its own": """
use case UC-1: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. Customer pays the fare.
use case UC-2: Sell a ticket at a counter
  specialises: UC-1
  supporting actors: Clerk
use case UC-3: Sell a ticket on board
  specialises: UC-1
  preconditions:
    - The train runs.
use case UC-4: Sell a ticket by telephone
  specialises: UC-1
  extensions:
    1a. The line is dead:
      end in failure
""",
}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param(text, codes, id=f"{codes}-{name}")
        for codes, texts in {
            "REL214": LONELY,
            "REL216": ONLY_INCLUDES,
            "REL218": MENTIONS,
            "REL219|ACT303": SUBFUNCTIONS,
            "REL222": LEVELS,
            "REL207": POINTS,
            "REL208": UNCONDITIONAL,
            "REL209|REL210": BOTH,
            "REL220": SPECIAL,
        }.items()
        for name, text in texts.items()
    ],
)
def test_what_is_found(text: str, codes: str) -> None:
    assert_marked(text, codes=codes)


CHAIN = """
use case UC-0: Run the station
  level: summary
  main success scenario:
    1. include UC-1
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2
    2. include UC-3
use case UC-2: Take the fare
  main success scenario:
    1. include UC-3
use case UC-3: Read a card
  main success scenario:
    # REL215 ‘UC-4’
    1. include UC-4
use case UC-4: Validate a number
  main success scenario:
    1. include UC-5
use case UC-5: Add up the digits
"""


def test_a_chain_is_reported_where_it_becomes_too_long() -> None:
    assert_marked(CHAIN, codes="REL215")
    (found,) = [each for each in findings(CHAIN) if each.code == "REL215"]
    assert found.message == "3 includes in a row: UC-1 → UC-2 → UC-3 → UC-4"


def test_how_deep_a_chain_may_be_is_a_setting() -> None:
    deep = [
        each.message
        for each in findings(CHAIN, settings=Settings(limits=Limits(include_depth=3)))
        if each.code == "REL215"
    ]
    assert deep == ["4 includes in a row: UC-1 → UC-2 → UC-3 → UC-4 → UC-5"]


def test_a_circle_is_no_chain() -> None:
    ring = "".join(
        f"use case UC-{n}: Part {n}\n  main success scenario:\n    1. include UC-{(n + 1) % 5}\n" for n in range(5)
    )
    assert {each.code for each in findings(ring) if each.code in ("REL202", "REL215")} == {"REL202"}
