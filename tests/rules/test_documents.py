"""Rules about the document beyond their pages: what each profile asks for, what counts as there, how ids look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.marks import assert_marked, findings, underlined
from usecase_dsl.checks.documents import DOCUMENT_RULES
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.model import link
from usecase_dsl.rule import apply
from usecase_dsl.settings import DEFAULTS, Settings
from usecase_dsl.syntax import parse

FLOW = "main success scenario:\n1. Customer pays.\n"


def of(code: str, text: str, settings: Settings = DEFAULTS) -> list[Diagnostic]:
    return [each for each in findings(text, settings=settings) if each.code == code]


def missing(text: str, profile: str = "casual", *required: str) -> list[str]:
    found = of("SYN006", text, replace(DEFAULTS, profile=profile, required=required))
    return [each.message.partition(" lacks ")[2] for each in found]


# ---- SYN006


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("brief", []),
        ("casual", ["‘main success scenario’"]),
        ("dressed", ["‘level’, ‘primary actors’ and ‘main success scenario’"]),
        (
            "cockburn",
            ["‘scope’, ‘level’, ‘primary actors’, ‘stakeholders’, ‘preconditions’ and ‘main success scenario’"],
        ),
        ("rup", ["‘main success scenario’, ‘primary actors’ and ‘preconditions’"]),
    ],
)
def test_what_each_profile_asks_for(profile: str, expected: list[str]) -> None:
    assert missing("use case: Sell a ticket\n", profile) == expected


def test_what_a_project_asks_for_beside_that() -> None:
    text = f"use case: Sell a ticket\npriority: high\nteam: Till\n{FLOW}"
    assert missing(text, "casual", "priority", "Team", "trigger", "extensions", "owner") == [
        "‘trigger’, ‘extensions’ and ‘owner’"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        f"level: user goal\nprimary actor: Customer\n{FLOW}",
        "level: ...\nprimary actor: none\nmain success scenario: ...\n",
        "level:\nprimary actors:\nmain success scenario:\n",
        "level: user goal\npersonas: Buyer\nproblem: It takes long.\n",
        "level: user goal\nspecialises: UC-9\n",
        f"level: user goal\nextends: UC-9 at payment\n{FLOW}",
        "level: user goal\nprimary actor: Customer\n1. Customer pays.\n",
        "level: user goal\nprimary actor: Customer\nextensions:\n2a. It rains:\nend in failure\n",
    ],
    ids=[
        *("whole", "said on purpose", "empty is another rule's", "of customers", "a special case", "an extending one"),
        *("steps without their heading", "flows without what they leave"),
    ],
)
def test_what_is_there_or_needn_t_be(lines: str) -> None:
    other = f"use case UC-9: X\nlevel: user goal\nprimary actor: B\n{FLOW}"
    assert missing(f"use case UC-1: Sell a ticket\n{lines}\n{other}", "dressed") == []


def test_where_nobody_takes_part_another_rule_says_so() -> None:
    text = "use case: Sell a ticket\nlevel: user goal\nmain success scenario:\n1. System prints.\n"
    assert missing(text, "dressed") == []
    assert [each.code for each in findings(text) if each.code == "ACT303"] == ["ACT303"]


def test_the_system_above_is_the_scope() -> None:
    head = "use case: X\nlevel: user goal\nprimary actor: A\nstakeholders: A\npreconditions: none\n"
    assert missing(f"system: Till\n{head}{FLOW}", "cockburn") == []
    assert missing(f"{head}{FLOW}", "cockburn") == ["‘scope’"]


def test_what_is_missing_is_named_in_the_language_of_the_text() -> None:
    assert missing("# language: pt\ncaso de uso: Vender um bilhete\n") == ["‘fluxo principal’"]


# ---- SYN009


def test_the_usual_order() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          notes: They stand anywhere.
          level: user goal
          trigger: Customer comes.
          preconditions: none
          author: Somebody
          success guarantees:
            - Customer has a ticket.
          trigger: Customer comes again.
          main success scenario:
            1. Customer pays.
          failure flows:
            1a. It rains:
              end in failure
          alternate flows:
            1b. It snows:
              end in success
          extension points:
            - payment: 1
        use case: Return a ticket
          success guarantees:
            - Customer has money.
          # SYN009 advice ‘preconditions’
          preconditions:
            - Customer has a ticket.
          level: user goal
          main success scenario:
            1. Customer shows the ticket.
        use case: Change a ticket
          extensions:
            1a. It rains:
              end in failure
          # SYN009 advice ‘main flow’
          main flow:
            1. Customer shows the ticket.
        """,
        codes="SYN009",
    )


