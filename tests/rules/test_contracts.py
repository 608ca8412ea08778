"""Family CON: proofs over the scenario graph, and the paths that are shown where they fail."""

from __future__ import annotations

from random import Random
from textwrap import dedent

import pytest

from tests.marks import assert_marked, findings, underlined
from usecase_dsl.checks.contracts.guarantees import guarantee_unproven
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.model import link
from usecase_dsl.scenario import graph, moments, scenarios
from usecase_dsl.settings import DEFAULTS
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax import parse

SILENT = {
    "a use case without results": """
use case: Sell a ticket
  success guarantees:
    - The fare is paid.
  main success scenario:
    1. Customer pays the fare.
""",
    "results on every path, in other letters and without the point": """
use case: Sell a ticket
  success guarantees: the fare  IS paid
  main success scenario:
    1. Customer pays the fare.
       => The fare is paid.
  extensions:
    1a. Customer has a voucher:
      1. System takes the fare off the voucher.
      end in success
      => The fare is paid.
    1b. Customer has no money:
      end in failure
""",
    "what a precondition says and nothing ends": """
use case: Sell a ticket
  preconditions: The station is open.
  success guarantees:
    - The station is open.
    - The fare is paid.
  main success scenario:
    1. Customer pays the fare.
       => The fare is paid.
""",
    "what holds from outside": """
condition open: The station is open.
  given: yes
use case: Sell a ticket
  success guarantees:
    - open
  main success scenario:
    1. Customer pays the fare.
       => The fare is paid.
""",
    "what all of several included use cases guarantee": """
use case UC-1: Sell a ticket
  success guarantees:
    - The fare is paid.
    - Customer has a ticket.
  main success scenario:
    1. Customer pays (include UC-2 or UC-3).
    2. System prints the ticket.
       => Customer has a ticket.
use case UC-2: Take cash
  success guarantees: The fare is paid.
use case UC-3: Take a card
  success guarantees:
    - The card is charged.
    - The fare is paid.
""",
    "minimal guarantees that no result speaks of": """
use case: Sell a ticket
  minimal guarantees: Nobody is charged twice.
  success guarantees: The fare is paid.
  main success scenario:
    1. Customer pays the fare.
       => The fare is paid.
""",
    "an include that nobody knows": """
use case: Sell a ticket
  success guarantees: The fare is paid.
  main success scenario:
    1. include UC-9
    2. System prints the ticket.
       => Customer has a ticket.
""",
    "a flow whose end is open": """
use case: Sell a ticket
  success guarantees: The fare is paid.
  main success scenario:
    1. Customer pays the fare.
       => The fare is paid.
  extensions:
    1a. Customer has a voucher:
      1. System takes it.
""",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_a_guarantee_is_proven_with(text: str) -> None:
    assert_marked(text, codes="CON901")


def only(text: str, code: str) -> Diagnostic:
    (found,) = [each for each in findings(text) if each.code == code]
    return found


def shown(each: Diagnostic) -> list[str]:
    """What is said of the places that a finding speaks of, each with its line."""
    return [f"{related.place.start.line}: {related.message}" for related in each.related]


VOUCHER = """\
use case: Sell a ticket
  success guarantees: The fare is paid.
  main success scenario:
    1. Customer names a destination.
    2. Customer pays the fare.
       => The fare is paid.
    3. System prints the ticket.
  alternate flows:
    2a. Customer has a voucher:
      1. Customer presents the voucher.
      resume at 3
"""


def test_the_failing_scenario_is_shown_step_by_step() -> None:
    found = only(VOUCHER, "CON901")
    assert found.message == "on the scenario 1 2a1 3 the success guarantee ‘The fare is paid’ isn't established"
    assert (found.place.start.line, found.severity) == (2, Severity.WARNING)
    assert shown(found) == [
        "4: 1. Customer names a destination.",
        "9: 2a. Customer has a voucher",
        "10: 2a1. Customer presents the voucher.",
        "7: 3. System prints the ticket.",
        "3: the use case ends in success",
        "6: here it is established",
    ]


def test_of_the_failing_scenarios_the_simplest_is_shown() -> None:
    text = VOUCHER + "    1a. No train goes there:\n      1. System says so.\n      resume at 1\n"
    assert "on the scenario 1 2a1 3 " in only(text, "CON901").message


@pytest.mark.parametrize(
    ("lines", "scenario"),
    [
        # A loop that may be left out, and one that may not.
        (["1. A.", "2. B.", "   => X.", "repeat 2 while there are more", "3. C."], "1 3"),
        (["1. A.", "2. B.", "   => X.", "repeat 2 until there are no more", "3. C."], None),
        (["1. A.", "2. B.", "   => X.", "optional 2", "3. C."], "1 3"),
        # What holds may be taken back, and come again.
        (["1. A.", "   => X.", "2. B.", "   => not X.", "3. C."], "1-3"),
        (["1. A.", "   => not X.", "2. B.", "   => X."], None),
        # Each time round: the loop's end takes back what its beginning establishes.
        (["1. A.", "   => X.", "2. B.", "   => not X.", "repeat 1-2 until done", "3. C.", "   => X."], None),
        # A long way is told in ranges.
        (["1. A.", "2. B.", "3. C.", "4. D.", "   => X.", "optional 4", "5. E.", "6. F."], "1-3 5 6"),
        # The interrupted step is not done.
        (["1. A.", "2. B.", "   => X.", "alternate flows:", "2a. C:", "1. D.", "resume at next step"], "1 2a1"),
        # A flow that is its end alone has no step to name.
        (["1. A.", "   => X.", "alternate flows:", "1a. B:", "end in success"], "1a"),
        # What is established before the flow leaves stays.
        (["1. A.", "   => X.", "2. B.", "alternate flows:", "2a. C:", "end in success"], None),
        # At an end of its own a flow may say it.
        (["1. A.", "2. B.", "   => X.", "alternate flows:", "2a. C:", "end in success", "=> X."], None),
        # So it may where it goes back.
        (["1. A.", "2. B.", "   => X.", "alternate flows:", "2a. C:", "1. D.", "resume at next step", "=> X."], None),
        (["1. A.", "2. B.", "   => X.", "3. E.", "alternate flows:", "2a. C:", "resume at 3", "=> X."], None),
        # Past the main flow's last step the main flow's end is the flow's own.
        (["1. A.", "end in success", "=> X.", "alternate flows:", "1a. C:", "resume at next step"], None),
    ],
)
def test_a_scenario_without_the_guarantee(lines: list[str], scenario: str | None) -> None:
    text = "\n".join(["use case: Do", "success guarantees: X.", "main success scenario:", *lines, ""])
    found = [each for each in findings(text) if each.code == "CON901"]
    assert [each.message for each in found] == (
        [f"on the scenario {scenario} the success guarantee ‘X’ isn't established"] if scenario else []
    )


def test_one_of_several_included_use_cases_is_not_enough() -> None:
    text = """\
use case UC-1: Sell a ticket
  success guarantees:
    - The fare is paid.
    - Customer has a ticket.
  main success scenario:
    1. Customer pays (include UC-2 or UC-3).
    2. System prints the ticket.
       => Customer has a ticket.
use case UC-2: Take cash
  success guarantees: The fare is paid.
use case UC-3: Take a voucher
  success guarantees: The voucher is used up.
"""
    found = only(text, "CON901")
    assert found.message == "no step and no end establishes the success guarantee ‘The fare is paid’"
    assert found.place.start.line == 3


def test_failure_and_minimal_guarantees_are_asked_for_at_ends_in_failure() -> None:
    assert_marked(
        """
        use case: Sell a ticket
          minimal guarantees:
            # CON901 warning ‘The log is written.’
            - The log is written.
          success guarantees: The fare is paid.
          failure guarantees:
            # CON901
            - The fare is paid back.
            - Nobody can prove this.
          main success scenario:
            1. Customer pays the fare.
               => The fare is paid.
               => The log is written.
          failure flows:
            1a. Customer has no money:
              end in failure
            1b. The printer is empty:
              1. System pays the fare back.
              end in failure
              => The fare is paid back.
              => The log is written.
        """,
        codes="CON901",
    )


def test_a_failing_include_gives_what_it_guarantees_in_failure() -> None:
    text = """
        use case UC-1: Sell a ticket
          success guarantees: The fare is paid.
          failure guarantees: {guarantee}
          main success scenario:
            1. Customer pays (include UC-2).
            2. System prints the ticket.
          failure flows:
            2a. The printer is empty:
              end in failure
              => The card is free.
              => The card is blocked.
        use case UC-2: Take the fare
          success guarantees: The fare is paid.
          failure guarantees: The card is free.
          main success scenario:
            1. Customer presents a card.
          failure flows:
            1a. The card is declined:
              end in failure
        """
    assert_marked(text.format(guarantee="The card is free."), codes="CON901")
    # By way of the include it fails without that.
    found = only(text.format(guarantee="The card is blocked."), "CON901")
    assert "the failure guarantee ‘The card is blocked’" in found.message


def repaired(text: str, each: Diagnostic) -> str:
    """A text after the fix of a finding."""
    assert each.fix
    for edit in reversed(each.fix.edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def test_a_result_in_other_words_is_meant_and_can_be_rewritten() -> None:
    text = VOUCHER.partition("  alternate")[0].replace("=> The fare is paid.", "=> Fare was paid.")
    found = only(text, "CON901")
    assert found.message == "no step and no end establishes the success guarantee ‘The fare is paid’"
    assert found.hint.startswith("did you mean the result ‘Fare was paid.’?")
    assert found.fix and not found.fix.safe
    again = repaired(text, found)
    assert "=> The fare is paid.\n" in again
    assert [each for each in findings(again) if each.code == "CON901"] == []


def test_what_rewriting_would_not_prove_is_not_offered() -> None:
    assert only(VOUCHER.replace("=> The fare is paid.", "=> Fare was paid."), "CON901").fix is None


def test_a_text_that_is_the_statement_of_a_declared_condition_is_that_condition() -> None:
    assert_marked(
        """
        condition paid: The fare is paid.
        use case: Sell a ticket
          success guarantees:
            - paid
          main success scenario:
            1. Customer pays the fare.
               => The fare is paid.
        """,
        codes="CON",
    )


# ---- preconditions


def test_a_precondition_that_no_use_case_establishes() -> None:
    assert_marked(
        """
        condition open: The station is open.
          given: yes
        condition signed-in: Customer is signed in.
        use case: Sign in
          success guarantees:
            - signed-in
            - Customer has a cart.
        use case: Sell a ticket
          preconditions:
            - open
            - signed-in
            - not closed
            # CON902 warning ‘closed’ | given: yes
            - closed
            # CON902 ‘The customer has the cart’ | did you mean ‘Customer has a cart’?
            - The customer has the cart
        use case: Refund a ticket
          preconditions:
            - Customer is signed in
            - closed
        """,
        codes="CON902",
    )


def test_the_precondition_is_rewritten_as_it_is_established() -> None:
    text = dedent("""\
        use case: Sign in
          success guarantees:
            - Customer is signed in.
        use case: Sell a ticket
          preconditions: The customer is signed in
        """)
    found = only(text, "CON902")
    assert found.fix and not found.fix.safe
    assert "preconditions: Customer is signed in.\n" in repaired(text, found)
    assert [each for each in findings(repaired(text, found)) if each.code == "CON902"] == []


@pytest.mark.parametrize(
    ("established", "required", "is_meant"),
    [
        ("Customer is signed in.", "The customer has signed in", True),
        ("The order is recorded.", "The order is recorded.", False),
        ("The invoice is printed.", "The invoice is pritned.", True),
        # No slips of each other.
        ("The order is invalid.", "The order is valid.", False),
        ("The order is paid.", "The order is not paid.", False),
        ("The order is paid.", "not The order was paid.", False),
        ("The order is paid.", "The order is sent.", False),
        ("Balance >= price", "Balance < price", False),
        ("Step 2 is done.", "Step 3 is done.", False),
        # A word more may say something else: only where conditions are used as contracts.
        ("Registered Customer is signed in.", "Customer is signed in.", False),
    ],
)
def test_in_other_words(established: str, required: str, is_meant: bool) -> None:
    text = f"use case: A\n  success guarantees:\n    - {established}\nuse case: B\n  preconditions:\n    - {required}\n"
    text += "    - Something that nobody ever establishes.\n" * (required == established)
    found = [each for each in findings(text) if each.code == "CON902" and "did you mean" in each.hint]
    assert bool(found) is is_meant


def test_a_project_that_does_not_use_conditions_as_contracts_is_left_alone() -> None:
    assert_marked(
        """
        use case: Sell a ticket
          preconditions:
            - The station is open.
            - The printer has paper.
          success guarantees:
            - The printer has paper.
        use case: Refund a ticket
          preconditions: The train is cancelled.
        """,
        codes="CON",
    )


# ---- order


def test_use_cases_that_wait_for_each_other() -> None:
    text = """\
use case UC-1: Open an account
  preconditions: Customer has a card.
  success guarantees: Customer has an account.
use case UC-2: Order a card
  preconditions: Customer has an account.
  success guarantees: Customer has a card.
use case UC-3: Draw cash
  preconditions: Customer has a card.
"""
    found = only(text, "CON903")
    assert found.message == (
        "‘UC-1’ can never run: it requires ‘Customer has a card’, "
        "and the use cases wait for each other: UC-1 → UC-2 → UC-1"
    )
    assert found.place.start.line == 2
    assert shown(found) == [
        "6: ‘UC-2’ establishes that",
        "5: ‘UC-2’ requires this",
        "3: ‘UC-1’ establishes that",
        "8: so ‘UC-3’ never runs",
    ]


@pytest.mark.parametrize(
    "more",
    [
        # Somebody else brings it about the first time, by a result in some flow.
        "use case: Be born\n  main success scenario:\n    1. A.\n       => Customer has a card.\n",
        "condition card: Customer has a card.\n  given: yes\n",
    ],
)
def test_a_way_into_the_circle_is_enough(more: str) -> None:
    text = """\
use case UC-1: Open an account
  preconditions: Customer has a card.
  success guarantees: Customer has an account.
use case UC-2: Order a card
  preconditions: Customer has an account.
  success guarantees: Customer has a card.
"""
    assert [each.code for each in findings(text + more) if each.code == "CON903"] == []


def test_what_a_use_case_keeps_is_no_circle() -> None:
    assert_marked(
        """
        use case: Renew a card
          preconditions: Customer has a card.
          success guarantees: Customer has a card.
        """,
        codes="CON903",
    )


# ---- contradictions


def test_contradictions() -> None:
    assert_marked(
        """
        condition paid: The fare is paid.
        use case: Sell a ticket
          preconditions:
            - not paid
            # CON904 error ‘The fare is paid.’ | take one of them out
            - The fare is paid.
          minimal guarantees:
            - The log is written.
          success guarantees:
            - paid
            # CON904 ‘not the log is written’
            - not the log is written
          failure guarantees:
            - not paid
          main success scenario:
            1. Customer pays the fare.
               => The ticket is printed.
               # CON904
               => Not the ticket is printed.
          failure flows:
            1a. Customer has no money:
              end in failure
              => not paid
              # CON904
              => paid
        """,
        codes="CON904",
    )


def test_a_text_that_begins_with_not_and_is_no_contrary() -> None:
    assert_marked(
        """
        use case: Sell a ticket
          preconditions:
            - Not all seats are taken.
            - All trains run.
          main success scenario:
            1. Customer pays.
               => Not more than one ticket is printed.
               => The ticket is printed.
            2. System takes it back.
               => not the ticket is printed
        """,
        codes="CON904",
    )


def test_another_language_says_not_in_its_own_word() -> None:
    assert_marked(
        """# language: pt
        caso de uso: Vender um bilhete
          pré-condições:
            - O bilhete está pago.
            # CON904 ‘não O bilhete está pago.’
            - não O bilhete está pago.
        """,
        codes="CON904",
    )


# ---- includes


def test_what_an_included_use_case_requires() -> None:
    text = """\
use case UC-1: Sell a ticket
  main success scenario:
    1. Customer signs in (include UC-3).
    2. Customer names a destination.
    3. Customer pays (include UC-2).
  extensions:
    1a. Customer is unknown:
      1. Customer gives a name.
      resume at 2
use case UC-2: Take the fare
  preconditions: Customer is signed in.
use case UC-3: Sign in
  success guarantees: Customer is signed in.
"""
    found = only(text, "CON905")
    assert found.message == "‘UC-2’ requires ‘Customer is signed in’, which doesn't hold here after 1a1 2"
    assert found.place.start == (5, 31)
    assert shown(found)[:2] == ["11: required here", "7: 1a. Customer is unknown"]
    signed_in = text.replace("  main success", "  preconditions: Customer is signed in.\n  main success", 1)
    assert [each.code for each in findings(signed_in) if each.code == "CON905"] == []


def test_a_contrary_is_required_where_it_is_known_not_to_hold() -> None:
    text = """
        use case UC-1: Sell a ticket
          main success scenario:
            1. include UC-2
            2. Customer pays the fare.
               => The fare is paid.
            # CON905 ‘UC-2’
            3. Customer pays again (include UC-2).
        use case UC-2: Take the fare
          preconditions: not the fare is paid
        """
    assert_marked(text, codes="CON905")


def test_of_several_included_use_cases_one_may_be_able_to_run() -> None:
    assert_marked(
        """
        use case UC-1: Sell a ticket
          main success scenario:
            1. include UC-2 or UC-3
            2. include UC-4
        use case UC-2: Take the fare
          preconditions: Customer is signed in.
        use case UC-3: Take cash
        use case UC-4: Thank
          preconditions: Nobody ever establishes this.
        use case UC-5: Sign in
          success guarantees: Customer is signed in.
        """,
        codes="CON905",
    )


# ---- results


def test_a_result_that_nobody_asks_for_is_reported_once() -> None:
    assert_marked(
        """
        use case: Sell a ticket
          minimal guarantees: The log is written.
          success guarantees: The fare is paid.
          main success scenario:
            1. Customer pays.
               => The fare is paid.
               => The log is written.
               # CON906 advice ‘The amount is in the till.’
               => The amount is in the till.
            2. System prints.
               => The ticket is printed.
               => The amount is in the till.
        use case: Travel
          preconditions: The ticket is printed.
        """,
        codes="CON906",
    )


# ---- size


def test_a_large_use_case_is_proven() -> None:
    """Two thousand steps with a way back at each tenth: more scenarios than anybody can try one by one."""
    lines = ["use case: Go on", "success guarantees:", *(f"- The {n} is done." for n in range(50))]
    lines += ["main success scenario:"]
    for n in range(1, 2_001):
        lines += [f"{n}. System does {n}.", *([f"=> The {n} is done."] if n < 50 else [])]
    lines += ["extensions:"]
    for n in range(10, 2_000, 10):
        lines += [f"{n}a. It fails:", "1. System tries again.", f"resume at {n}"]
    document, _ = parse(source_from_text("\n".join(lines), "large.uc"))
    found = list(guarantee_unproven(link([document]), DEFAULTS))
    assert [each.message for each in found] == ["no step and no end establishes the success guarantee ‘The 0 is done’"]


# ---- the proof, and every scenario tried one by one


def a_use_case(pick: Random) -> str:
    """A use case of a few steps with results, loops and extensions by chance."""
    steps = pick.randint(1, 3)
    lines = ["use case: Do", *(f"preconditions: {pick.choice('AB')}" for _ in range(pick.randint(0, 1)))]
    lines += ["success guarantees:", "- A", "- B", "main success scenario:"]
    for n in range(1, steps + 1):
        lines += [f"{n}. System does {n}.", *_results(pick)]
    lines += [f"{pick.choice(('repeat', 'optional'))} {pick.randint(1, steps)}-{steps}"] * pick.randint(0, 1)
    lines += ["extensions:"]
    for n in range(1, steps + 1):
        if pick.random() < 0.5:
            lines += [f"{pick.choice((f'1-{n}', str(n), '*'))}{'abcd'[n - 1]}. It is so:"]
            lines += ["1. System goes.", *_results(pick)] if pick.random() < 0.6 else []
            lines += [pick.choice(("end in success", f"resume at {pick.randint(1, steps)}", "resume at next step"))]
    return "\n".join(lines) + "\n"


def _results(pick: Random) -> list[str]:
    return [f"=> {pick.choice(('A', 'B', 'not A', 'not B'))}"] * pick.randint(0, 1)


def not_established(text: str) -> set[str]:
    """The guarantees that some scenario leaves out, each scenario walked through."""
    (use_case,) = (model := link([parse(text)[0]])).use_cases.values()
    whole, missing = graph(use_case, model), set[str]()
    for scenario in scenarios(whole, use_case, "all"):
        holding = {each.text for each in use_case.preconditions}
        for result in (result for moment in moments(use_case, whole, scenario) for result in moment.results):
            holding -= {result.removeprefix("not ")}
            holding |= {result}
        missing |= {"A", "B"} - holding
    return missing


@pytest.mark.parametrize("seed", range(120))
def test_the_proof_says_what_trying_every_scenario_says(seed: int) -> None:
    text = a_use_case(Random(seed))
    found = {underlined(each) for each in findings(text) if each.code == "CON901"}
    assert found == (not_established(text) if "=>" in text else set())


def test_a_failure_guarantee_is_broken_by_a_step_that_establishes_the_contrary() -> None:
    text = """\
    condition booked: The appointment is booked.
    use case: Book an appointment
      primary actor: Patient
      failure guarantees: not booked
      main success scenario:
        1. Patient asks for an appointment.
        2. System records the appointment.
           => booked
        3. System tells Patient the date.
      extensions:
        2a. No date is free:
          end in failure
        {}
    """
    late = "3a. Patient can't be reached:\n          end in failure"
    assert [each.code for each in findings(text.format("")) if each.code.startswith("CON901")] == []
    (found,) = [each for each in findings(text.format(late)) if each.code == "CON901"]
    assert found.message == (
        "on the scenario 1 2 3a the failure guarantee ‘not booked’ doesn't hold: a step establishes the contrary"
    )
    undone = late.replace("failure", "failure\n          => not booked")
    assert [each.code for each in findings(text.format(undone)) if each.code == "CON901"] == []
