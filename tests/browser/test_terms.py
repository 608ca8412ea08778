"""What a term means is shown where it is used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open, expect

ORDER = "bookshop/use-cases/UC-ORD-1.html"
CART = "The books that a Customer has put aside to buy in this visit or the next."


def term(page: Any) -> Any:
    return page.locator("a.term").first


def tip(page: Any) -> Any:
    return page.get_by_role("tooltip")


def test_when_it_is_pointed_at(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    expect(tip(page)).to_be_hidden()
    term(page).hover()
    expect(tip(page)).to_have_text(CART)
    tip(page).hover()
    expect(tip(page)).to_be_visible()
    page.mouse.move(0, 0)
    expect(tip(page)).to_be_hidden()


def test_when_it_has_the_focus_and_escape_closes_it(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    term(page).focus()
    expect(tip(page)).to_have_text(CART)
    expect(term(page)).to_have_accessible_description(CART)
    page.keyboard.press("Escape")
    expect(tip(page)).to_be_hidden()
    expect(term(page)).to_be_focused()
    expect(term(page)).to_have_attribute("title", CART)


@pytest.mark.parametrize("width", [1300, 360])
def test_it_is_whole_on_the_screen(open_page: Open, sites: Path, width: int) -> None:
    page = open_page((sites / ORDER).as_uri(), width).page
    for each in page.locator("main a.term:visible").all():
        each.focus()
        box = tip(page).bounding_box()
        assert 0 <= box["x"] <= width - box["width"]
        assert 0 <= box["y"] <= 800 - box["height"]


def test_the_term_leads_to_the_glossary(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    term(page).click()
    assert page.url.endswith("/glossary.html#term-Cart")
    assert CART in page.locator(":target").inner_text()
