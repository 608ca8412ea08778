"""The flows of an imported use case that leave others: where they leave, on what condition, and how they end."""

from __future__ import annotations

from textwrap import dedent

import pytest

from usecase_dsl.importing import imported
from usecase_dsl.importing.result import Imported
from usecase_dsl.syntax import vocabulary

MAIN = ("Reader asks for a book.", "System finds it.", "Reader signs.", "System lends it.", "Reader leaves.")


def lent(flows: str, heading: str = "## Extensions", main: tuple[str, ...] = MAIN) -> Imported:
    """A use case of five steps, with flows below a heading."""
    steps = "\n".join(f"{number}. {text}" for number, text in enumerate(main, 1))
    head = f"{heading}\n\n" if heading else ""
    text = f"# UC1: Borrow a book\n\n**Actor:** Reader\n\n## Main flow\n\n{steps}\n\n{head}{dedent(flows)}"
    return imported("borrow.md", text.encode())


def branches(flows: str, heading: str = "## Extensions", main: tuple[str, ...] = MAIN) -> str:
    """What stands below the main flow, up to an empty line, without its indentation."""
    text = lent(flows, heading, main).text
    _, _, below = text.partition("main success scenario:\n")
    return dedent(below.partition("\n\n")[2].split("\n\n")[0]).strip()


def remarks(flows: str, kind: str, heading: str = "## Extensions") -> list[str]:
    (use_case,) = lent(flows, heading).use_cases
    return [each.text for each in use_case.remarks if each.kind == kind]


def text_in(language: str, flows: str) -> str:
    """A use case with the headings of a language."""
    main, branching = (
        vocabulary.canonical(language, "flows", each) for each in ("main success scenario", "alternate flows")
    )
    steps = "1. Lorem.\n2. Ipsum.\n3. Dolor."
    return imported("x.md", f"# UC1: Sit\n\n## {main}\n\n{steps}\n\n## {branching}\n\n{flows}".encode()).text


NO_BOOK = """\
extensions:
  2a. The book is lent:
    1. System says until when.
    resume at 1"""

# -------------------------------------------------------------------------------------- labels of flows


@pytest.mark.parametrize(
    "flow",
    [
        "2a. The book is lent:\n   1. System says until when.\n   2. Return to step 1.",
        "2.a. The book is lent:\n   1. System says until when.\n   2. Return to step 1.",
        "2a) The book is lent\n   1) System says until when.\n   2) Return to step 1.",
        "2A. The book is lent:\n   - System says until when.\n   - Return to step 1.",
        "2a The book is lent\n\n- System says until when.\n- Return to step 1.",
        "**2a.** The book is lent:\n\n1. System says until when.\n2. Return to step 1.",
        "**2a. The book is lent**\n\n1. System says until when.\n2. Return to step 1.",
        "### 2a. The book is lent\n\n1. System says until when.\n2. Return to step 1.",
        "### 2a The book is lent:\n\n1. System says until when.\n2. Go back to step 1.",
        "- 2a. The book is lent:\n  - 2a1. System says until when.\n  - 2a2. Return to step 1.",
        "- *2a. The book is lent*:\n  1. System says until when.\n  2. Return to step 1.",
        "* 2a. The book is lent:\n    1. System says until when.\n    1. Return to step 1.",
        "2a. The book is lent:\n2a1. System says until when.\n2a2. Return to step 1.",
        "2a. The book is lent:\n2.a.1. System says until when.\n2.a.2. Return to step 1.",
        "2a. The book is lent.\n\n   2a.1. System says until when.\n\n   2a.2. Return to step 1.",
        "2a. The book is lent: System says until when. Return to step 1.",
        "2a. The book is lent → System says until when. Return to step 1.",
        "1. In step 2, the book is lent:\n   1. System says until when.\n   2. Return to step 1.",
        "- At step 2: The book is lent:\n  - System says until when.\n  - Return to step 1.",
    ],
)
def test_a_flow_that_leaves_a_step(flow: str) -> None:
    assert branches(flow) == NO_BOOK


