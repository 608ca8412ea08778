"""What holds of charts of every kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import fromstring

import pytest

from tests.charting import groups, read, texts
from tests.picture import SVG
from usecase_dsl.render.charts import scene
from usecase_dsl.render.charts.bar_chart import bar_chart
from usecase_dsl.render.charts.coverage_chart import coverage_chart
from usecase_dsl.render.charts.dot_chart import dot_chart
from usecase_dsl.render.charts.looks import LOOKS, chart_rules
from usecase_dsl.render.charts.values import Bar, Dot, Part
from usecase_dsl.render.drawn import drawn
from usecase_dsl.render.page_sheet import page_sheet
from usecase_dsl.render.svg import Element, serialize

# A name that would do harm as markup, as an expression and as a template.
HOSTILE = '<b onload="x">&{{7*7}} {"signal": "width"} datum.x'


def dots(bare: bool = False, name: str = "Find", share: int = 30) -> Element:
    seen = Dot("UC-1", name, 3, 3, "optimise", Decimal(share), "uc-1.html")
    return dot_chart("Dots", [seen, Dot("UC-2", "Audit", 1, 1, "decline")], bare=bare)


def bars(bare: bool = False, name: str = "Pro", share: int = 30) -> Element:
    return bar_chart("Bars", [Bar(name, (Decimal(share),), address="pro.html"), Bar("Free", (None,))], bare=bare)


def coverage(bare: bool = False, name: str = "Find", share: int = 30) -> Element:
    seen = Part("UC-1", name, Decimal(share), "primary", "uc-1.html")
    return coverage_chart("Coverage", [seen, Part("UC-2", "Audit", Decimal(9), "secondary")], bare=bare)


Make = Callable[..., Element]
every_kind = pytest.mark.parametrize("make", [dots, bars, coverage])


@every_kind
class TestEveryKind:
    def test_it_has_a_title_a_description_and_its_heading(self, make: Make) -> None:
        root = read(make())
        title = root.findtext(f"{SVG}title")
        assert title in ("Dots", "Bars", "Coverage") and title in texts(make())
        assert len(root.findtext(f"{SVG}desc") or "") > 20

    def test_on_a_page_it_has_no_heading_no_colour_and_no_style(self, make: Make) -> None:
        root = fromstring(serialize(make(bare=True), bare=True))
        said = {name for each in root.iter() for name in each.attrib}
        assert not {name for name in said if re.match("fill|stroke|font|style", name)}
        assert not [each for each in root.iter() if each.tag == "style"]
        assert not {"Dots", "Bars", "Coverage"} & {each.text for each in root.iter("text")}
        assert root.get("role") == "graphics-document"

    def test_marks_are_drawn_in_light_colours_and_the_sheet_has_the_dark_ones(self, make: Make) -> None:
        text = serialize(make())
        assert re.search(r"prefers-color-scheme:dark\)\{:where\(.usecase-diagram\)\{[^}]*--uc-bar:#82b7f0", text)
        shapes = [each for each in read(make()).iter() if "mark-" in each.get("class", "")]
        assert shapes and all(each.get("fill") for each in shapes)

    def test_the_same_figures_make_the_same_bytes(self, make: Make) -> None:
        once = serialize(make())
        scene._scenegraph.cache_clear()
        assert serialize(make()) == once

    def test_names_are_escaped_and_stay_as_they_are(self, make: Make) -> None:
        shown = [each for kind in ("dot", "row", "part") for each in groups(make(name=HOSTILE), kind)]
        assert [each for each in shown if HOSTILE in (each.findtext(f"{SVG}title") or "")]
        assert not list(read(make(name=HOSTILE)).iter(f"{SVG}b"))

    def test_vega_hears_of_figures_alone(self, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
        heard: list[str] = []

        def hear(specification: str) -> dict[str, object]:
            heard.append(specification)
            return {}

        monkeypatch.setattr(scene, "_scenegraph", hear)
        for name in (HOSTILE, "Buy"):
            make(name=name)
        hostile, harmless = (set(re.findall(r'"[^"]*"', each)) for each in heard)
        assert hostile == harmless > {'"x"', '"row"'}
        assert not re.findall(r"datum|signal|expr|Buy|UC-|html", heard[1])

    def test_places_are_numbers_of_a_tenth_of_a_pixel(self, make: Make) -> None:
        inside = {name: each.get(name, "") for each in read(make()).iter() for name in ("x", "y", "width", "cx", "r")}
        assert all(re.fullmatch(r"-?\d*(\.\d)?", value) for value in inside.values())

    @pytest.mark.parametrize(("format", "begin"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
    def test_it_becomes_a_file(self, make: Make, format: str, begin: bytes) -> None:
        assert drawn(make(), format).startswith(begin)


@pytest.mark.parametrize(
    "name", ["معالجة الطلبات", "在货物到达时放行并通知仓库经理以便尽快入库和上架", "e\u0301" * 90, "👩‍👩‍👧" * 40]
)
@every_kind
def test_names_of_all_scripts_are_drawn(make: Make, name: str) -> None:
    shown = "".join(texts(make(name=name)))
    assert make is coverage or name[0] in shown
    assert drawn(make(name=name), "png").startswith(b"\x89PNG")


@every_kind
def test_nothing_is_a_chart_too(make: Make) -> None:
    empty = {dots: dot_chart("None", []), bars: bar_chart("None", []), coverage: coverage_chart("None", [])}[make]
    assert texts(empty)[0] == "None" and not groups(empty, "node")


class TestTheSheet:
    def test_every_mark_has_a_rule_on_pages(self) -> None:
        assert set(re.findall(r"\.mark-(\w+)\{", page_sheet())) == set(LOOKS)

    def test_every_colour_of_a_rule_is_a_token_with_two_colours(self) -> None:
        used = set(re.findall(r"var\(--uc-(\w+)\)", chart_rules()))
        assert used <= set(re.findall(r"--uc-(\w+):light-dark", page_sheet()))
