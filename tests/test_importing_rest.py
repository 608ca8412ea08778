"""reStructuredText as blocks: what people write, what Sphinx adds, and what docutils finds faulty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers.rest import blocks


def outline(text: str) -> list[str]:
    """Each block of a text as a line: its kind, indented by its level, its mark and its text."""
    return [shown(block) for block in blocks(text)]


def shown(block: Block) -> str:
    level = block.level - 1 if block.kind == "heading" else block.level
    return f"{'  ' * level}{block.kind} {block.mark} {block.text}".replace("  ", "  ").rstrip()


def cells(table: Block) -> list[list[list[str]]]:
    return [[[shown(block) for block in cell] for cell in row] for row in table.rows]


def words(found: Iterable[Block]) -> Iterator[str]:
    for block in found:
        yield from re.findall(r"\w+", f"{block.mark} {block.text}")
        for row in block.rows:
            for cell in row:
                yield from words(cell)


def test_a_use_case_with_sections_fields_and_lists() -> None:
    text = """\
UC-1: Pay
=========

:Primary Actor: Guest
:Preconditions:
    - Table is *free*
    - Till works

Main flow
---------

1. Guest asks for the ``bill``
   and waits.
2. Waiter

   a) prints
   b) brings
#. Guest pays.
"""
    assert outline(text) == [
        "heading  UC-1: Pay",
        "term  Primary Actor",
        "  text  Guest",
        "term  Preconditions",
        "  item - Table is *free*",
        "  item - Till works",
        "  heading  Main flow",
        "item 1. Guest asks for the `bill`\nand waits.",
        "item 2. Waiter",
        "  item a) prints",
        "  item b) brings",
        "item 3. Guest pays.",
    ]


def test_every_block_tells_its_line() -> None:
    text = """\
=====
 Pay
=====

Goal
  Have money.

- one

  - two
    goes on

======  =====
Actor   Guest
Scope   Till
======  =====

.. note::

   Closed
   on Monday.
"""
    found = blocks(text)
    assert [(block.kind, block.line) for block in found] == [
        ("heading", 2),
        ("term", 5),
        ("text", 6),
        ("item", 8),
        ("item", 10),
        ("table", 14),
        ("term", 18),
        ("text", 20),
    ]
    assert [cell[0].line for row in found[5].rows for cell in row] == [14, 14, 15, 15]


def test_terms_hold_what_belongs_to_them() -> None:
    text = """\
Extension 2a: Card refused
    1. Till tells so.
guest : actor
    Pays.

.. admonition:: Flow of *events*

   1. Guest pays.

.. note:: Cash only.
"""
    assert outline(text) == [
        "term  Extension 2a: Card refused",
        "  item 1. Till tells so.",
        "term  guest : actor",
        "  text  Pays.",
        "term  Flow of *events*",
        "  item 1. Guest pays.",
        "term  Note",
        "  text  Cash only.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* **b** ``c`` `d`", "*a* **b** `c` `d`"),
        ("``a`b``", "`` a`b ``"),
        ("see `UC <https://x.org/u>`_", "see [UC](https://x.org/u)"),
        ("see UC_\n\n.. _UC: https://x.org/u", "see [UC](https://x.org/u)"),
        ("see `UC`__\n\n__ https://x.org/u", "see [UC](https://x.org/u)"),
        ("see https://x.org/u", "see https://x.org/u"),
        ("see `UC <other.html>`_ and Flow_", "see UC and Flow"),
        (":ref:`Pay <uc-pay>` or :doc:`uc7`, :usecase:`UC9`", "Pay or uc7, UC9"),
        (":link:`Pay <https://x.org>`", "[Pay](https://x.org)"),
        (":class:`~till.Bill`, :sub:`2`", "till.Bill, 2"),
        ("|till| rings |bell|\n\n.. |till| replace:: *Till* 2", "*Till* 2 rings |bell|"),
        ("|a|\n\n.. |a| replace:: b |a|", "b " * 21 + "|a|"),
        ("an *open mark and **another", "an *open mark and **another"),
        ("unknown :role:`x and `y", "unknown :role:`x and `y"),
        (r"\*a. any \_time", "*a. any _time"),
        ("one |logo| two\n\n.. |logo| image:: l.png", "one ![](l.png) two"),
        ("a note [1]_ and [Coc01]_", "a note [1] and [Coc01]"),
    ],
)
def test_marks_within_a_paragraph(text: str, expected: str) -> None:
    assert blocks(text)[0].text == expected


def test_what_sphinx_and_projects_add_keeps_its_words() -> None:
    text = """\
.. usecase:: Pay the *bill*
   :id: UC_3
   :class: wide

   Guest pays.

   1. Guest asks.

.. preconditions::

   - Till works.

