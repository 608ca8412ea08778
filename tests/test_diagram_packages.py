"""Packages in a use-case diagram: frames within the boundary, and which part of a model a diagram shows."""

from __future__ import annotations

import random
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element

import pytest

from tests.picture import SVG, Box, Picture, around, picture, points_of
from tests.reading import model
from usecase_dsl.render.use_case_diagram import UseCaseDiagram, use_case_diagram

CYCLES = """
    system: Cycle Hire
    use case UC-0: Read the rules
    package: Hiring
    use case UC-1: Hire a bicycle
      primary actor: Rider
      main success scenario:
        1. include UC-4
    use case UC-2: Return a bicycle
      primary actor: Rider
    package: Maintenance
    use case UC-3: Repair a bicycle
      primary actor: Mechanic
      extends: UC-2 when the bicycle is broken
    use case UC-4: Lock a dock
      primary actor: Mechanic
"""


def frames(seen: Picture) -> dict[str, Box]:
    """The bodies of the packages' frames."""
    return {each.get("data-id", ""): around(points_of(_body(each))) for each in seen.groups("package")}


def _body(group: Element) -> Element:
    found = Element("g")
    found.extend([each for each in group.iter(f"{SVG}rect") if each.get("class") == "body"])
    return found


def packages(diagram: UseCaseDiagram) -> dict[str, list[str]]:
    return {each.id: [node.id for node in diagram.use_cases if node.package == each.id] for each in diagram.packages}


class TestContent:
    def test_each_package_has_its_use_cases(self) -> None:
        assert packages(use_case_diagram(model(CYCLES))) == {
            "Hiring": ["UC-1", "UC-2"],
            "Maintenance": ["UC-3", "UC-4"],
        }

    def test_where_all_is_in_one_package_a_frame_would_say_nothing(self) -> None:
        assert packages(use_case_diagram(model("package: All\nuse case: A\nuse case: B"))) == {}

    def test_one_use_case_with_what_it_is_related_to_has_no_frames(self) -> None:
        whole = model(CYCLES)
        assert packages(use_case_diagram(whole, [whole.use_cases["uc-1"]])) == {}

    def test_some_use_cases_have_the_frames_of_what_they_are_related_to_as_well(self) -> None:
        whole = model(CYCLES)
        hiring = [case for case in whole.use_cases.values() if case.package == "Hiring"]
        found = use_case_diagram(whole, hiring)
        assert packages(found) == {"Hiring": ["UC-1", "UC-2"], "Maintenance": ["UC-3", "UC-4"]}
        assert found.title == "Use cases of Cycle Hire: Hiring"
        assert [node.id for node in found.actors] == ["Rider"]

    def test_a_package_of_two_systems_has_a_frame_in_each(self) -> None:
        text = "package: P\nsystem: A\nuse case: U1\n\nsystem: B\nuse case: U2\npackage: Q\nuse case: U3"
        found = use_case_diagram(model(text))
        assert packages(found) == {"P": ["U1"], "P~2": ["U2"], "Q": ["U3"]}
        assert [(each.name, each.boundary) for each in found.packages] == [("P", "A"), ("P", "B"), ("Q", "B")]

    def test_the_description_says_what_is_in_a_package(self) -> None:
        found = use_case_diagram(model(CYCLES)).description
        assert "Package Hiring: Hire a bicycle, Return a bicycle. " in found


class TestFrames:
    def test_a_frame_is_round_its_use_cases_and_no_others(self) -> None:
        seen = picture(model(CYCLES))
        inside = {
            name: {id for id, node in seen.nodes.items() if box.holds(node)} for name, box in frames(seen).items()
        }
        assert inside == {"Hiring": {"UC-1", "UC-2"}, "Maintenance": {"UC-3", "UC-4"}}

    def test_a_name_stands_on_the_tab_above_the_frame(self) -> None:
        seen = picture(model(CYCLES))
        for group in seen.groups("package"):
            (name,) = [text.text for text in group.iter(f"{SVG}text")]
            assert name == group.get("data-id")
            assert around(points_of(group, "text")).bottom < frames(seen)[group.get("data-id", "")].top

    def test_no_line_runs_over_the_name(self) -> None:
        """What is drawn later lies above."""
        order = [each.get("class", "").split()[0] for each in picture(model(CYCLES)).root.iter(f"{SVG}g")]
        assert order.index("package") > max(at for at, kind in enumerate(order) if kind == "edge")


