"""The form of steps and conditions."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings
from tests.rules.test_prose_voice import fixed, reported, told, words
from usecase_dsl.settings import Limits, Settings


@pytest.mark.parametrize(
    ("step", "word"),
    [
        ("User names a seat and System shows the price.", "System"),
        ("User names a seat. The clerk asks for the price.", "clerk"),
        ("User names a seat, then Clerk writes it down.", "Clerk"),
        ("User pays and then takes the ticket.", "and then"),
        ("User then pays and then takes the ticket.", "and then"),
        ("User pays, then returns to the platform.", "then"),
    ],
)
def test_two_turns_are_two_steps(step: str, word: str) -> None:
    assert words(step, "TXT504") == [word]


@pytest.mark.parametrize(
    "step",
    [
        "System records the order and tells User its number.",
        "System informs User and Clerk.",
        "System tells User that the seat is free and Clerk waits.",
        "User then pays.",
        "The user then takes the ticket.",
        "User asks at the desk, then returns to this flow.",
        "User asks at the desk, and then goes back to step 3.",
    ],
)
def test_what_one_side_does_at_one_go_is_one_step(step: str) -> None:
    assert words(step, "TXT504") == []


def test_a_step_says_that_a_check_is_passed() -> None:
    assert words("System checks whether the coin is genuine.", "TXT513") == ["checks whether"]
    assert fixed("System checks if the coin is genuine.", "TXT513") == "System validates that the coin is genuine."
    assert words("O sistema verifica se há lugares.", "TXT513", "pt") == ["verifica se"]
    assert words("System checks the coin.", "TXT513") == []


@pytest.mark.parametrize(
    ("step", "found"),
    [
        ("System checks if there is a reduction and takes it off.", []),
        ("System checks if the coin is genuine and fits.", ["checks if"]),
        ("System checks if the coin is genuine. System takes it.", ["checks if"]),
        ("System determines whether there is a reduction.", []),
    ],
)
def test_a_check_that_says_what_comes_of_it(step: str, found: list[str]) -> None:
    assert words(step, "TXT513") == found


def test_who_determines_decides_where_a_flow_leaves() -> None:
    steps = "# TXT513 ‘determines if’\n1. System determines if the coin is genuine."
    assert_marked(told(steps, "1a. The coin is false:\n  end in failure"), codes="TXT513")


def test_a_check_with_alternatives_has_no_fix() -> None:
    (found,) = reported("System checks whether the coin is genuine or not.", "TXT513")
    assert found.fix is None and "say which" in (found.hint or "")


def test_an_action_in_a_participle_is_another_action() -> None:
    assert words("After paying the price, User leaves.", "TXT516") == ["After paying"]
    assert words("System prints the ticket, closing the sale.", "TXT516") == ["closing"]
    assert words("System prints the ticket, including the price.", "TXT516") == []
    assert words("User names the building, the floor and the room.", "TXT516") == []


@pytest.mark.parametrize(
    ("step", "found"),
    [
        ("System shows a text, indicating the price.", []),
        ("User does something (e.g., opening the door).", []),
        ("System groups fares, for example, adding the taxes to a fare.", []),
        ("System validates the card, charging status and limit.", []),
        ("If the train is late, waiting goes on.", []),
        ("Waiting lasts an hour, and User leaves.", []),
        ("Closing the door, User leaves.", ["Closing"]),
        ("System prints the ticket, informing Clerk of it.", []),
        ("System prints the ticket, paying Clerk for it.", ["paying"]),
    ],
)
def test_what_is_no_action_of_its_own(step: str, found: list[str]) -> None:
    assert words(step, "TXT516") == found


def test_a_point_is_missing_where_the_others_have_it() -> None:
    text = told("1. User pays.\n2. System prints.\n3. User waits.\n# TXT517 advice ‘s’\n4. User leaves")
    assert_marked(text, codes="TXT517")
    (found,) = [each for each in findings(text) if each.code == "TXT517"]
    assert found.fix and found.fix.safe
    (edit,) = found.fix.edits
    assert text[: edit.span.start].endswith("leaves") and edit.text == "."


def test_a_use_case_without_points_is_left_alone() -> None:
    assert_marked(told("1. User pays\n2. System prints\n3. User waits\n4. User leaves."), codes="TXT517")


def test_a_step_is_no_question() -> None:
    assert words("Does User pay?", "TXT517") == ["?"]
    assert words("User pays!!", "TXT517") == ["!!"]
    assert words("User asks “why?” and pays.", "TXT517") == []
    assert words("System shows the fare (with taxes?) and waits.", "TXT517") == ["?"]
    assert words("User names the stop. Which one? User pays.", "TXT517") == ["?"]
    assert words("User opens /find?stop=1 first.", "TXT517") == []


def test_a_question_is_reported_rather_than_a_missing_point() -> None:
    text = told(
        "1. User pays.\n2. System prints.\n3. User waits.\n# TXT517 advice ‘?’\n4. User waits (why?) and leaves"
    )
    assert_marked(text, codes="TXT517")


def test_a_long_step_is_counted_in_words_without_its_bullets() -> None:
    settings = Settings(limits=Limits(step_words=5))
    text = told(
        "# TXT518 ‘seat today’\n1. User pays for the best seat today.\n2. User pays:\n   - one two three four five six"
    )
    assert_marked(text, codes="TXT518", settings=settings)


def test_a_name_counts_as_one_word() -> None:
    settings = Settings(limits=Limits(step_words=4))
    assert_marked(told("1. User opens the Click List."), codes="TXT518", settings=settings)


@pytest.mark.parametrize(
    ("step", "word"),
    [
        ("User enters the required information.", "enters the required information"),
        ("User fills in all of the fields and leaves.", "fills in all of the fields"),
        ("User provides details to Clerk.", "provides details"),
    ],
)
def test_what_is_entered_has_a_name(step: str, word: str) -> None:
    assert words(step, "TXT519") == [word]


@pytest.mark.parametrize(
    "step",
    [
        "User enters the details of the seat.",
        "User enters the information: name and age.",
        "User enters the data (name, age).",
        "User enters the name.",
        "System shows the information.",
    ],
)
def test_what_is_told_has_a_name(step: str) -> None:
    assert words(step, "TXT519") == []


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ("1. User does not fill in all fields.", []),
        ("1. User doesn't pay.\n2. User fills in all fields.", ["fills in all fields"]),
        ("1. System asks for name and age.\n2. User enters the required information.", []),
        ("1. System asks for name and age.\n2. User enters the details.", ["enters the details"]),
        ("1. System asks for the data.\n2. User enters the required data.", ["enters the required data"]),
        ("1. System shows a seat.\n2. User enters the required data.", ["enters the required data"]),
        ("1. User enters the correct data.", ["enters the correct data"]),
    ],
)
def test_what_is_entered_may_be_told_before(steps: str, found: list[str]) -> None:
    places = [each.place for each in findings(told(steps)) if each.code == "TXT519"]
    assert [each.source.text[each.span.start : each.span.end] for each in places] == found


def test_correct_data_in_a_flow_for_incorrect_ones() -> None:
    conditions = """\
