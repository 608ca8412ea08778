"""Pages as people read them: from link to link, by an address, in the dark, on paper, without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open

ORDER = "bookshop/use-cases/UC-ORD-1.html"


def test_one_gets_from_a_use_case_to_its_actor_and_back(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri()).page
    page.get_by_role("link", name="Registered Customer").first.click()
    assert "Registered Customer" in page.title()
    page.get_by_role("main").get_by_role("link", name="Place an order").first.click()
    assert "Place an order" in page.title()


def test_a_step_is_found_by_its_address(open_page: Open, sites: Path) -> None:
    page = open_page(f"{(sites / ORDER).as_uri()}#ext-5a").page
    target = page.locator(":target")
    assert target.get_attribute("id") == "ext-5a"
    assert "5a" in target.inner_text()
    top = page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
    bar = page.evaluate("document.querySelector('.bar').getBoundingClientRect().bottom")
    assert top >= max(bar, 0)


def luminance(page: Any, selector: str, what: str) -> float:
    """How light a colour is, from 0 to 1, as the eye weighs its parts."""
    colour = page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).{what}")
    red, green, blue = (int(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3])
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def test_dark_is_dark_and_light_is_light(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri(), color_scheme="dark").page
    assert luminance(page, "body", "backgroundColor") < 0.2 < 0.8 < luminance(page, "body", "color")
    page.emulate_media(color_scheme="light")
    assert luminance(page, "body", "color") < 0.2 < 0.8 < luminance(page, "body", "backgroundColor")


# What stands in the content and isn't seen; what is there for the ear alone, and words in pictures, aside.
UNSEEN = """
() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.textContent.trim();
    const around = walker.currentNode.parentElement;
    const aside = "svg, .unseen, script, thead, form, fieldset, summary, button, [hidden], .sides";
    if (words && !around.closest(aside) && !around.checkVisibility({ visibilityProperty: true }))
      found.push(words);
  }
  return found;
}
"""


def test_paper_is_white_and_has_no_navigation(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri(), width=794, color_scheme="dark").page
    page.emulate_media(media="print")
    assert luminance(page, "body", "backgroundColor") > 0.99
    assert luminance(page, "body", "color") < 0.2
    assert [each.inner_text() for each in page.get_by_role("navigation").all() if each.is_visible()] == []


def test_paper_has_all_that_the_page_has(open_page: Open, sites: Path) -> None:
    page = open_page((sites / ORDER).as_uri(), width=794).page
    page.emulate_media(media="print")
    page.evaluate(f"addEventListener('beforeprint', () => {{ window.unseen = ({UNSEEN})() }})")
    assert page.pdf(format="A4").startswith(b"%PDF")
    assert page.evaluate("window.unseen") == []


@pytest.mark.parametrize("path", ["index.html", "use-cases/UC-ORD-1.html", "actors/customer.html", "glossary.html"])
def test_without_scripts_all_can_be_read(open_page: Open, sites: Path, path: str) -> None:
    page = open_page((sites / "bookshop" / path).as_uri(), java_script_enabled=False).page
    for details in page.locator("main details > summary").all():
        details.click()
    assert page.evaluate(UNSEEN) == []
