"""What the comparison of pictures counts; and every reader finds in a picture what the tool drew."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from benchmarks import picture_geometry, picture_svg, pictures
from benchmarks.picture_geometry import Box, Line, Picture, Quality, quality
from benchmarks.picture_peers import Peer
from benchmarks.picture_readers import Unreadable, read_d2, read_graphviz, read_mermaid, read_ours, read_plantuml
from usecase_dsl.model import link
from usecase_dsl.render.diagram import render
from usecase_dsl.syntax import parse

# ------------------------------------------------------------------------------------------ what is counted

LEFT, RIGHT, ABOVE, BELOW, MIDDLE = (
    (0.0, 40.0, 20.0, 60.0),
    (80.0, 40.0, 100.0, 60.0),
    (40.0, 0.0, 60.0, 20.0),
    (40.0, 80.0, 60.0, 100.0),
    (40.0, 40.0, 60.0, 60.0),
)


def counted(nodes: dict[str, Box], *lines: Line, actors: str = "", frames: tuple[Box, ...] = ()) -> Quality:
    return quality(Picture(nodes, frozenset(actors), frames, lines))


def test_lines_that_cross() -> None:
    nodes = {"l": LEFT, "r": RIGHT, "a": ABOVE, "b": BELOW}
    across, down = Line("l", "r", ((24, 50), (76, 50))), Line("a", "b", ((50, 24), (50, 76)))
    assert counted(nodes, across, down).crossings == 1
    assert counted(nodes, across, Line("a", "b", ((50, 24), (50, 50)))).crossings == 0, "a touch is none"


def test_lines_that_meet_at_their_common_end_do_not_cross() -> None:
    nodes = {"l": LEFT, "r": RIGHT, "a": ABOVE}
    one = Line("l", "r", ((30, 45), (78, 45), (90, 55)))
    two = Line("a", "r", ((50, 24), (82, 44), (84, 58)))
    assert counted(nodes, one, two).crossings == 1
    inside = Line("a", "r", ((84, 24), (84, 37), (85, 58), (95, 45)))
    assert counted(nodes, one, inside).crossings == 0


def test_a_line_through_a_node_that_is_not_its_end() -> None:
    nodes = {"l": LEFT, "r": RIGHT, "m": MIDDLE}
    assert counted(nodes, Line("l", "r", ((24, 50), (76, 50)))).through == 1
    assert counted(nodes, Line("l", "m", ((24, 50), (36, 50)))).through == 0
    assert counted(nodes, Line("l", "r", ((24, 40.5), (76, 40.5)))).through == 0, "it grazes the box"


def test_nodes_that_overlap() -> None:
    assert counted({"m": MIDDLE, "n": (58, 58, 90, 90)}).overlaps == 1
    assert counted({"m": MIDDLE, "n": (60, 40, 90, 60)}).overlaps == 0


@pytest.mark.parametrize(("actor", "misplaced"), [(LEFT, 0), (RIGHT, 0), (ABOVE, 1), (BELOW, 1), (MIDDLE, 1)])
def test_an_actor_has_to_be_beside_the_frame(actor: Box, misplaced: int) -> None:
    assert counted({"p": actor}, actors="p", frames=((30, 25, 70, 75),)).misplaced == misplaced


def test_texts_of_different_things_clash() -> None:
    texts = (("a", MIDDLE), ("a", MIDDLE), ("b", (50.0, 50.0, 80.0, 80.0)))
    assert quality(Picture({}, frozenset(), (), (), texts)).clashes == 2


@pytest.mark.parametrize(("owner", "struck"), [("frame f", 1), ("edge e", 0), ("edge other", 1), ("node n", 0)])
def test_a_text_that_a_line_of_another_strikes_out(owner: str, struck: int) -> None:
    line = Line("l", "r", ((24, 50), (76, 50)), "edge e")
    assert quality(Picture({}, frozenset(), (), (line,), ((owner, MIDDLE),))).struck == struck


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        ("M1,2 L3,4 5,6", (1, 2, 5, 6)),
        ("m1,2l2,2", (1, 2, 3, 4)),
        ("M1,2H10V7", (1, 2, 10, 7)),
        ("M0,0 C0,10 10,10 10,0", (0, 0, 10, 0)),
        ("M0,0Q5,10 10,0", (0, 0, 10, 0)),
        ("M0,0 A5,5 0 0 1 8,9", (0, 0, 8, 9)),
        ("M1,1 L5,1 L5,5 Z", (1, 1, 1, 1)),
    ],
)
def test_the_ends_of_a_path(path: str, ends: tuple[float, ...]) -> None:
    points = picture_svg.path_points(path)
    assert (*points[0], *points[-1]) == ends


def test_a_curve_is_sampled() -> None:
    points = picture_svg.path_points("M0,0 C0,40 40,40 40,0")
    assert picture_geometry.around(points) == (0, 0, 40, 30)


# ------------------------------------------------------------------------------------------ reading

ONE = """
    system: Shop
    actor: Buyer
    use case UC-1: Buy
      primary actor: Buyer
      main success scenario:
        1. Buyer buys.
