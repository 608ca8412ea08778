"""The titles of use cases."""

from __future__ import annotations

import pytest

from tests.marks import findings


def codes(title: str, language: str = "en", level: str = "user goal") -> list[str]:
    text = f"# language: {language}\nactor: Clerk\nuse case: {title}\n  level: {level}\n"
    return [each.code for each in findings(text) if each.code in ("TPL401", "TPL402")]


@pytest.mark.parametrize(
    "title",
    [
        "Selling tickets",
        "Ticket registration",
        "Registration",
        "Login",
        "Creation of a ticket",
        "Clerk sells a ticket",
        "User login",
        "FR1.2 - Registration of a seat",
        "The",
        "x",
    ],
)
def test_a_topic_a_sentence_or_nothing_is_no_goal(title: str) -> None:
    assert codes(title) == ["TPL401"]


@pytest.mark.parametrize(
    "title",
    [
        "Sell a ticket",
        "Request a refund",
        "Confirm registration",
        "Ring the bell",
        "Bring a bike",
        "Log in",
        "Login to the shop",
        "Position the seat",
        "Implement a change",
        "Payment Gateway",
        "Buy",
        "Oö",
        "FR1 Sell",
    ],
)
def test_a_goal_or_what_is_not_sure_is_left_alone(title: str) -> None:
    assert codes(title) == []


@pytest.mark.parametrize(
    ("language", "title", "code"),
    [
        ("pt", "Registo de clientes", ["TPL401"]),
        ("pt", "Emissão de bilhetes", ["TPL401"]),
        ("pt", "Emitir bilhetes", []),
        ("es", "Gestión de reservas", ["TPL401"]),
        ("es", "Reservar un asiento", []),
        ("de", "Buchung", []),
        ("pt", "Gerir clientes", ["TPL402"]),
        ("es", "Gestionar clientes", ["TPL402"]),
    ],
)
def test_titles_of_other_languages(language: str, title: str, code: list[str]) -> None:
    assert codes(title, language) == code


def test_a_title_in_a_language_that_is_not_said_is_left_alone() -> None:
    step = "Le client demande la facture et le système répond avec les prix."
    text = f"use case: Facturation\n  main success scenario:\n    1. {step}\n"
    assert [each for each in findings(text) if each.code == "TPL401"] == []


def test_a_noun_that_tells_the_goal_in_other_languages() -> None:
    text = "# language: {}\nuse case: {}\n"
    for language, title, noun in (
        ("pt", "Realizar doação de livros", "doação"),
        ("es", "Hacer una reserva", "reserva"),
    ):
        (found,) = [each for each in findings(text.format(language, title)) if each.code == "TPL402"]
        assert f"‘{noun}’ does" in found.message


@pytest.mark.parametrize("title", ["Manage tickets", "Process the order", "Deal with complaints"])
def test_a_vague_verb_tells_no_goal(title: str) -> None:
    assert codes(title) == ["TPL402"]


@pytest.mark.parametrize(
    ("title", "noun"),
    [("Perform a yearly scan", "scan"), ("Do registration of a seat", "registration"), ("Perform a thing", "")],
)
def test_a_noun_tells_the_goal_after_a_verb_that_does_not(title: str, noun: str) -> None:
    (found,) = [each for each in findings(f"use case: {title}\n") if each.code == "TPL402"]
    assert (f"‘{noun}’ does" in found.message, found.hint == "write the verb for it") == (bool(noun), bool(noun))


def test_a_summary_may_gather_goals() -> None:
    assert codes("Manage tickets", level="summary") == []
    assert codes("Management of tickets", level="summary") == ["TPL401"]
