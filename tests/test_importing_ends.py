"""How the flows of an imported use case end: what their words say of it, and what they don't."""

from __future__ import annotations

import pytest

from tests.test_importing_flows import branches, remarks, text_in


@pytest.mark.parametrize(
    ("language", "words", "written"),
    [
        ("en", "The use case resumes at step 3.", "resume at 3"),
        ("en", "Return to step 3", "resume at 3"),
        ("en", "Use case ends in failure.", "end in failure"),
        ("en", "The use case ends successfully.", "end in success"),
        ("en", "The use case ends.", "end"),
        ("en", "Continue with the next step.", "resume at next step"),
        ("pt", "O sistema retorna ao passo 3 do fluxo principal.", "resume at 3"),
        ("pt", "O caso de uso termina.", "end"),
        ("es", "Se vuelve al paso 3.", "resume at 3"),
        ("es", "El caso de uso termina.", "end"),
        ("fr", "Retour à l'étape 3.", "resume at 3"),
        ("de", "Weiter mit Schritt 3.", "resume at 3"),
        ("de", "Der Anwendungsfall endet.", "end"),
        ("it", "Si torna al passo 3.", "resume at 3"),
        ("cs", "Návrat na krok 3.", "resume at 3"),
        ("ru", "Возврат к шагу 3.", "resume at 3"),
        ("pl", "Powrót do kroku 3.", "resume at 3"),
        ("vi", "Quay lại bước 3.", "resume at 3"),
        ("zh", "返回步骤3。", "resume at 3"),
        ("ja", "ステップ3に戻る。", "resume at 3"),
        ("hu", "Visszatérés a 3. lépéshez.", "resume at 3"),
        ("fa", "بازگشت به گام ۳", "resume at 3"),
    ],
)
def test_ends_in_words(language: str, words: str, written: str) -> None:
    expected = f"2a. Mumbo:\n      1. Jumbo.\n      {written}\n"
    assert text_in(language, f"2a. Mumbo:\n   1. Jumbo.\n   2. {words}\n").endswith(expected)
    assert text_in(language, f"2a. Mumbo: Jumbo. {words}\n").endswith(expected)


def test_an_end_in_the_language_of_the_text_below_english_headings() -> None:
    main = ("O leitor pede um livro ao sistema.", "O sistema procura o livro.", "O leitor assina o recibo.")
    flow = "2a. O livro foi emprestado:\n   1. O sistema avisa o leitor.\n   2. Retorna ao passo 1."
    assert branches(flow, main=main) == (
        "extensions:\n  2a. O livro foi emprestado:\n    1. O sistema avisa o leitor.\n    resume at 1"
    )


@pytest.mark.parametrize(
    ("last", "control"),
    [
        ("System says until when and returns to step 1.", "resume at 1"),
        ("System says until when and the use case ends.", "end"),
    ],
)
def test_an_end_within_the_last_sentence_stays_in_it(last: str, control: str) -> None:
    assert branches(f"2a. The book is lent:\n   1. {last}\n") == (
        f"extensions:\n  2a. The book is lent:\n    1. {last}\n    {control}"
    )


@pytest.mark.parametrize(
    "last",
    [
        "System goes back to the list.",
        "Reader may return to step 1.",
        "System ends the session.",
    ],
)
def test_no_end_is_invented(last: str) -> None:
    flow = f"2a. The book is lent:\n   1. {last}\n"
    assert branches(flow) == f"extensions:\n  2a. The book is lent:\n    1. {last}"
    assert remarks(flow, "open") == ["2a: how it ends isn't said"]


def test_an_end_that_is_neither_success_nor_failure_is_to_decide() -> None:
    flow = "2a. The book is lent:\n   1. System says until when.\n   2. Use case ends.\n"
    assert remarks(flow, "open") == ["2a: does it end in success or in failure?"]


def test_of_two_ends_the_first_is_a_step() -> None:
    flow = "2a. It is lent:\n   1. Return to step 1.\n   2. System says so.\n   3. Use case ends in failure.\n"
    assert branches(flow) == (
        "extensions:\n  2a. It is lent:\n    1. \\Return to step 1.\n    2. System says so.\n    end in failure"
    )


def test_a_flow_that_is_nothing_but_its_end() -> None:
    assert branches("2a. The book is lent: Use case ends in failure.\n") == (
        "extensions:\n  2a. The book is lent:\n    end in failure"
    )


def test_a_flow_in_prose_is_to_write() -> None:
    flow = "2a. The book is lent. System says until when. Reader thinks about it. System waits.\n"
    assert branches(flow) == (
        "extensions:\n  2a. The book is lent:\n    System says until when. Reader thinks about it. System waits."
    )
    assert "2a: told in prose; its steps are to be written" in remarks(flow, "open")
