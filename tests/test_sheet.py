"""Sales sheets: what is handed over to a customer, as HTML and as Markdown, and what never is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.reading import model
from usecase_dsl.cli import group
from usecase_dsl.portfolio.customer import customer
from usecase_dsl.portfolio.market import market
from usecase_dsl.render.cards.runs import runs, words
from usecase_dsl.render.sheets.content import Sheet, sheet
from usecase_dsl.render.sheets.html import html
from usecase_dsl.render.sheets.markdown import markdown
from usecase_dsl.render.sheets.marks import block, inline, plain

SALES = """
    segment: Mid-market SaaS
      industry: SaaS
      company size: 50-200
      revenue share: 61%
    persona: RevOps Manager
      seniority: manager
    plan: Pro
      price: 49 USD per seat and month
    use case UC-20: Find the deals at risk
      importance: primary
      personas: RevOps Manager
      segments: Mid-market SaaS
      plans: Pro
      problem: When the quarter closes, I struggle to see which deals slip.
      outcome: pipeline slippage falls by 15%
      intensity: high
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
      discovery questions:
        - How do you learn today that a deal is slipping?
      evidence:
        - a logistics company, 120 people: slippage from 22% to 9%
      revenue share: 37%
      willingness to pay: 12345 EUR
      addressable customers: 432
      cost to serve: 98765 EUR
      last reviewed: 2026-05-01
"""
SHORT = """
    use case UC-1: Save a load
      problem: When it gets warm, I struggle.
"""
INTERNAL = ("primary", "61%", "37%", "12,345", "12345", "432", "98,765", "98765", "2026-05-01", "mail digest", "high")


def sheets(text: str) -> tuple[Sheet, ...]:
    made = model(text)
    found = (customer(each) for each in made.use_cases.values())
    return tuple(sheet(each, market(made.entries)) for each in found if each)


def shown(text: str) -> str:
    """The words that a reader of Markdown shows."""
    page = MarkdownIt("commonmark").render(text)
    return (
        re.sub(r"<[^>]*>", "", page)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
    )


class TestContent:
    def test_it_tells_what_one_brings_to_a_call(self) -> None:
        (one,) = sheets(SALES)
        assert (one.title, one.outcome) == ("Find the deals at risk", "pipeline slippage falls by 15%")
        assert [(each.heading, *(f"{item.name}|{item.text}" for item in each.items)) for each in one.sections] == [
            ("Who it is for", "RevOps Manager|", "Mid-market SaaS|SaaS, 50–200 people"),
            ("Questions to ask", "|How do you learn today that a deal is slipping?"),
            ("What it does", "|a risk score for each deal"),
            ("Why it pays", "|accuracy"),
            ("What you can measure", "pipeline slippage|-15%"),
            ("What others do instead", "Spreadsheet|free, but stale"),
            ("What others have seen", "|a logistics company, 120 people: slippage from 22% to 9%"),
            ("Plan and price", "Pro|49 USD per seat and month"),
        ]

    @pytest.mark.parametrize("form", [html, markdown])
    def test_nothing_of_the_house_leaves_it(self, form: Callable[[tuple[Sheet, ...]], bytes]) -> None:
        said = re.sub(r"(?s)<style>.*?</style>", "", form(sheets(SALES)).decode("utf-8"))
        assert "Find the deals at risk" in said
        assert [each for each in INTERNAL if each in said] == []

    def test_what_nobody_says_is_left_out(self) -> None:
        (one,) = sheets(SHORT)
        assert one.sections == ()


class TestMarkdown:
    def test_a_sheet(self) -> None:
        assert markdown(sheets(SALES)).decode("utf-8").splitlines() == [
            "# Find the deals at risk",
            "",
            "**Outcome:** pipeline slippage falls by 15%",
            "",
            "> When the quarter closes, I struggle to see which deals slip.",
            "",
            "## Who it is for",
            "",
            "- **RevOps Manager**",
            "- **Mid-market SaaS**: SaaS, 50–200 people",
            "",
            "## Questions to ask",
            "",
            "- How do you learn today that a deal is slipping?",
            "",
            "## What it does",
            "",
            "- a risk score for each deal",
            "",
            "## Why it pays",
            "",
            "- accuracy",
            "",
            "## What you can measure",
            "",
            "- **pipeline slippage**: -15%",
            "",
            "## What others do instead",
            "",
            "- **Spreadsheet**: free, but stale",
            "",
            "## What others have seen",
            "",
            "- a logistics company, 120 people: slippage from 22% to 9%",
            "",
            "## Plan and price",
            "",
            "- **Pro**: 49 USD per seat and month",
            "",
            "Reference: UC-20",
        ]

    def test_one_sheet_stands_after_the_other(self) -> None:
        assert re.findall(r"^(?:# .*|---)$", markdown(sheets(SALES + SHORT)).decode("utf-8"), re.MULTILINE) == [
            "# Find the deals at risk",
            "---",
            "# Save a load",
        ]

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("It is **slow**, *very* `x*y`.", "It is **slow**, *very* `x*y`."),
            ("2 * 3 < 7 & a_b_c", r"2 \* 3 \< 7 \& a\_b\_c"),
            (r"\*no mark\*", r"\*no mark\*"),
            ("<b>now</b>", r"\<b\>now\</b\>"),
            ("[here](https://example.org/a?b=1)", "[here](<https://example.org/a?b=1>)"),
            ("[there](notes.html)", "there"),
            ("a `` `tick` `` b", "a `` `tick` `` b"),
            # A mark in the middle of a word may mean something else to the next reader.
            ("un**believ**able", "unbelievable"),
        ],
    )
    def test_marks_keep_their_meaning_and_words_stay_words(self, written: str, expected: str) -> None:
        assert inline(written) == expected

    @pytest.mark.parametrize(
        ("written", "expected"),
        [("1. first", r"1\. first"), ("- one", r"\- one"), ("+ a", r"\+ a"), ("1.5 l", "1.5 l")],
    )
    def test_a_beginning_is_no_list(self, written: str, expected: str) -> None:
        assert block(written) == expected

    @settings(max_examples=300, deadline=None)
    @given(st.text(st.sampled_from("ab *_`<>[]()\\!#|~&$.-+1:\n\tä漢😀\u202e")))
    def test_whatever_is_written_is_shown(self, written: str) -> None:
        said = words(runs(written)).replace("\u202e", "")
        assert "".join(shown(block(written)).split()) == "".join(said.split())
        assert "".join(shown(f"# {plain(written)}").split()) == "".join(written.replace("\u202e", "").split())


class TestHtml:
    def test_it_says_all_that_the_sheet_says(self) -> None:
        page = html(sheets(SALES)).decode("utf-8")
        (one,) = sheets(SALES)
        for section in one.sections:
            assert section.heading in page and all(item.text in page and item.name in page for item in section.items)
        assert one.outcome in page and one.problem in page

    def test_no_word_is_markup(self) -> None:
        page = html(sheets('use case UC-1: <script>x</script>\n  evidence:\n    - "><img src=x>\n')).decode("utf-8")
        assert "&lt;script&gt;x&lt;/script&gt;" in page and "&lt;img src=x&gt;" in page
        assert "<script" not in page and "<img" not in page

    def test_it_loads_nothing(self) -> None:
        page = html(sheets(SALES)).decode("utf-8")
        assert "default-src 'none'" in page and not re.search(r"(?:src|href)=|@import|url\(", page)

    def test_the_same_sheets_are_the_same_bytes(self) -> None:
        assert html(sheets(SALES)) == html(sheets(SALES)) and markdown(sheets(SALES)) == markdown(sheets(SALES))


class Run(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs ``usecase sheet`` in a folder of its own, where a folder with a text is."""
    (tmp_path / "sales").mkdir()
    text = dedent(SALES) + dedent(SHORT) + "use case UC-2: Look round\n"
    (tmp_path / "sales" / "sales.uc").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def ran(*options: str) -> Run:
        monkeypatch.setattr("sys.argv", ["usecase", "sheet", *options])
        return Run(group.run(), *capfd.readouterr())

    return ran


