"""A browser, and the sites it looks at: each is made once for all tests of this folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.browser.building import EXAMPLES, build, everything
from tests.browser.serving import serving
from tests.browser.watching import Watch, watch

playwright: Any = pytest.importorskip("playwright.sync_api")
# What is asserted with it may take a moment to be true.
expect: Any = playwright.expect

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PHONE = 360

Open = Callable[..., Watch]


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    if not BROWSER:
        pytest.skip("needs Chromium")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="package")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the site of each example in a folder of its name, and of a project that has all there is."""
    folder = tmp_path_factory.mktemp("sites")
    for example in EXAMPLES:
        build(example, folder / example.name)
    everything(tmp_path_factory.mktemp("everything"), folder / "everything")
    return folder


@pytest.fixture(scope="package")
def server(sites: Path) -> Iterator[str]:
    """The address at which these sites are served under a strict Content-Security-Policy."""
    with serving(sites) as address:
        yield address


@pytest.fixture(scope="module")
def unmoving(browser: Any) -> Iterator[Any]:
    """A page that goes from address to address; nothing on it moves, so that it looks at once as it does at last."""
    context = browser.new_context(viewport={"width": 1300, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Open]:
    """Opens an address in a context of its own, with the options of ``new_context``, and listens to what is said."""
    contexts = []

    def opened(address: str, width: int = 1300, **options: Any) -> Watch:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, has_touch=width <= PHONE, reduced_motion="reduce", **options
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        seen = watch(context.new_page())
        seen.page.goto(address)
        return seen

    yield opened
    for context in contexts:
        with suppress(playwright.Error):
            context.close()
