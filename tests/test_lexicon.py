"""Word lists: what is found in a text, and what a project adds to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from usecase_dsl.checks.language.lexicon import Lexicon, folded, languages, lexicon
from usecase_dsl.syntax import vocabulary

LISTS = Lexicon(
    "en",
    {
        "plain": ("some", "some of", "can't", "e-mail", "as well as"),
        "stems": ("click*",),
        "ends": ("ing",),
        "signs": ("点击",),
    },
)

FOLDER = Path(__file__).parents[1] / "grammar" / "prose"


def found(name: str, text: str) -> list[str]:
    return [each.text for each in LISTS.find(name, text)]


def test_whole_words_are_found_with_their_places() -> None:
    text = "Some handsome, SOME."
    assert [(each.text, each.start, each.end) for each in LISTS.find("plain", text)] == [
        ("Some", 0, 4),
        ("SOME", 15, 19),
    ]
    assert [text[each.start : each.end] for each in LISTS.find("plain", text)] == ["Some", "SOME"]


def test_the_longest_phrase_is_found_whatever_its_white_space() -> None:
    assert found("plain", "some  of them, as\n   well as some") == ["some  of", "as\n   well as", "some"]
    assert found("plain", "as well") == []


def test_any_kind_of_apostrophe_and_hyphen_is_the_same() -> None:
    assert found("plain", "can't, can’t, canʼt, e‑mail") == ["can't", "can’t", "canʼt", "e‑mail"]


def test_a_part_of_a_hyphenated_or_contracted_word_is_no_word() -> None:
    assert found("plain", "some-what, awe-some, some'n, some_name") == []


def test_an_asterisk_stands_for_the_rest_of_a_word() -> None:
    assert found("stems", "click, clicks, clicking, clic, unclick") == ["click", "clicks", "clicking"]


def test_words_in_scripts_without_blanks_are_found_within_a_line() -> None:
    assert found("signs", "用户点击按钮") == ["点击"]


def test_a_list_that_a_language_lacks_is_empty() -> None:
    assert found("absent", "some") == []
    assert not LISTS.has("absent", "some") and LISTS.begins("absent", "some") is None
    assert lexicon("xx").lists == {}


def test_a_word_is_in_a_list_begins_a_text_or_has_an_ending() -> None:
    assert LISTS.has("plain", "Some  of") and not LISTS.has("plain", "some of them")
    assert LISTS.begins("plain", "some of us") == ("some of", 0, 7)
    assert LISTS.begins("plain", "not some of us") is None
    assert LISTS.ends("ends", "Paying") and not LISTS.ends("ends", "ring")


def test_a_project_adds_words_and_takes_some_out() -> None:
    own = lexicon("en", (("modals", ("-May", "gets to")), ("colours", ("red",))))
    assert [each.text for each in own.find("modals", "may, should, gets to")] == ["should", "gets to"]
    assert own.has("colours", "red")
    assert lexicon("en").has("modals", "may")


def test_a_project_has_its_words_in_any_language() -> None:
    assert lexicon("xx", (("modals", ("kann",)),)).has("modals", "kann")


@pytest.mark.parametrize("text", ["İstanbul", "ŸŒ", "Straße ’", "x" * 10])
def test_a_folded_text_is_as_long_as_the_text(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize("text", [" " * 500_000, "a" * 500_000, "well as, " * 50_000, "some-" * 100_000])
def test_a_long_text_without_a_word_is_read_once(text: str) -> None:
    assert found("plain", text) == []


@pytest.mark.parametrize("word", ["", "*", "x" * 5000, "(", "a|b", "[x"])
def test_any_word_can_be_in_a_list(word: str) -> None:
    own = lexicon("en", (("odd", (word, "known")),))
    assert [each.text for each in own.find("odd", "this is known")] == ["known"]


def test_every_language_with_lists_is_a_language_of_the_keyword_table() -> None:
    assert set(languages()) <= set(vocabulary.languages())
    assert {"en", "es", "pt"} <= set(languages())


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_lists_hold_words_each_once(file: Path) -> None:
    lists = json.loads(file.read_text(encoding="utf-8"))
    for name, words in lists.items():
        assert name == name.lower() and " " not in name
        assert len(set(words)) == len(words), name
        assert all(word == " ".join(word.split()) and word for word in words), name
