"""``usecase diagram``: kinds and formats as the command line has them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from usecase_dsl.cli import group

TEXT = """\
system: Shop
use case UC-1: Buy
  level: user goal
  primary actor: Customer
  main success scenario:
    1. Customer chooses a book (include UC-2).
  extensions:
    1a. There are no books:
      end in failure
use case UC-2: Sign in
  level: subfunction
"""


class Run(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def diagram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs ``usecase diagram`` in a folder of its own, where a text is."""
    (tmp_path / "shop.uc").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*options: str) -> Run:
        monkeypatch.setattr("sys.argv", ["usecase", "diagram", *options])
        return Run(group.run(), *capfd.readouterr())

    return run


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("a.svg", b"<svg "),
        ("a.png", b"\x89PNG"),
        ("a.pdf", b"%PDF-"),
        ("a.dot", b"digraph"),
        ("a.gv", b"digraph"),
        ("a.puml", b"@startuml"),
        ("a.mmd", b"usecase-beta"),
        ("a.d2", b"direction: right"),
        ("a.drawio", b"<mxfile>"),
    ],
)
def test_the_name_of_the_file_says_the_format(
    diagram: Callable[..., Run], tmp_path: Path, name: str, beginning: bytes
) -> None:
    assert diagram("-o", name) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(beginning)


def test_the_map_is_of_the_whole_project(diagram: Callable[..., Run]) -> None:
    done = diagram("--kind", "map", "--format", "mermaid-flowchart")
    assert done.code == 0 and done.out.splitlines()[:5] == [
        "flowchart TB",
        '  subgraph S1["User goal (sea level)"]',
        '    U1(["Buy"])',
        "  end",
        '  subgraph S2["Subfunction (fish)"]',
    ]


def test_the_map_of_some_shows_what_they_are_related_to(diagram: Callable[..., Run]) -> None:
    done = diagram("--kind", "map", "--use-case", "UC-2", "--format", "d2")
    assert 'S1.U1 -> S2.U2: "«include»"' in done.out


def test_lanes_are_for_any_format_that_shows_our_picture(diagram: Callable[..., Run]) -> None:
    options = ("--kind", "activity", "--use-case", "UC-1", "--format", "drawio")
    assert "Customer" in diagram(*options, "--lanes").out and diagram(*options, "--lanes") != diagram(*options)


def test_a_sequence_is_no_flowchart(diagram: Callable[..., Run]) -> None:
    done = diagram("--kind", "sequence", "--use-case", "UC-1", "--format", "mermaid-flowchart")
    assert done.code == 2 and "There is no sequence diagram as mermaid-flowchart." in done.err and not done.out


def test_one_scenario_in_every_text_that_shows_sequences(diagram: Callable[..., Run]) -> None:
    for format in ("plantuml", "mermaid", "d2", "drawio"):
        done = diagram("--kind", "sequence", "--use-case", "UC-1", "--scenario", "1a", "--format", format)
        assert done.code == 0 and "There are no books" in done.out and "alt" not in done.out
