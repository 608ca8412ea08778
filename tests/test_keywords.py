"""The keyword table says the same in every natural language, and nothing in it has two meanings."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from usecase_dsl import resources
from usecase_dsl.syntax import vocabulary as vocabulary_module
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.vocabulary import control_pattern, languages, vocabulary

COMMON: Any = json.loads(resources.read_text("grammar/keywords.json"))
LANGUAGES: Any = {code: json.loads(resources.read_text(f"grammar/keywords/{code}.json")) for code in languages()}
ENGLISH: Any = LANGUAGES["en"]
HEADS = ("declarations", "flows", "fields")

# Where a word of one language means something else in English, the language of the text wins. That is a trap
# for whoever mixes the two, so each case needs a reason: nobody writes anything but "data" for a date.
OWN_MEANING = {"pt": {"data"}, "it": {"data"}, "pl": {"data"}, "ro": {"data"}}

every_language = pytest.mark.parametrize("language", LANGUAGES)


def test_the_languages_that_are_promised_are_there() -> None:
    assert {"en", "pt", "es", "fr", "de", "it", "cs", "ru", "pl", "hu", "uk", "nl", "tr", "ro", "sv"} <= set(LANGUAGES)


def test_a_language_is_called_by_a_code_and_a_name_of_its_own() -> None:
    assert [code for code in LANGUAGES if not re.fullmatch("[a-z]{2,3}", code)] == []
    assert len({language["name"] for language in LANGUAGES.values()}) == len(LANGUAGES)


def test_english_comes_first() -> None:
    """Where several languages know a word, the first one's meaning counts."""
    assert languages()[0] == "en"
    assert list(languages()[1:]) == sorted(languages()[1:])


def test_a_text_needs_its_own_language_and_english_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {code: LANGUAGES[code] for code in ("en", "pt")}
    monkeypatch.setattr(vocabulary_module, "_table", table.__getitem__)
    assert vocabulary.__wrapped__("pt").heads["ator"].keyword == "actor"


def test_every_field_of_a_declaration_has_words() -> None:
    used = {field for fields in COMMON["fields"].values() for field in fields}
    assert used == set(ENGLISH["fields"])
    assert set(COMMON["fields"]) == set(ENGLISH["declarations"])
    assert set(COMMON["declared as field"].values()) <= set(COMMON["fields"]["use case"])


@every_language
def test_a_language_has_each_category_and_entry_of_english_in_its_order(language: str) -> None:
    assert shape(LANGUAGES[language]) == shape(ENGLISH)


@every_language
def test_no_entry_is_without_words(language: str) -> None:
    """But for articles, which many languages don't have."""
    lists = word_lists(LANGUAGES[language])
    assert [path for path, words in lists if not words and path != "articles"] == []


@every_language
def test_words_are_composed_single_blanked_and_of_small_letters(language: str) -> None:
    lists = word_lists(LANGUAGES[language])
    words = [word for path, words in lists if path != "system" for word in words]
    assert [word for word in words if tidy(word) != word] == []


@every_language
def test_the_system_is_written_as_in_a_sentence(language: str) -> None:
    """With a capital letter, where the script has them."""
    for word in LANGUAGES[language]["system"]:
        assert not word[0].islower() and tidy(word) == word.lower()


@every_language
def test_no_entry_lists_a_word_twice(language: str) -> None:
    lists = word_lists(LANGUAGES[language])
    assert [path for path, words in lists if len(set(map(key, words))) < len(words)] == []


@every_language
def test_a_head_can_be_read(language: str) -> None:
    """It begins with a letter, and its colon comes within 60 characters."""
    heads = [word for words in heads_of(LANGUAGES[language]).values() for word in words]
    assert [head for head in heads if not re.fullmatch(r"[^\W\d_][^\n:：]{0,58}", head)] == []


@every_language
def test_a_head_has_one_meaning_in_its_language_and_english(language: str) -> None:
    both = [*heads_of(LANGUAGES[language]).items(), *heads_of(ENGLISH).items()]
    assert set(ambiguous(both)) == OWN_MEANING.get(language, set())


@pytest.mark.parametrize("language", OWN_MEANING)
def test_a_word_that_means_something_else_in_english_is_read_as_the_texts_own(language: str) -> None:
    assert vocabulary(language).heads["data"].keyword == "date"


