"""What an activity diagram shows of a use case, and how its SVG says it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.activity_picture import SVG, ActivityPicture, activity
from tests.reading import model
from usecase_dsl.render.activity.drawing import activity_diagram
from usecase_dsl.render.diagram import Refusal, render

RENT = """
    actor: Rider
    use case UC-1: Rent a bicycle
      primary actor: Rider
      trigger: Rider wants to go somewhere.
      main success scenario:
        1. Rider holds the card to a dock.
        2. System asks for the account (include UC-2).
        3. System opens the dock. [BR-1]
           => The dock is open.
        4. The lamp turns green.
        repeat 3-4 until the bicycle is free
        optional 4 when it is dark
      extensions:
        *a. The power fails:
          end in failure
        2a. The card is unknown:
          1. System shows a red light.
          end in failure
          => The dock is shut.
        2b. Rider is unknown:
          end in success
        2-3a. Rider walks away:
          end
        3a. The dock is stuck:
          1. System tries again.
          resume at same step
        3a1a. It was the third time:
          resume at 1
        4a. The lamp is broken:
          1. System reports it.
        E1. Nobody knows where:
          end in failure
    use case UC-2: Identify
"""


@pytest.fixture(scope="module")
def rent() -> ActivityPicture:
    return drawn(RENT)


def drawn(text: str, lanes: bool = False) -> ActivityPicture:
    read = model(text)
    return activity(read, next(iter(read.use_cases.values())), lanes)


class TestNodes:
    def test_every_step_has_its_number_who_acts_and_what_is_done(self, rent: ActivityPicture) -> None:
        assert rent.said("step-1") == "1 Rider holds the card to a dock."
        assert rent.said("step-3") == "3 System opens the dock. => The dock is open."
        assert rent.said("step-3a1") == "3a1 System tries again."

    def test_who_acts_is_set_apart(self, rent: ActivityPicture) -> None:
        (line,) = (each for each in rent.nodes["step-1"].iter(f"{SVG}text") if each.get("class") == "who")
        assert (line.text, line[0].text) == ("Rider ", "holds the card to a dock.")
        assert [each.get("class") for each in rent.nodes["step-4"].iter(f"{SVG}text")] == [None, None]

    def test_the_main_flow_is_told_apart(self, rent: ActivityPicture) -> None:
        assert rent.kinds("step-1") == {"node", "step", "main"}
        assert rent.kinds("step-2a1") == {"node", "step"}

    def test_a_bullet_has_its_text_beside_it(self) -> None:
        seen = drawn(
            """
            use case: X
              main success scenario:
                1. System shows the bicycle:
                   - the day when somebody looked at it for the last time, and who
                   | part | state |
                   | bell | loud  |
            """
        )
        lines = [(each.text or "", float(each.attrib["x"])) for each in seen.nodes["step-1"].iter(f"{SVG}text")]
        assert [text for text, _ in lines[2:]] == [
            "• the day when somebody looked at it for",
            "the last time, and who",
            "part | state",
            "bell | loud",
        ]
        assert lines[2][1] < lines[3][1] and lines[2][1] == lines[4][1]

    def test_a_call_has_a_mark(self, rent: ActivityPicture) -> None:
        assert "call" in rent.kinds("step-2") and "call" not in rent.kinds("step-3")

    def test_a_condition_is_a_decision_with_its_label(self, rent: ActivityPicture) -> None:
        assert rent.said("ext-2a") == "2a The card is unknown"
        assert rent.kinds("ext-2a") == {"node", "decision", "extension"}

    def test_a_flow_at_several_steps_is_there_once_and_says_where(self, rent: ActivityPicture) -> None:
        assert rent.said("ext-2-3a") == "2-3a Rider walks away at step 2 or 3"
        assert rent.said("ext-any-a") == "*a The power fails at any step"
        assert rent.said("ext-E1") == "E1 Nobody knows where the text doesn't say where"

    @pytest.mark.parametrize(
        ("id", "kind", "words"),
        [
            ("main-end", "success", "Success"),
            ("ext-2a-end", "failure", "Failure => The dock is shut."),
            ("ext-2-3a-end", "unstated", "Ends, and the text doesn't say how"),
            ("ext-4a-end", "open", "No end stated"),
        ],
    )
    def test_ends_differ_in_kind_and_words(self, rent: ActivityPicture, id: str, kind: str, words: str) -> None:
        assert kind in rent.kinds(id) and rent.said(id) == words

    def test_the_beginning_says_what_triggers_it(self, rent: ActivityPicture) -> None:
        assert rent.said("start") == "Rider wants to go somewhere."

    def test_loops_and_options_are_frames_with_words(self, rent: ActivityPicture) -> None:
        words = [" ".join(each.text or "" for each in region.iter(f"{SVG}text")) for region in rent.groups("region")]
        assert words == ["repeat until the bicycle is free", "optional when it is dark"]


class TestEdges:
    def test_the_main_flow(self, rent: ActivityPicture) -> None:
        way = ["start", "step-1", "step-2", "step-3", "step-4", "main-end"]
        assert set(rent.ways("main")) - {("step-4", "step-3")} == set(pairwise(way))

    def test_flows_leave_the_step_that_they_interrupt(self, rent: ActivityPicture) -> None:
        assert ("step-2", "ext-2a") in rent.ways("branch")
        assert ("step-3a1", "ext-3a1a") in rent.ways("branch")

    def test_flows_at_no_one_step_leave_none(self, rent: ActivityPicture) -> None:
        targets = {target for _, target in rent.ways()}
        assert not targets & {"ext-any-a", "ext-E1"}

    def test_a_loop_leads_back(self, rent: ActivityPicture) -> None:
        assert rent.ways("repeat") == [("step-4", "step-3")]

    def test_a_way_back_is_a_line_or_a_label(self, rent: ActivityPicture) -> None:
        assert ("step-3a1", "step-3") in rent.ways("resume") or rent.said("ext-3a-end") == "back to 3"
        assert ("ext-3a1a", "step-1") in rent.ways("resume") or rent.said("ext-3a1a-end") == "back to 1"

    def test_each_says_itself_aloud(self, rent: ActivityPicture) -> None:
        words = {(each.get("data-from"), each.get("data-to")): each.get("aria-label") for each in rent.edges}
        assert words["step-1", "step-2"] == "Step 1, then step 2"
        assert words["step-2", "ext-2a"] == "Step 2, or extension 2a"
        assert words["step-2a1", "ext-2a-end"] == "Step 2a1, then failure"
        assert words["step-4", "step-3"] == "Step 4, repeat until the bicycle is free"


class TestDocument:
    def test_the_picture_is_told_in_words(self, rent: ActivityPicture) -> None:
        assert rent.root.get("role") == "img"
        assert rent.root.findtext(f"{SVG}title") == "Activity diagram: UC-1: Rent a bicycle"
        told = rent.root.findtext(f"{SVG}desc") or ""
        assert told.startswith("4 steps in the main success scenario.")
        assert "2a, The card is unknown: Failure." in told

    def test_every_edge_joins_two_nodes_with_one_path(self, rent: ActivityPicture) -> None:
        assert {id for way in rent.ways() for id in way} <= rent.nodes.keys()
        assert {len(each.findall(f"{SVG}path")) for each in rent.edges} == {1}

    def test_no_two_nodes_have_one_id(self, rent: ActivityPicture) -> None:
        assert len(rent.nodes) == len(rent.groups("node"))
        twice = drawn("use case: X\n  main success scenario:\n    1. A.\n    1. B.\n")
        assert twice.said("step-1") == "1 A." and twice.said("step-1~2") == "1 B."

    def test_a_step_leads_to_its_place(self) -> None:
        read = model(RENT)
        svg = activity_diagram(read, read.use_cases["uc-1"], "svg", lambda id: f"rent.html#{id}")
        links = {each.get("href") for each in ActivityPicture(svg).root.iter(f"{SVG}a")}
        assert {"rent.html#step-1", "rent.html#ext-2a"} <= links

    def test_a_picture_alone_has_no_links(self, rent: ActivityPicture) -> None:
        assert list(rent.root.iter(f"{SVG}a")) == []

    def test_every_colour_comes_from_a_token(self, rent: ActivityPicture) -> None:
        """A part of a line of text has a colour of its own, which the rule for texts doesn't reach."""
        sheet = rent.root.findtext(f"{SVG}style") or ""
        assert "svg.activity tspan{fill:var(--uc-ink);" in sheet
        used = set(re.findall(r"var\(--uc-(\w+)\)", sheet))
        light, dark = (set(re.findall(r"--uc-(\w+):", line)) for line in sheet.splitlines() if ":where" in line)
        assert used <= light == dark

    def test_text_is_no_markup(self) -> None:
        odd = '<script>alert(1)</script> & "x" ]]>'
        seen = drawn(
            f"use case: {odd}\n  main success scenario:\n    1. {odd}\n  extensions:\n    1a. {odd}:\n      end\n"
        )
        assert "".join(seen.said("step-1").split()) == "1" + "".join(odd.split())
        assert not list(seen.root.iter(f"{SVG}script"))

    def test_marks_of_prose_are_not_shown(self) -> None:
        seen = drawn(
            "use case: X\n  main success scenario:\n    1. **Rider** reads `x` in [the book](http://example.org).\n"
        )
        assert seen.said("step-1") == "1 Rider reads x in the book."


