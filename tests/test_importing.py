"""``usecase import`` from end to end: which use cases a document holds, however they are written down."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.marks import findings
from tests.reading import document
from usecase_dsl.diagnostic import Severity
from usecase_dsl.importing import imported
from usecase_dsl.syntax import vocabulary
from usecase_dsl.syntax.nodes import Document, Step


def text_of(markdown: str, name: str = "hire.md", keywords: str = "en") -> str:
    return imported(name, dedent(markdown).encode(), keywords).text


def found(markdown: str, name: str = "hire.md") -> list[tuple[str, str]]:
    """Id and title of each use case in a document."""
    return [(each.id, each.title) for each in imported(name, dedent(markdown).encode()).use_cases]


# ------------------------------------------------------------------------------------------- styles

HIRE = """\
actor: Rider

use case UC-1: Hire a bicycle
  A rider gets a bicycle within a minute.
  primary actors: Rider
  preconditions:
    - The rider is known.
    - A dock holds a bicycle.

  main success scenario:
    1. Rider asks for a bicycle.
    2. System opens a dock.
    3. Rider takes the bicycle.

  extensions:
    2a. The dock is stuck:
      1. System names another dock.
      resume at 2
"""

STYLES = {
    "headings": """\
        # UC-1: Hire a bicycle

        A rider gets a bicycle within a minute.

        ## Primary actor

        Rider

        ## Preconditions

        - The rider is known.
        - A dock holds a bicycle.

        ## Main success scenario

        1. Rider asks for a bicycle.
        2. System opens a dock.
        3. Rider takes the bicycle.

        ## Extensions

        ### 2a. The dock is stuck

        1. System names another dock.
        2. Return to step 2.
        """,
    "bold keys": """\
        ## UC-1: Hire a bicycle

        **Description:** A rider gets a bicycle within a minute.

        **Primary actor:** Rider

        **Preconditions:**

        - The rider is known.
        - A dock holds a bicycle.

        **Main success scenario:**

        1. Rider asks for a bicycle.
        2. System opens a dock.
        3. Rider takes the bicycle.

        **Extensions:**

        2a. The dock is stuck:
           1. System names another dock.
           2. Return to step 2.
        """,
    "a table of two columns": """\
        | Use case | UC-1: Hire a bicycle |
        |---|---|
        | **Description** | A rider gets a bicycle within a minute. |
        | **Actor** | Rider |
        | **Preconditions** | - The rider is known.<br>- A dock holds a bicycle. |
        | **Main flow** | 1. Rider asks for a bicycle.<br>2. System opens a dock.<br>3. Rider takes the bicycle. |
        | **Extensions** | 2a. The dock is stuck:<br>2a1. System names another dock.<br>2a2. Return to step 2. |
        """,
    "bullets with lists in them": """\
        ## UC-1: Hire a bicycle

        - **Description**: A rider gets a bicycle within a minute.
        - **Actor**: Rider
        - **Preconditions**:
          - The rider is known.
          - A dock holds a bicycle.
        - **Main flow**:
          1. Rider asks for a bicycle.
          2. System opens a dock.
          3. Rider takes the bicycle.
        - **Extensions**:
          - 2a. The dock is stuck:
            - System names another dock.
            - Return to step 2.
        """,
    "terms with what they mean": """\
        ## UC-1: Hire a bicycle

        Description
        : A rider gets a bicycle within a minute.

        Actor
        : Rider

        Preconditions
        : - The rider is known.
          - A dock holds a bicycle.

        Main success scenario
        : 1. Rider asks for a bicycle.
          2. System opens a dock.
          3. Rider takes the bicycle.

        Extensions
        : 2a. The dock is stuck: System names another dock. Return to step 2.
        """,
    "paragraphs": """\
        UC-1: Hire a bicycle

        Description:
        A rider gets a bicycle within a minute.

        Primary actor:
        Rider

        Preconditions:
        - The rider is known.
        - A dock holds a bicycle.

        Basic flow:
        1. Rider asks for a bicycle.
        2. System opens a dock.
        3. Rider takes the bicycle.

        Extensions:
        2a. The dock is stuck:
        1. System names another dock.
        2. Return to step 2.
        """,
    "quotes": """\
        ## UC-1: Hire a bicycle

        > A rider gets a bicycle within a minute.
        >
        > **Actor:** Rider
        >
        > **Preconditions:**
        > - The rider is known.
        > - A dock holds a bicycle.
        >
        > **Main flow:**
        > 1. Rider asks for a bicycle.
        > 2. System opens a dock.
        > 3. Rider takes the bicycle.
        >
        > **Extensions:**
        > - 2a. The dock is stuck:
        >   1. System names another dock.
        >   2. Return to step 2.
        """,
    "a fence": """\
        ```
        Use case UC-1: Hire a bicycle
        Description: A rider gets a bicycle within a minute.
        Primary actor: Rider
        Preconditions:
          - The rider is known.
          - A dock holds a bicycle.
        Main success scenario:
          1. Rider asks for a bicycle.
          2. System opens a dock.
          3. Rider takes the bicycle.
        Extensions:
          2a. The dock is stuck:
            1. System names another dock.
            2. Return to step 2.
        ```
        """,
}


@pytest.mark.parametrize("style", STYLES)
def test_one_use_case_in_every_style(style: str) -> None:
    assert text_of(STYLES[style]) == HIRE


def test_the_text_is_one_that_the_language_understands() -> None:
    assert [each.code for each in findings(HIRE) if each.severity is not Severity.ADVICE] == []


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
        f"| Use case | UC{n} {t} |\n|---|---|\n| Actor | Rider |\n| Main flow | 1. Rider asks.<br>2. System answers. |"
        for n, t in enumerate(("Hire", "Return", "Pay"), 1)
    ),
    "tables with a row for the id": "\n\n".join(
        f"| ID | UC{n} |\n|---|---|\n| Name | {t} |\n| Actor | Rider |\n| Main flow | 1. Rider asks.<br>2. System answers. |"
        for n, t in enumerate(("Hire", "Return", "Pay"), 1)
    ),
    "names as labels": "".join(
        f"**ID:** UC{n}\n\n**Name:** {t}\n\n**Actor:** Rider\n\n**Precondition:** Rider is known.\n{FLOW}"
        for n, t in enumerate(("Hire", "Return", "Pay"), 1)
    ),
    "items": "".join(
        f"- **UC{n}: {t}**\n  - Actor: Rider\n  - Main flow:\n    1. Rider asks.\n    2. System answers.\n"
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
    "an index as a table": "| ID | Use case | Actor |\n|---|---|---|\n| UC1 | Hire | Rider |\n| UC2 | Return | Rider |\n",
    "a diagram": "# Use case diagram\n\n![use cases](all.png)\n",
    "a diagram as code": "## Use case diagram\n\n```plantuml\n@startuml\nRider --> (Hire)\n@enduml\n```\n",
    "a test case": "## Test case TC1: Hire\n\n**Precondition:** Rider is known.\n\n**Test steps:**\n\n1. Ask.\n2. Wait.\n\n"
    "**Expected result:** A dock opens.\n",
    "a glossary": "# Glossary\n\n**Actor:** who deals with the system.\n\n**Trigger:** what starts a use case.\n",
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
        ("Cas d'utilisation 4 : Cuire du pain", "4", "Cuire du pain"),
        ("Cas d’utilisation : Cuire du pain", "", "Cuire du pain"),
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

@pytest.mark.parametrize("language", vocabulary.languages())
def test_a_use_case_in_every_language(language: str) -> None:
    """Made of the words that the table gives first for each language."""
    read = imported("x.md", markdown_in(language).encode())
    (use_case,) = [each for each in read.document.declarations if each.keyword == "use case"]
    assert (use_case.id and use_case.id.text, use_case.name.value) == ("UC-1", "Mumbo")
    assert {"primary actors", "preconditions", "trigger"} <= {each.keyword for each in use_case.fields}
    assert [each.kind for each in use_case.sections] == ["main success scenario", "alternate flows"]
    steps = [line.text.value for line in use_case.sections[0].body if isinstance(line, Step)]
    assert steps == ["Lorem ipsum.", "Dolor sit."]
    assert [each.label for each in use_case.sections[1].extensions] == ["2a"]


def markdown_in(language: str) -> str:
    def word(category: str, keyword: str) -> str:
        return vocabulary.canonical(language, category, keyword)

    return (
        f"# {word('declarations', 'use case')} UC-1: Mumbo\n\n"
        f"**{word('fields', 'primary actors')}**: Jumbo\n\n"
        f"**{word('fields', 'preconditions')}**: Amet.\n\n"
        f"**{word('fields', 'trigger')}**: Tempor.\n\n"
        f"## {word('flows', 'main success scenario')}\n\n1. Lorem ipsum.\n2. Dolor sit.\n\n"
        f"## {word('flows', 'alternate flows')}\n\n2a. Elit:\n   1. Sed.\n"
    )


PORTUGUESE = """\
    # Caso de uso: Alugar uma bicicleta

    **Ator principal:** Ciclista

    ## Fluxo principal

    1. O ciclista pede uma bicicleta ao sistema.
    2. O sistema abre uma doca para o ciclista.

    ## Fluxos de exceção

    2a. Não há bicicletas:
       1. O sistema indica a estação mais próxima.
       2. O caso de uso termina sem sucesso.
    """


def test_the_language_that_the_text_is_in_stands_on_the_first_line() -> None:
    assert text_of(PORTUGUESE) == dedent(
        """\
        # language: pt
        actor: Ciclista

        use case: Alugar uma bicicleta
          primary actors: Ciclista

          main success scenario:
            1. O ciclista pede uma bicicleta ao sistema.
            2. O sistema abre uma doca para o ciclista.

          failure flows:
            2a. Não há bicicletas:
              1. O sistema indica a estação mais próxima.
              end in failure
        """
    )


def test_the_keywords_of_the_language_that_is_asked_for() -> None:
    text = text_of(PORTUGUESE, keywords="pt")
    assert text.startswith("# language: pt\nator: Ciclista\n\ncaso de uso: Alugar uma bicicleta\n")
    assert "  fluxo principal:\n    1. O ciclista pede" in text
    assert text.endswith("      termina em falha\n")
    assert meant(document(text)) == meant(document(text_of(PORTUGUESE)))


def meant(read: Document) -> object:
    return [(each.keyword, each.name.value, [field.keyword for field in each.fields]) for each in read.declarations]


def test_english_has_no_language_line() -> None:
    assert not text_of(STYLES["headings"]).startswith("#")


def test_the_same_document_gives_the_same_bytes() -> None:
    for style in STYLES.values():
        assert text_of(style) == text_of(style)
        assert imported("a.md", style.replace("\n", "\r\n").encode()).text == imported("a.md", style.encode()).text