@pytest.mark.parametrize(
    ("flow", "head"),
    [
        ("*a. The power fails:\n   1. System prints a slip.", "*a. The power fails:"),
        ("\\*a. The power fails:\n   1. System prints a slip.", "*a. The power fails:"),
        ("- At any time, the power fails:\n  1. System prints a slip.", "*a. The power fails:"),
        ("2-4a. The power fails:\n   1. System prints a slip.", "2-4a. The power fails:"),
        ("2,4a. The power fails:\n   1. System prints a slip.", "2,4a. The power fails:"),
        ("### A1. The power fails (step 2)\n\n1. System prints a slip.", "A1. The power fails:"),
        ("### The power fails (step 2)\n\n1. System prints a slip.", "2a. The power fails:"),
        ("- After step 2, the power fails:\n  1. System prints a slip.", "3a. The power fails:"),
    ],
)
def test_where_a_flow_leaves(flow: str, head: str) -> None:
    assert branches(flow).split("\n")[1:3] == [f"  {head}", "    1. System prints a slip."]


@pytest.mark.parametrize(
    ("language", "flow", "head"),
    [
        ("pt", "- No passo 2, falta energia:\n  1. Mumbo.", "2a. Falta energia:"),
        ("es", "- En el paso 2, falla la luz:\n  1. Mumbo.", "2a. Falla la luz:"),
        ("fr", "- À l'étape 2, une panne survient :\n  1. Mumbo.", "2a. Une panne survient:"),
        ("ru", "- В шаге 2 нет света:\n  1. Mumbo.", "2a. Нет света:"),
        ("zh", "2a、停电：\n   1、Mumbo.", "2a. 停电:"),
        ("de", "- Bei Schritt 2: Der Strom fällt aus:\n  1. Mumbo.", "2a. Der Strom fällt aus:"),
        ("it", "- Al passo 2, manca la luce:\n  1. Mumbo.", "2a. Manca la luce:"),
    ],
)
def test_where_a_flow_leaves_in_other_languages(language: str, flow: str, head: str) -> None:
    assert text_in(language, flow).endswith(f"    {head}\n      1. Mumbo.\n")


@pytest.mark.parametrize(
    ("tag", "heading", "code"),
    [
        ("[E1]", "### E1. The book is lent", "E1"),
        ("(FA1)", "### FA1 – The book is lent", "FA1"),
        ("[FE01]", "### FE01: The book is lent", "FE01"),
        ("(A1)", "**A1: The book is lent**", "A1"),
        ("[AF-1]", "**AF1:** The book is lent", "AF1"),
        ("[exception 1]", "**[exception 1]** The book is lent", "A1"),
    ],
)
def test_a_code_in_brackets_leads_from_its_step(tag: str, heading: str, code: str) -> None:
    main = ("Reader asks for a book.", f"System finds it. {tag}", "Reader signs.")
    text = lent(f"{heading}\n\n1. System says until when.\n2. Return to step 1.", main=main).text
    assert f"    2. System finds it. [{code}]\n" in text
    assert f"    {code}. The book is lent:\n      1. System says until when.\n      resume at 1\n" in text


# ------------------------------------------------------------------------------------ headings of flows


@pytest.mark.parametrize(
    ("heading", "section", "condition"),
    [
        ("## Alternative flow (the book is lent)", "alternate flows", "the book is lent"),
        ("## Alternate course: the book is lent", "alternate flows", "the book is lent"),
        ("## Exception: the book is lent", "failure flows", "the book is lent"),
        ("## Exception flow 1 - the book is lent", "failure flows", "the book is lent"),
        ("## Fluxo alternativo: livro emprestado", "alternate flows", "livro emprestado"),
        ("## Flujo alternativo: libro prestado", "alternate flows", "libro prestado"),
        ("## Alternativszenario: Buch verliehen", "alternate flows", "Buch verliehen"),
    ],
)
def test_a_heading_that_names_one_flow(heading: str, section: str, condition: str) -> None:
    code = "E1" if section == "failure flows" else "A1"
    assert branches("1. System says until when.\n2. Return to step 1.", heading) == (
        f"{section}:\n  {code}. {condition}:\n    1. System says until when.\n    resume at 1"
    )


