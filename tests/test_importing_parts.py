"""Flows whose parts have labels of their own, and what else a template of headings and labels says."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.marks import findings
from tests.test_importing_flows import branches, lent, remarks
from usecase_dsl.importing import imported
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.parts import part_of


def told(flow: str) -> str:
    """One flow, below the heading of alternatives and a heading of its own."""
    return branches(f"### A1: No copy is there\n\n{dedent(flow)}", "## Alternative flows")


NO_COPY = """\
alternate flows:
  A1. No copy is there: all are lent:
    1. System offers another book.
    resume at 3"""


@pytest.mark.parametrize(
    "flow",
    [
        "**Trigger:** all are lent (step 2)\n**Flow:**\n\n1. System offers another book.\n2. Return to step 3.",
        "**Condition:** all are lent (step 2)\n\n**Steps:**\n\n1. System offers another book.\n\n**Resume:** step 3",
        "**Step:** 2\n\n**Cause:** all are lent\n\n**Actions:**\n\n- System offers another book.\n\n**Returns to:** 3",
        "Trigger: all are lent (step 2)\nSteps:\n1. System offers another book.\nResume at: step 3",
        "- **Trigger:** all are lent (step 2)\n- **Steps:**\n  1. System offers another book.\n- **Resume:** step 3",
        "#### Trigger\n\nall are lent (step 2)\n\n#### Steps\n\n1. System offers another book.\n2. Return to step 3.",
        "| | |\n|-|-|\n| Trigger | all are lent (step 2) |\n"
        "| Steps | 1. System offers another book.<br>2. Return to step 3. |",
        "**Trigger:**\n\n- all are lent (step 2)\n\n**Flow:**\n\n1. System offers another book.\n\n"
        "**Resume:**\n\nstep 3",
    ],
)
def test_the_labels_of_a_flow_s_parts(flow: str) -> None:
    assert told(flow) == NO_COPY
    assert "2. System finds it. [A1]" in lent(f"### A1: No copy\n\n{flow}", "## Alternative flows").text


@pytest.mark.parametrize(
    ("title", "condition", "steps", "end"),
    [
        ("Fluxos alternativos", "Gatilho:** nada (passo 2)", "Passos", "Retorno:** passo 1"),
        ("Flujos alternativos", "Condición:** nada (paso 2)", "Pasos", "Retorno:** paso 1"),
        ("Scénarios alternatifs", "Déclencheur :** nada (étape 2)", "Étapes", "Reprise :** étape 1"),
        ("Alternative Abläufe", "Auslöser:** nada (Schritt 2)", "Ablauf", "Fortsetzung:** Schritt 1"),
        ("Flussi alternativi", "Condizione:** nada (passo 2)", "Passi", "Ritorno:** passo 1"),
        ("Альтернативные потоки", "Условие:** nada (шаг 2)", "Шаги", "Возврат:** шаг 1"),
        ("Alternatywne przepływy", "Warunek:** nada (krok 2)", "Kroki", "Powrót:** krok 1"),
    ],
)
def test_the_labels_of_parts_in_other_languages(title: str, condition: str, steps: str, end: str) -> None:
    main = "# UC1: X\n\n## Main flow\n\n1. Lorem.\n2. Ipsum.\n3. Dolor.\n"
    flow = f"### A1: Sit\n\n**{condition}\n\n**{steps}:**\n\n1. Amet.\n\n**{end}\n"
    text = imported("x.md", f"{main}\n## {title}\n\n{flow}".encode()).text
    assert "2. Ipsum. [A1]" in text
    assert "A1. Sit: nada:\n      1. Amet.\n      resume at 1" in text


def test_several_conditions_keep_all_their_words() -> None:
    flow = "**Trigger:** Reader insists.\n\n**Preconditions:** Reader has a card.\n\n**At step:** 2\n\n1. System waits."
    assert told(flow) == (
        "alternate flows:\n  A1. No copy is there: Reader insists; Reader has a card:\n    1. System waits."
    )


def test_what_a_label_says_before_a_clause_stays_in_the_condition() -> None:
    flow = "**Trigger:** In step 2 all are lent\n\n**Steps:**\n\n1. System waits."
    assert told(flow) == "alternate flows:\n  A1. No copy is there: In step 2 all are lent:\n    1. System waits."
    assert "[A1]" in lent(f"### A1: No copy\n\n{flow}", "## Alternative flows").text


@pytest.mark.parametrize(
    ("end", "written"),
    [
        ("**End:** failure", "end in failure"),
        ("**Outcome:** The use case ends in failure.", "end in failure"),
        ("**Resume:** Use case continues at step 3.", "resume at 3"),
        ("**Resume:** where the reader likes", "2. Resume: where the reader likes"),
        ("**Outcome:** The wish is kept.", "   => The wish is kept."),
        ("**End:** failure\n\n**Postcondition:** Nothing is lent.", "end in failure\n    => Nothing is lent."),
    ],
)
def test_what_a_label_says_of_the_end(end: str, written: str) -> None:
    flow = f"**Trigger:** all are lent (step 2)\n\n**Steps:**\n\n1. System waits.\n\n{end}"
    assert told(flow) == f"alternate flows:\n  A1. No copy is there: all are lent:\n    1. System waits.\n    {written}"


@pytest.mark.parametrize(
    "flows",
    [
        "### A1: No copy is there\n\n1. System waits.\n\n**Postconditions:** A book is lent.",
        "**A1: No copy is there**\n\n1. System waits.\n\n**Postconditions:** A book is lent.",
        "- A1: No copy is there\n  1. System waits.\n\n**Postconditions:** A book is lent.",
        "### A1: No copy is there\n\n1. System waits.\n\n## Postconditions\n\nA book is lent.",
    ],
)
def test_below_the_last_flow_stand_the_fields_of_the_use_case(flows: str) -> None:
    text = lent(flows, "## Alternative flows").text
    assert "  success guarantees:\n    - A book is lent.\n" in text
    assert text.endswith("A1. No copy is there:\n      1. System waits.\n")


def test_what_holds_after_each_flow() -> None:
    flows = "\n\n".join(f"### A{at}: Case {at}\n\n1. System waits.\n\n**Result:** Case {at} is over." for at in (1, 2))
    assert branches(flows, "## Alternative flows") == (
        "alternate flows:\n  A1. Case 1:\n    1. System waits.\n       => Case 1 is over."
        "\n  A2. Case 2:\n    1. System waits.\n       => Case 2 is over."
    )


def test_the_labels_of_a_use_case_are_no_parts_of_a_flow() -> None:
    text = imported("x.md", b"# UC1: X\n\n**Trigger:** y\n\n**Main flow:**\n\n1. Lorem.\n2. Ipsum.").text
    assert "  trigger: y\n" in text


def test_a_heading_that_is_the_flow_has_parts_too() -> None:
    flow = "**Trigger:** all are lent (step 2)\n\n**Flow:**\n\n1. System waits.\n"
    assert branches(flow, "## Alternative flow: No copy is there") == (
        "alternate flows:\n  2a. No copy is there: all are lent:\n    1. System waits."
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("**Trigger:** x", "condition"),
        ("Precondition: x", "condition"),
        ("Branches from: step 3", "place"),
        ("**Flow**", "steps"),
        ("Resume: step 3", "end"),
        ("Outcome: x", "result"),
        ("**Priority:** high", None),
        ("System waits: it is late", None),
    ],
)
def test_which_labels_are_parts(text: str, kind: str | None) -> None:
    part = part_of(Line("text", text, 1))
    assert (part.kind if part else None) == kind


# -------------------------------------------------------------------------------- faults that stay to be seen


def test_a_code_of_two_flows_stays_for_the_check_to_find() -> None:
    flows = "### A1: No copy\n\n1. System waits.\n\n### A1: No card\n\n1. System asks.\n"
    assert branches(flows, "## Alternative flows") == (
        "alternate flows:\n  A1. No copy:\n    1. System waits.\n  A1. No card:\n    1. System asks."
    )
    assert "FLW103" in [each.code for each in findings(lent(flows, "## Alternative flows").text)]


def test_a_step_that_a_flow_leaves_and_that_is_not_there() -> None:
    flow = "### A1: No copy\n\n**Trigger:** all are lent (step 9)\n\n**Flow:**\n\n1. Return to step 3.\n"
    assert branches(flow, "## Alternative flows") == (
        "alternate flows:\n  A1. No copy: all are lent (step 9):\n    resume at 3"
    )
    assert remarks(flow, "open", "## Alternative flows") == ["A1: it leaves at step 9, which isn't there"]


def test_steps_after_the_end_stay_after_it() -> None:
    flow = "2a. All are lent:\n   1. Use case ends.\n   2. System waits.\n   3. Return to step 1.\n"
    assert branches(flow) == "extensions:\n  2a. All are lent:\n    end\n    1. System waits.\n    resume at 1"
    assert "FLW122" in [each.code for each in findings(lent(flow).text)]


def test_a_way_back_that_says_two_things_is_a_step() -> None:
    flow = "2a. All are lent:\n   1. System waits.\n   2. Use case continues at step 2 or ends.\n"
    assert branches(flow).endswith("2. Use case continues at step 2 or ends.")
    assert "FLW123" in [each.code for each in findings(lent(flow).text)]


@pytest.mark.parametrize("numbers", ["2. 2.", "1. 2. 2."])
def test_numbers_of_several_steps_are_told(numbers: str) -> None:
    steps = "\n".join(f"{number} System waits {at} days." for at, number in enumerate(numbers.split()))
    flow = f"### A1: No copy\n\n{steps}\n"
    assert remarks(flow, "guessed", "## Alternative flows") == [
        "A1: several steps have the number 2; they are counted anew"
    ]
    main = imported("x.md", f"# UC1: X\n\n## Main flow\n\n{steps}\n".encode()).use_cases[0]
    assert [each.text for each in main.remarks if each.kind == "guessed"] == [
        "several steps have the number 2; they are counted anew"
    ]


def test_equal_numbers_that_leave_the_counting_to_others_are_no_fault() -> None:
    assert remarks("### A1: No copy\n\n1. System waits.\n1. System asks.\n", "guessed", "## Alternative flows") == []


# ------------------------------------------------------------------------------------ names, ids and rules


@pytest.mark.parametrize("label", ["Use Case ID", "Use case number", "Use-Case-ID"])
def test_the_id_and_the_name_below_a_heading(label: str) -> None:
    head = f"# Use Case: Lending\n\n## Overview\n\n**{label}:** UC-7\n**Use Case Name:** Lend a book\n"
    text = imported("x.md", f"{head}**Actor:** Reader\n\n## Main flow\n\n1. Lorem.\n2. Ipsum.\n".encode()).text
    assert "use case UC-7: Lend a book\n  Lending\n  primary actors: Reader\n" in text


def test_a_field_that_is_called_by_the_use_case_is_no_name() -> None:
    head = "# UC1: Lend a book\n\n**Use Case Version:** 1.2\n**Actor:** Reader\n"
    text = imported("x.md", f"{head}\n## Main flow\n\n1. Lorem.\n2. Ipsum.\n".encode()).text
    assert "use case UC1: Lend a book\n" in text
    assert "  version: 1.2\n" in text


def ruled(rules: str, id: str = "UC1") -> str:
    head = f"# {id}: Lend a book\n\n**Actor:** Reader\n\n## Main flow\n\n1. Reader asks.\n2. System lends. [BR-1]\n"
    return f"{head}\n## Business rules\n\n{rules}\n\n"


def test_rules_with_headings_and_ids_are_declared() -> None:
    text = imported(
        "x.md", ruled("### BR-1: One at a time\n\nA reader has one book.\n\n### BR-2\n\nNo fees.").encode()
    ).text
    assert text.startswith(
        "actor: Reader\n\nrule BR-1: One at a time\n  description: A reader has one book.\n\nrule BR-2: No fees.\n\n"
    )
    assert "business rules" not in text
    assert [each.message for each in findings(text) if each.code == "TRC701"] == ["nothing refers to the rule ‘BR-2’"]


def test_rules_that_each_use_case_counts_anew_are_its_text() -> None:
    text = imported("x.md", (ruled("### BR-1: One") + ruled("### BR-1: Two", "UC2")).encode()).text
    assert "rule BR-1" not in text
    assert ("  business rules: BR-1: One\n" in text, "  business rules: BR-1: Two\n" in text) == (True, True)


def test_rules_in_a_list_stay_text() -> None:
    text = imported("x.md", ruled("- BR1: One at a time").encode()).text
    assert "  business rules: BR1: One at a time\n" in text
