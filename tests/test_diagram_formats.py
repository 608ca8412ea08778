"""The other formats of a use-case diagram: PNG, and the languages of other tools."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from dataclasses import replace
from html import unescape
from shutil import which
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import model
from usecase_dsl.render.d2 import d2
from usecase_dsl.render.diagram import FORMATS, DiagramFormat, DiagramKind, render
from usecase_dsl.render.dot_text import dot_text
from usecase_dsl.render.graphviz_layout import lay_out
from usecase_dsl.render.mermaid import label, mermaid
from usecase_dsl.render.plantuml import escaped as plantuml_escaped
from usecase_dsl.render.plantuml import plantuml
from usecase_dsl.render.typeset import is_covered
from usecase_dsl.render.use_case_diagram import use_case_diagram

SHOP = """
    system: Shop
    actor: Bank
      kind: system
    actor: Member
      is a: Customer
    use case UC-1: Buy
      primary actor: Customer
      supporting actors: Bank
      extension points:
        - payment: 1
      main success scenario:
        1. include UC-2
    use case UC-2: Sign in
    use case UC-3: Redeem a card
      primary actor: Member
      extends: UC-1 at payment when the Customer has a card
"""
ODD = r"""
    system: "A" <b> & \n {x} %date()
    actor: "Quoted" \N *bold* __x__ <&>
    use case UC-1: Say "hello" to <script> & \n [go] #1; `x`
      primary actor: "Quoted" \N *bold* __x__ <&>
      extends: UC-2 at "p" when x < 3 && y > "4"
    use case UC-2: -- end -- //note// @enduml
"""

PACKAGES = """
    use case UC-0: Look round
    package: Sales & returns
    use case UC-1: Buy
    package: Stock
    use case UC-2: Count
"""


def text(format: DiagramFormat, of: str = SHOP) -> str:
    return render(model(of), format=format).decode("utf-8")


class TestPng:
    def size(self, png: bytes) -> tuple[int, int]:
        assert png.startswith(b"\x89PNG\r\n\x1a\n")
        return cast(tuple[int, int], struct.unpack(">II", png[16:24]))

    def test_two_pixels_for_one(self) -> None:
        svg = text("svg")
        width, height = (float(re.findall(f' {name}="([\\d.]+)"', svg)[0]) for name in ("width", "height"))
        across, down = self.size(render(model(SHOP), format="png"))
        assert abs(across - 2 * width) < 2 and abs(down - 2 * height) < 2

    def test_text_is_drawn_without_any_font_of_the_system(self) -> None:
        """What a title says changes the picture, though the font is the package's own."""
        one, other = (render(model(f"use case UC-1: {title}"), format="png") for title in ("Buy", "Bid"))
        assert self.size(one) == self.size(other) and one != other

    def test_letters_of_many_scripts_are_set_in_the_own_font(self) -> None:
        assert is_covered("Zürich – «Größe» Łódź Ελλάδα Россия Việt 12 €")
        assert not is_covered("注文") and not is_covered("😀")

    def test_a_huge_picture_has_fewer_pixels(self) -> None:
        lines = (f"use case UC-{n}: Do a thing\n  primary actor: Actor {n % 9}" for n in range(120))
        across, down = self.size(render(model("\n".join(lines)), format="png"))
        assert across * down < 17e6


class TestPlantUml:
    def test_the_whole_language(self) -> None:
        assert text("plantuml").splitlines() == [
            "@startuml",
            "left to right direction",
            'actor "Bank" as A1 <<system>>',
            'actor "Member" as A2',
            'actor "Customer" as A3',
            'rectangle "Shop" as S1 {',
            r'  usecase "Buy\n--\nextension points\npayment: 1" as U1',
            '  usecase "Sign in" as U2',
            '  usecase "Redeem a card" as U3',
            "}",
            "A3 -- U1",
            "U1 -- A1",
            "U1 ..> U2 : <<include>>",
            "A2 -- U3",
            r"U3 ..> U1 : <<extend>> (payment)\n[the Customer has a card]",
            "A3 <|-- A2",
            "@enduml",
        ]

    def test_nothing_in_a_text_is_markup(self) -> None:
        lines = text("plantuml", ODD).splitlines()
        assert lines[2].startswith('actor "<U+0022>Quoted<U+0022> <U+005C>N\\n<U+002A>bold<U+002A>')
        assert '"<U+0022>A<U+0022> <U+003C>b<U+003E> <U+0026> <U+005C>n <U+007B>x<U+007D> <U+0025>date()"' in lines[3]
        assert "\n".join(lines).count("@enduml") == 1 and "<U+002D><U+002D> end" in lines[5]


