"""Family TPL: what the fields of a use case say, and what its parts say to each other."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings
from usecase_dsl.settings import Limits, Settings

DRESSED = Settings(profile="dressed")


def test_use_cases_for_one_operation_each() -> None:
    assert_marked(
        """
        # TPL403 advice ‘Add a timetable’ | make one use case of them
        use case: Add a timetable
        use case: Find timetables
        use case: Update the timetable
        use case: Remove timetable
        use case: Create a station
        use case: Edit a station
        use case: Show the stations
        package: Trains
        use case: Delete a station
        """,
        codes="TPL403",
    )


def test_operations_without_one_that_creates_or_within_another_use_case() -> None:
    assert_marked(
        """
        use case: Find timetables
        use case: Update the timetable
        use case: Remove timetable
        use case UC-1: Look after the stations
        use case: Add a station
          extends: UC-1
        use case: Edit a station
        use case: Delete a station
        use case: Show the stations
        """,
        codes="TPL403",
    )


def test_operations_in_another_language() -> None:
    assert_marked(
        """# language: pt
        # TPL403
        caso de uso UC-1: Registar um livro
        caso de uso UC-2: Editar livro
        caso de uso UC-3: Eliminar o livro
        """,
        codes="TPL403",
    )


def test_a_precondition_that_is_checked_again() -> None:
    assert_marked(
        """
        condition valid: The card is valid.
        use case: Draw cash
          preconditions:
            - The PIN is correct.
            - valid
            - The machine has cash.
          main success scenario:
            # TPL404 warning ‘checked whether’ | take the step out
            1. It is checked whether the PIN is correct.
            # TPL404 ‘validates that’
            2. System validates that the card is valid, and keeps it.
            3. System checks whether the PIN is correct and new.
            4. System validates that the account has cash.
            5. System shows that the PIN is correct.
        """,
        codes="TPL404",
    )


def test_a_check_in_portuguese() -> None:
    assert_marked(
        """# language: pt
        caso de uso: Levantar dinheiro
          pré-condições: O código está correto.
          cenário principal:
            # TPL404 ‘verifica se’
            1. O Sistema verifica se o código está correto.
        """,
        codes="TPL404",
    )


def test_a_trigger_that_is_step_one() -> None:
    assert_marked(
        """
        use case UC-1: Refund a ticket
          # TPL406 warning ‘The Customer asks for a refund.’
          trigger: The Customer asks for a refund.
          main success scenario:
            1. Customer asks for a refund
        use case UC-2: Sell a ticket
          trigger: Customer asks for a ticket on the train.
          main success scenario:
            1. Customer asks for a ticket.
        use case UC-3: Print a ticket
        """,
        codes="TPL406",
    )


def test_no_trigger_counts_where_use_cases_are_fully_dressed() -> None:
    text = """
        # TPL406 warning ‘UC-1’
        use case UC-1: Refund a ticket
        use case UC-2: Sell a ticket
          trigger: none
        """
    assert_marked(text, codes="TPL406", settings=DRESSED)
    # Where the project demands the field of each use case, that is another rule.
    asked = Settings(profile="dressed", required=("trigger",))
    assert not [each for each in findings(text, settings=asked) if each.code == "TPL406"]


def test_guarantees_that_are_missing() -> None:
    assert_marked(
        """
        # TPL407 warning ‘UC-1’ | ‘success guarantees: …’ and ‘minimal guarantees: …’
        use case UC-1: Sell a ticket
        # TPL407 | ‘minimal guarantees: …’
        use case UC-2: Sell a ticket again
          postconditions: The fare is paid.
        use case UC-3: Sell no ticket
          success guarantees: none
          minimal guarantees: none
        use case UC-4: Try to sell a ticket
          success guarantees: The fare is paid.
          main success scenario:
            1. Customer pays.
          failure flows:
            1a. Customer has no money:
              # TPL408 warning ‘end in failure’
              end in failure
            1b. Customer leaves:
              end in failure
        use case UC-5: Try again
          success guarantees: The fare is paid.
          failure guarantees: Nothing is charged.
          main success scenario:
            1. Customer pays.
          failure flows:
            1a. Customer has no money:
              end in failure
        """,
        codes="TPL40[78]",
    )


@pytest.mark.parametrize(
    ("settings", "messages"),
    [
        (DRESSED, ["there are no success guarantees and no minimal guarantees"]),
        # Schools that know no guarantees that hold at every end.
        (Settings(profile="rup"), ["there are no success guarantees"]),
        # What a project demands of each use case is another rule's.
        (Settings(required=("success guarantees",)), ["there are no minimal guarantees"]),
    ],
)
def test_which_guarantees_are_asked_for(settings: Settings, messages: list[str]) -> None:
    found = findings("use case: Sell a ticket\n", settings=settings)
    assert [each.message for each in found if each.code == "TPL407"] == messages


def test_a_result_at_the_end_in_failure_says_what_holds_there() -> None:
    assert_marked(
        """
        use case: Sell a ticket
          main success scenario:
            1. Customer pays.
          failure flows:
            1a. Customer has no money:
              end in failure
              => Nothing is charged.
            1b. The card is declined:
              # TPL408
              end in failure
        """,
        codes="TPL408",
    )


@pytest.mark.parametrize(
    ("main", "codes"),
    [
        ("1. Customer pays the fare.", ["TPL409"]),
        ("1. System prints the tickets.", []),
        ("1. Customer pays.\n => Customer has a ticket.", []),
        ("1. include UC-2", []),
        ("1. Customer pays.\n2. See use case 2.", []),
        ("1. System shows the result.", []),
        ("1. System makes S1 of it.\n2. System returns S1.", []),
        ("1. Customer looks at the ticket's price.", []),
        ("1. Comfortable travel.\n2. Good service.", []),
        ("1. Customer is sold something.", ["TPL409"]),
    ],
)
def test_the_last_step_and_the_title(main: str, codes: list[str]) -> None:
    text = (
        f"use case UC-1: Sell a ticket\nprimary actor: Customer\nmain success scenario:\n{main}\nuse case UC-2: Pay\n"
    )
    assert [each.code for each in findings(text) if each.code == "TPL409"] == codes


def test_the_goal_of_a_use_case_by_its_title_its_goal_and_their_synonyms() -> None:
    text = "use case UC-1: View contacts\n{}  main success scenario:\n    1. System {}.\n"

    def messages(goal: str, does: str) -> list[str]:
        return [each.message for each in findings(text.format(goal, does)) if each.code == "TPL409"]

    assert messages("", "rings a bell") == ["the last step says nothing of what ‘View contacts’ is there for"]
    assert messages("  goal: Clerk hears the bell.\n", "rings a bell") == []
    assert messages("", "displays the people") == []


def test_a_guarantee_tells_the_goal_too() -> None:
    assert_marked(
        """
        condition seated: Customer has a seat.
        use case: Travel
          success guarantees: seated
          main success scenario:
            1. System reserves the seat.
        """,
        codes="TPL409",
    )


def test_stakeholders() -> None:
    assert_marked(
        """
        actor: Customer
          also known as: Passenger
        actor: Commuter
          is a: Customer
        actor: Timer
          kind: time
        use case: Sell a ticket
          # TPL411 advice ‘Clerk’ | ‘- Clerk: …’
          primary actors: Customer, Commuter, Clerk, Timer
          stakeholders:
            - Passenger: pays little.
            - The Customer of tomorrow: finds a train.
            # TPL410 warning ‘Rail operator’ | ‘Rail operator: …’
            - Rail operator
        use case: Refund a ticket
          primary actors: Clerk
          stakeholders: none
        """,
        codes="TPL41[01]",
    )


def test_a_level_that_is_too_low_for_its_steps() -> None:
    text = """
        use case: Print a ticket
          # TPL412 advice ‘clam’ | make it a subfunction
          level: clam
          main success scenario:
            1. System takes a sheet.
            2. System prints the train.
            3. System prints the fare.
            4. System cuts the sheet.
        use case: Cut a sheet
          level: too low
          main success scenario:
            1. System cuts the sheet.
        """
    assert_marked(text, codes="TPL412")
    found = findings(text, settings=Settings(limits=Limits(steps_least=4)))
    assert "TPL412" not in {each.code for each in found}


def test_variations_that_are_behaviour() -> None:
    assert_marked(
        """
        system: Ticket Shop
        actor: Customer
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays.
            2. System sends the ticket.
          variations:
            - 1: Customer card | bank card | a voucher
            # TPL413 warning ‘The Ticket Shop takes a voucher’ | make it an extension
            - 1: cash | The Ticket Shop takes a voucher.
            # TPL413 ‘System sends Customer a message’
            - 2: System sends Customer a message
            - 2: System message to Customer
            - System of the bank
        """,
        codes="TPL413",
    )


def test_each_alternative_flow_says_what_holds_at_its_end() -> None:
    assert_marked(
        """
        use case: Sell a ticket
          main success scenario:
            1. Customer pays.
          extensions:
            1a. Customer has a voucher:
              # TPL415 advice ‘end in success’
              end in success
            1b. Customer has no money:
              end in failure
              => Nothing is charged.
            1c. Customer tries again:
              resume at 1
            1d. Nobody knows:
              end
        """,
        codes="TPL415",
    )
