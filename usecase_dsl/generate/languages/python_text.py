"""Python source made of any words that people write: names, literals, docstrings and comments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

# What Ruff and Black allow a line unless told otherwise.
WIDTH = 88

# Letters that Unicode doesn't take apart into an ASCII letter and a mark.
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h"})

# What comments begin with that tell programs something.
_DIRECTIVE = re.compile(r" *(?:[#%!@]|-\*-|[\w-]+:|(?:usecase|noqa|nosec|(?:end)?region)\b)", re.IGNORECASE)


def identifier(text: str, most: int = 60) -> str:
    """The text as part of a name: ASCII small letters, digits and ``_``, at most so many, cut between words.

    ``""`` where most of its letters are of another script: what is left of them would say something else.
    """
    folded = unicodedata.normalize("NFKD", re.sub("['’]", "", text.casefold()).translate(_LETTERS))
    letters = [letter for letter in folded if letter.isalpha()]
    if 2 * sum(letter.isascii() for letter in letters) < len(letters):
        return ""
    unmarked = "".join(letter for letter in folded if not unicodedata.combining(letter))
    name = re.sub("[^a-z0-9]+", "_", unmarked).strip("_")
    return name if len(name) <= most else _cut_between(name, most, "_")


def literal(text: str, room: int | None = None) -> str:
    """A string literal, its quotes chosen as formatters do; cut to so many columns between them if that is asked."""
    if room is not None:
        text = shortened(text, room, {"\\": 2, '"': 2, "'": 2})
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + text.replace("\\", "\\\\").replace(quote, "\\" + quote) + quote


def call(before: str, arguments: Iterable[str], indent: int = 0, after: str = "") -> str:
    """A call, a definition or a tuple: on one line if that has room for it, else an argument a line.

    The first line isn't indented; ``indent`` says where it stands.
    """
    listed = list(arguments)
    line = f"{before}({', '.join(listed)}){after}"
    if indent + width(line) + (not after) <= WIDTH and "\n" not in line:
        return line
    margin = " " * indent
    body = "".join(f"{margin}    {each},\n" for each in listed)
    return f"{before}(\n{body}{margin}){after}"


def comment(text: str, indent: int = 4) -> str:
    """Lines as comments, wrapped to the width of a line. Blank ones stay blank, of several together one alone.

    Words that would tell linters to look away lose their ``#``.
    """
    text = re.sub(r"#(?=\s*noqa)", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\n{3,}", "\n\n", text.strip("\n"))
    lines = (piece for line in text.split("\n") for piece in comment_lines(line, WIDTH - indent - 2))
    return _indented((f"# {line}" if line else "" for line in lines), indent)


def comment_lines(line: str, room: int) -> Iterator[str]:
    """A line of a comment in as many as it takes. None of the further ones begins with what tools look for there."""
    for number, piece in enumerate(_wrapped(line.strip(), room, {})):
        yield f"…{piece[1:]}" if number and _DIRECTIVE.match(piece) else piece


def docstring(text: str, indent: int = 4) -> str:
    """Lines as a docstring: the first cut to the width of a line, the others wrapped below where they begin.

    A line's text is kept exactly, apart from where it is wrapped. An address is never wrapped.
    """
    lines = text.strip("\n").split("\n")
    prefix, escapes = _escapes(text)
    costs = {letter: len(escape) for letter, escape in escapes.items()}
    room = WIDTH - indent
    wrapped = [shortened(lines[0].strip(), room - 7, costs)]
    wrapped += (piece for line in lines[1:] for piece in _wrapped(line.rstrip(), room, costs))
    opening, *others = (_escaped(line, escapes) for line in wrapped)
    if opening.startswith('"'):
        opening = " " + opening
    closing = ['"""'] if others or opening.endswith(('"', "\\")) else []
    first = f'{prefix}"""{opening}' + ("" if closing else '"""')
    return _indented([first, *others, *closing], indent)


def shortened(text: str, room: int, costs: dict[str, int] | None = None) -> str:
    """The text, cut between words and ended with ``...`` where it takes more columns than there are."""
    if width(text, costs) <= room:
        return text
    return _cut_between(beginning(text, room - 3, costs), room, " ").rstrip(" .") + "..."


def width(text: str, costs: dict[str, int] | None = None) -> int:
    """How many columns a text takes: two for what is wide, and for what this Python's Unicode lacks yet."""
    if text.isascii() and not costs:
        return len(text)
    return sum((costs or {}).get(letter) or (2 if _is_wide(letter) else 1) for letter in text)


def beginning(text: str, room: int, costs: dict[str, int] | None = None) -> str:
    """As much of the beginning of a text as so many columns hold."""
    used = 0
    for index, letter in enumerate(text):
        used += width(letter, costs)
        if used > room:
            return text[:index]
    return text


def _escapes(text: str) -> tuple[str, dict[str, str]]:
    """How a docstring of this text is written: the literal's prefix, and what stands for single characters.

    A raw string holds backslashes, but no three quotes. With both, a Unicode escape is what linters let pass.
    """
    if '"""' not in text:
        return ("r" if "\\" in text else ""), {}
    return "", {'"': '\\"', "\\": "\\u005c"}


def _escaped(line: str, escapes: dict[str, str]) -> str:
    if escapes:
        line = line.replace("\\", escapes["\\"]).replace('"""', 3 * escapes['"'])
    return line


def _indented(lines: Iterator[str] | list[str], indent: int) -> str:
    return "\n".join(" " * indent + line if line else "" for line in lines)


def _wrapped(line: str, room: int, costs: dict[str, int]) -> Iterator[str]:
    """The pieces of a line, the further ones two columns further in."""
    margin = " " * (len(line) - len(line.lstrip()))
    hanging = margin + "  "
    piece = margin
    for word in line.split():
        joined = f"{piece} {word}" if piece.strip() else piece + word
        if width(joined, costs) <= room:
            piece = joined
        elif "://" in word or width(hanging + word, costs) <= room:
            yield from [piece] if piece.strip() else []
            piece = hanging + word
        else:
            *full, piece = _broken(joined, hanging, room, costs)
            yield from full
    yield piece


def _broken(text: str, hanging: str, room: int, costs: dict[str, int]) -> Iterator[str]:
    """Text broken inside its last word, which is wider than a line: scripts without blanks, and worse."""
    while width(text, costs) > room:
        head = beginning(text, room, costs)
        yield head.rstrip()
        text = hanging + text[len(head) :].lstrip()
    yield text


def _cut_between(text: str, most: int, blank: str) -> str:
    """The first so many characters, up to the last blank if that leaves at least half of them."""
    text = text[:most]
    return (text[: text.rfind(blank, most // 2)] if blank in text[most // 2 :] else text).rstrip(blank)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF" or unicodedata.category(letter) == "Cn"
