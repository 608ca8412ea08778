"""Pictures as files for draw.io: read back, they hold what the SVG does, where it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import model
from usecase_dsl.render.diagram import KINDS, DiagramKind, render
from usecase_dsl.render.drawio import drawio
from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.layout.shapes import Line
from usecase_dsl.render.parts import canvas, node_group, text_line
from usecase_dsl.render.svg import element

SHOP = """
    system: Shop
    actor: Bank
      kind: system
    use case UC-1: Buy
      primary actor: Customer
      supporting actors: Bank
      main success scenario:
        1. Customer chooses a book.
        2. System asks Bank for the money (include UC-2).
        3. Customer pays.
      extensions:
        3a. The card is declined:
          1. System says so.
          resume at 2
"""
ALONE = SHOP.replace(" (include UC-2)", "")
BOTH = f"{SHOP}\n    use case UC-2: Collect the money\n      level: subfunction\n"


class File:
    """A file for draw.io by its cells."""

    def __init__(self, content: bytes) -> None:
        self.root = fromstring(content.decode("utf-8"))
        self.cells = {cell.attrib["id"]: cell for cell in self.root.iter("mxCell")}

    def words(self, id: str) -> str:
        """What a cell says, which draw.io reads as HTML."""
        lines = self.cells[id].attrib.get("value", "").replace("<br>", " ")
        return unescape(re.sub(r"<[^>]*>", "", lines))

    def box(self, words: str) -> tuple[float, ...]:
        (cell,) = (cell for id, cell in self.cells.items() if self.words(id) == words)
        geometry = cell.find("mxGeometry")
        assert geometry is not None
        return tuple(float(geometry.attrib[name]) for name in ("x", "y", "width", "height"))

    def edges(self) -> Iterator[tuple[str, str, Element]]:
        """The edges between nodes by the words of these."""
        for cell in self.cells.values():
            if "source" in cell.attrib:
                yield self.words(cell.attrib["source"]), self.words(cell.attrib["target"]), cell


def read(kind: DiagramKind, of: str = ALONE) -> File:
    return File(render(model(of), kind=kind, format="drawio"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_of_a_file(kind: DiagramKind) -> None:
    """Two cells that every file begins with, then one parent for all, and no end of an edge that isn't there."""
    file = read(kind)
    path = ["mxfile", "diagram", "mxGraphModel", "root"]
    assert [file.root.tag, file.root[0].tag, file.root[0][0].tag, file.root[0][0][0].tag] == path
    assert list(file.cells)[:2] == ["0", "1"] and len(file.cells) == len(list(file.root.iter("mxCell")))
    for cell in list(file.cells.values())[2:]:
        assert {cell.attrib.get(name, "1") for name in ("parent", "source", "target")} <= set(file.cells)
        assert ("vertex" in cell.attrib) != ("edge" in cell.attrib)


def test_a_use_case_diagram_is_where_ours_is() -> None:
    file = read("use-case", BOTH)
    svg = fromstring(render(model(BOTH)).decode("utf-8"))
    (oval,) = svg.findall(".//{*}g[@data-id='UC-1']/{*}ellipse")
    x, y, rx, ry = (float(oval.attrib[name]) for name in ("cx", "cy", "rx", "ry"))
    assert file.box("Buy") == pytest.approx((x - rx, y - ry, 2 * rx, 2 * ry), abs=0.11)
    ends = {(one, other) for one, other, _ in file.edges()}
    assert ends == {("Customer", "Buy"), ("«system» Bank", "Buy"), ("Buy", "Collect the money")}


def test_relations_look_as_they_do_in_uml() -> None:
    (include,) = (cell for one, other, cell in read("use-case", BOTH).edges() if other == "Collect the money")
    assert "dashed=1" in include.attrib["style"] and "endArrow=open" in include.attrib["style"]
    (label,) = (
        cell for cell in read("use-case", BOTH).cells.values() if cell.attrib.get("parent") == include.attrib["id"]
    )
    assert "«include»" in label.attrib["value"]


def test_an_activity_goes_from_step_to_step() -> None:
    ends = {(one, other) for one, other, _ in read("activity").edges()}
    assert ("1 Customer chooses a book.", "2 System asks Bank for the money.") in ends
    assert any(one.startswith("3 ") and other.startswith("3a ") for one, other in ends)


def test_an_end_has_the_sign_that_it_has_in_each_picture() -> None:
    (mark,) = (cell for cell in read("activity").cells.values() if "Success" in cell.attrib.get("value", ""))
    (box,) = (cell for cell in read("sequence").cells.values() if "ends in success" in cell.attrib.get("value", ""))
    assert "shape=endState" in mark.attrib["style"] and "rounded=1" in box.attrib["style"]


def test_a_message_keeps_its_height_on_the_lifelines() -> None:
    """Its ends are told in heights of the heads, for these are what it is tied to."""
    first, *_ = (cell for one, other, cell in read("sequence").edges() if (one, other) == ("Customer", "Shop"))
    style = dict(part.split("=") for part in first.attrib["style"].split(";") if "=" in part)
    assert float(style["exitY"]) > 1 and float(style["entryY"]) > 1


def test_an_edge_of_the_map_goes_from_its_source_though_it_is_drawn_from_its_target() -> None:
    ((one, other, cell),) = read("map", BOTH).edges()
    assert (one, other) == ("Buy", "Collect the money")
    assert "exitY=1.0000" in cell.attrib["style"] and "entryY=0.0000" in cell.attrib["style"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30))
def test_any_words_are_read_back_as_they_are(words: str) -> None:
    root = canvas(words, "", Point(0, 0), 100, 100)
    shape = element("rect", x=0.0, y=0.0, width=10.0, height=10.0)
    root.add(node_group("step", "a", words, [shape, text_line(Line(words, 0, 13), Point(5, 5))], None))
    assert File(drawio(root).encode("utf-8")).words("2") == words.replace("\ufffe", "\ufffd").replace(
        "\uffff", "\ufffd"
    )
