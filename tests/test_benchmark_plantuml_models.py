"""PlantUML that people draw becomes a model in our language that says the same."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from benchmarks import plantuml_models
from benchmarks.plantuml_text import drawings
from usecase_dsl.model import link
from usecase_dsl.syntax import parse


def model_of(text: str) -> str:
    [drawing] = drawings(dedent(text))
    return plantuml_models.model_text(drawing)


def test_a_diagram_becomes_a_model_that_says_the_same() -> None:
    drawn = """
        @startuml
        left to right direction
        actor "Night Porter" as porter
        actor Ledger <<system>>
        rectangle Hotel {
          usecase "Check in\\na guest" as checkin
          porter --> checkin
          checkin --> Ledger
          (Pay deposit) .> (checkin) : <<extend>>
          checkin ..> (Find booking) : <<include>>
        }
        porter <|-- :Head Porter:
        @enduml
    """
    assert model_of(drawn) == dedent("""\
        system: Hotel

        actor: Night Porter

        actor: Ledger
          kind: system

        actor: Head Porter
          is a:
            - Night Porter

        use case UC-01: Check in a guest
          primary actors:
            - Night Porter
          supporting actors:
            - Ledger
          main success scenario:
            1. include UC-03

        use case UC-02: Pay deposit
          extends:
            - UC-01

        use case UC-03: Find booking
    """)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (":A: --> (U)", "primary actors"),
        (":A: -- (U)", "primary actors"),
        ("(U) <-- :A:", "primary actors"),
        ("A -left-> (U) : asks", "primary actors"),
        ("(U) --> :A:", "supporting actors"),
        ("(U) -[#red]- A", "supporting actors"),
        (":A: <.. (U)", "supporting actors"),
    ],
)
def test_who_begins_the_line_is_primary(line: str, field: str) -> None:
    assert f"  {field}:\n    - A\n" in model_of(f"{line}\n")


@pytest.mark.parametrize(
    ("line", "relation"),
    [
        ("(a) ..> (b) : <<include>>", ("include", "a", "b")),
        ("(b) <.. (a) : «include»", ("include", "a", "b")),
        ("(a) --> (b) : includes", ("include", "a", "b")),
        ("(a) .> (b) : <<uses>>", ("include", "a", "b")),
        ("(a) .up.> (b) : extends", ("extend", "a", "b")),
        ("(b) <|-- (a)", ("generalization", "a", "b")),
        ("(a) -|> (b)", ("generalization", "a", "b")),
        ("(a) --> (b)", ("line", "a", "b")),
    ],
)
def test_what_a_line_between_use_cases_means(line: str, relation: tuple[str, str, str]) -> None:
    [drawing] = drawings(f"@startuml\n{line}\n@enduml")
    [found] = drawing.relations
    names = {key: node.name for key, node in drawing.nodes.items()}
    assert (found.kind, names[found.source], names[found.target]) == relation


@pytest.mark.parametrize(
    "noise",
    [
        "' (a) --> (b) : include",
        "/' actor Nobody '/",
        "note right of A : (a) --> (b)",
        "note left of A\n(c) --> (d)\nend note",
        "skinparam usecase {\nBackgroundColor Red\n}",
        "A -[hidden]-> (U)",
        "!theme plain",
        "left to right direction",
    ],
)
def test_what_is_not_of_a_use_case_diagram_is_left_out(noise: str) -> None:
    assert model_of(f":A: --> (U)\n{noise}\n") == model_of(":A: --> (U)\n")


def test_frames_within_the_one_around_all_are_packages() -> None:
    drawn = "rectangle Shop {\npackage Sales {\nA --> (Sell)\n}\npackage Stock {\nA --> (Count)\n}\nA --> (Open)\n}\n"
    lines = [line for line in model_of(drawn).splitlines() if line.startswith(("system", "package", "use case"))]
    assert lines == [
        "system: Shop",
        "use case UC-03: Open",
        "package: Sales",
        "use case UC-01: Sell",
        "package: Stock",
        "use case UC-02: Count",
    ]


def test_a_relation_that_closes_a_circle_is_left_out() -> None:
    text = model_of("A --> (a)\n(a) ..> (b) : include\n(b) ..> (a) : include\n")
    assert text.count("include UC-") == 1


def test_names_are_of_one_thing_each() -> None:
    text = model_of('usecase "Pay" as one\nusecase "Pay" as two\nA --> one\nA --> two\n')
    assert "use case UC-01: Pay\n" in text
    assert "use case UC-02: Pay (2)\n" in text


def test_an_actor_drawn_again_is_the_same_actor() -> None:
    text = model_of('actor "Guest" as one\nactor "Guest" as two\none --> (Eat)\ntwo --> (Sleep)\n')
    assert text.count("actor: ") == 1
    assert text.count("    - Guest\n") == 2


def test_a_folder_is_converted_and_every_model_is_sound(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    files = {
        "good.puml": "@startuml\nactor System\nSystem --> (- Sum)\nSystem --> (# Count)\n@enduml\n",
        "same.puml": "@startuml\nactor System\nSystem --> (- Sum)\nSystem --> (# Count)\n@enduml\n",
        "classes.puml": "@startuml\nclass A\nA --> B\n@enduml\n",
    }
    for name, text in files.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    counts = plantuml_models.convert(tmp_path / "in", tmp_path / "out")
    assert dict(counts) == {
        "diagrams": 3,
        "models": 1,
        "are drawn twice": 1,
        "aren't use-case diagrams with actors and relations": 1,
    }
    [written] = (tmp_path / "out").iterdir()
    text = written.read_text(encoding="utf-8")
    document, found = parse(text, written.name)
    titles = [case.title for case in link([document]).use_cases.values()]
    assert titles == ["- Sum", "# Count"]
    assert not [each for each in found if each.severity == "error"]