@pytest.mark.parametrize("seed", range(12))
def test_any_packages(seed: int) -> None:
    chance = random.Random(seed)
    seen = picture(model("\n".join(_any_packages(chance, systems=chance.choice([1, 2])))))
    assert (seen.overlaps(), seen.through(), seen.misplaced()) == ([], [], [])
    whole = [around(points_of(group)) for group in seen.groups("package")]
    assert not any(one.overlaps(two) for one, two in combinations(whole, 2))
    assert not any(one.overlaps(two) for one, two in combinations(seen.frames.values(), 2))
    assert all(any(outer.holds(box) for outer in seen.frames.values()) for box in whole)
    for name, box in frames(seen).items():
        strangers = [node for id, node in seen.nodes.items() if not id.startswith(f"{name.partition('~')[0]}-")]
        assert not any(box.overlaps(node) for node in strangers)


def _any_packages(chance: random.Random, systems: int) -> list[str]:
    """Packages with anything in relation to anything; a use case's id begins with its package's name."""
    cases = [f"P{chance.randrange(4)}-{number}" for number in range(14)]
    lines = []
    for case in cases:
        lines += [f"system: S{chance.randrange(systems)}", f"package: {case.partition('-')[0]}"]
        lines += [f"use case {case}: " + " ".join(["Words"] * chance.randrange(1, 9))]
        lines += [f"  primary actors: A{chance.randrange(4)}", f"  supporting actors: B{chance.randrange(9)}"]
        lines += [f"  extends: {chance.choice(cases)} when something is so"] if chance.random() < 0.3 else []
        lines += [f"  main success scenario:\n    1. include {chance.choice(cases)}"] if chance.random() < 0.4 else []
    return lines


def test_lines_keep_clear_of_labels_that_are_not_their_own() -> None:
    """The condition makes one label wider than the one above it, whose line comes past."""
    text = """
        use case UC-1: Order
          main success scenario:
            1. include UC-2
            2. include UC-3
        use case UC-2: Ship
          supporting actor: Carrier
        use case UC-3: Pick up
        use case UC-4: Redeem a card
          extends: UC-1 when the registered customer has a gift card and wants it
        use case UC-5: Pre-order
          specialises: UC-1
          primary actor: Customer
          supporting actor: Bank
    """
    seen = picture(model(text))
    edges = seen.groups("edge")
    labels = {each.get("aria-label"): around(points_of(each, "rect")) for each in edges if _shapes(each, "rect")}
    assert len(labels) == 3
    for each, line in zip(edges, seen.lines, strict=True):
        others = [box for words, box in labels.items() if words != each.get("aria-label")]
        assert not any(_within(point, box) for point in _dense(line.points) for box in others)


def _shapes(group: Element, tag: str) -> list[Element]:
    return list(group.iter(f"{SVG}{tag}"))


def _dense(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    return [
        (one[0] + (two[0] - one[0]) * part / 40, one[1] + (two[1] - one[1]) * part / 40)
        for one, two in pairwise(points)
        for part in range(41)
    ]


def _within(point: tuple[float, float], box: Box) -> bool:
    return box.left < point[0] < box.right and box.top < point[1] < box.bottom


def test_a_boundary_reaches_beside_all_of_its_actors() -> None:
    """Five actors of one use case are higher than it; lines that came in at the top would run over the name."""
    actors = ", ".join(f"Actor {number}" for number in range(5))
    seen = picture(model(f"system: Shop\nuse case: Buy\n  primary actors: {actors}"))
    (frame,) = seen.frames.values()
    assert frame.top < min(box.top for box in seen.actors.values())
    assert seen.crossings() == 0
    (name,) = [around(points_of(group, "text")) for group in seen.groups("boundary")]
    assert not any(_within(point, name) for line in seen.lines for point in _dense(line.points))
