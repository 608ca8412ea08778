"""The words of user stories in each natural language that texts may be in."""

from __future__ import annotations

import json
import re

import pytest
from gherkin.dialect import Dialect

from usecase_dsl import resources
from usecase_dsl.exporting.wording import Benefit, Role, sentence
from usecase_dsl.exporting.words import Kind, words
from usecase_dsl.syntax.vocabulary import languages

TABLE = json.loads(resources.read_text("grammar/stories.json"))
GHERKIN = {"zh": "zh-CN"}
KINDS: tuple[Kind, ...] = ("given", "when", "then")

SAID = {
    "pt": [("Registar-se", "quero registar-me."), ("Gestão de contas", "quero “Gestão de contas”.")],
    "es": [("Registrarse", "quiero registrarme."), ("Gestión de usuarios", "quiero «Gestión de usuarios».")],
    "fr": [("Se connecter", "je veux me connecter."), ("Panier d’achats", "je veux « Panier d’achats ».")],
    "de": [("Sich anmelden", "möchte ich mich anmelden."), ("Kontoverwaltung", "möchte ich „Kontoverwaltung“.")],
    "it": [("Cercare un libro", "voglio cercare un libro."), ("Gestione utenti", "voglio «Gestione utenti».")],
    "cs": [("Najít knihu", "chci najít knihu."), ("Příprava akvizice", "chci „Příprava akvizice“.")],
    "sk": [("Nájsť knihu", "chcem „Nájsť knihu“."), ("Požičať knihu", "chcem požičať knihu.")],
    "ru": [("Найти книгу", "я хочу найти книгу."), ("Отмена экзамена", "я хочу «Отмена экзамена».")],
    "pl": [("Zalogować się", "chcę zalogować się."), ("Płatność", "chcę „Płatność”.")],
    "uk": [("Знайти книгу", "я хочу знайти книгу."), ("Результати пошуку", "я хочу «Результати пошуку».")],
    "hu": [("Könyvet keresni", "szeretnék könyvet keresni."), ("Keresés", "szeretném: „Keresés”.")],
    "nl": [("Boek zoeken", "wil ik boek zoeken."), ("Zoek een boek", "wil ik “Zoek een boek”.")],
    "sv": [("Söka en bok", "vill jag söka en bok."), ("Sök bok", "vill jag ”Sök bok”.")],
    "tr": [("Kitap aramak", "Kitap aramak istiyorum."), ("Kitap Ara", "“Kitap Ara” işlevini istiyorum.")],
    "vi": [("Đăng nhập", "tôi muốn đăng nhập.")],
    "id": [("Mencari buku", "saya ingin mencari buku."), ("Berita", "saya ingin “Berita”.")],
    "zh": [("查询图书", "我想要查询图书。")],
    "ja": [("ログイン", "「ログイン」ができるようにしたい。")],
    "ko": [("로그인", "“로그인” 기능을 원한다.")],
    "ar": [("تسجيل الدخول", "أريد تسجيل الدخول.")],
}


def test_each_language_of_texts_has_words_for_stories() -> None:
    assert set(TABLE) == set(languages())


@pytest.mark.parametrize("language", languages())
def test_all_that_people_say_is_in_the_sentence(language: str) -> None:
    told = sentence(words(language), [Role("Qqq")], "Www", Benefit("Zzz"))
    assert [told.casefold().count(each) for each in ("qqq", "www", "zzz")] == [1, 1, 1]
    assert "{" not in told


@pytest.mark.parametrize("language", languages())
def test_patterns_can_be_read(language: str) -> None:
    table = TABLE[language]
    plain = [
        table[name] for name in ("joins", "infinitive", "wants", "clause", "third person", "lower") if name in table
    ]
    verbs = [pattern for name, pattern in table.get("verbs", {}).items() if name != "lists"]
    for pattern in (
        *plain,
        *verbs,
        *(pair[0] for name in ("before role", "reflexive") for pair in table.get(name, ())),
    ):
        re.compile(pattern)


@pytest.mark.parametrize("language", languages())
def test_steps_begin_with_gherkins_keywords(language: str) -> None:
    dialect = Dialect.for_name(GHERKIN.get(language, language))
    assert dialect is not None
    known = {
        "given": dialect.given_keywords,
        "when": dialect.when_keywords,
        "then": dialect.then_keywords,
    }
    assert all(words(language).step(kind, again=False) in map(str.strip, known[kind]) for kind in KINDS)
    assert words(language).step("given", again=True) in map(str.strip, dialect.and_keywords)


@pytest.mark.parametrize(("language", "title", "ends"), [(code, *each) for code, said in SAID.items() for each in said])
def test_a_title_with_a_verb_goes_on_and_another_is_quoted(language: str, title: str, ends: str) -> None:
    assert sentence(words(language), [Role("X")], title, None).endswith(ends)


@pytest.mark.parametrize(
    ("language", "benefit", "ends"),
    [
        ("pt", "Pretende ficar registado.", ", para ficar registado."),
        ("fr", "veut gagner du temps", ", pour gagner du temps."),
        ("de", "damit es schneller geht", ", damit es schneller geht."),
        ("de", "kurze Wartezeit", ". Nutzen: kurze Wartezeit."),
        ("ru", "хочет экономить время", ", чтобы экономить время."),
        ("zh", "节省时间。", "，以便节省时间。"),
        ("ja", "時間の節約", "。目的：時間の節約。"),
    ],
)
def test_what_it_is_good_for(language: str, benefit: str, ends: str) -> None:
    assert sentence(words(language), [Role("X")], "Abc", Benefit(benefit)).endswith(ends)


def test_french_elides() -> None:
    assert sentence(words("fr"), [Role("Utilisateur")], "Lire", None) == "En tant qu’Utilisateur, je veux lire."
    assert sentence(words("fr"), [Role("Client")], "Lire", None) == "En tant que Client, je veux lire."


def test_a_language_without_words_of_its_own_has_english_ones() -> None:
    assert sentence(words("xx"), [Role("Reader")], "Find a book", None) == "As a Reader, I want to find a book."
