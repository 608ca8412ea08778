"""What stands around all pages: a menu on a phone, addresses that lead nowhere, the theme of pictures, paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PHONE, Open

ORDER = "bookshop/use-cases/UC-ORD-1.html"
# What pictures are drawn with, and what the text beside them is.
DRAWN = """() => [...document.querySelectorAll(".diagram svg.activity .node :is(rect, polygon)")].map((each) => {
  const { fill, stroke } = getComputedStyle(each);
  return `${fill} ${stroke}`;
})"""


def bar(page: Any) -> dict[str, float]:
    found: dict[str, float] = page.locator("header.bar").bounding_box()
    return found


def test_on_a_phone_the_links_are_a_menu(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri(), PHONE).page
    glossary, statistics = (page.get_by_role("link", name=name, exact=True) for name in ("Glossary", "Statistics"))
    assert bar(page)["height"] < 120
    assert not glossary.is_visible()
    page.get_by_role("button", name="Menu").click()
    assert glossary.is_visible() and statistics.is_visible()
    page.keyboard.press("Escape")
    assert not glossary.is_visible()


@pytest.mark.parametrize("path", [ORDER, "everything/use-cases/AR-1.html"])
def test_on_a_wide_screen_they_are_a_row(open_page: Open, sites: Path, path: str) -> None:
    page = open_page((sites / path).as_uri()).page
    assert bar(page)["height"] < 70
    assert page.get_by_role("link", name="Glossary", exact=True).is_visible()
    assert not page.get_by_role("button", name="Menu").is_visible()


@pytest.mark.parametrize("hash", ["#%", "#50%", "#%E0%A4%A", "#nowhere"])
def test_an_address_that_leads_nowhere_does_no_harm(open_page: Open, sites: Path, hash: str) -> None:
    seen = open_page(f"{(sites / ORDER).as_uri()}?view=apart{hash}")
    seen.page.evaluate("location.hash = '#%%'")
    seen.page.get_by_role("radio", name="Apart").wait_for()
    assert seen.complaints == []


def test_a_picture_has_the_theme_that_was_chosen_by_hand(open_page: Open, sites: Path) -> None:
    light, dark = (open_page((sites / ORDER).as_uri(), color_scheme=each).page for each in ("light", "dark"))
    assert light.evaluate(DRAWN) != dark.evaluate(DRAWN)
    light.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert light.evaluate(DRAWN) == dark.evaluate(DRAWN)


def test_a_wide_picture_is_not_made_smaller_where_there_is_room_beside_the_text(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "bookshop/use-cases/UC-CUS-1.html").as_uri()).page
    own, shown = page.locator("figure.activity svg").evaluate("it => [it.width.baseVal.value, it.clientWidth]")
    assert own > page.locator("main").evaluate("main => main.clientWidth")
    assert shown == pytest.approx(own, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1300


def test_paper_shows_what_is_folded_even_without_scripts(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri(), java_script_enabled=False).page
    folded = page.get_by_text("The diagram in words").locator("xpath=../ul")
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()
