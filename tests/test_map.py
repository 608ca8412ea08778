"""The level and include map: bands by goal level, lines that touch no use case, and what it is in other formats."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random
from xml.etree.ElementTree import Element, fromstring

import pytest

from tests.reading import model
from usecase_dsl.model.tables import Model
from usecase_dsl.render.diagram import render
from usecase_dsl.render.map.content import level_map
from usecase_dsl.render.map.place import Picture, place
from usecase_dsl.render.map.tracks import tracks

DEPOT = """
    system: Depot
    actor: Clerk
    use case F-1: Sign in
      level: subfunction
      primary actor: Clerk
    use case G-1: Send goods
      level: user goal
      primary actor: Clerk
      main success scenario:
        1. include F-1
        2. include G-2
    use case G-2: Print a label
      level: user goal
      main success scenario:
        1. include F-1
    use case G-3: Send goods abroad
      level: user goal
      specialises: G-1
    use case S-1: Run the depot
      level: summary
      main success scenario:
        1. include G-1
    use case X-1: Add a stamp
      extends: G-1 when there is none
"""


def picture(of: str | Model = DEPOT) -> Picture:
    return place(level_map(model(of) if isinstance(of, str) else of))


def heights(shown: Picture) -> dict[str, float]:
    return {placed.node.id: placed.at.y for placed in shown.use_cases}


def many(number: int, seed: int) -> str:
    """A project in which use cases of three levels include, extend and specialise each other at random."""
    chance = Random(seed)
    lines = []
    for index in range(number):
        level = ("summary", "user goal", "subfunction")[3 * index // number]
        lines += [f"use case U-{index}: Do the thing number {index}", f"  level: {level}"]
        for word in ("extends", "specialises"):
            if index and chance.random() < 0.1:
                lines.append(f"  {word}: U-{chance.randrange(number)}")
        lines.append("  main success scenario:")
        lines += [f"    {step}. include U-{chance.randrange(number)}" for step in range(1, chance.choice((1, 1, 2, 4)))]
        lines.append("    9. End.")
    return "\n".join(lines)


class TestBands:
    def test_stand_below_each_other_by_goal_level(self) -> None:
        bands = picture().bands
        names = [band.boundary.name for band in bands]
        assert names == ["Summary (kite)", "User goal (sea level)", "No goal level stated", "Subfunction (fish)"]
        assert all(upper.top + upper.height == pytest.approx(lower.top) for upper, lower in pairwise(bands))

    def test_hold_their_use_cases(self) -> None:
        shown = picture(many(60, 1))
        bands = {band.boundary.id: band for band in shown.bands}
        for placed in shown.use_cases:
            band = bands[placed.node.boundary]
            assert band.top < placed.at.y - placed.oval.ry and placed.at.y + placed.oval.ry < band.top + band.height
            assert band.left < placed.at.x - placed.oval.rx and placed.at.x + placed.oval.rx < band.left + band.width

    def test_a_level_that_nobody_knows_is_the_last(self) -> None:
        shown = picture("use case A: A\n  level: cosmic\nuse case B: B\n  level: too low")
        assert [band.boundary.name for band in shown.bands] == ["Too low (clam)", "Cosmic"]


class TestRows:
    def test_what_is_included_extended_or_special_stands_below(self) -> None:
        at = heights(picture())
        assert at["S-1"] < at["G-1"] < at["G-2"] < at["F-1"]
        assert at["G-1"] < at["G-3"] and at["G-1"] < at["X-1"]

    def test_a_circle_of_includes_is_drawn_all_the_same(self) -> None:
        text = "".join(
            f"use case {one}: {one}\n  main success scenario:\n    1. include {other}\n"
            for one, other in ("AB", "BC", "CA")
        )
        assert len(picture(text).edges) == 3

    def test_rows_end_so_that_300_use_cases_are_read_downwards(self) -> None:
        shown = picture(many(300, 2))
        assert len({placed.at.x for placed in shown.use_cases}) <= 8 and shown.height > shown.width

    def test_no_use_case_lies_over_another(self) -> None:
        for one, other in combinations(picture(many(90, 3)).use_cases, 2):
            apart = abs(one.at.x - other.at.x) >= one.oval.rx + other.oval.rx
            assert apart or abs(one.at.y - other.at.y) >= one.oval.ry + other.oval.ry

    def test_nothing_at_all(self) -> None:
        shown = picture("")
        assert (shown.bands, shown.use_cases, shown.edges) == ((), (), ())


@pytest.mark.parametrize("seed", range(4))
class TestLines:
    def test_lead_from_rim_to_rim_and_through_no_use_case(self, seed: int) -> None:
        shown = picture(many(50, seed))
        ovals = {placed.node.id: placed for placed in shown.use_cases}
        for placed in shown.edges:
            for one, other in pairwise(placed.corners):
                for oval in ovals.values():
                    nearest_x = min(max(oval.at.x, min(one.x, other.x)), max(one.x, other.x))
                    nearest_y = min(max(oval.at.y, min(one.y, other.y)), max(one.y, other.y))
                    dx, dy = (nearest_x - oval.at.x) / oval.oval.rx, (nearest_y - oval.at.y) / oval.oval.ry
                    assert dx * dx + dy * dy > 0.99
            for corner, id in ((placed.corners[0], placed.edge.target), (placed.corners[-1], placed.edge.source)):
                end = ovals[id]
                dx, dy = (corner.x - end.at.x) / end.oval.rx, (corner.y - end.at.y) / end.oval.ry
                assert dx * dx + dy * dy == pytest.approx(1)

    def test_lie_on_each_other_only_where_they_lead_to_one_target_as_one_kind(self, seed: int) -> None:
        stretches = [
            (placed.edge, min(ends), max(ends))
            for placed in picture(many(50, seed)).edges
            for ends in pairwise(placed.corners)
        ]
        for (one, a, b), (other, c, d) in combinations(stretches, 2):
            upright = a.x == b.x == c.x == d.x and min(b.y, d.y) - max(a.y, c.y) > 1
            level = a.y == b.y == c.y == d.y and min(b.x, d.x) - max(a.x, c.x) > 1
            if upright or level:
                assert (one.kind, one.target) == (other.kind, other.target)


class TestSvg:
    def groups(self, kind: str) -> list[Element]:
        root = fromstring(render(model(DEPOT), kind="map", link=lambda of: f"{of.key}.html").decode("utf-8"))
        return [group for group in root.iter("{http://www.w3.org/2000/svg}g") if kind in group.attrib["class"].split()]

    def test_nodes_are_the_use_cases_with_links(self) -> None:
        nodes = {group.attrib["data-id"]: group for group in self.groups("node")}
        assert set(nodes) == {"F-1", "G-1", "G-2", "G-3", "S-1", "X-1"} and "actor" not in str(nodes)
        link = nodes["F-1"].find("{*}a")
        assert link is not None and link.attrib["href"] == "f-1.html"

    def test_relations_are_told_in_words(self) -> None:
        words = {group.attrib["aria-label"] for group in self.groups("edge")}
        assert {"Send goods includes Sign in", "Send goods abroad specialises Send goods"} <= words
        assert all(len(group.findall("{*}path")) == 1 for group in self.groups("edge"))

    def test_lines_that_share_an_arrow_share_a_label(self) -> None:
        labels = [[text.text for text in group.findall("{*}text")] for group in self.groups("include")]
        assert sorted(labels) == [[], ["«include»"], ["«include»"], ["«include»"]]

    def test_it_says_what_it_shows(self) -> None:
        text = render(model(DEPOT), kind="map").decode("utf-8")
        assert "<title>Level and include map of Depot</title>" in text
        assert "<desc>Summary (kite): 1. User goal (sea level): 3. No goal level stated: 1." in text


class TestOtherFormats:
    def text(self, format: str) -> str:
        return render(model(DEPOT), kind="map", format=format).decode("utf-8")  # type: ignore[arg-type]

    def test_bands_are_frames_from_top_to_bottom(self) -> None:
        assert 'rectangle "Summary (kite)" as S1 {' in self.text("plantuml") and "top to bottom" in self.text(
            "plantuml"
        )
        assert 'subgraph S1["Summary (kite)"]' in self.text("mermaid-flowchart")
        assert 'S1: "Summary (kite)" {' in self.text("d2") and "direction: down" in self.text("d2")
        assert 'systemBoundary S1["Summary (kite)"]' in self.text("mermaid")
        assert 'label="Summary (kite)"' in self.text("dot") and "rankdir=TB" in self.text("dot")

    def test_actors_are_left_out(self) -> None:
        formats = ("svg", "plantuml", "mermaid", "mermaid-flowchart", "d2", "dot", "drawio")
        assert not [format for format in formats if "Clerk" in self.text(format)]


def test_tracks_are_shared_by_what_is_far_enough_apart() -> None:
    assert tracks({"a": (0, 4), "b": (2, 6), "c": (5, 9), "d": (9.5, 12)}, 1) == {"a": 0, "b": 1, "c": 0, "d": 1}
