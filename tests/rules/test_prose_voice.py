"""Who acts in a step, when, and whether it is certain."""

from __future__ import annotations

from textwrap import indent

import pytest

from tests.marks import assert_marked, findings
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.settings import Settings

HEAD = "actor: User\nactor: Clerk\nterm: Click List\nuse case: Sell a ticket\n  primary actor: User\n"


def told(steps: str, conditions: str = "") -> str:
    below = f"  extensions:\n{indent(conditions, '    ')}\n" if conditions else ""
    return f"{HEAD}  main success scenario:\n{indent(steps, '    ')}\n{below}"


def reported(step: str, code: str, language: str = "") -> list[Diagnostic]:
    head = f"# language: {language}\n" if language else ""
    return [each for each in findings(head + told(f"1. {step}")) if each.code == code]


def words(step: str, code: str, language: str = "") -> list[str]:
    return [str(each.place.source.text[slice(*each.place.span)]) for each in reported(step, code, language)]


def fixed(step: str, code: str) -> str:
    (found,) = reported(step, code)
    assert found.fix
    text = found.place.source.text
    for edit in reversed(found.fix.edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert [each for each in findings(text) if each.code == code] == []
    return text.partition("    1. ")[2].partition("\n")[0]


@pytest.mark.parametrize(
    ("step", "word"),
    [
        ("The order is paid by User.", "is paid"),
        ("The order is automatically recorded.", "is automatically recorded"),
        ("The orders have been sent.", "have been sent"),
        ("System shows the price and the order is stored.", "is stored"),
        ("The order may be stored.", "be stored"),
        ("The user is prompted to pay.", "is prompted"),
        ("System detects the card and the order is stored.", "is stored"),
        ("The step is recorded.", "is recorded"),
    ],
)
def test_a_passive_main_clause_hides_who_acts(step: str, word: str) -> None:
    assert words(step, "TXT501") == [word]


@pytest.mark.parametrize(
    "step",
    [
        "System shows the orders that are paid.",
        "System tells User that the order is paid.",
        "User names the order to be paid.",
        "User is interested in a seat.",
        "The account is closed.",
        "User is logged in.",
        "The price is red.",
        "System says: the order is paid.",
        "System prints the ticket (it is paid by now).",
        "The order is already paid.",
        "The order is “cancelled”.",
        "System notices the seat is taken by somebody else.",
        "Step 2 is skipped; System prints the ticket.",
        "Steps 2-4 are repeated.",
    ],
)
def test_a_state_or_a_subordinate_clause_is_no_passive_step(step: str) -> None:
    assert words(step, "TXT501") == []


def test_a_passive_may_tell_who_acts_behind_it() -> None:
    steps = ("The fare is paid by User.", "The fare is paid by the *User*.", "The fare is paid by card.")
    ends = [reported(step, "TXT501")[0].message.partition("’ ")[2] for step in steps]
    assert ends == ["says only behind it who acts", "says only behind it who acts", "doesn't say who acts"]
    (found,) = reported("O pedido é registado pelo User.", "TXT501", "pt")
    assert "behind it" in found.message


def test_conditions_and_results_may_be_passive() -> None:
    text = told("1. User pays.\n   => The order is paid.", "1a. The order is refused:\n  end in failure")
    assert_marked(text, codes="TXT501")


def test_a_passive_is_known_in_other_languages() -> None:
    assert words("O pedido é registado.", "TXT501", "pt") == ["é registado"]
    assert words("O pedido é válido.", "TXT501", "pt") == []
    assert words("El pedido fue enviado.", "TXT501", "es") == ["fue enviado"]
    assert words("Der Auftrag is done.", "TXT501", "de") == []


@pytest.mark.parametrize(
    ("step", "word", "fix"),
    [
        ("User will pay the price.", "will", "User pays the price."),
        ("The system shall carry the order.", "shall", "The system carries the order."),
        ("System will have a seat.", "will", "System has a seat."),
        ("User will watch it.", "will", "User watches it."),
    ],
)
def test_the_future_is_put_into_the_present(step: str, word: str, fix: str) -> None:
    assert words(step, "TXT502") == [word]
    assert fixed(step, "TXT502") == fix


def test_the_future_has_no_fix_where_the_verb_is_not_sure() -> None:
    for step in ("User will not pay.", "User won’t pay.", "The price will rise.", "User will quickly pay."):
        (found,) = reported(step, "TXT502")
        assert found.fix is None


def test_the_past_is_no_present() -> None:
    assert words("User selected the seat.", "TXT502") == ["selected"]
    assert words("User chose a seat.", "TXT502") == ["chose"]
    assert words("O User escolheu um lugar.", "TXT502", "pt") == ["escolheu"]


@pytest.mark.parametrize(
    "step",
    [
        "User registered in Rome pays.",
        "System shows the seats that will expire.",
        "User needs a seat.",
    ],
)
def test_a_participle_or_a_subordinate_clause_is_no_other_tense(step: str) -> None:
    assert words(step, "TXT502") == []


@pytest.mark.parametrize(
    ("step", "word"), [("User prompted to pay.", "prompted"), ("User recognised by System.", "recognised")]
)
def test_a_participle_after_the_subject_is_a_passive(step: str, word: str) -> None:
    (found,) = reported(step, "TXT502")
    assert (words(step, "TXT502"), "passive" in found.message) == ([word], True)


def test_a_past_that_looks_like_a_passive() -> None:
    (found,) = reported("User failed to pay.", "TXT502")
    assert "tells of the past" in found.message


def test_a_modal_verb_leaves_a_step_open() -> None:
    assert words("User can choose a seat.", "TXT503") == ["can"]
    assert words("The price should rise.", "TXT503") == ["should"]
    assert words("O User pode escolher um lugar.", "TXT503", "pt") == ["pode"]
    assert fixed("User can choose a seat.", "TXT503") == "User chooses a seat."
    assert reported("User can choose a seat.", "TXT503")[0].fix.safe is False  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "step",
    [
        "System shows the seats that User can choose.",
        "System validates that User may enter.",
        "System names the seats User has to the Clerk.",
        "User pays in May.",
        "User asks for the `can` command.",
    ],
)
def test_a_modal_verb_elsewhere_is_left_alone(step: str) -> None:
    assert words(step, "TXT503") == []


