"""Markdown as blocks: what a reader sees, and no word lost."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers.markdown import blocks


def outline(text: str) -> list[str]:
    """One line a block: its level by indentation, then its mark and text."""
    return [_shown(block) for block in blocks(text)]


def _shown(block: Block) -> str:
    lead = "#" * block.level if block.kind == "heading" else "  " * block.level + block.mark
    text = block.text.replace("\n", " / ")
    return f"{lead} {text}" if lead else text


def only_table(text: str) -> list[list[str]]:
    """The rows of the one table, each cell's blocks joined by a semicolon."""
    (table,) = blocks(text)
    assert table.kind == "table"
    return [["; ".join(f"{b.mark} {b.text}".strip() for b in cell) for cell in row] for row in table.rows]


def all_text(found: Iterable[Block]) -> Iterator[str]:
    for block in found:
        yield f"{block.mark} {block.text}"
        for row in block.rows:
            for cell in row:
                yield from all_text(cell)


# ------------------------------------------------------------------------------------------- headings


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("# Pay", 1),
        ("### Pay ###", 3),
        ("Pay\n===", 1),
        ("Pay\n---", 2),
        ("##Pay", 2),
        ("#Pay", 1),
        ("## Pay {#uc-pay}", 2),
        ("<h2>Pay</h2>", 2),
    ],
)
def test_headings(text: str, level: int) -> None:
    assert blocks(text) == (Block("heading", "Pay", 1, level),)


def test_a_tag_within_prose_is_no_heading() -> None:
    assert outline("see\n#urgent") == ["see / #urgent"]


def test_several_lines_above_dashes_are_no_heading() -> None:
    assert blocks("Actor: Clerk\nGoal: Pay\n---") == (Block("text", "Actor: Clerk\nGoal: Pay"),)


def test_title_of_the_front_matter() -> None:
    found = blocks('---\nlayout: page\ntitle: "Guide"\n---\ntext')
    assert found == (Block("heading", "Guide", 3, 1), Block("text", "text", 5))


def test_front_matter_that_never_ends_is_text() -> None:
    assert "Guide" in " ".join(outline("---\ntitle: Guide\n\n## Pay\n\ntext\n\n---\n"))
    assert "## Pay" in outline("---\ntitle: Guide\n\n## Pay\n\ntext\n\n---\n")


# ------------------------------------------------------------------------------------------- lists


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1. 2. 3.", "1. 2. 3."),
        ("1. 1. 1.", "1. 2. 3."),
        ("0. 0.", "0. 1."),
        ("3. 3.", "3. 3."),
        ("1. 2. 4. 5.", "1. 2. 4. 5."),
        ("1. 2. 3. 3. 4.", "1. 2. 3. 3. 4."),
        ("1) 2)", "1) 2)"),
        ("- - -", "- - -"),
        ("* *", "* *"),
    ],
)
def test_marks_are_as_a_reader_sees_them(written: str, shown: str) -> None:
    text = "\n".join(f"{mark} step" for mark in written.split())
    assert [block.mark for block in blocks(text)] == shown.split()


@pytest.mark.parametrize("mark", ["1\\.", "1-", "a.", "3a.", "2a)"])
def test_other_marks_stay_in_the_text_at_the_beginning_of_its_line(mark: str) -> None:
    plain = mark.replace("\\", "")
    assert blocks(f"{mark} pick\n{mark} pay") == (Block("text", f"{plain} pick\n{plain} pay"),)


def test_levels() -> None:
    assert blocks("1. a\n   - b\n     - c\n\n   more of a\n2. d") == (
        Block("item", "a", 1, 0, "1."),
        Block("item", "b", 2, 1, "-"),
        Block("item", "c", 3, 2, "-"),
        Block("text", "more of a", 5, 1),
        Block("item", "d", 6, 0, "2."),
    )


@pytest.mark.parametrize("blanks", [2, 3, 4, 6, 8, 12])
def test_items_are_nested_however_deeply_they_are_indented(blanks: int) -> None:
    indent = " " * blanks
    assert outline(f"1. a\n{indent}- b\n{indent}- c\n2. d") == ["1. a", "  - b", "  - c", "2. d"]


def test_equal_numbers_are_counted_across_an_item_that_is_indented_too_little() -> None:
    assert outline("1. a\n  - b\n1. c") == ["1. a", "  - b", "2. c"]


def test_numbers_aligned_at_the_right_are_one_list() -> None:
    assert outline(" 9. a\n10. b") == ["9. a", "10. b"]


