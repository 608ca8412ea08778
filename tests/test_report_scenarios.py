"""How scenarios are listed: as text, JSON, CSV and Markdown, whatever the use cases are called."""

from __future__ import annotations

import csv
import json

import pytest

from tests.reading import model
from usecase_dsl.report.scenario_lists import lines
from usecase_dsl.scenario import graph, scenarios

BUY = """\
    use case UC-01: Buy a book
      main success scenario:
        1. Customer asks for a book.
        2. System sells it.
      extensions:
        2a. It is sold out:
          1. System says so.
          end in failure
        2b. Customer changes their mind:
          1. Customer leaves.
"""
SIGN_IN = """\
    use case: Sign in
      main success scenario:
        1. Customer signs in.
"""


def listed(form: str, *texts: str) -> list[str]:
    of = model(*texts)
    found = {key: tuple(scenarios(graph(each, of), each)) for key, each in of.use_cases.items()}
    return "\n".join(lines(of, found, form)).split("\n")


def called(title: str, form: str) -> list[str]:
    """The list of the one scenario of a use case of that title."""
    return listed(form, SIGN_IN.replace("Sign in", title))


def test_text() -> None:
    assert listed("text", BUY, SIGN_IN) == [
        "UC-01: Buy a book (2 scenarios)",
        "  main success scenario  success   1 2",
        "  2a                     failure   1 2a1",
        "  in no scenario: 2b",
        "",
        "Sign in (1 scenario)",
        "  main success scenario  success   1",
    ]


def test_json() -> None:
    assert json.loads("\n".join(listed("json", BUY, SIGN_IN))) == [
        {
            "use_case": "UC-01",
            "name": "main success scenario",
            "outcome": "success",
            "flows": [],
            "steps": ["1", "2"],
        },
        {"use_case": "UC-01", "name": "2a", "outcome": "failure", "flows": ["2a"], "steps": ["1", "2a1"]},
        {"use_case": "Sign in", "name": "main success scenario", "outcome": "success", "flows": [], "steps": ["1"]},
    ]


def test_csv() -> None:
    assert listed("csv", BUY, SIGN_IN) == [
        "use_case,name,outcome,flows,steps",
        "UC-01,main success scenario,success,,1 2",
        "UC-01,2a,failure,2a,1 2a1",
        "Sign in,main success scenario,success,,1",
    ]


def test_markdown() -> None:
    assert listed("markdown", BUY, SIGN_IN) == [
        "| use case | scenario | outcome | flows | steps |",
        "|---|---|---|---|---|",
        "| UC-01 | main success scenario | success |  | 1 2 |",
        "| UC-01 | 2a | failure | 2a | 1 2a1 |",
        "| Sign in | main success scenario | success |  | 1 |",
    ]


@pytest.mark.parametrize(
    ("form", "nothing"),
    [
        ("text", [""]),
        ("json", ["[]"]),
        ("csv", ["use_case,name,outcome,flows,steps"]),
        ("markdown", ["| use case | scenario | outcome | flows | steps |", "|---|---|---|---|---|"]),
    ],
)
def test_no_use_case_at_all(form: str, nothing: list[str]) -> None:
    assert listed(form, "actor: Customer") == nothing


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+1", "@SUM(A1)", "-2+3", "＝1", "＠a"])
def test_no_spreadsheet_takes_a_title_for_a_formula(title: str) -> None:
    _, row = csv.reader(called(title, "csv"))
    assert row[0] == f"'{title}"


@pytest.mark.parametrize("title", ['Say "hello", twice', "a;b", "'quoted'", "Käufer 本", "1-2"])
def test_any_other_title_comes_out_of_csv_as_it_was(title: str) -> None:
    _, row = csv.reader(called(title, "csv"))
    assert row == [title, "main success scenario", "success", "", "1"]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("a | b", r"a \| b"),
        ("<script>", r"\<script\>"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("[x](javascript:1)", r"\[x\](javascript:1)"),
        ("**bold** _it_ `code` ~~gone~~", r"\*\*bold\*\* \_it\_ \`code\` \~\~gone\~\~"),
        (r"back\slash", r"back\\slash"),
    ],
)
def test_markdown_shows_a_title_as_it_is(title: str, cell: str) -> None:
    assert called(title, "markdown")[2].startswith(f"| {cell} | main")


def test_json_keeps_a_title_as_it_is() -> None:
    title = 'a "quoted" \\ title \u202e 本'
    (row,) = json.loads("\n".join(called(title, "json")))
    assert row["use_case"] == title


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_no_title_gives_orders_to_a_terminal(form: str) -> None:
    shown = "\n".join(called("a\u202eb\x9b31mc\u2028d", form))
    assert "a\ufffdb\ufffd31mc\ufffdd" in shown


def with_an_include(title: str) -> list[str]:
    """The list of a use case with the scenarios of another one, which has no id, in the place of its only step."""
    of = model(
        f"use case UC-1: Buy\n  main flow:\n  1. include {title}\n"
        f"use case: {title}\n  main flow:\n  1. A pays.\n  extensions:\n  1a. Broke:\n  end in failure\n"
    )
    buy = of.use_cases["uc-1"]
    found = {buy.key: tuple(scenarios(graph(buy, of, include="expand"), buy))}
    return list(lines(of, found, "text"))


def test_nor_does_the_title_of_a_use_case_that_is_included() -> None:
    assert with_an_include("Pay\u202e") == [
        "UC-1: Buy (2 scenarios)",
        "  main success scenario  success   Pay\ufffd:1",
        "  Pay\ufffd:1a                failure",
    ]


def test_columns_stay_in_line_whatever_the_alphabet() -> None:
    """A wide letter takes two columns."""
    assert with_an_include("付")[2] == "  付:1a                  failure"
