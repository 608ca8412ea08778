"""Plain text as blocks: paragraphs, items, headings and tables as people type them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers.plain import blocks


def test_paragraphs_keep_their_lines() -> None:
    assert blocks("Actor:  Clerk\nGoal: pay \n\nmore") == (
        Block("text", "Actor: Clerk\nGoal: pay"),
        Block("text", "more", 4),
    )


def test_line_and_level_of_embedded_text() -> None:
    assert blocks("a\n\n- b", 10, 2) == (Block("text", "a", 10, 2), Block("item", "b", 12, 2, "-"))


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "1.", "12)", "a)", "B.", "3a.", "3a1.", "2.1.", "iv)"])
def test_marks(mark: str) -> None:
    assert blocks(f"{mark} pay") == (Block("item", "pay", 1, 0, mark),)


@pytest.mark.parametrize("text", ["-pay", "1.5 euros", "1 pay", "Pay. Then go", "3a pay", "--- pay"])
def test_what_is_no_mark(text: str) -> None:
    assert blocks(text) == (Block("text", text),)


def test_levels_by_indentation() -> None:
    text = "  1. a\n     goes on\n     1a. b\n         - c\n\n     of a\n  2. d\nof none"
    assert blocks(text) == (
        Block("item", "a\ngoes on", 1, 0, "1."),
        Block("item", "b", 3, 1, "1a."),
        Block("item", "c", 4, 2, "-"),
        Block("text", "of a", 6, 1),
        Block("item", "d", 7, 0, "2."),
        Block("text", "of none", 8),
    )


def test_tabs_indent() -> None:
    assert [block.level for block in blocks("- a\n\t- b\n\t\t- c")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "level", "line"),
    [("Pay\n===", 1, 1), ("Pay\n---", 2, 1), ("Pay\n~~~", 3, 1), ("====\nPay\n====", 1, 2), ("## Pay ##", 2, 1)],
)
def test_headings(text: str, level: int, line: int) -> None:
    assert blocks(text) == (Block("heading", "Pay", line, level),)


def test_a_heading_right_below_an_item() -> None:
    assert [block.kind for block in blocks("- a\nPay\n---")] == ["item", "heading"]


@pytest.mark.parametrize("ruler", ["----", "====", "* * *", "____"])
def test_rulers_are_dropped(ruler: str) -> None:
    assert blocks(f"a\n\n{ruler}\n\nb") == (Block("text", "a"), Block("text", "b", 5))


def test_tables() -> None:
    (table,) = blocks("| a | b |\n|---|---|\n| c |  |")
    assert table.rows == (((Block("text", "a"),), (Block("text", "b"),)), ((Block("text", "c", 3),), ()))


def test_rows_between_borders_may_have_several_lines() -> None:
    (table,) = blocks("+---+---+\n| a | b |\n|   | c |\n+---+---+\n| d | e |\n+---+---+")
    assert [[cell[0].text for cell in row] for row in table.rows] == [["a", "b\nc"], ["d", "e"]]


def test_lines_with_tabs_are_a_table_of_two_columns() -> None:
    (table,) = blocks("Actor\tClerk\nGoal\t\tto sell\tall\nNotes\t")
    assert [[each.text for cell in row for each in cell] for row in table.rows] == [
        ["Actor", "Clerk"],
        ["Goal", "to sell all"],
        ["Notes"],
    ]


def test_as_many_tabs_in_each_line_are_as_many_columns() -> None:
    (table,) = blocks("No\tActor\tSystem\n1\tpays\t\n2\t\tships")
    assert table.rows[2] == ((Block("text", "2", 3),), (), (Block("text", "ships", 3),))


@pytest.mark.parametrize("text", ["Actor\tClerk", "\tActor\tClerk\n\tGoal\tsell", "1.\tpay\n2.\tship"])
def test_other_tabs_make_no_table(text: str) -> None:
    assert {block.kind for block in blocks(text)} <= {"text", "item"}


def test_one_line_with_bars_is_text() -> None:
    assert blocks("| a | b |") == (Block("text", "| a | b |"),)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(), st.lists(st.sampled_from([*"-=|+#1.)a \n\t*~", "--", "\r\n"]), max_size=50).map("".join)))
def test_no_letter_of_any_text_is_lost(text: str) -> None:
    found = blocks(text)
    assert all(block.line >= 1 and block.level >= 0 for block in found)
    assert sorted(re.findall("[0-9a-z]", text)) == sorted(re.findall("[0-9a-z]", _all_text(found)))


def _all_text(found: tuple[Block, ...]) -> str:
    cells = (cell for block in found for row in block.rows for cell in row)
    return "".join(block.mark + block.text for block in found) + "".join(map(_all_text, cells))
