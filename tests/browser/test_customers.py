"""The library, chosen from in a browser, and cards on paper."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessibility import faults, faults_of_pages
from tests.browser.building import build, build_single, written
from tests.browser.conftest import PHONE, Open, expect
from usecase_dsl.portfolio.customer import customer
from usecase_dsl.portfolio.fit import Fit, Wanted, find
from usecase_dsl.portfolio.market import market
from usecase_dsl.project import load

# Two segments in one use case, one without segments, one without anything to choose by; names within names.
MARKET = """
segment: Schools
  industry: education, charity
  company size: 20-200
segment: Old towns
  industry: public service
  company size: 150+
segment: Clubs
  industry: public service, sport

persona: Head
persona: Head of sport
  segments: Clubs
plan: Basic
plan: Plus
  segments: Old towns

use case UC-1: Lend a book
  segments: Schools, Old towns
  personas: Head
  plans: Basic
  problem: When a book is lent, I struggle to find it, which leads to empty shelves.
  frequency: weekly
  intensity: high
  discovery questions: Where is it?
use case UC-2: Count the books
  segments: Old towns
  personas: Head of sport
  plans: Basic, Plus
  importance: primary
use case UC-3: Sort by colour
  personas: Head of sport, Somebody
  evidence: a club of 90
use case UC-4: Ring the bell
  plans: Plus
  frequency: daily
  intensity: high
use case UC-5: Sweep the floor
  problem: When there is dust, I struggle to breathe, which leads to coughs.
"""
CHOICES = {
    "industry": ["", "charity", "education", "public service", "sport"],
    "size": ["", "19", "20", "150", "201"],
    "persona": ["", "Head", "Head of sport"],
    "segment": ["", "Schools", "Old towns", "Clubs"],
    "plan": ["", "Basic", "Plus"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("market"), {"market.uc": MARKET})


@pytest.fixture(scope="module")
def library(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(folder, tmp_path_factory.mktemp("library")) / "library.html"


# Chooses what it is told to; gives what is to be seen then: each use case by its id, and why it is there.
CHOOSE = """
choices => choices.map(wanted => {
  const form = document.querySelector("form.choose");
  for (const [name, value] of Object.entries(wanted)) form.elements[name].value = value;
  form.dispatchEvent(new Event("input"));
  return [...document.querySelectorAll(".offer:not([hidden])")].map(offer => [
    offer.querySelector("h2").textContent.split(" ")[0],
    ...[...offer.querySelectorAll(".why > div")].map(row => [...row.children].map(each => each.textContent)),
  ]);
})
"""


def told(fit: Fit) -> list[object]:
    """A use case and why, as the page tells it."""
    points = (("Fits", fit.fits), ("Against", fit.against), ("Not said", fit.unsaid))
    return [fit.of.id, *([name, "; ".join(texts)] for name, texts in points if texts)]


def test_every_choice_gives_what_usecase_find_gives(open_page: Open, folder: Path, library: Path) -> None:
    model = load([folder]).model
    customers = [each for each in map(customer, model.use_cases.values()) if each]
    sold = market(model.entries)
    choices = [dict(zip(CHOICES, each, strict=True)) for each in product(*CHOICES.values())]
    shown = open_page(library.as_uri()).page.evaluate(CHOOSE, choices)
    for choice, seen in zip(choices, shown, strict=True):
        size = int(choice["size"]) if choice["size"] else None
        wanted = Wanted(choice["industry"], size, choice["persona"], choice["segment"], choice["plan"])
        assert seen == [told(each) for each in find(customers, sold, wanted)], choice


def offers(page: Any) -> list[str]:
    found: list[str] = page.locator(".offer:visible h2").all_inner_texts()
    return [each.split()[0] for each in found]


def test_a_choice_is_in_the_address_and_can_be_sent(open_page: Open, library: Path) -> None:
    page = open_page(library.as_uri()).page
    every = offers(page)
    page.get_by_role("combobox", name="Industry").select_option("public service")
    page.get_by_role("spinbutton", name="Company size").fill("160")
    expect(page).to_have_url(f"{library.as_uri()}?industry=public-service&size=160")
    assert offers(page) == ["UC-4", "UC-1", "UC-2", "UC-3"]
    expect(
        page.get_by_role("status").filter(has_text="4 of 5 use cases fit; the first 3 are those to bring")
    ).to_be_visible()
    assert page.locator(".bring").count() == 3
    sent = open_page(page.url).page
    assert offers(sent) == offers(page)
    sent.get_by_role("button", name="Show all").click()
    expect(sent.locator(".why")).to_have_count(0)
    assert offers(sent) == every
    expect(sent).to_have_url(library.as_uri())


def test_an_address_that_says_nothing_known_chooses_nothing(open_page: Open, library: Path) -> None:
    seen = open_page(f"{library.as_uri()}?industry=no-such&size=many&plan=")
    assert len(offers(seen.page)) == 5
    assert seen.complaints == []


def test_without_scripts_all_is_there_and_no_form(open_page: Open, library: Path) -> None:
    page = open_page(library.as_uri(), java_script_enabled=False).page
    assert len(offers(page)) == 5
    assert not page.locator("form.choose").is_visible()
    page.locator("summary", has_text="Discovery questions").click()
    assert page.get_by_text("Where is it?").is_visible()


def test_one_chooses_within_a_single_file_too(open_page: Open, folder: Path, tmp_path: Path) -> None:
    seen = open_page((build_single(folder, tmp_path) / "index.html").as_uri())
    seen.page.get_by_role("combobox", name="Segment").select_option("Schools")
    assert offers(seen.page) == ["UC-1"]
    assert seen.complaints == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_card_is_printed_on_one_page_and_nothing_else(unmoving: Any, sites: Path, paper: str) -> None:
    for card in sorted((sites / "cold-chain" / "cards").iterdir()):
        unmoving.goto(card.as_uri())
        printed = unmoving.pdf(format=paper)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, card.name
        unmoving.emulate_media(media="print")
        assert not unmoving.get_by_role("link", name="The use case with its flows").is_visible()
        unmoving.emulate_media(media="null")


@pytest.mark.parametrize("width", [1300, PHONE])
def test_axe_finds_nothing_on_pages_about_customers(browser: Any, sites: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    names = ("portfolio.html", "segments.html", "library.html", "customers.html", "cards/UC-07.html")
    found = faults_of_pages(context.new_page(), [sites / "cold-chain" / name for name in names])
    context.close()
    assert found == {}


def test_axe_finds_nothing_where_something_is_chosen(unmoving: Any, library: Path) -> None:
    unmoving.goto(f"{library.as_uri()}?size=90")
    expect(unmoving.locator(".why").first).to_be_visible()
    assert faults(unmoving) == []
