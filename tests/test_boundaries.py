"""Boundary value analysis: which words are bounds, and what lies at and next to them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl import resources
from usecase_dsl.generate.boundaries import boundaries


def values(text: str, language: str = "en") -> list[str]:
    """The bounds in a text: their words, and the values, those first at which what the text says isn't so."""
    return [
        f"{each.text}: {', '.join(('' if value.holds else 'not ') + value.value for value in each.values)}"
        for each in boundaries([text], language)
    ]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("The order holds more than 5 books", "more than 5: not 5, 6"),
        ("Rider is older than 18", "older than 18: not 18, 19"),
        ("Fewer than 3 docks are free", "Fewer than 3: 2, not 3"),
        ("The name has at least 8 characters", "at least 8 characters: not 7 characters, 8 characters"),
        ("No more than 5 tries were made", "No more than 5 tries: 5 tries, not 6 tries"),
        ("The note has up to 20 characters", "up to 20 characters: 20 characters, not 21 characters"),
        (
            "The code has between 3 and 5 digits",
            "between 3 and 5 digits: not 2 digits, 3 digits, 5 digits, not 6 digits",
        ),
        ("Rider waits for 30 seconds", "for 30 seconds: not 29 seconds, 30 seconds"),
        ("PIN is wrong after three failed tries", "after three failed tries: not 2 failed tries, 3 failed tries"),
        ("Rider enters the wrong PIN 3 times", "3 times: not 2 times, 3 times"),
        ("Rider is 65 or older", "65 or older: not 64, 65"),
        ("amount >= 5", ">= 5: not 4, 5"),
        ("amount < 5 EUR", "< 5 EUR: 4 EUR, not 5 EUR"),
        ("amount ≤ 5", "≤ 5: 5, not 6"),
        ("More than one result is found", "More than one: not 1, 2"),
    ],
)
def test_what_people_write_as_a_bound(condition: str, expected: str) -> None:
    assert values(condition) == [expected]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("over € 1,000.50", "not € 1,000.50, € 1,000.51"),
        ("over 10.50", "not 10.50, 10.51"),
        ("under 1,000 kg", "999 kg, not 1,000 kg"),
        ("over 999,999", "not 999,999, 1,000,000"),
        ("over 1000", "not 1000, 1001"),
        ("over 1 000 points", "not 1 000 points, 1 001 points"),
        ("below 0.100", "0.099, not 0.100"),
        ("over 10MB", "not 10MB, 11MB"),
        ("over 80 mg/dL", "not 80 mg/dL, 81 mg/dL"),
        ("over 5 %", "not 5 %, 6 %"),
        ("below 0", "-1, not 0"),
        ("within 2 minutes", "2 minutes, not 3 minutes"),
        ("for 2 minutes", "not 1 minute, 2 minutes"),
        ("for one hour", "not 0 hours, 1 hour"),
        ("after 2 failed tries", "not 1 failed try, 2 failed tries"),
        ("between 1 and 2.5 kg", "not 0.9 kg, 1 kg, 2.5 kg, not 2.6 kg"),
    ],
)
def test_the_next_value_differs_in_the_last_digit_written(condition: str, expected: str) -> None:
    assert [each.partition(": ")[2] for each in values(condition)] == [expected]


