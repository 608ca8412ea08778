"""Big use-case diagrams: actors drawn again, and models divided into several diagrams."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.picture import Picture, picture
from tests.reading import model
from usecase_dsl.render.division import divided


def packaged(packages: int, cases: int) -> str:
    """Packages with so many use cases each, of an actor of their own and one whom all of them have."""
    lines = ["system: Shop", "actor: Clerk\n  is a: Everyone"]
    for package in range(packages):
        lines.append(f"package: Package {package}")
        for number in range(cases):
            actor = "Everyone" if number % 2 else f"Actor {package}"
            lines.append(f"use case UC-{package}{number}: Do {number}\n  primary actor: {actor}")
    return "\n".join(lines)


def drawings(seen: Picture) -> Counter[str]:
    """How often each actor is drawn that is drawn more than once."""
    again = Counter(each.get("data-of", "") for each in seen.groups("actor") if each.get("data-of"))
    return Counter({name: 1 + count for name, count in again.items()})


class TestRepeats:
    def test_in_a_small_picture_each_actor_stands_once(self) -> None:
        assert drawings(picture(model(packaged(packages=3, cases=2)))) == {}

    def test_in_a_big_one_once_for_each_package(self) -> None:
        seen = picture(model(packaged(packages=5, cases=6)))
        assert drawings(seen) == {"Everyone": 5}
        assert {"Everyone", "Everyone~2", "Everyone~5"} <= set(seen.actors)
        assert seen.crossings() == 0

    def test_each_line_ends_at_the_one_in_its_package(self) -> None:
        seen = picture(model(packaged(packages=5, cases=6)))
        ends = {name: {line.target[3] for line in seen.lines if line.source == name} for name in seen.actors}
        assert sorted(ends[f"Everyone~{n}"] for n in (2, 3, 4, 5)) == [{"1"}, {"2"}, {"3"}, {"4"}]

    def test_none_of_the_lines_is_lost(self) -> None:
        associations = [line.target for line in picture(model(packaged(5, 6))).lines if line.kind == "association"]
        assert sorted(associations) == sorted(f"UC-{package}{number}" for package in range(5) for number in range(6))

    def test_a_generalization_is_drawn_once(self) -> None:
        seen = picture(model(packaged(packages=5, cases=6)))
        assert [line.ends for line in seen.lines if line.kind == "generalization"] == [{"Clerk", "Everyone"}]

    def test_an_id_that_is_taken_is_left_to_whose_it_is(self) -> None:
        seen = picture(model(packaged(packages=5, cases=6) + "\nactor: Everyone~2"))
        assert {"Everyone", "Everyone~2", "Everyone~6"} <= set(seen.actors)
        assert [each.get("data-of") for each in seen.groups("actor") if each.get("data-id") == "Everyone~2"] == [None]

    def test_no_knot_no_repeat(self) -> None:
        lines = (f"use case UC-{number}: Do {number}\n  primary actor: Everyone" for number in range(40))
        assert drawings(picture(model("\n".join(lines)))) == {}

    def test_the_description_counts_people_not_drawings(self) -> None:
        seen = picture(model(packaged(packages=5, cases=6)))
        assert (seen.root[1].text or "").startswith("7 actors, 30 use cases. ")

    def test_fifty_use_cases_without_packages(self) -> None:
        """Everybody works with all others: drawn once each, their lines would make a knot."""
        actors = "  primary actors: Actor {}, Actor {}\n  supporting actors: Bank {}"
        cases = (f"use case UC-{n}: Do {n}\n" + actors.format(n % 7, n * n % 5, n % 3) for n in range(50))
        seen = picture(model("\n".join(cases)))
        assert (seen.overlaps(), seen.through(), seen.misplaced()) == ([], [], [])
        assert {f"Actor {number}" for number in range(7)} <= set(drawings(seen))


class TestDivision:
    def parts(self, text: str, most: int = 3) -> list[tuple[str, str, list[str]]]:
        found = divided(model(text), most)
        return [(part.kind, part.name, [case.title for case in part.use_cases]) for part in found]

    def test_what_one_diagram_shows_is_not_divided(self) -> None:
        assert self.parts("package: P\nuse case: A\nuse case: B\npackage: Q\nuse case: C") == []

    def test_by_package(self) -> None:
        text = "use case: A\npackage: P\nuse case: B\nuse case: C\npackage: Q\nuse case: D"
        assert self.parts(text) == [("package", "", ["A"]), ("package", "P", ["B", "C"]), ("package", "Q", ["D"])]

    def test_a_package_of_several_files_is_one(self) -> None:
        files = "package: Sales\nuse case: A\nuse case: B", "package: Stock\nuse case: C", "package: sales\nuse case: D"
        assert [(part.name, len(part.use_cases)) for part in divided(model(*files), 3)] == [("Sales", 3), ("Stock", 1)]

    def test_by_system_where_there_are_no_packages(self) -> None:
        text = "system: S\nuse case: A\nuse case: B\n\nsystem: T\nuse case: C\nuse case: D"
        assert self.parts(text) == [("system", "S", ["A", "B"]), ("system", "T", ["C", "D"])]

    def test_else_by_the_first_primary_actor(self) -> None:
        cases = {"A": "Ann, Bob", "B": "Bob", "C": "Ann", "D": "n/a"}
        text = "\n".join(f"use case: {name}\n  primary actors: {actors}" for name, actors in cases.items())
        assert self.parts(text)[:2] == [("actor", "Ann", ["A", "C"]), ("actor", "Bob", ["B"])]

    @pytest.mark.parametrize("many", [0, 4])
    def test_what_has_nothing_to_divide_it_by_is_left_whole(self, many: int) -> None:
        assert self.parts("\n".join(f"use case: U{number}" for number in range(many))) == []
