"""The rules of family ACT beyond their manual pages: where they keep silent, what they underline, what they suggest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from usecase_dsl.checks.actors.declared import DECLARED_RULES
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.model import link
from usecase_dsl.rule import apply
from usecase_dsl.settings import DEFAULTS, Settings
from usecase_dsl.syntax import parse

EXAMPLES = Path(__file__).parents[1] / "examples"


def found(text: str, settings: Settings = DEFAULTS) -> list[Diagnostic]:
    """What the rules of actors find in a text, in the order of the text."""
    document, _ = parse(text)
    return sorted(apply(DECLARED_RULES, link([document]), settings), key=lambda each: (each.place.span, each.code))


def underlined(each: Diagnostic) -> str:
    return each.place.source.text[each.place.span.start : each.place.span.end]


def assert_found_as_marked(text: str) -> None:
    """That the findings are those that comments announce for the line below them.

    ``# ACT301 ‘Bank’ declare it`` announces a rule, what is underlined, and how the hint begins; the last two may lack.
    """
    marks = [
        (number + 1, match)
        for number, line in enumerate(text.split("\n"), 1)
        if (match := re.match(r"\s*# (?P<code>ACT\d+)(?: ‘(?P<place>[^’]+)’)?(?: (?P<hint>.+))?", line))
    ]
    findings = found(text)
    assert [(each.place.start.line, each.code) for each in findings] == [(line, mark["code"]) for line, mark in marks]
    for each, (_, mark) in zip(findings, marks, strict=True):
        assert underlined(each) == (mark["place"] or underlined(each))
        assert each.hint.startswith(mark["hint"] or "")


TEXTS = {
    "nothing": "",
    "actors alone, as one file of a project may hold": "actor: Customer\nactor: Clerk\n",
    "names that nothing declares": """
actor: Customer
  also known as: Passenger
  # ACT301 ‘Person’ declare it: ‘actor: Person’
  is a: Person
use case: Sell a ticket
  # ACT301 ‘Pasenger’ did you mean ‘Customer’?
  primary actor: Pasenger
  # ACT301 ‘Bank’ declare it: ‘actor: Bank’
  supporting actors: Passenger, Bank
use case: Refund a ticket
  primary actor: Bank
""",
    "another system is declared too": """
system: Ticket Machine
system: Bank
  also known as: Banking Network
use case: Sell a ticket
  scope: Ticket Machine
  supporting actors: Banking Network
use case: Authorise a payment
  scope: Bank
  supporting actors: Ticket Machine
""",
    "the system itself, by any name, is one finding": """
system: Ticket Machine
  also known as: Machine
use case: Sell a ticket
  # ACT309 ‘System’ take it out
  primary actor: System
  # ACT309 ‘machine’ take it out
  supporting actors: machine
  main success scenario:
    1. System prints the ticket.
""",
    "the system declared as an actor is one finding": """
# ACT309 ‘System’ take it out
actor: System
use case: Sell a ticket
  primary actor: System
  main success scenario:
    1. System prints the ticket.
use case: Refund a ticket
  primary actor: Customer
  main success scenario:
    1. System prints the receipt.
actor: Customer
""",
    "an actor takes part with those that it is a case of": """
actor: Person
actor: Customer
  is a: Person
actor: Member
  is a: Customer
actor: Bank
actor: Clerk
  is a: Employee
actor: Employee
# ACT302 ‘Auditor’ name it in the use case
actor: Auditor
use case: Sell a ticket
  primary actor: Customer
  supporting actors: Bank
  main success scenario:
    1. Customer asks Clerk for a ticket.
    2. Bank approves the payment.
""",
    "a use case that serves nobody": """
# ACT303 ‘UC-1’ name the one whom it serves
use case UC-1: Close the day
  main success scenario:
    1. System counts the money.
    2. include UC-2
use case UC-2: Print a report
  main success scenario:
    1. System prints the report.
