"""Rules about what leads where, beyond their pages: what limits a way back, and what a condition is the same as."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings

MAIN = """\
use case: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. Customer names a destination.
    2. Customer presents a card. [E1]
    3. System prints the ticket.
  extensions:
"""
BACK = "    2a. The card can't be read:\n      1. System asks for another card.\n      resume at 2\n"


def codes(below: str, *wanted: str) -> list[str]:
    return [each.code for each in findings(MAIN + below) if each.code in wanted]


# ---- FLW127


@pytest.mark.parametrize(
    "below",
    [
        "    2b. The third card can't be read:\n      end in failure\n",
        "    2b. Customer pays cash:\n      resume at 3\n",
        "    2b. Customer pays cash:\n      1. System counts.\n      resume at next step\n",
        "    2a1a. Customer has no other card:\n      end in failure\n",
        "    *a. Customer leaves:\n      end in failure\n",
        "    1-3a. Customer leaves:\n      end in failure\n",
        "    2b. Nobody said how it goes on:\n      1. System waits.\n",
        "    E1. The reader is broken:\n      end in failure\n",
        "    2b. It is dark:\n      1. It is light.\n      resume at 1\n    2b1a. No lamp:\n      end in failure\n",
    ],
    ids=[
        *("the third time", "past the step", "next step", "within the flow", "any time", "a range"),
        *("an open end", "a code", "on a longer way round"),
    ],
)
def test_a_way_back_that_something_leads_out_of(below: str) -> None:
    assert codes(BACK + below, "FLW127") == []


@pytest.mark.parametrize("end", ["resume at 2", "resume at same step", "resume at 2a1"])
def test_ways_back(end: str) -> None:
    assert codes(BACK.replace("resume at 2", end), "FLW127") == ["FLW127"]


@pytest.mark.parametrize("end", ["resume at 1", "restart"])
def test_who_goes_back_to_the_first_step_begins_again(end: str) -> None:
    assert codes(BACK.replace("resume at 2", end), "FLW127") == []


PLAIN = """\
use case: Sell a ticket
  primary actor: Customer
  supporting actor: Bank
  {}main success scenario:
    1. Customer names a destination.
    2. {}
    3. System prints the ticket.
  extensions:
    2a. {}:
      resume at 2
    3a. There is no paper:
      {}
"""


@pytest.mark.parametrize(
    ("guarantee", "step", "condition", "end", "hint"),
    [
        ("", "Customer names a day.", "There is no train", "end", None),
        ("", "Customer names a day.", "The password is wrong", "end", "say after how many attempts it is over"),
        ("", "Customer enters the PIN.", "It is wrong", "end", "say after how many attempts it is over"),
        ("", "System asks Bank for the money.", "It is silent", "end", "no actor can stop this"),
        ("", "Bank pays the money.", "It pays too little", "end", None),
        ("", "Somebody names a day.", "There is no train", "end", None),
        ("failure guarantee: No seat is taken.", "Customer names a day.", "It is over", "end", "no flow reaches"),
        ("failure guarantee: No seat is taken.", "Customer names a day.", "It is over", "end in failure", None),
    ],
    ids=["free", "condition", "step", "system alone", "an actor", "nobody known", "guarantee", "guarantee reached"],
)
def test_which_ways_back_need_a_limit(guarantee: str, step: str, condition: str, end: str, hint: str | None) -> None:
    text = PLAIN.format(f"{guarantee}\n  " if guarantee else "", step, condition, end)
    found = [each.hint or "" for each in findings(text) if each.code == "FLW127"]
    assert [each.startswith(hint or "?") for each in found] == ([True] if hint else [])


@pytest.mark.parametrize("end", ["resume at 3", "resume at next step", "end", "end in failure", "resume at 9"])
def test_ways_on(end: str) -> None:
    assert codes(BACK.replace("resume at 2", end), "FLW127") == []


def test_what_leaves_elsewhere_is_no_limit() -> None:
    assert codes(BACK + "    3a. There is no paper:\n      end in failure\n", "FLW127") == ["FLW127"]
    assert codes(BACK + "    3a. The card is dirty:\n      resume at 2\n", "FLW127") == ["FLW127", "FLW127"]


def test_flows_that_go_back_to_one_step_are_one_finding() -> None:
    (found,) = (each for each in findings(MAIN + BACK + BACK.replace("2a", "2b")) if each.code == "FLW127")
    assert [each.place.start.line for each in found.related] == [13]


def test_what_happens_at_any_time_is_no_retry() -> None:
    assert codes("    *a. Customer asks for help:\n      1. System helps.\n      resume at same step\n", "FLW127") == []


def test_a_flow_within_a_flow_that_goes_back_to_the_main_flow() -> None:
    inner = "    2a1a. Customer is confused:\n      1. System explains.\n      resume at 2\n"
    assert codes(BACK + inner, "FLW127") == ["FLW127", "FLW127"]
    assert codes(BACK.replace("resume at 2", "end") + inner, "FLW127") == []


def test_codes_that_leave_each_other_are_no_trap_for_the_rule() -> None:
    flow = "    {}. The card is wet: [E2]\n      1. System waits. [{}]\n      resume at 2\n"
    assert codes(flow.format("E1", "E2") + flow.format("E2", "E1"), "FLW127") == ["FLW127", "FLW127"]


# ---- FLW129


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("resume at 3", ["FLW129"]),
        ("resume at next step", ["FLW129"]),
        ("resume at 2", []),
        ("resume at 1", []),
        ("end in success", []),
        ("resume at 3\n        => The card is noted.", []),
    ],
)
def test_flows_that_do_nothing(end: str, expected: list[str]) -> None:
    assert codes(f"    2a. Customer has a pass:\n      {end}\n", "FLW129") == expected


def test_a_flow_that_leaves_at_several_steps_leaves_out_each() -> None:
    assert codes("    1-2a. Customer has a pass:\n      resume at 3\n", "FLW129") == []


# ---- FLW130 and FLW142


def test_conditions_that_are_the_same() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare. [E1]
          extensions:
            *a. The connection is lost:
              end in failure
            # FLW142 advice ‘Connection is lost’
            1a. Connection is lost.
              resume at 1
            2a. The card is declined:
              resume at 1
            # FLW130 warning ‘the card is declined’
            1-2b. the card is declined
              end in failure
            1c. The card is lost:
              end in failure
            2c. Customer has no card:
              end in failure
            # FLW130
            E1. Customer has no card:
              end in failure
        """,
        codes="FLW(130|142)",
    )


def test_one_condition_at_two_steps_is_two_things() -> None:
    flows = "    1a. Customer leaves:\n      end in failure\n    2a. Customer leaves:\n      end in failure\n"
    assert codes(flows, "FLW130", "FLW142") == []


# ---- FLW138


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("repeat 1-3", ["FLW138"]),
        ("repeat 1-3 until paid", []),
        ("repeat 1-3 while there is time", []),
        ("repeat 1-3 for each ticket", []),
        ("optional 2", []),
    ],
)
def test_loops(line: str, expected: list[str]) -> None:
    text = MAIN.replace("  extensions:\n", f"    {line}\n")
    assert [each.code for each in findings(text) if each.code == "FLW138"] == expected
