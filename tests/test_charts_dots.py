"""The dot chart: where the dots stand, what they look like, and what they say."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element as Read

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charting import box, boxes, groups, marks, overlaps, read, texts
from tests.picture import SVG, Box
from usecase_dsl.portfolio.advice import VERDICTS, Verdict
from usecase_dsl.render.charts.cells import MARGIN, cell
from usecase_dsl.render.charts.cells import Box as Room
from usecase_dsl.render.charts.dot_chart import dot_chart
from usecase_dsl.render.charts.drawing import WIDTH
from usecase_dsl.render.charts.values import Dot
from usecase_dsl.render.svg import Element


def chart(*dots: Dot, worth: int = 6) -> Element:
    return dot_chart("How often and how much", dots, worth)


def crowd(count: int, frequency: int = 3, intensity: int = 3) -> list[Dot]:
    """Use cases of one cell, of all verdicts and many sizes."""
    return [
        Dot(
            f"UC-{each}", f"Do what number {each} asks for", frequency, intensity, VERDICTS[each % 4], Decimal(each % 9)
        )
        for each in range(count)
    ]


def middle(chart: Element, id: str) -> tuple[float, float]:
    (group,) = [each for each in groups(chart, "dot") if each.get("data-id") == id]
    found = next(found for shape in group.iter() if (found := box(shape)))
    return (found.left + found.right) / 2, (found.top + found.bottom) / 2


def edges(chart: Element, axis: str) -> list[float]:
    """Where columns or rows of the grid begin and end."""
    lines = marks(chart, "grid")
    return sorted(float(line.get(f"{axis}1", "")) for line in lines if line.get(f"{axis}1") == line.get(f"{axis}2"))


class TestPlaces:
    def test_more_often_is_further_right_and_worse_is_higher_up(self) -> None:
        drawn = chart(Dot("A", "", 1, 1), Dot("B", "", 5, 1), Dot("C", "", 1, 3), Dot("D", "", 3, 2))
        a, b, c, d = (middle(drawn, id) for id in "ABCD")
        assert a[0] == c[0] < d[0] < b[0]
        assert a[1] == b[1] > d[1] > c[1]

    def test_a_dot_stands_in_the_row_and_the_column_of_its_words(self) -> None:
        drawn = chart(Dot("A", "", 4, 2), *crowd(20, 4, 3))
        across, down = edges(drawn, "x"), edges(drawn, "y")
        words = {each.text: each for each in marks(drawn, "name")}
        x, y = middle(drawn, "A")
        assert bisect(across, x) == bisect(across, float(words["daily"].get("x", ""))) == 4
        assert bisect(down, y) == bisect(down, float(words["medium"].get("y", ""))) == 2

    @pytest.mark.parametrize("count", [2, 5, 12, 30])
    def test_dots_of_one_cell_and_their_labels_stand_apart(self, count: int) -> None:
        drawn = chart(*crowd(count))
        assert len(groups(drawn, "dot")) == count
        assert overlaps(boxes(groups(drawn, "dot"))) == []

    def test_so_do_those_of_neighbouring_cells(self) -> None:
        full = [dot for f in range(1, 6) for i in range(1, 4) for dot in crowd(7, f, i)]
        drawn = chart(*full)
        found = boxes(groups(drawn, "dot"))
        assert overlaps(found) == [] and max(each.right for each in found) <= WIDTH

    def test_dots_keep_clear_of_the_priorities_in_the_corners(self) -> None:
        drawn = chart(*(dot for f in range(1, 6) for i in range(1, 4) for dot in crowd(2, f, i)))
        loose = [each for each in read(drawn).findall(f"{SVG}text") if (each.text or "").isdecimal()]
        numbers = [found for each in loose if (found := box(each))]
        assert len(numbers) == 15
        # They end where they are said to stand.
        ended = [Box(each.left - (each.right - each.left), each.top, each.left, each.bottom) for each in numbers]
        assert overlaps([*boxes(groups(drawn, "dot")), *ended]) == []

    def test_more_than_thirty_are_counted(self) -> None:
        drawn = chart(*crowd(42))
        assert len(groups(drawn, "dot")) == 30
        assert "and 12 more" in texts(drawn)

    def test_those_with_the_largest_shares_are_shown(self) -> None:
        drawn = chart(*crowd(42))
        shown = {each.get("data-id", "") for each in groups(drawn, "dot")}
        assert {dot.id for dot in crowd(42) if dot.share == 8} <= shown
        assert not {dot.id for dot in crowd(42) if dot.share == 0} & shown


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(3, 20), st.floats(0, 90), st.floats(0, 60)), max_size=35),
    st.floats(60, 400),
)
def test_no_two_marks_of_a_cell_ever_meet(sizes: list[tuple[float, float, float]], wide: float) -> None:
    rooms = [Room(*each) for each in sizes]
    place = cell(rooms, wide)
    dots = [
        Box(x - room.radius, y - room.height / 2, x + room.radius, y + room.height / 2)
        for room, (x, y) in zip(rooms, place.middles, strict=True)
    ]
    assert overlaps(dots) == []
    assert all(each.top > 0 and each.bottom < place.height for each in dots)
    assert all(each.left >= MARGIN - 0.01 for each in dots)


class TestWhatADotSays:
    def test_forms_differ_by_verdict_not_colours_alone(self) -> None:
        drawn = chart(*(Dot(verdict, "", 1 + index, 1, verdict) for index, verdict in enumerate(VERDICTS)))
        forms = {verdict: _form(drawn, verdict) for verdict in VERDICTS}
        assert len(set(forms.values())) == len(VERDICTS)

    def test_the_legend_has_the_verdicts_that_there_are(self) -> None:
        drawn = chart(Dot("A", "", 1, 1, "optimise"), Dot("B", "", 1, 1, "decline"))
        (legend,) = [each for each in read(drawn).iter(f"{SVG}g") if each.get("class") == "legend"]
        assert texts(legend) == ["optimise for", "say no", "priority, frequency × intensity, is 6 or more"]

    def test_areas_are_as_the_shares(self) -> None:
        drawn = chart(Dot("A", "", 1, 1, "optimise", Decimal(10)), Dot("B", "", 2, 2, "optimise", Decimal(40)))
        small, large = (float(each.get("r", "")) for each in _of(drawn, "optimise"))
        assert large == pytest.approx(2 * small, abs=0.1)

    def test_without_a_share_it_is_small(self) -> None:
        drawn = chart(Dot("A", "", 1, 1, "optimise"), Dot("B", "", 2, 2, "optimise", Decimal(9)))
        unknown, known = (float(each.get("r", "")) for each in _of(drawn, "optimise"))
        assert unknown < known

    def test_the_tooltip_says_it_all(self) -> None:
        (dot,) = groups(chart(Dot("UC-7", "Audit a carrier", 4, 3, "serve", Decimal("12.5"))), "dot")
        assert (dot.findtext(f"{SVG}title") or "").split("\n") == [
            "UC-7: Audit a carrier",
            "serve, not optimise",
            "daily, high intensity: priority 12",
            "12.5% of the revenue",
        ]

    def test_the_mark_and_its_label_lead_to_the_use_case(self) -> None:
        (dot,) = groups(chart(Dot("UC-7", "Audit", 4, 3, address="use-cases/UC-7.html")), "dot")
        (link,) = dot.iter(f"{SVG}a")
        assert link.get("href") == "use-cases/UC-7.html"
        assert [each.tag.removeprefix(SVG) for each in link] == ["circle", "text", "text"]

    def test_the_title_stands_beside_it_on_three_lines_at_most(self) -> None:
        (dot,) = groups(chart(Dot("UC-7", "Release a delivery on arrival", 4, 3)), "dot")
        assert " ".join(texts(dot)) == "UC-7 Release a delivery on arrival"
        (long,) = groups(chart(Dot("UC-7", "Release a delivery " * 9, 4, 3)), "dot")
        assert len(texts(long)) == 4 and texts(long)[-1].endswith("…")

    def test_where_there_are_too_many_it_is_the_id_alone(self) -> None:
        drawn = chart(*crowd(25, 3, 3), *crowd(25, 2, 2))
        assert {len(texts(each)) for each in groups(drawn, "dot")} == {1}

    def test_the_description_tells_each_use_case(self) -> None:
        told = read(chart(Dot("UC-7", "Audit", 4, 3, "serve"))).findtext(f"{SVG}desc")
        assert told == "1 use case by frequency and intensity. UC-7: daily, high, serve, not optimise."


@pytest.mark.parametrize(("worth", "cells"), [(1, 15), (6, 7), (15, 1), (16, 0)])
def test_cells_that_are_worth_optimising_for_are_tinted(worth: int, cells: int) -> None:
    assert len(marks(chart(Dot("A", "", 1, 1), worth=worth), "worth")) == cells


def _of(chart: Element, verdict: Verdict) -> Sequence[Read]:
    return [each for group in groups(chart, "dot") for each in marks(group, verdict)]


def _form(chart: Element, verdict: Verdict) -> tuple[str, str, bool]:
    """The form of a mark without its place and its colour."""
    (mark,) = _of(chart, verdict)
    data = re.sub(r"^M[-\d.,]+", "", mark.get("d", ""))
    return mark.tag, data, mark.get("stroke-dasharray") is not None
