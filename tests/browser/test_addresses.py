"""Whatever stands in an address: a page is shown as if nothing had been asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open

ODD = [
    "#",
    "#%",
    "#50%",
    "#no-such-place",
    "#a'b\"c]",
    "#scenario-99",
    "?view=no-such-view",
    "?level=%&sort=-&find=%3Cb%3E",
]


@pytest.mark.parametrize("asked", ODD)
def test_an_odd_address_does_no_harm(open_page: Open, sites: Path, asked: str) -> None:
    for path in ("index.html", "use-cases/UC-ORD-1.html"):
        seen = open_page(f"{(sites / 'bookshop' / path).as_uri()}{asked}")
        assert seen.complaints == []
        assert seen.page.get_by_role("heading", level=1).is_visible()
    assert seen.page.locator("li.step:visible").count() == 23