def test_a_code_and_a_title_in_a_heading() -> None:
    assert branches("1. O sistema avisa.\n2. O leitor sai.", "## Fluxo de exceção E7 – Livro emprestado") == (
        "failure flows:\n  E7. Livro emprestado:\n    1. O sistema avisa.\n    2. O leitor sai."
    )


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("## Extensions", "extensions"),
        ("## Alternative flows", "alternate flows"),
        ("## Alternative courses:", "alternate flows"),
        ("**Alternate flows:**", "alternate flows"),
        ("### 1.4 Exceptions", "failure flows"),
        ("## Exceptional flows", "failure flows"),
        ("## Fluxos alternativos", "alternate flows"),
        ("## Flujos alternativos", "alternate flows"),
        ("## Fluxos de exceção", "failure flows"),
        ("## Erweiterungen", "extensions"),
        ("## 扩展流程", "extensions"),
    ],
)
def test_the_section_that_flows_stand_in(heading: str, section: str) -> None:
    flow = "2a. The book is lent:\n   1. System says until when.\n   2. Return to step 1."
    assert branches(flow, heading) == NO_BOOK.replace("extensions", section)


def test_a_heading_in_the_singular_above_the_steps_of_one_flow() -> None:
    assert branches("1. System says until when.\n2. Reader asks for another.", "## Alternative flow") == (
        "alternate flows:\n  A1. Alternative flow:\n    1. System says until when.\n    2. Reader asks for another."
    )


# ---------------------------------------------------------------------------------- many flows in a section


def test_flows_that_are_numbered_but_tied_to_no_step() -> None:
    flows = "1. The book is lent: System says until when.\n2. Reader has no card: System refuses.\n"
    assert branches(flows) == (
        "extensions:\n"
        "  A1. The book is lent:\n    1. System says until when.\n"
        "  A2. Reader has no card:\n    1. System refuses."
    )
    assert remarks(flows, "open") == [
        "A1: where it leaves isn't said",
        "A1: how it ends isn't said",
        "A2: where it leaves isn't said",
        "A2: how it ends isn't said",
    ]


def test_flows_that_have_the_numbers_of_steps() -> None:
    flows = "2\\. The book is lent: System waits.\n\n2\\. It is lost: System waits.\n\n4\\. No card: System stops.\n"
    assert branches(flows) == (
        "extensions:\n"
        "  2a. The book is lent:\n    1. System waits.\n"
        "  2b. It is lost:\n    1. System waits.\n"
        "  4a. No card:\n    1. System stops."
    )


@pytest.mark.parametrize(
    "flows",
    [
        "- If the book is lent, System says so.\n- If it is lost, System orders it.\n",
        "* If the book is lent, System says so.\n\n* If it is lost, System orders it.\n",
        "If the book is lent, System says so.\n\nIf it is lost, System orders it.\n",
    ],
)
def test_conditions_in_a_sentence_each(flows: str) -> None:
    found = branches(flows)
    assert found.count("\n  A") == 2
    for part in ("If the book is lent", "System says so", "If it is lost", "System orders it"):
        assert part in found


@pytest.mark.parametrize(
    "flows",
    [
        "**The book is lent**\n\n1. System says so.\n\n**It is lost**\n\n1. System orders it.\n",
        "**The book is lent:**\n1. System says so.\n\n**It is lost:**\n1. System orders it.\n",
        "### The book is lent\n\n1. System says so.\n\n### It is lost\n\n1. System orders it.\n",
        "- The book is lent:\n  - System says so.\n- It is lost:\n  - System orders it.\n",
        "- The book is lent: System says so.\n- It is lost: System orders it.\n",
        "- The book is lent → System says so.\n- It is lost → System orders it.\n",
        "- **The book is lent:** System says so.\n- **It is lost:** System orders it.\n",
        "The book is lent: System says so.\n\nIt is lost: System orders it.\n",
        "a. The book is lent:\n   1. System says so.\n\nb. It is lost:\n   1. System orders it.\n",
        "1. The book is lent\n   1. System says so.\n2. It is lost\n   1. System orders it.\n",
    ],
)
def test_titles_with_what_happens(flows: str) -> None:
    assert branches(flows) == (
        "extensions:\n  A1. The book is lent:\n    1. System says so.\n  A2. It is lost:\n    1. System orders it."
    )


