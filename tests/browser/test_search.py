"""The search of the site, from a file: by key, by id, by words, by arrow keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open, expect

ORDER = "bookshop/use-cases/UC-ORD-1.html"


def sought(page: Any, words: str) -> Any:
    """Presses the key of the search and types; gives what is found, to be looked at."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    expect(options(page).first).to_be_visible()
    return options(page)


def options(page: Any) -> Any:
    return page.get_by_role("listbox", name="Found").get_by_role("option")


def field(page: Any) -> Any:
    return page.get_by_role("combobox", name="Search")


def lines(found: Any) -> list[str]:
    return [" | ".join(each.splitlines()) for each in found.all_inner_texts()]


def test_its_key_leads_to_it_and_enter_to_the_first_that_is_found(open_page: Open, sites: Path) -> None:
    seen = open_page((sites / ORDER).as_uri())
    assert lines(sought(seen.page, "ord-4"))[0] == "Redeem a gift card | Use case · UC-ORD-4"
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/use-cases/UC-ORD-4.html")
    assert seen.complaints == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("UC-ORD-1", "Place an order | Use case · UC-ORD-1"),
        ("uc-ord-5", "Pre-order a book | Use case · UC-ORD-5"),
        ("br-1", "One order is charged at most once. | Business rule · BR-1"),
        ("order", "Order | Term"),
        ("redeem", "Redeem a gift card | Use case · UC-ORD-4"),
        ("gift ca", "Gift card | Term"),
    ],
)
def test_an_id_comes_first_then_names(open_page: Open, sites: Path, typed: str, first: str) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    assert lines(sought(page, typed))[0] == first


def test_where_it_was_found_is_said(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    assert lines(sought(page, "gateway")) == [
        "Payment Gateway | Actor",
        "Place an order | Use case · UC-ORD-1 · actor: Payment Gateway",
        "Pre-order a book | Use case · UC-ORD-5 · actor: Payment Gateway",
    ]
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("3 found")
    field(page).fill("gift wrap")
    assert lines(options(page)) == ["Nothing found"]
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("Nothing found")
    page.keyboard.press("Enter")
    assert page.url == (sites / ORDER).as_uri()


def test_accents_and_scripts_without_blanks_are_no_hindrance(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "everything" / "index.html").as_uri()).page
    assert lines(sought(page, "kapitansmutzen"))[0] == "Nothing found"
    field(page).fill("donaudampf")
    assert lines(options(page))[0].endswith("UC-6")
    for typed, found in (("書籍", "書籍を注文する | Use case · JA-1"), ("كتاب", "طلب كتاب | Use case · AR-1")):
        field(page).fill(typed)
        assert lines(options(page))[0] == found


def test_arrow_keys_go_round_and_enter_goes_there(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "bookshop" / "index.html").as_uri()).page
    found = sought(page, "gateway")

    def pressed(key: str) -> list[str]:
        """The option that is chosen, as one hears and as one sees it."""
        page.keyboard.press(key)
        chosen = page.locator("[role=option][aria-selected=true]")
        assert chosen.get_attribute("id") == field(page).get_attribute("aria-activedescendant")
        return lines(chosen)

    names = lines(found)
    assert [pressed("ArrowDown") for _ in range(4)] == [[names[0]], [names[1]], [names[2]], [names[0]]]
    assert pressed("ArrowUp") == [names[2]]
    page.keyboard.press("Enter")
    page.wait_for_url("**/use-cases/UC-ORD-5.html")


def test_a_click_goes_there_too(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    sought(page, "gateway").first.click()
    page.wait_for_url("**/actors/payment-gateway.html")


def test_escape_closes_the_list_then_leaves(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    sought(page, "order")
    assert field(page).get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    expect(options(page).first).to_be_hidden()
    assert field(page).get_attribute("aria-expanded") == "false"
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    assert field(page).input_value() == ""
    expect(field(page)).not_to_be_focused()


def test_the_key_is_a_slash_where_one_writes(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "bookshop" / "index.html").as_uri()).page
    find = page.get_by_role("searchbox", name="Find")
    find.press("/")
    assert find.input_value() == "/"
    field(page).fill("order")
    field(page).press("/")
    assert field(page).input_value() == "order/"


def test_the_index_is_loaded_when_it_is_needed(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(Path(request.url).name))
    page.reload()
    assert "search-index.js" not in asked
    sought(page, "order")
    assert asked.count("search-index.js") == 1
