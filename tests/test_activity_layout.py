"""Where things stand in an activity diagram: nothing on anything else, no line across anything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.activity_picture import ActivityPicture, activity
from tests.reading import model
from usecase_dsl.project import checked, read_texts

EXAMPLES = sorted(each.parent for each in (Path(__file__).parents[1] / "examples").glob("*/*.uc"))

STRAIGHT = """
    use case UC-1: Pay
      primary actor: Customer
      main success scenario:
        1. Customer names an amount.
        2. System asks for the card, for the code that belongs to it, and for a signature on the receipt.
        3. Customer signs.
      extensions:
        1a. The amount is too high:
          1. System names the limit.
          end in failure
        2a. The card is blocked:
          end in failure
        3a. Customer leaves:
          resume at 3
"""


@pytest.mark.parametrize("folder", sorted(set(EXAMPLES)), ids=lambda each: each.name)
@pytest.mark.parametrize("lanes", [False, True], ids=["", "lanes"])
def test_nothing_lies_on_anything_in_the_examples(folder: Path, lanes: bool) -> None:
    project = checked(read_texts([folder]))
    for use_case in project.use_cases:
        seen = activity(project.model, use_case, lanes)
        assert seen.faults() == []
        assert lanes or seen.crossings() == []


def test_the_main_flow_is_one_straight_line() -> None:
    seen = activity(model(STRAIGHT))
    spine = ["start", "step-1", "step-2", "step-3", "main-end"]
    assert len({round(seen.middle(each)[0], 1) for each in spine}) == 1
    assert all(seen.middle(above)[1] < seen.middle(below)[1] for above, below in pairwise(spine))


def test_extensions_stand_right_of_their_step_at_its_height() -> None:
    seen = activity(model(STRAIGHT))
    for step, flow in (("step-1", "ext-1a"), ("step-2", "ext-2a"), ("step-3", "ext-3a")):
        assert seen.shapes[flow].left > seen.shapes[step].right
        assert seen.middle(flow)[1] == pytest.approx(seen.middle(step)[1], abs=0.2)


def test_a_median_use_case_fits_on_a_laptop() -> None:
    steps = "\n".join(f"    {n}. System does one of the things it has to do." for n in range(1, 6))
    flows = "\n".join(f"    {n}a. Something is wrong:\n      1. System says so.\n      end in failure" for n in (2, 4))
    seen = activity(model(f"use case: X\n  main success scenario:\n{steps}\n  extensions:\n{flows}\n"))
    assert float(seen.root.attrib["width"]) < 1200 and float(seen.root.attrib["height"]) < 600


def test_a_checker_that_sees_nothing_is_no_checker() -> None:
    seen = activity(model(STRAIGHT))
    seen.shapes["step-2"] = seen.shapes["step-1"]
    assert "step-1 overlaps step-2" in seen.faults()


LETTERS = "abcdefghijklm"
CHINESE = "用户输入密码并且确认所有的信息都是正确的然后提交表单等待系统处理完成。"
LONG = "System shows " + "a long list of everything that anybody ever asked for " * 8
DEEP = [f"    1{'a1' * n}a. Again:\n      1. System waits." for n in range(5)]
MANY = [f"    {n}{letter}. It rains:\n      1. System waits." for n in range(1, 31) for letter in "ab"]


@pytest.mark.parametrize(
    ("steps", "flows"),
    [
        pytest.param([f"    {n}. System does it." for n in range(1, 51)], MANY, id="50 steps, 60 extensions"),
        pytest.param(["    1. System waits."], DEEP, id="five deep"),
        pytest.param(["    1. System waits."], [f"    1{c}. x:\n      end" for c in LETTERS], id="13 at a step"),
        pytest.param([f"    1. {LONG}"], [f"    1a. {LONG}:\n      end"], id="long texts"),
        pytest.param([f"    1. {'x' * 300}"], [f"    1a. {'y' * 300}:\n      end"], id="long words"),
        pytest.param([f"    1. {CHINESE}"], [], id="CJK"),
        pytest.param(["    1. زبون يطلب إلغاء الطلب الذي أرسله أمس إلى المتجر مع كل ما فيه."], [], id="RTL"),
        pytest.param(["    1. A.", "    2. B.", "    3. C.", "    repeat 1-3 while x", "    repeat 2-3 for each y",
                      "    optional 3 when z", "    repeat 1 until w"], ["    3a. D:\n      resume at 1"], id="loops"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lanes", [False, True], ids=["", "lanes"])
def test_whatever_is_drawn(steps: list[str], flows: list[str], lanes: bool) -> None:
    lines = ["use case UC-1: X", "  main success scenario:", *steps, "  extensions:", *flows]
    assert activity(model("\n".join(lines)), lanes=lanes).faults() == []


def test_right_to_left_begins_at_the_right() -> None:
    seen = activity(model("use case: X\n  main success scenario:\n    1. زبون يطلب إلغاء الطلب.\n"))
    (_, _), (_, words) = ((id, box) for id, box in seen.texts if id == "step-1")
    assert words.right == pytest.approx(seen.shapes["step-1"].right - 11, abs=0.5)


SENTENCES = ("Rider waits.", "System waits for the rain to stop and for the sun to come out again.", "It rains.")
ENDINGS = ("resume at 1", "resume at 3", "resume at same step", "resume at next step", "end in failure", "end", "")
WORDS, ENDS = st.sampled_from(SENTENCES), st.sampled_from(ENDINGS)


@st.composite
def use_cases(draw: st.DrawFn) -> str:
    """Use cases with flows here and there, some of them in one another."""
    count = draw(st.integers(1, 7))
    lines = ["actor: Rider", "use case: X", "  main success scenario:"]
    lines += [f"    {n}. {draw(WORDS)}" for n in range(1, count + 1)]
    if draw(st.booleans()):
        lines.append(f"    repeat {draw(st.integers(1, count))}-{count} until the rain stops")
    return "\n".join([*lines, "  extensions:", *_flows(draw, count)])


def _flows(draw: st.DrawFn, count: int) -> Iterator[str]:
    seen = dict.fromkeys(("",))
    for number in range(draw(st.integers(0, 9))):
        parent = draw(st.sampled_from(list(seen)))
        any_time = not parent and draw(st.integers(0, 9)) == 0
        anchor = "*" if any_time else str(draw(st.integers(1, 2 if parent else count)))
        label = f"{parent}{anchor}{'abcdefghij'[number]}"
        seen[label] = None
        yield f"    {label}. {draw(WORDS)}:"
        yield from (f"      {n}. {draw(WORDS)}" for n in range(1, draw(st.integers(0, 2)) + 1))
        yield f"      {draw(ENDS)}"


@settings(deadline=None, max_examples=60)
@given(use_cases())
def test_nothing_lies_on_anything_whatever_the_flows(text: str) -> None:
    seen: ActivityPicture = activity(model(text))
    assert seen.faults() == []
    assert seen.crossings() == []
    assert activity(model(text), lanes=True).faults() == []
