"""The main flow of an imported use case: what is a step, what belongs to one, and what is said in words."""

from __future__ import annotations

from textwrap import dedent

import pytest

from usecase_dsl.importing import imported


def text_of(flow: str, above: str = "## Main flow\n\n") -> str:
    return imported("bread.md", f"# UC1: Bake bread\n\n**Actor:** Baker\n\n{above}{dedent(flow)}".encode()).text


def main(flow: str, above: str = "## Main flow\n\n") -> str:
    """The lines of the main flow as they are written, without their indentation."""
    _, _, below = text_of(flow, above).partition("  main success scenario:\n")
    lines = below.split("\n")
    ends = [at for at, line in enumerate(lines) if line.startswith("  ") and not line.startswith("    ")]
    return dedent("\n".join(lines[: ends[0]] if ends else lines)).strip()


THREE = "1. Baker mixes the dough.\n2. System times it.\n3. Baker shapes a loaf."

# --------------------------------------------------------------------------------------------- marks


@pytest.mark.parametrize(
    "flow",
    [
        "1. Baker mixes the dough.\n2. System times it.\n3. Baker shapes a loaf.",
        "1) Baker mixes the dough.\n2) System times it.\n3) Baker shapes a loaf.",
        "1- Baker mixes the dough.\n2- System times it.\n3- Baker shapes a loaf.",
        "1 - Baker mixes the dough.\n2 - System times it.\n3 - Baker shapes a loaf.",
        "1\\. Baker mixes the dough.\n2\\. System times it.\n3\\. Baker shapes a loaf.",
        "1: Baker mixes the dough.\n2: System times it.\n3: Baker shapes a loaf.",
        "1.Baker mixes the dough.\n2.System times it.\n3.Baker shapes a loaf.",
        "(1) Baker mixes the dough.\n(2) System times it.\n(3) Baker shapes a loaf.",
        "**1.** Baker mixes the dough.\n**2.** System times it.\n**3.** Baker shapes a loaf.",
        "Step 1: Baker mixes the dough.\nStep 2: System times it.\nStep 3: Baker shapes a loaf.",
        "- 1. Baker mixes the dough.\n- 2. System times it.\n- 3. Baker shapes a loaf.",
        "1. Baker mixes the dough.\n1. System times it.\n1. Baker shapes a loaf.",
        "- Baker mixes the dough.\n- System times it.\n- Baker shapes a loaf.",
        "* Baker mixes the dough.\n* System times it.\n* Baker shapes a loaf.",
        "a. Baker mixes the dough.\nb. System times it.\nc. Baker shapes a loaf.",
        "1. Baker mixes the dough.\n\n2. System times it.\n\n\n3. Baker shapes a loaf.",
        "１．Baker mixes the dough.\n２．System times it.\n３．Baker shapes a loaf.",
        "Baker mixes the dough.\nSystem times it.\nBaker shapes a loaf.",
        "Baker mixes the dough.\n\nSystem times it.\n\nBaker shapes a loaf.",
        "Baker mixes the dough. → System times it. → Baker shapes a loaf.",
        "1. → Baker mixes the dough.\n2. ← System times it.\n3. → Baker shapes a loaf.",
        "```\n1. Baker mixes the dough.\n2. System times it.\n3. Baker shapes a loaf.\n```",
    ],
)
def test_steps_however_they_are_counted(flow: str) -> None:
    assert main(flow) == THREE


@pytest.mark.parametrize(
    "flow",
    [
        "1. Baker mixes the dough.\n2. System times it.\n2. Baker shapes a loaf.",
        "2. Baker mixes the dough.\n3. System times it.\n4. Baker shapes a loaf.",
        "1.1 Baker mixes the dough.\n1.2 System times it.\n1.3 Baker shapes a loaf.",
    ],
)
def test_steps_that_are_not_counted_from_1_upwards_are_counted_anew(flow: str) -> None:
    assert main(flow) == THREE


def test_a_number_that_was_left_out_stays_left_out() -> None:
    assert main("1. Baker mixes.\n2. System waits.\n4. Baker shapes.") == (
        "1. Baker mixes.\n2. System waits.\n4. Baker shapes."
    )


