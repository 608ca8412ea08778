"""The rules of family REL beyond their manual pages: where they keep silent, what they underline, what they suggest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from usecase_dsl.checks.relations.cycles import CYCLE_RULES
from usecase_dsl.checks.relations.references import REFERENCE_RULES
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.model import link
from usecase_dsl.rule import apply
from usecase_dsl.settings import DEFAULTS
from usecase_dsl.syntax import parse

RULES = (*CYCLE_RULES, *REFERENCE_RULES)

EXAMPLES = Path(__file__).parents[1] / "examples"


def found(text: str) -> list[Diagnostic]:
    """What the rules of relations find in a text, in the order of the text."""
    document, _ = parse(text)
    return sorted(
        apply(RULES, link([document]), DEFAULTS),
        key=lambda each: (each.place.span, each.code),
    )


def underlined(each: Diagnostic) -> str:
    return each.place.source.text[each.place.span.start : each.place.span.end]


def assert_found_as_marked(text: str) -> None:
    """That the findings are those that comments announce for the line below them.

    ``# REL201 ‘UC-9’ declare it`` announces a rule, what is underlined, and how the hint begins; the last two may lack.
    """
    marks = [
        (number + 1, match)
        for number, line in enumerate(text.split("\n"), 1)
        if (match := re.match(r"\s*# (?P<code>REL\d+)(?: ‘(?P<place>[^’]+)’)?(?: (?P<hint>.+))?", line))
    ]
    findings = found(text)
    assert [(each.place.start.line, each.code) for each in findings] == [(line, mark["code"]) for line, mark in marks]
    for each, (_, mark) in zip(findings, marks, strict=True):
        assert underlined(each) == (mark["place"] or underlined(each))
        assert each.hint.startswith(mark["hint"] or "")


TEXTS = {
    "names that are right": """
use case UC-1: Sell a ticket
  related: Refund a ticket, UC-3, REQ-1
  main success scenario:
    1. Customer pays (include uc-2 or Take  a Voucher).
use case UC-2: Refund a ticket
use case UC-3: Take a voucher
requirement REQ-1: The fare is paid once.
""",
    "names of nothing": """
use case UC-01: Sell a ticket
  # REL201 ‘UC-9’ declare it, or take the name out
  related: Refund a ticket, UC-9
  # REL201 ‘Refund a tiket’ did you mean ‘Refund a ticket’?
  specialises: Refund a tiket
  # REL201 ‘uc 2’ did you mean ‘UC-02’?
  extends: uc 2 at payment when Customer is a member
  main success scenario:
    # REL201 ‘UC-03’ declare it
    1. Customer pays the fare (include UC-02 or UC-03).
    # REL201 ‘UC1’ did you mean ‘UC-01’?
    2. include UC1
use case UC-02: Refund a ticket
""",
    "a use case that includes itself": """
use case UC-1: Sell a ticket
  main success scenario:
    # REL202 ‘UC-1’ take one of these includes out
    1. include UC-1
""",
    "two cycles that share a use case, one finding each": """
use case UC-1: Sell a ticket
  main success scenario:
    # REL202 ‘UC-2’
    1. include UC-2
    2. include UC-2
    # REL202 ‘UC-3’
    3. include UC-3
use case UC-2: Take the fare
  main success scenario:
    1. include UC-1
use case UC-3: Print a ticket
  main success scenario:
    1. include UC-1
""",
    "use cases that share what they include make no cycle": """
use case UC-1: Sell a ticket
  main success scenario:
    1. include UC-2
    2. include UC-3
use case UC-2: Take the fare
  main success scenario:
    1. include UC-3
use case UC-3: Print a receipt
""",
    "use cases that specialise each other": """
use case UC-1: Sell a ticket
  # REL204 ‘UC-2’ take one of these ‘specialises’ out
  specialises: UC-2
use case UC-2: Sell a ticket at a counter
  specialises: UC-1
use case UC-3: Sell a ticket by telephone
  specialises: UC-1
""",
    "an actor that is itself by a synonym": """
actor: Customer
  also known as: Passenger
  # REL204 ‘Passenger’ take one of these ‘is a’ out
  is a: Passenger
""",
    "extension points": """
use case UC-1: Sell a ticket
  main success scenario:
    1. Customer pays the fare.
  extension points:
    - Payment of the fare: 1
    # REL206 ‘end of day’ write the step's label after it: ‘end of day: STEP’
    - end of day
use case UC-2: Redeem a voucher
  extends: UC-1 at payment  of the Fare when Customer has a voucher
