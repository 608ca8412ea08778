"""A picture on a page looks as it does alone: what the sheet says is what the attributes say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.reading import model
from usecase_dsl.model.tables import Model
from usecase_dsl.render.diagram import DiagramKind, render
from usecase_dsl.render.page_sheet import page_sheet
from usecase_dsl.render.verdicts import Verdict

EVERYTHING = """
    system: Shop
    actor: Member
      is a: Visitor
    actor: Visitor
    actor: Bank
      kind: system
    actor: Midnight
      kind: time
    use case UC-1: Buy
      package: Sales
      primary actor: Member
      supporting actors: Bank, Midnight
      trigger: Member wants a book.
      extension points:
        - payment: 2
      main success scenario:
        1. Member chooses a book:
           - by its title
           - by its author
        2. System asks Bank for the money (include UC-2).
           => The book is paid.
        3. The light turns green.
        repeat 1-2 until the Member has enough
        optional 3 when it is dark
      extensions:
        *a. The power fails:
          end
        1a. Nothing fits:
          end in failure
          => Nothing is sold.
        1b. It is a gift:
          end in success
        2a. The Bank refuses:
          1. System says so.
          resume at 1
        2-3a. Member leaves:
          resume at same step
        3a. The light is broken: ...
    use case UC-2: Pay
      package: Money
      main success scenario:
        It is told in prose.
      extensions:
        E1. Nobody knows where:
          1. الموظف يكتب الاسم.
          end in failure
    use case UC-3: Redeem a card
      package: Money
      primary actor: Member
      extends: UC-1 at payment when the Member has a card
    use case UC-4: Ask
      specialises: UC-2
"""
LOOKS = """() => [...document.querySelectorAll(
  "svg:not(.activity) > text, g text, tspan, rect:not(.ground), circle, ellipse, path, polygon, polyline, line"
)].map((each) => {
    const style = getComputedStyle(each), text = each.matches("text, tspan");
    const names = text ? ["fontSize", "fontWeight", "fontStyle", "fontFamily", "textAnchor", "stroke"]
      : ["stroke", "strokeWidth", "strokeDasharray", "strokeLinejoin", "rx"];
    return [each.tagName, each.textContent, style.fill, ...names.map(
      (name) => name === "strokeWidth" && style.stroke === "none" ? "" : style[name])].join(" | ");
  })"""
VERDICTS = {
    "uc-1": Verdict("passed", "passed"),
    "uc-2": Verdict("failed", "failed"),
    "uc-3": Verdict("partly", "partly tested"),
    "uc-4": Verdict("untested", "no test"),
}


@pytest.fixture(scope="module")
def shop() -> Model:
    return model(EVERYTHING)


@pytest.fixture(params=["light", "dark"])
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    page = browser.new_page(color_scheme=request.param)
    yield page
    page.close()


def whole(picture: bytes, page: Any) -> bytes:
    """What is compared: in light colours the attributes alone, without the picture's own sheet."""
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    return picture if is_dark else re.sub(rb"<style>.*?</style>", b"", picture, flags=re.DOTALL)


def looks(page: Any, picture: bytes, sheet: str = "") -> list[str]:
    page.set_content(f"<!doctype html><style>{sheet}</style>{picture.decode('utf-8')}")
    found: list[str] = page.evaluate(LOOKS)
    return found


@pytest.mark.parametrize("case", ["uc-1", "uc-2"])
@pytest.mark.parametrize(("kind", "lanes"), [("activity", False), ("activity", True), ("sequence", False)])
def test_of_one_use_case(page: Any, shop: Model, kind: DiagramKind, lanes: bool, case: str) -> None:
    alone, within = (render(shop, [shop.use_cases[case]], kind, lanes=lanes, bare=bare) for bare in (False, True))
    assert looks(page, whole(alone, page)) == looks(page, within, page_sheet())


@pytest.mark.parametrize("kind", ["use-case", "map"])
def test_of_all_use_cases(page: Any, shop: Model, kind: DiagramKind) -> None:
    alone, within = (render(shop, kind=kind, verdicts=VERDICTS, bare=bare) for bare in (False, True))
    assert looks(page, whole(alone, page)) == looks(page, within, page_sheet())
