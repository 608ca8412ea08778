"""Steps and flows with new numbers: every reference follows, and nothing that only looks like one."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.marks import findings
from usecase_dsl.checks.fixes import fixed
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax.formatting import Formatted, formatted, renumbering
from usecase_dsl.syntax.parser import read


def result_of(text: str) -> Formatted:
    return formatted(source_from_text(dedent(text)))


def becomes(before: str, after: str) -> None:
    """That a text becomes another one, and says nothing of labels that were left as they are."""
    result = result_of(before)
    assert result.text == dedent(after)
    assert result.remarks == ()


class TestNumbers:
    def test_steps_count_from_one(self) -> None:
        becomes(
            """\
            use case: Sell a ticket
              main success scenario:
                2. Customer names a destination.
                4. System shows the fare.
                5. Customer pays the fare.
            """,
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                2. System shows the fare.
                3. Customer pays the fare.
            """,
        )

    def test_rows_of_examples_go_with_their_flows(self) -> None:
        becomes(
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                +. System shows the fare.
                2. Customer pays.
              extensions:
                2a. Customer is short of 2a:
                  end in failure
              examples:
                | seat | outcome |
                | 2a   | 2a      |
                | 3b   | success |
            """,
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                2. System shows the fare.
                3. Customer pays.

              extensions:
                3a. Customer is short of 2a:
                  end in failure

              examples:
                | seat | outcome |
                | 2a   | 3a      |
                | 3b   | success |
            """,
        )

    def test_a_step_yet_to_be_numbered_is_put_in(self) -> None:
        becomes(
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                +. System looks for trains.
                2. System shows the fare.
                3. Customer pays the fare.
                +. System prints the ticket.

              extensions:
                2a. No train goes there:
                  1. System says so.
                  +. System offers a bus.
                  resume at 1
                2-3a. Customer gives up:
                  end in failure
                3a. The card is declined:
                  resume at 3
                *a. The power fails:
                  resume at 4
            """,
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                2. System looks for trains.
                3. System shows the fare.
                4. Customer pays the fare.
                5. System prints the ticket.

              extensions:
                3a. No train goes there:
                  1. System says so.
                  2. System offers a bus.
                  resume at 1
                3-4a. Customer gives up:
                  end in failure
                4a. The card is declined:
                  resume at 4
                *a. The power fails:
                  resume at 5
            """,
        )

    def test_a_range_stays_around_its_steps(self) -> None:
        becomes(
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                2. System shows the fare.
                +. Customer names a class.
                3. System shows the seats.
                repeat 2-3 until a seat is free
                optional 3 when there are seats
                4. Customer pays the fare.

              extensions:
                2-3a. Customer gives up:
                  end in failure
                2,4a. Customer is a child:
                  end in failure

              extension points:
                - payment: 4
                - seats: the seats
              variations:
                - 3: by the window | at the door
                - 2-3: on a screen | on paper
            """,
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                2. System shows the fare.
                3. Customer names a class.
                4. System shows the seats.
                repeat 2-4 until a seat is free
                optional 4 when there are seats
                5. Customer pays the fare.

              extensions:
                2-4a. Customer gives up:
                  end in failure
                2,5a. Customer is a child:
                  end in failure

              extension points:
                - payment: 5
                - seats: the seats
              variations:
                - 4: by the window | at the door
                - 2-4: on a screen | on paper
            """,
        )

    def test_full_labels_stay_full_and_flows_of_flows_follow(self) -> None:
        becomes(
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                3. Customer pays the fare.

              extensions:
                3a. The card is declined:
                  3a1. System asks for another card.
                  +. Customer offers another card.
                  3a2. System asks the bank.
                  repeat 3a1-3a2 until the card is accepted
                  resume at 3
                3a2a. The bank doesn't answer:
                  1. System waits.
                  resume at 3a2
                3a1-2b. Customer gives up:
                  end in failure
            """,
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                2. Customer pays the fare.

              extensions:
                2a. The card is declined:
                  2a1. System asks for another card.
                  2a2. Customer offers another card.
                  2a3. System asks the bank.
                  repeat 2a1-2a3 until the card is accepted
                  resume at 2
                2a3a. The bank doesn't answer:
                  1. System waits.
                  resume at 2a3
                2a1-3b. Customer gives up:
                  end in failure
            """,
        )

    def test_codes_keep_their_names(self) -> None:
        becomes(
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                3. Customer pays the fare. [E2]

              failure flows:
                E2. The card is declined:
                  2. System asks for another card.
                  3. Customer offers another card.
                  repeat E2.2-E2.3 until the card is accepted
                  resume at 3
                E2.3b. Customer has no other card:
                  end in failure
            """,
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                2. Customer pays the fare. [E2]

              failure flows:
                E2. The card is declined:
                  1. System asks for another card.
                  2. Customer offers another card.
                  repeat E2.1-E2.2 until the card is accepted
                  resume at 2
                E2.2a. Customer has no other card:
                  end in failure
            """,
        )

    def test_steps_that_changed_places_take_their_flows_with_them(self) -> None:
        becomes(
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                3. Customer names a class.
                2. System shows the fare.

              extensions:
                2a. No train goes there:
                  resume at 3
                3a. There is one class alone:
                  resume at 2
            """,
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                2. Customer names a class.
                3. System shows the fare.

              extensions:
                3a. No train goes there:
                  resume at 2
                2a. There is one class alone:
                  resume at 3
            """,
        )

    def test_a_control_line_with_a_number_takes_a_place(self) -> None:
        becomes(
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                3. repeat 1 until a train goes there
                5. Customer pays the fare.
            """,
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.
                2. repeat 1 until a train goes there
                3. Customer pays the fare.
            """,
        )

    def test_numbers_in_prose_stay(self) -> None:
        prose = (
            "System multiplies the fare by 4, as in step 4.",
            "Customer reads ‘resume at 4’ on the screen.",
            "[4] System prints 4a. and 4-5a.",
        )
        text = "use case: Sell a ticket\n  main success scenario:\n"
        steps = "".join(f"    {4 + n}. {each}\n" for n, each in enumerate(prose))
        wanted = "".join(f"    {1 + n}. {each}\n" for n, each in enumerate(prose))
        assert result_of(text + steps).text == text + wanted


