"""User stories in Markdown, as a reader of Markdown shows them, and the command that writes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.reading import model
from usecase_dsl.cli import group
from usecase_dsl.exporting import Story, stories
from usecase_dsl.exporting.criteria import Criterion, Line
from usecase_dsl.exporting.markdown import markdown
from usecase_dsl.plain_text import plain

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").rglob("*.uc"))
GUIDE = (ROOT / "docs" / "how-to" / "stories.md").read_text(encoding="utf-8")
SHOP = """\
use case UC-1: Run the shop
  level: summary
  primary actor: Owner
  supporting actors: Clerk
  goal: earn money
  main success scenario:
    1. Clerk sells (include UC-2).
use case UC-2: Sell a book
  primary actor: Clerk
  goal: the customer is happy
  main success scenario:
    1. Clerk asks for the book.
    2. System shows it:
       - the title
  extensions:
    1a. It is sold out:
      end in failure
use case UC-3: Hire a clerk
  primary actor: Owner
  goal: rest
use case UC-4: Find a price
  level: subfunction
  primary actor: Clerk
  goal: sell
  main success scenario:
    1. System shows the price.
"""
WRITTEN = """\
# User stories

## Epic: UC-1: Run the shop

As an Owner, I want to run the shop, in order to earn money.

**Acceptance criteria**

- **UC-1 / main**: Main success scenario
  - **When** Clerk sells (include UC-2) (1)
  - **Then** the use case ends in success

### UC-2: Sell a book

As a Clerk, I want to sell a book, so that the customer is happy.

**Acceptance criteria**

- **UC-2 / main**: Main success scenario
  - **When** Clerk asks for the book (1)
  - **Then** System shows it: (2)
    - the title
  - **And** the use case ends in success
- **UC-2 / 1a**: It is sold out
  - **Given** It is sold out
  - **Then** the use case ends in failure

## UC-3: Hire a clerk

As an Owner, I want to hire a clerk. Benefit: rest.
"""


def exported(text: str) -> str:
    of = model(text)
    return markdown(stories(of, tuple(of.use_cases.values())).stories)


def shown(text: str) -> list[tuple[str, str]]:
    """What a reader of Markdown shows: each heading and paragraph, with the tag that it is in."""
    found, tag = [], ""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        if token.type in ("heading_open", "paragraph_open"):
            tag = token.tag
        if token.type == "inline":
            parts = [each.content if each.type in ("text", "code_inline") else "" for each in token.children or []]
            found.append((tag, "".join(parts)))
        assert token.type not in ("html_block", "fence", "code_block", "blockquote_open", "hr", "table_open"), token
    return found


def test_a_document() -> None:
    assert exported(SHOP) == WRITTEN


def test_no_story_is_a_title_alone() -> None:
    assert markdown([]) == "# User stories\n"


def test_the_guide_shows_what_is_written() -> None:
    text, shown = (
        re.search(rf"^```{kind}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE) for kind in ("uc", "markdown")
    )
    assert text and shown and exported(text[1]) == shown[1]


# ---- whatever people write

ANY = st.text(
    st.characters(codec="utf-8") | st.sampled_from("#*_-+=`~<>[]()!|\\&$:1. \n"), min_size=1, max_size=30
).filter(lambda text: plain(text).strip("\ufffd \xa0") != "" and plain(text) == plain(text).strip())


@given(ANY)
def test_any_words_stay_words(text: str) -> None:
    line = Line("given", text, "", (f"x {text}", text))
    one = Story("story", "a", "", text, "en", text, (Criterion("main", text, (line,)),), "", "", "", ())
    said = plain(text)
    assert shown(markdown([one, one])) == [
        ("h1", "User stories"),
        *[
            ("h2", said),
            ("p", said),
            ("p", "Acceptance criteria"),
            ("p", f"{said} / main: {said}"),
            ("p", f"Given {said}"),
            ("p", f"x {said}"),
            ("p", plain(text.removeprefix("- "))),
        ]
        * 2,
    ]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda each: each.stem)
def test_each_story_of_the_examples_is_a_section(file: Path) -> None:
    of = model(file.read_text(encoding="utf-8"))
    made = stories(of, tuple(of.use_cases.values()), parts=True).stories
    sections = [text for tag, text in shown(markdown(made)) if tag in ("h2", "h3")]
    called = [f"{each.id}: {each.title}" if each.id else each.title for each in made]
    assert [each.removeprefix("Epic: ") for each in sections] == called


# ---- the command


class Said(NamedTuple):
    code: int
    out: str
    err: str


Export = Callable[..., Said]


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Export:
    """Runs ``usecase export`` in a folder of its own, where a text is."""
    monkeypatch.chdir(tmp_path)
    Path("shop.uc").write_text(SHOP, encoding="utf-8")

    def call(*options: str) -> Said:
        monkeypatch.setattr("sys.argv", ["usecase", "export", *options])
        code = group.run()
        return Said(code, *capfd.readouterr())

    return call


LEFT_OUT = (
    "1 use case left out, since subfunctions are parts of other stories (--subfunctions takes them in): UC-4\n"
    "1 use case without acceptance criteria: there is no scenario: UC-3\n"
)


def test_markdown_on_standard_output(export: Export) -> None:
    assert export("stories") == Said(0, WRITTEN, LEFT_OUT)


@pytest.mark.parametrize(("name", "begins"), [("a.md", b"# User stories\n"), ("a.csv", b"Issue Id,Issue Type,")])
def test_a_files_name_says_its_format(export: Export, name: str, begins: bytes) -> None:
    assert export("stories", "-o", name).code == 0
    assert Path(name).read_bytes().startswith(begins)


def test_the_format_may_be_said(export: Export) -> None:
    assert export("stories", "--format", "csv").out.startswith("Issue Id,")


def test_a_name_of_another_format_is_refused(export: Export) -> None:
    said = export("stories", "-o", "a.xlsx")
    assert said.code == 2 and "No format goes with ‘.xlsx’" in said.err and not Path("a.xlsx").exists()


def test_one_use_case_even_a_subfunction(export: Export) -> None:
    said = export("stories", "--use-case", "UC-4")
    assert "## UC-4: Find a price" in said.out and "UC-2" not in said.out


def test_subfunctions_where_they_are_asked_for(export: Export) -> None:
    assert "## UC-4: Find a price" in export("stories", "--subfunctions").out


def test_a_text_with_errors_is_exported_and_they_are_told(export: Export) -> None:
    Path("bad.uc").write_text("use case UC-9: Buy\nuse case UC-9: Sell\n", encoding="utf-8")
    said = export("stories")
    assert said.code == 1 and "## UC-9: Buy" in said.out and "SYN001" in said.err


def test_there_is_help_for_the_group(export: Export) -> None:
    said = export("--help")
    assert said.code == 0 and "stories" in said.out
