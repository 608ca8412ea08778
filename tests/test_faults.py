"""The rules of reading beyond their manual pages: where they keep silent, what they underline, what they suggest."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings, underlined
from tests.reading import use_case
from usecase_dsl.source import source_from_bytes
from usecase_dsl.syntax import parse


def found(flow: str) -> list[tuple[str, str]]:
    """What the rule about near misses finds in the lines of a flow: what is underlined, and the hint."""
    text = f"use case: Sell a ticket\nmain success scenario:\n1. Customer pays.\n{flow}\n"
    return [(underlined(each), each.hint) for each in findings(text) if each.code == "SYN015"]


# ---- SYN007


def test_none_and_not_yet_are_said_on_purpose() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          preconditions: none
          trigger: ...
          assumptions:
            -
          open issues:
            - n/a
          examples:
            | fare |
          extensions: none
        """,
        codes="SYN(?!006)",
    )


def test_what_says_nothing_is_underlined_where_its_text_would_be() -> None:
    assert_marked(
        """\
        # SYN007 ‘BR-1’
        rule BR-1:
        use case: Sell a ticket
          preconditions:
            - Customer is at the counter.
            # SYN007 ‘-’
            -
          main success scenario:
            # SYN007 ‘1.’
            1.
            2. Customer pays.
            # SYN007 ‘=>’
            =>
          # SYN007 ‘extensions’ | none
          extensions:
        """,
        codes="SYN",
    )


# ---- SYN014


def test_lines_that_stand_together_in_a_wrong_place_are_one_finding() -> None:
    text = "A title\n- a point\n\n# a remark\n| a | row |\nuse case: Sell a ticket\n"
    (each,) = (each for each in findings(text) if each.code == "SYN014")
    assert each.message == "text can't stand before the first declaration: ‘A title’, and 2 more lines below it"


def test_lines_apart_are_findings_of_their_own() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          # SYN014 ‘1. Customer pays.’ | flows such as
          1. Customer pays.
          level: user goal
          # SYN014 ‘=> The fare is paid.’ | items
          => The fare is paid.
          main success scenario:
          # SYN014 ‘=> Nobody did it.’ | steps such as
          => Nobody did it.
          extensions:
          # SYN014 ‘1. Customer comes back.’ | flows that leave a step
          1. Customer comes back.
            2a. No train goes there:
            # SYN014 | control lines
            => No ticket is sold.
              end in failure
        actor: Customer
          # SYN014 | is a, kind, also known as
          end in failure
        """,
        codes="SYN014",
    )


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("usse case UC-1: Sell a ticket", "did you mean ‘use case UC-1:’?"),
        ("aktor: Customer", "did you mean ‘actor:’?"),
        ("actor Customer", "is its colon missing? It begins like ‘actor: …’"),
        ("Tickets", "what can stand here: a declaration, such as ‘use case: Sell a ticket’"),
    ],
)
def test_a_first_line_that_was_meant_to_declare(line: str, hint: str) -> None:
    assert [(each.code, each.hint) for each in findings(line)] == [("SYN014", hint)]


# ---- SYN015


@pytest.mark.parametrize(
    ("line", "underlined", "part_of_hint"),
    [
        ("resum at 3", "resum at 3", "‘resume at 3’"),
        ("end in succes", "end in succes", "‘end in success’"),
        ("2. end in sucess.", "end in sucess.", "‘end in success’"),
        ("resume at", "resume at", "‘resume at 3’"),
        ("Resume at the payment", "Resume at the payment", "‘resume at 3’"),
        ("repeat 3 times", "repeat 3 times", "‘resume at 3’"),
        ("repeat steps 1-2 untill paid", "repeat steps 1-2 untill paid", "before prose put ‘\\’"),
        ("end in failure because of it", "end in failure because of it", "by itself"),
        ("2. resume at 1", "2. resume at 1", "write ‘resume at 1’"),
        ("1.1. Customer waits.", "1.1.", "‘+.’"),
        ("1.1 Customer waits.", "1.1", "‘+.’"),
        ("1.1.2) customer waits.", "1.1.2)", "‘+.’"),
        ("a. Customer waits.", "a.", "‘+.’"),
        ("b) Customer waits.", "b)", "‘- ’"),
        ("1a: Customer has no money:", "1a:", "write ‘1a.’"),
        ("Alternative flow 2: No money", "Alternative flow 2", "write ‘Alternative flow:’"),
        ("2. System (include UC-2) pays.", "(include UC-2)", "at the end of a step"),
        ("1a. It fails (include UC-2):", "(include UC-2)", "at the end of a step"),
    ],
)
def test_a_line_that_nearly_is_structure(line: str, underlined: str, part_of_hint: str) -> None:
    ((where, hint),) = found(line)
    assert (where, part_of_hint in hint) == (underlined, True)


@pytest.mark.parametrize(
    "line",
    [
        "steps 3 to 5 of the plan",
        "1.5 litres of it",
        "2.5) is the price",
        "and the exceptions",
        "exceptions.",
        "restarting the till",
        "the use case ends well",
        "include the tax",
        "\\resume at the payment",
        "2. System shows the price (includes VAT) to Customer.",
        "2. System shows the price (include UC-2).",
        "- a. first class",
    ],
)
def test_a_line_of_prose(line: str) -> None:
    assert [each for each in found(line) if each[0] != "2.5)"] == []


def test_prose_of_other_languages() -> None:
    german = (
        "# language: de\nAnwendungsfall: Verkaufen\nHauptablauf:\n1. Kunde zahlt nach\nSchritte 3 bis 5 des Plans.\n"
    )
    assert [each for each in findings(german) if each.code == "SYN015"] == []


def test_a_heading_without_its_colon_in_a_header() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          Customers ask for
          preconditions
          # SYN015 ‘Preconditions’ | ‘Preconditions:’
          Preconditions
          - Customer is there.
          trigger: Customer arrives.
          # SYN015 ‘minimal guarantees’
          minimal guarantees

        actor: Customer
          Preconditions
        """,
        codes="SYN(?!006)",
    )


