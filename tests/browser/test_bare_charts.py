"""A chart on a page looks as it does alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.browser.accessibility import faults
from tests.browser.test_bare_pictures import looks, page, whole
from usecase_dsl.portfolio.advice import VERDICTS
from usecase_dsl.render.charts.bar_chart import bar_chart
from usecase_dsl.render.charts.coverage_chart import coverage_chart
from usecase_dsl.render.charts.dot_chart import dot_chart
from usecase_dsl.render.charts.values import Bar, Dot, Part, PartKind
from usecase_dsl.render.page_sheet import page_sheet
from usecase_dsl.render.svg import Element, serialize

__all__ = ["page"]

KINDS: list[PartKind] = ["primary", "secondary", "other"]


def charts(bare: bool) -> list[Element]:
    """One of each kind, with all that there is in it."""
    dots = [Dot(f"UC-{i}", "Find", i, 1 + i % 3, VERDICTS[i % 4], Decimal(9 * i), f"#{i}") for i in range(1, 6)]
    values = [Bar("Pro", (Decimal(30), Decimal(20)), address="#pro"), Bar("Free", (Decimal(-5), None))]
    parts = [Part(f"UC-{kind}", "Find", Decimal(20), kind, f"#{kind}") for kind in KINDS]
    over = [Part(f"UC-{kind}", "Find", Decimal(50), kind) for kind in KINDS]
    return [
        dot_chart("Dots", dots, bare=bare),
        bar_chart("Bars", values, "EUR", ("in the text", "in the accounts"), bare=bare),
        coverage_chart("Coverage", parts, bare=bare),
        coverage_chart("Too much", over, bare=bare),
    ]


@pytest.mark.parametrize("number", range(4))
def test_it_has_the_same_looks(page: Any, number: int) -> None:
    alone, within = (serialize(charts(bare)[number], bare).encode("utf-8") for bare in (False, True))
    heading, *shown = looks(page, whole(alone, page))
    assert " | Dots | Bars | Coverage | Too much | ".count(f" | {heading.split(' | ')[1]} | ") == 1
    assert shown == looks(page, within, page_sheet())


def test_axe_finds_nothing(page: Any) -> None:
    shown = "".join(serialize(each, bare=True) for each in charts(bare=True))
    page.set_content(
        f"<!doctype html><html lang=en><title>C</title><style>{page_sheet()}</style><main><h1>C</h1>{shown}"
    )
    assert faults(page) == []