class TestLetters:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (("2b", "2c"), ("2a", "2b")),
            (("2b", "2a"), ("2a", "2b")),
            (("2a", "2d", "*b", "*x"), ("2a", "2b", "*a", "*b")),
            (("2a", "2c", "*b", "*x"), ("2a", "2c", "*a", "*b")),
            (("1-2b", "2a"), ("1-2b", "2a")),
            (("1-2a", "2b"), ("1-2a", "2b")),
            (("1,2d", "2c"), ("1,2a", "2a")),
            (("2ä", "2c"), ("2ä", "2c")),
            (("2b", "2b1a"), ("2a", "2a1a")),
            (("2a", "2aa"), ("2a", "2aa")),
        ],
        ids=str,
    )
    def test_of_flows_at_one_place_run_from_a(self, before: tuple[str, ...], after: tuple[str, ...]) -> None:
        assert self.lettered(before) == list(after)

    def lettered(self, flows: tuple[str, ...]) -> list[str]:
        text = "use case: X\n  main success scenario:\n    1. A acts.\n    2. B acts.\n\n  extensions:\n"
        text += "".join(f"    {label}. It rains:\n      1. A waits.\n" for label in flows)
        lines = result_of(text).text.split("\n")
        return [line.strip().partition(". ")[0] for line in lines if "rains" in line]

    def test_that_are_right_in_each_section_stay(self) -> None:
        text = """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.

              alternate flows:
                1b. Many towns have this name:
                  resume at 1

              failure flows:
                1a. No train goes there:
                  end in failure
            """
        becomes(text, text)

    def test_references_follow(self) -> None:
        becomes(
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.

              extensions:
                1c. No train goes there:
                  1. System says so.
                  resume at 1c1
                1a. Customer gives up:
                  end in failure
            """,
            """\
            use case: Sell a ticket
              main success scenario:
                1. Customer names a destination.

              extensions:
                1a. No train goes there:
                  1. System says so.
                  resume at 1a1
                1b. Customer gives up:
                  end in failure
            """,
        )


WRONG = """\
use case: Sell a ticket
  main success scenario:
    1. Customer names a destination.
    3. System shows the fare.
    5. Customer pays the fare.

  extensions:
    3a. No train goes there:
      1. System says so.
      resume at 1
"""


class TestWhatIsAmbiguous:
    @pytest.mark.parametrize(
        ("old", "new", "why"),
        [
            ("    5.", "    3.", "there are two steps 3"),
            ("resume at 1", "resume at 2", "there is no step 2"),
            ("resume at 1", "repeat 2-3 until all know", "there is no step 2"),
            ("3a.", "2a.", "there is no step 2"),
            ("3a.", "3-6a.", "there is no step 6"),
            ("      1.", "      3b1.", "‘3b1’ is the label of a step of another flow"),
            ("resume at 1", "resume at 1\n    3a. Customer gives up:\n      end in failure", "there are two flows 3a"),
            ("resume at 1", "resume at step 1 with the fare", "this line is nearly structure"),
            ("  extensions:", "  variations:\n    - 4: cash\n\n  extensions:", "there is no step 4"),
            ("  main", "  resume at 3\n  main", "this line belongs to no flow"),
            ("    3.", "    5.", "there are two steps 5"),
        ],
    )
    def test_stays_as_it_is_and_is_said(self, old: str, new: str, why: str) -> None:
        text = WRONG.replace(old, new, 1)
        result = result_of(text)
        assert [line.split()[:1] for line in result.text.split("\n") if "fare." in line] == [
            line.split()[:1] for line in text.split("\n") if "fare." in line
        ]
        assert [each.message for each in result.remarks] == [
            f"the labels of ‘Sell a ticket’ were left as they are: {why}"
        ]

    def test_says_nothing_where_nothing_would_change(self) -> None:
        text = WRONG.replace("3", "2").replace("5", "3").replace("resume at 1", "resume at 9")
        assert result_of(text) == Formatted(text)

    def test_leaves_other_use_cases_alone(self) -> None:
        text = f"{WRONG.replace('resume at 1', 'resume at 9')}\n{WRONG.replace('ticket', 'seat')}"
        result = result_of(text)
        assert len(result.remarks) == 1
        assert result.text.count("    5. Customer pays") == result.text.count("    3. Customer pays") == 1

    @pytest.mark.parametrize("place", ["    3. System", "use case"])
    def test_a_comment_that_lets_numbers_be_is_heard(self, place: str) -> None:
        comment = "# uc: ignore[FLW101] numbered as in the contract\n"
        text = WRONG.replace(place, f"{'    ' if place.startswith(' ') else ''}{comment}{place}")
        assert result_of(text) == Formatted(text)


def text_of(numbers: list[int], letters: str, plain: bool) -> str:
    """A use case whose steps have given numbers, with references of all kinds to them."""
    a, b, c, d = numbers
    step = "" if plain else f"{b}{letters[0]}"
    return f"""\
use case: Sell a ticket
  main success scenario:
    {a}. Customer names a destination.
    {b}. System shows the fare.
    {c}. Customer pays the fare.
    repeat {a}-{b} until the fare is agreed
    {d}. System prints the ticket.

  extensions:
    {b}{letters[0]}. No train goes there:
      {step}{a}. System says so.
      {step}{c}. Customer thinks.
      repeat {b}{letters[0]}{a}-{b}{letters[0]}{c} until Customer knows
      resume at {a}
    {b}{letters[1]}. Customer gives up:
      end in failure
    {b}-{c}{letters[0]}. The clerk is new:
      resume at {d}
    {b}{letters[0]}{c}{letters[0]}. Customer thinks for long:
      resume at {b}{letters[0]}{a}
    {a},{d}{letters[0]}. The power fails:
      restart

  extension points:
    - payment: {c}
  variations:
    - {d}: paper | telephone
"""


@given(
    st.lists(st.integers(1, 30), min_size=4, max_size=4, unique=True).map(sorted),
    st.sampled_from(["ab", "bc", "xz", "fg"]),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_numbers_were_the_text_becomes_the_same(numbers: list[int], letters: str, plain: bool) -> None:
    wanted = text_of([1, 2, 3, 4], "ab", plain).replace("      3. Cust", "      2. Cust").replace("2a3", "2a2")
    assert result_of(text_of(numbers, letters, plain)).text == wanted


class TestFixes:
    """The rules offer the new numbers as a fix."""

    def test_that_the_edits_of_are_all_there_is_to_change(self) -> None:
        source = source_from_text(WRONG)
        document = read(source)
        (declaration,) = document.declarations
        edits = renumbering(document, declaration)
        assert [(source.text[each.span.start : each.span.end], each.text) for each in edits] == [
            ("3", "2"),
            ("5", "3"),
            ("3a", "2a"),
        ]
        assert renumbering(document, declaration, steps=False) == ()

    def test_after_which_nothing_is_found(self) -> None:
        text = (
            WRONG.replace("    3. System", "    4. System").replace("3a", "4b").replace("resume at 1", "resume at 4b1")
        )
        found = [each for each in findings(text) if each.code == "FLW101"]
        (finding,) = found
        assert finding.fix and finding.fix.safe
        better, _ = fixed(finding.place.source.text, [finding.fix])
        assert "2b. No train" in better and "resume at 2b1" in better
        assert not [each for each in findings(better) if each.code in ("FLW101", "FLW109", "FLW121")]

    def test_in_several_flows_are_one(self) -> None:
        text = WRONG.replace("      1. System", "      2. System")
        fixes = [each.fix for each in findings(text) if each.code == "FLW101" and each.fix]
        better, number = fixed(text, fixes)
        assert (len(fixes), number) == (2, 2)
        assert not [each for each in findings(better) if each.code == "FLW101"]

    def test_a_flow_with_a_step_yet_to_be_numbered_is_numbered_with_the_others(self) -> None:
        text = WRONG.replace("      1. System", "      +. System thinks.\n      1. System")
        (finding,) = [each for each in findings(text) if each.code == "FLW101"]
        assert finding.fix
        better, _ = fixed(text, [finding.fix])
        assert "      1. System thinks.\n      2. System says so." in better

    def test_are_not_offered_where_a_label_is_ambiguous(self) -> None:
        text = WRONG.replace("resume at 1", "resume at 2")
        (finding,) = [each for each in findings(text) if each.code == "FLW101"]
        assert finding.fix is None


def test_a_flow_at_step_0_is_no_fault() -> None:
    source = source_from_text(
        "use case: Plan\n  main flow:\n    1. A b.\n  extensions:\n    0a. It rains:\n      1. A c.\n"
    )
    assert "0a. It rains" in formatted(source).text
