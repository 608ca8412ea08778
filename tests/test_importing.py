"""A document with one use case becomes a text: in whatever style it is written, and in whatever language."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.marks import findings
from tests.reading import document
from usecase_dsl.checks import ALL_RULES, selection
from usecase_dsl.importing import imported
from usecase_dsl.settings import DEFAULTS
from usecase_dsl.syntax import vocabulary
from usecase_dsl.syntax.nodes import Document, Step


def text_of(markdown: str, name: str = "hire.md", keywords: str = "en") -> str:
    return imported(name, dedent(markdown).encode(), keywords).text


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
        | ID | UC-1 |
        |---|---|
        | **Name** | Hire a bicycle |
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
    is_shown = selection.choice(ALL_RULES, DEFAULTS)
    assert [each.code for each in findings(HIRE) if is_shown(each)] == []


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
