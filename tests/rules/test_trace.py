"""Requirements and business rules, and the use cases that name them."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings
from usecase_dsl.checks.fixes import edited

TEXTS = {
    "named in a field, in brackets, in a result, in prose": """
requirement REQ-1: A ticket can be given back.
requirement REQ-2: A ticket can be sold.
rule BR-1: A ticket is charged once.
rule BR-2: Pupils pay half.
rule BR-3: Dogs pay half.
rule BR-4: A day ends at four.
use case UC-1: Sell a ticket
  It belongs to req-2.
  realises: REQ-1
  business rules: BR-1
  main success scenario:
    1. System charges the fare. [BR-2]
       => The fare is right. [BR-3]
  extensions:
    1a. The day is over (BR-4):
      end in failure
""",
    "named nowhere, or in a comment, or only by themselves": """
# TRC701 warning ‘REQ-1’ | realises: REQ-1
requirement REQ-1: A ticket can be given back, as REQ-1 says.
# TRC701 ‘BR-1’ | [BR-1]
rule BR-1: A ticket is charged once.
use case UC-1: Sell a ticket
  # realises: REQ-1
  main success scenario:
    1. System charges the fare by BR-11.
""",
    "a rule may serve another, a requirement is there for a use case": """
# TRC701 ‘REQ-1’
requirement REQ-1: A ticket can be given back.
requirement REQ-2: As REQ-1, on Sundays too.
rule BR-1: A ticket is charged once.
rule BR-2: Pupils pay half, rounded by BR-1.
use case UC-1: Sell a ticket
  realises: REQ-2
  main success scenario:
    1. System charges the fare. [BR-2]
""",
    "nothing but requirements": "requirement REQ-1: A ticket can be given back.\n",
    "a rule that nothing declares is another finding": """
use case UC-1: Sell a ticket
  main success scenario:
    # TPL414 advice ‘BR-1’
    1. System charges the fare. [BR-1]
""",
    "a use case without a requirement, where most have one": """
requirement REQ-1: Tickets are sold and given back.
use case UC-1: Sell a ticket
  realises: REQ-1
  main success scenario:
    1. System takes the fare (include UC-4).
use case UC-2: Refund a ticket
  realises: REQ-1
use case UC-5: Lend a ticket
  realises: REQ-1
# TRC701 ‘UC-3’ | realises: …
use case UC-3: Find a train
use case UC-4: Take the fare
""",
    "where most have none": """
requirement REQ-1: Tickets are sold and given back.
use case UC-1: Sell a ticket
  realises: REQ-1
use case UC-2: Refund a ticket
""",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_what_is_found(text: str) -> None:
    assert_marked(text, codes="TRC|TPL414")


def test_a_slip_in_brackets_is_put_right() -> None:
    rule = "rule FARE-1: Pupils pay half.\n"
    text = rule + "use case UC-1: Sell\n  main success scenario:\n    1. System charges. [FAER-1]\n"
    (slip,) = [each for each in findings(text) if each.code == "TPL414"]
    assert slip.fix and not slip.fix.safe
    assert edited(text, slip.fix.edits) == text.replace("FAER-1", "FARE-1")


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        pytest.param("REL201", "include Refund a tikcet", "include Refund a ticket", id="a title"),
        pytest.param("REL201", "include UC2", "include UC-2", id="an id"),
        pytest.param("REL205", "extends: UC-2 at paymnet", "extends: UC-2 at payment", id="an extension point"),
    ],
)
def test_a_slip_in_a_relation_is_put_right(code: str, wrong: str, right: str) -> None:
    line = f"  {wrong}\n" if code == "REL205" else f"  main success scenario:\n    1. {wrong}\n"
    text = (
        f"use case UC-1: Sell a ticket\n{line}"
        "use case UC-2: Refund a ticket\n  main success scenario:\n    1. System pays.\n"
        "  extension points:\n    - payment: 1\n"
    )
    (slip,) = [each for each in findings(text) if each.code == code]
    assert slip.fix and edited(text, slip.fix.edits) == text.replace(wrong, right)
