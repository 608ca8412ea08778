"""What has changed between two texts: found again by id, title or steps, and told word by word."""

from __future__ import annotations

import pytest

from usecase_dsl.model import Model, link
from usecase_dsl.model.changes import Change, Piece, changes, word_changes
from usecase_dsl.syntax import parse

PAY = """\
use case UC-1: Pay
  level: user goal
  main success scenario:
    1. Customer pays by card.
    2. System thanks.
  extensions:
    1a. The card is declined:
      1. System says so.
      resume at 1
"""


def model(text: str) -> Model:
    return link([parse(text, "0.uc")[0]])


def between(old: str, new: str) -> list[Change]:
    return list(changes(model(old), model(new)).values())


def lines(old: str, new: str) -> list[tuple[str, str, str, str]]:
    """How each line of the one thing that changed did, its kind, its label or field, and its text."""
    (change,) = between(old, new)
    assert change.how == "changed"
    return [(each.how, each.line.kind, each.line.label or each.line.field, each.line.text) for each in change.lines]


def test_a_text_has_not_changed_since_itself() -> None:
    assert between(PAY, PAY) == []
    assert between(PAY, PAY.replace("use case", "\n\nuse case")) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("user goal", "summary", ("changed", "field", "level", "summary")),
        ("by card", "in cash", ("changed", "step", "1", "Customer pays in cash.")),
        ("  level: user goal\n", "", ("removed", "field", "level", "user goal")),
        ("card is declined", "card is refused", ("changed", "flow", "1a", "The card is refused")),
        ("resume at 1", "resume at 2", ("changed", "end", "1a", "resume at 2")),
        ("resume at 1", "end in failure", ("changed", "end", "1a", "end in failure")),
        ("    2. System thanks.\n", "", ("removed", "step", "2", "System thanks.")),
        ("thanks.\n", "thanks.\n       => Paid.\n", ("changed", "step", "2", "System thanks.\n=> Paid.")),
    ],
    ids=["field", "step", "field gone", "condition", "where it goes on", "how it ends", "step gone", "result"],
)
def test_each_line_that_changed_is_told(old: str, new: str, told: tuple[str, str, str, str]) -> None:
    assert lines(PAY, PAY.replace(old, new)) == [told]


def test_new_numbers_alone_are_no_change() -> None:
    longer = (
        PAY.replace("2. System", "3. System")
        .replace("1. Customer", "1. System shows the sum.\n    2. Customer")
        .replace("1a.", "2a.")
        .replace("resume at 1", "resume at 2")
    )
    assert lines(PAY, longer) == [("added", "step", "1", "System shows the sum.")]


def test_a_flow_that_leaves_another_step_has_changed() -> None:
    moved = PAY.replace("1a.", "2a.")
    assert [each[:3] for each in lines(PAY, moved)] == [("changed", "flow", "2a")]


def test_things_are_added_and_removed_by_their_ids_and_names() -> None:
    other = "use case UC-2: Go\nterm: Order\nactor: Bank\nrule BR-1: Pay once.\n"
    assert [(each.how, each.kind, each.title) for each in between(PAY, PAY + other)] == [
        ("added", "use case", "UC-2 Go"),
        ("added", "actor", "Bank"),
        ("added", "term", "Order"),
        ("added", "rule", "BR-1 Pay once."),
    ]
    assert {each.how for each in between(PAY + other, PAY)} == {"removed"}


def test_a_title_that_changed_is_told_with_the_earlier_one() -> None:
    (change,) = between(PAY, PAY.replace(": Pay", ": Pay the bill"))
    assert (change.title, change.before, change.lines) == ("UC-1 Pay the bill", "UC-1 Pay", ())


def test_a_use_case_with_another_id_and_title_is_known_by_its_steps() -> None:
    (change,) = between(PAY, PAY.replace("UC-1: Pay", "UC-7: Settle").replace("thanks", "thanks a lot"))
    assert (change.how, change.key, change.before) == ("changed", "uc-7", "UC-1 Pay")
    assert [each.line.label for each in change.lines] == ["2"]


def test_a_use_case_with_other_steps_and_another_name_is_another_one() -> None:
    found = between(PAY, "use case UC-7: Settle\n  main success scenario:\n    1. Clerk waits.\n")
    assert [(each.how, each.title) for each in found] == [("added", "UC-7 Settle"), ("removed", "UC-1 Pay")]


def test_words_are_marked_in_phrases_and_nothing_is_lost() -> None:
    assert word_changes("Customer pays by card.", "Customer pays in cash.") == (
        Piece("same", "Customer pays "),
        Piece("removed", "by card"),
        Piece("added", "in cash"),
        Piece("same", "."),
    )
    assert word_changes("", "All new.") == (Piece("added", "All new."),)


@pytest.mark.parametrize(
    ("old", "new"), [("a b c", "a c"), ("x y", "y x"), (" a", "a "), ("a\n\nb", "a b c"), ("", "")]
)
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    pieces = word_changes(old, new)
    assert "".join(each.text for each in pieces if each.how != "added").split() == old.split()
    assert "".join(each.text for each in pieces if each.how != "removed").split() == new.split()
