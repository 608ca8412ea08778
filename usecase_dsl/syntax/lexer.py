"""From characters to tokens: what Lark's contextual lexer does, without counting lines and columns.

Places are offsets here, and counting would cost an eighth of the time that reading takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lark import Token
from lark.common import LexerConf
from lark.lexer import Lexer, LexerState, TerminalDef


class OffsetLexer(Lexer):
    """Looks at each place for those terminals alone that the parser can take there."""

    # Lark hands the parser's state to lexers that ask for it.
    __future_interface__ = 1

    def __init__(self, conf: LexerConf) -> None:
        # Lark's own order: of two terminals that match, the one with the higher priority wins, then the longer one.
        self.terminals = sorted(conf.terminals, key=_rank)
        self.callbacks = conf.callbacks
        self.patterns: dict[int, re.Pattern[str]] = {}

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
        given: Any = lexer_state.text
        # From release 1.3 of Lark on it is a slice of the text.
        text: str = getattr(given, "text", given)
        at, end = 0, len(text)
        while at < end:
            pattern = self.patterns.get(parser_state.position) or self._pattern(parser_state)
            match = pattern.match(text, at)
            # The grammar is total: whatever stands there, a terminal matches it.
            assert match and match.lastgroup
            token = Token(match.lastgroup, match[0], at)
            at = match.end()
            callback = self.callbacks.get(token.type)
            yield callback(token) if callback else token

    def _pattern(self, parser_state: Any) -> re.Pattern[str]:
        accepted = set(parser_state.parse_conf.states[parser_state.position])
        if "TEXT" in accepted:
            # It is found at a text's beginning alone, and so one pattern will do for the beginnings of all lines.
            accepted.add("LEAD")
        parts = [f"(?P<{each.name}>{each.pattern.to_regexp()})" for each in self.terminals if each.name in accepted]
        return self.patterns.setdefault(parser_state.position, _compiled("|".join(parts)))


# States share their patterns, and ``re`` forgets those that it has compiled.
_compiled = cache(re.compile)


def _rank(terminal: TerminalDef) -> tuple[int, int, int, str]:
    return -terminal.priority, -terminal.pattern.max_width, -len(terminal.pattern.value), terminal.name
