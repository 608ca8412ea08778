"""Manual test sheets in Markdown: what they say, and what a second run leaves alone."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.generation import MORE, RENUMBERED, SHOP, Generated, generate, linked, told
from usecase_dsl.generate import Request, Status
from usecase_dsl.generate.frameworks.markdown import plan
from usecase_dsl.generate.languages.markdown_file import read_markdown
from usecase_dsl.markdown import block, inline
from usecase_dsl.plain_text import plain

FILE = "test-sheet-uc-01.md"
NAMES = [
    "UC-01 main: Main success scenario",
    "UC-01 2a: The cart holds a book that is out of stock",
    "UC-01 2a 2a1a: Customer declines",
    "UC-01 3a: Customer doesn't pay within 5 minutes",
]

ONE_SECTION = """\
<!-- usecase: UC-01 main flows=… text=… made=… -->

## UC-01 main: Main success scenario

Preconditions:

- [ ] Customer is signed in.
- [ ] The cart holds at least one book.

| Step | Action | Expected result | Actual result | Passed |
| ---- | ------ | --------------- | ------------- | :----: |
| 1 | Customer asks to check out. | | | ☐ |
| 2 | | System shows the order summary. | | ☐ |
| 3 | Customer pays. | The order is paid. | | ☐ |

The use case ends in success:

- [ ] The order is paid.
- [ ] Nobody is charged twice.

Result:

- [ ] pass
- [ ] fail
- [ ] blocked

Tester, date and notes:
"""


def page(text: str, files: Mapping[str, bytes | str] | None = None) -> Generated:
    return generate(text, files, plan_of=plan)


def headings(run: Generated, path: str = FILE) -> list[str]:
    file = read_markdown(run.files[path])
    assert not isinstance(file, str)
    return [test.name for test in file.tests]


def written(text: str, name: str) -> str:
    """The text after a person ticked a box and wrote a note in a section."""
    start = text.index(f"## {name}\n")
    return text[:start] + text[start:].replace("- [ ] pass", "- [x] pass", 1).replace("notes:", "notes: Kim\n", 1)


def lines(content: bytes) -> list[str]:
    return [line.strip() for line in content.decode("utf-8-sig").splitlines()]


def lost(before: bytes, after: bytes) -> list[str]:
    """The lines that are gone, marks and notes aside, which are the generator's."""
    gone = Counter(lines(before)) - Counter(lines(after))
    return [line for line in gone.elements() if line and not line.startswith("<!-- usecase")]


def test_a_page_a_use_case_and_a_section_a_scenario() -> None:
    run = page(SHOP)
    assert sorted(run.files) == [FILE, "usecase-scenarios.txt"]
    assert headings(run) == NAMES
    assert run.statuses() == dict.fromkeys(NAMES, "added")


def test_a_section_from_its_first_line_to_its_last() -> None:
    run = page(SHOP[: SHOP.index("  alternate flows:")])
    assert re.sub("=[0-9a-f]+", "=…", run.text(FILE)).endswith("are still as it made them.\n\n" + ONE_SECTION)


def test_data_is_a_table_of_runs_and_bounds_suggest_values() -> None:
    data = "  examples:\n    | amount | a \\| b |\n    | 10 |  |\n"
    run = page("use case UC-02: Pay\n  main success scenario:\n    1. Customer pays.\n" + data)
    assert "| amount | a \\| b | Result |\n| --- | --- | --- |\n| 10 | | |\n" in run.text("test-sheet-uc-02.md")
    assert "Suggested boundary values:\n\n- [ ] “within 5 minutes”" in page(SHOP).text(FILE)


def test_templates_can_be_replaced() -> None:
    model = linked(SHOP)
    own = {"test.md.j2": "## {{ name | inline }}\n\nTo do."}
    files = {each.path: each.content for each in plan(Request(model, told(model), templates=own)).artifacts}
    assert files[FILE].count(b"\n\nTo do.\n") == 4


# ---- what a second run leaves alone


