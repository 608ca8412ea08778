"""What is said of an imported document: what was found where, what was guessed, and what is left to decide."""

from __future__ import annotations

from textwrap import dedent

import pytest

from usecase_dsl.importing import Imported, ImportedUseCase, Remark, imported
from usecase_dsl.importing.report import told, totals
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax.nodes import Document


def remarks(markdown: str) -> list[tuple[str, int, str]]:
    (use_case,) = imported("order.md", dedent(markdown).encode()).use_cases
    return [(each.kind, each.line, each.text) for each in use_case.remarks]


def test_all_is_mapped_and_nothing_is_left_to_decide() -> None:
    assert remarks(
        """\
        # UC1: Order a cake

        Somebody wants a cake.

        **Actor:** Guest

        ## Main flow

        1. Guest chooses a cake.
        2. System shows the price.

        ## Extensions

        2a. There is no price:
           1. System asks the baker.
           2. Use case ends in failure.
        """
    ) == [("mapped", 1, "description, primary actors, 2 steps, 1 extension (1 with an end)")]


def test_each_remark_has_its_line() -> None:
    assert remarks(
        """\
        # UC1: Order a cake

        **Actor:** Whoever would like to eat one. Or two.

        **Preconditions:** <what must hold>

        ## Main flow

        1. Guest chooses a cake.

        All cakes are fresh.

        2. System shows the price.

        ## Extensions

        2a. There is no price:
           1. System asks the baker.

        2a. There is no cake:
           1. Use case ends.

        ### It is late

        1. System waits.
        2. Return to step 1.
        """
    ) == [
        ("mapped", 1, "preconditions, notes, 2 steps, 3 extensions (2 with an end)"),
        ("open", 3, "who is meant by ‘Whoever would like to eat one. Or two.’?"),
        ("open", 5, "never filled in: <what must hold>"),
        ("guessed", 11, "kept as a note: All cakes are fresh."),
        ("open", 17, "2a: how it ends isn't said"),
        ("guessed", 20, "‘2a’ is written 2b"),
        ("open", 20, "2b: does it end in success or in failure?"),
        ("open", 23, "A1: where it leaves isn't said"),
    ]


@pytest.mark.parametrize(
    ("flow", "said"),
    [
        ("1. Guest waits.", "1 step"),
        ("1. Guest waits.\n2. System answers.", "2 steps"),
        ("Guest waits, and in the end\nthe system answers.", "the main flow in prose"),
    ],
)
def test_the_counts(flow: str, said: str) -> None:
    found = remarks(f"# UC1: Order\n\n**Actor:** Guest\n\n## Main flow\n\n{flow}\n")
    assert found[0] == ("mapped", 1, f"primary actors, {said}")


def test_a_use_case_of_which_only_the_name_is_known() -> None:
    assert remarks("# UC1: Order a cake\n") == [("mapped", 1, "nothing but its name")]


def test_a_use_case_without_a_title_is_open() -> None:
    found = remarks("**Actor:** Guest\n\n**Precondition:** Day.\n\n## Main flow\n\n1. Guest asks.\n2. System waits.\n")
    assert ("open", 1, "it has no title") in found


# ------------------------------------------------------------------------------------------- as lines


def an_import(*use_cases: ImportedUseCase, unit: str = "line") -> Imported:
    return Imported("x" if use_cases else "", Document(source_from_text(""), "en"), use_cases, unit)  # type: ignore[arg-type]


ORDER = ImportedUseCase(
    "UC1",
    "Order",
    3,
    (
        Remark("mapped", 3, "2 steps"),
        Remark("open", 9, "where does it go on?"),
        Remark("guessed", 12, "a note"),
        Remark("mapped", 14, "picture left out"),
    ),
)


def test_the_lines_on_a_document() -> None:
    assert list(told("docs/order.md", "order.uc", an_import(ORDER, ImportedUseCase("", "Pay", 20)))) == [
        "docs/order.md -> order.uc: 2 use cases",
        "  docs/order.md:3: UC1 Order: 1 guessed, 1 to decide",
        "    mapped: 2 steps, picture left out",
        "    docs/order.md:12: guessed: a note",
        "    docs/order.md:9: to decide: where does it go on?",
        "  docs/order.md:20: Pay: 0 guessed, 0 to decide",
    ]


def test_paragraphs_of_a_document_that_has_no_lines() -> None:
    lines = list(told("order.docx", "order.uc", an_import(ORDER, unit="paragraph")))
    assert lines[0] == "order.docx -> order.uc: 1 use case"
    assert lines[1].startswith("  order.docx: paragraph 3: UC1 Order: ")
    assert lines[-1] == "    order.docx: paragraph 9: to decide: where does it go on?"


def test_a_document_without_a_use_case() -> None:
    assert list(told("readme.md", "readme.uc", an_import())) == ["readme.md: no use case found"]


@pytest.mark.parametrize(
    ("documents", "dry", "line"),
    [
        ([an_import(ORDER)], False, "1 document, 1 use case, 1 file written; 1 guessed, 1 to decide"),
        ([an_import(ORDER)], True, "1 document, 1 use case, 1 file would be written; 1 guessed, 1 to decide"),
        (
            [an_import(ORDER, ORDER), an_import()],
            False,
            "2 documents, 2 use cases, 1 file written; 2 guessed, 2 to decide",
        ),
        ([], False, "0 documents, 0 use cases, 0 files written; 0 guessed, 0 to decide"),
    ],
)
def test_the_totals(documents: list[Imported], dry: bool, line: str) -> None:
    assert totals(documents, dry) == line
