"""Words and phrases that say nothing sure, or too much."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked
from tests.rules.test_prose_voice import reported, told, words
from usecase_dsl.settings import Settings


@pytest.mark.parametrize(
    ("step", "code", "word"),
    [
        ("System quickly shows the price.", "TXT506", "quickly"),
        ("System shows an appropriate message.", "TXT506", "appropriate"),
        ("System shows a user-friendly page.", "TXT506", "user-friendly"),
        ("System proposes the best seat.", "TXT507", "best"),
        ("System prints it if possible.", "TXT508", "if possible"),
        ("System shows the price, the seat, etc.", "TXT509", "etc"),
        ("System shows the price and so on.", "TXT509", "and so on"),
        ("System shows several seats.", "TXT510", "several"),
        ("System waits about 10 minutes.", "TXT510", "about"),
        ("System always shows the price.", "TXT511", "always"),
        ("System never shows the price.", "TXT511", "never"),
        ("System quickly shows the trains, sorted by time.", "TXT506", "quickly"),
        ("System shows the relevant trains. They are sorted by time.", "TXT506", "relevant"),
        ("System prints some tickets.", "TXT510", "some"),
        ("User clicks OK.", "TXT514", "clicks"),
        ("User selects a seat in the drop-down list.", "TXT514", "drop-down list"),
        ("System sends the price as JSON.", "TXT515", "JSON"),
    ],
)
def test_a_word_of_a_list_is_found(step: str, code: str, word: str) -> None:
    assert words(step, code) == [word]


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ("System shows the messages as appropriate.", "TXT506"),
        ("System shows prices higher than the limit.", "TXT507"),
        ("System keeps the seat no longer.", "TXT507"),
        ("System checks the name as required by law.", "TXT508"),
        ("System tells how many seats are left.", "TXT510"),
        ("System shows that several seats are left.", "TXT510"),
        ("User asks about the price.", "TXT510"),
        ("Some seats are free.", "TXT510"),
        ("System sells some seats at once, while others wait.", "TXT510"),
        ("System shows the relevant trains (based on the stop named).", "TXT506"),
        ("System proposes the best seats, ranked by their price.", "TXT507"),
        ("System shows the trains that never stop.", "TXT511"),
        ("System shows the trains (it always does).", "TXT511"),
        ("System bars the card forever.", "TXT511"),
        ("User opens the Click List.", "TXT514"),
        ("User says “click here”.", "TXT514"),
        ("User enters `click`.", "TXT514"),
        ("User chooses <click target>.", "TXT514"),
        ("User adopts a Button Nose.", "TXT514"),
        ("User reads docs/json/list.", "TXT515"),
        ("User takes the rest.", "TXT515"),
        ("System records the order [Click-1].", "TXT514"),
    ],
)
def test_a_name_or_an_exception_is_left_alone(step: str, code: str) -> None:
    assert words(step, code) == []


@pytest.mark.parametrize(
    ("language", "step", "code", "word"),
    [
        ("pt", "O sistema mostra alguns lugares.", "TXT510", "alguns"),
        ("pt", "O User clica no botão.", "TXT514", "clica"),
        ("pt", "O sistema imprime o bilhete se possível.", "TXT508", "se possível"),
        ("es", "El sistema muestra varios asientos.", "TXT510", "varios"),
        ("es", "El User hace clic en el botón.", "TXT514", "hace clic"),
        ("es", "El sistema muestra un mensaje adecuado.", "TXT506", "adecuado"),
    ],
)
def test_words_of_other_languages_are_found(language: str, step: str, code: str, word: str) -> None:
    assert words(step, code, language) == [word]


def test_a_language_without_words_is_left_alone() -> None:
    assert words("Some appropriate click etc.", "TXT50", "sv") == []
    assert_marked("# language: sv\n" + told("1. Some click quickly etc. if possible."), codes="TXT")


def test_conditions_and_guarantees_are_read_too() -> None:
    text = """
        actor: User

        use case: Sell a ticket
          primary actor: User
          # TXT506 ‘properly’
          precondition: The machine is properly filled.
          # TXT509 ‘etc’
          success guarantee: The ticket is printed etc.
          main success scenario:
            1. User pays the ticket.
          extensions:
            # TXT506 ‘acceptable’
            1a. The coin is not acceptable:
              end in failure
    """
    assert_marked(text, codes="TXT50[69]")


def test_never_in_an_extension_tells_of_its_case() -> None:
    extension = "1a. The card never answers:\n  1. System never prints.\n  # TXT511 ‘always’\n  2. System always waits."
    assert_marked(told("1. User pays.\n# TXT511 ‘never’\n2. System never waits.", extension), codes="TXT511")


def test_never_has_a_remedy_of_its_own() -> None:
    hints = [each.hint for word in ("never", "always") for each in reported(f"System {word} waits.", "TXT511")]
    assert [hint and hint.partition(",")[0] for hint in hints] == ["say ‘doesn't’", "leave it out"]


def test_a_step_has_one_finding_of_a_rule() -> None:
    assert words("User clicks the button on the screen.", "TXT514") == ["clicks"]


def test_a_name_that_a_model_declares_is_no_word() -> None:
    text = told("1. User reads the dropdown.")
    assert_marked(text.replace("    1.", "    # TXT514 ‘dropdown’\n    1."), codes="TXT514")
    assert_marked("actor: Dropdown\n" + text, codes="TXT514")
    assert_marked("term: Price\n  also known as: dropdown\n" + text, codes="TXT514")


def test_a_capital_letter_within_a_sentence_makes_a_name() -> None:
    assert words("User opens the Main Menu.", "TXT514") == []
    assert words("Buttons appear.", "TXT514") == ["Buttons"]


def test_calls_and_comments_are_no_prose() -> None:
    text = told(
        "1. User pays (include Click the button).\n2. include Click the button\n3. System shows\n# click\n   the price."
    )
    assert_marked(text, codes="TXT514")


def test_a_project_has_words_of_its_own() -> None:
    settings = Settings(words=(("user-interface", ("-button", "kiosk flap")), ("vague-adverbs", ("swiftly",))))
    steps = "1. User finds a button.\n# TXT514 ‘kiosk flap’\n2. User opens the kiosk flap."
    text = told(f"{steps}\n# TXT506 ‘swiftly’\n3. User runs swiftly.")
    assert_marked(text, codes="TXT5(06|14)", settings=settings)
