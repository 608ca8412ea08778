"""The rules about names, fields and marks beyond their manual pages: where they keep silent, and what they suggest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.marks import assert_marked, findings, underlined
from usecase_dsl.diagnostic import Severity
from usecase_dsl.settings import Settings

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.parametrize("project", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_the_examples_are_free_of_such_errors(project: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((EXAMPLES / project).rglob("*.uc"))]
    errors = [each for each in findings(*texts) if each.severity is Severity.ERROR]
    assert [f"{each.place}: {each.message}" for each in errors if each.code.startswith(("SYN", "TPL"))] == []


# ---- SYN001 to SYN005


def test_a_name_is_taken_in_all_files_of_a_project() -> None:
    assert_marked(
        """\
        use case UC-1: Sell a ticket
        rule BR-1: Tickets are numbered.
        actor: Customer
        term: Fare
        """,
        """\
        # SYN001 ‘uc-1’
        use case uc-1: Refund a ticket
        # SYN001 ‘Sell  a ticket’
        use case UC-2: Sell  a ticket
        # SYN001 ‘BR-1’
        rule BR-1: Tickets are signed.
        # SYN001 ‘BR-1’
        requirement BR-1: Tickets last.
        actor: Customer
        term: Fare
        """,
        codes="SYN001",
    )


def test_a_use_case_that_is_there_twice_is_one_finding() -> None:
    found = findings("use case UC-1: Sell a ticket\n", "use case UC-1: Sell a ticket\n")
    (each,) = (each for each in found if each.code == "SYN001")
    assert (str(each.place), [str(related.place) for related in each.related]) == ("1.uc:1:10", ["0.uc:1:10"])


def test_one_name_of_two_actors() -> None:
    assert_marked(
        """\
        actor: Customer
          kind: person
          also known as: Buyer, Client
        actor: Agency
          # SYN002 ‘Customer’
          also known as: Customer
        actor: Shop
          # SYN002 ‘client’
          also known as: Shops, client
        """,
        """\
        actor: Customer
          kind: human
          also known as: Buyer
        """,
        codes="SYN002",
    )


def test_kinds_are_compared_in_the_language_of_each_text() -> None:
    assert_marked(
        "actor: Banco\n  kind: system\n",
        "# language: pt\nator: Banco\n  tipo: sistema externo\n",
        "actor: Banco\n  # SYN002 ‘clock’\n  kind: clock\n",
        codes="SYN002",
    )


def test_what_has_no_name() -> None:
    assert_marked(
        """\
        # SYN004 ‘system:’
        system:
        # SYN004 ‘rule:’
        rule:
        rule BR-1:
        # SYN003 ‘use case UC-1:’
        use case UC-1:
        """,
        codes="SYN00[34]",
    )


def test_extension_points_are_told_apart_in_one_use_case() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          extension points:
            - payment: 1
            # SYN005 ‘Payment’
            - Payment: 2
        use case: Refund a ticket
          extension points:
            - payment: 1
        """,
        codes="SYN005",
    )


# ---- SYN008


def test_a_slip_of_a_keyword() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          # SYN008 error ‘Primry actor’ | did you mean ‘primary actor’?
          Primry actor: Customer
          main success scenario:
            1. Customer pays.
          # SYN008 error ‘altrnate flows’ | did you mean ‘alternate flows’?
          altrnate flows:
            1a. Customer has no money:
              end
          # SYN008 error ‘uses case UC-3’ | did you mean ‘use case UC-3’?
          uses case UC-3: Print a ticket
        """,
        codes="SYN008",
    )


def test_a_field_of_the_writers_own() -> None:
    text = """\
        use case: Sell a ticket
          # SYN008 warning ‘Screen’ | ‘fields’ in the configuration
          Screen: the till
          # SYN008 warning ‘name’
          name: Sell
          # SYN008 warning ‘team’
          team: counter
          stakeholders:
            # SYN008 warning ‘Customer’ | if it is an item of ‘stakeholders’, begin the line with ‘- ’
            Customer: gets a ticket
        """
    assert_marked(text, codes="SYN008")


def test_a_field_of_the_writers_own_is_reported_once_in_a_file() -> None:
    text = """\
        use case: Sell a ticket
          # SYN008 ‘Screen’
          Screen: the till
          # SYN008 error ‘kind’
          kind: human
        use case: Refund a ticket
          screen: the till
          # SYN008 error ‘kind’
          kind: human
          # SYN008 ‘team’
          team: counter
        actor: Clerk
          Screen: all
        """
    other = "use case: Print a ticket\n  # SYN008 ‘Screen’\n  Screen: the till\n"
    assert_marked(text, other, codes="SYN008")
    messages = [each.message for each in findings(text, other) if underlined(each) == "Screen"]
    assert messages == [
        "‘Screen’ is no field of a use case (2 more of them below)",
        "‘Screen’ is no field of a use case",
    ]


def test_declared_fields_are_never_near_misses() -> None:
    text = "use case: Sell\n  Levels: two\n  priorty: high\n  main flow:\n    1. Customer pays.\n    levels: two\n"
    settings = Settings(fields=("levels", "Priorty"))
    assert [each for each in findings(text, settings=settings) if each.code == "SYN008"] == []


def test_declared_names_are_never_near_misses() -> None:
    text = "use case: Sell a ticket\n  main flow:\n    1. Customer tells the\n    autor: it is sold.\n"
    codes = [each.code for each in findings(text)]
    assert "SYN008" in codes
    assert "SYN008" not in [each.code for each in findings(text, "actor: Writer\n  also known as: Autor\n")]


def test_only_a_near_miss_counts_in_a_flow() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          main success scenario:
            1. System shows the
            total: it is in bold.
            mind: the gap
        """,
        codes="SYN008",
    )