def test_what_refers_to_a_step_follows_it_to_its_new_number() -> None:
    steps = "2. Baker mixes.\n3. System waits.\n\n"
    flow = f"{steps}## Extensions\n\n3a. Power fails:\n   1. System starts.\n   2. Return to step 2."
    assert main(flow) == "1. Baker mixes.\n2. System waits."
    assert "    2a. Power fails:\n      1. System starts.\n      resume at 1\n" in text_of(flow)


# ----------------------------------------------------------------------------------- what belongs to a step


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        (
            "1. Baker weighs:\n   - flour\n   - salt\n2. System adds it up.",
            "1. Baker weighs:\n   - flour\n   - salt\n2. System adds it up.",
        ),
        (
            "1. Baker weighs:\n   1. flour\n   2. salt\n2. System adds it up.",
            "1. Baker weighs:\n   - \\1) flour\n   - \\2) salt\n2. System adds it up.",
        ),
        (
            "1. Baker weighs\n   the flour.\n2. System adds it up.",
            "1. Baker weighs the flour.\n2. System adds it up.",
        ),
        (
            "1. Baker weighs.\n\n   The scale shows grams.\n\n2. System adds it up.",
            "1. Baker weighs. The scale shows grams.\n2. System adds it up.",
        ),
        (
            "1. Baker chooses:\n\n   | flour | price |\n   |---|---|\n   | rye | 2 |\n\n2. System adds it up.",
            "1. Baker chooses:\n   | flour | price |\n   | rye | 2 |\n2. System adds it up.",
        ),
        (
            "1. **Baker** weighs `flour`.\n2. System *shows* it.",
            "1. **Baker** weighs `flour`.\n2. System *shows* it.",
        ),
    ],
)
def test_what_stands_below_a_step_is_part_of_it(flow: str, expected: str) -> None:
    assert main(flow) == expected


def test_text_between_steps_is_a_note() -> None:
    flow = "1. Baker mixes.\n\nThe dough should be cold.\n\n2. System waits."
    assert main(flow) == "1. Baker mixes.\n2. System waits."
    assert "  notes: The dough should be cold.\n" in text_of(flow)


def test_text_before_the_first_step_describes_the_use_case() -> None:
    assert "use case UC1: Bake bread\n  This is how it goes.\n" in text_of("This is how it goes.\n\n1. A.\n2. B.")


def test_a_picture_is_left_out_and_said_to_be() -> None:
    text = "# UC1: Bake\n\n## Main flow\n\n1. Baker mixes.\n\n   ![the bowl](bowl.png)\n\n2. System waits.\n"
    result = imported("x.md", text.encode())
    assert "bowl" not in result.text
    assert [each.text for each in result.use_cases[0].remarks if "picture" in each.text] == [
        "picture left out: ![the bowl](bowl.png)"
    ]


# --------------------------------------------------------------------------------------------- tables


@pytest.mark.parametrize(
    "flow",
    [
        """\
        | Step | Action |
        |---|---|
        | 1 | Baker mixes the dough. |
        | 2 | System times it. |
        | 3 | Baker shapes a loaf. |
        """,
        """\
        | Actor | System |
        |---|---|
        | 1. Baker mixes the dough. | 2. System times it. |
        | 3. Baker shapes a loaf. | |
        """,
        """\
        | Baker's side | |
        |---|---|
        | 1. | Baker mixes the dough. |
        | 2. | System times it. |
        | 3. | Baker shapes a loaf. |
        """,
        """\
        | Actor | System |
        |---|---|
        | Baker mixes the dough. | System times it. |
        | Baker shapes a loaf. | |
        """,
        """\
        | Actor action | System response |
        |---|---|
        | 1. Baker mixes the dough.<br>3. Baker shapes a loaf. | 2. System times it. |
        """,
        """\
        | Ação do ator | Resposta do sistema |
        |---|---|
        | Baker mixes the dough. | |
        | | System times it. |
        | Baker shapes a loaf. | |
        """,
    ],
)
def test_steps_in_tables(flow: str) -> None:
    assert main(flow) == THREE


def test_who_acts_in_a_column_of_its_own() -> None:
    flow = """\
        | Step | Who | Action |
        |---|---|---|
        | 1 | Baker | mixes the dough |
        | 2 | System | times it |
        """
    assert main(flow) == "1. Baker: mixes the dough\n2. System: times it"


