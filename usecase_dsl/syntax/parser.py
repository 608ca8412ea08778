"""From a text to a document. Never raises on any text."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from lark import Lark, Token

from usecase_dsl import resources
from usecase_dsl.source import Source, Span
from usecase_dsl.syntax.labels import is_code
from usecase_dsl.syntax.lexer import OffsetLexer
from usecase_dsl.syntax.lines import keyword_and_id
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Document, Reference
from usecase_dsl.syntax.reader import Reader
from usecase_dsl.syntax.scripts import holds_sign
from usecase_dsl.syntax.singular import fields_for_declarations
from usecase_dsl.syntax.terminals import terminals
from usecase_dsl.syntax.vocabulary import Vocabulary, languages, vocabulary

_LANGUAGE = re.compile(r"\s*#\s*language\s*[:：]\s*(?P<code>\S+)", re.IGNORECASE)
# As the grammar has it for a head with a colon.
_LONGEST_HEAD = 59
_ID = re.compile(r"[\w#](?:[\w.#-]*[\w#])?")


def read(source: Source) -> Document:
    """The document that a source holds; what can't be read is kept in it as strays."""
    written = _LANGUAGE.match(source.text)
    code = written["code"].lower().replace("_", "-") if written else "en"
    known = next((each for each in (code, code.partition("-")[0]) if each in languages()), None)
    parser, reader, lock = _parser(known or "en")
    with lock, collector_paused():
        reader.begin(source.text)
        declarations: Any = parser.parse(source.text)
        strays, lookalikes = tuple(reader.strays), tuple(reader.lookalikes)
    declarations, singular = fields_for_declarations(declarations, source.text)
    unknown = None if known or not written else Reference(written["code"], Span(*written.span("code")))
    return Document(source, known or "en", declarations, strays, lookalikes, singular, unknown)


@contextmanager
def collector_paused() -> Iterator[None]:
    """All that is made meanwhile lives on, so that collecting garbage finds none and costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on and not gc.get_freeze_count():
            # It counts as old from now on, so that it isn't looked through as soon as the collector is back.
            gc.freeze()
            gc.unfreeze()
        if was_on:
            gc.enable()


@cache
def _parser(language: str) -> tuple[Lark, Reader, Lock]:
    words = vocabulary(language)
    reader = Reader(words)
    parser = Lark(
        f"{resources.read_text('grammar/usecase.lark')}\n{terminals(words)}\n",
        parser="lalr",
        lexer=OffsetLexer,
        start="document",
        transformer=reader,
        lexer_callbacks=_callbacks(words),
        maybe_placeholders=False,
        cache=_cache(language),
    )
    return parser, reader, Lock()


def _cache(language: str) -> str | bool:
    """Where the parse table of a language is kept. Lark makes it anew when the grammar or Lark itself has changed."""
    folder = resources.cache_directory()
    return str(folder / f"grammar-{language}.pickle") if folder else False


def _callbacks(words: Vocabulary) -> dict[str, Any]:
    """What the lexer asks about tokens that have their type from the keyword table."""
    return {"UNKNOWN": _by_keyword(words), "TEXT": _heading_alone(words)}


def _heading_alone(words: Vocabulary) -> Any:
    """A lexer callback that gives a line its type if it is a flow's heading and nothing else, not even a colon."""
    headings = {
        spelling: f"NEAR_{head.kind}"
        for spelling, head in words.heads.items()
        if head.kind in ("MAIN", "BRANCHES") and _is_heading(spelling)
    }

    def retyped(token: Token) -> Token:
        line = token[: token.index("\n")].rstrip()
        if len(line) <= _LONGEST_HEAD:
            token.type = headings.get(key(line), "TEXT")
        return token

    return retyped


def _is_heading(spelling: str) -> bool:
    """Whether a heading is told from prose without its colon: a short word alone may be the end of a sentence."""
    return " " in spelling or len(spelling) > (3 if holds_sign(spelling) else 9)


def _by_keyword(words: Vocabulary) -> Any:
    """A lexer callback that gives a head with a colon the type that its keyword has."""

    @lru_cache(maxsize=4096)
    def kind(written: str) -> str:
        head = words.heads.get(key(written))
        if head:
            return head.kind
        if is_code(written):
            return "CODE_COLON"
        return "DECL" if _declares(written, words) else "UNKNOWN"

    def retyped(token: Token) -> Token:
        token.type = kind(token.rstrip().rstrip(":：").rstrip())
        return token

    return retyped


def _declares(head: str, words: Vocabulary) -> bool:
    keyword, id = keyword_and_id(head)
    known = words.heads.get(key(keyword))
    # ``Use case number: 4`` is a heading that begins like a declaration.
    is_id = _ID.fullmatch(id) is not None and key(id) not in words.other_words
    return known is not None and known.kind == "DECL" and is_id
