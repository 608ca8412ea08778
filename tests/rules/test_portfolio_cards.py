"""What one customer use case says: its job, its names, its title, its problem."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings
from usecase_dsl.checks.fixes import edited


def card(*fields: str, title: str = "Catch a train", language: str = "en") -> str:
    head = [f"# language: {language}\nsegment: Cities\nuse case UC-1: {title}\n  segments: Cities\n"]
    return "".join([*head, *(f"  {field}\n" for field in fields)])


def messages(text: str, code: str) -> list[str]:
    return [each.message for each in findings(text) if each.code == code]


# ---- BIZ801: job, trigger, metric


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ((), "no problem and no trigger and no success metrics"),
        (("problem: When it rains, I wait.", "success metrics: -15%"), ""),
        (("problem: I wait.", "trigger: It rains.", "success metrics: -15%"), ""),
        (("outcome: nobody waits", "trigger: It rains.", "success metrics: -15%"), ""),
        (("goal: nobody waits", "trigger: It rains.", "success metrics: -15%"), ""),
        (("problem: I wait.", "success metrics: -15%"), "no trigger"),
        (("problem: Whenever it rains, I wait.", "success metrics: -15%"), ""),
        (("problem: If it rains, I wait.", "success metrics: -15%"), ""),
        (("problem: Whenabouts are unclear.", "success metrics: -15%"), "no trigger"),
        (("problem: When it rains, I wait.",), "no success metrics"),
        # Who says that there is none has thought of it.
        (("problem: When it rains, I wait.", "success metrics: none"), ""),
    ],
)
def test_a_reason_to_buy_has_a_job_a_trigger_and_a_metric(fields: tuple[str, ...], lacks: str) -> None:
    expected = [f"customer use case ‘UC-1’ has {lacks}"] if lacks else []
    assert messages(card(*fields), "BIZ801") == expected


@pytest.mark.parametrize(
    ("language", "problem"),
    [
        ("de", "Wenn es regnet, warte ich."),
        ("fr", "Quand il pleut, j’attends."),
        ("pt", "Quando chove, espero."),
        ("zh", "当下雨时，我等待。"),
    ],
)
def test_a_problem_begins_with_its_trigger_in_any_language(language: str, problem: str) -> None:
    assert messages(card(f"problem: {problem}", "success metrics: 1", language=language), "BIZ801") == []


# ---- BIZ806: names


def test_names_that_nothing_has() -> None:
    text = """
    segment: Big Cities
    segment: Towns
    persona: Commuter
      # BIZ806 error ‘Town’ | did you mean ‘Towns’?
      segments: Big Cities, Town
    plan: Season
      # BIZ806 error ‘Villages’ | ‘segment: Villages’
      segments: Towns; Villages
    use case UC-1: Catch a train
      # BIZ806 error ‘Comuter’ | ‘Commuter’?
      personas: Comuter
      # BIZ806 error ‘Big City’ | declare it
      segments: big cities., towns, Big City
      plans:
        - season
        # BIZ806 error ‘Seasons’ | ‘Season’?
        - Seasons
    """
    assert_marked(text, codes="BIZ806")


def test_a_part_of_a_name_is_a_hint_and_no_slip() -> None:
    text = "segment: Big Cities\nsegment: Towns\nuse case UC-1: Catch a train\n  segments: {}\n"
    (part,) = [each for each in findings(text.format("Cities")) if each.code == "BIZ806"]
    assert (part.hint, part.fix) == ("did you mean ‘Big Cities’?", None)


def test_where_none_of_a_kind_is_declared_a_name_is_no_slip_yet() -> None:
    text = """
    segment: Cities
    use case UC-1: Catch a train
      segments: Cities
      # BIZ806 warning ‘Commuter’ | ‘persona: Commuter’
      personas: Commuter
    """
    assert_marked(text, codes="BIZ806")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Comuter", "Commuter"),
        ("Commuter and Tourist", "Commuter, Tourist"),
        ("Commuter & Tourist", "Commuter, Tourist"),
    ],
)
def test_a_slip_is_put_right(wrong: str, right: str) -> None:
    text = f"persona: Commuter\npersona: Tourist\nuse case UC-1: Catch a train\n  personas: {wrong}\n"
    (slip,) = [each for each in findings(text) if each.code == "BIZ806"]
    assert slip.fix and not slip.fix.safe
    assert edited(text, slip.fix.edits) == text.replace(wrong, right)
    assert messages(edited(text, slip.fix.edits), "BIZ806") == []


def test_what_has_an_id_is_known_by_its_name_too() -> None:
    text = "persona P-1: Commuter\nuse case UC-1: Catch a train\n  personas: {}\n"
    assert messages(text.format("P-1"), "BIZ806") == []
    assert messages(text.format("commuter"), "BIZ806") == []
    assert messages(text.format("P-2"), "BIZ806") == ["no persona is called ‘P-2’"]


def test_an_actor_that_a_persona_plays_is_another_rules_business() -> None:
    text = "actor: Passenger\npersona: Commuter\n  plays: Pasenger\n"
    assert [each.code for each in findings(text) if each.severity == "error"] == ["ACT301"]


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        (("importance: primary",), "no persona and no segment and no plan"),
        (("personas: Commuter",), "no segment and no plan"),
        # Tourist is somebody of the cities, and Season is sold there.
        (("personas: Tourist",), "no plan"),
        (("plans: Season",), "no persona"),
        (("personas: Tourist", "plans: Season"), ""),
        (("personas: none", "plans: none", "segments: Cities"), ""),
    ],
)
def test_a_reason_to_buy_is_somebodys_and_sold_somewhere(fields: tuple[str, ...], lacks: str) -> None:
    market = (
        "segment: Cities\npersona: Commuter\npersona: Tourist\n  segments: Cities\nplan: Season\n  segments: Cities\n"
    )
    text = f"{market}use case UC-1: Catch a train\n" + "".join(f"  {field}\n" for field in fields)
    assert messages(text, "BIZ806") == ([f"customer use case ‘UC-1’ names {lacks}"] if lacks else [])


def test_a_slip_isnt_told_of_twice() -> None:
    text = "segment: Cities\npersona: Tourist\n  segments: Cities\nuse case UC-1: Catch a train\n  personas: Turist\n"
    assert messages(text, "BIZ806") == ["no persona is called ‘Turist’"]


# ---- BIZ812: titles

TOOLS = [
    "Dashboard", "dashboards", "AI assistant", "Reporting module", "API", "REST API", "API for partners", "Mobile app",
    "Export to CSV", "Import from Excel", "PDF export", "Customer portal", "Slack integration", "Sales analytics",
    "Integrate with Salesforce", "Real-time risk dashboard", "Workflow engine", "Chatbot",
]  # fmt: skip
JOBS = [
    "Find the deals at risk", "Answer an inspector on the spot", "Open the dashboard", "Build an API", "Report a fault",
    "Export to Japan without delays", "Import from overseas suppliers", "Connect to a nurse at night",
    "Choose the carriers that keep the cold", "Integrate a new colleague", "Know what a dashboard hides", "Search",
    "Loan extension", "Cut the power bill of cold rooms", "Recover money from carriers", "Notifications that matter",
    "Automate reporting", "Prevent fraud", "See all accounts in one place", "Onboard a customer in a day",
    "Monitor API",
]  # fmt: skip


@pytest.mark.parametrize("title", TOOLS)
def test_a_tool_is_no_job(title: str) -> None:
    assert len(messages(card(title=title), "BIZ812")) == 1


@pytest.mark.parametrize("title", JOBS)
def test_a_job_or_what_may_be_one_is_left_alone(title: str) -> None:
    assert messages(card(title=title), "BIZ812") == []


@pytest.mark.parametrize(
    ("language", "title", "is_tool"),
    [
        ("pt", "Painel de vendas", True),
        ("pt", "Integração com o CRM", True),
        ("pt", "Integração de novos colaboradores", False),
        ("pt", "Encontrar negócios em risco", False),
        ("es", "Módulo de informes", True),
        ("es", "Encontrar los tratos en riesgo", False),
        ("de", "Dashboard", False),
    ],
)
def test_tools_in_languages_with_a_list(language: str, title: str, is_tool: bool) -> None:
    assert bool(messages(card(title=title, language=language), "BIZ812")) == is_tool


# ---- BIZ813: problems


@pytest.mark.parametrize(
    ("problem", "lacks"),
    [
        ("When the quarter closes, I struggle to see which deals slip, which leads to missed forecasts.", ""),
        ("I can't see which deals slip when the quarter closes, so forecasts are missed.", ""),
        ("Every time a room fails we have to guess, which costs a night.", ""),
        ("When a room fails, I struggle to find it.", "what comes of it"),
        ("I struggle to find rooms that fail, which leads to waste.", "when it arises"),
        ("When a room fails, it rings, which leads to noise.", "what is hard then"),
        ("Rooms fail.", "when it arises and what is hard then and what comes of it"),
    ],
)
def test_a_problem_has_its_situation_struggle_and_consequence(problem: str, lacks: str) -> None:
    expected = [f"the problem doesn't say {lacks}"] if lacks else []
    assert messages(card(f"problem: {problem}"), "BIZ813") == expected


@pytest.mark.parametrize(
    ("language", "problem", "is_whole"),
    [
        ("pt", "Quando o trimestre fecha, tenho dificuldade em ver o que falta, o que leva a surpresas.", True),
        ("pt", "As salas falham.", False),
        ("es", "Cuando cierra el trimestre, me cuesta ver lo que falta, lo que lleva a sorpresas.", True),
        ("es", "Las salas fallan.", False),
        ("de", "Räume fallen aus.", True),
    ],
)
def test_problems_in_languages_with_a_list(language: str, problem: str, is_whole: bool) -> None:
    assert (messages(card(f"problem: {problem}", language=language), "BIZ813") == []) == is_whole


def test_a_use_case_without_a_problem_is_another_finding() -> None:
    assert messages(card(), "BIZ813") == []
