"""The rules of family FLW beyond their manual pages: where they keep silent, what they underline, what they suggest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from usecase_dsl.checks import check
from usecase_dsl.checks.flows.ends import END_RULES
from usecase_dsl.checks.flows.labels import LABEL_RULES
from usecase_dsl.checks.flows.references import REFERENCE_RULES
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.model import link
from usecase_dsl.rule import apply
from usecase_dsl.settings import DEFAULTS, Settings
from usecase_dsl.syntax import parse

RULES = (*LABEL_RULES, *REFERENCE_RULES, *END_RULES)

EXAMPLES = Path(__file__).parents[1] / "examples"

TWO_STEPS = """\
use case: Sell a ticket
main success scenario:
  1. Customer names a destination.
  2. Customer pays the fare.
"""


def found(text: str, settings: Settings = DEFAULTS) -> list[Diagnostic]:
    """What the rules of flows find in a text, in the order of the text."""
    document, _ = parse(text)
    return sorted(
        apply(RULES, link([document]), settings),
        key=lambda each: (each.place.span, each.code),
    )


def underlined(each: Diagnostic) -> str:
    return each.place.source.text[each.place.span.start : each.place.span.end]


def assert_found_as_marked(text: str) -> None:
    """That the findings are those that comments announce for the line below them.

    ``# FLW121 ‘9’ the main flow`` announces a rule, what is underlined, and how the hint begins; the last two may lack.
    """
    marks = [
        (number + 1, match)
        for number, line in enumerate(text.split("\n"), 1)
        if (match := re.match(r"\s*# (?P<code>FLW\d+)(?: ‘(?P<place>[^’]+)’)?(?: (?P<hint>.+))?", line))
    ]
    findings = found(text)
    assert [(each.place.start.line, each.code) for each in findings] == [(line, mark["code"]) for line, mark in marks]
    for each, (_, mark) in zip(findings, marks, strict=True):
        assert underlined(each) == (mark["place"] or underlined(each))
        assert each.hint.startswith(mark["hint"] or "")


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("  end in success\n", id="it may say so"),
        pytest.param("  end\n", id="what is left unsaid is success"),
        pytest.param("  repeat 1-2\n  optional 2 when the ticket isn't free\n", id="loops and options"),
    ],
)
def test_the_main_flow_ends_in_success(lines: str) -> None:
    assert found(TWO_STEPS + lines) == []


WHOLE = {
    "every construct in its right place": """\
use case UC-1: Sell a ticket
main success scenario:
  1. Customer names a destination. [E1]
  2. System shows the fare.
  3. Customer agrees.
  4. Customer pays the fare.
  repeat 2-4 until Customer has all tickets
  optional 3 when the fare has changed
  5. System prints the ticket.
extensions:
  1-3a. Customer asks for help:
    1. System explains this step.
    2. Customer goes on.
    repeat 1-3a1-1-3a2 while Customer asks
    resume at same step
  2,4a. The fare has changed:
    resume at 2
  3a. Customer wants a return ticket:
    1. System shows the fare of both ways.
    2. Customer agrees.
    resume at next step
  3a2a. Customer declines:
    1. System shows the fare of one way.
    resume at 3a1
  *a. Customer leaves:
    end in failure
  *b. The machine is switched off: [E2]
    1. System keeps the state.
    restart
  E1. The connection is lost:
    1. System tries again.
    resume at 1
  E1.1a. This is the third time:
    end in failure
  E2. Nothing is kept:
    end in failure
variations:
  - 4: cash | card
  - Customer 2: pays by invoice
extension points:
  - payment: 4
""",
    "a loop that has a number of its own takes a place in the numbering": """\
use case: Sell a ticket
main success scenario:
  1. Customer names a destination.
  2. Customer names a day.
  3. repeat 1-2 until System finds a train
  4. Customer pays the fare.
""",
    "steps yet to be numbered": """\
use case: Sell a ticket
main success scenario:
  1. Customer names a destination.
  +. Customer names a day.
  +. Customer names a class.
  4. Customer pays the fare.
""",
    "nothing but a name": "use case: Sell a ticket\n",
    "gaps in the numbers, the first of each flow": """\
use case: Sell a ticket
main success scenario:
  1. Customer names a destination.
  # FLW101 ‘3’ number the steps of the main flow 1, 2, 3
  3. Customer names a day.
  5. Customer pays the fare.
