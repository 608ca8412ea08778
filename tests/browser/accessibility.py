"""What axe finds on a page."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Each as "rule: element", which is enough to find it.
_FAULTS = """
async options => {
  const found = await axe.run(document, {...options, resultTypes: ["violations"], iframes: false, preload: false});
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`));
}
"""
# These alone depend on colours.
_OF_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def faults(page: Page) -> list[str]:
    """What axe's usual rules find: all of WCAG 2.2 AA that a machine can tell, and what is good practice."""
    return _found(page, {"rules": {"target-size": {"enabled": True}}})


def faults_of_colours(page: Page) -> list[str]:
    """What a page that has changed its colours alone can have of new faults."""
    return _found(page, _OF_COLOURS)


def _found(page: Page, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    found: list[str] = page.evaluate(_FAULTS, options)
    return found


def _script() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
