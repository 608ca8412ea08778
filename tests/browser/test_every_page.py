"""Every page of every example, from its file and from a server that allows it little: it loads, and fits a phone."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from tests.browser.building import NAMES, pages
from tests.browser.watching import Watch, watch

# The narrowest screen that WCAG asks for.
NARROW = 320

pytestmark = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def seen(browser: Any) -> Iterator[Watch]:
    """A page that goes from address to address."""
    context = browser.new_context(viewport={"width": 1300, "height": 800})
    yield watch(context.new_page())
    context.close()


@pytest.fixture(scope="module")
def phone(browser: Any) -> Iterator[Watch]:
    context = browser.new_context(viewport={"width": NARROW, "height": 640}, has_touch=True, is_mobile=True)
    yield watch(context.new_page())
    context.close()


def test_it_loads_from_its_file_and_asks_for_nothing_else(seen: Watch, sites: Path, name: str) -> None:
    told = {path: seen.told((sites / name / path).as_uri()) for path in pages(sites / name)}
    assert {path: each for path, each in told.items() if each} == {}


def test_it_loads_where_the_server_allows_little_and_fits_a_phone(
    phone: Watch, sites: Path, server: str, name: str
) -> None:
    told = {}
    for path in pages(sites / name):
        told[path] = phone.told(f"{server}{name}/{path}")
        wide = phone.page.evaluate("document.documentElement.scrollWidth")
        told[path] += [f"{wide} pixels wide"] if wide > NARROW else []
    assert {path: each for path, each in told.items() if each} == {}


def test_every_link_leads_to_a_place_that_is_there(sites: Path, name: str) -> None:
    folder = sites / name
    trees = {path: html.document_fromstring((folder / path).read_bytes()) for path in pages(folder)}
    places = {path: {"", *map(str, tree.xpath("//@id"))} for path, tree in trees.items()}
    places |= {file.relative_to(folder).as_posix(): {""} for file in folder.rglob("*.*") if file.suffix != ".html"}
    assert [
        f"{path}: {target}"
        for path, tree in trees.items()
        for target in map(str, tree.xpath("//@href | //@src"))
        if not urlsplit(target).scheme and _fragment(target) not in places.get(_file(path, target), ())
    ] == []


def _fragment(target: str) -> str:
    return unquote(urlsplit(target).fragment)


def _file(path: str, target: str) -> str:
    """The file that an address on a page leads to."""
    to = unquote(urlsplit(target).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), to)) if to else path
