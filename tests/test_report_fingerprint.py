"""A finding is known again after the text around it has changed."""

from __future__ import annotations

import pytest

from tests.findings import in_line
from usecase_dsl.report.fingerprint import fingerprints, known_by, marks

BEFORE = """\
main flow:
1. Clerk scans the book.
2. System lends the book.
extensions:
2a. The book is lent already:
resume at 9
"""


def mark(text: str, line: int) -> str:
    (only,) = fingerprints([in_line(text, line)])
    return only


@pytest.mark.parametrize(
    ("after", "line"),
    [
        pytest.param("# Lending\n\n" + BEFORE, 8, id="it moved down"),
        pytest.param(BEFORE.replace("resume", "    resume "), 6, id="it was indented"),
        pytest.param(BEFORE.replace("2a.", "3a.").replace("resume at 9", "resume at 10"), 6, id="numbered anew"),
        pytest.param(BEFORE.replace("Clerk", "Librarian"), 6, id="another line changed"),
    ],
)
def test_a_finding_is_known_again(after: str, line: int) -> None:
    assert mark(after, line) == mark(BEFORE, 6)


@pytest.mark.parametrize(
    ("after", "line"),
    [
        pytest.param(BEFORE, 5, id="another line"),
        pytest.param(BEFORE.replace("resume at 9", "resume at the end"), 6, id="the line says something else"),
    ],
)
def test_another_finding_is_not_taken_for_it(after: str, line: int) -> None:
    assert mark(after, line) != mark(BEFORE, 6)


def test_the_rule_and_the_file_tell_findings_apart() -> None:
    found = [in_line(BEFORE, 6), in_line(BEFORE, 6, code="FLW122"), in_line(BEFORE, 6, file="other.uc")]
    assert len(set(fingerprints(found))) == 3


def test_findings_that_look_the_same_are_counted_in_the_order_of_the_text() -> None:
    text = "resume at 9\nresume at 8\nresume at 9\n"
    found = [in_line(text, 3), in_line(text, 1), in_line(text, 2)]
    assert [each.nth for each in marks(found)] == [2, 0, 1]
    assert len(set(fingerprints(found))) == 3


def test_putting_one_right_leaves_the_marks_of_others_that_look_different() -> None:
    text = "resume at 9\nend in sorrow\n"
    both = fingerprints([in_line(text, 1), in_line(text, 2)])
    assert fingerprints([in_line(text, 2)]) == both[1:]


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("3. Clerk pays.", "#. Clerk pays."),
        ("3a1. Clerk pays.", "#. Clerk pays."),
        ("2-4a. Clerk is ill:", "#. Clerk is ill:"),
        ("*a. Clerk is ill:", "*a. Clerk is ill:"),
        ("resume at 3a2", "resume at #"),
        ("use case UC-01: Pay 2.5 dollars", "use case UC-01: Pay 2.5 dollars"),
        ("E1. Clerk is ill:", "E1. Clerk is ill:"),
    ],
)
def test_labels_are_what_numbering_anew_changes(line: str, known: str) -> None:
    assert known_by(line) == known