extensions:
  3a. The card is declined:
    # FLW101 ‘4’ number the steps of flow 3a 1, 2, 3
    4. System asks for another card.
    5. Customer presents a card.
    resume at 3
""",
    "steps with one number, in which there are no gaps": """\
use case: Sell a ticket
main success scenario:
  1. Customer names a destination.
  # FLW102 ‘1’ give it a number of its own
  1. Customer names a day.
  # FLW102
  1. Customer pays the fare.
""",
    "a step of an extension that lost its heading": """\
use case: Sell a ticket
main success scenario:
  # FLW105 ‘1a1’ put the line of extension 1a before it, or write ‘1’
  1a1) System offers another destination.
  1) Customer names a destination.
  2) Customer pays the fare.
""",
    "an extension where there is no main flow": """\
use case: Sell a ticket
failure flows:
  # FLW109 ‘2a’ write main flow too
  2a. The card is declined:
    end in failure
""",
    "fields that name what isn't a step": """\
use case: Sell a ticket
main success scenario:
  1. Customer pays the fare.
extensions:
  1a. The card is declined:
    end in failure
variations:
  # FLW109 ‘3’ the main flow has step 1 alone
  - 3: cash | card
extension points:
  # FLW109 ‘1a’ the main flow has step 1 alone
  - payment: 1a
""",
    "what leaves after the end is explained by the end": """\
use case: Sell a ticket
main success scenario:
  1. Customer names a destination.
  2. Customer pays the fare.
  end in success
  # FLW122 ‘3’ move ‘end in success’ below the last step
  3. System prints the ticket.
  4. System wishes a good journey.
extensions:
  2a. The card is declined:
    1. System asks for another card.
    Resume at  2.
    # FLW122 ‘2’ move ‘Resume at 2’ below the last step
    2. Customer presents a card. [E2]
  2a2a. The card can't be read:
    1. System gives the card back. [E3]
    end in failure
  E2. Customer has no other card:
    1. System offers an invoice.
    end in success
  E3. The card is stuck:
    1. System calls for help.
    end in failure
""",
    "a main flow that fails, where another flow succeeds": """\
use case: Sell a ticket
main success scenario:
  1. Customer pays the fare.
  # FLW136 ‘end in failure’ put what fails in an extension
  end in failure
extensions:
  1a. Customer has a voucher:
    end in success
""",
    "a main flow that goes back, and no other flow": """\
use case: Sell a ticket
main success scenario:
  1. Customer pays the fare.
  # FLW136 ‘restart’ write ‘repeat … until …’
  restart
""",
    "a main flow that fails, and no other flow": """\
use case: Sell a ticket
main success scenario:
  1. System finds no train.
  # FLW125 ‘end in failure’ tell in the main flow how the goal is reached
  end in failure
""",
    "what fails, and no main flow": """\
use case: Sell a ticket
failure flows:
  # FLW109 ‘*a’ write main flow too
  *a. The connection is lost:
    end in failure
""",
    "a target in another natural language": """\
# language: pt
caso de uso: Vender um bilhete
cenário principal:
  1. O Cliente paga.
extensões:
  1a. O cartão é recusado:
    # FLW121 ‘4’ the main flow has step 1 alone
    retomar no passo 4
""",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_a_text_with(text: str) -> None:
    assert_found_as_marked(text)


EXTENSIONS = {
    "labels written in other ways": """
  * 1–2A) Customer leaves:
    1–2a.1) System waits a minute.
    Resume at 2.
""",
    "one label for two flows": """
  2a. The card is declined:
    1. System asks for another card. [E1]
    resume at 2
  2b. Customer leaves:
    end in failure
  # FLW103 ‘2A’ call this one ‘2c’
  2A. The card is lost:
    1. System stops the card.
    end in failure
  E1. The connection is lost:
    end in failure
  # FLW103 ‘e1’ call this one ‘E2’
  e1. The machine is out of paper:
    end in failure
""",
    "steps of other flows": """
  2a. The card is declined:
    1. System asks for another card.
    # FLW105 ‘2b1’ put the line of extension 2b before it, or write ‘2a2’
    2b1. System waits.
    # FLW105 ‘1a3’ move it to flow 1a, or write ‘2a3’
    1a3. System wishes a good journey.
    resume at 2
  1a. Customer asks for help:
    end in failure