class TestMermaid:
    def test_the_whole_language(self) -> None:
        assert text("mermaid").splitlines() == [
            "usecase-beta",
            "direction LR",
            'actor A1("Bank") <<system>>',
            'actor A2("Member")',
            'actor A3("Customer")',
            'systemBoundary S1["Shop"]',
            '  U1("Buy")',
            '  U2("Sign in")',
            '  U3("Redeem a card")',
            "end",
            "A3 -- U1",
            "U1 -- A1",
            "U1 ..> : include U2",
            "A2 -- U3",
            "U3 ..> : extend U1",
            "A2 --|> A3",
            'note for U1 "extension points: payment: 1"',
            'note for U3 "«extend» (payment) [the Customer has a card]"',
        ]

    def test_nothing_in_a_text_is_markup(self) -> None:
        lines = text("mermaid", ODD).splitlines()
        assert lines[2] == 'actor A1("#34;Quoted#34; #92;N #42;bold#42; #95;#95;x#95;#95; #60;#38;#62;")'
        assert '"Say #34;hello#34; to #60;script#62; #38; #92;n [go] #35;1#59; #96;x#96;"' in lines[4]


class TestDot:
    def test_nodes_boundary_and_edges(self) -> None:
        lines = [line.strip() for line in text("dot").splitlines()]
        assert 'usecase1 [label="Buy\\n\\nextension points\\npayment: 1" shape=ellipse]' in lines
        assert "actor3 -> usecase1 [arrowhead=none]" in lines
        assert "usecase1 -> actor1 [arrowhead=none]" in lines
        assert 'usecase1 -> usecase2 [label="«include»" arrowhead=vee style=dashed]' in lines
        assert "actor2 -> actor3 [arrowhead=empty]" in lines

    def test_a_text_is_no_command(self) -> None:
        dot = text("dot", ODD)
        assert r'label="Say \"hello\" to' in dot and "&amp;" in dot and r"\\n" in dot

    @pytest.mark.skipif(which("dot") is None, reason="Graphviz isn't installed")
    @pytest.mark.parametrize("of", [SHOP, ODD, ""], ids=["shop", "odd", "empty"])
    def test_graphviz_reads_it(self, of: str) -> None:
        import graphviz

        assert b"</svg>" in graphviz.pipe("dot", "svg", text("dot", of).encode("utf-8"))


class TestMermaidFlowchart:
    def test_the_whole_language(self) -> None:
        assert text("mermaid-flowchart").splitlines() == [
            "flowchart LR",
            '  A1["«system»<br/>Bank"]:::actor',
            '  A2("«actor»<br/>Member"):::actor',
            '  A3("«actor»<br/>Customer"):::actor',
            '  subgraph S1["Shop"]',
            '    U1(["Buy<br/>extension points: payment: 1"])',
            '    U2(["Sign in"])',
            '    U3(["Redeem a card"])',
            "  end",
            "  A3 --- U1",
            "  U1 --- A1",
            '  U1 -.->|"«include»"| U2',
            "  A2 --- U3",
            '  U3 -.->|"«extend» (payment) [the Customer has a card]"| U1',
            '  A2 -->|"«specialises»"| A3',
            "  classDef actor stroke:#1d5a9e",
        ]

    def test_a_title_is_neither_a_list_nor_a_break(self) -> None:
        assert r'(["1#46; See C:#92;#8203;new"])' in text("mermaid-flowchart", r"use case UC-1: 1. See C:\new")


