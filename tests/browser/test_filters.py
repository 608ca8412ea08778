"""The list of use cases, filtered and sorted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open, expect

INDEX = "bookshop/index.html"


def shown(page: Any) -> list[str]:
    """The ids of the use cases that are to be seen."""
    rows: list[str] = page.locator(".listing tbody tr:visible td:first-child").all_inner_texts()
    return rows


ALL = ["UC-CAT-1", "UC-CUS-1", "UC-ORD-1", "UC-ORD-2", "UC-ORD-3", "UC-ORD-4", "UC-ORD-5"]


@pytest.mark.parametrize(
    ("label", "choice", "address", "found"),
    [
        ("Level", "subfunction", "level=subfunction", ["UC-ORD-2", "UC-ORD-3", "UC-ORD-4"]),
        ("Status", "implemented", "status=implemented", ["UC-CUS-1", "UC-ORD-4"]),
        ("Primary actor", "Customer", "actor=customer", ["UC-CAT-1"]),
        ("Package", "Orders", "package=orders", ["UC-ORD-1", "UC-ORD-2", "UC-ORD-3", "UC-ORD-4", "UC-ORD-5"]),
        ("Tag", "money", "tag=money", ["UC-ORD-1"]),
    ],
)
def test_a_choice_leaves_what_goes_with_it(
    open_page: Open, sites: Path, label: str, choice: str, address: str, found: list[str]
) -> None:
    page = open_page((sites / INDEX).as_uri()).page
    assert shown(page) == ALL
    page.get_by_role("combobox", name=label).select_option(choice)
    assert shown(page) == found
    assert address in page.url
    assert page.get_by_text(f"{len(found)} of 7 use cases").is_visible()
    sent = open_page(page.url).page
    assert shown(sent) == found
    assert sent.get_by_role("combobox", name=label).input_value() == choice


def test_words_and_choices_go_together(open_page: Open, sites: Path) -> None:
    page = open_page((sites / INDEX).as_uri()).page
    page.get_by_role("searchbox", name="Find").fill("book")
    assert shown(page) == ["UC-CAT-1", "UC-ORD-2", "UC-ORD-3", "UC-ORD-5"]
    page.get_by_role("combobox", name="Level").select_option("subfunction")
    assert shown(page) == ["UC-ORD-2", "UC-ORD-3"]
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()
    assert shown(page) == ALL
    assert "?" not in page.url


def test_nothing_left_is_said_and_counts_are_heard(open_page: Open, sites: Path) -> None:
    page = open_page((sites / INDEX).as_uri()).page
    page.get_by_role("searchbox", name="Find").fill("no such thing")
    assert shown(page) == []
    assert page.get_by_role("status").filter(has_text="0 of 7 use cases").is_visible()


def test_a_column_is_sorted_by_its_head(open_page: Open, sites: Path) -> None:
    page = open_page((sites / INDEX).as_uri()).page
    head = page.get_by_role("columnheader", name="Status").last
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert shown(page)[2:] == ["UC-ORD-1", "UC-ORD-2", "UC-ORD-3", "UC-ORD-4", "UC-ORD-5"]
    head.get_by_role("button").click()
    assert shown(page)[2:] == ["UC-ORD-5", "UC-ORD-4", "UC-ORD-1", "UC-ORD-2", "UC-ORD-3"]
    again = open_page(page.url).page
    assert shown(again)[2:] == ["UC-ORD-5", "UC-ORD-4", "UC-ORD-1", "UC-ORD-2", "UC-ORD-3"]
    head.get_by_role("button").click()
    assert shown(page) == ALL