""",
    "anchors that don't exist": """
  # FLW109 ‘4’ the main flow has the steps 1 to 2
  2-4a. The fare has changed:
    1. System shows the new fare.
    resume at 2
  # FLW109 ‘12’ the main flow has the steps 1 to 2
  1, 12b. Customer asks for help:
    end in failure
  # FLW109 ‘2’ flow 2-4a has step 2-4a1 alone
  2-4a2a. Customer declines:
    end in failure
  # FLW109 ‘3b1a’ write flow 3b too
  3b1a. Customer declines:
    end in failure
  # FLW109 ‘2-1c’ write the earlier step first: ‘1-2’
  2-1c. Customer leaves:
    end in failure
""",
    "loops of steps in other flows, or of no steps": """
  2a. The card is declined:
    1. System asks for another card.
    2. Customer presents a card.
    # FLW109 ‘1-2’ step 1 is in the main flow
    repeat 1-2 until the card is accepted
    # FLW109 ‘3’ flow 2a has the steps 2a1 to 2a2
    optional 3
    # FLW109 ‘2a3’ flow 2a has the steps 2a1 to 2a2
    repeat 2a1 - 2a3 until the card is accepted
    # FLW109 ‘2a2-2a1’ write the earlier step first: ‘2a1-2a2’
    repeat 2a2-2a1 until the card is accepted
    resume at 2
""",
    "a loop with the numbers that are local to its flow": """
  2a. The card is declined:
    1. System asks for another card.
    2. Customer presents a card.
    3. System reads the card.
    # FLW109 ‘3’ did you mean ‘2a3’?
    optional 3
    resume at 2
""",
    "a code that is marked at a condition alone": """
  2a. The card is declined: [E1]
    1. System asks for another card.
    resume at 2
  E1. The machine is out of order:
    1. System closes.
    resume at 2a1
""",
    "a code that is marked nowhere, and may resume anywhere": """
  2a. The card is declined:
    1. System asks for another card.
    resume at 2
  # FLW111 ‘E1’ write [E1] at the end of each step
  E1. The card can't be read:
    1. System asks to clean the card.
    resume at 2a1
""",
    "open ends": """
  # FLW120 ‘1a’ close it with
  1a. No train goes there:
    1. System offers another destination.
  # FLW120 ‘2a’ close it with
  2a. The card is declined.
  # FLW120 ‘2b’ close it with
  2b. The machine is out of paper:
    The machine is closed, and somebody is called.
  2c. The machine is switched off:
    # FLW120 ‘End.’ write ‘end in success’ or ‘end in failure’
    End.
""",
    "targets that are no steps": """
  2a. The card is declined:
    1. System asks for another card.
    2. Customer presents a card.
    3. System reads the card.
    # FLW121 ‘3’ did you mean ‘2a3’?
    resume at 3
  2b. The card is lost:
    1. System stops the card.
    # FLW121 ‘2b7’ flow 2b has step 2b1 alone
    resume at 2b7
  2c. Customer leaves:
    # FLW121 ‘2a’ its first step is 2a1
    resume at 2a.
  2d. Customer comes back:
    # FLW121 ‘3a2’ there is no flow 3a
    resume at 3a2
""",
    "targets in another branch, of a code and of a nested extension": """
  1a. No train goes there: [E1]
    1. System offers another destination.
    resume at 2
  2a. The card is declined:
    1. System asks for another card.
    resume at 2
  2a1a. There is no other card:
    # FLW121 ‘1a1’ resume at a step of this flow
    resume at 1a1
  E1. The connection is lost:
    1. System tries again.
    # FLW121 ‘2a1’ resume at a step of this flow
    resume at 2a1
""",
    "flows that mark each other, and that nobody else marks": """
  # FLW124 ‘E1’ write [E1] at a step on some path
  E1. The printer is empty:
    1. System calls for paper. [E2]
    end in failure
  E1.1a. Nobody answers:
    1. System calls again.
    end in failure
  # FLW124 ‘E2’ write [E2] at a step on some path
  E2. The log is full:
    1. System deletes the log. [E1]
    end in failure
""",
    "a flow that only a flow without a place marks": """
  # FLW111
  E3. The connection is lost: [E4]
    1. System writes a log. [E5]
    end in failure
  E4. The network is down:
    1. System calls for help.
    end in failure
  E5. The log is full:
    1. System deletes the log.
    end in failure
