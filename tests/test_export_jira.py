"""User stories as the table that Jira's importer takes: its rows, columns and cells, whatever the texts say."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import model
from usecase_dsl.exporting import Story, jira, stories
from usecase_dsl.exporting.criteria import Criterion, Line
from usecase_dsl.exporting.wiki import wiki
from usecase_dsl.plain_text import plain

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").rglob("*.uc"))
SHOP = """
    package: Sales
    use case UC-2: Sell a book
      primary actor: Clerk
      goal: the customer is happy
      priority: high
      tags: money, face to face
      main success scenario:
        1. Clerk names the price.
        2. System prints: "Thanks", and the date.
    use case UC-1: Run the shop
      level: summary
      primary actor: Owner
      main success scenario:
        1. Clerk sells (include UC-2).
"""


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def exported(text: str) -> list[dict[str, str]]:
    """The rows by the names of their columns; of the columns for labels the last."""
    of = model(text)
    head, *cells = rows(jira.table(stories(of, tuple(of.use_cases.values())).stories))
    return [dict(zip(head, each, strict=True)) for each in cells]


def story(text: str, key: str = "a", tags: tuple[str, ...] = ()) -> Story:
    """A story that says the same everywhere."""
    line = Line("given", text, "1", (text,))
    return Story("story", key, text, text, "en", text, (Criterion("main", text, (line,)),), "", text, text, tags)


def test_an_epic_comes_before_its_stories_which_name_it() -> None:
    epic, one = exported(SHOP)
    assert (epic["Issue Id"], epic["Issue Type"], epic["Parent"], epic["Summary"]) == (
        "1",
        "Epic",
        "",
        "UC-1: Run the shop",
    )
    assert (one["Issue Id"], one["Issue Type"], one["Parent"], one["Summary"]) == (
        "2",
        "Story",
        "1",
        "UC-2: Sell a book",
    )


def test_a_story_with_all_that_is_said_of_it() -> None:
    _, one = exported(SHOP)
    assert one["Description"] == (
        "As a Clerk, I want to sell a book. Benefit: the customer is happy.\n"
        "\n"
        "h3. Acceptance criteria\n"
        "\n"
        "*UC-2 / main*: Main success scenario\n"
        "* *When* Clerk names the price (1)\n"
        '* *Then* System prints: "Thanks", and the date (2)\n'
        "* *And* the use case ends in success"
    ).replace(". Benefit: the customer is happy", ", so that the customer is happy")
    assert (one["Priority"], one["Component"]) == ("High", "Sales")


def test_labels_are_a_column_each_and_have_no_blanks() -> None:
    of = model(SHOP)
    head, _, one = rows(jira.table(stories(of, tuple(of.use_cases.values())).stories))
    assert [cell for name, cell in zip(head, one, strict=True) if name == "Labels"] == [
        "UC-2",
        "money",
        "face-to-face",
    ]


def test_columns_that_nobody_fills_are_not_there() -> None:
    assert rows(jira.table([story("a")]))[0] == [
        *("Issue Id", "Issue Type", "Summary", "Description", "Priority", "Component", "Labels")
    ]
    (one,) = exported("use case: Buy")
    assert list(one) == ["Issue Id", "Issue Type", "Summary", "Description"]


@pytest.mark.parametrize(
    ("written", "priority"),
    [("must have", "Highest"), ("High", "High"), ("medium", "Medium"), ("p4", "Low"), ("sometime", "sometime")],
)
def test_priorities_that_jira_knows_and_others(written: str, priority: str) -> None:
    (one,) = exported(f"use case: Buy\n  priority: {written}")
    assert one["Priority"] == priority


def test_no_story_is_a_head_alone() -> None:
    assert rows(jira.table([])) == [["Summary"]]


def test_lines_end_as_in_spreadsheets_and_those_within_a_cell_do_not() -> None:
    content = jira.table([story("a")])
    assert content.startswith(b"Issue Id,") and content.count(b"\r\n") == 2 and content.count(b"\n") > 4


# ---- whatever people write

ANY = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00") | st.sampled_from("=+-@|\\\"',;\n\r\t"), min_size=1
)


@given(st.lists(ANY, min_size=1, max_size=4), st.lists(ANY, max_size=3))
def test_no_text_begins_a_row_or_a_column_or_a_formula(texts: list[str], tags: list[str]) -> None:
    found = rows(jira.table([story(text, str(number), tuple(tags)) for number, text in enumerate(texts)]))
    assert len(found) == len(texts) + 1
    assert len({len(row) for row in found}) == 1
    assert not [cell for row in found for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(ANY)
def test_a_summary_is_one_line_that_jira_has_room_for(text: str) -> None:
    head, cells = rows(jira.table([story(text * 50)]))
    summary = dict(zip(head, cells, strict=True))["Summary"]
    assert len(summary) <= 255 and "\n" not in summary and "\r" not in summary


@given(ANY)
def test_a_label_has_no_blank(text: str) -> None:
    head, cells = rows(jira.table([story(text, tags=(text,))]))
    labels = [cell for name, cell in zip(head, cells, strict=True) if name == "Labels"]
    assert all(cell == "" or len(cell.split()) == 1 for cell in labels)


def test_a_cell_that_looks_like_a_formula_is_quoted() -> None:
    (one,) = exported("use case: =1+1")
    assert one["Summary"] == "“=1+1”"


def test_a_long_summary_is_cut() -> None:
    (one,) = exported(f"use case: {'word ' * 100}")
    assert len(one["Summary"]) <= 255 and one["Summary"].endswith("word…")


def test_criteria_that_jira_has_no_room_for_are_named() -> None:
    long = Line("given", "x" * 20_000)
    many = tuple(Criterion(f"{number}a", "", (long,)) for number in range(1, 4))
    head, cells = rows(jira.table([Story("story", "a", "UC-1", "Buy", "en", "Buy.", many, "", "", "", ())]))
    description = dict(zip(head, cells, strict=True))["Description"]
    assert len(description) < 32_767
    assert "*UC-1 / 1a*" in description and description.endswith("\n… 2a, 3a")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda each: each.stem)
def test_the_examples_come_back_as_they_went(file: Path) -> None:
    of = model(file.read_text(encoding="utf-8"))
    made = stories(of, tuple(of.use_cases.values()), parts=True).stories
    head, *cells = rows(jira.table(made))
    ids = [dict(zip(head, each, strict=True))["Summary"] for each in cells]
    assert sorted(ids) == sorted(plain(f"{each.id}: {each.title}" if each.id else each.title) for each in made)


# ---- wiki markup


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain words, 3.5 and e-mail (or not): yes!", "plain words, 3.5 and e-mail (or not): yes!"),
        ("snake_case a*b 2^3 a - b", "snake_case a*b 2^3 a - b"),
        ("{code} {{mono}}", "\\{code\\} \\{\\{mono\\}\\}"),
        ("[x|y] [~bob]", "\\[x\\|y\\] \\[\\~bob\\]"),
        ("*bold* _slanted_ +new+ -old- ^up^ ~down~", "\\*bold* \\_slanted_ \\+new+ \\-old- \\^up^ \\~down~"),
        ("!picture.png! ??cited?? a -- b", "\\!picture.png! \\?\\?cited\\?\\? a \\-\\- b"),
        ("so :) ;) (y) (*r)", "so :\\) ;\\) \\(y) \\(\\*r)"),
        ("see !http://a.example/x.png! now", "see \\!http://a.example/x.png\u2060! now"),
        ("# one", "\\# one"),
        ("- one", "\\- one"),
        ("h1. one", "\u2060h1. one"),
        ("C:\\temp", "C:\\temp"),
        ("\\\\server", "\\\u2060\\server"),
        ("http://a.example/b_c_d is", "http://a.example/b_c_d is"),
        ("http://a.example/b[1]", "http://a.example/b\u2060\\[1\\]"),
    ],
)
def test_what_would_be_markup_is_not(text: str, escaped: str) -> None:
    assert wiki(text) == escaped
