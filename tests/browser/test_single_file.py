"""All of a site in one file, under the policy that it brings along: it does what the pages do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.building import EXAMPLES, build
from tests.browser.conftest import Open, expect

DECLINED = ["step-1", "step-2", "step-3", "step-4", "step-5b1"]


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file, under another name, as one gets it by mail."""
    (bookshop,) = (each for each in EXAMPLES if each.name == "bookshop")
    folder = build(bookshop, tmp_path_factory.mktemp("single"), "--single-file")
    return (folder / "index.html").rename(folder / "the shop.html")


def lit(page: Any) -> list[str]:
    found: list[str] = page.evaluate("[...document.querySelectorAll('li.step.lit')].map(each => each.id)")
    return found


def test_it_loads_and_asks_for_nothing(open_page: Open, alone: Path) -> None:
    seen = open_page(alone.as_uri())
    assert seen.complaints == []
    assert seen.page.evaluate("performance.getEntriesByType('resource').map(each => each.name)") == []


def test_its_policy_lets_no_other_script_run(open_page: Open, alone: Path) -> None:
    seen = open_page(alone.as_uri())
    seen.page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = true'}));"
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = true\">')"
    )
    expect(seen.page.locator("img")).to_have_count(1)
    assert seen.page.evaluate("window.ran") is None
    assert len([each for each in seen.complaints if "Content Security Policy" in each]) >= 2


def test_the_theme_is_switched(open_page: Open, alone: Path) -> None:
    page = open_page(alone.as_uri(), color_scheme="light").page
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    for _ in range(2):
        page.get_by_role("button", name="Theme").click()
    assert page.evaluate(ground) != light


def test_the_search_leads_within_it(open_page: Open, alone: Path) -> None:
    seen = open_page(alone.as_uri())
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("UC-ORD-4")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator(":target")).to_contain_text("Redeem a gift card")
    assert seen.page.url == f"{alone.as_uri()}#UC-ORD-4"
    assert seen.complaints == []


def test_a_scenario_is_walked_in_its_own_use_case(open_page: Open, alone: Path) -> None:
    page = open_page(alone.as_uri()).page
    order = page.locator("[id='UC-ORD-1']")
    order.locator(".scenarios").get_by_role("link", name="Three means of payment are declined").first.click()
    assert lit(page) == [f"UC-ORD-1-{each}" for each in DECLINED]
    drawn = order.locator(".activity .node.step.lit").evaluate_all("all => all.map(each => each.dataset.id)")
    assert sorted(drawn) == sorted(lit(page))
    for id in ("step-1", "step-2"):
        page.keyboard.press("ArrowRight")
        assert page.locator("li.current").get_attribute("id") == f"UC-ORD-1-{id}"
    page.keyboard.press("Escape")
    assert lit(page) == []


def test_filters_and_views_work_within_it(open_page: Open, alone: Path) -> None:
    page = open_page(alone.as_uri()).page
    overview = page.locator(".sheet").first
    overview.locator(".filters input[name=find]").fill("gift")
    assert len(overview.locator(".listing tbody tr:visible").all()) < 7
    order = page.locator("[id='UC-ORD-1']")
    order.get_by_role("radio", name="Columns").check()
    assert order.get_by_role("radio", name="Columns").is_checked()


def test_it_is_no_wider_than_a_phone(open_page: Open, alone: Path) -> None:
    page = open_page(alone.as_uri(), width=360).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
