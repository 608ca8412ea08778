"""HTML as blocks, whatever ends are missing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers.html import blocks


def marks(text: str) -> str:
    return " ".join(block.mark for block in blocks(text))


def test_line_and_level_of_embedded_text() -> None:
    assert blocks("\n<p>a</p>\n<ul><li>b</ul>", 10, 2) == (Block("text", "a", 11, 2), Block("item", "b", 12, 2, "-"))


@pytest.mark.parametrize(
    ("attributes", "items", "shown"),
    [
        ("", "<li>a<li>b", "1. 2."),
        ("start=3", "<li>a<li>b", "3. 4."),
        ("", "<li>a<li value='7'>b<li>c", "1. 7. 8."),
        ("type='a'", "<li>a<li>b", "a. b."),
        ("type='I' start='4'", "<li>a<li>b", "IV. V."),
        ("start='x'", "<li>a", "1."),
    ],
)
def test_numbers_as_a_browser_shows_them(attributes: str, items: str, shown: str) -> None:
    assert marks(f"<ol {attributes}>{items}</ol>") == shown


def test_lists_in_items_and_right_in_lists() -> None:
    nested = [("a", 0), ("b", 1), ("c", 0)]
    for text in ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>"):
        assert [(block.text, block.level) for block in blocks(text)] == nested


def test_paragraphs_of_an_item() -> None:
    assert blocks("<ul><li><p>a</p><p>b</ul>") == (Block("item", "a", 1, 0, "-"), Block("text", "b", 1, 1))


def test_terms() -> None:
    found = blocks("<dl><dt>Actor<dd>Clerk<dt>Goal<dd>Pay</dl>")
    assert [(block.kind, block.text, block.level) for block in found] == [
        ("term", "Actor", 0),
        ("text", "Clerk", 1),
        ("term", "Goal", 0),
        ("text", "Pay", 1),
    ]


def test_a_summary_is_a_term() -> None:
    found = blocks("<details><summary>Pay</summary>a<ul><li>b</ul></details>c")
    assert [(block.kind, block.level) for block in found] == [("term", 0), ("text", 1), ("item", 1), ("text", 0)]


def test_table_gives_each_cell_once() -> None:
    (table,) = blocks("<table><tr><th></th></tr><tr><td rowspan=2>a<td>b<br>c<tr><td colspan=2>d</table>")
    assert [["".join(block.text for block in cell) for cell in row] for row in table.rows] == [["a", "b\nc"], ["d"]]


def test_table_in_a_cell_and_words_outside_of_cells() -> None:
    caption, outer = blocks("<table><caption>a</caption><tr><td>b<table><tr><td>c</table></table>")
    assert caption == Block("text", "a")
    inner = outer.rows[0][0][1]
    assert inner.rows == (((Block("text", "c"),),),)


def test_preformatted_text_is_read_and_code_kept() -> None:
    assert blocks("<pre>1. a\n2. b</pre>") == (Block("item", "a", 1, 0, "1."), Block("item", "b", 2, 0, "2."))
    assert blocks('<pre><code class="language-java">a &lt; b\n  c</code></pre>') == (
        Block("code", "a < b\n  c", 1, 0, "java"),
    )


def test_scripts_styles_and_comments_are_dropped() -> None:
    text = "<!DOCTYPE html><style>p {}</style><script>if (a < b) {}</script><!-- c -->d"
    assert [block.text for block in blocks(text)] == ["d"]


@pytest.mark.parametrize(
    "text", ["<User>", "</User>", "<title>", "a <b and c> d", "x < y > z", "<!-- a", "<3", "<style>a"]
)
def test_what_only_looks_like_a_tag_is_text(text: str) -> None:
    assert blocks(text) == (Block("text", text.replace("<!-- ", "")),)


def test_an_unclosed_tag_costs_no_word() -> None:
    assert [block.text for block in blocks("<p>a <a href='b'>c<p>d <div>e</span> f")] == ["a c", "d", "e f"]


_TAGS = "<p> <li> </li> <ul> </ul> <table> <tr> <td> </table> <b> </b> <pre> <a <!-- --> </p> <h1> x"
_PIECES = st.sampled_from(_TAGS.split())


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(), st.lists(_PIECES, max_size=40).map("".join)))
def test_any_text_gives_blocks(text: str) -> None:
    assert all(block.line >= 1 and block.level >= 0 for block in blocks(text))


def test_deep_nesting_costs_no_word() -> None:
    assert "end" in repr(blocks("<ul><li>" * 5_000 + "end"))
