"""Diagrams as text for D2."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.reading import model
from usecase_dsl.render.d2 import d2, quoted
from usecase_dsl.render.diagram import DiagramKind, render
from usecase_dsl.render.use_case_diagram import use_case_diagram

SHOP = """
    system: Shop
    actor: Bank
      kind: system
    actor: Member
      is a: Customer
    package: Sales
    use case UC-1: Buy
      primary actor: Customer
      supporting actors: Bank
      extension points:
        - payment: 1
      main success scenario:
        1. include UC-2
    package: Accounts
    use case UC-2: Sign in
    use case UC-3: Redeem a card
      primary actor: Member
      extends: UC-1 at payment when the Customer has a card
"""
BUY = """
    system: Shop
    use case UC-1: Buy
      primary actor: Customer
      main success scenario:
        1. Customer chooses a book.
        2. System shows the total.
           => The order is open.
        3. Customer pays.
      extensions:
        2a. The book is sold out:
          end in failure
        3a. The card is declined:
          1. System says so.
          resume at 2
"""
ODD = st.text(st.sampled_from(list("ab \"'\\$#|{}<>&%`;:\n\t-.é注")), max_size=30)


def text(of: str, kind: DiagramKind = "use-case") -> list[str]:
    return render(model(of), kind=kind, format="d2").decode("utf-8").splitlines()


def test_the_whole_language() -> None:
    assert text(SHOP) == [
        "direction: right",
        'A1: "«system»\\nBank" {shape: rectangle}',
        'A2: "Member" {shape: person}',
        'A3: "Customer" {shape: person}',
        'S1: "Shop" {',
        '  P1: "Sales" {',
        '    U1: "Buy\\nextension points\\npayment: 1" {shape: oval}',
        "  }",
        '  P2: "Accounts" {',
        '    U2: "Sign in" {shape: oval}',
        '    U3: "Redeem a card" {shape: oval}',
        "  }",
        "}",
        "A3 -- S1.P1.U1",
        "S1.P1.U1 -- A1",
        'S1.P1.U1 -> S1.P2.U2: "«include»" {style.stroke-dash: 5; target-arrowhead.shape: arrow}',
        "A2 -- S1.P2.U3",
        'S1.P2.U3 -> S1.P1.U1: "«extend» (payment)\\n[the Customer has a card]"'
        " {style.stroke-dash: 5; target-arrowhead.shape: arrow}",
        "A2 -> A3: {target-arrowhead: {shape: triangle; style.filled: false}}",
    ]


def test_an_activity() -> None:
    lines = text(BUY, "activity")
    assert (
        'n2: "2. System shows the total.\\n=> The order is open." {style.border-radius: 8; style.stroke-width: 3}'
        in (lines)
    )
    assert 'n5: "2a. The book is sold out" {shape: hexagon}' in lines
    assert "n2 -> n5" in lines and 'n8 -> n2: "back to step 2"' in lines


def test_a_sequence_in_which_a_fragment_without_messages_is_notes() -> None:
    assert text(BUY, "sequence")[:13] == [
        'title: "UC-1: Buy" {near: top-center; shape: text; style.font-size: 24}',
        'diagram: " " {',
        "  shape: sequence_diagram",
        '  L1: "Customer" {shape: person}',
        '  L2: "Shop"',
        '  L1 -> L2: "1 chooses a book"',
        '  F4: "alt" {',
        '    F1: " " {',
        '      L2 -> L2: "2 shows the total\\n=> The order is open."',
        "    }",
        '    L1.N3: "2a The book is sold out"',
        '    L1.N2: "ends in failure"',
        "  }",
    ]


@given(ODD)
def test_a_text_in_quotes_is_read_as_it_is(odd: str) -> None:
    """What D2 makes of it: a backslash before anything but ``n`` stands for that thing itself."""
    inside = quoted(odd)
    assert inside[0] == inside[-1] == '"' and not re.search(r'(?<!\\)(?:\\\\)*["$]', inside[1:-1])
    read = re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], inside[1:-1])
    assert read.split() == odd.split()


@given(ODD, ODD)
def test_no_name_begins_a_line_of_its_own(title: str, condition: str) -> None:
    diagram = use_case_diagram(model(SHOP))
    nodes = tuple(replace(node, title=title) for node in diagram.use_cases)
    edges = tuple(replace(edge, condition=condition) for edge in diagram.edges)
    written = d2(replace(diagram, use_cases=nodes, edges=edges))
    assert len(written.splitlines()) == len(text(SHOP))
