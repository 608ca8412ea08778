"""Where things stand in the lanes of an activity diagram."""

from __future__ import annotations

from tests.activity_picture import ActivityPicture, activity
from tests.reading import model

SIGN_IN = """
    actor: Member
    use case UC-1: Sign in
      primary actor: Member
      main success scenario:
        1. Member enters a password.
        2. System looks the password up.
        3. System shows the cart.
      extensions:
        1a. Member asks for a new one:
          1. System sends a code.
          2. Member enters the code.
          3. Member chooses a password.
          resume at 3
        1a2a. The code is too old:
          1. System rejects it.
          end in failure
        2a. Nobody has this password:
          1. System says so.
          end in failure
        2b. It is the fifth time:
          1. System blocks the account.
          end in failure
"""


def drawn() -> ActivityPicture:
    return activity(model(SIGN_IN), lanes=True)


def left(seen: ActivityPicture, *ids: str) -> set[float]:
    return {seen.shapes[id].left for id in ids}


def test_flows_share_a_track_one_below_the_other() -> None:
    assert len(left(drawn(), "step-1a1", "step-1a2a1", "step-2", "step-3")) == 1


def test_a_flow_keeps_to_its_track() -> None:
    seen = drawn()
    assert len(left(seen, "ext-1a", "step-1a2", "step-1a3")) == 1
    assert left(seen, "step-1a2") != left(seen, "step-1")  # The line of the main flow runs down there.


def test_flows_that_leave_a_step_stand_right_of_it_in_one_track() -> None:
    seen = drawn()
    (beside,) = left(seen, "ext-2a", "ext-2b")
    assert beside > seen.shapes["step-2"].right


def test_what_leaves_a_flow_stands_right_of_that() -> None:
    seen = drawn()
    assert seen.shapes["ext-1a2a"].left > seen.shapes["step-1a2"].right


def test_nothing_is_further_right_than_it_needs_to_be() -> None:
    lanes = drawn().groups("lane")
    member, system = (float(lane[0].attrib["width"]) for lane in lanes)
    assert member > system  # Three tracks, and two.


def test_the_words_of_a_loop_need_no_more_room_beside_a_high_decision() -> None:
    seen = activity(
        model(
            """
            actor: Rider
            use case: Rent
              main success scenario:
                1. System waits for the rain to stop and for the sun to come out again.
                2. Rider waits.
                repeat 2-2 until the rain stops
              extensions:
                1b. Rider waits:
                  resume at 1
                2a. System waits for the rain to stop and for the sun to come out again:
                  resume at 1
            """
        ),
        lanes=True,
    )
    assert seen.faults() == []
