"""``usecase serve`` as people use it: a text is saved, and the page in the browser follows."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser.building import written
from tests.browser.conftest import Open, expect

TEXT = """\
use case UC-1: Water the plants
  primary actor: Gardener
  main success scenario:
    1. Gardener takes the can.
    2. System opens the tap.
"""
WRONG = f"{TEXT}  extensions:\n    9a. The can leaks <b>badly</b>:\n      end in failure\n"
PAGE = "use-cases/UC-1.html"


@dataclass(frozen=True)
class Served:
    """A project that is served, and where."""

    folder: Path
    address: str

    def save(self, text: str) -> None:
        written(self.folder, {"garden.uc": text})


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    written(tmp_path, {"garden.uc": TEXT})
    command = [sys.executable, "-m", "usecase_dsl", "serve", str(tmp_path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            yield Served(tmp_path, address(process))
        finally:
            process.terminate()


def address(process: subprocess.Popen[str]) -> str:
    """Where a process says that the site is."""
    assert process.stderr
    for line in process.stderr:
        if found := re.search(r"The site is at (\S+);", line):
            return found[1]
    raise AssertionError("it ended without saying where the site is")


def first_step(page: Any) -> Any:
    return page.locator("[id='step-1']")


def test_a_page_follows_the_text_and_tells_what_is_wrong(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.address}{PAGE}").page
    expect(first_step(page)).to_contain_text("takes the can")
    told = page.get_by_role("status").locator("details", has_text="in the texts")
    expect(told).to_have_count(0)

    served.save(TEXT.replace("takes the can", "fills the can"))
    expect(first_step(page)).to_contain_text("fills the can")

    served.save(WRONG)
    expect(told.locator("summary")).to_have_text("1 error in the texts")
    expect(told).to_contain_text("garden.uc:7:5 FLW109")
    expect(told.locator("b")).to_have_count(0)
    page.goto(served.address)
    expect(told).to_be_visible()

    page.goto(f"{served.address}{PAGE}")
    served.save(TEXT.replace("the tap", "both taps"))
    expect(page.locator("[id='step-2']")).to_contain_text("both taps")
    expect(told).to_have_count(0)


def test_a_page_that_came_back_is_as_new_as_the_text(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.address}{PAGE}").page
    page.goto(served.address)
    served.save(TEXT.replace("takes the can", "fills the can"))
    page.go_back()
    expect(first_step(page)).to_contain_text("fills the can")


def test_nothing_is_refused_by_its_own_policy(open_page: Open, served: Served) -> None:
    for path in ("", PAGE):
        seen = open_page(f"{served.address}{path}")
        expect(seen.page.get_by_role("button", name="Theme")).to_be_visible()
        assert seen.complaints == []