""",
    "a loop that another flow leads out of": """
  2a. The card is declined:
    1. System asks for another card.
    2. Customer presents a card.
    resume at 2a1
  2a2a. The card can't be read:
    end in failure
""",
    "a loop that nothing leads out of, not even its own extension": """
  2a. The card is declined:
    1. System asks for another card.
    2. Customer presents a card.
    # FLW126 ‘resume at 2a1’ resume at a step outside
    resume at 2a1
  2a2a. The card can't be read:
    1. System asks to clean the card.
    resume at 2a2
""",
    "a loop beside an open end, which may lead out": """
  2a. The card is declined:
    1. System asks for another card.
    resume at 2a1
  # FLW120
  2a1a. There is no other card:
    1. System gives the card back.
""",
    "a loop beside a target that is missing, which may lead out": """
  2a. The card is declined:
    1. System asks for another card.
    resume at 2a1
  2a1a. There is no other card:
    # FLW121
    resume at 7
""",
    "a condition that isn't there": """
  # FLW131 ‘2a’ write its condition after the label: ‘2a. … :’
  2a.
    1. System shows the new fare.
    resume at 2
""",
}


@pytest.mark.parametrize("lines", EXTENSIONS.values(), ids=EXTENSIONS.keys())
def test_extensions_with(lines: str) -> None:
    assert_found_as_marked(f"{TWO_STEPS}extensions:{lines}")


def test_a_code_that_goes_back_into_itself_is_a_loop() -> None:
    assert_found_as_marked("""\
use case: Sell a ticket
main success scenario:
  1. Customer pays the fare. [E1]
failure flows:
  E1. The connection is lost:
    1. System tries again.
    # FLW126
    resume at E1.1
""")


def test_a_second_one_of_the_same_name_shows_the_first() -> None:
    flows = f"{TWO_STEPS}extensions:\n  2a. Late:\n    restart\n  2a. Lost:\n    restart\n"
    step = f"{TWO_STEPS}  2. Customer takes the ticket.\n"
    lines = [related.place.start.line for text in (flows, step) for each in found(text) for related in each.related]
    assert lines == [6, 4]


def test_an_open_end_is_an_error_where_the_project_is_strict() -> None:
    text = f"{TWO_STEPS}extensions:\n  1a. Late:\n    1. System waits.\n  2a. Lost:\n    end\n"
    assert [each.severity for each in found(text)] == [Severity.WARNING] * 2
    assert [each.severity for each in found(text, Settings(strict=True))] == [Severity.ERROR] * 2


@pytest.mark.parametrize("folder", [each.parent for each in EXAMPLES.glob("*/usecase.toml")], ids=lambda it: it.name)
def test_the_examples_are_without_fault(folder: Path) -> None:
    documents = [parse(file.read_text(encoding="utf-8"), file.name)[0] for file in sorted(folder.rglob("*.uc"))]
    assert [(each.code, str(each.place)) for each in apply(RULES, link(documents), DEFAULTS)] == []


def test_a_misspelt_end_is_one_finding() -> None:
    text = "actor: A\nuse case: X\nprimary actor: A\nmain flow:\n1. A asks.\nextensions:\n1a. It rains:\nend in faliure"
    document, faults = parse(text)
    codes = [each.code for each in (*faults, *check(link([document]), DEFAULTS))]
    assert [code for code in codes if code in ("SYN015", "FLW120", "FLW123")] == ["SYN015"]


def test_a_hint_speaks_the_language_of_the_text() -> None:
    flows = "fluxo principal:\n1. O Sistema pára.\nextensões:\n1a. Chove:\n1. O Sistema espera."
    text = f"# language: pt\ncaso de uso: X\n{flows}"
    (found,) = [each for each in check(link([parse(text)[0]]), DEFAULTS) if each.code == "FLW120"]
    assert "end in" not in found.hint
    assert "‘" in found.hint


def test_a_flow_whose_first_line_ends_it_is_reached_though_its_steps_are_not() -> None:
    text = """\
use case: Sell a ticket
  main success scenario:
    1. Customer names a destination. [A2]
    2. System prints the ticket.
  alternate flows:
    A2. No train goes there:
      end in failure
      1. System does more.
"""
    assert [each.code for each in found(text)] == ["FLW122"]
