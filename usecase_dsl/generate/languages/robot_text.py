"""Robot Framework's data made of any words that people write: cells, documentation, comments and names."""

from __future__ import annotations

import re

from usecase_dsl.generate.languages.python_text import comment_lines, shortened, width
from usecase_dsl.generate.marks import digest
from usecase_dsl.plain_text import plain

# What Robot Framework's own formatter allows a line.
WIDTH = 120

_LONGEST_NAME = 80
_VARIABLE = re.compile(r"[$@&%*](?=\{)")

# Keywords by these names would be taken for what generated tests are made of.
_TAKEN = {"and", "else", "elseif", "fail", "nooperation", "runkeywords"}


def cell(text: str) -> str:
    """The text as one cell of a row: what it would otherwise mean to Robot Framework has a backslash before it."""
    escaped = _VARIABLE.sub(r"\\\g<0>", plain(text).replace("\\", "\\\\")).replace("=", "\\=")
    return _begun(escaped) if escaped else "${EMPTY}"


def documentation(text: str, setting: str = "[Documentation]", indent: int = 4) -> str:
    """Lines as the documentation of a test, a keyword or a suite; what is too long goes on in a row below."""
    margin = " " * indent
    hanging = "..." + " " * (1 + len(setting) if not indent else 4)
    lines = text.strip("\n").split("\n")
    rows = [row for line in lines for row in _rows(line.strip(), WIDTH - indent - len(hanging) - 2)]
    others = [f"{margin}{hanging}{row}".rstrip() for row in rows[1:]]
    return "\n".join([f"{margin}{setting}    {rows[0]}".rstrip(), *others])


def comment(text: str, indent: int = 4) -> str:
    """Lines as comments, wrapped to the width of a line. Blank ones are left out."""
    lines = (piece for line in text.split("\n") for piece in comment_lines(line, WIDTH - indent - 2))
    return "\n".join(f"{' ' * indent}# {line}" for line in lines if line)


def test_name(text: str) -> str:
    """The text as the name of a test, as it stands in a file."""
    return cell(shortened(plain(text), _LONGEST_NAME))


def keyword_name(text: str) -> str:
    """The name of a precondition's keyword: its words, and four characters where these aren't all.

    Robot Framework takes a name for the same whatever its case, blanks and underscores.
    """
    said = plain(text).rstrip(".。")
    words = re.sub(r"[^\w'’\- ]+", " ", said.replace("_", " ")).split()
    name = shortened(" ".join(word[:1].upper() + word[1:] for word in words), _LONGEST_NAME)
    whole = "".join(words) == "".join(re.sub(r"[\s.,;:!?()\"“”/]+", "", said))
    if whole and name and not name.endswith("...") and known_by(name) not in _TAKEN:
        return name
    return f"{name.rstrip('.')} {digest([said], 4)}".strip()


def variable_name(text: str, number: int) -> str:
    """A name of data as that of a variable, without its braces."""
    return re.sub(r"[^\w]+", "_", plain(text).casefold()).strip("_") or f"value_{number}"


def known_by(name: str) -> str:
    """What Robot Framework tells names apart by."""
    return re.sub(r"[\s_]+", "", name).casefold()


def _begun(escaped: str) -> str:
    """A cell whose beginning is no comment, no section, no row that goes on, and no separator."""
    return "\\" + escaped if escaped.startswith(("#", "*", "...", "|", "[")) else escaped


def _rows(line: str, room: int) -> list[str]:
    """A line of documentation in as many rows as it takes; a backslash at a row's end says that the line goes on."""
    if not line:
        return [""]
    rows, row = [], ""
    for word in plain(line).split():
        escaped = cell(word) if not row else cell("x" + word)[1:]
        joined = f"{row} {escaped}" if row else escaped
        if row and width(joined) > room:
            rows.append(row + " \\")
            joined = cell(word)
        row = joined
    return [*rows, row]