def test_flows_within_flows() -> None:
    flows = "2a. It is lent:\n   1. System says so.\n   2. Reader waits.\n2a2a. It is late:\n   1. Reader leaves.\n"
    assert branches(flows) == (
        "extensions:\n"
        "  2a. It is lent:\n    1. System says so.\n    2. Reader waits.\n"
        "  2a2a. It is late:\n    1. Reader leaves."
    )


@pytest.mark.parametrize(
    "table",
    [
        "| Step | Branching action |\n|---|---|\n| 2a | It is lost: System orders it. |\n| 4a | No card: Stop. |",
        "| Step | Condition | Action |\n|---|---|---|\n| 2 | It is lost | System orders it. |\n| 4 | No card | Stop. |",
        "| 2a | It is lost | System orders it. |\n|---|---|---|\n| 4a | No card | Stop. |",
    ],
)
def test_flows_in_the_rows_of_a_table(table: str) -> None:
    assert branches(table) == ("extensions:\n  2a. It is lost:\n    1. System orders it.\n  4a. No card:\n    1. Stop.")


def test_codes_in_the_rows_of_a_table() -> None:
    table = "| Code | Condition | Action |\n|---|---|---|\n| E1 | It is lost | Order. |\n| E2 | No card | Stop. |"
    assert branches(table, "## Exceptions") == (
        "failure flows:\n  E1. It is lost:\n    1. Order.\n  E2. No card:\n    1. Stop."
    )


def test_a_code_that_is_too_long_for_a_label_stays_in_the_condition() -> None:
    assert branches("ALTFLOW1234. It is lost\n1. System orders it.\n") == (
        "extensions:\n  A1. ALTFLOW1234. It is lost:\n    1. System orders it."
    )


def test_steps_of_a_flow_that_count_on_from_the_main_flow() -> None:
    assert branches("6. System says so.\n7. Reader leaves.", "## Alternative flow") == (
        "alternate flows:\n  A1. Alternative flow:\n    1. System says so.\n    2. Reader leaves."
    )


def test_a_label_that_is_used_twice() -> None:
    flows = "2a. It is lent:\n   1. System says so.\n2a. It is lost:\n   1. System orders it.\n"
    assert branches(flows) == (
        "extensions:\n  2a. It is lent:\n    1. System says so.\n  2b. It is lost:\n    1. System orders it."
    )
    assert remarks(flows, "guessed") == ["‘2a’ is written 2b"]


def test_alternatives_and_failures_both() -> None:
    text = lent(
        "2a. It is lent:\n   1. System says so.\n\n## Exceptions\n\n4a. No card:\n   1. System stops.\n",
        "## Alternative flows",
    ).text
    assert "  alternate flows:\n    2a. It is lent:\n      1. System says so.\n" in text
    assert "  failure flows:\n    4a. No card:\n      1. System stops.\n" in text


@pytest.mark.parametrize("none", ["None", "N/A", "-", "None.", "Nenhum.", "Keine", "无", "No alternative flows."])
def test_no_flows_at_all(none: str) -> None:
    text = lent(none, "## Alternative flows").text
    assert "    5. Reader leaves.\n" in text
    assert "alternate flows:" not in text
    assert "A1" not in text


def test_a_flow_whose_condition_begins_with_no() -> None:
    assert branches("2a. No copy is left:\n   1. System says so.\n   2. Return to step 1.\n") == (
        "extensions:\n  2a. No copy is left:\n    1. System says so.\n    resume at 1"
    )
