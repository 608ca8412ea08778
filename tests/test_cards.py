"""Cards of customer use cases: what they say, on paper and as HTML, and that each has room on a page."""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from shutil import which
from textwrap import dedent
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import model
from usecase_dsl.cli import group
from usecase_dsl.portfolio.customer import customer
from usecase_dsl.portfolio.market import market
from usecase_dsl.render.cards.content import Card, Figure, Item, card
from usecase_dsl.render.cards.html import html
from usecase_dsl.render.cards.paper import pdf, png
from usecase_dsl.render.cards.runs import Run, runs
from usecase_dsl.render.cards.shortened import versions

SALES = """
    segment: Mid-market SaaS
      industry: SaaS, fintech
      company size: 50-200
    persona: RevOps Manager
      segments: Mid-market SaaS
      seniority: manager
    plan: Pro
      price: 49 USD per seat and month
    package: Forecast
    use case UC-20: Find the deals at risk
      importance: primary
      personas: RevOps Manager, Controller
      plans: Pro
      trigger: A quarter closes.
      problem: When the quarter closes, I struggle to see which deals slip, which leads to missed forecasts.
      goal: The forecast holds.
      outcome: pipeline slippage falls by 15%
      frequency: weekly, on Mondays
      intensity: high
      constraints:
        - works on the CRM data that is there
      success metrics:
        - pipeline slippage: -15%
      critical features:
        - a risk score for each deal
      nice to have:
        - a mail digest
      competing with:
        - Spreadsheet: free, but stale
      value drivers:
        - accuracy
      evidence:
        - a logistics company, 120 people: slippage from 22% to 9%
      revenue share: 30%
      willingness to pay: 12000 EUR a year
      addressable customers: 400
      cost to serve: 900 EUR a year
      last reviewed: 2026-05-01
"""
SHORT = """
    use case UC-1: Save a load
      problem: When it gets warm, I struggle.
"""
HOSTILE = r"""
    use case UC-1: #import "x": * $y$ <z> \ @w // v /* u */ _t_ `s` = + it
      problem: #panic("no") $x^2$ <b>now</b> & \ @here // comment /* more */ [x](y) #let a = 1
      critical features:
        - = heading
        - + numbered #eval("1")
        - "double" 'single' ~tilde~ -- dash ...
"""


def cards(text: str) -> tuple[Card, ...]:
    made = model(text)
    found = (customer(each) for each in made.use_cases.values())
    return tuple(card(each, market(made.entries)) for each in found if each)


def only(text: str) -> Card:
    (one,) = cards(text)
    return one


def pages(document: bytes) -> int:
    return len(re.findall(rb"/Type ?/Page\b", document))


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    across, down = struct.unpack(">II", picture[16:24])
    return across, down


def words(document: bytes) -> str:
    """The text of a PDF in the order in which it is read, as another program finds it."""
    if not which("pdftotext"):
        pytest.skip("needs pdftotext")
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=document, capture_output=True, check=True)
    return " ".join(run.stdout.decode("utf-8").split())


class TestContent:
    def test_the_parts_stand_in_the_order_in_which_they_are_told(self) -> None:
        assert [each.heading for each in only(SALES).sections] == [
            "Who",
            "When",
            "Problem",
            "Goal",
            "Outcome",
            "Constraints",
            "Success metrics",
            "Critical features",
            "Nice to have",
            "Alternatives",
            "Value drivers",
            "Plan",
            "Evidence",
        ]

    def test_who_is_declared_says_which_entry_it_is(self) -> None:
        section = only(SALES).section("who")
        assert section and section.items == (
            Item("manager", "RevOps Manager", "persona", "revops manager"),
            Item("", "Controller"),
            Item("SaaS, fintech, 50–200 people", "Mid-market SaaS", "segment", "mid-market saas"),
        )

    def test_a_plan_has_its_price(self) -> None:
        section = only(SALES).section("plan")
        assert section and section.items == (Item("49 USD per seat and month", "Pro", "plan", "pro"),)

    def test_what_is_said_of_something_is_a_pair(self) -> None:
        section = only(SALES).section("alternatives")
        assert section and section.kind == "pairs" and section.items == (Item("free, but stale", "Spreadsheet"),)

    def test_the_figures_stand_at_the_foot(self) -> None:
        assert only(SALES).figures == (
            Figure("Share of revenue", "30%"),
            Figure("Willingness to pay", "12,000 EUR a year"),
            Figure("Addressable customers", "400"),
            Figure("Cost to serve", "900 EUR a year"),
            Figure("Profit", "4,799,100 EUR per year"),
            Figure("Intensity", "high"),
            Figure("Priority", "9 of 15"),
            Figure("Last reviewed", "2026-05-01"),
        )

    def test_what_is_no_figure_is_shown_as_it_is_written(self) -> None:
        assert only(f"{SHORT}      revenue share: a lot").figures == (Figure("Share of revenue", "a lot"),)

    def test_what_nobody_says_has_no_part(self) -> None:
        said = only(SHORT)
        assert [each.part for each in said.sections] == ["problem"] and said.figures == ()


