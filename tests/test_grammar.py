"""The grammar is total: whatever kind of line comes next, there is a place for it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from lark import Lark
from lark.parsers.lalr_analysis import Shift

from usecase_dsl import resources
from usecase_dsl.syntax import parser
from usecase_dsl.syntax.terminals import terminal, terminals
from usecase_dsl.syntax.vocabulary import vocabulary

MARKS = ("STEP", "NEAR_STEP", "BULLET_STEP")
HEADS = (
    *(
        "DECL",
        "DECL_WITH_DASH",
        "NEAR_DECL",
        "FIELD",
        "UNKNOWN",
        "CODE_COLON",
        "MAIN",
        "BRANCHES",
    ),
    *("EXT", "NEAR_EXT", "BULLET_EXT", *MARKS, "BULLET", "ROW", "RESULT"),
)
CONTROLS = tuple(terminal(kind) for kind in dict.fromkeys(kind for kind, _ in vocabulary("en").controls))
LINES = (
    ("TEXT",),
    ("NEAR_MAIN",),
    ("NEAR_BRANCHES",),
    *((head, "REST") for head in HEADS),
    *((control,) for control in CONTROLS),
    *((mark, control) for mark in MARKS for control in CONTROLS),
)

# How many ways of coming to each state of the parse table are followed. Two would do; the rest is for good measure.
STACKS_FOR_A_STATE = 4


def table() -> Any:
    lark, _, _ = parser._parser("en")
    return lark.parser.parser._parse_table


def after(stack: tuple[int, ...], token: str, states: Any) -> tuple[int, ...] | None:
    """The parser's stack after a token; None if it has no place there."""
    here = list(stack)
    while True:
        step = states[here[-1]].get(token)
        if step is None:
            return None
        action, argument = step
        if action is Shift:
            return (*here, argument)
        del here[len(here) - len(argument.expansion) :]
        here.append(states[here[-1]][argument.origin.name][1])


def after_line(stack: tuple[int, ...], line: tuple[str, ...], states: Any) -> tuple[int, ...] | None:
    here: tuple[int, ...] | None = stack
    for token in line:
        here = here and after(here, token, states)
    return here


def test_every_line_has_a_place_wherever_it_stands() -> None:
    states = table().states
    start: int = table().start_states["document"]
    waiting: list[tuple[int, ...]] = [(start,)]
    seen: dict[int, int] = defaultdict(int)
    refused = set()
    while waiting:
        stack = waiting.pop()
        for line in LINES:
            here = after_line(stack, line, states)
            if here is None and line[0] in MARKS:
                # Where no control line can be numbered, the lexer takes the same words for the rest of the line.
                here = after_line(stack, (line[0], "REST"), states)
            if here is None:
                refused.add((stack[-1], line))
            elif seen[here[-1]] < STACKS_FOR_A_STATE:
                seen[here[-1]] += 1
                waiting.append(here)
    assert len(seen) > 50, "the walk has to come to most states"
    assert not refused


def test_strict_mode_finds_no_conflict() -> None:
    """Lark settles conflicts silently unless it is asked to be strict, which takes interegular."""
    pytest.importorskip("interegular")
    grammar = f"{resources.read_text('grammar/usecase.lark')}\n{terminals(vocabulary('en'))}\n"
    Lark(grammar, parser="lalr", start="document", strict=True, maybe_placeholders=False)