@pytest.mark.parametrize(
    "text",
    [
        "# language: pt\ncaso de uso: Vender\n  nome: x\n  título: x\n  data: 2026-03-01\n",
        "# language: es\ncaso de uso: Vender\n  nombre: x\n  título: x\n",
        "# language: fr\ncas d'utilisation: Vendre\n  nom: x\n  titre: x\n  rôle: x\n",
        "# language: de\nAnwendungsfall: Verkaufen\n  Name: x\n  Titel: x\n  Person: x\n",
        "# language: it\ncaso d'uso: Vendere\n  nome: x\n  titolo: x\n  data: 2026-03-01\n",
        "use case: Sell\n  name: x\n  title: x\n  id: x\n  description: x\n  role: x\n  score: x\n",
    ],
)
def test_words_for_a_name_or_a_title_are_no_slips(text: str) -> None:
    assert {each.severity for each in findings(text) if each.code == "SYN008"} == {Severity.WARNING}


def test_what_belongs_to_another_declaration() -> None:
    assert_marked(
        """\
        actor: Customer
          # SYN008 error ‘trigger’ | move it there
          trigger: hunger
          # SYN008 error ‘Basic flow’ | ‘use case: …’
          Basic flow:
            1. Customer pays.
        use case: Sell a ticket
          # SYN008 error ‘kind’
          kind: human
          main success scenario:
            1. Customer pays the
            # SYN008 error ‘Price’ | put ‘\\’ before it
            Price: it is on the ticket.
        """,
        codes="SYN008",
    )


def test_whose_field_it_is() -> None:
    text = "actor: Customer\n  revenue share: 5%\n"
    (message,) = [each.message for each in findings(text) if each.code == "SYN008"]
    assert message == "‘revenue share’ is a field of a segment and of a use case, not of an actor"


# ---- SYN012


def test_values_are_read_in_the_language_of_the_text() -> None:
    assert_marked(
        """\
        # language: pt
        ator: Caixa
          tipo: sistema
        caso de uso: Vender
          nível: objetivo do utilizador
          # SYN012 ‘aprovadu’ | did you mean ‘aprovado’?
          estado: aprovadu
        caso de uso: Trocar
          level: sea level
          # SYN012 ‘feito’ | rascunho, em revisão, aprovado
          estado: feito
        """,
        codes="SYN012",
    )


def test_the_statuses_of_a_project() -> None:
    text = """\
        use case: Sell a ticket
          status: In Work
        use case: Refund a ticket
          status: reviewed
        use case: Print a ticket
          # SYN012 ‘draft’ | it is one of in work, reviewed
          status: draft
        """
    assert_marked(text, codes="SYN012", settings=Settings(statuses=("in work", "reviewed")))


def test_a_description_below_a_value_belongs_under_the_name() -> None:
    assert_marked(
        """\
        actor: Bank
          kind: system
          # SYN012 ‘Checks every card.’ | a description stands right under the name
          Checks every card.
        actor: Till
          # SYN012 | it is one of human, system, time
          kind: machine
          Takes the money.
        use case: Sell a ticket
          level:
            - user goal
            # SYN012 ‘Customer has a ticket.’ | a description stands right under the title
            Customer has a ticket.
        """,
        codes="SYN012",
    )


def test_a_value_is_given_once() -> None:
    assert_marked(
        """\
        condition open: The counter is open.
          # SYN012 ‘perhaps’ | yes, no
          given: perhaps
        use case: Sell a ticket
          level: ...
          status: draft
          level: summary
          # SYN012 ‘user goal’ | keep one
          level: user goal
        """,
        codes="SYN012",
    )


# ---- SYN017, SYN023, TPL414


def test_ranges_that_nest_or_are_apart() -> None:
    lines = "".join(f"    {n}. Customer pays.\n" for n in range(1, 7))
    assert_marked(
        f"""\
use case: Sell a ticket
  main success scenario:
{lines}    repeat 1-4 until paid
    optional 2-4
    repeat 2
    optional 1-4
    repeat 5-6 while it rains
    # SYN017 ‘repeat 4-5’
    repeat 4-5
""",
        codes="SYN017",
    )


def test_brackets_that_look_like_a_flow() -> None:
    assert_marked(
        """\
        rule E7: Tickets are numbered.
        use case: Sell a ticket
          main success scenario:
            1. Customer pays [e1, E7] for it [A2] [E] [see E3].
            # SYN023 ‘E4’ | E1, E2
            2. Customer pays. [BR-1, E4]
            # SYN023 ‘e5’
            => It is paid. [e5]
          failure flows:
            E1. It rains:
              end in failure
            # SYN023 ‘E3’
            E2. It snows: [E3]
              end in failure
        """,
        codes="SYN023",
    )


def test_an_undeclared_rule_is_advice_unless_the_project_is_strict_or_it_is_a_slip() -> None:
    text = """\
        rule BR-1: Tickets are numbered.
        use case: Sell a ticket
          main success scenario:
            # TPL414 {0} ‘XY-1’ | declare it: ‘rule XY-1: …’
            1. Customer pays. [XY-1]
            # TPL414 error ‘BX-1’ | did you mean ‘BR-1’?
            2. Customer pays. [BX-1] [XY-1] [BR-1] [optional]
        """
    assert_marked(text.format("advice"), codes="TPL414")
    assert_marked(text.format("error"), codes="TPL414", settings=Settings(strict=True))
