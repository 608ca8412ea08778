"""What the documentation took from the toolkit is what the toolkit makes today; ``make docs`` writes it anew."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


def generator() -> Any:
    specification = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert specification and specification.loader
    module: Any = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


GENERATOR = generator()
FILES: dict[str, bytes] = GENERATOR.generated()


@pytest.mark.parametrize("path", list(FILES))
def test_nothing_has_drifted(path: str) -> None:
    assert (ROOT / path).read_bytes().replace(b"\r\n", b"\n") == FILES[path], "run `make docs`"


def test_no_page_is_left_of_a_rule_that_is_none() -> None:
    assert GENERATOR.stale() == [], "run `make docs`"