class TestCommand:
    def test_markdown_is_shown(self, run: Callable[..., Run]) -> None:
        done = run("UC-20")
        assert (done.code, done.err) == (0, "") and done.out.startswith("# Find the deals at risk\n")

    def test_the_name_of_the_file_says_the_format(self, run: Callable[..., Run], tmp_path: Path) -> None:
        assert run("UC-20", "sales", "-o", "a.html") == (0, "", "")
        assert (tmp_path / "a.html").read_bytes().startswith(b"<!DOCTYPE html>")

    def test_ids_stand_before_paths(self, run: Callable[..., Run]) -> None:
        done = run("UC-1", "find the deals at risk", "sales")
        assert re.findall("^# .*", done.out, re.MULTILINE) == ["# Save a load", "# Find the deals at risk"]

    def test_a_path_before_the_id_is_told_from_one(self, run: Callable[..., Run]) -> None:
        code, _, err = run(".", "UC-1")
        assert code == 2 and "the use case stands before it" in err

    def test_an_id_may_be_the_name_of_a_folder(self, run: Callable[..., Run], tmp_path: Path) -> None:
        (tmp_path / "UC-1").mkdir()
        assert run("UC-1").code == 0

    def test_an_unknown_id_is_asked_back(self, run: Callable[..., Run]) -> None:
        done = run("Save a laod", "sales")
        assert done.code == 2 and "Did you mean ‘Save a load’?" in done.err

    def test_a_use_case_without_customers_has_no_sheet(self, run: Callable[..., Run]) -> None:
        done = run("UC-2")
        assert done.code == 2 and "makes it a customer use case" in done.err

    def test_an_id_is_needed(self, run: Callable[..., Run]) -> None:
        assert run().code == 2

    def test_a_name_with_another_ending_is_refused(self, run: Callable[..., Run]) -> None:
        assert "No format goes with ‘.pdf’" in run("UC-1", "-o", "a.pdf").err