def test_nothing_new_changes_nothing() -> None:
    again = page(SHOP, page(SHOP).files)
    assert again.plan.artifacts == ()
    assert again.statuses() == dict.fromkeys(NAMES, "kept")
    assert not any(test.written for test in again.plan.tests)


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda text: written(text, NAMES[1]), id="a section filled in"),
        pytest.param(lambda text: text.replace(f"## {NAMES[1]}", "## Out of stock"), id="a heading"),
        pytest.param(lambda text: text.replace(f"## {NAMES[1]}", f"{NAMES[1]}\n---"), id="a heading underlined"),
        pytest.param(lambda text: text.replace("## ", "### "), id="headings further down"),
        pytest.param(lambda text: text.replace("- [ ]", "* [ ]"), id="other bullets"),
        pytest.param(lambda text: text.replace("-->\n\n##", "-->\n##"), id="no blank lines"),
        pytest.param(lambda text: text + "\n## Mine\n\nMy words.\n", id="a section more"),
        pytest.param(lambda text: text.rstrip("\n"), id="no line end at the end"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param(lambda text: "\ufeff" + text, id="a byte order mark"),
        pytest.param(lambda text: re.sub(" flows=.* -->", " -->", text), id="marks without digests"),
        pytest.param(lambda text: re.sub("<!-- usecase: .*\n", "", text), id="no marks"),
        pytest.param(
            lambda text: text + "\n```\n<!-- usecase: UC-01 9z -->\n## No heading\n```\n", id="a mark in code"
        ),
        pytest.param(lambda text: text + "\n<!--\n<!-- usecase: UC-01 9z\n## No\n-->\n", id="a mark in a comment"),
    ],
)
def test_every_byte_that_a_person_wrote_stays(edit: Callable[[str], str]) -> None:
    before = page(SHOP).files
    edited = before | {FILE: edit(before[FILE].decode()).encode("utf-8")}
    assert page(SHOP, edited).plan.artifacts == ()
    after = page(MORE, edited)
    assert after.files[FILE].startswith(edited[FILE])
    assert [test.name for test in after.plan.of(Status.ADDED)] == ["UC-01 3b: The bank is closed"]
    assert headings(after)[-1] == "UC-01 3b: The bank is closed"
    assert page(MORE, after.files).plan.artifacts == ()


def test_a_page_with_a_block_of_code_that_never_ends_is_left_alone() -> None:
    before = page(SHOP).files
    run = page(MORE, before | {FILE: before[FILE] + b"\n```\nmine\n"})
    assert [each.reason for each in run.plan.unreadable] == [
        f"a block of code never ends (line {before[FILE].count(bytes([10])) + 2})"
    ]
    assert run.files[FILE].endswith(b"mine\n")


# ---- when the text changes


def test_a_section_that_nobody_filled_in_follows_its_text() -> None:
    changed = SHOP.replace("out of stock", "sold out").replace("shows the order summary", "shows all")
    assert page(changed, page(SHOP).files).files == page(changed).files
    assert page(RENUMBERED, page(SHOP).files).files == page(RENUMBERED).files


def test_a_section_filled_in_is_told_what_has_changed() -> None:
    run = page(SHOP)
    edited = run.files | {FILE: written(run.text(FILE), NAMES[3]).encode()}
    after = page(SHOP.replace("5 minutes", "9 minutes"), edited)
    assert [line for line in lines(after.files[FILE]) if line.startswith("<!-- usecase changed:  ")] == [
        "<!-- usecase changed:   was: 3a. Customer doesn't pay within 5 minutes: -->",
        "<!-- usecase changed:   now: 3a. Customer doesn't pay within 9 minutes: -->",
    ]
    assert lost(edited[FILE], after.files[FILE]) == []
    assert [test.name for test in after.plan.of(Status.TEXT_CHANGED)] == [NAMES[3]]
    assert page(SHOP.replace("5 minutes", "9 minutes"), after.files).plan.artifacts == ()


def test_renumbering_gives_sections_that_are_filled_in_their_scenarios_new_names() -> None:
    run = page(SHOP)
    text = run.text(FILE)
    for name in NAMES:
        text = written(text, name)
    after = page(RENUMBERED, run.files | {FILE: text.encode()})
    assert headings(after) == headings(page(RENUMBERED))
    assert after.text(FILE).count("- [x] pass") == 4