# ----------------------------------------------------------------------------------- what is said in words


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Repeat steps 1-2 until the dough is soft.", "repeat 1-2 until the dough is soft"),
        ("Steps 1 to 2 are repeated until the dough is soft.", "repeat 1-2 until the dough is soft"),
        ("Baker repeats steps 1-2 until the dough is soft.", "repeat 1-2 until the dough is soft"),
    ],
)
def test_loops(words: str, written: str) -> None:
    assert main(f"1. Baker mixes.\n2. System waits.\n3. {words}") == f"1. Baker mixes.\n2. System waits.\n{written}"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("The use case ends.", "end"),
        ("Use case ends successfully.", "end in success"),
        ("End of use case.", "end"),
    ],
)
def test_the_end_of_the_main_flow(words: str, written: str) -> None:
    assert main(f"1. Baker mixes.\n2. System waits.\n3. {words}") == f"1. Baker mixes.\n2. System waits.\n{written}"


@pytest.mark.parametrize(
    ("heading", "words", "written"),
    [
        ("Fluxo principal", "O caso de uso termina com sucesso.", "end in success"),
        ("Fluxo principal", "Repetir os passos 1 a 2 até que esfrie.", "repeat 1-2 until esfrie"),
        ("Flujo principal", "El caso de uso termina.", "end"),
        ("基本流程", "用例结束。", "end"),
    ],
)
def test_other_languages(heading: str, words: str, written: str) -> None:
    flow = f"1. Baker mixes.\n2. System waits.\n3. {words}"
    assert main(flow, f"## {heading}\n\n") == f"1. Baker mixes.\n2. System waits.\n{written}"


def test_a_step_that_speaks_of_an_end_is_a_step() -> None:
    flow = "1. Baker ends the day.\n2. System goes back to step 1 of the recipe."
    assert main(flow) == flow


def test_a_call_of_another_use_case_of_the_document() -> None:
    text = (
        "## UC1: Bake\n\n### Main flow\n\n1. Baker asks.\n2. System includes UC2 Weigh.\n\n"
        "## UC2: Weigh\n\n### Main flow\n\n1. Baker weighs.\n2. System shows it.\n"
    )
    assert "    2. System includes UC2 Weigh. (include UC2)\n" in imported("x.md", text.encode()).text


# --------------------------------------------------------------------------------------------- prose


def test_prose_stays_prose_and_is_said_to_be() -> None:
    told = "Baker mixes the dough, and when it is soft and warm the system times it. Then baker shapes a loaf."
    result = imported("x.md", f"# UC1: Bake\n\n**Actor:** Baker\n\n## Main flow\n\n{told}\n".encode())
    assert main(told) == told
    assert [each.text for each in result.use_cases[0].remarks if each.kind == "open"] == [
        "the main flow is told in prose; its steps are to be written"
    ]


def test_lines_that_are_taken_for_steps_are_said_to_be() -> None:
    result = imported("x.md", b"# UC1: Bake\n\n## Main flow\n\nBaker mixes.\nSystem waits.\n")
    assert [each.text for each in result.use_cases[0].remarks if each.kind == "guessed"] == [
        "each line of the main flow is taken for a step"
    ]


@pytest.mark.parametrize("heading", ["Flow", "Steps", "Scenario", "Fluxo", "Ablauf"])
def test_the_first_list_below_a_word_for_a_flow_is_the_main_flow(heading: str) -> None:
    assert main("1. Baker mixes.\n2. System waits.", f"## {heading}\n\n") == "1. Baker mixes.\n2. System waits."


@pytest.mark.parametrize(
    "heading",
    [
        "Basic flow",
        "Main success scenario (MSS)",
        "Normal course of events",
        "Happy path",
        "Flow of events",
        "5.2 Main Flow:",
        "Main Success Scenario (or Basic Flow)",
        "Fluxo básico",
        "Flujo normal",
        "Scénario nominal",
        "Normalablauf",
        "基本事件流",
    ],
)
def test_headings_of_the_main_flow(heading: str) -> None:
    assert main("1. Baker mixes.\n2. System waits.", f"## {heading}\n\n") == "1. Baker mixes.\n2. System waits."