.. toctree::
   :maxdepth: 2

   uc-1
   uc-2

.. only:: html

   Shown on a page.

.. rubric:: Extensions
"""
    assert outline(text) == [
        "term  Pay the *bill*",
        "  term  id",
        "    text  UC_3",
        "  text  Guest pays.",
        "  item 1. Guest asks.",
        "term  preconditions",
        "  item - Till works.",
        "text  uc-1\nuc-2",
        "text  Shown on a page.",
        "term  Extensions",
    ]


def test_pictures_and_code() -> None:
    text = """\
.. figure:: pay.png
   :alt: Paying
   :figclass: wide

   How to pay

.. image:: a.svg

.. uml::

   Guest -> Till

.. code-block:: python

   pay()

.. plantuml:: pay.puml
"""
    assert outline(text) == [
        "picture  ![Paying](pay.png)",
        "text  How to pay",
        "picture  ![](a.svg)",
        "code uml Guest -> Till",
        "code python pay()",
        "code plantuml pay.puml",
    ]


def test_a_literal_block_of_prose_is_text() -> None:
    text = "As told::\n\n    1. Guest pays.\n    2. Till opens.\n\nIn code::\n\n    if (a) {\n      b();\n    }\n"
    assert outline(text) == [
        "text  As told:",
        "text  1. Guest pays.\n2. Till opens.",
        "text  In code:",
        "code  if (a) {\n  b();\n}",
    ]


GRID = """\
+--------+----------------+
| Actor  | Guest          |
+--------+----------------+
| Steps  | 1. Guest asks. |
|        | 2. Guest pays. |
+--------+----------------+
| Nothing else is known   |
+-------------------------+
"""
LIST_TABLE = """\
.. list-table:: Pay
   :widths: 1 3
   :header-rows: 1

   * - Actor
     - Guest
   * - Steps
     - 1. Guest asks.
       2. Guest pays.
   * - Nothing else is known
