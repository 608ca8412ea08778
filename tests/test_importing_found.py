"""Which use cases a document holds: where each begins and ends, its id and its title, what is none; and which language
the document speaks."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.test_importing import text_of
from usecase_dsl.importing import imported


def found(markdown: str, name: str = "hire.md") -> list[tuple[str, str]]:
    """Id and title of each use case in a document."""
    return [(each.id, each.title) for each in imported(name, dedent(markdown).encode()).use_cases]


# ------------------------------------------------------------------------------- several in one document

FLOW = "\n\nMain flow:\n\n1. Rider asks.\n2. System answers.\n\n"
SEVERAL = {
    "headings of one rank": f"# Use cases\n\n## UC1: Hire{FLOW}## UC2: Return{FLOW}## UC3: Pay{FLOW}",
    "headings that only the labels below make use cases": (
        "# Use cases\n\n"
        + "".join(f"## UC{n}. {t}\n\n**Actor:** Rider\n{FLOW}" for n, t in enumerate(("Hire", "Return", "Pay"), 1))
    ),
    "bold titles": f"**UC1: Hire**{FLOW}**UC2: Return**{FLOW}**UC3: Pay**{FLOW}",
    "lines": f"Use case UC1: Hire{FLOW}Use case UC2: Return{FLOW}Use case UC3: Pay{FLOW}",
    "tables one after the other": "\n\n".join(
        f"| Use case UC{n} | {t} |\n|---|---|\n| Actor | Rider |\n| Main flow | 1. Rider asks.<br>2. System answers. |"
        for n, t in enumerate(("Hire", "Return", "Pay"), 1)
    ),
    "tables with a row for the id": "\n\n".join(
        f"| ID | UC{n} |\n|---|---|\n| Name | {t} |\n| Actor | Rider |\n"
        "| Main flow | 1. Rider asks.<br>2. System answers. |"
        for n, t in enumerate(("Hire", "Return", "Pay"), 1)
    ),
    "names as labels": "".join(
        f"**ID:** UC{n}\n\n**Name:** {t}\n\n**Actor:** Rider\n\n**Precondition:** Rider is known.\n{FLOW}"
        for n, t in enumerate(("Hire", "Return", "Pay"), 1)
    ),
    "headings with sections of their own": "".join(
        f"## UC{n}: {t}\n\n### Actor\n\nRider\n\n### Main flow\n\n1. Rider asks.\n2. System answers.\n\n"
        for n, t in enumerate(("Hire", "Return", "Pay"), 1)
    ),
}


@pytest.mark.parametrize("how", SEVERAL)
def test_use_cases_in_one_document_are_told_apart(how: str) -> None:
    assert found(SEVERAL[how]) == [("UC1", "Hire"), ("UC2", "Return"), ("UC3", "Pay")]
    assert text_of(SEVERAL[how]).count("    1. Rider asks.\n    2. System answers.\n") == 3


@pytest.mark.parametrize("bold", ["", "**"])
def test_items_as_titles(bold: str) -> None:
    below = "  - Actor: Rider\n  - Main flow:\n    1. Rider asks.\n    2. System answers.\n"
    assert found(f"# Use cases\n\n- {bold}Hire{bold}\n{below}- {bold}Pay{bold}\n{below}") == [("", "Hire"), ("", "Pay")]


def test_what_stands_around_use_cases_is_no_part_of_them() -> None:
    text = f"# Bicycles\n\nWe lend bicycles.\n\n## UC1: Hire{FLOW}## Glossary\n\nA dock holds a bicycle.\n"
    assert found(text) == [("UC1", "Hire")]
    assert "lend" not in text_of(text)
    assert "dock" not in text_of(text)


def test_headings_of_a_document_that_no_line_calls_a_use_case() -> None:
    text = f"# Functions\n\n## Hire a bicycle\n\n**Actor:** Rider\n\n**Precondition:** Rider is known.{FLOW}"
    assert found(text) == [("", "Hire a bicycle")]


# --------------------------------------------------------------------------------------- no use cases

NO_USE_CASES = {
    "nothing": "",
    "prose": "# Bicycles\n\nWe lend bicycles. Anybody may hire one.\n",
    "an index": "# Use cases\n\n- UC1: Hire a bicycle\n- UC2: Return a bicycle\n- UC3: Pay\n",
    "an index of links": "# Use cases\n\n1. [UC1 Hire](uc1.md)\n2. [UC2 Return](uc2.md)\n",
    "an index as a table": "| Id | Use case | Actor |\n|---|---|---|\n| UC1 | Hire | Rider |\n| UC2 | Pay | Rider |\n",
    "a diagram": "# Use case diagram\n\n![use cases](all.png)\n",
    "a diagram as code": "## Use case diagram\n\n```plantuml\n@startuml\nRider --> (Hire)\n@enduml\n```\n",
    "a test case": "## Test case TC1: Hire\n\n**Precondition:** Rider is known.\n\n**Test steps:**\n\n1. Ask.\n\n"
    "**Expected result:** A dock opens.\n",
    "a glossary": "# Glossary\n\n**Actor:** who deals with it.\n\n**Precondition:** what holds.\n\n"
    "**Postcondition:** what is guaranteed.\n",
    "terms": "# What we mean\n\n**Actor:** who deals with the system.\n\n**Trigger:** what starts a use case.\n",
    "steps to install": "# Install\n\n1. Download it.\n2. Unpack it.\n3. Start it.\n",
}


@pytest.mark.parametrize("what", NO_USE_CASES)
def test_documents_without_a_use_case(what: str) -> None:
    result = imported("readme.md", NO_USE_CASES[what].encode())
    assert (result.text, result.use_cases) == ("", ())


# ------------------------------------------------------------------------------------- ids and titles


@pytest.mark.parametrize(
    ("heading", "id", "title"),
    [
        ("UC01: Bake bread", "UC01", "Bake bread"),
        ("UC01 Bake bread", "UC01", "Bake bread"),
        ("UC 01 - Bake bread", "UC01", "Bake bread"),
        ("UC-01 – Bake bread", "UC-01", "Bake bread"),
        ("UC_01. Bake bread", "UC_01", "Bake bread"),
        ("UC-1.1.1 Bake bread", "UC-1.1.1", "Bake bread"),
        ("[UC-1] Bake bread", "UC-1", "Bake bread"),
        ("UC-BAKE-01: Bake bread", "UC-BAKE-01", "Bake bread"),
        ("2.3 UC01: Bake bread", "UC01", "Bake bread"),
        ("Use Case 3", "3", "3"),
        ("Use Case 3: Bake bread", "3", "Bake bread"),
        ("Use case: 2 Bake bread", "2", "Bake bread"),
        ("Use case #2: Bake bread", "2", "Bake bread"),
        ("Use case: Bake bread", "", "Bake bread"),
        ("Use Case – Bake bread", "", "Bake bread"),
        ("Use case: UC01 - Bake bread", "UC01", "Bake bread"),
        ("Use Case UC01: **Bake bread**", "UC01", "Bake bread"),
        ("UC01: [Bake bread](bake.md)", "UC01", "Bake bread"),
        ("Use case specification: Bake bread", "", "Bake bread"),
        ("Bakery – Use case specification: Bake bread", "", "Bake bread"),
        ("CU01a: Hornear pan", "CU01a", "Hornear pan"),
        ("CU-02. Hornear pan", "CU-02", "Hornear pan"),
        ("CDU 7 - Assar pão", "CDU7", "Assar pão"),
        ("Caso de Uso 001 – Assar pão", "001", "Assar pão"),
        ("Caso de uso: Hornear pan", "", "Hornear pan"),
        ('Use case "Bake bread"', "", "Bake bread"),
        ("Use case 3 “Bake bread”", "3", "Bake bread"),
        ("Cas d’utilisation : Cuire du pain", "", "Cuire du pain"),
        ("Cas d'utilisation 4 : Cuire du pain", "4", "Cuire du pain"),
        ("Anwendungsfall 5: Brot backen", "5", "Brot backen"),
        ("Caso d'uso: Cuocere il pane", "", "Cuocere il pane"),
        ("Případ užití: Péct chléb", "", "Péct chléb"),
        ("Вариант использования 6. Печь хлеб", "6", "Печь хлеб"),
        ("Przypadek użycia: Upiec chleb", "", "Upiec chleb"),
        ("用例1：烤面包", "1", "烤面包"),
        ("用例 UC-01 烤面包", "UC-01", "烤面包"),
        ("ユースケース２：パンを焼く", "2", "パンを焼く"),
    ],
)
def test_ids_and_titles(heading: str, id: str, title: str) -> None:
    assert found(f"## {heading}\n{FLOW}") == [(id, title)]
    head = f"use case {id}" if id else "use case"
    assert f"{head}: {title}\n" in text_of(f"## {heading}\n{FLOW}")


def test_the_id_below_the_title() -> None:
    assert found(f"# Hire a bicycle\n\n**ID:** UC-1\n\n**Actor:** Rider\n{FLOW}") == [("UC-1", "Hire a bicycle")]


def test_a_use_case_without_a_title_is_called_by_its_file() -> None:
    text = f"**Actor:** Rider\n\n**Precondition:** Rider is known.\n{FLOW}"
    assert found(text, "docs/hire_a_bicycle.md") == [("", "hire a bicycle")]


# ------------------------------------------------------------------------------------------ languages


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "de",
            "# Anwendungsfall: Leihen\n\n**Akteur:** Leser\n\n## Hauptszenario\n\n1. Leser fragt.\n2. System sucht.\n",
        ),
        (
            "es",
            "# Caso de uso: Prestar\n\n**Precondición:** Hay.\n\n## Flujo normal\n\n1. Lector pide.\n2. Sistema da.\n",
        ),
        ("it", "# Caso d'uso: Prestito\n\n**Attore:** Lettore\n\n1. Lettore chiede.\n2. Sistema cerca.\n"),
        (
            "en",
            "**Use Case Name:** Borrow\n**Actor(s):** Reader\n**Flow of Events:**\n1. Reader asks.\n2. System looks.\n",
        ),
        ("en", "# UC1: Place de order\n\n## Main flow\n\n1. Server en/de-codes it.\n2. User goes on.\n"),
        (
            "hu",
            "# UC1: Hire\n\n## Main flow\n\n1. Ha az ajtó nem nyílik.\n2. A rendszer és egy alkalmazott vagy a bolt.\n",
        ),
    ],
)
def test_the_labels_and_small_words_tell_the_language(code: str, text: str) -> None:
    assert imported("x.md", text.encode()).document.language == code