def test_a_section_whose_scenario_vanished_stays_and_a_note_says_so() -> None:
    before = page(MORE).files
    after = page(SHOP, before)
    assert lost(before[FILE], after.files[FILE]) == []
    assert after.text(FILE).count("<!-- usecase vanished:") == 1
    assert page(SHOP, after.files).plan.artifacts == ()


HUMAN = ["mine {}", "# Mine {}", "## Mine {}", "- [x] mine {}", "| mine {} |", "<!-- mine {} -->", "```\nmine {}\n```"]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([SHOP, MORE, RENUMBERED, SHOP.replace("5 minutes", "an hour")]))
def test_whatever_a_person_does_no_line_of_theirs_is_lost(seed: int, text: str) -> None:
    files = page(SHOP).files
    edited = at_random(files[FILE].decode(), random.Random(seed)).encode()
    after = page(text, files | {FILE: edited})
    mine = [line for line in lines(edited) if re.search(r"\bmine \d", line, re.IGNORECASE)]
    again = page(text, after.files)  # a mark that had lost its test may have got the one added below it
    for run in (after, again):
        assert Counter(mine) - Counter(lines(run.files[FILE])) == Counter()
    assert page(text, again.files).plan.artifacts == ()


def at_random(text: str, chance: random.Random) -> str:
    """The text with lines added, deleted and moved, those marked that a person wrote."""
    found = text.splitlines()
    for number in range(chance.randrange(1, 8)):
        place = chance.randrange(len(found))
        what = chance.random()
        if what < 0.6:
            found[place:place] = chance.choice(HUMAN).format(number).split("\n")
        elif what < 0.8 and "mine" not in found[place].lower():
            del found[place]
        else:
            found.insert(chance.randrange(len(found)), found.pop(place))
    return chance.choice(["\n", "\r\n"]).join(found)


# ---- any words at all

NASTY = [
    "| a \\| b |",
    "`code` ``x`` ~~~",
    "*a* _b_ **c** <b>x</b> <!-- y --> &amp; &#65;",
    "[x](y) ![z](w) <https://example.org>",
    "# x #",
    "1. x",
    "1) x",
    "- x",
    "+ x",
    "---",
    "=== ",
    "> x",
    "\\",
    "ends in \\",
    "$x$ ~~y~~ @me",
    "--> <!-- usecase: UC-01 2a",
    "usecase: UC-01 2a",
    "[ ] x",
    "one\ntwo\r\nthree\u2028four",
    "NUL \0 ESC \x1b \x85 and \ud800",
    "رضا \u202eabc\u202c \u200bunseen\ufeff",
    "👩‍👩‍👧 表示",
    "",
]
WORDS = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=60), st.lists(st.sampled_from(NASTY), max_size=4).map("".join)
)


class _Shown(HTMLParser):
    """The words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def shown(markdown: str) -> str:
    """What a page says, without its blanks."""
    reader = _Shown()
    reader.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))
    return "".join("".join(reader.words).split())


@given(WORDS)
def test_any_words_are_said_as_they_are(words: str) -> None:
    text = "".join(plain(words).split())
    assert shown(f"x {inline(words)} x") == f"x{text}x"
    assert shown(f"- {block(words)}") == text
    assert shown(f"| a |\n| - |\n| {inline(words)} |") == f"a{text}"


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_any_words_make_sections_that_say_them(words: str) -> None:
    model = linked(SHOP)
    narratives = {
        key: [
            replace(each, moments=tuple(replace(m, text=words, results=(words,)) for m in each.moments))
            for each in found
        ]
        for key, found in told(model).items()
    }
    files = {each.path: each.content for each in plan(Request(model, narratives)).artifacts}
    assert plan(Request(model, narratives, files)).artifacts == ()
    file = read_markdown(files[FILE])
    assert not isinstance(file, str)
    assert len(file.tests) == 4
    assert all(test.untouched for test in file.tests)
    assert shown(files[FILE].decode()).count("".join(plain(words).split())) >= 8
