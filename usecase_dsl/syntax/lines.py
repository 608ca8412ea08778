"""Lines as the grammar hands them over: a head and the rest, or one token; and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from lark import Token

from usecase_dsl.source import Span
from usecase_dsl.syntax.nodes import Text
from usecase_dsl.syntax.prose import Line, LineKind, one_line
from usecase_dsl.syntax.scripts import is_sign

_SIGN_AND_ID = re.compile(r"(.*[^!-~])((?=\S*\d)[!-~]+)")


class Result(NamedTuple):
    """What stands after ``=>``."""

    text: Text

    @property
    def span(self) -> Span:
        return self.text.span


class Item(NamedTuple):
    """An item below a field: a bullet, or a numbered line with its number."""

    line: Line
    number: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.line.span.end)


def first_line(token: Token) -> str:
    """A token without the line's end, and what it holds after that."""
    return token[: token.index("\n")]


def keyword_and_id(head: str) -> tuple[str, str]:
    """A declaration's head without its colon, as keyword and id. No blank is needed between a sign and an id."""
    keyword, *more = head.split()
    if not more and (joined := _SIGN_AND_ID.fullmatch(keyword)) and is_sign(joined[1][-1]):
        return joined[1], joined[2]
    return " ".join((keyword, *more[:-1])), more[-1] if more else ""


def head_and_rest(line: Token) -> tuple[Token, Token]:
    """A token that is a whole line as a head with nothing but the line's end after it."""
    head, start = first_line(line).rstrip(), cast(int, line.start_pos)
    return Token(line.type, head, start), Token("REST", line[len(head) :], start + len(head))


def value(rest: Token) -> Text:
    """The prose after a head that took the blanks before it."""
    return one_line(first_line(rest).rstrip(), cast(int, rest.start_pos))


def line_of(rest: Token, kind: LineKind = "text") -> Line:
    """The line of prose after a head."""
    first = first_line(rest)
    start = cast(int, rest.start_pos) + len(first) - len(first.lstrip())
    return Line(kind, first.strip(), start, rest[len(first) :])


def whole_line(tokens: Sequence[Token], kind: LineKind) -> Line:
    """A line whose head is part of its text."""
    last = tokens[-1]
    first = first_line(last)
    return Line(kind, "".join((*tokens[:-1], first)).rstrip(), cast(int, tokens[0].start_pos), last[len(first) :])


def listed_line(tokens: Sequence[Token]) -> Line:
    """An item's line: without its bullet or number, but with a label that a bullet stands before."""
    head, rest = tokens
    if head.type in ("BULLET", "STEP"):
        return line_of(rest)
    whole = whole_line(tokens, "text")
    mark = len(whole.value) - len(whole.value[1:].lstrip())
    return whole._replace(value=whole.value[mark:], start=whole.start + mark)


def head_span(head: Token) -> Span:
    """Where a head stands, without the blanks after it."""
    start = cast(int, head.start_pos)
    return Span(start, start + len(head.rstrip()))


def span_of(children: Sequence[Any]) -> Span:
    """From the first character of the first child to the last one that isn't blank of the last child."""
    first, last = children[0], children[-1]
    start = first.start_pos if isinstance(first, Token) else first.span.start
    return Span(cast(int, start), _end_of_token(last) if isinstance(last, Token) else last.span.end)


def _end_of_token(token: Token) -> int:
    return cast(int, token.start_pos) + len(first_line(token).rstrip())