class TestRuns:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("plain & <b>", [Run("plain & <b>")]),
            ("**at once**, `x`", [Run("at once", "strong"), Run(", "), Run("x", "code")]),
            ("*a **b***", [Run("a ", "em"), Run("b", "strong")]),
            ("[here](https://example.org)", [Run("here", "", "https://example.org")]),
            ("[here](notes.html)", [Run("here")]),
            ("a list:\n- one", [Run("a list:\n• one")]),
        ],
    )
    def test_marks_become_looks(self, written: str, expected: list[Run]) -> None:
        assert list(runs(written)) == expected


class TestShortened:
    def test_what_has_room_is_whole(self) -> None:
        assert [each.note for each in versions(only(SHORT))] == [""]

    def test_what_is_left_out_is_counted(self) -> None:
        features = "".join(f"\n        - feature {number}" for number in range(9))
        *_, last = versions(only(f"{SHORT}      critical features:{features}"))
        block = last.blocks[-1]
        assert (len(block.lines), block.more) == (1, "… and 8 more")
        assert last.note == "Shortened, so that it has room on a page."

    def test_a_long_text_ends_at_a_word_and_shows_that_it_went_on(self) -> None:
        *_, last = versions(only("use case UC-1: Go\n  evidence:\n    - " + "many words and more " * 50))
        (line,) = last.blocks[0].lines
        assert [run.text for run in line.text] == ["many words and more many words and more\xa0…"]

    def test_a_figure_that_is_a_novel_is_cut(self) -> None:
        (_, told), *_ = versions(only(f"use case: Pay\n  willingness to pay: 5 {'W' * 10_000}\n"))[0].figures
        assert told.startswith("5 WWW") and told.endswith("…") and len(told) < 90

    def test_what_no_page_holds_is_not_even_tried(self) -> None:
        first, *_ = versions(only("use case UC-1: Go\n  evidence:\n    - " + "word " * 20_000))
        assert first.note != ""


class TestPaper:
    def test_each_card_is_a_page(self) -> None:
        assert pages(pdf(cards(SALES + SHORT))) == 2

    def test_all_of_it_can_be_read_and_searched(self) -> None:
        found = words(pdf(cards(SALES)))
        assert "Find the deals at risk" in found and "RevOps Manager" in found
        for figure in only(SALES).figures:
            assert f"{figure.text}" in found
        for section in only(SALES).sections:
            assert section.heading in found and all(item.text in found for item in section.items)

    def test_no_word_is_markup(self) -> None:
        found = words(pdf(cards(HOSTILE)))
        assert r'#import "x": * $y$ <z> \ @w // v /* u */ _t_ `s` = + it' in found
        assert r'#panic("no") $x^2$ <b>now</b> & \ @here // comment /* more */ x #let a = 1' in found
        assert '= heading + numbered #eval("1") "double" \'single\' ~tilde~ -- dash ...' in found

    def test_the_document_says_its_title_and_language(self) -> None:
        document = pdf(cards("# language: pt\nuse case UC-1: Vender\n  problem: Quando chove, sofro."))
        assert b"/Lang(pt)" in document.replace(b" ", b"") and b"UC-1 Vender" in document

    def test_several_cards_have_the_title_of_their_project(self) -> None:
        assert b"Cold Chain" in pdf(cards(SALES + SHORT), "Cold Chain")
        assert b"Cold Chain" not in pdf(cards(SHORT), "Cold Chain")

    def test_the_same_cards_are_the_same_bytes(self) -> None:
        assert pdf(cards(SALES)) == pdf(cards(SALES)) and png(only(SHORT)) == png(only(SHORT))

    @pytest.mark.parametrize(("paper", "expected"), [("a4", b"595.2756 841.8898"), ("letter", b"612 792")])
    def test_the_page_is_of_the_paper(self, paper: str, expected: bytes) -> None:
        assert b"/MediaBox[0 0 " + expected in pdf(cards(SHORT), paper=paper).replace(b"[ 0", b"[0")  # type: ignore[arg-type]

    def test_a_picture_has_two_pixels_for_one(self) -> None:
        assert size(png(only(SHORT))) == (1587, 2245)

    def test_other_scripts_come_out(self) -> None:
        text = "# language: ar\nuse case UC-1: بيع\n  problem: عندما تمطر\n  outcome: 漢字 ok\n"
        assert pages(pdf(cards(text))) == 1

    @settings(max_examples=12, deadline=None)
    @given(
        items=st.integers(0, 60),
        letters=st.integers(1, 900),
        word=st.sampled_from(["word ", "x", "漢", "عربي ", "a b\n"]),
        paper=st.sampled_from(["a4", "letter"]),
    )
    def test_a_card_is_one_page_whatever_is_on_it(self, items: int, letters: int, word: str, paper: str) -> None:
        said = (word * letters)[:letters].strip()
        fields = ("constraints", "success metrics", "critical features", "competing with", "evidence", "value drivers")
        lists = "".join(f"  {field}:\n" + f"    - {said.splitlines()[0]}\n" * items for field in fields)
        text = f"use case UC-1: {said.splitlines()[0]}\n  problem: {said.splitlines()[0]}\n{lists}"
        assert pages(pdf(cards(text), paper=paper)) == 1  # type: ignore[arg-type]


