"""axe finds nothing on any page, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessibility import faults, faults_of_colours
from tests.browser.building import NAMES, pages


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1300, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_on_any_page(page: Any, sites: Path, name: str) -> None:
    found = {}
    for path in pages(sites / name):
        page.emulate_media(color_scheme="light")
        page.goto((sites / name / path).as_uri())
        found[path] = faults(page)
        page.emulate_media(color_scheme="dark")
        found[f"{path} in dark"] = faults_of_colours(page)
    assert {path: each for path, each in found.items() if each} == {}


FAULTY = """\
<!DOCTYPE html><html lang="en"><title>Faulty</title>
<style>@media (prefers-color-scheme: dark) { h1 { color: #eee } }</style>
<main><h1>Faulty</h1><p><input type="text"></p></main></html>
"""


def test_axe_does_find_what_is_wrong(page: Any) -> None:
    page.emulate_media(color_scheme="light")
    page.set_content(FAULTY)
    assert faults(page) == ['label: <input type="text">']
    page.emulate_media(color_scheme="dark")
    assert faults_of_colours(page) == ["color-contrast: <h1>Faulty</h1>"]
