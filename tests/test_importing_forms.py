"""Forms that use cases take in documents, each a small text with what it becomes beside it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.test_importing import text_of
from tests.test_importing_flows import branches, lent
from tests.test_importing_found import FLOW, found
from tests.test_importing_steps import THREE, main
from usecase_dsl.importing import imported

THREE_STEPS = ("Reader asks.", "System finds it.", "Reader leaves.")


def below(text: str) -> str:
    """What stands below the title of a document's only use case, without its indentation."""
    _, _, lines = text_of(text).partition("use case")
    return dedent(lines.partition("\n")[2]).strip()


# ------------------------------------------------------------------------------------- where use cases begin


@pytest.mark.parametrize("label", ["Use case", "**Use case**", "Use case:", "Use Case ID", "Caso de uso"])
def test_the_head_of_a_table_holds_id_and_title(label: str) -> None:
    flow = "1. Rider asks.<br>2. System answers."
    table = f"| {label} | UC1: Hire |\n|---|---|\n| Actor | Rider |\n| Main flow | {flow} |\n"
    assert found(table) == [("UC1", "Hire")]
    assert found(f"{table}\n{table.replace('UC1: Hire', 'UC2 Pay')}") == [("UC1", "Hire"), ("UC2", "Pay")]


def test_items_keep_the_ids_in_their_titles() -> None:
    fields = "  - Actor: Rider\n  - Main flow:\n    1. Rider asks.\n    2. System answers.\n"
    assert found(f"- **UC1: Hire**\n{fields}- **UC2: Pay**\n{fields}") == [("UC1", "Hire"), ("UC2", "Pay")]


def test_the_chapter_after_an_implied_use_case_is_no_part_of_it() -> None:
    text = f"# 3. Use cases\n\n## 3.1 Borrow\n\n### Actors\n\nReader\n{FLOW}# 4. Non-functional requirements\n\nFast.\n"
    assert found(text) == [("", "Borrow")]
    assert "Fast" not in text_of(text)


@pytest.mark.parametrize(
    ("code", "title", "actor", "flow"),
    [
        (
            "sk",
            "Požičanie",
            "Čitateľ",
            """\
            1. Čitateľ požiada o knihu, ktorú chce.
            2. Systém nájde knihu a zobrazí ju.
            3. Ak je kniha voľná, systém ju požičia.
            """,
        ),
        (
            "cs",
            "Půjčení",
            "Čtenář",
            """\
            1. Čtenář požádá o knihu, kterou chce.
            2. Systém najde knihu a zobrazí ji.
            3. Pokud je kniha volná, systém ji půjčí.
            """,
        ),
    ],
)
def test_the_language_below_english_labels_is_that_of_the_text(code: str, title: str, actor: str, flow: str) -> None:
    source = f"# UC1: {title}\n\n**Actor:** {actor}\n\n## Main flow\n\n{dedent(flow)}"
    text = imported("borrow.md", source.encode()).text
    assert text.startswith(f"# language: {code}\n")
    assert text.endswith("  main success scenario:\n" + "".join(f"    {line}\n" for line in dedent(flow).splitlines()))


# ---------------------------------------------------------------------------------------- steps of the main flow


@pytest.mark.parametrize(
    "flow",
    [
        "1. Baker mixes the dough. 2. System times it. 3. Baker shapes a loaf.",
        "1.- Baker mixes the dough.\n2.- System times it.\n3.- Baker shapes a loaf.",
        "S1. Baker mixes the dough.\nS2. System times it.\nS3. Baker shapes a loaf.",
        """\
        | # | Action |
        |---|---|
        | 1 | Baker mixes the dough. |
        | 2 | System times it. |
        | 3 | Baker shapes a loaf. |
        """,
    ],
)
def test_steps_are_told_by_their_marks(flow: str) -> None:
    assert main(flow) == THREE


def test_numbers_within_a_line_count_steps_behind_a_label_too() -> None:
    flow = "1. Baker mixes the dough. 2. System times it. 3. Baker shapes a loaf."
    assert main(flow, "**Main flow:** ") == THREE


@pytest.mark.parametrize("column", ["Actor", "Who"])
def test_a_column_beside_the_numbers_says_who_acts(column: str) -> None:
    flow = f"| # | {column} | Action |\n|---|---|---|\n| 1 | Baker | mixes |\n| 2 | System | times |"
    assert main(flow) == "1. Baker: mixes\n2. System: times"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_speakers_say_a_step_each(gap: str) -> None:
    said = ("Actor: asks for bread.", "System: finds it.", "Actor: pays.")
    assert main(gap.join(said)) == "\n".join(f"{number}. {each}" for number, each in enumerate(said, 1))


def test_a_dialog_in_a_table_of_fields_is_the_main_flow() -> None:
    table = """\
        | Use case | Hire |
        |---|---|
        | Precondition | Rider is known. |
        | Actor action | System response |
        | 1. Rider asks. | 2. System opens a dock. |
        | 3. Rider leaves. | |
        | Postcondition | Rider rides. |
        """
    expected = """\
        preconditions:
          - Rider is known.
        success guarantees:
          - Rider rides.

        main success scenario:
          1. Rider asks.
          2. System opens a dock.
          3. Rider leaves."""
    assert below(table) == dedent(expected)


