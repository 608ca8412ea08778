"""axe finds nothing on any page of those examples that the short round leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessibility import faults_of_pages
from tests.browser.building import MANIFOLD, NAMES, pages


@pytest.mark.slow
@pytest.mark.parametrize("name", [each for each in NAMES if each not in MANIFOLD])
def test_axe_finds_nothing_on_any_page(unmoving: Any, sites: Path, name: str) -> None:
    assert faults_of_pages(unmoving, [sites / name / path for path in pages(sites / name)]) == {}
