"""The site in a real browser, where there is one: it loads, fits a phone, and leads from page to page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from usecase_dsl.project import load, write_folder
from usecase_dsl.render import site

webdriver: Any = pytest.importorskip("selenium.webdriver")

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
EXAMPLES = Path(__file__).parents[1] / "examples"

pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="needs Chromium and its driver")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    write_folder(target, site.render(load([EXAMPLES / "bookshop"]).model))
    return target


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def open_page(browser: Any, folder: Path, path: str, width: int = 1200) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    browser.get((folder / path).as_uri())


PAGES = ("index.html", "use-cases/UC-ORD-1.html", "actors/customer.html", "glossary.html", "rules.html")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(browser: Any, folder: Path, path: str) -> None:
    open_page(browser, folder, path, width=360)
    wide = browser.execute_script("return document.documentElement.scrollWidth")
    assert wide <= 360


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_without_complaint_and_without_the_network(browser: Any, folder: Path, path: str) -> None:
    browser.get_log("performance")
    open_page(browser, folder, path)
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
    assert not [entry for entry in browser.get_log("performance") if '"url":"http' in entry["message"]]


def test_a_step_is_found_by_its_address(browser: Any, folder: Path) -> None:
    open_page(browser, folder, "use-cases/UC-ORD-1.html")
    browser.get(f"{(folder / 'use-cases/UC-ORD-1.html').as_uri()}#ext-5a")
    target = browser.find_element("css selector", ":target")
    assert target.get_attribute("id") == "ext-5a"
    assert "5a" in target.text


def test_one_gets_from_a_use_case_to_its_actor_and_back(browser: Any, folder: Path) -> None:
    open_page(browser, folder, "use-cases/UC-ORD-1.html")
    browser.find_element("link text", "Registered Customer").click()
    assert browser.title.startswith("Registered Customer")
    browser.find_element("partial link text", "Place an order").click()
    assert "Place an order" in browser.title


def test_dark_is_dark(browser: Any, folder: Path) -> None:
    dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    open_page(browser, folder, "use-cases/UC-ORD-1.html")
    colour = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    red, green, blue = (int(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3])
    assert red + green + blue < 150