# ---- SYN016 to SYN020


def test_loops_and_options_are_no_ends() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          main success scenario:
            1. Customer pays.
            repeat 1 until paid
            # SYN016 ‘all of it’
            all of it
            optional 1
            end in success
            # SYN016 ‘end in failure’
            end in failure
            # SYN016 ‘restart.’
            restart.
        """,
        codes="SYN016",
    )


def test_a_keyword_with_a_slip_below_a_control_line_is_one_finding() -> None:
    text = """\
        use case: Sell a ticket
          main success scenario:
            1. Customer pays.
            end in success
          # SYN008 ‘extenions’
          extenions:
        """
    assert_marked(text, codes="SYN")


def test_dots_below_a_step_are_no_part_of_it() -> None:
    text = """\
        use case: Sell a ticket
          main success scenario:
            1. Customer names a destination,
            # SYN007 ‘...’ | a step yet to be written has a number
            ...
            for today.
            2. System shows the fare.
               => The fare is known.
            # SYN007 ‘…’
            …
            3.
            ...
            4. ...
          extensions:
            2a. The fare has changed:
              1. System shows the new one.
              # SYN007 ‘...’
              ...
              resume at 2
            2b. There is no fare:
              ...
            2c. Customer is a child
              ...
            2d. Customer is two: ...
        """
    assert_marked(text, codes="SYN")
    sold = use_case(text)
    assert [step.text.value for step in sold.flows[0].steps] == [
        "Customer names a destination, for today.",
        "System shows the fare.",
        "...",
        "...",
    ]
    assert [result.text for result in sold.flows[0].steps[1].results] == ["The fare is known."]
    assert [(flow.condition.value, flow.prose) for flow in sold.flows[2:]] == [
        ("There is no fare", "..."),
        ("Customer is a child", "..."),
        ("Customer is two", "..."),
    ]


def test_prose_beside_steps_is_no_flow_in_prose() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          main success scenario: the usual way
            1. Customer pays.
          extensions: few
            1a. Customer has no money:
              It happens.
              1. Customer leaves.
            1b. Customer is a child:
              # SYN018 ‘Children pay half, and’
              Children pay half, and
              babies nothing.
              resume at 1
          # SYN018 ‘too many to tell’
          failure flows: too many to tell
          alternate flows: none
        """,
        codes="SYN018",
    )


