"""Rules about what can go wrong and isn't told, beyond their pages; without words for a language they are silent."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings
from usecase_dsl.checks.language import lexicon
from usecase_dsl.syntax import vocabulary

CODES = "FLW(128|132|134|140|141)"


def codes(text: str, *wanted: str) -> list[str]:
    return [each.code for each in findings(text) if each.code in wanted]


# ---- FLW132 and FLW128


@pytest.mark.parametrize(
    ("step", "underlined"),
    [
        ("System validates the card.", "validates"),
        ("The system verifies the card.", "verifies"),
        ("System checks that the card is valid.", "checks that"),
        ("The reader of the machine validates the card.", "validates"),
        ("System prints the ticket that validates the card.", ""),
        ("System shows a seat, and somebody else validates the card.", ""),
        ("System checks the coat in.", ""),
        ("Customer watches how a robot in the hall of the station validates the card.", ""),
        ("System reads the card (or validates it).", ""),
        ("System checks whether the train has a dining car.", ""),
        ("System verifies if the train stops there.", ""),
        ("System checks whether the card is valid.", "checks whether"),
        ("System validates the card, and asks for cash if that fails.", ""),
        ("System validates the card, otherwise it asks for cash.", ""),
    ],
)
def test_steps_that_validate(step: str, underlined: str) -> None:
    flows = f"main flow:\n1. {step}\n2. System rings.\nextensions:\n2a. It rains:\nend in failure\n"
    text = f"use case: X\nprimary actor: Customer\n{flows}"
    found = [each for each in findings(text) if each.code == "FLW132"]
    spans = [each.place.source.text[each.place.span.start : each.place.span.end] for each in found]
    assert spans == ([underlined] if underlined else [])


@pytest.mark.parametrize(
    "flow",
    ["1a. A:\nend in failure", "1-2a. A:\nresume at 1", "E1. A:\nend in failure"],
    ids=["at the step", "a range", "a code"],
)
def test_a_validation_with_its_failure(flow: str) -> None:
    text = f"use case: X\nmain flow:\n1. System validates the card. [E1]\n2. System prints.\nextensions:\n{flow}\n"
    assert codes(text, "FLW132") == []


@pytest.mark.parametrize(
    ("flow", "handled"),
    [
        pytest.param("E1. It rains:\n1. System waits.\n", True, id="without a place"),
        pytest.param("*a. It rains:\n1. System waits.\n", True, id="at any time"),
        pytest.param("2a. Nothing can be read:\n1. System waits.\n", True, id="a failure at the step before"),
        pytest.param("4a. It rains:\n1. System returns the card.\n", True, id="the same thing at the step after"),
        pytest.param("1a. The card is expired:\n1. System waits.\n", True, id="a failure of the same thing far away"),
        pytest.param("2a. It rains:\n1. System waits.\n", False, id="another thing at the step before"),
        pytest.param("1a. The train is cancelled, not late:\n1. System waits.\n", False, id="a failure far away"),
        pytest.param("1a. Customer has two cards:\n1. System waits.\n", False, id="the same thing far away"),
    ],
)
def test_a_validation_whose_failure_is_told_elsewhere(flow: str, handled: bool) -> None:
    steps = "1. Customer pays.\n2. System waits.\n3. System validates the card.\n4. System rings.\n5. System prints."
    text = f"use case: X\nprimary actor: Customer\nmain flow:\n{steps}\nextensions:\n{flow}"
    assert codes(text, "FLW132") == ([] if handled else ["FLW132"])


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("System says that the card is refused.", []),
        ("If the card is good, System prints the ticket.", []),
        ("System prints the ticket.", ["FLW132"]),
    ],
)
def test_a_validation_with_what_the_next_step_tells(step: str, expected: list[str]) -> None:
    text = f"use case: X\nprimary actor: Customer\nmain flow:\n1. System validates the card.\n2. {step}\n"
    assert codes(text, "FLW132") == expected


def test_validations_within_flows() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          main success scenario:
            1. Customer presents a card.
            2. System validates the card.
          alternate flows:
            1a. Customer presents a pass:
              # FLW132 warning ‘validates’ | 1a1a
              1. System validates the pass.
              resume at 2
          failure flows:
            2a. The card is out of date:
              1. System validates a second time, and finds the same.
              end in failure
        """,
        codes=CODES,
    )


@pytest.mark.parametrize(
    ("head", "step"),
    [
        ("# language: pt\ncaso de uso: X\nfluxo principal:", "O Sistema valida o cartão."),
        ("# language: pt\ncaso de uso: X\nfluxo principal:", "Sistema verifica se o cartão é válido."),
        ("# language: es\ncaso de uso: X\nflujo principal:", "El sistema comprueba que la tarjeta es válida."),
    ],
)
def test_validations_in_other_languages(head: str, step: str) -> None:
    text = f"{head}\n1. {step}\n"
    assert codes(text, "FLW132") == ["FLW132"]


@pytest.mark.parametrize(
    "text",
    [
        "# language: pt\ncaso de uso: X\nfluxo principal:\n1. Sistema verifica se o trem tem bar.\n",
        "# language: es\ncaso de uso: X\nflujo principal:\n1. Sistema comprueba si el tren tiene bar.\n",
        "# language: pt\ncaso de uso: X\nfluxo principal:\n1. Sistema valida o cartão.\n2. Sistema recusa o cartão.\n",
        "# language: es\ncaso de uso: X\nflujo principal:\n1. Sistema valida la tarjeta.\n2. Sistema avisa.\n",
    ],
)
def test_what_asks_only_or_goes_on_with_the_failure_in_other_languages(text: str) -> None:
    assert codes(text, "FLW132") == []