@every_language
def test_a_word_that_is_no_slip_of_a_keyword_is_none_itself(language: str) -> None:
    heads = vocabulary(language).heads
    assert [word for word in LANGUAGES[language]["other words"] if key(word) in heads] == []


@every_language
@pytest.mark.parametrize("field", ENGLISH["values"])
def test_a_value_has_one_meaning_in_its_language_and_english(language: str, field: str) -> None:
    both = [*LANGUAGES[language]["values"][field].items(), *ENGLISH["values"][field].items()]
    assert ambiguous(both) == {}


@every_language
def test_an_infix_word_has_one_meaning_in_its_language_and_english(language: str) -> None:
    both = [*LANGUAGES[language]["phrases"].items(), *ENGLISH["phrases"].items()]
    assert ambiguous(both) == {}


@every_language
def test_a_control_phrase_has_the_places_of_the_english_one(language: str) -> None:
    for kind, templates in LANGUAGES[language]["controls"].items():
        expected = places(ENGLISH["controls"][kind][0])
        assert [template for template in templates if places(template) != expected] == []


@every_language
def test_a_control_phrase_is_well_formed(language: str) -> None:
    part = r"\{(?:label|range|condition)\}|\[[^][{}]+\]|[^][{}]"
    templates = [template for _, template in controls_of(LANGUAGES[language])]
    assert [template for template in templates if not re.fullmatch(f"(?:{part})+", template)] == []


@every_language
def test_a_control_line_has_one_meaning_in_its_language_and_english(language: str) -> None:
    own = controls_of(LANGUAGES[language])
    patterns = [(kind, compiled(template)) for kind, template in [*own, *controls_of(ENGLISH)]]
    for kind, template in own:
        for line in examples(template):
            assert (line, {other for other, pattern in patterns if pattern.fullmatch(line)}) == (line, {kind})


@every_language
def test_the_first_phrase_that_fits_a_control_line_reads_its_places_whole(language: str) -> None:
    """``até`` must not take the ``que`` of ``até que`` for the condition's first word."""
    for templates in LANGUAGES[language]["controls"].values():
        patterns = [compiled(template) for template in templates]
        for line in (line for template in templates for line in examples(template)):
            first = next(match for pattern in patterns if (match := pattern.fullmatch(line)))
            assert (line, first.groupdict()) == (line, {place: PLACES[place] for place in first.groupdict()})


PLACES = {"label": "3a1", "range": "3-5", "condition": "xyz"}


def shape(node: Any) -> Any:
    """The keys of a table and of those in it, in their order."""
    return [(name, shape(below)) for name, below in node.items()] if isinstance(node, dict) else None


def word_lists(node: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each list of words in a table, with the names that lead to it."""
    for name, below in node.items():
        where = f"{path} / {name}" if path else name
        if isinstance(below, dict):
            yield from word_lists(below, where)
        elif isinstance(below, list):
            yield where, below


def heads_of(language: Any) -> dict[tuple[str, str], list[str]]:
    """The words of declarations, flows and fields, which share one name space."""
    return {(category, entry): words for category in HEADS for entry, words in language[category].items()}


def controls_of(language: Any) -> list[tuple[str, str]]:
    return [(kind, template) for kind, templates in language["controls"].items() for template in templates]


def ambiguous(entries: Iterable[tuple[Any, list[str]]]) -> dict[str, set[Any]]:
    """The words that stand under more than one entry, with these."""
    meanings = defaultdict(set)
    for entry, words in entries:
        for word in words:
            meanings[key(word)].add(entry)
    return {word: found for word, found in meanings.items() if len(found) > 1}


def tidy(word: str) -> str:
    """A word as the table writes it; the names of a template's places are small letters too."""
    return " ".join(unicodedata.normalize("NFC", word).lower().split())


def places(template: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", template))


def compiled(template: str) -> re.Pattern[str]:
    return re.compile(control_pattern(template), re.IGNORECASE)


def examples(template: str) -> Iterator[str]:
    """Lines that a template stands for: without its optional words, with each of them, with all."""
    filled = re.sub(r"\{(\w+)\}", lambda place: PLACES[place[1]], template)
    optional = re.findall(r"\[[^]]*\]", filled)
    for kept in ([], *([each] for each in optional), optional):
        yield _with_words(filled, kept)


def _with_words(filled: str, kept: list[str]) -> str:
    return re.sub(r"\[([^]]*)\]", lambda word: word[1] if word[0] in kept else "", filled)
