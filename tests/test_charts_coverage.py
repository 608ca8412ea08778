"""The bar of all revenue."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.charting import box, groups, marks, read, texts
from tests.picture import SVG, Box
from usecase_dsl.render.charts.coverage_chart import coverage_chart
from usecase_dsl.render.charts.drawing import WIDTH
from usecase_dsl.render.charts.values import Part, PartKind
from usecase_dsl.render.svg import Element


def part(id: str, value: str, kind: PartKind = "primary", address: str | None = None) -> Part:
    return Part(id, f"Title of {id}", Decimal(value), kind, address)


def legend(chart: Element) -> list[str]:
    (found,) = [each for each in read(chart).iter(f"{SVG}g") if each.get("class") == "legend"]
    return texts(found)


def rooms(chart: Element) -> dict[str, Box]:
    """The rectangle of each part by its id."""
    looks = ("primary", "secondary", "other")
    shapes = {each.get("data-id", ""): next(s for k in looks for s in marks(each, k)) for each in groups(chart, "part")}
    return {id: found for id, shape in shapes.items() if (found := box(shape))}


def test_parts_are_as_wide_as_their_shares_and_leave_the_rest() -> None:
    drawn = coverage_chart("Revenue", [part("UC-1", "50"), part("UC-2", "25", "secondary")])
    found = rooms(drawn)
    (rest,) = [room for each in marks(drawn, "rest") if (room := box(each)) and room.bottom - room.top > 20]
    widths = [each.right - each.left for each in (found["UC-1"], found["UC-2"], rest)]
    assert widths == pytest.approx([(WIDTH - 2) * share for share in (0.5, 0.25, 0.25)], abs=0.2)
    assert found["UC-1"].right == found["UC-2"].left and found["UC-2"].right == rest.left


def test_primary_ones_come_first_and_large_ones_before_small_ones() -> None:
    parts = [part("A", "5", "other"), part("B", "9", "secondary"), part("C", "20"), part("D", "40")]
    found = rooms(coverage_chart("Revenue", parts))
    assert sorted(found, key=lambda id: found[id].left) == ["D", "C", "B", "A"]


def test_the_legend_has_the_sums() -> None:
    parts = [part("A", "40"), part("B", "31"), part("C", "15", "secondary"), part("D", "2.5", "other")]
    assert legend(coverage_chart("Revenue", parts)) == [
        "primary 71%",
        "secondary 15%",
        "importance not stated 2.5%",
        "no use case 11.5%",
    ]


def test_lines_mark_how_much_primary_ones_should_bring() -> None:
    drawn = coverage_chart("Revenue", [part("A", "40")], aim=(60, 90))
    lines = [float(each.get("x1", "")) for each in marks(drawn, "limit")]
    assert lines == pytest.approx([1 + (WIDTH - 2) * share for share in (0.6, 0.9)], abs=0.1)
    assert "60–90% should come with primary use cases" in texts(drawn)


def test_more_than_all_goes_beyond_a_line() -> None:
    drawn = coverage_chart("Revenue", [part("A", "80"), part("B", "45", "secondary")])
    (line,) = marks(drawn, "base")
    assert float(line.get("x1", "")) == pytest.approx(1 + (WIDTH - 2) * 0.8, abs=0.1)
    assert "100%" in texts(drawn) and marks(drawn, "rest") == []
    assert max(each.right for each in rooms(drawn).values()) <= WIDTH


def test_words_stand_in_parts_that_have_room_for_them() -> None:
    wide, narrow = groups(coverage_chart("Revenue", [part("UC-1", "60"), part("UC-2", "1")]), "part")
    assert texts(wide) == ["UC-1", "60%"] and texts(narrow) == []
    assert narrow.findtext(f"{SVG}title") == "UC-2: Title of UC-2\nprimary, 1% of the revenue"


def test_what_has_no_words_is_no_link() -> None:
    """Who can't see a picture is told of a link by its words."""
    wide, narrow = groups(
        coverage_chart("Revenue", [part("A", "60", address="a"), part("B", "1", address="b")]), "part"
    )
    assert [each.get("href") for each in wide.iter(f"{SVG}a")] == ["a"]
    assert not list(narrow.iter(f"{SVG}a"))


def test_a_share_of_nothing_is_no_part() -> None:
    assert list(rooms(coverage_chart("Revenue", [part("A", "0"), part("B", "-3"), part("C", "3")]))) == ["C"]