def test_a_list_indented_as_code_is_a_list() -> None:
    assert outline("text\n\n    1. a\n    2. b") == ["text", "1. a", "2. b"]


def test_text_indented_as_code_is_text() -> None:
    assert blocks("1. a\n\n        # b\n        c") == (Block("item", "a", 1, 0, "1."), Block("text", "# b\nc", 3, 1))


def test_two_marks_on_a_line_are_one() -> None:
    assert outline("- 1. a\n- 2. b\n  - c") == ["1. a", "2. b", "  - c"]


def test_a_heading_in_an_item_keeps_its_number() -> None:
    assert blocks("2. ### Pay\n   text") == (Block("heading", "2. Pay", 1, 3), Block("text", "text", 2, 0))


def test_quotes_and_definitions_are_one_level_deeper() -> None:
    assert outline("> a\n> - b") == ["   a", "  - b"]
    assert blocks("Actor\n: Clerk") == (Block("term", "Actor"), Block("text", "Clerk", 2, 1))


# ------------------------------------------------------------------------------------------- prose


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("**Actor:** __Clerk__ and _he_", "**Actor:** **Clerk** and *he*"),
        ("<b>Actor</b>: <i>a </i>b", "**Actor**: *a* b"),
        ("**a\nb**", "**a**\n**b**"),
        ("a  \nb\\\nc<br>d<br/>e</br>f<br />\ng", "a\nb\nc\nd\ne\nf\ng"),
        ("a&nbsp;b &lt;c&gt; \\*d\\*", "a b <c> *d*"),
        ("use_case_name `a  b` ``c`d``", "use_case_name `a b` `` c`d ``"),
        ("[a](#a) [b](../b.md) [c](https://c.d/e) <http://f.g>", "a b [c](https://c.d/e) <http://f.g>"),
        ("<u>a</u> <span class='x'>b</span> <a name='c'></a>d", "a b d"),
        ("a ![b](c.png) d", "a b d"),
        ("~~a~~ :smile:", "~~a~~ :smile:"),
        ("<CountHours> in < 5 sec or a<b and c>d", "<CountHours> in < 5 sec or a<b and c>d"),
        ("enter <title>, <b> and <address>", "enter <title>, <b> and <address>"),
        ("[Actor]: Clerk", "[Actor]: Clerk"),
        ("a <!-- b --> c", "a c"),
    ],
)
def test_prose(written: str, text: str) -> None:
    assert blocks(written) == (Block("text", text),)


@pytest.mark.parametrize("text", ["---", "[TOC]", "[[_TOC_]]", "{: .no_toc}", "{% raw %}", "<!-- a -->", "<br>", ""])
def test_what_is_dropped(text: str) -> None:
    assert outline(f"a\n\n{text}\n\nb") == ["a", "b"]


def test_pictures_stand_alone_or_in_prose() -> None:
    assert blocks("a\n![b](c.png)\n\n<img src='d.png' alt='e'>") == (
        Block("text", "a"),
        Block("picture", "![b](c.png)", 2),
        Block("picture", "![e](d.png)", 4),
    )


# ------------------------------------------------------------------------------------------- tables


def test_table_with_lists_and_lines_in_its_cells() -> None:
    text = "| Actor | Clerk |\n|---|---|\n| Flow | 1. a<br>2. b |\n| More | <ol><li>c</li><li>d</li></ol> |"
    assert only_table(text) == [["Actor", "Clerk"], ["Flow", "1. a\n2. b"], ["More", "1. c; 2. d"]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a | b\n--|--\nc | d", [["a", "b"], ["c", "d"]]),
        ("| a | b\n|---|---\n| c | d", [["a", "b"], ["c", "d"]]),
        ("| a | b |\n|---|---|\n| c |\n| d | e | f |", [["a", "b"], ["c"], ["d", "e", "f"]]),
        ("| a |\n|---|---|\n| b | c |", [["a"], ["b", "c"]]),
        ("| | |\n|---|---|\n| a | b |", [["a", "b"]]),
        ("|---|---|\n| a | b |", [["a", "b"]]),
        ("| a \\| b | |\n|---|---|\n| | c |", [["a | b", ""], ["", "c"]]),
    ],
)
def test_sloppy_tables(text: str, rows: list[list[str]]) -> None:
    assert only_table(text) == rows


def test_a_cell_stands_at_the_line_of_its_row() -> None:
    (table,) = blocks("| a |\n|---|\n| b<br>c |")
    assert [row[0][0].line for row in table.rows] == [1, 3]


