"""How well a use-case diagram is laid out: nothing lies on anything else, and few lines cross."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from tests.picture import Box, Picture, picture
from tests.reading import model
from usecase_dsl.model import link
from usecase_dsl.model.tables import Model
from usecase_dsl.render.diagram import render
from usecase_dsl.render.layout.columns import Ties, columns
from usecase_dsl.render.layout.text import width, wrap
from usecase_dsl.syntax import parse

EXAMPLES = sorted(folder for folder in (Path(__file__).parents[1] / "examples").iterdir() if folder.is_dir())

LIBRARY = """
    system: Library
    actor: Reader
    actor: Student
      is a: Reader
    actor: Librarian
    actor: Director
    actor: Post Office
      kind: system
    actor: Midnight
      kind: time
    use case UC-01: Find a book
      primary actor: Reader
    use case UC-02: Borrow a book
      primary actor: Reader
      extension points:
        - limit: 2
      main success scenario:
        1. include UC-03
        2. include UC-04
    use case UC-03: Identify the reader
    use case UC-04: Record the loan
      supporting actors: Post Office
    use case UC-05: Return a book
      primary actors: Reader, Librarian
    use case UC-06: Borrow for a course
      primary actor: Student
      extends: UC-02 at limit when the book is on the reading list of a course
    use case UC-07: Reserve a book
      primary actor: Reader
      main success scenario:
        1. include UC-03
    use case UC-08: Remind of a loan
      primary actor: Midnight
      supporting actors: Post Office
    use case UC-09: Buy a book
      primary actor: Librarian
    use case UC-10: Discard a book
      primary actor: Librarian
      main success scenario:
        1. include UC-11
    use case UC-11: Correct the catalogue
      primary actor: Librarian
    use case UC-12: Report the year
      primary actor: Director
    use case UC-13: Report on one subject
      primary actor: Director
      specialises: UC-12
    use case UC-14: Admit a reader
      primary actor: Librarian
      main success scenario:
        1. include UC-03
    use case UC-15: Waive a fee
      extends: UC-05 when the fee is lower than the cost of asking for it
