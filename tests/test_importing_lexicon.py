"""What a heading names: the words of all languages, with and without their diacritics."""

from __future__ import annotations

from collections import Counter

import pytest

from usecase_dsl.importing import lexicon


def named(heading: str, language: str = "") -> tuple[str, str] | None:
    """The keyword that a heading names in a document of a language, and what is left of it."""
    found = lexicon.look_up(heading, Counter([language] if language else []))
    return (found.word.keyword, found.rest) if found else None


@pytest.mark.parametrize(
    ("heading", "keyword"),
    [
        ("Precondições", "preconditions"),
        ("precondicoes", "preconditions"),
        ("Pré-condiçoes:", "preconditions"),
        ("Scenario nominal", "main success scenario"),
        ("Předpoklady", "assumptions"),
        ("PREDPOKLADY", "assumptions"),
        ("Luong su kien chinh", "main success scenario"),
    ],
)
def test_diacritics_may_be_left_out(heading: str, keyword: str) -> None:
    assert named(heading) == (keyword, "")


def test_a_flow_without_diacritics_keeps_what_stands_behind_it() -> None:
    assert named("Fluxo de excecao 2") == ("failure flows", "2")


def test_a_short_word_without_diacritics_is_another_word() -> None:
    assert named("Thẻ", "vi")
    assert named("the", "vi") is None


def test_kana_without_their_marks_are_other_letters() -> None:
    assert lexicon.without_marks("アクターが") == "アクターが"
    assert lexicon.without_marks("łódź, đến, ısı, übung") == "lodz, den, isi, ubung"
