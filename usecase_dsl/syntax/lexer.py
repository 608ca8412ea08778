"""From characters to tokens: what Lark's contextual lexer does, without counting lines and columns.

Places are offsets here, and counting would cost an eighth of the time that reading takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from lark import Token
from lark.common import LexerConf
from lark.lexer import Lexer, LexerState, TerminalDef

from usecase_dsl.syntax.terminals import CONTROLS


class OffsetLexer(Lexer):
    """Looks at each place for those terminals alone that the parser can take there."""

    # Lark hands the parser's state to lexers that ask for it.
    __future_interface__ = 1

    def __init__(self, conf: LexerConf) -> None:
        # Lark's own order: of two terminals that match, the one with the higher priority wins, then the longer one.
        self.terminals = sorted(conf.terminals, key=_rank)
        self.callbacks = conf.callbacks
        self.patterns: dict[int, list[re.Pattern[str]]] = {}

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
        given: Any = lexer_state.text
        # From release 1.3 of Lark on it is a slice of the text.
        text: str = getattr(given, "text", given)
        at, end = 0, len(text)
        while at < end:
            match = None
            for pattern in self.patterns.get(parser_state.position) or self._patterns(parser_state):
                if match := pattern.match(text, at):
                    break
            # The grammar is total: whatever stands there, a terminal matches it.
            assert match and match.lastgroup
            token = _Token(match.lastgroup, match[0], at)
            at = match.end()
            callback = self.callbacks.get(token.type)
            yield callback(token) if callback else token

    def _patterns(self, parser_state: Any) -> list[re.Pattern[str]]:
        """The patterns of what a state accepts, in order."""
        accepted = parser_state.parse_conf.states[parser_state.position]
        terminals = [each for each in self.terminals if each.name in accepted]
        found = [_compiled(tuple(band)) for _, band in groupby(terminals, key=_band)]
        return self.patterns.setdefault(parser_state.position, found)


class _Token(Token):
    """A token that knows no place but its offset, and is made in half the time."""

    line = column = end_line = end_column = end_pos = None

    def __new__(cls, type: str, value: str, start: int) -> _Token:
        token = str.__new__(cls, value)
        token.type, token.value, token.start_pos = type, value, start
        return token


@cache
def _compiled(terminals: tuple[TerminalDef, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{each.name}>{each.pattern.to_regexp()})" for each in terminals))


def _rank(terminal: TerminalDef) -> tuple[int, int, int, str]:
    return -terminal.priority, -terminal.pattern.max_width, -len(terminal.pattern.value), terminal.name


def _band(terminal: TerminalDef) -> int:
    """Terminals of control lines take longest to compile. They are so apart that all states share them."""
    return (terminal.priority > CONTROLS) - (terminal.priority < CONTROLS)