"""


def test_use_cases_in_tables() -> None:
    actor = [["text  Actor"], ["text  Guest"]]
    steps = [["text  Steps"], ["item 1. Guest asks.", "item 2. Guest pays."]]
    (grid,) = blocks(GRID)
    assert cells(grid) == [actor, steps, [["text  Nothing else is known"], []]]
    title, listed = blocks(LIST_TABLE)
    assert (title.kind, title.text, listed.level) == ("term", "Pay", 1)
    assert cells(listed) == [actor, steps, [["text  Nothing else is known"]]]


def test_tables_of_values_and_cells_over_several_rows() -> None:
    (title, values) = blocks('.. csv-table:: Fields\n   :header: "Name", "Value"\n\n   Actor, "Guest, Waiter"\n')
    assert title.text == "Fields"
    assert cells(values) == [[["text  Name"], ["text  Value"]], [["text  Actor"], ["text  Guest, Waiter"]]]
    assert [row[0][0].line for row in values.rows] == [2, 4]
    (spanned,) = blocks("+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n")
    assert cells(spanned) == [[["text  a"], ["text  b"]], [[], ["text  c"]]]


def test_a_crooked_grid_is_a_table_all_the_same() -> None:
    (table,) = blocks("+-----+-------+\n| Actor | Guest |\n+-----+-------+\n| Scope | Till |\n+----+-------+\n")
    assert cells(table) == [[["text  Actor"], ["text  Guest"]], [["text  Scope"], ["text  Till"]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The numbers jump.
        ("1. a\n2. b\n3. c\n3. d\n4. e\n", ["item 1. a", "item 2. b", "item 3. c", "item 3. d", "item 4. e"]),
        # A line that goes on isn't indented.
        ("1. a\nmore\n2. b\n", ["item 1. a\nmore", "item 2. b"]),
        ("1. a\n- b\n", ["item 1. a", "item - b"]),
        ("B. Guest is a name.\nSo it is.", ["text  B. Guest is a name.\nSo it is."]),
        # Lines indented without an empty one before.
        ("a\n   b\nc\n", ["term  a", "  text  b", "text  c"]),
        ("a\nb\n   c\n", ["text  a\nb", "  text  c"]),
        # Titles where docutils allows none, and titles that are too short or out of order.
        ("  Pay\n  ===\n\n  Now.\n", ["heading  Pay", "  text  Now."]),
        ("Pay now\n====\n\nx", ["heading  Pay now", "text  x"]),
        (
            "A\n=\n\nB\n-\n\nC\n~\n\nD\n=\n\nE\n~\n",
            [*("heading  A", "  heading  B", "    heading  C", "heading  D"), "  heading  E"],
        ),
        ("-----\nno title\n:a: b\n", ["text  no title\n:a: b"]),
        # Directives that miss something.
        (".. admonition:: Pay\n", ["term  Pay"]),
        (".. csv-table:: Pay\n   :file: /etc/hostname\n", ["term  Pay"]),
        # A role that isn't closed, a comment, a transition.
        ("a\n\n.. not shown\n\n----\n\nb\n", ["text  a", "text  b"]),
        ("| a\n|   b\n| *c*\n", ["text  a\nb\n*c*"]),
        (".. [1] Told *later*.", ["term  [1]", "  text  Told *later*."]),
        ("\ufeffPay\n===\n", ["heading  Pay"]),
        ("-\ta\n\n\t- b\n", ["item - a", "  item - b"]),
    ],
)
def test_faults_cost_no_words(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n\n= =\n00\n= =", [1, 4]),
        ("a\n\n  Pay\n  ===\n", [1, 3]),
        ("a\n\n.. csv-table:: Pay\n   :widths: x\n\n   1\n", [1, 3, 6]),
        ("a\n\n+--+\n| b |\n+--+\n", [1, 3]),
    ],
)
def test_what_is_faulty_tells_its_line(text: str, lines: list[int]) -> None:
    assert [block.line for block in blocks(text)] == lines


def test_raw_html_is_its_text() -> None:
    text = ".. raw:: html\n\n   <table><tr><td>Actor</td><td>Guest</td></tr></table><p>Pays</p><script>x()</script>\n"
    assert outline(text) == ["text  Actor Guest\nPays"]
    assert outline(".. raw:: latex\n\n   \\newpage\n") == []


@pytest.mark.parametrize("directive", ["include", "literalinclude", "raw", "csv-table", "figure", "image"])
def test_no_file_is_read(directive: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden", encoding="utf-8")
    for text in (f".. {directive}:: {secret}\n", f".. {directive}:: x\n   :file: {secret}\n   :url: file://{secret}\n"):
        assert "hidden" not in list(words(blocks(text)))


def test_the_day_doesnt_matter() -> None:
    assert blocks("On |today|.\n\n.. |today| date::\n")[0].text == "On |today|."


def test_nothing_stays_behind_in_docutils() -> None:
    from docutils.parsers.rst import directives, roles

    before = (directives.directive, dict(directives._directives), set(roles._roles))
    blocks(".. role:: actor\n\n:actor:`Guest`\n\n.. default-role:: actor\n\n.. usecase:: Pay\n")
    assert (directives.directive, dict(directives._directives)) == before[:2]
    assert "actor" not in roles._roles and "" not in roles._roles


def test_lists_deeper_than_any_reader_keep_their_words() -> None:
    deep = "\n\n".join("  " * depth + f"- word{depth}" for depth in range(300))
    assert {f"word{depth}" for depth in range(300)} <= set(words(blocks(deep)))


ANY_LINES = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            ["- a", "1. a", "====", "----", "a::", "   a", ".. a:: b", ".. note::", ":a: b", "| a", "+--+", ""]
        )
        | st.sampled_from(
            ["``a", "*a", "`a`_", ":r:`a`", "|a|", ".. |a| replace:: b", ".. [1] a", "\ta", "==  ==", "|a|b|"]
        ),
    ),
    max_size=12,
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(ANY_LINES)
def test_any_text_is_read_to_its_end_without_the_last_resort(text: str) -> None:
    with patch("usecase_dsl.importing.containers.rest.paragraphs", side_effect=AssertionError):
        blocks(text)


@settings(max_examples=300, deadline=None)
@given(ANY_LINES)
def test_any_text_has_blocks_with_lines_of_its_own(text: str) -> None:
    last = len(re.split("\r\n|\r|\n", text))
    assert all(1 <= block.line <= last and block.level >= 0 for block in blocks(text))


WORD = st.text("abcdefgh", min_size=3, max_size=8)
PIECES: tuple[str, ...] = (
    "{0}\n====\n",
    "{0} {1}\n{2}\n",
    "- {0}\n- {1}\n\n  {2}\n",
    "1. {0}\n2. {1}\n",
    ":{0}: {1}\n",
    "{0}\n    {1} {2}\n",
)
PIECES += (".. note:: {0}\n", ".. thing:: {0}\n\n   - {1}\n", "*{0}* **{1}** ``{2}``\n", "| {0}\n| {1}\n", "  {0}\n")
PIECES += ("========  ========\n{0:8}  {1:8}\n========  ========\n", "{0}::\n\n    {1}\n", "`{0} <https://x.org>`_\n")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.tuples(WORD, WORD, WORD)), max_size=8))
def test_no_word_is_lost(pieces: list[tuple[str, tuple[str, str, str]]]) -> None:
    text = "\n".join(piece.format(*three) for piece, three in pieces)
    written = [word for piece, three in pieces for index, word in enumerate(three) if f"{{{index}" in piece]
    assert set(written) <= set(words(blocks(text)))
