"""The fields of an imported use case: which label means what, and what becomes of the values below it."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from usecase_dsl.importing import imported
from usecase_dsl.importing.result import Imported

FLOW = "## Main flow\n\n1. Rider asks.\n2. System answers.\n"


def read(fields: str, heading: str = "# UC1: Hire") -> Imported:
    return imported("hire.md", f"{heading}\n\n{dedent(fields)}\n\n{FLOW}".encode())


def head(fields: str, heading: str = "# UC1: Hire") -> str:
    """What stands between the title and the main flow, without its indentation."""
    _, _, below = read(fields, heading).text.partition("use case UC1: Hire\n")
    return dedent(below.partition("\n\n")[0]).strip()


def actors(fields: str) -> str:
    """What is declared above the use case."""
    return read(fields).text.partition("use case ")[0].strip()


def remarks(fields: str, kind: str) -> list[str]:
    return [each.text for each in read(fields).use_cases[0].remarks if each.kind == kind]


# --------------------------------------------------------------------------------------------- labels


@pytest.mark.parametrize(
    "label",
    [
        "**Trigger:** {}",
        "**Trigger**: {}",
        "**Trigger** {}",
        "*Trigger:* {}",
        "__Trigger:__ {}",
        "***Trigger:*** {}",
        "**TRIGGER:** {}",
        "Trigger: {}",
        "Trigger : {}",
        "Trigger：{}",
        "## Trigger\n\n{}",
        "## 1.2 Trigger\n\n{}",
        "## Trigger:\n\n{}",
        "#### **Trigger**\n\n{}",
        "**Trigger**\n\n{}",
        "**Trigger:**\n{}",
        "- **Trigger:** {}",
        "* Trigger: {}",
        "1. **Trigger:** {}",
        "**Trigger event:** {}",
        "**Triggers:** {}",
        "**Gatilho:** {}",
        "**Disparador:** {}",
        "**Auslöser:** {}",
        "**Déclencheur :** {}",
        "**触发条件：**{}",
    ],
)
def test_a_label_however_it_is_written(label: str) -> None:
    assert head(label.format("Rider stands at a dock.")) == "trigger: Rider stands at a dock."


@pytest.mark.parametrize(
    ("label", "keyword"),
    [
        ("Pre-conditions", "preconditions"),
        ("Pre conditions", "preconditions"),
        ("Precondition(s)", "preconditions"),
        ("Pré-condições", "preconditions"),
        ("Precondiciones", "preconditions"),
        ("Vorbedingungen", "preconditions"),
        ("Vstupní podmínky", "preconditions"),
        ("Предусловия", "preconditions"),
        ("前置条件", "preconditions"),
        ("Post-condition", "success guarantees"),
        ("Postconditions", "success guarantees"),
        ("Success guarantee", "success guarantees"),
        ("Success end condition", "success guarantees"),
        ("Pós-condições", "success guarantees"),
        ("Постусловия", "success guarantees"),
        ("后置条件", "success guarantees"),
        ("Failed end condition", "failure guarantees"),
        ("Minimal guarantee", "minimal guarantees"),
        ("Stakeholders and interests", "stakeholders"),
        ("Assumptions", "assumptions"),
    ],
)
def test_fields_that_are_lists(label: str, keyword: str) -> None:
    assert head(f"**{label}:** Rider is known.") == f"{keyword}:\n  - Rider is known."


@pytest.mark.parametrize(
    ("label", "keyword"),
    [
        ("Goal in context", "goal"),
        ("Objetivo", "goal"),
        ("Ziel", "goal"),
        ("Scope", "scope"),
        ("Priority", "priority"),
        ("Frequency of use", "frequency"),
        ("Business rules", "business rules"),
        ("Special requirements", "special requirements"),
    ],
)
def test_fields_of_one_text(label: str, keyword: str) -> None:
    assert head(f"**{label}:** As it should be") == f"{keyword}: As it should be"


@pytest.mark.parametrize("label", ["Description", "Brief description", "Summary", "Descrição", "Resumen", "描述"])
def test_the_description_stands_below_the_title(label: str) -> None:
    assert head(f"**{label}:** Rider gets a bicycle.\n\n**Trigger:** Rain.") == (
        "Rider gets a bicycle.\ntrigger: Rain."
    )


@pytest.mark.parametrize(
    ("label", "keyword"), [("Preconditons", "preconditions"), ("Postcondtions", "success guarantees")]
)
def test_a_slip_is_guessed_and_said_to_be(label: str, keyword: str) -> None:
    fields = f"**{label}:** Rider is known."
    assert head(fields) == f"{keyword}:\n  - Rider is known."
    assert remarks(fields, "guessed") == [f"‘{label}’ is taken for {keyword}"]


def test_a_field_that_no_language_knows_is_the_writers_own() -> None:
    assert head("**Weather:** dry\n\n**Trigger:** Rider asks.") == "trigger: Rider asks.\nWeather: dry"


@pytest.mark.parametrize(
    ("label", "notes"),
    [("Trigger (old and new)", ["Trigger (old and new)"]), ("Trigger (Auslöser)", []), ("Trigger(s)", [])],
)
def test_words_in_brackets_of_a_label(label: str, notes: list[str]) -> None:
    assert re.findall("notes: (.*)", read(f"**{label}:** Rain.").text) == notes


def test_what_can_be_no_fields_name_is_kept_as_a_note() -> None:
    text = read("## Why // how 2. it is?\n\nRider gets wet.").text
    assert "  notes: Why // how 2. it is?: Rider gets wet.\n" in text


# --------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("**Level:** User goal", "level: user goal"),
        ("**Level:** user-goal", "level: user goal"),
        ("**Level:** Sea level", "level: user goal"),
        ("**Level:** Subfunction", "level: subfunction"),
        ("**Nível:** Objetivo do usuário", "level: user goal"),
        ("**Status:** Draft", "status: draft"),
        ("**Estado:** Aprobado", "status: approved"),
        ("**Status:** sleeping", "notes: Status: sleeping"),
        ("**Level:** Important", "notes: Level: Important"),
    ],
)
def test_fixed_values(fields: str, expected: str) -> None:
    assert expected in read(fields).text


@pytest.mark.parametrize("nothing", ["None", "none.", "N/A", "n/a"])
def test_a_field_that_says_there_is_none_says_so(nothing: str) -> None:
    below = head(f"**Preconditions:** {nothing}\n\n**Secondary actors:** {nothing}")
    assert below == f"supporting actors: none\npreconditions: {nothing}"


@pytest.mark.parametrize("nothing", ["-", "—", "/"])
def test_a_mere_sign_for_nothing_is_none(nothing: str) -> None:
    assert head(f"**Preconditions:** {nothing}") == "preconditions: none"


@pytest.mark.parametrize("nothing", ["Nenhuma", "Keine.", "无"])
def test_none_in_another_language_than_the_documents(nothing: str) -> None:
    assert head(f"**Preconditions:** {nothing}") == "preconditions: none"


@pytest.mark.parametrize(
    "placeholder", ["<what must hold before>", "{what must hold before}", "[what must hold before]"]
)
def test_what_a_template_left_to_fill_in(placeholder: str) -> None:
    fields = f"**Preconditions:** {placeholder}"
    assert head(fields) == "preconditions: ..."
    assert remarks(fields, "open") == [f"never filled in: {placeholder}"]


@pytest.mark.parametrize(
    ("below", "items"),
    [
        ("- Rider is known.\n- It is day.", ["Rider is known.", "It is day."]),
        ("1. Rider is known.\n2. It is day.", ["Rider is known.", "It is day."]),
        ("Rider is known.\n\nIt is day.", ["Rider is known.", "It is day."]),
        ("- Rider is known\n  and awake.\n- It is day.", ["Rider is known and awake.", "It is day."]),
        ("- One of:\n  - day\n  - night", ["One of: day; night"]),
        ("Rider is known\nand awake.", ["Rider is known and awake."]),
    ],
)
def test_the_items_of_a_field(below: str, items: list[str]) -> None:
    lines = "\n".join(f"  - {each}" for each in items)
    assert head(f"**Preconditions:**\n\n{below}") == f"preconditions:\n{lines}"


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("Rider is known.<br>It is day.", ["Rider is known.", "It is day."]),
        ("Rider is known<br>and awake.", ["Rider is known and awake."]),
    ],
)
def test_sentences_below_each_other_in_a_cell_are_items(cell: str, items: list[str]) -> None:
    text = imported("hire.md", f"| Name | Hire |\n|---|---|\n| Actor | Rider |\n| Preconditions | {cell} |\n".encode())
    lines = "".join(f"    - {each}\n" for each in items)
    assert text.text.endswith(f"  preconditions:\n{lines}")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [("**Business rules:**\n\n- BR1: Only one.", "BR1: Only one."), ("**Part:** 2 - Lending", "Part: 2. Lending")],
)
def test_marks_that_are_more_than_counted_items(fields: str, expected: str) -> None:
    assert expected in read(fields).text


@pytest.mark.parametrize(
    ("below", "success", "failure"),
    [
        ("- Success: Rider rides.\n- Failure: Nothing changed.", "Rider rides.", "Nothing changed."),
        ("- **Success:** Rider rides.\n- **Failure:** Nothing changed.", "Rider rides.", "Nothing changed."),
        ("- Rider rides.\n\n**Postcondition (failure):** Nothing changed.", "Rider rides.", "Nothing changed."),
        ("- Em caso de sucesso: Roda.\n- Em caso de falha: Nada mudou.", "Roda.", "Nada mudou."),
        ("- Im Erfolgsfall: Er fährt.\n- Im Fehlerfall: Nichts.", "Er fährt.", "Nichts."),
        ("- Rider: rides.\n- Failure: Nothing changed.", "Rider: rides.", "Nothing changed."),
    ],
)
def test_postconditions_of_success_and_of_failure(below: str, success: str, failure: str) -> None:
    assert head(f"**Postconditions:**\n\n{below}") == (
        f"success guarantees:\n  - {success}\nfailure guarantees:\n  - {failure}"
    )


def test_the_same_field_twice_is_one() -> None:
    assert head("**Precondition:** It is day.\n\n**Precondition:** Rider is known.") == (
        "preconditions:\n  - It is day.\n  - Rider is known."
    )


def test_stakeholders_with_what_they_care_about() -> None:
    assert head("**Stakeholders and interests:**\n\n- Rider: wants a bicycle.\n- City: wants less traffic.") == (
        "stakeholders:\n  - Rider: wants a bicycle.\n  - City: wants less traffic."
    )


# --------------------------------------------------------------------------------------------- actors


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("**Actor:** Rider", "primary actors: Rider"),
        ("**Primary actor:** Rider", "primary actors: Rider"),
        ("**Actors:** Rider, Clerk", "primary actors:\n  - Rider\n  - Clerk"),
        ("**Actors:** Rider and Clerk", "primary actors:\n  - Rider\n  - Clerk"),
        ("**Actors:** Rider/Clerk", "primary actors:\n  - Rider\n  - Clerk"),
        ("**Actors:** Rider; Clerk.", "primary actors:\n  - Rider\n  - Clerk"),
        ("**Actors:**\n\n- Rider\n- Clerk", "primary actors:\n  - Rider\n  - Clerk"),
        ("**Actors:**\n\n1. Rider\n2. Clerk", "primary actors:\n  - Rider\n  - Clerk"),
        ("**参与者：** 读者、管理员", "primary actors:\n  - 读者\n  - 管理员"),
        ("**Actor:** **Rider**", "primary actors: Rider"),
        ("**Actors:** Rider (primary), Bank (secondary)", "primary actors: Rider\nsupporting actors: Bank"),
        ("**Actor:** Rider\n\n**Secondary actors:** Bank", "primary actors: Rider\nsupporting actors: Bank"),
        ("**Actor:** Rider, System", "primary actors: Rider"),
        ("**Actor:** known or unknown Rider", "primary actors: known or unknown Rider"),
    ],
)
def test_the_actors_of_a_use_case(fields: str, expected: str) -> None:
    assert head(fields) == expected


def test_names_are_joined_by_the_words_of_the_documents_language() -> None:
    text = "# Caso de uso: Alugar\n\n**Atores:** Ciclista e Atendente\n\n## Fluxo principal\n\n1. Pede.\n2. Abre.\n"
    assert "  primary actors:\n    - Ciclista\n    - Atendente\n" in imported("x.md", text.encode()).text


def test_every_actor_is_declared_once() -> None:
    assert actors("**Primary actor:** Rider\n\n**Supporting actors:** Bank, rider") == "actor: Rider\nactor: Bank"


def test_the_kind_of_an_actor_in_brackets() -> None:
    assert actors("**Actor:** Bank (system)") == "actor: Bank\n  kind: system"


def test_what_is_said_of_an_actor_describes_it() -> None:
    assert actors("**Actor:** Rider (who pays)") == "actor: Rider\n  Rider (who pays)"


def test_more_words_on_an_actor_are_what_it_cares_about() -> None:
    text = read("**Actors:**\n\n- Rider: wants to get home before it rains").text
    assert "  primary actors: Rider\n" in text
    assert "    - Rider: wants to get home before it rains\n" in text


@pytest.mark.parametrize("end", ["", ".", " …."])
def test_what_an_actor_cares_about_keeps_its_end(end: str) -> None:
    said = f"- Rider: wants to get home dry{end}\n"
    assert f"    {said}" in read(f"**Actors:**\n\n{said}").text


def test_a_sentence_names_no_actor() -> None:
    fields = "**Actor:** Anybody who has ever paid for a bicycle. It may also be a child."
    assert "actor" not in actors(fields)
    assert "Actor: Anybody who has ever paid for a bicycle. It may also be a child." in read(fields).text
    assert len(remarks(fields, "open")) == 1


def test_no_actor_at_all() -> None:
    assert head("**Secondary actors:** none") == "supporting actors: none"
    assert actors("**Secondary actors:** none") == ""


# ----------------------------------------------------------------------------------------- nothing is lost

SENTENCES = """\
    # UC7: Order a cake

    Amber stands above.

    **Actor:** Bertram (pays)

    **Weather:** Cold and clammy.

    **Preconditions:** Daylight falls in.

    - Ernest is awake.
      - Below there is Felix.

    > Grown words in a quote.

    | Herb | Spice |
    |---|---|
    | Ivy | Juniper |

    ## Main flow

    Kept is a lead.

    1. Lemons are asked for.

       Mind the gap.

    2. Nuts are found:
       - Oranges too
         - Peaches below

    Quinces stand between.

    ```
    Raspberries are code.
    ```

    3. Sugar is added.

    ## Extensions

    Treacle stands above all.

    2a. Umbra falls.
       1. Vanilla helps.

          Water flows.

       2. Xylitol ends it.

    Yeast stands below.

    ## What else there is?

    Zest is all.
    """


def test_no_sentence_is_lost() -> None:
    text = imported("cake.md", dedent(SENTENCES).encode()).text
    source = re.findall(r"[^\W\d_]+", SENTENCES)
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    assert [word for word in source if word.lower() not in words and word not in KEYWORDS] == []


# Labels, which became keywords.
KEYWORDS = {"Actor", "Main", "flow", "UC"}