"""


def flawless(seen: Picture) -> None:
    assert seen.overlaps() == []
    assert seen.through() == []
    assert seen.misplaced() == []
    assert not any(one.overlaps(two) for one, two in combinations(seen.frames.values(), 2))


def project(folder: Path) -> Model:
    return link(parse(file.read_text(encoding="utf-8"), file.name)[0] for file in sorted(folder.rglob("*.uc")))


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_examples(folder: Path) -> None:
    seen = picture(project(folder))
    flawless(seen)
    assert seen.crossings() <= len(seen.lines) / 2


def test_a_model_of_six_actors_and_fifteen_use_cases() -> None:
    seen = picture(model(LIBRARY))
    flawless(seen)
    assert len(seen.lines) == 24
    assert seen.crossings() <= 3


@pytest.mark.parametrize("seed", range(25))
def test_any_model(seed: int) -> None:
    chance = random.Random(seed)
    text = "\n".join(_any_model(chance, cases=chance.choice([1, 3, 8, 20]), systems=chance.choice([1, 1, 3])))
    flawless(picture(model(text)))


def _any_model(chance: random.Random, cases: int, systems: int) -> Iterator[str]:
    """A text in which everything is related to anything."""
    actors = [f"Actor {number}" for number in range(chance.choice([1, 2, 6]))]
    for actor in actors:
        yield f"actor: {actor}\n  kind: {chance.choice(['human', 'system', 'time'])}\n  is a: {chance.choice(actors)}"
    for number in range(cases):
        if number % -(-cases // systems) == 0:
            yield f"system: System {number}"
        yield f"use case UC-{number}: " + " ".join(["Words"] * chance.randrange(1, 12))
        yield f"  primary actors: {', '.join(chance.sample(actors, chance.randrange(1, len(actors) + 1)))}"
        yield f"  extends: UC-{chance.randrange(cases * 3)} at a point when the condition for it is met"
        yield f"  specialises: UC-{chance.randrange(cases * 4)}"
        yield f"  main success scenario:\n    1. include UC-{chance.randrange(cases * 2)}"


class TestSides:
    def test_primary_actors_left_all_others_right(self) -> None:
        seen = picture(model("actor: Idle\nuse case: Buy\n  primary actor: Customer\n  supporting actors: Bank"))
        (frame,) = seen.frames.values()
        assert seen.actors["Customer"].right < frame.left
        assert seen.actors["Bank"].left > frame.right and seen.actors["Idle"].left > frame.right

    def test_use_cases_within_their_boundary(self) -> None:
        seen = picture(model("system: A\nuse case UC-1: Buy\n\nsystem: B\nuse case UC-2: Sell"))
        assert seen.frames["A"].holds(seen.nodes["UC-1"]) and seen.frames["B"].holds(seen.nodes["UC-2"])

    def test_ellipses_of_one_height_and_few_widths(self) -> None:
        seen = picture(model(LIBRARY))
        plain = [seen.nodes[f"UC-{number:02}"] for number in range(1, 16) if number != 2]
        assert len({round(box.bottom - box.top, 1) for box in plain}) == 1
        assert len({round(box.right - box.left, 1) for box in plain}) <= 3

    def test_a_generalization_of_actors_keeps_outside(self) -> None:
        text = "use case: Buy\n  primary actor: Member\nuse case: Sell\n  supporting actors: Customer\n"
        seen = picture(model(text + "actor: Member\n  is a: Customer"))
        (line,) = [line for line in seen.lines if line.kind == "generalization"]
        (frame,) = seen.frames.values()
        outside = [x < frame.left or x > frame.right or y < frame.top for x, y in line.points]
        assert all(outside)


class TestTheOrderOfTheText:
    def read_down(self, text: str) -> list[str]:
        seen = picture(model(text))
        flawless(seen)
        cases = [each.get("data-id", "") for each in seen.groups("use-case")]
        return sorted(cases, key=lambda name: seen.nodes[name].top)

    def test_use_cases_that_nothing_relates(self) -> None:
        assert self.read_down("use case: One\nuse case: Two\nuse case: Three") == ["One", "Two", "Three"]

    def test_groups_of_use_cases_and_single_ones_between_them(self) -> None:
        cases = {"A": "Ann", "B": "Bob", "C": "", "D": "Ann", "E": "Eve", "F": "Eve"}
        text = "\n".join(f"use case: {name}\n  primary actor: {actor or 'n/a'}" for name, actor in cases.items())
        assert self.read_down(text) == ["A", "D", "B", "C", "E", "F"]

    def test_boundaries(self) -> None:
        texts = [f"system: S{n}\nuse case: U{n}a\n  primary actor: A{n}\nuse case: U{n}b\n" for n in range(4)]
        assert self.read_down("\n".join(texts)) == ["U0a", "U0b", "U1a", "U1b", "U2a", "U2b", "U3a", "U3b"]

    def test_a_group_does_not_stand_upside_down(self) -> None:
        """Those that share actors stand next to each other, which can be both ways round."""
        text = "\n".join(f"use case: U{n}\n  primary actors: A{n + 1}, A{n}" for n in (2, 1, 0, 3, 4))
        assert self.read_down(text) == ["U0", "U1", "U2", "U3", "U4"]

    def test_use_cases_of_the_same_actor(self) -> None:
        """Adding stands in a column of its own, and its line between the two others."""
        text = "use case: Add\n  primary actor: Member\nuse case: Move\n  primary actor: Member\n"
        text += "use case: Plan\n  primary actors: Lead, Member\n  main flow:\n    1. include Add\n"
        text += "use case: Share\n  primary actor: Lead\nuse case: Print\n  primary actor: Member"
        down = self.read_down(text)
        assert down.index("Move") < down.index("Print")


class TestColumns:
    def ties(self, **related: str) -> Ties:
        return Ties({}, {}, {}, {case: list(others) for case, others in related.items()})

    def test_related_use_cases_stand_in_different_columns(self) -> None:
        found = columns("abc", self.ties(a="bc", b="ac", c="ab"))
        assert sorted(found.values()) == [0, 1, 2]

    def test_two_columns_where_two_can_do(self) -> None:
        found = columns("abcd", self.ties(a="b", b="ac", c="bd", d="c"))
        assert found["a"] == found["c"] != found["b"] == found["d"]

    def test_few_without_relations_are_one_column(self) -> None:
        assert set(columns("abcdefghi", self.ties()).values()) == {0}

    def test_many_are_spread(self) -> None:
        cases = [str(number) for number in range(40)]
        found = list(columns(cases, Ties({}, dict.fromkeys(cases, 1), {}, {})).values())
        assert max(found.count(column) for column in set(found)) <= 18


class TestTexts:
    def test_short_texts_stay_on_one_line(self) -> None:
        assert wrap("Place an order", 120, 13) == ("Place an order",)

    def test_lines_break_at_words_and_are_about_equally_long(self) -> None:
        assert wrap("Authorise the payment of an order", 110, 13) == ("Authorise", "the payment", "of an order")

    def test_three_lines_at_most_and_nothing_is_cut(self) -> None:
        text = " ".join(["word"] * 60)
        lines = wrap(text, 100, 13)
        assert len(lines) == 3 and " ".join(lines) == text

    def test_a_long_word_is_left_whole(self) -> None:
        assert wrap("Donaudampfschifffahrtsgesellschaft fährt", 50, 13) == (
            "Donaudampfschifffahrtsgesellschaft",
            "fährt",
        )

    def test_scripts_without_blanks_break_between_characters(self) -> None:
        assert wrap("注文を確認する。", 60, 13) == ("注文を確", "認する。")

    @pytest.mark.parametrize(
        ("text", "thousandths"),
        [("Will", 944 + 3 * 222), ("é", 556), ("e\u0301", 556), ("注", 1000), ("", 0), ("{}", 668)],
    )
    def test_widths(self, text: str, thousandths: int) -> None:
        assert width(text, 1000) == thousandths


@pytest.mark.parametrize(
    "text",
    ["", "system: Shop", "actor: Alone", "use case: Alone", "actor: A\n  is a: B\nactor: B\n  is a: A"],
    ids=["nothing", "a system", "an actor", "a use case", "actors in a circle"],
)
def test_pictures_of_little(text: str) -> None:
    seen = picture(model(text))
    flawless(seen)
    box = [float(value) for value in seen.root.get("viewBox", "").split()]
    everything = Box(box[0], box[1], box[0] + box[2], box[1] + box[3])
    assert all(everything.holds(node) for node in [*seen.nodes.values(), *seen.frames.values()])


def test_everything_is_within_the_picture() -> None:
    seen = picture(model(LIBRARY))
    box = [float(value) for value in seen.root.get("viewBox", "").split()]
    everything = Box(box[0], box[1], box[0] + box[2], box[1] + box[3])
    assert all(everything.holds(each) for each in [*seen.nodes.values(), *seen.frames.values(), *seen.labels])
    assert all(everything.holds(line.box()) for line in seen.lines)


@pytest.mark.slow
def test_two_hundred_use_cases() -> None:
    lines = (f"use case UC-{n}: Do a thing\n  primary actor: Actor {n % 12}" for n in range(200))
    seen = picture(model("\n".join(lines)))
    flawless(seen)
    assert len(seen.nodes) == 212


def test_the_same_bytes_whenever_it_is_drawn() -> None:
    first = render(model(LIBRARY))
    render(model("use case: Another"))
    assert render(model(LIBRARY)) == first
