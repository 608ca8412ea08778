"""A scenario that is chosen is lit in the text and in the picture, and can be walked step by step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.browser.conftest import Open

ORDER = "bookshop/use-cases/UC-ORD-1.html"
# What is done when three means of payment are declined. Step 5 is tried and isn't done.
DECLINED = ["step-1", "step-2", "step-3", "step-4", "step-5b1"]


def choose(page: Any, words: str) -> None:
    page.locator(".scenarios").get_by_role("link", name=words).first.click()


def lit(page: Any) -> list[str]:
    """The steps that are lit, in the order of the text."""
    found: list[str] = page.evaluate("[...document.querySelectorAll('li.step.lit')].map(each => each.id)")
    return found


def drawn(page: Any) -> list[str]:
    """The steps that are lit in the picture."""
    found: list[str] = page.locator(".activity .node.step.lit").evaluate_all("all => all.map(each => each.dataset.id)")
    return found


def test_its_path_is_lit_in_the_text_and_in_the_picture(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    assert lit(page) == drawn(page) == []
    choose(page, "Three means of payment are declined")
    assert lit(page) == DECLINED
    assert sorted(drawn(page)) == sorted(DECLINED)
    assert page.locator("div.extension.lit").evaluate_all("found => found.map(each => each.id)") == ["ext-5b"]
    assert page.locator("p.end.lit").all_inner_texts() == ["ends in failure"]


def test_the_address_says_which_and_restores_it(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    choose(page, "Three means of payment are declined")
    assert page.url.endswith("#scenario-5b")
    page.reload()
    assert lit(page) == DECLINED
    other = open_page(page.url).page
    assert lit(other) == DECLINED


def test_escape_leaves_it(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    choose(page, "Three means of payment are declined")
    page.keyboard.press("Escape")
    assert lit(page) == drawn(page) == []
    assert "#" not in page.url
    assert page.evaluate("document.activeElement.closest('tr').id") == "scenario-5b"


def test_going_back_leaves_it_too(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    choose(page, "Main success scenario")
    choose(page, "Three means of payment are declined")
    page.go_back()
    assert lit(page) == [f"step-{number}" for number in range(1, 10)]
    page.go_back()
    assert lit(page) == []


def test_it_is_walked_with_keys_and_buttons_and_told_to_those_who_hear(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    choose(page, "Three means of payment are declined")
    told = page.get_by_role("region", name="Scenario").locator("[aria-live]")
    for id in [*DECLINED[:4], "ext-5b", "step-5b1"]:
        page.keyboard.press("ArrowRight")
        assert page.locator(":is(li, div).current").get_attribute("id") == id
        assert page.locator(".activity .node.current").get_attribute("data-id") == id
    assert "keeps the cart for 30 days" in told.inner_text()
    page.get_by_role("button", name="Next").click()
    assert told.inner_text() == "End: fails"
    page.get_by_role("button", name="Previous").click()
    assert "keeps the cart for 30 days" in told.inner_text()
    page.get_by_role("button", name="Close").click()
    assert lit(page) == []


def test_it_is_chosen_by_keyboard(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    page.locator(".scenarios").get_by_role("link", name="Three means of payment are declined").first.focus()
    page.keyboard.press("Enter")
    assert lit(page) == DECLINED