"""


TEXTS = {"buys": ONE, "sells": ONE.replace("Buy", "Sell")}


def test_our_own_picture() -> None:
    picture = read_ours(render(link([parse(dedent(ONE), "one.uc")[0]])))
    assert set(picture.nodes) == {"Buyer", "UC-1"}
    assert picture.actors == {"Buyer"}
    assert [(line.source, line.target) for line in picture.lines] == [("Buyer", "UC-1")]
    [frame] = picture.frames
    [x0, y0, x1, y1] = picture.nodes["UC-1"]
    assert frame[0] < x0 < x1 < frame[2]
    assert frame[1] < y0 < y1 < frame[3]
    assert quality(picture) == Quality(0, 0, 0, 0, 0, 0)


def svg(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()


PLANTUML = """
actor "Buyer" as A1
rectangle "Shop" as S1 {
  usecase "Buy a\\n<U+0022>book<U+0022>" as U1
}
A1 -- U1
"""
PLANTUML_SVG = """
<!--MD5=[1]
cluster Shop--><rect x="100" y="0" width="200" height="100"/><text x="180" y="20" textLength="40">Shop</text>
<ellipse cx="200" cy="50" rx="40" ry="20"/><text x="180" y="45">Buy a</text><text x="180" y="60">"book"</text>
<!--MD5=[2]
entity A1--><ellipse cx="20" cy="40" rx="8" ry="8"/><text x="4" y="70" textLength="32">Buyer</text>
<!--MD5=[3]
link A1 to U1--><path d="M40,50 L160,50"/>
"""


def test_a_picture_of_plantuml() -> None:
    picture = read_plantuml(svg(PLANTUML_SVG), PLANTUML)
    assert picture.nodes == {"A1": (4, 32, 36, 72.8), "U1": (160, 30, 240, 70)}
    assert picture.actors == {"A1"}
    assert list(picture.frames) == [(100, 0, 300, 100)]
    assert picture.lines == (Line("A1", "U1", ((40, 50), (160, 50))),)


def test_a_picture_that_lacks_something_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="0 of 1 edges"):
        read_plantuml(svg(PLANTUML_SVG.partition("<!--MD5=[3]")[0]), PLANTUML)
    with pytest.raises(Unreadable, match="Sell"):
        read_plantuml(svg(PLANTUML_SVG.replace("Buy a", "Sell a")), PLANTUML)


MERMAID = """
usecase-beta
actor A1("Buyer")
systemBoundary S1["Shop"]
  U1("Buy")
  U2("Pay")
end
A1 -- U1
U1 ..> : include U2
note for U1 "said aside"
"""
MERMAID_SVG = """
<g data-usecase-kind="boundary" data-usecase-id="S1"><rect x="100" y="0" width="200" height="100"/></g>
<path class="relationship relationship-association" data-id="edge-0" d="M40,50L160,50"/>
<path class="relationship relationship-include" data-id="edge-1" d="M200,70L200,80"/>
<path class="relationship relationship-note" data-id="note-0-edge" d="M0,0L160,50"/>
<g data-usecase-kind="actor" data-usecase-id="A1" transform="translate(20, 50)">
  <rect opacity="0" x="-99" y="-99" width="198" height="198"/><rect/><path d="M-10,-10L10,10"/></g>
