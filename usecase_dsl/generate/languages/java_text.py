"""Java source made of any words that people write: literals, comments and names.

A compiler turns ``\\u`` and four digits into a letter before it looks for the ends of comments and strings, so that a
backslash before a ``u`` is never left alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from usecase_dsl.generate.languages import curly
from usecase_dsl.generate.languages.python_text import identifier, shortened
from usecase_dsl.generate.marks import Comment, digest
from usecase_dsl.model.tables import UseCase
from usecase_dsl.plain_text import plain

# What google-java-format and Checkstyle allow a line.
WIDTH = 100

_KEYWORDS = frozenset(
    (
        *("abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const"),
        *("continue", "default", "do", "double", "else", "enum", "extends", "false", "final", "finally"),
        *("float", "for", "goto", "if", "implements", "import", "instanceof", "int", "interface", "long"),
        *("native", "new", "null", "package", "private", "protected", "public", "return", "short", "static"),
        *("strictfp", "super", "switch", "synchronized", "this", "throw", "throws", "transient", "true"),
        *("try", "var", "void", "volatile", "while", "yield", "record", "sealed", "permits"),
    )
)
# With these a method would be one that every object has, or the call one of JUnit's.
_METHODS = ("clone", "equals", "fail", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait")
RESERVED = _KEYWORDS.union(_METHODS)
RESERVED_PARAMETERS = _KEYWORDS | {"row"}

# A column of @CsvSource has 4,096 characters at most, and a constant 65,535 bytes.
_LONGEST_VALUE = 4000
_LONGEST_ROW = 10_000


def safe(text: str) -> str:
    """The text on one line, fit for a comment."""
    return re.sub(r"\\+(?=u)", lambda found: found[0] + "\\" * (len(found[0]) % 2), plain(text))


COMMENT = Comment("//", fit=safe)


def literal(text: str, room: int | None = None) -> str:
    """A string literal; cut to so many columns between its quotes if that is asked."""
    if room is not None:
        text = shortened(text, room, {"\\": 2, '"': 2})
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def csv_row(values: Sequence[str]) -> str:
    """The literal of a row of ``@CsvSource``, each of its values in quotes of its own; what is too long is cut."""
    most = min(_LONGEST_VALUE, _LONGEST_ROW // max(len(values), 1))
    quoted = ("'" + plain(value)[:most].replace("'", "''") + "'" for value in values)
    return literal(", ".join(quoted))


def comment(text: str, indent: int = 4) -> str:
    """Lines as comments, wrapped to the width of a line."""
    return "\n".join(map(_safe_line, curly.comment(text, indent, WIDTH).split("\n")))


def javadoc(text: str, indent: int = 4) -> str:
    """Lines as a comment for Javadoc; a paragraph begins with ``<p>`` after a blank line."""
    return curly.block(text, indent, WIDTH, _escaped)


def class_name(use_case: UseCase) -> str:
    """The name of a use case's class, if no other has it: made of its id and its title."""
    id = curly.camel(identifier(use_case.id, 30)) if use_case.id else ""
    title = curly.camel(identifier(use_case.title, 50))
    between = "_" if id[-1:].isdigit() and title[:1].isdigit() else ""
    name = curly.capitalised(id) + between + curly.capitalised(title)
    if not name:
        return f"UseCase{digest([use_case.key], 8)}Test"
    return f"UseCase{name}Test" if name[0].isdigit() else f"{name}Test"


def _safe_line(line: str) -> str:
    words = line.lstrip(" /")
    return line.removesuffix(words) + safe(words)


def _escaped(line: str) -> str:
    text = line.removeprefix("<p>")
    escaped = html.escape(text, quote=False).replace("*/", "*&#47;").replace("\\", "&#92;")
    return "<p>" * (text != line) + re.sub(r"(?<=\{)@|^(\s*)@", lambda found: f"{found[1] or ''}&#64;", escaped)
