"""Comments that ignore findings: what they cover, and what is said of those that do nothing."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings
from usecase_dsl.checks import ALL_RULES, check
from usecase_dsl.checks.fixes import fixed
from usecase_dsl.model import link
from usecase_dsl.syntax import parse


def codes(text: str) -> list[str]:
    return [each.code for each in findings(text) if each.code in ("SYN007", "SYN024")]


UNSAID = """\
use case: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. Customer names a destination.
    {}
    2. System prints the ticket.
       =>
    {}
    3. Customer takes the ticket.
       =>
"""


def test_a_comment_speaks_for_the_item_below_it() -> None:
    assert codes(UNSAID.format("", "")) == ["SYN007", "SYN007"]
    assert codes(UNSAID.format("# uc: ignore[SYN007]", "")) == ["SYN007"]
    assert codes(UNSAID.format("# uc: ignore[SYN007] as printed", "# uc: ignore[SYN007]")) == []


@pytest.mark.parametrize(
    "comment", ["#uc:ignore[syn007]", "# UC : Ignore [ SYN007 ] why", "# uc: ignore[ACT302, SYN007]"]
)
def test_a_comment_may_be_written_in_several_ways(comment: str) -> None:
    assert codes(UNSAID.format(comment, "")).count("SYN007") == 1


def test_above_the_first_line_it_speaks_for_the_whole_text() -> None:
    assert codes("# language: en\n# uc: ignore[SYN007]\n\n" + UNSAID.format("", "")) == []


def test_it_speaks_for_the_lines_that_go_on_with_the_item_and_for_no_other() -> None:
    text = """\
    actor: Customer
    use case: Sell a ticket
      primary actor: Customer
      # uc: ignore[SYN007]
      preconditions:
        - The counter is open.
      success guarantees:
      main success scenario:
        # uc: ignore[SYN007] to be told by the printers
        1. System prints the ticket.
           =>
        2. Customer takes it.
           =>
    """
    assert_marked(
        text.replace("      # uc", "      # SYN024\n      # uc", 1)
        .replace("      success", "      # SYN007\n      success")
        .replace("    2. Customer takes it.\n", "    2. Customer takes it.\n           # SYN007\n"),
        codes="SYN007|SYN024",
    )


def test_above_a_bullet_it_speaks_for_that_item_alone() -> None:
    text = """\
    actor: Customer
    use case: Sell a ticket
      primary actor: Customer
      preconditions:
        # uc: ignore[SYN007]
        -
        # SYN007
        -
        - The counter is open.
    """
    assert_marked(text, codes="SYN007|SYN024")


def test_an_error_is_not_ignored() -> None:
    text = UNSAID.format("", "") + "  extensions:\n    1a. It rains:\n      # uc: ignore[FLW121]\n      resume at 9\n"
    found = [each for each in findings(text) if each.code in ("FLW121", "SYN024")]
    assert [each.code for each in found] == ["SYN024", "FLW121"]
    assert found[0].message == "FLW121 is an error here, and can't be ignored"


@pytest.mark.parametrize(
    ("comment", "place", "message"),
    [
        ("# uc: ignore[FLW999]", "FLW999", "no rule is called ‘FLW999’"),
        ("# uc: ignore[ACT302]", "ACT302", "there is no finding of ACT302 here to ignore"),
        ("# uc: ignore SYN007", "# uc: ignore SYN007", "this comment is meant for the checker, and says nothing to it"),
        ("# uc: ignore[]", "# uc: ignore[]", "this comment is meant for the checker, and says nothing to it"),
    ],
)
def test_a_comment_that_does_nothing_is_reported(comment: str, place: str, message: str) -> None:
    (found,) = [each for each in findings(UNSAID.format(comment, "")) if each.code == "SYN024"]
    span = found.place.span
    assert (found.place.source.text[span.start : span.end], found.message) == (place, message)


@pytest.mark.parametrize("comment", ["# ignore[SYN007]", "# see uc: ignore[SYN007]", "# uc stands for use case"])
def test_other_comments_are_none_of_the_checkers_business(comment: str) -> None:
    assert codes(UNSAID.format(comment, "")) == ["SYN007", "SYN007"]


def test_a_comment_for_a_rule_that_is_not_asked_is_left_alone() -> None:
    document, _ = parse(UNSAID.format("# uc: ignore[ACT302]", ""))
    asked = [rule for rule in ALL_RULES if rule.code != "ACT302"]
    assert "SYN024" not in [each.code for each in check(link([document]), rules=asked)]


def test_an_idle_comment_can_be_taken_away() -> None:
    text = UNSAID.format("# uc: ignore[ACT302] not any more", "")
    (found,) = [each for each in findings(text) if each.code == "SYN024"]
    assert found.fix
    assert fixed(text, [found.fix]) == (text.replace("    # uc: ignore[ACT302] not any more\n", ""), 1)


def test_one_of_several_codes_is_taken_out_by_hand() -> None:
    (found,) = [each for each in findings(UNSAID.format("# uc: ignore[ACT302, SYN007]", "")) if each.code == "SYN024"]
    assert found.fix is None
    assert found.message == "there is no finding of ACT302 here to ignore"


@pytest.mark.parametrize("written", ["SYN", "empty-part", "Empty-Part", "syn007"])
def test_a_family_or_a_name_stands_for_codes(written: str) -> None:
    assert codes(UNSAID.format(f"# uc: ignore[{written}]", "")) == ["SYN007"]


def test_a_comment_at_the_end_of_a_line_is_text_and_said_to_be() -> None:
    text = UNSAID.format("", "").replace("destination.", "destination.  # uc: ignore[FLW101] why")
    (found,) = [each for each in findings(text) if each.code == "SYN024"]
    assert found.message == "there are no comments at the end of a line: this is text"
    assert found.fix
    above = "    # uc: ignore[FLW101] why\n    1. Customer names a destination.\n"
    assert above in fixed(found.place.source.text, [found.fix])[0]