class TestWhatIsMissing:
    def test_no_flow_at_all(self) -> None:
        seen = drawn("use case: Nothing yet\n")
        assert seen.said("main-end") == "No main success scenario"

    def test_prose(self) -> None:
        seen = drawn("use case: Told\n  main success scenario:\n    It is told in prose.\n")
        assert seen.said("main-prose") == "It is told in prose." and "prose" in seen.kinds("main-prose")

    def test_a_flow_yet_to_be_written(self) -> None:
        seen = drawn("use case: X\n  main success scenario:\n    1. A.\n  extensions:\n    1a. Rain: ...\n")
        assert seen.said("ext-1a-end") == "Not written yet"

    def test_a_target_that_isnt_there(self) -> None:
        seen = drawn(
            "use case: X\n  main success scenario:\n    1. A.\n  extensions:\n    1a. Rain:\n      resume at 9\n"
        )
        assert seen.said("ext-1a-end") == "back to step 9, which doesn't exist"

    def test_several_use_cases_are_refused(self) -> None:
        with pytest.raises(Refusal, match="one use case"):
            render(model(RENT), kind="activity")


class TestLanes:
    def test_a_lane_for_each_who_acts_the_primary_actor_first(self) -> None:
        seen = drawn(RENT, lanes=True)
        assert [each.findtext(f"{SVG}text") for each in seen.groups("lane")] == ["Rider", "System"]
        assert seen.middle("step-1")[0] < seen.middle("step-2")[0] == seen.middle("step-3")[0]

    def test_who_is_not_said_stays_in_the_lane(self) -> None:
        seen = drawn(RENT, lanes=True)
        assert seen.middle("step-4")[0] == seen.middle("step-3")[0]

    def test_nobody_known_needs_no_lane(self) -> None:
        assert drawn("use case: X\n  main success scenario:\n    1. It rains.\n", lanes=True).groups("lane") == []
