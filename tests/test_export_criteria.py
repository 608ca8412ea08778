"""Acceptance criteria of user stories: what they say of each scenario, and that tests can be named after them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.reading import model
from usecase_dsl.coverage.naming import Directory
from usecase_dsl.exporting.criteria import Criteria
from usecase_dsl.exporting.words import words
from usecase_dsl.scenario import graph, scenarios

BUY = """
    condition signed-in: The Customer is signed in.
    condition filled: The cart holds a book.
    use case UC-1: Buy a book
      primary actor: Customer
      supporting actors: Bank
      preconditions:
        - signed-in
        - filled
      success guarantees:
        - The order is recorded.
        - not filled
      failure guarantees:
        - The order is dropped.
      minimal guarantees:
        - The cart is kept or ordered.
      main success scenario:
        1. System shows the order:
           - the books
           - the price
        2. Customer confirms the order. [BR-1]
        3. System asks Bank for the money.
           => The money is reserved.
        4. System thanks the Customer.
      extensions:
        1a. Nothing is in stock:
          end in failure
        2a. Customer has a voucher:
          1. System lowers the price.
          resume at 3
        3a. The Bank says no:
          1. Customer names another card.
          resume at 3
        3b. The network is down:
          1. System keeps the order.
          => The order waits.
          end in success
"""


def criteria(text: str) -> dict[str, list[str]]:
    """The criteria of a text's first use case by their scenarios, a line each as a person reads it."""
    of = model(text)
    use_case = next(iter(of.use_cases.values()))
    its = words(use_case.document.language)
    found = {}
    for criterion in Criteria(of).of(use_case):
        previous, lines = None, []
        for line in criterion.lines:
            label = f" ({line.label})" if line.label else ""
            lines.append(f"{its.step(line.kind, line.kind == previous)} {line.text}{label}")
            lines += [f"  {each}" for each in line.more]
            previous = line.kind
        found[f"{criterion.scenario}: {criterion.title}"] = lines
    return found


def test_the_main_success_scenario_is_told_in_full() -> None:
    assert criteria(BUY)["main: Main success scenario"] == [
        "Given The Customer is signed in",
        "And The cart holds a book",
        "Then System shows the order: (1)",
        "  - the books",
        "  - the price",
        "When Customer confirms the order. [BR-1] (2)",
        "Then System asks Bank for the money (3)",
        "And The money is reserved",
        "And System thanks the Customer (4)",
        "And The order is recorded",
        "And not: The cart holds a book",
        "And The cart is kept or ordered",
        "And the use case ends in success",
    ]


def test_others_say_where_they_leave_it_and_where_they_come_back() -> None:
    assert criteria(BUY)["2a: Customer has a voucher"] == [
        "Given step 1 of the main success scenario",
        "When Customer has a voucher",
        "Then System lowers the price (2a1)",
        "And steps 3–4 of the main success scenario",
    ]


def test_what_fails_says_what_holds_all_the_same() -> None:
    assert criteria(BUY)["1a: Nothing is in stock"] == [
        "Given The Customer is signed in",
        "And The cart holds a book",
        "And Nothing is in stock",
        "Then The order is dropped",
        "And The cart is kept or ordered",
        "And the use case ends in failure",
    ]


def test_results_at_an_end_are_told() -> None:
    lines = criteria(BUY)["3b: The network is down"]
    assert "And The order waits" in lines and lines[-1] == "And the use case ends in success"


def test_what_was_told_as_a_result_is_not_told_again() -> None:
    text = BUY.replace("=> The money is reserved.", "=> The order is recorded.")
    assert criteria(text)["main: Main success scenario"].count("And The order is recorded") == 1


def test_an_extension_of_an_extension() -> None:
    text = """
        use case: Buy
          primary actor: Customer
          main success scenario:
            1. Customer asks.
            2. System sells.
          extensions:
            2a. It is sold out:
              1. System offers another one.
              2. Customer takes that.
              end in success
            2a2a. Customer declines:
              end in failure
    """
    assert criteria(text)["2a 2a2a: Customer declines"] == [
        "Given step 1 of the main success scenario",
        "And It is sold out",
        "Then System offers another one (2a1)",
        "When Customer declines",
        "Then the use case ends in failure",
    ]


def test_a_use_case_that_is_included_is_called_by_its_title() -> None:
    text = """
        use case UC-1: Buy
          main success scenario:
            1. include UC-2
            2. System sells (include UC-2).
        use case UC-2: Sign in
          main success scenario:
            1. Customer signs in.
    """
    assert criteria(text)["main: Main success scenario"][:2] == [
        "When include UC-2 (Sign in) (1)",
        "Then System sells (include UC-2) (2)",
    ]


def test_no_scenario_no_criterion() -> None:
    assert criteria("use case: Buy\n  primary actor: Customer") == {}


def test_the_words_are_those_of_the_texts_language() -> None:
    text = """
        # language: pt
        caso de uso: Alugar
          ator primário: Ciclista
          fluxo principal:
            1. O Ciclista pede uma bicicleta.
            2. O Sistema abre uma doca.
          fluxos de exceção:
            2a. Nenhuma doca tem bicicletas:
              termina em falha
    """
    assert criteria(text) == {
        "main: Fluxo principal": [
            "Quando O Ciclista pede uma bicicleta (1)",
            "Então O Sistema abre uma doca (2)",
            "E termina com sucesso",
        ],
        "2a: Nenhuma doca tem bicicletas": [
            "Dado passo 1 do fluxo principal",
            "E Nenhuma doca tem bicicletas",
            "Então termina em falha",
        ],
    }


@pytest.mark.parametrize("title", ["use case UC-1: Buy a book", "use case: Buy a book"])
def test_a_test_that_is_called_as_a_criterion_counts_for_its_scenario(title: str) -> None:
    of = model(dedent(BUY).replace("use case UC-1: Buy a book", title))
    use_case = next(iter(of.use_cases.values()))
    told = [f"{use_case.id or use_case.title} / {each.scenario}" for each in Criteria(of).of(use_case)]
    named = [Directory(of).named("", each) for each in told]
    assert [each.flows if each else None for each in named] == [
        each.flows for each in scenarios(graph(use_case, of), use_case)
    ]
