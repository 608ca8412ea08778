"""Which scenario a test is of: marks, and what they are paired with when the text has changed."""

from __future__ import annotations

import pytest

from tests.generation import FILE, SHOP, generate
from usecase_dsl.generate import Status
from usecase_dsl.generate.marks import HASH, Comment, Mark, parse_mark
from usecase_dsl.generate.pairing import Told, pair

# ---- marks


COMMENTS = [HASH, Comment("//"), Comment("<!--", "-->")]


def test_a_mark_is_read_as_it_is_written() -> None:
    mark = Mark("UC-01", "2a 2a1a", "abc", "def", "012")
    assert str(mark) == "usecase: UC-01 2a 2a1a flows=abc text=def made=012"
    assert [parse_mark(comment.line(str(mark))) for comment in COMMENTS] == [mark, mark, mark]
    assert parse_mark("    #usecase:  UC-01   3-5a ") == Mark("UC-01", "3-5a")


@pytest.mark.parametrize(
    "line", ["# usecase: UC-01", "# use case: UC-01 2a", "x = 1  # usecase: UC-01 2a", "usecase: 1 2"]
)
def test_what_is_no_mark(line: str) -> None:
    assert parse_mark(line) is None


def test_a_test_may_stand_for_several_scenarios_and_a_scenario_have_several_tests() -> None:
    both = "# usecase: UC-01 2a\n# usecase: UC-01 3a\ndef test_both():\n    pass\n"
    mine = f"{both}\n\n# usecase: uc-01 3a\n\ndef test_again():\n    pass\n"
    run = generate(SHOP, {"test_mine.py": mine})
    kept = [(test.name, test.mark.scenario) for test in run.plan.of(Status.KEPT)]
    assert kept == [("test_both", "2a"), ("test_both", "3a"), ("test_again", "3a")]
    assert [test.mark.scenario for test in run.plan.of(Status.ADDED)] == ["main", "2a 2a1a"]


@pytest.mark.parametrize(
    ("found", "wanted", "index"),
    [
        (Mark("U", "2a", "f", "t"), [Mark("U", "2a", "x", "y"), Mark("U", "3a", "f", "t")], 1),
        (Mark("U", "2a", "f", "t"), [Mark("U", "2a", "x", "y"), Mark("U", "3a", "f", "u")], 1),
        (Mark("U", "2a", "f", "t"), [Mark("U", "3a", "f", "u"), Mark("U", "3a", "f", "t")], 1),
        (Mark("U", "2a", "f", "t"), [Mark("U", "2b", "f", "u"), Mark("U", "2a", "f", "u")], 1),
        (Mark("U", "2a", "f", "t"), [Mark("U", "3a", "x", "y"), Mark("U", "2a", "x", "y")], 1),
        (Mark("U", "2a"), [Mark("U", "3a", "f", "t"), Mark("U", "2a", "f", "t")], 1),
        (Mark("U", "2a", "f", "t"), [Mark("U", "3a", "x", "y")], None),
    ],
    ids=[
        "the same words",
        "the same conditions",
        "words before conditions",
        "conditions and label",
        "the same label",
        "no digests",
        "nothing",
    ],
)
def test_a_mark_goes_to_what_agrees_most(found: Mark, wanted: list[Mark], index: int | None) -> None:
    assert pair([Told(found)], [*map(Told, wanted)]) == (index,)


def test_copies_of_a_mark_share_its_scenario_unless_there_are_as_many() -> None:
    mark = Mark("U", "2a", "f", "t")
    assert pair([Told(mark)] * 3, [Told(mark)] * 2) == (0, 1, 0)
    assert pair([Told(mark)] * 2, [Told(Mark("U", "3a", "f", "u"))]) == (0, 0)


# ---- likeness


def said(words: str) -> tuple[str, ...]:
    return tuple(f"{number}. {word}" for number, word in enumerate(words.split(), 1))


@pytest.mark.parametrize(
    ("now", "index"),
    [
        ("a b c d e f g h i j", 0),
        ("a b c d e f x x x x", 0),
        ("x x x x a b c d e f", 0),
        ("a b c d e x x x x x", None),
        ("f e d c b a x x x x", None),
    ],
    ids=["all", "six of ten", "elsewhere", "five of ten", "another order"],
)
def test_what_says_nearly_the_same_is_the_same_reworded(now: str, index: int | None) -> None:
    found = Told(Mark("U", "2a", "f", "t"), said("a b c d e f g h i j"))
    assert pair([found], [Told(Mark("U", "3a", "g", "u"), said(now))]) == (index,)


def test_the_most_alike_are_paired_first() -> None:
    found = [Told(Mark("U", "2a", "f", "t"), said("a b c d e")), Told(Mark("U", "2b", "g", "u"), said("a b c d x"))]
    wanted = [
        Told(Mark("U", "3b", "h", "v"), said("a b c d x y")),
        Told(Mark("U", "3a", "i", "w"), said("a b c d e y")),
    ]
    assert pair(found, wanted) == (1, 0)


def test_a_step_more_and_another_condition_at_once_keep_the_test() -> None:
    before = generate(SHOP).text().replace("def test_3a_", "def test_mine_").encode()
    changed = (
        SHOP.replace("3a. Customer doesn't pay within 5 minutes", "4a. The customer is too slow")
        .replace("3. Customer pays", "3. System asks for the money\n    4. Customer pays")
    )  # fmt: skip
    run = generate(changed, generate(SHOP).files | {FILE: before})
    assert {test.name: test.mark.scenario for test in run.plan.tests}[
        "test_mine_customer_doesnt_pay_within_5_minutes"
    ] == "4a"