@pytest.mark.parametrize("step", ["include Ride", "Include Ride."])
@pytest.mark.parametrize(("use_case", "target"), [("UC2: Ride", "UC2"), ("Use case: Ride", "Ride")])
def test_a_step_that_includes_a_use_case_by_its_title(step: str, use_case: str, target: str) -> None:
    text = f"## UC1: Hire\n\n### Main flow\n\n1. Rider asks.\n2. {step}\n\n## {use_case}{FLOW}"
    assert f"    1. Rider asks.\n    2. include {target}\n" in text_of(text)


def test_an_include_of_what_the_document_does_not_hold_stays_words() -> None:
    text = f"## UC1: Hire\n\n### Main flow\n\n1. Rider asks.\n2. Include Walk.\n\n## UC2: Ride{FLOW}"
    assert "\\Include Walk." in text_of(text)


# ----------------------------------------------------------------------------------------- where flows leave


@pytest.mark.parametrize(
    "flow",
    [
        "### Step 2: The book is lent\n\n1. System says so.",
        "Step 2: The book is lent\n\n1. System says so.",
        "(Step 2) The book is lent: System says so.",
        "- (Step 2) The book is lent: System says so.",
        "| Step | Exception | Handling |\n|---|---|---|\n| 2 | The book is lent | System says so. |",
    ],
)
def test_a_flow_that_names_its_step(flow: str) -> None:
    assert branches(flow) == "extensions:\n  2a. The book is lent:\n    1. System says so."


@pytest.mark.parametrize("title", ["### {}", "**{}**"])
def test_a_code_with_the_step_it_leaves(title: str) -> None:
    heading = title.format("A1 (step 2): The book is lent")
    text = lent(f"{heading}\n\n1. System says so.\n2. Return to step 1.", main=THREE_STEPS).text
    assert "    2. System finds it. [A1]\n" in text
    assert text.endswith("    A1. The book is lent:\n      1. System says so.\n      resume at 1\n")


def test_a_flow_at_any_time_after_a_labelled_item() -> None:
    flows = """\
        - 2a. It is lent:
          1. System says so.
        - At any time, the power fails:
          1. System prints a slip.
        """
    assert branches(flows) == (
        "extensions:\n  2a. It is lent:\n    1. System says so.\n  *a. The power fails:\n    1. System prints a slip."
    )


def test_a_step_that_is_not_there_stays_in_the_words() -> None:
    assert branches("- In step 9, the line is lost:\n  1. System waits.", main=THREE_STEPS) == (
        "extensions:\n  A1. In step 9, the line is lost:\n    1. System waits."
    )


def test_a_label_below_a_step_of_a_flow_counts_from_that_flow() -> None:
    flow = """\
        2a. It is lent
           1. System says so.
           2. Reader waits.
              2a. Reader is tired
                 1. Reader leaves.
        """
    assert branches(flow) == (
        "extensions:\n"
        "  2a. It is lent:\n    1. System says so.\n    2. Reader waits.\n"
        "  2a2a. Reader is tired:\n    1. Reader leaves."
    )


def test_extension_points_told_as_flows() -> None:
    main = ("Reader asks.", "System finds it. [extension 1]", "Reader leaves.")
    text = lent("- [extension 1] At step 2, if it rains, Reader waits.", "## Extension points", main).text
    assert "    2. System finds it. [A1]\n" in text
    assert text.endswith("  extensions:\n    A1. At step 2, if it rains, Reader waits.\n")


# ------------------------------------------------------------------------------------------ titles of flows


@pytest.mark.parametrize(
    "heading",
    [
        "## Alternative flow 2: the book is lent",
        "## Alternative flow – the book is lent",
        "**Alternative flow 1: the book is lent**",
    ],
)
def test_a_heading_with_the_title_of_a_flow(heading: str) -> None:
    assert branches("1. System says so.\n2. Return to step 1.", heading) == (
        "alternate flows:\n  A1. the book is lent:\n    1. System says so.\n    resume at 1"
    )


def test_a_course_beside_the_primary_course() -> None:
    text = """\
        ## UC1: Enrol

        #### Primary course

        1. Student asks.
        2. System enrols.

        #### Cancel course:

        1. Student cancels.
        2. System forgets.
        """
    expected = """\
        main success scenario:
          1. Student asks.
          2. System enrols.

        alternate flows:
          A1. Cancel course:
            1. Student cancels.
            2. System forgets."""
    assert below(text) == dedent(expected)


@pytest.mark.parametrize(
    ("head", "steps"),
    [
        ("* **Alternatively**:", "1. System says so.\n2. Reader leaves."),
        ("* **Alternatively**: System says so.", "1. Reader leaves."),
        ("* **Alternatively**:", "* System says so.\n* Reader leaves."),
    ],
)
def test_items_below_a_bold_title_of_their_own_level_are_its_steps(head: str, steps: str) -> None:
    assert branches(f"{head}\n{steps}\n") == (
        "extensions:\n  A1. Alternatively:\n    1. System says so.\n    2. Reader leaves."
    )