<g data-usecase-kind="usecase" data-usecase-id="U1" transform="translate(200, 50)"><ellipse rx="40" ry="20"/></g>
<g data-usecase-kind="usecase" data-usecase-id="U2" transform="translate(200, 90)"><ellipse rx="40" ry="10"/></g>
<g data-usecase-kind="note" data-usecase-id="n"><rect x="0" y="0" width="9" height="9"/></g>
"""


def test_a_picture_of_mermaid() -> None:
    picture = read_mermaid(svg(MERMAID_SVG), MERMAID)
    assert picture.nodes == {"A1": (10, 40, 30, 60), "U1": (160, 30, 240, 70), "U2": (160, 80, 240, 100)}
    assert picture.actors == {"A1"}
    assert [(line.source, line.target) for line in picture.lines] == [("A1", "U1"), ("U1", "U2")]


def test_a_picture_of_d2() -> None:
    def group(name: str, inside: str) -> str:
        return f'<g class="{b64encode(name.encode()).decode()}">{inside}</g>'

    text = 'A1: "Buyer" {shape: person}\nS1: "Shop" {\n  U1: "Buy" {shape: oval}\n}\nA1 -- S1.U1\n'
    drawn = (
        group("A1", '<g class="shape"><path d="M0 0 L20 60"/></g>')
        + group("S1", '<g class="shape"><rect x="100" y="0" width="200" height="100"/></g>')
        + group("S1.U1", '<g class="shape"><ellipse cx="200" cy="50" rx="40" ry="20"/></g>')
        + group("(A1 -- S1.U1)[0]", '<path class="connection" d="M 20 50 L 160 50"/>')
    )
    picture = read_d2(svg(drawn), text)
    assert picture.nodes == {"A1": (0, 0, 20, 60), "S1.U1": (160, 30, 240, 70)}
    assert list(picture.frames) == [(100, 0, 300, 100)]
    assert picture.lines == (Line("A1", "S1.U1", ((20, 50), (160, 50))),)


def test_a_picture_of_graphviz() -> None:
    text = 'digraph {\n actor1 [label="Buyer"]\n usecase1 [label="Buy -> pay"]\n actor1 -> usecase1\n}\n'
    drawn = """
        <g class="cluster"><title>cluster1</title><polygon points="100,0 300,0 300,100"/></g>
        <g class="node"><title>actor1</title><polygon points="0,0 20,60"/></g>
        <g class="node"><title>usecase1</title><ellipse cx="200" cy="50" rx="40" ry="20"/></g>
        <g class="edge"><title>actor1-&gt;usecase1</title><path d="M20,50C60,50 120,50 160,50"/></g>
    """
    picture = read_graphviz(svg(drawn), text)
    assert picture.actors == {"actor1"}
    assert quality(picture) == Quality(0, 0, 0, 0, 0, 0)


# ------------------------------------------------------------------------------------------ the comparison


def test_a_model_that_somebody_did_not_draw_counts_for_nobody() -> None:
    crossed = Picture(
        {"l": LEFT, "r": RIGHT, "a": ABOVE, "b": BELOW},
        frozenset(),
        (),
        (Line("l", "r", ((24, 50), (76, 50))), Line("a", "b", ((50, 24), (50, 76)))),
    )
    comparison = pictures.Comparison()
    for model in ("one", "two"):
        comparison.add(pictures.OURS, model, crossed)
    comparison.add("Peer", "one", crossed)
    comparison.add("Peer", "two", None, "3 of 4 nodes")
    lines = pictures.report(comparison)
    assert lines[0] == "left out: two: Peer: 3 of 4 nodes"
    assert "1 models of 2" in lines
    assert [line.split() for line in lines if line.startswith("crossings")] == [["crossings", "1", "1"]]


def test_every_peer_gets_our_text_of_every_model() -> None:
    def draw(texts: Mapping[str, str]) -> dict[str, bytes]:
        return {model: text.encode() for model, text in texts.items() if "Buy" in text}

    def read(svg: bytes, text: str) -> Picture:
        assert svg == text.encode()
        assert text.startswith("@startuml")
        return Picture({}, frozenset(), (), ())

    models = {name: link([parse(dedent(text), "one.uc")[0]]) for name, text in TEXTS.items()}
    comparison = pictures.compare(models, [Peer("Peer", "plantuml", lambda: "", draw, read)])
    assert comparison.failed == {"sells": ["Peer: no picture"]}
    assert list(comparison.shared) == ["buys"]
    assert set(comparison.shared["buys"]) == {pictures.OURS, "Peer"}


def test_the_files_of_a_project_are_one_model(tmp_path: Path) -> None:
    for name in ("shop/a.uc", "shop/b.uc", "c.uc", "d.uc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"use case: {name}\n", encoding="utf-8")
    (tmp_path / "shop" / "usecase.toml").write_text("", encoding="utf-8")
    found = {name: len(model.use_cases) for name, model in pictures.models_in([tmp_path])}
    assert found == {"c": 1, "d": 1, "shop": 2}
