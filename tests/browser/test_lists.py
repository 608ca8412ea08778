"""The pages that list things: what they show at a glance, and the menu that leads to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.browser.conftest import Open, expect

EVERYTHING = "everything/index.html"


def rows(page: Any) -> list[list[str]]:
    """The cells of the tables, as they are seen."""
    found: list[list[str]] = page.locator(".listing tbody tr:visible").evaluate_all(
        "all => all.map(row => [...row.cells].map(cell => cell.innerText.trim().replace(/\\s+/g, ' ')))"
    )
    return found


def test_the_menu_leads_to_each_and_closes_like_any_other(open_page: Open, sites: Path) -> None:
    page = open_page((sites / EVERYTHING).as_uri()).page
    more = page.locator(".further summary")
    more.click()
    links = page.locator(".further a")
    assert {*links.all_inner_texts()} >= {"Map", "Open issues", "Statistics", "Changes"}
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    expect(more).to_be_focused()
    more.press("Enter")
    expect(links.first).to_be_visible()
    page.get_by_role("main").click(position={"x": 5, "y": 5})
    expect(links.first).to_be_hidden()
    more.click()
    page.get_by_role("link", name="Open issues").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Open issues")


def test_goals_are_listed_by_actor(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "bookshop" / "actor-goals.html").as_uri()).page
    assert "Find a book" in str(rows(page))
    page.locator(".listing a", has_text="Find a book").first.click()
    assert page.url.endswith("/use-cases/UC-CAT-1.html")


def test_what_no_use_case_realises_is_a_gap_that_one_sees(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "everything" / "traceability.html").as_uri()).page
    gap = page.locator("tr", has_text="REQ-8").locator(".gap").first
    assert gap.inner_text() == "no use case"
    assert gap.evaluate("each => getComputedStyle(each, '::before').content").startswith('"! "')
    assert page.locator("tr", has_text="REQ-7").get_by_role("link", name="UC-1").first.is_visible()


def test_open_issues_lead_to_their_use_cases(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "everything" / "issues.html").as_uri()).page
    assert "Do vouchers expire?" in str(rows(page))
    page.locator(".listing tr", has_text="Do vouchers expire?").get_by_role("link").first.click()
    assert "/use-cases/UC-3.html" in page.url


def test_what_has_changed_is_marked_and_said(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "everything" / "changes.html").as_uri()).page
    assert page.locator(".altered del").all_inner_texts() == ["pay", "nobody"]
    assert page.locator(".altered ins").all_inner_texts() == ["check out", "the Member"]
    # Not by colour alone: one is struck through, the other underlined.
    lines = "each => getComputedStyle(each).textDecorationLine"
    assert page.locator(".altered del").first.evaluate(lines) == "line-through"
    assert page.locator(".altered ins").first.evaluate(lines) == "underline"


def test_a_list_of_pages_is_found_through_its_filter(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "bookshop" / "actor-goals.html").as_uri()).page
    all_rows = rows(page)
    page.locator(".filters input[name=find]").fill("gift")
    assert 0 < len(rows(page)) < len(all_rows)
    assert all("gift" in str(row).lower() for row in rows(page))
    page.locator(".filters [type=reset]").click()
    expect(page.locator(".filters [type=reset]")).to_be_hidden()
    assert rows(page) == all_rows
