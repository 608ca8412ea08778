"""Bars beside names."""

from __future__ import annotations

from decimal import Decimal
from xml.etree.ElementTree import Element as Read

import pytest

from tests.charting import box, groups, marks, overlaps, read, texts
from tests.picture import SVG, Box
from usecase_dsl.render.charts.bar_chart import bar_chart
from usecase_dsl.render.charts.drawing import WIDTH
from usecase_dsl.render.charts.values import Bar
from usecase_dsl.render.svg import Element


def chart(*values: str | None, unit: str = "%") -> Element:
    """A chart of one series, whose rows are called A, B, C."""
    rows = [Bar(chr(65 + index), (None if value is None else Decimal(value),)) for index, value in enumerate(values)]
    return bar_chart("Shares", rows, unit)


def bars(chart: Element) -> list[Box]:
    looks = ("first", "second", "loss")
    shapes = [each for row in groups(chart, "row") for look in looks for each in marks(row, look)]
    return [found for each in shapes if (found := box(each))]


def wide(box: Box) -> float:
    return box.right - box.left


def base(chart: Element) -> float:
    (line,) = marks(chart, "base")
    return float(line.get("x1", ""))


class TestLengths:
    def test_they_are_as_the_values(self) -> None:
        one, two, four = map(wide, bars(chart("10", "20", "40")))
        assert two == pytest.approx(2 * one, abs=0.2) and four == pytest.approx(4 * one, abs=0.3)

    def test_bars_begin_at_the_line(self) -> None:
        drawn = chart("10", "20")
        assert {each.left for each in bars(drawn)} == {base(drawn)}

    def test_below_zero_they_go_to_the_left_in_another_colour(self) -> None:
        drawn = chart("100", "-50", unit="EUR")
        up, down = bars(drawn)
        assert [up.left, down.right] == pytest.approx([base(drawn)] * 2, abs=0.15)
        assert wide(up) == pytest.approx(2 * wide(down), abs=0.2)
        assert len(marks(drawn, "loss")) == 1

    def test_values_below_zero_alone_have_the_line_at_their_right(self) -> None:
        drawn = chart("-5", "-50", unit="EUR")
        assert [each.right for each in bars(drawn)] == pytest.approx([base(drawn)] * 2, abs=0.15)

    @pytest.mark.parametrize("values", [("1e400", "-3e399"), ("1e-400", "0"), ("0", "0")])
    def test_no_value_is_too_large_or_too_small(self, values: tuple[str, ...]) -> None:
        assert all(0 <= each.left <= each.right <= WIDTH for each in bars(chart(*values)))


class TestWords:
    def test_each_value_stands_at_the_end_of_its_bar(self) -> None:
        drawn = chart("41", "12.5", None)
        assert [texts(row) for row in groups(drawn, "row")] == [["A", "41%"], ["B", "12.5%"], ["C", "not known"]]

    def test_zero_is_no_unknown(self) -> None:
        (row,) = groups(bar_chart("Shares", [Bar("Free", (Decimal(0),))]), "row")
        assert texts(row) == ["Free", "0%"]

    def test_thousands_are_apart_and_the_unit_follows(self) -> None:
        assert "4,799,100 EUR" in texts(chart("4799100", unit="EUR"))
        assert "-812,000.5 EUR" in texts(chart("1", "-812000.50", unit="EUR"))

    def test_values_neither_leave_the_picture_nor_meet_names_or_bars(self) -> None:
        drawn = bar_chart(
            "Profit",
            [Bar("Release a delivery on arrival", (Decimal("4310000"),)), Bar("Audit", (Decimal("-4000000"),))],
            "EUR",
        )
        found = [*bars(drawn), *(_room(each) for row in groups(drawn, "row") for each in row.iter(f"{SVG}text"))]
        assert overlaps(found) == []
        assert min(each.left for each in found) >= 0 and max(each.right for each in found) <= WIDTH

    def test_long_names_are_shortened_and_the_tooltip_has_them(self) -> None:
        name = "Enterprise with a name that goes on and on and doesn't end for a long time"
        (row,) = groups(bar_chart("Shares", [Bar(name, (Decimal(1),), "two use cases")]), "row")
        assert texts(row)[1].endswith("…") and len(texts(row)) == 3
        assert row.findtext(f"{SVG}title") == f"{name}\ntwo use cases\n1%"

    def test_a_row_leads_where_its_address_says(self) -> None:
        (row,) = groups(bar_chart("Shares", [Bar("Pro", (Decimal(1),), address="plans/pro.html")]), "row")
        (link,) = row.iter(f"{SVG}a")
        assert link.get("href") == "plans/pro.html" and texts(link) == ["Pro", "1%"]


class TestTwoSeries:
    DRAWN = bar_chart(
        "By segment",
        [Bar("Mid-market", (Decimal(35), Decimal(28))), Bar("Enterprise", (None, Decimal(60)))],
        series=("in the text", "in the accounts"),
    )

    def test_the_bars_of_a_row_stand_below_each_other(self) -> None:
        stated, measured, _ = bars(self.DRAWN)
        assert stated.bottom <= measured.top and stated.left == measured.left
        assert wide(stated) == pytest.approx(wide(measured) * 35 / 28, abs=0.3)

    def test_a_legend_says_which_is_which(self) -> None:
        (legend,) = [each for each in read(self.DRAWN).iter(f"{SVG}g") if each.get("class") == "legend"]
        assert texts(legend) == ["in the text", "in the accounts"]
        assert marks(legend, "first") and marks(legend, "second")

    def test_what_one_of_them_lacks_is_said(self) -> None:
        _, row = groups(self.DRAWN, "row")
        assert sorted(texts(row)) == ["60%", "Enterprise", "not known"]

    def test_the_description_has_all_values(self) -> None:
        assert read(self.DRAWN).findtext(f"{SVG}desc") == (
            "By segment: 2 rows of bars. Mid-market: in the text 35%, in the accounts 28%."
            " Enterprise: in the text not known, in the accounts 60%."
        )


def _room(text: Read) -> Box:
    """Of a text, also of one that ends at its place."""
    found = box(text)
    assert found
    if text.get("text-anchor") == "end":
        return Box(found.left - wide(found), found.top, found.left, found.bottom)
    return found
