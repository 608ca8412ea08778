"""Three ways to set a flow: extensions at their steps, apart as a list, and columns by who acts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open, expect

ORDER = "bookshop/use-cases/UC-ORD-1.html"


def box(page: Any, id: str) -> dict[str, float]:
    """Where an element of the flow stands on the page."""
    found: dict[str, float] = page.locator(f"[id='{id}'] > .text, [id='{id}'] > .condition").first.bounding_box()
    return found


def view(page: Any, name: str) -> Any:
    return page.get_by_role("radio", name=name)


def test_extensions_stand_at_their_steps_at_first(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    assert view(page, "at their steps").is_checked()
    assert box(page, "step-2")["y"] < box(page, "ext-2a")["y"] < box(page, "step-3")["y"]


def test_extensions_apart_come_after_the_main_flow(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    view(page, "apart").check()
    assert box(page, "step-2")["y"] < box(page, "step-9")["y"] < box(page, "ext-2a")["y"] < box(page, "ext-5a")["y"]
    view(page, "at their steps").check()
    assert box(page, "step-2")["y"] < box(page, "ext-2a")["y"] < box(page, "step-3")["y"]


def test_columns_say_who_acts(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    view(page, "Columns").check()
    actor, system, external = (box(page, id) for id in ("step-1", "step-2", "step-5"))
    assert actor["x"] + actor["width"] <= system["x"]
    assert system["x"] + system["width"] <= external["x"]


# The texts and labels of a flow of which one lies over another.
OVER_EACH_OTHER = """
() => {
  const boxes = [...document.querySelectorAll(".flow .text, .flow .label")]
    .map(each => [each, each.getBoundingClientRect()]);
  const over = (a, b) => a.right > b.left + 1 && b.right > a.left + 1 && a.bottom > b.top + 1 && b.bottom > a.top + 1;
  return boxes.flatMap(([one, a], at) => boxes.slice(at + 1)
    .filter(([other, b]) => !one.contains(other) && !other.contains(one) && over(a, b))
    .map(([other]) => `${one.textContent} | ${other.textContent}`));
}
"""


@pytest.mark.parametrize("name", ["at their steps", "apart", "Columns"])
@pytest.mark.parametrize("width", [1300, 360])
def test_no_view_is_wider_than_the_screen_or_lets_steps_overlap(
    open_page: Open, sites: Path, name: str, width: int
) -> None:
    page = open_page((sites / ORDER).as_uri(), width).page
    view(page, name).check()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVER_EACH_OTHER) == []


def test_the_address_says_the_view_and_the_next_page_has_it_too(open_page: Open, sites: Path, server: str) -> None:
    page = open_page(f"{server}{ORDER}").page
    view(page, "apart").check()
    assert "view=apart" in page.url
    page.goto(f"{server}bookshop/use-cases/UC-ORD-4.html")
    assert view(page, "apart").is_checked()
    page.goto(f"{server}{ORDER}?view=columns")
    assert view(page, "Columns").is_checked()


def test_an_address_finds_what_a_view_has_moved(open_page: Open, sites: Path) -> None:
    page = open_page(f"{(sites / ORDER).as_uri()}?view=apart#ext-5a").page
    expect(page.locator("[id='ext-5a'] > .condition")).to_be_in_viewport()


def test_views_are_chosen_with_arrow_keys(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    view(page, "at their steps").focus()
    page.keyboard.press("ArrowRight")
    assert view(page, "apart").is_checked()
    assert box(page, "step-9")["y"] < box(page, "ext-2a")["y"]