class TestPackages:
    """A package is a frame in its system's, wherever the language has such frames."""

    def test_plantuml(self) -> None:
        assert [line.strip() for line in text("plantuml", PACKAGES).splitlines()[3:10]] == [
            'usecase "Look round" as U1',
            'package "Sales <U+0026> returns" as S1P2 {',
            'usecase "Buy" as U2',
            "}",
            'package "Stock" as S1P3 {',
            'usecase "Count" as U3',
            "}",
        ]

    def test_dot(self) -> None:
        lines = [line.strip() for line in text("dot", PACKAGES).splitlines()]
        at = lines.index("subgraph cluster1_2 {")
        assert lines[at + 1 : at + 3] == [
            'graph [label="Sales &amp; returns" labeljust=l]',
            "usecase2 [label=Buy shape=ellipse]",
        ]

    def test_mermaid(self) -> None:
        lines = [line.strip() for line in text("mermaid-flowchart", PACKAGES).splitlines()]
        assert lines[2:6] == ['U1(["Look round"])', 'subgraph S1P2["Sales #38; returns"]', 'U2(["Buy"])', "end"]
        assert '  U2("Buy")' in text("mermaid", PACKAGES) and "Sales" not in text("mermaid", PACKAGES)


ODD_TEXT = st.text(st.sampled_from(list("ab \"'\\$#|{}<>&%`;:\n\r\t\u2028-=*_/@.[]()é注")), max_size=30)


class TestAnyWords:
    """What is written between the quotes says the same words, and says nothing else."""

    @given(ODD_TEXT)
    def test_plantuml(self, words: str) -> None:
        written = plantuml_escaped(words)
        assert not re.search(r'["\\\n]|<(?!U\+)', written)
        assert re.sub(r"<U\+([0-9A-F]{4})>", lambda match: chr(int(match[1], 16)), written).split() == words.split()

    @given(ODD_TEXT)
    def test_mermaid(self, words: str) -> None:
        written = label(words)
        assert not re.search(r'["<>&`\\\n]', written)
        read = re.sub(r"#(\d+);", lambda match: chr(int(match[1])), written)
        assert read.replace("\u200b", "").split() == words.split()

    @settings(deadline=None)
    @given(ODD_TEXT)
    def test_graphviz(self, words: str) -> None:
        node = use_case_diagram(model("use case UC-1: Buy")).use_cases[0]
        diagram = use_case_diagram(model("use case UC-1: Buy"))
        placed = lay_out(dot_text(replace(diagram, use_cases=(replace(node, title=words),))))
        read = unescape(next(each["label"] for each in placed["objects"] if each["name"] == "usecase1"))
        shown = re.sub(r"\\(.)", lambda match: " " if match[1] == "n" else match[1], read)
        assert "".join(shown.split()) == "".join(words.split())  # Lines are broken, within long words too.


class TestActorsDrawnAgain:
    def test_are_one_actor_in_texts(self) -> None:
        """Where to draw one again is for whoever places things to decide."""
        once = use_case_diagram(model("use case UC-1: Buy\n  primary actor: Customer"))
        (actor,), (edge,) = once.actors, once.edges
        again = replace(actor, id="Customer~2", of=actor.id)
        twice = replace(once, actors=(actor, again), edges=(replace(edge, source=again.id),))
        assert [write(twice) for write in (plantuml, mermaid, d2, dot_text)] == [
            write(once) for write in (plantuml, mermaid, d2, dot_text)
        ]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_of_an_empty_model(format: DiagramFormat) -> None:
    assert render(model(""), format=format)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_bytes_in_another_process(format: DiagramFormat) -> None:
    program = (
        "import sys, tests.test_diagram_formats as t; from usecase_dsl.render.diagram import render;"
        f"sys.stdout.buffer.write(render(t.model(t.SHOP), format={format!r}))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode("utf-8", errors="replace")
    assert run.stdout == render(model(SHOP), format=format)


@pytest.mark.parametrize(("kind", "format"), [("activity-beta", "svg"), ("use-case", "gif")])
def test_what_there_isnt(kind: str, format: str) -> None:
    with pytest.raises(ValueError, match="There is no"):
        render(model(SHOP), kind=cast(DiagramKind, kind), format=cast(DiagramFormat, format))
