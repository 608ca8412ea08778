"""AsciiDoc as blocks: lists and their continuations, tables, delimited blocks, and marks within lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers.asciidoc import blocks


def outline(text: str) -> list[str]:
    """Each block of a text as a line: its kind, indented by its level, its mark and its text."""
    return [shown(block) for block in blocks(text)]


def shown(block: Block) -> str:
    level = block.level - 1 if block.kind == "heading" else block.level
    return f"{'  ' * level}{block.kind} {block.mark} {block.text}".rstrip()


def cells(table: Block) -> list[list[list[str]]]:
    return [[[shown(block) for block in cell] for cell in row] for row in table.rows]


def words(found: Iterable[Block]) -> Iterator[str]:
    for block in found:
        yield from re.findall(r"\w+", f"{block.mark} {block.text}")
        for row in block.rows:
            for cell in row:
                yield from words(cell)


def test_a_use_case_in_lists_with_continuations() -> None:
    text = """\
= The Till
Jo Writer
:till: Till 2
:long: one \\
two

[#pay]
== UC1: Pay

[discrete]
=== Main flow

. Guest asks
the {till}.
. Till
.. counts
.. shows {long}
+
_Use case ends_

*Extensions*

[none]
* 1a. No bill.
+
[none]
** 1a1. Guest waits.
+
_Use case resumes at step 1._
"""
    assert outline(text) == [
        "heading  The Till",
        "text  Jo Writer",
        "  heading  UC1: Pay",
        "    heading  Main flow",
        "item 1. Guest asks\nthe Till 2.",
        "item 2. Till",
        "  item a. counts",
        "  item b. shows one two",
        "    text  *Use case ends*",
        "text  **Extensions**",
        "item - 1a. No bill.",
        "  item - 1a1. Guest waits.",
        "    text  *Use case resumes at step 1.*",
    ]


def test_terms_hold_paragraphs_lists_and_open_blocks() -> None:
    text = """\
[horizontal]
Actor:: Guest
Goal::
  Have paid,
  and go.
Main flow::
. Guest asks
. Guest pays

Extensions::
2a. No money
+
--
. Guest washes up

Later.
--
2b. No card

Notes:::

- one

After.
"""
    assert outline(text) == [
        "term  Actor",
        "  text  Guest",
        "term  Goal",
        "  text  Have paid,\nand go.",
        "term  Main flow",
        "  item 1. Guest asks",
        "  item 2. Guest pays",
        "term  Extensions",
        "  text  2a. No money",
        "  item 1. Guest washes up",
        "  text  Later.",
        "  text  2b. No card",
        "  term  Notes",
        "    item - one",
        "text  After.",
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (". a\n. b\n.. c\n... d\n.. e\n. f\n", ["1.", "2.", "a.", "i.", "b.", "3."]),
        ("1. a\n1. b\n1. c\n", ["1.", "2.", "3."]),
        ("1. a\n2. b\n2. c\n4. d\n", ["1.", "2.", "2.", "4."]),
        ("a. a\na. b\n", ["a.", "b."]),
        ("B. a\nD. b\n", ["B.", "D."]),
        ("i) a\nii) b\n", ["i)", "ii)"]),
        ("[start=4]\n. a\n. b\n", ["4.", "5."]),
        ("[upperroman]\n. a\n. b\n", ["I.", "II."]),
        ("<1> a\n<.> b\n", ["1.", "2."]),
        ("* a\n- b\n** c\n", ["-", "-", "-"]),
        (". a\n\n//-\n\n. b\n", ["1.", "1."]),
        (". a\n\n. b\n", ["1.", "2."]),
        (". a\n\ntext\n\n. b\n", ["1.", "1."]),
    ],
)
def test_marks_of_items(text: str, marks: list[str]) -> None:
    assert [block.mark for block in blocks(text) if block.kind == "item"] == marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* a\n** b\n*** c\n* d\n", ["item - a", "  item - b", "    item - c", "item - d"]),
        (". a\n* b\n. c\n", ["item 1. a", "  item - b", "item 2. c"]),
        ("* a\n\n  literal\n* b\n", ["item - a", "  text  literal", "item - b"]),
        ("* a\n** b\n\n+\nof a\n", ["item - a", "  item - b", "  text  of a"]),
        ("* a\n\n[none]\n** b\n", ["item - a", "  item - b"]),
        ("* a\n\n[none]\n. b\n", ["item - a", "item 1. b"]),
        ("* a\n+\n----\nx = 1;\n----\n* b\n", ["item - a", "  code  x = 1;", "item - b"]),
        (".Steps\n. a\n. b\n\nc\n", ["term  Steps", "  item 1. a", "  item 2. b", "text  c"]),
        (".Shown\nimage::a.png[A bill, 200]\n", ["term  Shown", "  picture  ![A bill](a.png)"]),
        (".Alone\n", ["term  Alone"]),
        ("NOTE: Cash\nonly.\n", ["text  NOTE: Cash\nonly."]),
        ("[NOTE]\n====\nCash.\n====\n", ["term  NOTE", "  text  Cash."]),
        ("[quote, Jo]\n____\nPay!\n____\n", ["  text  Pay!", "  text  Jo"]),
        ("****\n* a\n****\nb\n", ["item - a", "text  b"]),
        ("====\nnever closed\n", ["text  never closed"]),
        ("[source,java]\n----\nint x;\n----\n", ["code java int x;"]),
        ("[plantuml, pay, png]\n....\nA -> B\n....\n", ["code plantuml A -> B"]),
        ("```js\nlet a\n```\n", ["code js let a"]),
        ("----\n1. Guest pays.\n2. Till opens.\n----\n", ["text  1. Guest pays.\n2. Till opens."]),
        ("++++\n<p>Guest</p><script>x</script>\n++++\n", ["text  Guest"]),
        ("a\n// no\nb\n\n////\nno\n////\n", ["text  a\nb"]),
        ("ifdef::x[]\na\nendif::[]\n\nifdef::x[b]\ninclude::c.adoc[]\n", ["text  a", "text  b"]),
        ("toc::[]\n\n'''\n\n<<<\n\na\n", ["text  a"]),
        ("Pay\n---\n\n## Flow\n\n=== Steps ===\n", ["  heading  Pay", "  heading  Flow", "    heading  Steps"]),
        ("[[pay]]\n[.lead]\na\n", ["text  a"]),
        ("[Guest pays at once]\n", ["text  [Guest pays at once]"]),
        ("\ufeff= Pay\r\n\r\na +\r\nb\r\n", ["heading  Pay", "text  a\nb"]),
    ],
)
def test_blocks(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* _b_ `c` **d**e __f__g", "**a** *b* `c` **d**e *f*g"),
        ("2*3*4 and snake_case_name, A * B * C", "2*3*4 and snake_case_name, A * B * C"),
        ("`**Till**` and `a_b_c` and `+*d*+`", "**`Till`** and `a_b_c` and `*d*`"),
        ("<<pay>>, <<pay,Pay>> and xref:uc.adoc#pay[Pay *now*]", "pay, Pay and Pay **now**"),
        ("https://x.org/a_b_c[Pay^] https://x.org/a_b_c.", "[Pay](https://x.org/a_b_c) https://x.org/a_b_c."),
        ("link:uc.html[Pay] link:https://x.org[Pay,window=_blank]", "Pay [Pay](https://x.org)"),
        (":u: https://x.org\n\nlink:{u}/d/[d] {unknown}", "[d](https://x.org/d/) {unknown}"),
        ("[red]#a# [.b]*c* #d#", "a **c** d"),
        ("a{nbsp}b&nbsp;c &lt; d pass:[<u>e</u>] +++f+++ +g+", "a b c < d e f g"),
        ("C++ and C++; a + b + c", "C++ and C++; a + b + c"),
        (r"\*a. any time\* and \{x}", "*a. any time* and {x}"),
        ("\"`a`\" it's '`b`'", "“a” it's ‘b’"),
        ("kbd:[F1], menu:File[Save], btn:[OK]", "F1, File > Save, OK"),
        ("afootnote:[Or b.] ((c)) [[id]]d image:e.png[f]", "a (Or b.) c d ![f](e.png)"),
        ("a +\nb", "a\nb"),
        ("*a\nb*", "**a\nb**"),
        ("\ue0005\ue001", "5"),
    ],
)
def test_marks_within_a_paragraph(text: str, expected: str) -> None:
    assert blocks(text)[-1].text == expected


def test_a_use_case_as_a_table_with_steps_in_a_cell() -> None:
    text = """\
.UC1
[cols="1,3a", options="header"]
|===
|Field |Value

|Actor |Guest
|Steps
|
. Guest asks
. Guest pays
+
_ends_

|Extensions
|
1a:: No bill
2+|Nothing *else*
|===
"""
    title, table = blocks(text)
    assert (title.kind, title.text, table.level, table.line) == ("term", "UC1", 1, 3)
    assert cells(table) == [
        [["text  Field"], ["text  Value"]],
        [["text  Actor"], ["text  Guest"]],
        [["text  Steps"], ["item 1. Guest asks", "item 2. Guest pays", "  text  *ends*"]],
        [["text  Extensions"], ["term  1a", "  text  No bill"]],
        [["text  Nothing **else**"], []],
    ]
    assert [block.line for block in table.rows[2][1]] == [9, 10, 12]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|===\n|a |b\n\n|c\n|d \\| e\n|===\n", [["a", "b"], ["c", "d | e"]]),
        ("|===\n|a |b\n|c\ngoes on |d\n|===\n", [["a", "b"], ["c\ngoes on", "d"]]),
        ("|===\n.2+|a |b\n|c\n|===\n", [["a", "b"], ["", "c"]]),
        ("[cols=3*]\n|===\n|a\n|b\n|c\n|===\n", [["a", "b", "c"]]),
        ("|===\n2*|a\n|===\n", [["a", "a"]]),
        ('[format=csv]\n|===\na,"b, c"\n|===\n', [["a", "b, c"]]),
        (":===\na:b\n:===\n", [["a", "b"]]),
        ("|====\n| 1a | 2a\n|====\n", [["1a", "2a"]]),
        ("|===\na | b\n|===\n", [["a", "b"]]),
    ],
)
def test_tables(text: str, expected: list[list[str]]) -> None:
    (table,) = blocks(text)
    assert [["\n\n".join(block.text for block in cell) for cell in row] for row in table.rows] == expected


def test_a_table_within_a_cell() -> None:
    (table,) = blocks("[cols=2*a]\n|===\n|a\n|\n!===\n!b !c\n!===\n|===\n")
    assert [[block.text for block in cell] for cell in table.rows[0][1][0].rows[0]] == [["b"], ["c"]]


LONG = (
    "*a ",
    "_a",
    "`a",
    '"`a ',
    "[",
    "<<a,",
    "https://a[",
    "pass:[",
    "((",
    "\\",
    ":: ",
    "footnote:[",
    "a\n\n====\n",
    "* a\n",
)


@pytest.mark.parametrize("piece", LONG)
def test_marks_that_never_close_cost_little(piece: str) -> None:
    before = perf_counter()
    blocks(piece * 4000)
    assert perf_counter() - before < 10


def test_blocks_deeper_than_any_reader_keep_their_words() -> None:
    signs = ["=" * length for length in range(4, 120)]
    assert "deep" in words(blocks("\n".join([*signs, "deep", *reversed(signs)])))


ANY_LINES = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            ["- a", ". a", "1. a", "* a", "** a", "====", "----", "--", "+", "a:: b", "a::", ".a", "|===", "|a |b", ""]
        )
        | st.sampled_from(
            ["[a]", "[cols=2*a]", "= a", "2+|a", ".3+a|b", "3*|a", ":a: b", "{a}", "`a", "*a*", "<<a", "////", "// a"]
        ),
    ),
    max_size=14,
).map("\n".join)


@settings(max_examples=500, deadline=None)
@given(ANY_LINES)
def test_any_text_has_blocks_with_lines_of_its_own(text: str) -> None:
    last = len(re.split("\r\n|\r|\n", text))
    assert all(1 <= block.line <= last and block.level >= 0 for block in blocks(text))


WORD = st.text("abcdefgh", min_size=3, max_size=8)
PIECES: tuple[str, ...] = (
    "== {0}\n",
    "{0} {1}\n{2}\n",
    "- {0}\n- {1}\n+\n{2}\n",
    ". {0}\n.. {1}\n",
    "1. {0}\n2. {1}\n",
    "{0}:: {1}\n{2}\n",
)
PIECES += ("NOTE: {0}\n", ".{0}\n* {1}\n", "*{0}* _{1}_ `{2}`\n", "|===\n|{0} |{1}\n|{2}\n|===\n", "----\n{0}\n----\n")
PIECES += (
    "====\n{0}\n\n. {1}\n====\n",
    "link:https://x.org[{0}]\n",
    "* {0}\n+\n--\n{1}\n\n. {2}\n--\n",
    "{0} +\n{1}\n",
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.tuples(WORD, WORD, WORD)), max_size=8))
def test_no_word_is_lost(pieces: list[tuple[str, tuple[str, str, str]]]) -> None:
    text = "\n".join(piece.format(*three) for piece, three in pieces)
    written = [word for piece, three in pieces for index, word in enumerate(three) if f"{{{index}" in piece]
    assert set(written) <= set(words(blocks(text)))
