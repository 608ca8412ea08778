"""When two names are the same, and when one is a slip of the other."""

from __future__ import annotations

import pytest

from usecase_dsl.syntax.names import Names, key, near


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Registered Customer", "registered  customer"),
        ("Abonn\u00e9", "abonne\u0301"),
        ("L'Abonné", "L’abonné"),
        ("e-mail", "e\u2011mail"),
        ("Straße", "STRASSE"),
        ("Cus\u00adtomer\u200b", "customer"),
        ("ﬁle", "file"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("written", "known", "is_near"),
    [
        ("priorty", "priority", True),
        ("prioirty", "priority", True),
        ("proirty", "priority", True),
        ("prty", "priority", False),
        ("nots", "note", True),
        ("notes", "note", True),
        ("noes", "notes", True),
        ("nodes taken", "notes", False),
        ("tga", "tag", False),
        ("UC-1", "UC-2", False),
        ("UC-7", "UC-07", True),
        ("UC-70", "UC-7", False),
        ("1.05 m", "1.5 m", False),
        ("gate A", "gate B", False),
        ("Gate", "gate", False),
    ],
)
def test_near_is_one_edit_in_four_letters_and_two_in_eight(written: str, known: str, is_near: bool) -> None:
    assert near(written, [known]) == (known if is_near else None)
    assert near(written, Names([known])) == (known if is_near else None)


def test_the_nearest_is_meant_and_of_equals_the_first() -> None:
    assert near("preconditins", ["postconditions", "precondition", "preconditions"]) == "preconditions"
    assert near("tages", ["tags", "stages", "pages"]) == "tags"
