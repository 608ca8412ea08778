"""Family VOC: the words of a project, and what is said several times."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings

GLOSSARY = """
    system: Ticket Shop
    actor: Customer
    term: Fare
      What is paid for a journey.
      also known as: Price
    term: Journey
      From one station to another.
"""


def in_steps(*steps: str, language: str = "en") -> list[str]:
    """What VOC601 says of steps in a project with a glossary."""
    lines = "\n".join(f"    {n}. {step}" for n, step in enumerate(steps, 1))
    head = f"# language: {language}\n" if language != "en" else ""
    text = f"{head}{GLOSSARY}\n    use case: Sell Journeys\n    main success scenario:\n{lines}\n"
    return [each.message for each in findings(text) if each.code == "VOC601"]


@pytest.mark.parametrize(
    "step",
    [
        # Declared, in the plural, by another name, and as a part of a name.
        "Customer sees the Fares and the Prices of the Journey.",
        "Customer leaves the Shop.",
        # At the beginning of a sentence, in quotation marks, an abbreviation, a name by number.
        "Customer waits. Departures are shown.",
        "System shows “Wrong Number”.",
        "Customer enters the PIN and the IBAN.",
        "Customer goes to Platform 3.",
        # Everybody's names.
        "Customer travels on Monday by Internet.",
        # Everything is written like that.
        "Customer Takes The Seat Reservation.",
    ],
)
def test_words_that_are_no_undeclared_terms(step: str) -> None:
    assert in_steps(step, step, "Customer pays the fare of the journey.") == []


def test_a_word_that_is_written_like_a_term_twice() -> None:
    steps = ("Customer pays with a Travel Voucher.", "System checks the Travel Vouchers of that day.")
    assert in_steps(*steps, "Customer pays the fare of the journey.") == [
        "‘Travel Voucher’ is written like a term, and isn't declared"
    ]
    assert in_steps(steps[0], "Customer pays the fare of the journey.") == []


def test_where_every_noun_has_a_capital_letter_none_is_a_term() -> None:
    steps = ("Customer zahlt mit einem Gutschein.", "System prüft den Gutschein zum Fare.")
    assert in_steps(*steps, language="de") == []


def test_without_a_glossary_capital_letters_say_nothing() -> None:
    text = "use case: Sell\nmain success scenario:\n1. A pays the Fare.\n2. B keeps the Fare of them.\n"
    assert [each for each in findings(text) if each.code == "VOC601"] == []


def test_a_slip_of_a_term() -> None:
    text = (
        f"{GLOSSARY}\n    use case: Sell\n    main success scenario:\n" + "    +. Customer pays the Journy now.\n" * 2
    )
    (found,) = [each for each in findings(text) if each.message.startswith("‘Journy’")]
    assert found.hint == "did you mean ‘Journey’?"


def test_terms_that_nobody_uses_and_terms_that_mean_the_same() -> None:
    assert_marked(
        """
        term: Fare
          What is paid for a journey from one station to another.
        # VOC601 warning ‘Reduction’ | take it out
        term: Reduction
          What is taken off a price, such as a reduction for children.
        term: Gift card
        term: Station
        # VOC601 ‘Tariff’ | ‘also known as: Tariff’
        term: Tariff
          What is paid for a journey, from one station to another
        use case: Sell a ticket
          main success scenario:
            1. Customer pays the fares with gift cards at the tariff.
        """,
        codes="VOC601",
    )


def test_a_term_in_a_script_without_blanks_is_found_in_a_sentence() -> None:
    assert_marked(
        """# language: zh
        term: 订单
        # VOC601 ‘发票’
        term: 发票
        use case: 下订单
        """,
        codes="VOC601",
    )


def test_what_is_used_before_it_is_entered() -> None:
    assert_marked(
        """
        actor: Customer
        use case: Sell a ticket
          main success scenario:
            1. Customer enters a destination.
            # VOC602 advice ‘System validates the card number.’
            2. System validates the card number.
            3. System validates the destination.
            4. System checks the data.
            5. Customer enters the card number.
            6. Customer enters the data.
            7. System stores the card number.
            8. Customer enters the destination again.
        """,
        codes="VOC602",
    )


CARD = """
            {0}. Customer presents a card.
            {1}. System asks the bank for the fare.
            {2}. The bank pays the fare.
"""


def test_steps_that_stand_in_another_use_case_too() -> None:
    card = [CARD.format(*numbers).strip("\n") for numbers in (("1", "2", "3"), ("2", "3", "4"), ("1", "2", "3"))]
    assert_marked(
        f"""
        use case UC-1: Sell a ticket
          main success scenario:
{card[0]}
            4. System prints the ticket.
          extensions:
            1a. There is another card:
{card[2]}
              resume at 4
        use case UC-2: Reserve a seat
          main success scenario:
            1. Customer chooses a seat.
            # VOC603 warning ‘2’ | include it
{card[1]}
            5. Customer has a seat.
        use case UC-3: Reserve a seat in a group
          specialises: UC-1
          main success scenario:
{card[0]}
        use case UC-4: Pay in two steps
          main success scenario:
            1. Customer presents a card.
            2. System asks the bank for the fare.
            3. include UC-1
        """,
        codes="VOC603",
    )


def test_the_message_says_which_steps() -> None:
    text = f"use case UC-1: A\nmain success scenario:\n{CARD.format(1, 2, 3)}4. Done it is now.\n"
    again = text.replace("UC-1: A", "UC-2: B") + "5. More is to come of it.\n"
    (found,) = [each for each in findings(text + again) if each.code == "VOC603"]
    assert found.message == "the 4 steps 1 to 4 stand in ‘UC-1’ too, from step 1 on"


LONG = """
    1. Customer names the destination of the journey.
    2. System shows the trains of the day with their fares.
    3. Customer pays the fare with a card.
    4. System prints the {0}.
"""


def test_use_cases_with_nearly_the_same_steps_are_reported_once() -> None:
    first = "use case UC-1: Sell a ticket\n  main success scenario:" + LONG.format("ticket")
    second = "use case UC-2: Sell a seat\n  {0}\n  main success scenario:" + LONG.format("reservation")
    found = findings(first + second.format("level: user goal"))
    assert [each.code for each in found if each.code.startswith("VOC60")] == ["VOC604"]
    # A special case may tell its steps again.
    special = findings(first + second.format("specialises: UC-1"))
    assert [each.code for each in special if each.code.startswith("VOC60")] == []


def test_short_use_cases_are_not_compared() -> None:
    text = "use case: {0}\nmain success scenario:\n1. Customer enters.\n"
    found = findings(text.format("A") + text.format("B"))
    assert [each.code for each in found if each.code in ("VOC603", "VOC604")] == []