def test_a_point_is_what_it_is_in_the_language() -> None:
    assert values("more than 1.000", "en") == ["more than 1.000: not 1.000, 1.001"]
    assert values("mehr als 1.000", "de") == ["mehr als 1.000: not 1.000, 1.001"]
    assert values("mehr als 1.999", "de") == ["mehr als 1.999: not 1.999, 2.000"]
    assert values("more than 0.999", "de") == []
    assert values("über 1.000,50 €", "de") == ["über 1.000,50 €: not 1.000,50 €, 1.000,51 €"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("Bank gives no answer within 30 seconds", "not 30 seconds, 31 seconds"),
        ("Within 30 seconds no answer arrives", "not 30 seconds, 31 seconds"),
        ("Bank answers within 30 seconds", "30 seconds, not 31 seconds"),
        ("The card is not valid, and Rider pays within 30 days", "30 days, not 31 days"),
        ("The name isn't longer than 5 letters", "5 letters, not 6 letters"),
        ("The name is not longer than 5 letters", "5 letters, not 6 letters"),
        ("Rider doesn't enter at least 8 digits", "7 digits, not 8 digits"),
        ("Rider has not paid for more than 30 days", "not 30 days, 31 days"),
        ("No call comes for 3 days", "not 2 days, 3 days"),
        ("No call comes after 3 days", "not 2 days, 3 days"),
    ],
)
def test_a_denied_bound_turns_the_values_round(condition: str, expected: str) -> None:
    assert [each.partition(": ")[2] for each in values(condition)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The hire begins after 12:30",
        "Rider comes after step 3",
        "Rider is in room 3 or higher",
        "Rider has iOS 12 or higher",
        "The program is older than 2.0.1",
        "The hire lies between 5 May and 6 May",
        "The hire is later than 5/6/2024",
        "The bicycle was built between 2010 and 2015",
        "The bicycle is older than 2015",
        "System sends a one time password",
        "Rider has 2 attempts left",
        "Rider pays at most 2-3 times",
        "Rider is within 3a of REQ-5 and UC-12",
        "Rider returns over 4a",
        "One or more fields are empty",
        "At least one dock is free",
        "a => 5 and b -> 6",
        "Rider enters the tag <5>",
        "Rider opens after 5 pm",
        "Rider listens for two songs",
    ],
)
def test_other_numbers_are_no_bounds(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("language", "condition", "expected"),
    [
        ("de", "Kundin ist älter als 18 Jahre", "älter als 18 Jahre: not 18 Jahre, 19 Jahre"),
        (
            "de",
            "Die Bank antwortet innerhalb von 30 Sekunden nicht",
            "innerhalb von 30 Sekunden: not 30 Sekunden, 31 Sekunden",
        ),
        ("de", "nach drei Fehlversuchen", "nach drei Fehlversuchen: not 2 Fehlversuchen, 3 Fehlversuchen"),
        ("de", "nach 2 Tagen", "nach 2 Tagen: not 1 Tag, 2 Tagen"),
        ("de", "mehr als ein Ergebnis", "mehr als ein: not 1, 2"),
        ("fr", "pas de réponse dans les 30 secondes", "dans les 30 secondes: not 30 secondes, 31 secondes"),
        ("fr", "plus d’un résultat", "plus d’un: not 1, 2"),
        ("fr", "entre 3 et 5 lettres", "entre 3 et 5 lettres: not 2 lettres, 3 lettres, 5 lettres, not 6 lettres"),
        ("es", "después de 3 intentos", "después de 3 intentos: not 2 intentos, 3 intentos"),
        ("es", "El cliente es mayor de 18 años", "mayor de 18 años: not 18 años, 19 años"),
        ("pt", "O cliente não paga em até 30 dias", "em até 30 dias: not 30 dias, 31 dias"),
        ("pt", "O arquivo excede 5 MB", "excede 5 MB: not 5 MB, 6 MB"),
        ("it", "Il cliente non paga entro 30 giorni", "entro 30 giorni: not 30 giorni, 31 giorni"),
        ("it", "Il nome non supera i 99 caratteri", "supera i 99 caratteri: 99 caratteri, not 100 caratteri"),
        ("nl", "Er komt geen antwoord binnen 30 seconden", "binnen 30 seconden: not 30 seconden, 31 seconden"),
        ("nl", "Het bedrag is minstens € 5,50", "minstens € 5,50: not € 5,49, € 5,50"),
        ("ja", "量 >= 5", ">= 5: not 4, 5"),
    ],
)
def test_bounds_in_other_languages(language: str, condition: str, expected: str) -> None:
    assert values(condition, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Wert ist größer als ein Grenzwert"),
        ("es", "Rider va hasta un punto"),
        ("es", "El pago falla por un error"),
        ("it", "fino a un punto"),
        ("fr", "le 3 mars, après 14 h 30"),
    ],
)
def test_an_article_is_no_number(language: str, text: str) -> None:
    assert values(text, language) == []


def test_several_bounds_of_one_text_and_each_once() -> None:
    texts = ["more than 3 attempts within 5  minutes", "More than 3\nattempts"]
    assert [each.text for each in boundaries(texts, "en")] == ["more than 3 attempts", "within 5 minutes"]


def test_each_language_has_the_same_kinds_of_words() -> None:
    languages = json.loads(resources.read_text("grammar/bounds.json"))["languages"]
    assert {"de", "en", "es", "fr", "it", "nl", "pt"} <= set(languages)
    assert {tuple(words) for words in languages.values()} == {tuple(languages["en"])}


def test_one_and_more_of_a_unit_are_units_of_the_language() -> None:
    languages = json.loads(resources.read_text("grammar/bounds.json"))["languages"]
    for words in languages.values():
        units = {*words["durations"], *words["counts"], *words["units"]}
        assert {more for _, more in words["one and more"]} <= units


WORDS = st.sampled_from(
    ["no", "more than", "at least", "between", "and", "within", "after", "3", "5.0", "1,000", "€", "seconds", "<", "("]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=40)))
def test_any_text_is_read_and_every_bound_has_both_sides(text: str) -> None:
    for each in boundaries([text], "en"):
        assert each.text in " ".join(text.split())
        assert {value.holds for value in each.values} == {True, False}
        assert len({value.value for value in each.values}) == len(each.values)
