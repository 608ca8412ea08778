"""A key alone that does something can be switched off, for those who press keys that they didn't mean to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.browser.conftest import Open, expect

ORDER = "bookshop/use-cases/UC-ORD-1.html"


def switch(page: Any) -> None:
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Single-key shortcuts").click()
    page.keyboard.press("Escape")


def test_keys_are_switched_off_for_all_pages_and_on_again(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    find = page.get_by_role("combobox", name="Search")
    switch(page)
    page.keyboard.press("/")
    expect(find).not_to_be_focused()
    page.goto((sites / "bookshop" / "index.html").as_uri())
    page.keyboard.press("/")
    expect(find).not_to_be_focused()
    switch(page)
    page.keyboard.press("/")
    expect(find).to_be_focused()


def test_a_scenario_is_walked_with_its_buttons_where_keys_are_off(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    switch(page)
    page.locator("a.walk").first.click()
    told = page.get_by_role("region", name="Scenario").locator("[aria-live]")
    before = told.inner_text()
    page.keyboard.press("ArrowRight")
    assert told.inner_text() == before
    page.get_by_role("button", name="Next").click()
    assert told.inner_text() != before
