"""Pictures as PDF and PNG: sizes, text that can be selected, the same bytes twice, and names in any script."""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path
from shutil import which

import pytest

from tests.reading import model
from usecase_dsl.render import typeset
from usecase_dsl.render.diagram import KINDS, DiagramKind, render
from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.parts import canvas

RENT = """
    system: Bicycle Rental
    use case UC-1: Rent a bicycle
      primary actor: Rider
      main success scenario:
        1. Rider holds the card to a dock.
        2. System opens the dock.
"""
ELSEWHERE = """
    system: \u05d7\u05e0\u05d5\u05ea
    use case UC-1: \u6ce8\u6587\u3059\u308b \U0001f600
      primary actor: \u0639\u0645\u064a\u0644
      main success scenario:
        1. \u0639\u0645\u064a\u0644 \u6ce8\u6587\u3059\u308b.
"""


def pdf(of: str = RENT, kind: DiagramKind = "use-case") -> bytes:
    return render(model(of), kind=kind, format="pdf")


def svg_size(kind: DiagramKind) -> tuple[float, float]:
    text = render(model(RENT), kind=kind).decode("utf-8")
    width, height = (float(re.findall(rf'<svg[^>]* {name}="([\d.]+)"', text)[0]) for name in ("width", "height"))
    return width, height


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_is_as_large_as_the_picture(kind: DiagramKind) -> None:
    """In points, of which 72 are an inch, where a pixel of SVG is one of 96."""
    (width, height), box = svg_size(kind), re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf(kind=kind))
    assert box and abs(float(box[1]) / 0.75 - width) <= 1 and abs(float(box[2]) / 0.75 - height) <= 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("of", [RENT, ELSEWHERE], ids=["in the own font", "in others"])
def test_the_same_bytes_twice_and_no_date(of: str, kind: DiagramKind) -> None:
    once = pdf(of, kind)
    assert once == pdf(of, kind) and once.startswith(b"%PDF-")
    assert b"CreationDate" not in once and b"ModDate" not in once and b"CreateDate" not in once


def test_the_document_has_the_title_of_the_picture() -> None:
    assert b"/Title(Use cases of Bicycle Rental)" in pdf()


@pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext isn't installed")
def test_text_can_be_selected(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    run = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True)
    words = run.stdout.decode("utf-8")
    assert "Bicycle Rental" in words and "Rent a bicycle" in words and "Rider" in words


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_in_other_scripts_are_drawn(kind: DiagramKind) -> None:
    """What no font has becomes a box; what stands beside it is drawn all the same, and nothing fails."""
    once = render(model(ELSEWHERE), kind=kind, format="png")
    other = render(model(ELSEWHERE.replace("UC-1: ", "UC-1: Order ")), kind=kind, format="png")
    assert once.startswith(b"\x89PNG") and once != other


def test_the_png_has_whole_pixels() -> None:
    """A picture that isn't so many pixels wide is not stretched to fit."""
    width, height = svg_size("use-case")
    across, down = struct.unpack(">II", render(model(RENT), format="png")[16:24])
    assert across % 2 == 0 and down % 2 == 0 and 0 <= across / 2 - width < 1 and 0 <= down / 2 - height < 1


def test_a_huge_picture_is_no_longer_than_a_page_of_pdf_may_be() -> None:
    huge = canvas("Wall", "", Point(0, 0), 1000, 60_000)
    assert b"/MediaBox[0 0 240 14400]" in typeset.pdf(huge)
