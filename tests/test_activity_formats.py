"""Activity diagrams as PNG and in the languages of other tools, and what the command line makes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import NamedTuple

import pytest

from tests.reading import model
from usecase_dsl.cli import group
from usecase_dsl.render.diagram import FORMATS, DiagramFormat, render

RENT = """
    use case UC-1: Rent a bicycle
      primary actor: Rider
      main success scenario:
        1. Rider holds the card to a dock.
        2. System opens the dock.
           => The dock is open.
        3. Rider takes the bicycle.
        4. System lights a lamp.
        repeat 1-2 until a dock opens
        optional 4 when it is dark
      extensions:
        2a. The card is unknown:
          1. System shows a red light.
          end in failure
        2b. The dock is stuck:
          resume at 1
        2c. Somebody comes to help:
          1. System waits.
        *a. The power fails:
          end in failure
"""
ODD = r"""
    use case UC-1: Say "hello" <b> & \n {x} %date() #1; `x`
      main success scenario:
        1. -- end -- //note// @enduml; (a) | [b] \N *bold* __x__ <&> {y}
      extensions:
        1a. Is it "so"? (yes); endif then:
          1. end
          resume at 1
"""
EMPTY = "use case UC-1: X"


def text(format: DiagramFormat, of: str = RENT) -> list[str]:
    return [line.strip() for line in render(model(of), kind="activity", format=format).decode("utf-8").splitlines()]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("of", [RENT, ODD, EMPTY], ids=["rent", "odd", "empty"])
def test_every_format_is_the_same_twice(format: DiagramFormat, of: str) -> None:
    once, again = (render(model(of), kind="activity", format=format) for _ in range(2))
    assert once and once == again


class TestPlantuml:
    def test_steps_decisions_loops_and_ends(self) -> None:
        assert text("plantuml") == [
            "@startuml",
            "title UC-1<U+003A> Rent a bicycle",
            "start",
            r"if (<U+002A>a. The power fails\nat any step) then (yes)",
            "end",
            "else (no)",
            "endif",
            "repeat",
            ":1. Rider holds the card to a dock.;",
            "if (2a. The card is unknown) then (yes)",
            ":2a1. System shows a red light.;",
            "end",
            "else (no)",
            "endif",
            "if (2b. The dock is stuck) then (yes)",
            ":back to step 1;",
            "detach",
            "else (no)",
            "endif",
            "if (2c. Somebody comes to help) then (yes)",
            ":2c1. System waits.;",
            ":No end stated;",
            "detach",
            "else (no)",
            "endif",
            r":2. System opens the dock.\n<U+003D><U+003E> The dock is open.;",
            "repeat while (repeat until a dock opens) is (again)",
            ":3. Rider takes the bicycle.;",
            "if (it is dark) then (yes)",
            ":4. System lights a lamp.;",
            "endif",
            "stop",
            "@enduml",
        ]

    def test_nothing_in_a_text_is_syntax(self) -> None:
        lines = text("plantuml", ODD)
        assert lines[-1] == "@enduml" and sum("@" in line for line in lines) == 2
        assert r"if (1a. Is it <U+0022>so<U+0022>? <U+0028>yes<U+0029><U+003B> endif then) then (yes)" in lines


class TestMermaid:
    def test_nodes_and_ways(self) -> None:
        lines = text("mermaid")
        assert lines[:3] == [
            "flowchart TD",
            'n0(["Start"])',
            'n1["1#46; Rider holds the card to a dock."]:::main',
        ]
        assert 'n6{{"2a. The card is unknown"}}' in lines
        assert 'n4["4#46; System lights a lamp.<br/>optional when it is dark"]:::main' in lines
        assert 'n2 -->|"repeat until a dock opens"| n1' in lines
        assert 'n9 -->|"back to step 1"| n1' in lines

    def test_nothing_in_a_text_is_syntax(self) -> None:
        assert 'n3{{"1a. Is it #34;so#34;? (yes)#59; endif then"}}' in text("mermaid", ODD)


class TestDot:
    def test_nodes_and_ways(self) -> None:
        lines = text("dot")
        assert 'n1 [label="1. Rider holds the card to a dock." shape=box style=rounded]' in lines
        assert 'n2 -> n6 [label=""]' in lines
        assert 'n9 -> n1 [label="back to step 1" constraint=false]' in lines

    @pytest.mark.skipif(which("dot") is None, reason="Graphviz isn't installed")
    @pytest.mark.parametrize("of", [RENT, ODD, EMPTY], ids=["rent", "odd", "empty"])
    def test_graphviz_reads_it(self, of: str) -> None:
        import graphviz

        assert b"</svg>" in graphviz.pipe("dot", "svg", render(model(of), kind="activity", format="dot"))


class Run(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def usecase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs ``usecase diagram --kind activity`` in a folder of its own, where a text is."""
    (tmp_path / "a.uc").write_text("use case UC-1: X\nuse case UC-2: Y\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*options: str) -> Run:
        monkeypatch.setattr("sys.argv", ["usecase", "diagram", "--kind", "activity", *options])
        return Run(group.run(), *capfd.readouterr())

    return run


class TestCommand:
    def test_one_use_case(self, usecase: Callable[..., Run]) -> None:
        done = usecase("--use-case", "UC-2")
        assert done.code == 0 and "<title>Activity diagram: UC-2: Y</title>" in done.out

    def test_several_are_refused(self, usecase: Callable[..., Run]) -> None:
        done = usecase()
        assert done.code == 2 and "choose it with --use-case" in done.err and not done.out

    def test_lanes_are_for_pictures(self, usecase: Callable[..., Run]) -> None:
        done = usecase("--use-case", "UC-1", "--lanes", "--format", "dot")
        assert done.code == 2 and "--lanes is for --kind activity as svg or png or pdf or drawio" in done.err
