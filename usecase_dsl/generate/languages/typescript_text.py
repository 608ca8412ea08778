"""TypeScript source made of any words that people write, broken into lines as Prettier does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from usecase_dsl.generate.languages import curly
from usecase_dsl.generate.languages.python_text import literal, width
from usecase_dsl.generate.marks import Comment
from usecase_dsl.plain_text import plain

# What Prettier allows a line.
WIDTH = 80

# Names that a class or an object has for something else already; keywords may be names of members.
RESERVED = frozenset({"constructor", "page", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf"})
RESERVED_PARAMETERS = frozenset({"name", "constructor", "toString", "valueOf"})

COMMENT = Comment("//", fit=plain)


def comment(text: str, indent: int = 4) -> str:
    """Lines as comments, wrapped to the width of a line."""
    return curly.comment(text, indent, WIDTH)


def tsdoc(text: str, indent: int = 2) -> str:
    """Lines as a documentation comment."""
    return curly.block(text, indent, WIDTH, _escaped)


def template(text: str, ending: str) -> str:
    """A template literal of a text and, behind it, what is source already."""
    escaped = re.sub(r"[\\`]|\$(?=\{)", lambda found: "\\" + found[0], text)
    return f"`{escaped}{ending}`"


def failing(message: str, indent: int) -> str:
    """The statement that fails, as the second level of what begins two columns before ``indent``."""
    line = f"expect(false, {literal(message)}).toBe("
    used = indent + width(line)
    if used <= WIDTH:
        return f"{line}true);" if used + len("true);") <= WIDTH else f"{line}\n    true,\n  );"
    return f"expect(\n    false,\n    {literal(message)},\n  ).toBe(true);"


def test_call(title: str, fixtures: Sequence[str], indent: int) -> str:
    """The first line of a call of ``test``, or the first lines, up to the bracket that opens its body."""
    if not fixtures:
        return f"test({title}, async () => {{"
    line = f"test({title}, async ({{ {', '.join(fixtures)} }}) => {{"
    if indent + width(line) <= WIDTH:
        return line
    listed = "".join(f"  {each},\n" for each in fixtures)
    return f"test({title}, async ({{\n{listed}}}) => {{"


def rows(names: Sequence[str], values: Iterable[Sequence[str]], indent: int) -> str:
    """An array of objects that are rows of data, as it stands in the head of a loop."""
    objects = [[f"{name}: {literal(plain(value))}" for name, value in zip(names, row, strict=True)] for row in values]
    flat = [f"{{ {', '.join(fields)} }}" for fields in objects]
    if len(flat) == 1 and indent + width(f"for (const row of [{flat[0]}]) {{") <= WIDTH:
        return f"[{flat[0]}]"
    lines = "".join(
        f"  {line},\n" if indent + 3 + width(line) <= WIDTH else _expanded(fields)
        for line, fields in zip(flat, objects, strict=True)
    )
    return f"[\n{lines}]"


def _expanded(fields: Sequence[str]) -> str:
    return "  {\n" + "".join(f"    {field},\n" for field in fields) + "  },\n"


def _escaped(line: str) -> str:
    return re.sub(r"(?<=\{)@|^(\s*)@", lambda found: f"{found[1] or ''}\\@", line.replace("*/", "*\\/"))
