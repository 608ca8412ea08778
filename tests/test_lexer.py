"""The lexer finds what Lark's own contextual lexer finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lark import Lark

from usecase_dsl import resources
from usecase_dsl.source import source_from_bytes, source_from_text
from usecase_dsl.syntax import parser
from usecase_dsl.syntax.lexer import OffsetLexer
from usecase_dsl.syntax.reader import Reader
from usecase_dsl.syntax.terminals import terminals
from usecase_dsl.syntax.vocabulary import vocabulary

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").rglob("*.uc"))
SLIPS = """
  # before anything
- a bullet that belongs to nothing
use case UC-1 — Sell a ticket
\t level :  user goal
3. a step in a header

main success scenario:
  1) Customer pays. [E1]
  \u200b# invisible, and then a comment
  2 - Customer waits.
  3. resume at 1
  * 2a. a label after a bullet
  2b: The card is declined: end in failure
  => Nobody pays.
alternate  flows\t
  # a heading without its colon, and prose
repeat 1-2 until it is done;
priorty: high
"""


def lark(lexer: Any) -> tuple[Lark, Reader]:
    words = vocabulary("en")
    reader = Reader(words)
    found = Lark(
        f"{resources.read_text('grammar/usecase.lark')}\n{terminals(words)}\n",
        parser="lalr",
        lexer=lexer,
        start="document",
        transformer=reader,
        lexer_callbacks=parser._callbacks(words),
        maybe_placeholders=False,
    )
    return found, reader


def read(text: str, how: tuple[Lark, Reader]) -> Any:
    """All that is read from a text, with its places."""
    found, reader = how
    reader.begin(text)
    declarations: Any = found.parse(text)
    lines = [line.span for each in declarations for section in each.sections for line in section.body]
    places = [(each.span, each.head_span) for each in declarations]
    strays = [(each, each.span) for each in reader.strays]
    return declarations, [*places, *lines], strays, [(each, each.span) for each in reader.lookalikes]


@pytest.fixture(scope="module")
def ours() -> tuple[Lark, Reader]:
    return lark(OffsetLexer)


@pytest.fixture(scope="module")
def theirs() -> tuple[Lark, Reader]:
    return lark("contextual")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_in_the_examples(file: Path, ours: tuple[Lark, Reader], theirs: tuple[Lark, Reader]) -> None:
    text = source_from_bytes(file.read_bytes(), file.name).text
    assert read(text, ours) == read(text, theirs)


def test_in_a_text_full_of_slips(ours: tuple[Lark, Reader], theirs: tuple[Lark, Reader]) -> None:
    text = source_from_text(SLIPS).text
    found = read(text, ours)
    assert found == read(text, theirs)
    assert len(found[2]) > 1 and len(found[3]) > 1