use case UC-3: Redeem a gift card
  # REL205 ‘1’ its extension points are Payment of the fare, end of day
  extends: UC-1 at 1 when Customer has a gift card
use case UC-4: Count the day's money
  # REL205 ‘end of days’ did you mean ‘end of day’?
  extends: UC-1 at end of days
use case UC-5: Thank Customer
  # REL205 ‘the end’ it has no extension points: add it there as ‘- the end: STEP’
  extends: UC-4 at the end
""",
    "what extends includes what it extends": """
use case UC-1: Sell a ticket
use case UC-2: Sell a return ticket
  # REL209 ‘Sell a ticket’ keep the include
  extends: Sell a ticket when Customer comes back
  main success scenario:
    1. include UC-1
use case UC-3: Sell a ticket twice
  main success scenario:
    1. include UC-1
""",
    "a failure that nobody takes care of, at each step where it may happen": """
use case UC-1: Sell a ticket
  main success scenario:
    # REL221 ‘UC-2’ write one, such as ‘1a. … :’
    1. Customer pays the fare (include UC-3 or UC-2).
    2. Customer pays the fare (include UC-2).
    # REL221 ‘UC-4’ write one, such as ‘3a. … :’
    3. Customer pays the fare (include UC-4).
  extensions:
    2a. The fare isn't paid:
      end in failure
use case UC-2: Take the fare
  main success scenario:
    1. Customer presents a card.
  failure flows:
    1a. The card is declined:
      end in failure
use case UC-3: Take a voucher
  main success scenario:
    1. Customer presents a voucher.
  extensions:
    1a. The voucher is creased:
      resume at same step
use case UC-4: Take the fare twice
  main success scenario:
    # REL221 ‘UC-2’ write one, such as ‘1a. … :’
    1. Customer pays the fare (include UC-2).
""",
    "a failure that an extension at a list of steps takes care of": """
use case UC-1: Sell a ticket
  main success scenario:
    1. Customer pays the fare (include UC-2).
    2. Customer leaves.
  extensions:
    1,2a. Something is wrong:
      end in failure
use case UC-2: Take the fare
  main success scenario:
    1. Customer presents a card.
  failure flows:
    1a. The card is declined:
      end in failure
""",
    "another natural language": """# language: pt
caso de uso UC-1: Vender um bilhete
  cenário principal:
    # REL201 ‘UC-2’ declare it
    1. O Cliente paga (incluir UC-2).
""",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_text_with(text: str) -> None:
    assert_found_as_marked(text)


def test_a_cycle_is_told_from_where_it_begins_and_each_way_is_shown() -> None:
    (cycle,) = found(
        "use case: Sell\nuse case UC-1: Pay\n  extends: UC-2\n"
        "use case UC-2: Redeem\n  extends: UC-3\nuse case UC-3: Post\n  extends: Pay\n"
    )
    assert cycle.message == "‘UC-1’ extends itself by way of others: UC-1 → UC-2 → UC-3 → UC-1"
    assert cycle.place.start.line == 3
    assert [(each.place.start.line, each.message) for each in cycle.related] == [
        (5, "‘UC-2’ extends ‘UC-3’"),
        (7, "‘UC-3’ extends ‘UC-1’"),
    ]


def test_a_chain_of_any_length_is_walked() -> None:
    following = [*range(1, 2000), 0]
    calls = (f"use case UC-{n}: Call {n}\n  main flow:\n    1. include UC-{then}\n" for n, then in enumerate(following))
    (cycle,) = found("".join(calls))
    assert cycle.code == "REL202" and len(cycle.related) == 1999


@pytest.mark.parametrize("folder", sorted(EXAMPLES.glob("*/")), ids=lambda folder: folder.name)
def test_the_examples_are_without_fault(folder: Path) -> None:
    documents = [parse(file.read_text(encoding="utf-8"), file.name)[0] for file in sorted(folder.rglob("*.uc"))]
    assert [(each.code, str(each.place)) for each in apply(RULES, link(documents), DEFAULTS)] == []


def test_an_any_time_flow_takes_no_includes_failure() -> None:
    text = (
        "use case UC-1: Buy\nmain flow:\n1. include UC-2\nextensions:\n*a. The line is lost:\nend in failure\n"
        "use case UC-2: Pay\nmain flow:\n1. A pays.\nextensions:\n1a. A is broke:\nend in failure"
    )
    found = list(apply(RULES, link([parse(text)[0]]), DEFAULTS))
    assert [each.code for each in found] == ["REL221"]
