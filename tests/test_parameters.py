"""Test data: which scenario takes which rows of the examples and which variations."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.generate.parameters import Parameters, Parametrised, parametrised
from usecase_dsl.model import link
from usecase_dsl.scenario import graph, scenarios
from usecase_dsl.syntax import parse

WITHDRAWAL = """\
use case UC-1: Withdraw cash
  main success scenario:
    1. Customer enters the amount.
    2. System asks the bank.
    3. System pays out.
  extensions:
    2a. The account is empty:
      1. System says so.
      end in failure
    2b. The amount is high:
      1. Customer confirms.
      resume at 3
    2b1a. Customer doesn't confirm:
      end in failure
"""
MAIN = "main success scenario"


def of(fields: str, text: str = WITHDRAWAL, only: str = "") -> tuple[dict[str, Parameters | None], Parametrised]:
    """What each scenario is run with, by its name, if the use case has some more fields."""
    first, *rest = text.splitlines(keepends=True)
    if first.startswith("#"):
        first += rest.pop(0)
    document, _ = parse(first + dedent(fields) + "".join(rest))
    model = link([document])
    use_case = next(iter(model.use_cases.values()))
    listed = [each for each in scenarios(graph(use_case, model), use_case) if only in each.name]
    found = parametrised(use_case, listed)
    return {each.name: own for each, own in zip(listed, found.parameters, strict=True)}, found


def rows(parameters: Parameters | None) -> list[tuple[str, ...]]:
    return [row.values for row in parameters.rows] if parameters else []


def test_rows_that_say_nothing_are_of_the_main_success_scenario() -> None:
    there, found = of("""\
        examples:
          | amount | notes |
          | 20     | one   |
          | 50     |
        """)
    main = there.pop(MAIN)
    assert main and main.names == ("amount", "notes")
    assert [(row.values, row.partition, row.name) for row in main.rows] == [
        (("20", "one"), "", "20-one"),
        (("50", ""), "", "50"),
    ]
    assert not any(there.values())
    assert found.unused == ()


def test_where_the_main_success_scenario_is_left_out_another_that_succeeds_stands_for_it() -> None:
    there, _ = of("examples:\n  | amount |\n  | 20 |\n", only="2")
    assert {name: rows(each) for name, each in there.items()} == {"2a": [], "2b": [("20",)], "2b, 2b1a": []}


def test_partitions_go_where_they_belong() -> None:
    there, found = of("""\
        examples:
          | amount | class   |
          | 20     | valid   |
          | 30     | Valid   |
          | 0      | invalid |
        """)
    valid, invalid = [("20",), ("30",)], [("0",)]
    assert {name: rows(each) for name, each in there.items()} == {
        MAIN: valid,
        "2a": invalid,
        "2b": [],
        "2b, 2b1a": [],
    }
    main = there[MAIN]
    assert main and main.names == ("amount",)
    assert [(row.partition, row.name) for row in main.rows] == [("valid", "valid-1"), ("valid", "valid-2")]
    assert found.unused == ()
    (doubtful,) = found.doubtful
    assert (doubtful.row.values, doubtful.reason[:33]) == (("0",), "2 scenarios don't end in success;")


@pytest.mark.parametrize(
    ("language", "column", "cells"),
    [
        ("de", "Klasse", ("gültig", "ungültig")),
        ("fr", "classe", ("valide", "non valide")),
        ("pt", "classe", ("válido", "inválido")),
        ("de", "class", ("valid", "invalid")),
        ("en", "Valid?", ("yes", "no")),
        ("de", "gültig", ("ja", "nein")),
        ("zh", "类", ("有效", "无效")),
    ],
)
def test_partitions_are_named_in_the_language_of_the_text(language: str, column: str, cells: tuple[str, str]) -> None:
    table = f"examples:\n  | x | {column} |\n  | 1 | {cells[0]} |\n  | 2 | {cells[1]} |\n"
    there, _ = of(table, f"# language: {language}\n{WITHDRAWAL}")
    assert [rows(each) for each in there.values()] == [[("1",)], [("2",)], [], []]


def test_a_column_where_one_cell_says_something_else_is_a_parameter() -> None:
    there, _ = of("examples:\n  | x | class |\n  | 1 | valid |\n  | 2 | unknown |\n")
    assert rows(there[MAIN]) == [("1", "valid"), ("2", "unknown")]


def test_where_several_columns_are_valid_or_invalid_they_are_classes_of_single_inputs() -> None:
    there, _ = of("""\
        examples:
          | name  | password |
          | valid | valid    |
          | valid | invalid  |
        """)
    assert rows(there[MAIN]) == [("valid", "valid")]
    assert rows(there["2a"]) == [("valid", "invalid")]


def test_an_invalid_row_that_no_scenario_takes_is_known() -> None:
    _, found = of("examples:\n  | x | class |\n  | 1 | valid |\n  | 2 | invalid |\n", only=MAIN)
    (unused,) = found.unused
    assert (unused.names, unused.row.values, unused.row.name) == (("x",), ("2",), "invalid-1")
    assert unused.reason == "every scenario ends in success"
    assert unused.place.start.line == 5


def test_a_row_that_names_a_flow_goes_to_the_scenario_that_shows_it() -> None:
    there, found = of("""\
        examples:
          | amount | ends    |
          | 20     | success |
          | 30     | main success scenario |
          | 40     | 2B.     |
          | 50     | the account is empty |
          | 60     | failure |
        """)
    assert {name: rows(each) for name, each in there.items()} == {
        MAIN: [("20",), ("30",)],
        "2a": [("50",), ("60",)],
        "2b": [("40",)],
        "2b, 2b1a": [],
    }
    assert found.unused == ()


def test_a_flow_that_is_in_no_scenario_leaves_its_row_unused() -> None:
    _, found = of("examples:\n  | x | flow |\n  | 1 | 2a |\n", only=MAIN)
    assert [each.reason for each in found.unused] == ["no scenario takes 2a"]


def test_labels_of_no_flow_are_values() -> None:
    there, _ = of("examples:\n  | room | seat |\n  | 9a | 2c |\n")
    assert rows(there[MAIN]) == [("9a", "2c")]


def test_a_row_too_long_has_columns_called_by_their_numbers_and_names_are_apart() -> None:
    there, _ = of("examples:\n  | x | X | |\n  |---|---|---|\n  | 1 | 2 | 3 | 4 |\n")
    assert there[MAIN] == of("examples:\n  | x | X 2 | column 3 | column 4 |\n  | 1 | 2 | 3 | 4 |\n")[0][MAIN]


@pytest.mark.parametrize("table", ["| x |", "| -- |", "|", "| x |\n  |---|", "prose"])
def test_a_table_without_rows_gives_nothing(table: str) -> None:
    there, found = of(f"examples:\n  {table}\n")
    assert not any(there.values())
    assert found.unused == ()


def test_names_of_rows_are_apart() -> None:
    long = "a name that goes on and on and on until nobody reads it"
    there, _ = of(f"examples:\n  | x |\n  | 1 |\n  | 1 |\n  | 1-2 |\n  |   |\n  | {long} |\n")
    main = there[MAIN]
    assert main and [row.name for row in main.rows] == [
        *("1", "1-2", "1-2-2", "row-4"),
        "a name that goes on and on and on until",
    ]


def test_tables_with_the_same_names_are_one_and_others_are_combined_by_each_choice() -> None:
    there, _ = of("""\
        examples:
          | amount |
          | 20     |
        tags: daily
        examples:
          | Amount |
          | 30     |
          | 40     |
        tags: weekly
        examples:
          | card  |
          | blue  |
          | green |
        """)
    main = there[MAIN]
    assert main and main.names == ("amount", "card")
    assert rows(main) == [("20", "blue"), ("30", "green"), ("40", "blue")]


def test_a_variation_is_a_parameter_of_the_scenarios_that_do_its_step() -> None:
    there, found = of("""\
        variations:
          - 2: in person | by telephone.
          - 3: notes | coins | cheque
        """)
    main, empty = there[MAIN], there["2a"]
    assert main and main.names == ("variation of step 2", "variation of step 3")
    assert rows(main) == [("in person", "notes"), ("by telephone", "coins"), ("in person", "cheque")]
    assert [row.name for row in main.rows] == ["in person-notes", "by telephone-coins", "in person-cheque"]
    assert empty is None, "step 2 is interrupted"
    assert [name for name, each in there.items() if each] == [MAIN, "2b"]
    assert found.unused == ()


def test_a_variation_of_several_steps_is_one_parameter() -> None:
    there, _ = of("variations:\n  - 2-3: card\n  - 2-3: phone\n  - 2,2b1: a | b\n")
    assert there["2b"] and there["2b"].names == ("variation of step 2-3", "variation of step 2,2b1")
    assert rows(there["2b"]) == [("card", "a"), ("phone", "b")]


@pytest.mark.parametrize(
    ("variation", "reason"),
    [
        ("7: card | phone", "there is no step 7"),
        ("card | phone", "it names no step"),
        ("2a1: aloud | in print", "no scenario does step 2a1"),
    ],
)
def test_a_variation_that_no_scenario_takes_is_known(variation: str, reason: str) -> None:
    there, found = of(f"variations:\n  - {variation}\n", only=MAIN)
    assert there[MAIN] is None
    assert [each.reason for each in found.unused] == [reason]


@pytest.mark.parametrize("variation", ["none", "2: card", "2: a card, or a telephone", "Customers pay as they like."])
def test_where_there_is_nothing_to_choose_from_there_is_no_parameter(variation: str) -> None:
    there, found = of(f"variations:\n  - {variation}\n")
    assert not any(there.values())
    assert found.unused == ()


def test_examples_and_variations_together() -> None:
    there, _ = of("""\
        variations:
          - 3: notes | coins
        examples:
          | amount | class   |
          | 20     | valid   |
          | 0      | invalid |
        """)
    main = there[MAIN]
    assert main and [(row.values, row.partition, row.name) for row in main.rows] == [
        (("20", "notes"), "valid", "valid-1-notes"),
        (("20", "coins"), "valid", "valid-1-coins"),
    ]
    assert rows(there["2a"]) == [("0",)]


CELL = st.sampled_from(["valid", "invalid", "success", "2a", "2b", "", "x", "--", "main flow"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=3), min_size=2, max_size=6))
def test_each_row_is_taken_or_known_as_unused(table: list[list[str]]) -> None:
    lines = "".join(f"  | {' | '.join([f'row {number}', *cells])} |\n" for number, cells in enumerate(table))
    there, found = of(f"examples:\n{lines}", only="2")
    taken = {value for each in there.values() for row in rows(each) for value in row}
    unused = {value for each in found.unused for value in each.row.values}
    assert {f"row {number}" for number in range(1, len(table))} <= taken | unused
    assert not {value for value in taken & unused if value.startswith("row ")}
    for each in (each for each in there.values() if each):
        assert len({name.casefold() for name in each.names}) == len(each.names)
        assert len({row.name.casefold() for row in each.rows}) == len(each.rows)
        assert {len(row.values) for row in each.rows} == {len(each.names)}
