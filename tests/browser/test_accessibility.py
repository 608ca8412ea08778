"""axe finds nothing on any page, in light and in dark, wide and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessibility import faults, faults_of_colours, faults_of_pages
from tests.browser.building import MANIFOLD, pages
from tests.browser.conftest import PHONE


@pytest.mark.parametrize("name", MANIFOLD)
def test_axe_finds_nothing_on_any_page(unmoving: Any, sites: Path, name: str) -> None:
    assert faults_of_pages(unmoving, [sites / name / path for path in pages(sites / name)]) == {}


def test_axe_finds_nothing_on_a_phone(browser: Any, sites: Path) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 800}, has_touch=True, reduced_motion="reduce")
    found = faults_of_pages(context.new_page(), one_of_each_kind(sites / "everything"))
    context.close()
    assert found == {}


def one_of_each_kind(folder: Path) -> list[Path]:
    """The pages of a site that are the only one of their kind, and the first of all others; one from right to left."""
    first = {path.rpartition("/")[0] or path: folder / path for path in reversed(pages(folder))}
    return [*first.values(), folder / "use-cases" / "UC-1.html", folder / "use-cases" / "AR-1.html"]


FAULTY = """\
<!DOCTYPE html><html lang="en"><title>Faulty</title>
<style>@media (prefers-color-scheme: dark) { h1 { color: #eee } }</style>
<main><h1>Faulty</h1><p><input type="text"></p></main></html>
"""


def test_axe_does_find_what_is_wrong(unmoving: Any) -> None:
    unmoving.emulate_media(color_scheme="light")
    unmoving.set_content(FAULTY)
    assert faults(unmoving) == ['label: <input type="text">']
    unmoving.emulate_media(color_scheme="dark")
    assert faults_of_colours(unmoving) == ["color-contrast: <h1>Faulty</h1>"]