1a. The age is invalid:
  1. User enters the correct data.
1b. The age is low:
  # TXT519 ‘enters the correct data’
  1. User enters the correct data.
  2. System finds an error.
  3. User enters the correct data."""
    assert_marked(told("1. User names an age.", conditions), codes="TXT519")


def test_items_without_a_name_are_known_in_other_languages() -> None:
    assert words("O User introduz os dados solicitados.", "TXT519", "pt") == ["introduz os dados solicitados"]
    assert words("El User ingresa los datos requeridos.", "TXT519", "es") == ["ingresa los datos requeridos"]
    assert words("O User introduz os dados do bilhete.", "TXT519", "pt") == []


def test_a_condition_is_something_that_can_be_seen() -> None:
    conditions = """\
# TXT521 ‘forgets’
1a. The User forgets the code:
  end in failure
1b. Clerk wants to leave:
  end in failure
1c. Time runs out:
  end in failure"""
    assert_marked(told("1. User pays.", conditions), codes="TXT521")


def test_what_another_system_knows_can_be_seen() -> None:
    text = told("1. User pays.", "1a. Bank does not know the code:\n  end in failure")
    assert_marked(text.replace("actor: Clerk", "actor: Bank\n  kind: system\nactor: Clerk"), codes="TXT521")


def test_a_condition_is_no_question_and_begins_with_what_is_the_case() -> None:
    conditions = """\
# TXT522 ‘?’
1a. Is the code wrong?
  end in failure
# TXT522 ‘If’
1b. If the code is wrong:
  end in failure
# TXT522 ‘then’
1c. If the code is wrong then System ends:
  end in failure
1d. Iffy code:
  end in failure
1e. If necessary:
  end in failure"""
    assert_marked(told("1. User pays the price.", conditions), codes="TXT522")


def test_a_series_of_codes_is_a_flow_in_disguise() -> None:
    head = told("1. User pays the price.").rstrip()
    series = "\n  alternate flows:\n    A1. User waits\n    A2. If it rains:\n      1. User leaves.\n"
    one = "\n  alternate flows:\n    # TXT522 ‘If’\n    B1. If it rains:\n      1. User leaves.\n"
    assert_marked(head + series, codes="TXT522")
    assert_marked(head + one, codes="TXT522")


def fixed_condition(condition: str) -> str:
    text = told("1. User pays the price.", f"1a. {condition}:\n  end in failure")
    (found,) = [each for each in findings(text) if each.code == "TXT522"]
    if not found.fix:
        return ""
    (edit,) = found.fix.edits
    text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert [each for each in findings(text) if each.code == "TXT522"] == []
    return text.partition("1a. ")[2].partition(":")[0]


def test_an_if_is_taken_out() -> None:
    assert fixed_condition("If the code is wrong") == "The code is wrong"
    assert fixed_condition("If User waits") == "User waits"
    assert fixed_condition("If the code is wrong, System waits") == ""
    assert (
        fixed_condition("If *no* code is there") == "No* code is there" or fixed_condition("If 2 codes are there") == ""
    )
