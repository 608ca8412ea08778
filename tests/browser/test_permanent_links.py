"""A heading, a step and a condition have an address of their own, which a click copies."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open, expect

ORDER = "bookshop/use-cases/UC-ORD-1.html"


def copied(page: Any) -> str:
    found: str = page.evaluate("navigator.clipboard.readText()")
    return found


@pytest.mark.parametrize("place", ["step-2", "ext-5b", "step-5b1", "flow"])
def test_a_click_copies_it(open_page: Open, server: str, place: str) -> None:
    page = open_page(f"{server}{ORDER}", permissions=["clipboard-read", "clipboard-write"]).page
    page.locator(f"a[href='#{place}']:is(.label, .self)").first.click()
    expect(page.locator(".note")).to_have_text("Link copied")
    expect(page.locator("[aria-live]", has_text="Link copied")).to_have_count(1)
    assert copied(page) == page.url == f"{server}{ORDER}#{place}"


def test_a_view_that_was_chosen_is_in_it(open_page: Open, server: str) -> None:
    page = open_page(f"{server}{ORDER}", permissions=["clipboard-read", "clipboard-write"]).page
    page.get_by_role("radio", name="apart").check()
    page.locator("a.label[href='#ext-5a']").first.click()
    expect(page.locator(".note")).to_be_visible()
    sent = open_page(copied(page)).page
    assert sent.get_by_role("radio", name="apart").is_checked()
    assert sent.locator(":target").get_attribute("id") == "ext-5a"


def test_where_nothing_may_be_copied_it_is_a_link_all_the_same(open_page: Open, server: str) -> None:
    seen = open_page(f"{server}{ORDER}")
    seen.page.locator("a.label[href='#step-2']").first.click()
    assert seen.page.url.endswith("#step-2")
    assert seen.complaints == []
