"""The switch between light, dark and what the system says."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest

from tests.browser.conftest import Open

PAGE = "bookshop/use-cases/UC-ORD-1.html"
TOKENS = """
() => Object.fromEntries(["--page", "--text", "--quiet", "--accent", "--actor", "--success", "--failure"].map(name => {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return [name, colour];
}))
"""


def switch(page: Any) -> Any:
    return page.get_by_role("button", name="Theme")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_theme_that_is_chosen_is_that_of_the_system(
    open_page: Open, sites: Path, system: Literal["light", "dark"]
) -> None:
    page = open_page((sites / PAGE).as_uri(), color_scheme="light").page
    found = {"system": page.evaluate(TOKENS)}
    for _ in range(2):
        switch(page).click()
        found[switch(page).inner_text().removeprefix("Theme: ")] = page.evaluate(TOKENS)
    page.emulate_media(color_scheme=system)
    switch(page).click()
    assert switch(page).inner_text() == "Theme: system"
    assert page.evaluate(TOKENS) == found[system]
    assert found["light"] == found["system"] != found["dark"]


def test_the_choice_is_kept_on_other_pages_and_next_time(open_page: Open, sites: Path, server: str) -> None:
    page = open_page(f"{server}{PAGE}", color_scheme="light").page
    switch(page).click()
    switch(page).click()
    dark = page.evaluate(TOKENS)
    page.goto(f"{server}bookshop/index.html")
    assert (switch(page).inner_text(), page.evaluate(TOKENS)) == ("Theme: dark", dark)
    again = page.context.new_page()
    again.goto(f"{server}bookshop/glossary.html")
    assert again.evaluate(TOKENS) == dark


def test_a_page_in_the_dark_does_not_flash(open_page: Open, sites: Path, server: str) -> None:
    """What decides the theme has run before the body is there."""
    page = open_page(f"{server}{PAGE}", color_scheme="light").page
    switch(page).click()
    switch(page).click()
    page.add_init_script(
        "new MutationObserver((_, watching) => { if (!document.body) return; watching.disconnect();"
        " window.atFirst = document.documentElement.dataset.theme; })"
        ".observe(document, {childList: true, subtree: true})"
    )
    page.reload()
    assert page.evaluate("window.atFirst") == "dark"


def test_where_nothing_can_be_kept_the_switch_works_all_the_same(open_page: Open, sites: Path) -> None:
    seen = open_page((sites / PAGE).as_uri(), color_scheme="light")
    seen.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    assert seen.told((sites / PAGE).as_uri()) == []
    before = seen.page.evaluate(TOKENS)
    switch(seen.page).click()
    switch(seen.page).click()
    assert seen.page.evaluate(TOKENS) != before
    assert seen.complaints == []
