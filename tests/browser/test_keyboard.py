"""Pages are read without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open

# What has the focus, and what is wrong with how it shows it.
FOCUS = """
() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(here);
  const box = here.getClientRects()[0] ?? here.getBoundingClientRect();
  const seen = [0.05, 0.25, 0.5, 0.75, 0.95].some((part) => {
    const top = document.elementFromPoint(box.x + box.width * part, box.y + box.height / 2);
    return top && (here.contains(top) || top.contains(here)) && top !== document.documentElement;
  });
  const faults = [];
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 1) faults.push("has no outline");
  if (!seen) faults.push("is covered or out of sight");
  return [here.outerHTML.replace(/\\s+/g, " ").slice(0, 120), faults];
}
"""


def stops(page: Any) -> Iterator[tuple[str, list[str]]]:
    """What gets the focus, one after the other, as one presses Tab, up to the end of the page."""
    for _ in range(1000):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            return
        yield stop[0], stop[1]
    raise AssertionError("there is no end to it")


PAGES = ("index.html", "use-cases/UC-ORD-1.html", "actors/customer.html", "glossary.html", "rules.html")


@pytest.mark.parametrize("width", [1300, 360])
@pytest.mark.parametrize("path", PAGES)
def test_whatever_has_the_focus_is_seen(open_page: Open, sites: Path, path: str, width: int) -> None:
    seen = open_page((sites / "bookshop" / path).as_uri(), width)
    found = list(stops(seen.page))
    assert len(found) > 5
    assert [(element, faults) for element, faults in found if faults] == []


def test_the_first_key_offers_to_skip_to_the_content(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "bookshop" / "use-cases" / "UC-ORD-1.html").as_uri()).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.locator(":focus").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