def test_rup_has_guarantees_below_the_flows() -> None:
    text = f"use case: Sell a ticket\n{FLOW}preconditions: none\nsuccess guarantees: none\n"
    assert len(of("SYN009", text)) == 1
    assert of("SYN009", text, replace(DEFAULTS, profile="rup")) == []


# ---- SYN010 and SYN011


@pytest.mark.parametrize(
    ("ids", "odd"),
    [
        (["UC-1", "UC-2", "UC-3"], []),
        (["UC-1", "UC-2", "UC3"], ["UC3"]),
        (["UC-1", "UC-2", "uc-3"], ["uc-3"]),
        (["UC-1", "UC_2", "UC.3"], ["UC_2", "UC.3"]),
        (["UC-ORD-1", "UC-CAT-1", "UC-2"], []),
        (["UC-1", "REQ7", "7"], []),
        (["UC1.1", "UC2"], []),
    ],
)
def test_ids_in_several_ways(ids: list[str], odd: list[str]) -> None:
    text = "".join(f"use case {id}: Title {n}\n" for n, id in enumerate(ids))
    assert [underlined(each) for each in of("SYN010", text)] == odd


@pytest.mark.parametrize(
    ("name", "id", "found"),
    [
        ("UC-07.uc", "UC-07", []),
        ("uc-7-sell-a-ticket.uc", "UC-07", []),
        ("texts/uc08_sell.uc", "UC-07", ["UC-07"]),
        ("sprint8.uc", "UC-07", []),
        ("uc.uc", "UC-07", []),
        ("uc1.uc", "UC-1.2", []),
        ("v2.uc", "V3", ["V3"]),
    ],
)
def test_a_file_that_is_called_by_an_id(name: str, id: str, found: list[str]) -> None:
    document, _ = parse(f"use case {id}: Sell a ticket\n", name)
    by_code = [each for each in apply(DOCUMENT_RULES, link([document]), DEFAULTS) if each.code == "SYN010"]
    assert [underlined(each) for each in by_code] == found


def test_a_file_with_several_use_cases_is_one_finding() -> None:
    text = "use case: A ticket\nuse case: B ticket\nuse case: C ticket\n"
    assert [each.place.start.line for each in of("SYN011", text)] == [2]
    assert [each for each in findings("use case: A ticket\n", "use case: B ticket\n") if each.code == "SYN011"] == []


# ---- SYN013


def test_marks_for_what_is_open() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          status: review
          # SYN013 ‘TBD’
          trigger: TBD
          preconditions:
            # SYN013 ‘to be defined’
            - The price is to be defined.
            # SYN013 ‘...’
            - ...
          notes: A todo list is no mark, nor are XXXL and 555-xxx-1.
          open issues: TODO who pays?
          main success scenario:
            # SYN013 ‘TODO’
            1. Customer pays. TODO: how? TBD
               # SYN013 ‘???’
               => ???
          extensions:
            # SYN013 ‘XXX’
            1a. XXX happens:
              # SYN013
              1. ...
              end in failure
        """,
        codes="SYN013",
    )


@pytest.mark.parametrize(
    ("status", "number"),
    [
        ("draft", 0),
        ("review", 1),
        ("approved", 1),
        ("verified", 1),
        ("retired", 0),
        ("unheard of", 0),
        ("in review", 1),
    ],
)
def test_the_status_decides(status: str, number: int) -> None:
    assert len(of("SYN013", f"use case: Sell a ticket\nstatus: {status}\ntrigger: TBD\n")) == number


def test_without_a_status_nothing_is_final() -> None:
    assert of("SYN013", "use case: Sell a ticket\ntrigger: TBD\n") == []


def test_a_project_s_own_statuses() -> None:
    settings = replace(DEFAULTS, statuses=("sketch", "agreed"))
    text = "use case: Sell a ticket\nstatus: {}\ntrigger: TBD\n"
    assert of("SYN013", text.format("sketch"), settings) == []
    assert len(of("SYN013", text.format("Agreed"), settings)) == 1


def test_a_project_s_own_marks() -> None:
    settings = replace(DEFAULTS, words=(("open-markers", ("à clarifier", "-tbd")),))
    text = "use case: Sell a ticket\nstatus: approved\ntrigger: {}\n"
    assert len(of("SYN013", text.format("À clarifier."), settings)) == 1
    assert of("SYN013", text.format("TBD"), settings) == []
