"""Preconditions as fixtures: which are the same, who establishes them, in which order they are set up."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.generate.preconditions import Cycle, Establisher, Preconditions, preconditions
from usecase_dsl.model import link
from usecase_dsl.syntax import parse


def found(text: str) -> Preconditions:
    document, _ = parse(dedent(text))
    return preconditions(link([document]))


def established(text: str) -> Mapping[str, tuple[Establisher, ...]]:
    return {key: each.established for key, each in found(text).ordered.items()}


def project(*use_cases: tuple[str, str, str]) -> str:
    """Use cases by their ids, what each requires and what it guarantees; several with commas."""
    lines: list[str] = []
    for id, requires, guarantees in use_cases:
        lines += [f"use case {id}: Title {id}"]
        lines += ["preconditions:", *(f"- {each}" for each in requires.split(", "))] if requires else []
        lines += ["success guarantees:", *(f"- {each}" for each in guarantees.split(", "))] if guarantees else []
    return "\n".join(lines) + "\n"


def test_a_shared_precondition_is_one_however_it_is_written() -> None:
    there = found("""\
        condition known: Rider is known.
        use case UC-1: Hire
          preconditions:
            - known
            - The dock is free.
        use case UC-2: Return
          preconditions:
            - the dock is  FREE
            - Rider is known
        """)
    assert [(each.key, each.text, each.entry) for each in there.ordered.values()] == [
        ("known", "Rider is known.", "known"),
        ("the dock is free", "The dock is free.", None),
    ]
    assert there.required == {"uc-1": ("known", "the dock is free"), "uc-2": ("the dock is free", "known")}


def test_the_contrary_is_another_precondition() -> None:
    there = found("""\
        condition hired: Rider has a bicycle.
        use case UC-1: Hire
          preconditions:
            - not hired
        use case UC-2: Return
          preconditions:
            - hired
        """)
    assert [(each.key, each.text, each.negated) for each in there.ordered.values()] == [
        ("not hired", "not: Rider has a bicycle.", True),
        ("hired", "Rider has a bicycle.", False),
    ]


def test_who_establishes_a_precondition_and_how() -> None:
    text = """\
        use case UC-1: Hire
          preconditions:
            - A
            - B
            - C
            - D
            - E
            - F
        use case UC-2: Make ready
          success guarantees:
            - A
          minimal guarantees:
            - B
            - A
          failure guarantees:
            - F
          main success scenario:
            1. System asks.
               => A
            2. System does it.
               => C
          extensions:
            2a. Something else:
              end in success
              => D
            2b. Nothing goes:
              1. System gives up.
                 => E
              end in failure
              => F
        """
    assert established(text) == {
        "a": (Establisher("uc-2", "success guarantee"),),
        "b": (Establisher("uc-2", "minimal guarantee"),),
        "c": (Establisher("uc-2", "result of step 2"),),
        "d": (Establisher("uc-2", "result at the end of 2a"),),
        "e": (),
        "f": (),
    }


def test_what_a_use_case_requires_itself_it_does_not_establish() -> None:
    assert established(project(("UC-1", "A", "A"), ("UC-2", "", "A"))) == {
        "a": (Establisher("uc-2", "success guarantee"),)
    }


def test_nothing_need_establish_what_is_given() -> None:
    there = found("""\
        condition open: The station is open.
          given: yes
        use case UC-1: Hire
          preconditions:
            - open
            - not open
        use case UC-2: Open the station
          preconditions:
            - A key is there.
          success guarantees:
            - open
        use case UC-3: Close the station
          success guarantees:
            - not open
        """).ordered
    assert (there["open"].given, there["open"].established, there["open"].needs) == (True, (), ())
    assert (there["not open"].given, len(there["not open"].established)) == (False, 1)


def test_what_the_establishing_use_case_requires_comes_before() -> None:
    there = found(project(("UC-1", "paid", ""), ("UC-2", "signed in, cart filled", "paid"), ("UC-3", "", "signed in")))
    assert list(there.ordered) == ["signed in", "cart filled", "paid"]
    assert there.ordered["paid"].needs == ("signed in", "cart filled")


def test_of_several_that_establish_it_the_first_in_the_text_is_the_one_to_set_it_up() -> None:
    there = found(project(("UC-1", "paid", ""), ("UC-2", "card", "paid"), ("UC-3", "cash", "paid")))
    assert [each.use_case for each in there.ordered["paid"].established] == ["uc-2", "uc-3"]
    assert there.ordered["paid"].needs == ("card",)


def test_a_circle_is_broken_at_the_later_one() -> None:
    there = found(project(("UC-1", "card", "account"), ("UC-2", "account", "card")))
    assert there.cycles == (Cycle(("card", "account"), broken_at="account"),)
    assert {key: each.needs for key, each in there.ordered.items()} == {"account": (), "card": ("account",)}
    assert list(there.ordered) == ["account", "card"]


def test_nothing_is_required_by_nobody() -> None:
    assert found(project(("UC-1", "", "A"))) == Preconditions({}, {"uc-1": ()}, ())


FACTS = st.lists(st.sampled_from("ABCDEF"), max_size=3).map(", ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(FACTS, FACTS), min_size=1, max_size=8))
def test_each_comes_after_those_that_it_needs(use_cases: list[tuple[str, str]]) -> None:
    there = found(project(*((f"UC-{number}", *each) for number, each in enumerate(use_cases))))
    places = {key: place for place, key in enumerate(there.ordered)}
    assert set(places) == {key for keys in there.required.values() for key in keys}
    for each in there.ordered.values():
        assert all(places[need] < places[each.key] for need in each.needs)
        wanted = set(there.required[each.established[0].use_case]) if each.established else set()
        left_out = sum(cycle.broken_at == each.key for cycle in there.cycles)
        assert len(wanted - set(each.needs)) == left_out
        assert set(each.needs) <= wanted
