"""What is an actor by its name, and how many there are."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings
from usecase_dsl.settings import Limits, Settings

COMPONENTS = {
    "parts of the system, however they are called": """
system: Ticket Machine
# ACT310 warning ‘Database’
actor: Database
# ACT310 ‘Login Screen’
actor: Login Screen
# ACT310 ‘The System Database’
actor: The System Database
# ACT310 ‘Ticket Machine Server’
actor: Ticket Machine Server
use case: Sell a ticket
  # ACT310 ‘User Interface’
  primary actors: Customer, User Interface
""",
    "what others have, and people": """
system: Ticket Machine
actor: Bank Server
actor: Air Traffic Controller
actor: Register of Companies Database
actor: Database Administrator
actor: Database
  kind: system
actor: Screen Writer
actor: Form Designer
actor: Server Operator
""",
    "a language in which the noun comes first": """# language: pt
# ACT310 ‘Banco de Dados’
ator: Banco de Dados
# ACT310 ‘Tela de Login’
ator: Tela de Login
ator: Servidor do Banco Central
ator: Administrador do Banco de Dados
ator: Funcionário
""",
    "a language without words": """# language: de
akteur: Datenbank
""",
    "the system itself is another finding": """
# ACT309
actor: System
use case: Sell a ticket
  primary actor: System
""",
}

PEOPLE = {
    "people and positions": """
# ACT313 advice ‘Alice’
actor: Alice
# ACT313 ‘Bob Miller’
actor: Bob Miller
# ACT313 ‘vice president’
actor: vice president
""",
    "roles": """
actor: Approver
actor: Clerk
actor: Joe's Garage Mechanic
actor: jack
actor: Max Planck Institute
actor: President of the Club
""",
}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param(text, codes, id=f"{codes}-{name}")
        for codes, texts in {"ACT309|ACT310": COMPONENTS, "ACT313": PEOPLE}.items()
        for name, text in texts.items()
    ],
)
def test_what_is_found(text: str, codes: str) -> None:
    assert_marked(text, codes=codes)


def test_actors_are_counted_in_the_whole_project() -> None:
    texts = [f"actor: Actor {n}\n" for n in range(4)]
    few = Settings(limits=Limits(actors=2))
    assert [str(each.place) for each in findings(*texts, settings=few) if each.code == "ACT317"] == ["2.uc:1:8"]
    assert [each.code for each in findings(*texts) if each.code == "ACT317"] == []


def test_use_cases_are_counted_by_package() -> None:
    sales = "package: Sales\nuse case: A\nuse case: B\nuse case: C\n"
    texts = (sales, "package: Refunds\nuse case: D\nuse case: E\n", "use case: F\n")
    few = Settings(limits=Limits(use_cases=2))
    found = [each for each in findings(*texts, settings=few) if each.code == "ACT317"]
    assert [(str(each.place), each.message) for each in found] == [
        ("0.uc:4:11", "package ‘Sales’ has 3 use cases, more than 2")
    ]