def test_a_table_in_an_item_and_the_text_right_below_it() -> None:
    item, table = blocks("- a\n\n  | b | c |\n  |---|---|\n  | d | e |")
    assert (item.kind, table.kind, table.level) == ("item", "table", 1)
    assert [block.kind for block in blocks("| a |\n|---|\n| b |\ntext")] == ["table", "text"]


# ------------------------------------------------------------------------------------------- HTML and code


def test_markdown_in_html() -> None:
    text = "<details>\n<summary>Pay</summary>\n1. a\n   - b\n</details>\n## Next"
    assert outline(text) == ["Pay", "  1. a", "    - b", "## Next"]
    assert blocks(text)[0].kind == "term"


def test_html_that_is_never_closed_ends_where_it_stands() -> None:
    assert outline("<div>\n<ul><li>a\n\n# b\n\nc") == ["- a", "# b", "c"]


def test_html_table_across_empty_lines() -> None:
    text = "<table>\n<tr>\n\n<td>a</td>\n\n<td>\n\n1. b\n2. c\n\n</td>\n</tr>\n</table>\n\nd"
    table, after = blocks(text)
    assert [[b.mark + b.text for b in cell] for cell in table.rows[0]] == [["a"], ["1.b", "2.c"]]
    assert after == Block("text", "d", 15)


def test_comments_swallow_nothing() -> None:
    assert outline("<!-- markdownlint-disable -->\n# a\n<!-- b\n\nc -->\nd") == ["# a", "d"]
    assert outline("a\n\n<!-- b\n\n# c") == ["a", "<!-- b", "# c"]


def test_code_in_a_language_is_verbatim() -> None:
    text = "- a\n\n  ```plantuml\n  x -> y\n    z\n  ```"
    assert blocks(text)[1] == Block("code", "x -> y\n  z", 4, 1, "plantuml")


@pytest.mark.parametrize("language", ["", "text", "markdown", "md"])
def test_code_in_no_language_is_read(language: str) -> None:
    found = blocks(f"a\n\n```{language}\n1. b\n2. c\n```\n")
    assert found[1:] == (Block("item", "b", 4, 0, "1."), Block("item", "c", 5, 0, "2."))


# ------------------------------------------------------------------------------------------- anything at all


_PIECES = st.sampled_from(
    [
        *"*_`[]()<>|-#:!&~\\\n\n \t1.)",
        "a",
        "<b>",
        "</td>",
        "<table>",
        "<td>",
        "<li>",
        "<!--",
        "-->",
        "```",
        "    ",
        "\r\n",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(), st.lists(_PIECES, max_size=60).map("".join)))
def test_any_text_gives_blocks(text: str) -> None:
    lines = len(re.split("\r\n|\r|\n", text))
    assert all(1 <= block.line <= lines and block.level >= 0 for block in blocks(text))


_WORD = st.from_regex(r"[a-z]{3,8}[0-9]?", fullmatch=True).filter(lambda word: word not in {"title", "layout"})
_MADE = st.tuples(
    st.sampled_from(
        ["", "# ", "##", "- ", "1. ", "    ", "      - ", "> ", "| ", "**", "3a. ", "<td>", "<p>", "\n", "`"]
    ),
    st.lists(_WORD, min_size=1, max_size=4),
    st.sampled_from(["", "**", "<br>", " |", "\n---", "\n\n", "</td>", "\n|---|", ":", "`"]),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(_MADE, max_size=12))
def test_no_word_is_lost(lines: list[tuple[str, list[str], str]]) -> None:
    text = "\n".join(before + " ".join(words) + after for before, words, after in lines)
    found = re.findall(r"\w+", " ".join(all_text(blocks(text))))
    assert {word for _, words, _ in lines for word in words} <= set(found)


@pytest.mark.parametrize(
    "text",
    [
        ">" * 10_000 + " end",
        "- " * 10_000 + "end",
        "[" * 10_000 + "end",
        "![" * 10_000 + "end",
        "a *b* " * 170_000 + "end",
        "<div>" * 20_000 + "end",
        "<!--\n" * 20_000 + "end",
        "<table><tr><td>" * 10_000 + "end",
        "\n".join(" " * (2 * depth) + "- x" for depth in range(300)) + "end",
    ],
    ids=lambda text: text[:6],
)
def test_monstrous_text_is_read_in_time(text: str) -> None:
    begun = time.monotonic()
    assert "end" in " ".join(all_text(blocks(text)))
    assert time.monotonic() - begun < 20
