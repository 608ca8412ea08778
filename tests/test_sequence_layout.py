"""How sequence diagrams are laid out: nothing on anything, everybody in their place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.picture import around, points_of
from tests.reading import model
from tests.sequence_picture import SequencePicture, sequence
from usecase_dsl.model import link
from usecase_dsl.model.tables import Model
from usecase_dsl.scenario import graph, suite
from usecase_dsl.syntax import parse

EXAMPLES = sorted(folder for folder in (Path(__file__).parents[1] / "examples").iterdir() if folder.is_dir())

WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsentwurf"


def project(folder: Path) -> Model:
    return link(parse(file.read_text(encoding="utf-8"), file.name)[0] for file in sorted(folder.rglob("*.uc")))


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_nothing_lies_on_anything_in_the_examples(folder: Path) -> None:
    of = project(folder)
    assert {case.title: sequence(of, case).faults() for case in of.use_cases.values()} == {
        case.title: [] for case in of.use_cases.values()
    }


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_nor_in_any_scenario_of_theirs(folder: Path) -> None:
    of = project(folder)
    faults = [
        (case.title, each.name, fault)
        for case in of.use_cases.values()
        for each in suite(graph(case, of), case, "flows").scenarios
        for fault in sequence(of, case, each.name).faults()
    ]
    assert faults == []


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_every_step_and_every_condition_is_shown(folder: Path) -> None:
    of = project(folder)
    for case in of.use_cases.values():
        shown = Counter(text for text, _ in sequence(of, case).texts)
        steps = Counter(step.label for flow in case.flows for step in flow.steps)
        assert steps + Counter(flow.label for flow in case.flows if flow.label) <= shown, case.title


def test_the_checker_sees_what_is_wrong() -> None:
    good = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">
      <path class="lifeline" d="M20,0V40M20,60V100"/>
      <text x="10" y="54" font-size="13">over the gap</text>
      <g class="node end"><rect x="120" y="10" width="60" height="20"/>
        <text x="125" y="24" font-size="13">end</text></g>
      <g class="edge message"><path d="M20,80L200,80"/></g>
    </svg>"""
    assert SequencePicture(good.encode("utf-8")).faults() == []
    for change in (
        ('y="54"', 'y="30"'),  # on the lifeline
        ('y="54"', 'y="83"'),  # on the message
        ('y="54"', 'y="104"'),  # out of the picture
        ('x="125" y="24"', 'x="15" y="54"'),  # a text on a text
        ('x="125"', 'x="170"'),  # out of its shape
        ("M20,80L200,80", "M20,20L200,20"),  # the message runs through the shape
    ):
        assert SequencePicture(good.replace(*change).encode("utf-8")).faults(), change


def steps(number: int) -> str:
    return "\n".join(
        f"        {n}. Customer asks for a thing of which there are {n} on the shelf." for n in range(1, number + 1)
    )


ODD = {
    "no use case in it": "use case UC-1: Nothing yet",
    "nobody but the system": """
      use case UC-1: Alone
        main success scenario:
          1. System starts.
          2. System stops.
    """,
    "nobody known": f"""
      use case UC-1: Unsaid
        main success scenario:
          1. The papers are on the table, {"and on the table, " * 9}as ever.
             => {WORD}
          2. {WORD}
    """,
    "fifty steps": f"""
      actor: Customer
      use case UC-1: Long
        main success scenario:
{steps(50)}
    """,
    "twelve actors": "\n".join(
        [
            *(f"actor: Actor number {n}" for n in range(1, 13)),
            "use case UC-1: All",
            "  main success scenario:",
            *(f"    {n}. Actor number {n} hands the papers to Actor number {13 - n}." for n in range(1, 13)),
        ]
    ),
    "five flows in each other": f"""
      actor: Customer
      use case UC-1: Deep
        main success scenario:
          1. Customer asks.
        extensions:
          1a. one:
            1. System asks back.
            resume at 1
          1a1a. two:
            1. System asks back.
            resume at 1
          1a1a1a. three:
            1. System asks back.
            resume at 1
          1a1a1a1a. four:
            1. System asks back.
            resume at 1
          1a1a1a1a1a. five, because of the {WORD}:
            1. Customer walks off with the {WORD}.
            end in failure
    """,
    "other scripts": """
      system: 現金自動預け払い機
      actor: 顧客
      actor: عميل البنك
      use case UC-1: 現金を引き出す
        main success scenario:
          1. 顧客 カードを挿入し、暗証番号を入力してから、引き出す金額を画面の指示に従って入力する。
          2. عميل البنك يدخل الرقم السري ثم ينتظر حتى تظهر الرسالة على الشاشة
          3. System 現金を払い出す。
    """,
    "loops and options in each other": """
      actor: Customer
      use case UC-1: Again and again
        main success scenario:
          1. Customer names a book.
          2. System shows the book.
          3. Customer takes the book.
          4. System counts.
          repeat steps 1-4 until the bag is full
          optional 2-3 when the book is there
    """,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_ones_are_drawn_too(text: str) -> None:
    seen = sequence(model(text))
    assert seen.faults() == []
    assert seen.texts


def test_a_word_is_never_cut() -> None:
    said = " ".join(text for text, _ in sequence(model(ODD["five flows in each other"])).texts)
    assert said.count(WORD) == 2


def order(text: str) -> list[str]:
    """The names of the lifelines from left to right."""
    seen = sequence(model(text))
    heads = [*seen.groups("actor"), *seen.groups("subject")]
    return [each.get("data-id", "") for each in sorted(heads, key=lambda each: around(points_of(each)).left)]


def test_people_left_the_system_in_the_middle_other_systems_right() -> None:
    assert order("""
      system: Shop
      actor: Bank
        kind: system
      actor: Customer
      actor: Clerk
      use case UC-1: Buy
        primary actor: Customer
        main success scenario:
          1. System asks Bank for the rate.
          2. Customer asks Clerk for help.
          3. Clerk enters the order.
    """) == ["Customer", "Clerk", "Shop", "Bank"]


def test_a_tall_picture_names_its_lifelines_below_again() -> None:
    tall, short = sequence(model(ODD["fifty steps"])), sequence(model(ODD["nobody but the system"]))
    again = [(each.get("data-id"), each.get("data-of")) for each in tall.groups("node") if each.get("data-of")]
    assert again == [("Customer~2", "Customer"), ("System~2", "System")]
    assert not [each for each in short.groups("node") if each.get("data-of")]


def test_what_runs_from_right_to_left_ends_with_its_full_stop_at_the_left() -> None:
    """Between two marks of its own a line is no part of what runs the other way."""
    of = link(
        [parse("use case: X\n  main success scenario:\n    1. الزبون يدفع.\n       => الكتاب محجوز.\n", "x.uc")[0]]
    )
    lines = [text for text, _ in sequence(of).texts if "الكتاب" in text]
    assert lines == ["\u2067=> الكتاب محجوز.\u2069"]
