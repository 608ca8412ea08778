"""What axe finds on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
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


def faults_of_pages(page: Page, files: Iterable[Path]) -> dict[str, list[str]]:
    """What is found on each page, in light and in dark; only those that have faults."""
    found = {f"{file.parent.name}/{file.name} {theme}": each for file in files for theme, each in _in_both(page, file)}
    return {where: each for where, each in found.items() if each}


def _in_both(page: Page, file: Path) -> Iterator[tuple[str, list[str]]]:
    page.emulate_media(color_scheme="light")
    page.goto(file.as_uri())
    yield "in light", faults(page)
    page.emulate_media(color_scheme="dark")
    yield "in dark", faults_of_colours(page)


def _found(page: Page, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    found: list[str] = page.evaluate(_FAULTS, options)
    return found


@cache
def _script() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