def test_a_language_without_words_is_left_alone() -> None:
    silent = next(code for code in vocabulary.languages() if code not in lexicon.languages())
    text = f"# language: {silent}\nuse case: X\nmain flow:\n1. If validates otherwise.\n"
    assert codes(text, "FLW132", "FLW134", "SYN021") == []


def test_validations_that_a_flow_goes_round() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          main success scenario:
            1. Customer presents a card.
            2. System validates the card.
               => The card is valid.
            3. System validates the day.
            4. System prints the ticket.
          extensions:
            1a. Customer has a pass:
              1. System reads the pass.
              # FLW128 warning ‘resume at 4’ | resume at 2
              resume at 4
            1b. Customer has a season ticket:
              1. System validates the season ticket.
              resume at 4
            1c. The card was validated a minute ago:
              1. System remembers the card.
                 => The card is valid.
              resume at 3
            2a. The card is out of date:
              1. System asks for the fare.
              resume at 3
            3a. Today is free:
              resume at 1
            1b1a. The season ticket is out of date:
              end in failure
        """,
        codes=CODES,
    )


# ---- FLW134


@pytest.mark.parametrize(
    ("step", "underlined"),
    [
        ("If Customer has a card, System validates it.", "If"),
        ("System shows the fare. If it is free, System says so.", "If"),
        ("System prints the ticket, otherwise it says why.", "otherwise"),
        ("System asks whether Customer agrees.", ""),
        ("System shows what else there is.", ""),
        ("System shows nothing else.", ""),
        ("System asks Customer if the seat is free.", ""),
        ("System shows the fare. (For example: If Customer is a child, half of it.)", ""),
        ("System shows the fare (or half of it, otherwise nothing), otherwise it says why.", "otherwise"),
    ],
)
def test_decisions_in_the_main_flow(step: str, underlined: str) -> None:
    text = f"use case: X\nprimary actor: Customer\nmain flow:\n1. {step}\nextensions:\n1a. It rains:\n1. {step}\nend\n"
    found = [each for each in findings(text) if each.code == "FLW134"]
    spans = [each.place.source.text[each.place.span.start : each.place.span.end] for each in found]
    assert spans == ([underlined] if underlined else [])


# ---- FLW140 and FLW141


@pytest.mark.parametrize(
    "below",
    ["extensions: none", "extensions: ...", "failure flows:\n1a. It rains:\nend in failure", "specialises: UC-9"],
)
def test_use_cases_with_more_than_a_main_flow(below: str) -> None:
    text = f"use case UC-1: X\nmain flow:\n1. Customer pays.\n{below}\nuse case UC-9: Y\n"
    assert codes(text, "FLW140") == []


@pytest.mark.parametrize("flow", ["...", "1. ...", ""])
def test_a_main_flow_that_is_yet_to_be_written_needs_no_extension(flow: str) -> None:
    assert codes(f"use case: X\nmain flow:\n{flow}\n", "FLW140") == []


PARTNER = """\
use case: Sell a ticket
  primary actor: Customer
  supporting actors: Bank, Post
  main success scenario:
    1. Customer presents a card.
    2. System asks Bank for the fare.
    3. Bank pays the fare.
    4. System hands the ticket to Post.
  extensions:
"""


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ("    1a. The card can't be read:\n      end in failure\n", ["FLW141"]),
        ("    4a. There is no paper:\n      end in failure\n", ["FLW141"]),
        ("    3a. There is no money:\n      end in failure\n", []),
        ("    2a. The line is busy:\n      end in failure\n", []),
        ("    *a. Bank can't be reached:\n      end in failure\n", []),
        ("    *a. Customer leaves:\n      end in failure\n", ["FLW141"]),
    ],
)
def test_a_partner_that_may_stay_silent(flow: str, expected: list[str]) -> None:
    found = [each for each in findings(PARTNER + flow) if each.code == "FLW141"]
    assert [each.code for each in found] == expected
    assert all("‘Bank’" in each.message and each.place.start.line == 7 for each in found)


def test_where_no_extension_is_told_at_all_that_is_said_once() -> None:
    assert codes(PARTNER.replace("  extensions:\n", ""), "FLW140", "FLW141") == ["FLW140"]


@pytest.mark.parametrize(
    ("first", "kind", "expected"),
    [
        pytest.param("Bank sends the list of cards.", "system", [], id="who only begins"),
        pytest.param("Customer presents a card.\n3. Bank pays the fare.", "system", ["FLW141"], id="who answers"),
        pytest.param("Bank offers a card.\n3. Bank pays the fare.", "system", ["FLW141"], id="who begins and answers"),
        pytest.param("Customer presents a card.\n3. Bank pays the fare.", "time", [], id="time"),
    ],
)
def test_a_partner_of_whom_nothing_is_asked(first: str, kind: str, expected: list[str]) -> None:
    head = f"actor: Bank\n  kind: {kind}\nuse case: X\n  primary actor: Customer\n  supporting actors: Bank\n"
    text = f"{head}  main flow:\n1. {first}\n4. System prints.\n  extensions:\n4a. It rains:\nend in failure\n"
    assert codes(text, "FLW141") == expected