def test_what_a_section_rules_out() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          main success scenario:
            1. Customer pays.
          extensions:
            1a. One:
              end in failure
            1b. Two:
              end in success
          alternate flows:
            1c. Three:
              end in success
            1d. Four:
              end
            1e. Five:
              # SYN019 ‘end in failure’ | move 1e to ‘failure flows’
              end in failure
          failure flows:
            1f. Six:
              resume at 1
            1g. Seven:
              # SYN019 ‘end in success’ | move 1g to ‘alternate flows’
              end in success
        """,
        codes="SYN019",
    )


def test_a_singular_keyword_is_quoted_as_it_is_written() -> None:
    assert_marked(
        """\
        # language: pt
        caso de uso: Vender um bilhete
          # SYN020 ‘Ator’ | write ‘atores primários:’
          Ator: Cliente
          cenário principal:
            1. Cliente paga.
        """,
        codes="SYN",
    )


# ---- SYN021 and SYN022


def test_a_language_that_is_asked_for_too_late() -> None:
    assert_marked(
        """\
        # a remark
        # SYN021 warning ‘# language: pt’
        # language: pt
        use case: Sell a ticket
        # language: see the glossary
        # language: en
        """,
        codes="SYN021",
    )


def test_bytes_that_are_not_utf_8_are_told_once_for_each_kind() -> None:
    _, faults = parse(source_from_bytes("actor: Käufer\nactor: Kläger, Bürger\n".encode("latin-1"), "sell.uc"))
    assert [(str(each.place), each.message) for each in faults] == [
        ("sell.uc:1:9", "byte 0xE4 is not UTF-8 (1 more of them below)"),
        ("sell.uc:2:17", "byte 0xFC is not UTF-8"),
    ]


def test_utf_16_is_read_and_reported() -> None:
    document, faults = parse(source_from_bytes("use case: Verkäufe\n".encode("utf-16"), "sell.uc"))
    assert [declaration.name.value for declaration in document.declarations] == ["Verkäufe"]
    assert [each.message for each in faults] == ["UTF-16 is not UTF-8"]


@pytest.mark.parametrize("heading", ["Extensions", "Alternate flows", "failure flows"])
def test_a_heading_without_its_colon_in_a_flow(heading: str) -> None:
    text = f"use case: Sell a ticket\nmain flow:\n1. Customer asks.\n{heading}\n1a. It rains:\nend in failure"
    (finding,) = [each for each in findings(text) if each.code == "SYN015"]
    assert (finding.message, f"‘{heading}:’" in finding.hint) == (f"the heading ‘{heading}’ lacks its colon", True)


@pytest.mark.parametrize(
    ("head", "message", "hint"),
    [
        ("use case UC-2 Collect", "‘use case UC-2’ lacks its colon", "write ‘use case UC-2: …’"),
        ("use case UC 2: Collect", "‘use case UC 2’ has a blank in its id", "write ‘use case UC-2: …’"),
    ],
)
def test_a_use_case_below_a_flow_whose_head_has_a_slip(head: str, message: str, hint: str) -> None:
    text = f"use case UC-1: Sell\nmain flow:\n1. Customer asks.\n\n{head}\nmain flow:\n1. Customer collects."
    found = [(each.code, each.message, each.hint) for each in findings(text) if each.code in ("SYN014", "SYN015")]
    assert found == [("SYN015", message, hint)]
    document, _ = parse(text)
    assert [each.id.text for each in document.declarations if each.id] == ["UC-1", "UC-2"]


def test_steps_below_a_field_lack_their_heading() -> None:
    text = "use case: Sell\nprimary actor: Customer\n1. Customer asks.\n2. System answers."
    finding, *_ = (each for each in findings(text) if each.code.startswith("SYN"))
    assert (finding.code, "‘main success scenario:’" in finding.hint) == ("SYN014", True)
