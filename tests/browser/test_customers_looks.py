"""How pages about customers look: charts as wide as the text, figures on one line, the best of a choice set apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessibility import faults_of_pages
from tests.browser.building import build, written
from tests.browser.conftest import PHONE, Open

SEGMENTS = [f"Municipal Purchasing Associations of Province {number}" for number in range(1, 7)]
MANY = "\n".join(
    [
        *(f"segment: {name}" for name in SEGMENTS),
        *(
            f"use case UC-{number}: Reconcile deliveries {number}\n"
            f"  segments: {SEGMENTS[number % 6]}, {SEGMENTS[number % 5]}\n"
            "  importance: secondary\n"
            "  revenue share: 6%\n"
            "  frequency: daily\n"
            "  intensity: low\n"
            "  critical features: a record of deliveries\n"
            "  success metrics: time to answer: from 2 days to 1\n"
            for number in range(1, 15)
        ),
    ]
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = written(tmp_path_factory.mktemp("many"), {"many.uc": MANY})
    return build(folder, tmp_path_factory.mktemp("many-site"))


def wide(page: Any, selector: str) -> float:
    found: float = page.locator(selector).first.bounding_box()["width"]
    return found


def test_charts_are_as_wide_as_the_text(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "cold-chain" / "portfolio.html").as_uri()).page
    assert wide(page, ".of-figures svg") == pytest.approx(wide(page, "main"), abs=1)


def test_a_figure_at_the_top_stays_on_its_line(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "cold-chain" / "portfolio.html").as_uri()).page
    heights = page.locator(".headline dd:not(.note-of)").evaluate_all("all => all.map(each => each.offsetHeight)")
    assert len(heights) > 3 and len(set(heights)) == 1


def test_the_table_of_a_chart_is_folded_and_on_paper_open(open_page: Open, sites: Path) -> None:
    page = open_page((sites / "cold-chain" / "portfolio.html").as_uri()).page
    table = page.locator(".tabled table").first
    assert not table.is_visible()
    page.locator(".tabled > summary").first.click()
    assert table.is_visible()
    page.locator(".tabled > summary").first.click()
    page.emulate_media(media="print")
    assert wide(page, ".tabled table") > 0


def test_of_many_decisions_some_are_folded(open_page: Open, many: Path) -> None:
    page = open_page((many / "portfolio.html").as_uri()).page
    assert page.locator(".decision .field:visible").count() == 8
    page.locator(".decision summary", has_text="6 more").click()
    assert page.locator(".decision .field:visible").count() == 14


def test_the_best_of_a_choice_stand_beside_each_other_and_on_a_phone_below(open_page: Open, many: Path) -> None:
    for width, lines in ((1300, 1), (PHONE, 3)):
        page = open_page((many / "library.html").as_uri(), width=width).page
        page.get_by_role("combobox", name="Segment").select_option(SEGMENTS[1])
        tops = page.locator(".bring").evaluate_all("all => all.map(each => each.getBoundingClientRect().top)")
        assert (len(tops), len(set(tops))) == (3, lines)


def test_on_paper_a_wide_table_has_all_its_columns(open_page: Open, many: Path) -> None:
    page = open_page((many / "segments.html").as_uri(), width=794).page
    page.emulate_media(media="print")
    assert page.locator("table.wide").count() == 2
    ends = page.locator("table.wide").evaluate_all("all => all.map(each => each.getBoundingClientRect().right)")
    assert max(ends) <= 794


@pytest.mark.parametrize("width", [1300, PHONE])
def test_axe_finds_nothing_where_there_are_many(browser: Any, many: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    found = faults_of_pages(
        context.new_page(), [many / f"{name}.html" for name in ("portfolio", "segments", "library")]
    )
    context.close()
    assert found == {}