@pytest.mark.parametrize("item", ["", "- "])
def test_a_code_with_the_id_of_its_use_case(item: str) -> None:
    flows = f"{item}UC.06.EX.01 No card\n\n   1. System waits.\n\n{item}UC.06.EX.02 It is lost\n\n   1. System asks.\n"
    assert branches(flows, "## Exceptions") == (
        "failure flows:\n  EX01. No card:\n    1. System waits.\n  EX02. It is lost:\n    1. System asks."
    )


@pytest.mark.parametrize("item", ["", "- "])
def test_a_code_that_comes_again_says_what_happens(item: str) -> None:
    assert branches(f"{item}E1: No card.\n{item}E1: System waits.", "## Exceptions") == (
        "failure flows:\n  E1. No card:\n    1. System waits."
    )


# -------------------------------------------------------------------------------- conditions, steps and ends


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ("- If it is lent, System says so.", "A1. If it is lent:\n  1. System says so."),
        ("- If it is lent, then System says so.", "A1. If it is lent:\n  1. System says so."),
        ("- If it is lent, lost, or torn, System says so.", "A1. If it is lent, lost, or torn, System says so"),
        (
            "- If the card is old, System says so and the use case ends.",
            "A1. If the card is old:\n  1. System says so and the use case ends.\n  end",
        ),
    ],
)
def test_a_condition_ends_at_the_only_comma(flow: str, expected: str) -> None:
    assert dedent(branches(flow).removeprefix("extensions:\n")) == expected


TWO_CONDITIONS = "If it rains, Rider waits. If it snows, Rider leaves."
TWO_FLOWS = "A1. If it rains:\n    1. Rider waits.\n  A2. If it snows:\n    1. Rider leaves."


def test_each_condition_in_a_paragraph_is_a_flow() -> None:
    assert branches(TWO_CONDITIONS) == f"extensions:\n  {TWO_FLOWS}"


def test_each_condition_in_a_cell_is_a_flow() -> None:
    table = f"""\
        | Name | Hire |
        |---|---|
        | Main flow | 1. Rider asks.<br>2. System answers. |
        | Alternatives | {TWO_CONDITIONS} |
        """
    assert below(table).endswith(f"alternate flows:\n  {TWO_FLOWS}")


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_steps_that_begin_with_the_label_of_their_flow(mark: str, gap: str) -> None:
    flow = gap.join(f"{mark}{each}" for each in ("5a. Rain:", "5a.1 Reader waits", "5a.2 System writes"))
    assert branches(flow) == "extensions:\n  5a. Rain:\n    1. Reader waits\n    2. System writes"


def test_a_loop_in_the_line_of_its_flow_is_written_once() -> None:
    assert branches("3a. Bad: repeat steps 2 to 3 until it is good.") == (
        "extensions:\n  3a. Bad:\n    repeat 2-3 until it is good"
    )


def test_an_end_on_a_condition_is_a_step() -> None:
    flow = "2a. The book is lent:\n   1. If the reader wants another, return to step 1.\n"
    assert branches(flow) == (
        "extensions:\n  2a. The book is lent:\n    1. If the reader wants another, return to step 1."
    )


def test_the_end_of_prose_ends_its_flow() -> None:
    flow = "**2a. No book**\n\nSystem says so. Reader leaves. The use case ends in failure.\n"
    assert branches(flow) == "extensions:\n  2a. No book:\n    System says so. Reader leaves.\n    end in failure"


def test_what_a_sentence_says_of_all_use_cases() -> None:
    text = dedent(
        """\
        # Use cases

        (For all use cases below, the **System** is the `Shop` and the **Actor** is the `Customer`, unless specified
        otherwise)

        ## Use case: Pay

        **Main flow:**

        1. Customer pays.
        2. Shop thanks.

        ## Use case: Count

        **Actor:** Clerk

        **Main flow:**

        1. Clerk counts.
        2. Shop notes it.
        """
    )
    read = imported("shop.md", text.encode())
    heads = [line.strip() for line in read.text.split("\n") if line.strip().startswith(("scope", "primary"))]
    assert heads == ["scope: Shop", "primary actors: Customer", "scope: Shop", "primary actors: Clerk"]
    assert [each.text for each in read.use_cases[0].remarks if each.kind == "guessed"] == [
        "its actor is that of all use cases: Customer"
    ]


def test_a_title_and_below_it_a_sentence_with_a_condition() -> None:
    flow = branches("If the card is old, System says so.", "## Alternative flow (No card)")
    assert flow == "alternate flows:\n  A1. No card: If the card is old:\n    1. System says so."


def test_a_line_below_the_end_of_a_flow_is_a_note() -> None:
    text = lent("2a. It is lent:\n   1. System says so.\n\n      The use case ends.\n\n*More to come*").text
    assert "      1. System says so.\n      end\n" in text
    assert "  notes: 2a: *More to come*\n" in text