use case UC-3: Print a report in colour
  specialises: UC-2
  main success scenario:
    1. System prints the report.
use case UC-4: Sound a bell
  extends: UC-2
  main success scenario:
    1. System sounds a bell.
use case UC-5: Know the turnover of the day
  personas: Manager
  main success scenario:
    1. System shows the turnover.
use case UC-6: A title alone
persona: Manager
""",
    "an actor of a step that a relation brings in": """
actor: Customer
actor: Member
  is a: Customer
actor: Clerk
actor: Bank
use case UC-1: Sell a ticket
  primary actor: Customer
  supporting actors: Clerk
  main success scenario:
    1. Member asks for a ticket.
    2. The Clerk takes the fare (include UC-2).
use case UC-2: Take the fare
  supporting actors: Bank
  main success scenario:
    1. Member presents a card.
    2. Clerk reads the card.
    3. Bank approves the payment.
use case UC-3: Take a voucher
  extends: UC-1
  primary actor: Member
  main success scenario:
    1. Clerk takes the voucher.
    # ACT305 ‘The Bank’ add it to the primary or supporting actors
    2. The Bank is told of it.
use case UC-4: Sell a ticket by telephone
  specialises: UC-1
  supporting actors: Bank
  main success scenario:
    1. Customer calls Clerk.
use case UC-5: Give advice
  main success scenario:
    1. Clerk gives advice.
use case UC-6: Refund a ticket
  primary actor: Member
  main success scenario:
    1. Customer brings a ticket.
    # ACT305 ‘Clerk’
    2. Clerk takes the ticket.
  extensions:
    2a. The ticket is old:
      1. Clerk gives the ticket back.
      # ACT305 ‘Bank’
      2. **Bank** is told of it.
      end in failure
""",
    "a slip in a field is the only finding": """
actor: Customer
use case: Sell a ticket
  # ACT301 ‘Custommer’ did you mean ‘Customer’?
  primary actor: Custommer
  main success scenario:
    1. Customer pays the fare.
""",
    "another natural language": """# language: pt
ator: Cliente
ator: Funcionário
caso de uso: Vender um bilhete
  # ACT309 ‘Sistema’ take it out
  atores principais: Cliente, Sistema
  cenário principal:
    1. O Cliente paga.
    # ACT305 ‘O Funcionário’ add it
    2. O Funcionário imprime o bilhete.
""",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_text_with(text: str) -> None:
    assert_found_as_marked(text)


def test_a_slip_shows_the_actor_that_is_meant() -> None:
    (slip,) = found("actor: Customer\nuse case: Sell\n  primary actor: Custommer\n")
    assert [(each.place.start.line, each.message) for each in slip.related] == [(1, "declared here")]


@pytest.mark.parametrize(
    ("name", "strict", "severity"),
    [
        pytest.param("Bank", False, Severity.ADVICE, id="a name of its own"),
        pytest.param("Bank", True, Severity.ERROR, id="in a strict project"),
        pytest.param("Custommer", False, Severity.ERROR, id="a slip"),
        pytest.param("Customer 2", False, Severity.ADVICE, id="a number makes another name"),
    ],
)
def test_how_much_an_undeclared_actor_weighs(name: str, strict: bool, severity: Severity) -> None:
    text = f"actor: Customer\nuse case: Sell\n  primary actor: Customer\n  supporting actors: {name}\n"
    assert [(each.code, each.severity) for each in found(text, Settings(strict=strict))] == [("ACT301", severity)]


@pytest.mark.parametrize("folder", sorted(EXAMPLES.glob("*/")), ids=lambda folder: folder.name)
def test_the_examples_are_without_fault(folder: Path) -> None:
    documents = [parse(file.read_text(encoding="utf-8"), file.name)[0] for file in sorted(folder.rglob("*.uc"))]
    assert [(each.code, str(each.place)) for each in apply(DECLARED_RULES, link(documents), DEFAULTS)] == []