class Reader(HTMLParser):
    """What a browser makes of a file: its elements, and its words outside of the head."""

    def __init__(self, file: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said = ""
        self.feed(file.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.said += data


class TestHtml:
    def test_each_card_is_an_article(self) -> None:
        assert Reader(html(cards(SALES + SHORT))).tags.count("article") == 2

    def test_it_says_all_that_the_card_says(self) -> None:
        found = Reader(html(cards(SALES))).said
        for section in only(SALES).sections:
            assert section.heading in found
            assert all(item.text in found and item.name in found for item in section.items)
        assert all(f"{figure.heading}{figure.text}" in found for figure in only(SALES).figures)

    def test_no_word_is_markup(self) -> None:
        file = Reader(html(cards('use case UC-1: <script>x</script>\n  problem: "><img src=x onerror=y> <style>')))
        assert {"script", "img"}.isdisjoint(file.tags) and file.tags.count("style") == 1
        assert "<script>x</script>" in file.said and '"><img src=x onerror=y> <style>' in file.said

    def test_it_loads_nothing(self) -> None:
        file = html(cards(SALES)).decode("utf-8")
        assert "default-src 'none'" in file and not re.search(r"(?:src|href)=|@import|url\(", file)

    def test_marks_have_their_meaning(self) -> None:
        file = html(cards("use case UC-1: Go\n  problem: It is **slow**.\n")).decode("utf-8")
        assert "It is <strong>slow</strong>." in file

    def test_the_same_cards_are_the_same_bytes(self) -> None:
        assert html(cards(SALES)) == html(cards(SALES))


class Ran(NamedTuple):
    code: int
    out: bytes
    err: str


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Ran]:
    """Runs ``usecase card`` in a folder of its own, where a text is."""
    text = dedent(SALES.replace(", Controller", "")) + dedent(SHORT) + "use case UC-2: Look round\n"
    (tmp_path / "sales.uc").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def ran(*options: str) -> Ran:
        monkeypatch.setattr("sys.argv", ["usecase", "card", *options])
        code = group.run()
        out, err = capfdbinary.readouterr()
        return Ran(code, out, err.decode("utf-8"))

    return ran


class TestCommand:
    def test_all_cards_are_one_pdf(self, run: Callable[..., Ran]) -> None:
        done = run()
        assert done.code == 0 and done.out.startswith(b"%PDF-") and pages(done.out) == 2

    @pytest.mark.parametrize(("name", "beginning"), [("a.pdf", b"%PDF-"), ("a.html", b"<!DOCTYPE html>")])
    def test_the_name_of_the_file_says_the_format(
        self, run: Callable[..., Ran], tmp_path: Path, name: str, beginning: bytes
    ) -> None:
        assert run("-o", name) == (0, b"", "")
        assert (tmp_path / name).read_bytes().startswith(beginning)

    def test_a_picture_is_of_one_card(self, run: Callable[..., Ran]) -> None:
        assert "A png is of one card, and here are 2: choose one with --use-case." in run("-o", "a.png").err
        assert size(run("--format", "png", "--use-case", "UC-20", "--paper", "letter").out) == (1632, 2112)

    def test_a_use_case_without_customers_has_no_card(self, run: Callable[..., Ran]) -> None:
        done = run("--use-case", "UC-2")
        assert done.code == 2 and "‘UC-2’ doesn't say who buys it and why: a field such as ‘problem’" in done.err

    def test_a_project_without_customers_is_told_what_makes_some(self, run: Callable[..., Ran], tmp_path: Path) -> None:
        (tmp_path / "sales.uc").write_text("use case UC-2: Look round\n", encoding="utf-8")
        done = run()
        assert done.code == 2 and "No use case here says who buys it and why" in done.err

    def test_an_unknown_use_case_is_asked_back(self, run: Callable[..., Ran]) -> None:
        assert "Did you mean ‘Save a load’?" in run("--use-case", "Save a laod").err

    def test_a_name_with_another_ending_is_refused(self, run: Callable[..., Ran]) -> None:
        assert "No format goes with ‘.docx’" in run("-o", "a.docx").err

    def test_html_has_the_paper_of_its_printer(self, run: Callable[..., Ran]) -> None:
        assert run("--format", "html", "--paper", "a4").code == 2
