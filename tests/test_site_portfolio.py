"""The portfolio on the site: what use cases are worth beside each other, and what the accounts of a CRM say of it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from tests.test_site import by_id, no_diagram, read, with_class, words
from tests.test_site_customers import LEND, MARKET, SHELF, hrefs, page, pages, rows
from usecase_dsl.model import link
from usecase_dsl.portfolio.accounts.measure import measured
from usecase_dsl.render.site import Content, Pages, render
from usecase_dsl.settings import Limits
from usecase_dsl.syntax import parse


def decisions(tree: Element) -> dict[str, list[str]]:
    """What is to be done about which use cases, and why."""
    found = with_class(tree, "decision")
    return {words(each.find("h3")): [words(row) for row in with_class(each, "field")] for each in found}


def test_what_to_do_about_each_use_case_is_said_with_the_reasons() -> None:
    assert decisions(page("portfolio.html")) == {
        "Optimise for": [
            "UC-1 Lend a bookit is primary; it brings 40% of the revenue; its priority is 9; it earns 25,000 EUR"
        ],
        "Serve, and don't optimise for": [],
        "Say no to": [
            "UC-2 Count the booksserving it costs as much as it brings or more: -400 EUR are left;"
            " it brings 3% of the revenue, and is needed seldom and mildly (priority 1)"
        ],
        "Too little is known to say": [
            "UC-3 Sort by colourneither its importance nor its share of the revenue is stated;"
            " neither its priority nor its profit can be worked out without frequency, intensity, willingness to pay,"
            " addressable customers, cost to serve"
        ],
    }


def test_that_too_little_is_known_is_no_group_where_enough_is() -> None:
    assert "Too little is known to say" not in decisions(page("portfolio.html", MARKET + LEND))


def test_the_limits_are_told_and_decide() -> None:
    strict = read(
        pages(limits=Limits(priority_least=10, plan_share=33, primary_least=2, primary_most=4))["portfolio.html"]
    )
    assert decisions(strict)["Serve, and don't optimise for"] == ["UC-1 Lend a bookits priority is 9, under 10"]
    told = words(by_id(strict, "content"))
    assert "at least 33% of the revenue, has a priority of at least 10" in told
    assert "2 to 4 keep a focus" in told


def test_the_head_says_what_it_comes_to() -> None:
    (numbers,) = with_class(page("portfolio.html"), "numbers")
    assert [words(each) for each in numbers] == [
        "Customer use cases3",
        "Primary ones13 to 7 keep a focus",
        "Primary ones bring40%of the revenue; 70% to 85% is sound",
        "Secondary ones bring3%of the revenue",
        "Profit24,600 EURof 2 use cases, the others don't say",
    ]


TABLES = {
    "Frequency and intensity": [
        ["UC-1 Lend a book", "weekly", "high", "9", "Optimise for"],
        ["UC-2 Count the books", "quarterly", "low", "1", "Say no to"],
    ],
    "Revenue covered": [
        ["Primary", "40%", "UC-1 40%"],
        ["Secondary", "3%", "UC-2 3%"],
        ["No use case", "57%", ""],
    ],
    "Profit": [
        ["UC-1 Lend a book", "900 EUR", "30", "2,000 EUR", "25,000 EUR"],
        ["UC-2 Count the books", "10 EUR", "10", "500 EUR", "-400 EUR"],
        ["UC-3 Sort by colour", "", "", "", "not known"],
    ],
    "Revenue by segment": [
        ["Schools", "41.5%", "60%", "UC-1, UC-2"],
        ["Towns", "1.5%", "", "UC-2, UC-3"],
    ],
    "Revenue by plan": [["Basic", "40%", "UC-1"], ["Plus", "3%", "UC-2"]],
    "Revenue by persona": [["Head", "40%", "UC-1"], ["Town clerk", "", "no use case"]],
    "Plans and use cases": [
        ["UC-1 Lend a book", "●", ""],
        ["UC-2 Count the books", "", "●"],
        ["UC-3 Sort by colour", "", ""],
    ],
}


@pytest.mark.parametrize("heading", TABLES)
def test_each_part_of_the_portfolio_is_a_table(heading: str) -> None:
    assert rows(page("portfolio.html"), heading) == TABLES[heading]


def test_what_nobody_states_has_no_part() -> None:
    tree = page("portfolio.html", "use case UC-1: Lend\n  importance: primary\n")
    assert [words(each) for each in by_id(tree, "content") if each.tag == "h2"] == ["What to do about each"]


def test_a_chart_stands_above_each_table_that_has_one() -> None:
    made = {file.path: file.content.decode("utf-8") for file in render(link([parse(SHELF)[0]]))}
    figures = list(read(made["portfolio.html"]).iter("figure"))
    assert [each.get("aria-label") for each in figures] == [
        f"Chart: {heading}; the table below says the same" for heading in TABLES if heading != "Plans and use cases"
    ]
    dots, *_ = figures
    assert "cards/UC-1.html" in hrefs(dots)


@pytest.mark.parametrize(
    ("one", "other", "charts"),
    [("9 EUR", "€ 5", 1), ("9 EUR", "5", 1), ("9 EUR", "5 USD", 0), ("9 EUR a year", "5 EUR a month", 0)],
)
def test_profit_is_drawn_where_it_adds_up(one: str, other: str, charts: int) -> None:
    earns = "  willingness to pay: {}\n  addressable customers: 3\n  cost to serve: 1\n"
    text = f"use case: Lend\n{earns.format(one)}use case: Count\n{earns.format(other)}"
    made = {file.path: file.content.decode("utf-8") for file in render(link([parse(text)[0]]))}
    assert len(list(read(made["portfolio.html"]).iter("figure"))) == charts


# ---------------------------------------------------------------------------------------------- accounts

ACCOUNTS = """\
account,segment,use case,ARR,previous ARR,stage,discount
Account 1,Schools,UC-1,900,900,won,0%
Account 2,Schools,UC-1,900,600,won,10%
Account 3,Schools,UC-1,900,,lost,0%
Account 4,Towns,UC-2,200,400,won,0%
Account 5,Towns,UC-2,much,,won,0%
Account 6,Towns,UC-9,100,100,won,0%
"""


def with_accounts(text: str = ACCOUNTS) -> Element:
    keys = {"UC-1": "uc-1", "UC-2": "uc-2", "UC-3": "uc-3"}
    found = measured(text.encode(), keys, {"Schools": "schools", "Towns": "towns"})
    content = Content(link([parse(SHELF)[0]]), accounts=found, diagram=no_diagram)
    return read(next(each.content.decode() for each in Pages().made(content) if each.path == "portfolio.html"))


def test_what_is_claimed_stands_beside_what_accounts_say() -> None:
    tree = with_accounts()
    assert rows(tree, "Claimed and measured, by use case") == [
        ["UC-1 Lend a book", "40%", "85.7%", "+45.7 points", "900", "900"],
        ["UC-2 Count the books", "3%", "9.5%", "+6.5 points", "10", "200"],
        ["UC-3 Sort by colour", "", "0%", "", "", ""],
    ]
    assert rows(tree, "Claimed and measured, by segment") == [
        ["Schools", "60%", "85.7%", "+25.7 points"],
        ["Towns", "", "14.3%", ""],
    ]
    assert "Primary ones have85.7%of the accounts' ARR" in words(with_class(tree, "numbers")[0])


def test_what_is_far_off_is_marked_and_said() -> None:
    tree = with_accounts()
    assert [words(each) for each in with_class(tree, "gap") if "points" in words(each)] == [
        *("+45.7 points", "+6.5 points", "+25.7 points"),
    ]
    assert "UC-1 Lend a book says 40% of the revenue, has 85.7%" in words(by_id(tree, "content"))


def test_how_each_sells_and_what_belongs_to_no_use_case() -> None:
    assert rows(with_accounts(), "How each sells") == [
        ["UC-1 Lend a book", "2", "1,800", "900", "66.7%", "5.3%", "120%"],
        ["UC-2 Count the books", "1", "200", "200", "100%", "0%", "50%"],
        ["UC-3 Sort by colour", "0", "0", "", "", "", ""],
        ["No such use case", "1", "100", "100", "100%", "0%", "100%"],
        ["All", "4", "2,100", "525", "80%", "4.5%", "105%"],
    ]


def test_rows_that_do_not_count_are_told_with_their_lines() -> None:
    tree = with_accounts()
    ((line, column, wrong),) = rows(tree, "The accounts")
    assert (line, column) == ("6", "ARR")
    assert wrong.startswith("‘much’")
    told = words(by_id(tree, "content"))
    assert "6 rows, 5 counted; ARR 2,100 from 4 accounts." in told
    assert "No use case is called ‘UC-9’: 1 row, the first in line 7" in told


def test_without_accounts_nothing_is_said_of_them() -> None:
    assert "easured" not in pages()["portfolio.html"]