def test_a_denied_modal_verb_has_no_fix() -> None:
    for step in ("User must not pay.", "User can not pay.", "User mustn't pay."):
        (found,) = reported(step, "TXT503")
        assert found.fix is None


def test_a_pronoun_is_no_subject() -> None:
    assert words("He pays.", "TXT505") == ["He"]
    assert words("User asks Clerk for a seat and she shows one.", "TXT505") == ["she"]
    assert words("Ele paga.", "TXT505", "pt") == ["Ele"]


@pytest.mark.parametrize(
    "step",
    ["User takes the seat and pays for it.", "It is checked.", "User pays when he likes.", "User says that they pay."],
)
def test_a_pronoun_for_the_only_one_is_left_alone(step: str) -> None:
    assert words(step, "TXT505") == []


def test_the_main_flow_tells_what_happens() -> None:
    extension = "1a. User does not pay:\n  1. System does not print.\n  end in failure"
    text = told("1. User pays.\n# TXT512 ‘doesn't’\n2. System doesn't find the seat.", extension)
    assert_marked(text, codes="TXT512")


@pytest.mark.parametrize("step", ["System shows what is not paid.", "User pays or does not.", "Do not pay twice."])
def test_what_is_denied_elsewhere_is_left_alone(step: str) -> None:
    assert words(step, "TXT512") == []


def test_nobody_is_i_or_you() -> None:
    assert words("I pay.", "TXT520") == ["I"]
    assert words("System shows your seat.", "TXT520") == ["your"]
    assert words("O sistema mostra o meu lugar.", "TXT520", "pt") == ["meu"]


def test_what_a_writer_says_to_another_belongs_in_the_notes() -> None:
    (remark,) = reported("Kim: I would show the fare first.", "TXT520")
    (acting,) = reported("I pay the fare.", "TXT520")
    assert (remark.hint, acting.hint) == ("move the remark to the notes", "name the actor")


@pytest.mark.parametrize(
    "step",
    [
        "User names a type I seat.",
        "User pays in the US.",
        "System shows “Your seat”.",
        "System prints a thank you note.",
        "System asks (did you mean Rome).",
        "i. e. nothing.",
    ],
)
def test_what_only_looks_like_a_person_is_left_alone(step: str) -> None:
    assert words(step, "TXT520") == []


def test_a_text_in_another_language_that_does_not_say_so_is_left_alone() -> None:
    text = told(
        "1. O User pode escolher a opção.\n2. O sistema mostra uma lista de opções e o preço.\n3. You will não."
    )
    assert_marked(text, codes="TXT")


def test_a_project_takes_words_out() -> None:
    settings = Settings(words=(("modals", ("-can", "gets to")),))
    text = told("1. User can pay.\n# TXT503 ‘gets to’\n2. User gets to pay.")
    assert_marked(text, codes="TXT503", settings=settings)
