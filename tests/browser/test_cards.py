"""Cards and sales sheets as HTML in a browser: for everyone, on a phone, and on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessibility import faults_of_pages
from tests.browser.conftest import PHONE, Open
from tests.reading import model
from usecase_dsl.portfolio.customer import customer
from usecase_dsl.portfolio.market import market
from usecase_dsl.render.cards import html as cards
from usecase_dsl.render.cards.content import card
from usecase_dsl.render.sheets import html as sheets
from usecase_dsl.render.sheets.content import sheet

EXAMPLE = Path(__file__).parents[2] / "examples" / "cold-chain"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the cards and the sheets of an example, all of them and one alone."""
    made = model(*(file.read_text(encoding="utf-8") for file in sorted(EXAMPLE.glob("*.uc"))))
    found = [each for use_case in made.use_cases.values() if (each := customer(use_case))]
    where, to = market(made.entries), tmp_path_factory.mktemp("cards")
    for name, those in (("all", found), ("one", found[:1])):
        (to / f"cards-{name}.html").write_bytes(cards.html([card(each, where) for each in those]))
        (to / f"sheets-{name}.html").write_bytes(sheets.html([sheet(each, where) for each in those]))
    return to


def test_everyone_can_read_them(unmoving: Any, folder: Path) -> None:
    assert faults_of_pages(unmoving, sorted(folder.iterdir())) == {}


@pytest.mark.parametrize("name", ["cards-all", "sheets-all"])
def test_a_phone_shows_them_without_scrolling_sideways(open_page: Open, folder: Path, name: str) -> None:
    seen = open_page((folder / f"{name}.html").as_uri(), PHONE)
    assert seen.page.evaluate("document.documentElement.scrollWidth") == PHONE


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_each_card_is_printed_on_a_page(open_page: Open, folder: Path, paper: str) -> None:
    seen = open_page((folder / "cards-all.html").as_uri())
    printed = seen.page.pdf(format=paper)
    assert len(re.findall(rb"/Type /Page\b", printed)) == seen.page.locator("article").count() == 9
