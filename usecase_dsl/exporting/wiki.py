"""Any words as Jira's wiki markup shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from usecase_dsl.plain_text import plain

# It can't be seen, and parts signs that mean something together where a backslash would be shown.
_JOINER = "\u2060"
# What begins a macro, a link or a cell; what begins emphasis, an insertion, a deletion or an image where no word ends;
# dashes, citations, and pictures of faces and of other things.
_SIGNS = re.compile(
    r"[{}\[\]|]"
    r"|(?<![A-Za-z0-9])[*_^~+-](?!\s)|(?<=-)-|-(?=-)"
    r"|!(?!\s|$)|\?(?=\?)|(?<=\?)\?"
    r"|(?<=:)[()]|(?<=:-)[()]|(?<=;)\)|(?<=;-)\)"
    r"|\((?=(?:y|n|i|/|x|!|\+|-|\?|on|off|\*[rgby]?|flag|flagoff)\))"
)
# A face that no backslash takes apart, and what Jira would leave out of a link's text.
_UNESCAPED = re.compile(r"(:-?(?=[PpD](?![A-Za-z0-9]))|mailto(?=:))", re.ASCII | re.IGNORECASE)
# A backslash is shown unless it stands before what it would escape, or before another one.
_BACKSLASH = re.compile(r"\\(?=[\\{}\[\]|*_^~+!?()#%@-]|$)")
# An address is a link, in which a backslash would be a part of it.
_ADDRESS = re.compile(
    r"((?:https?://|ftps?://|irc://)[\w?!~^/#$%&'()*+,.:;<=@-]*[\w~^/#$%&*+=@-])", re.ASCII | re.IGNORECASE
)
# What begins a list, a row, a heading or a quotation where a line begins.
_BEGINNING = re.compile(r"([#*|-])|h[1-6]\.|bq\.")


def wiki(text: str) -> str:
    """The text on one line of wiki markup, so that Jira shows it as it is."""
    line = "".join(_pieces(plain(text)))
    begins = _BEGINNING.match(line)
    return line if not begins else f"\\{line}" if begins[1] else f"{_JOINER}{line}"


def _pieces(text: str) -> Iterator[str]:
    pieces = _ADDRESS.split(text)
    for number, piece in enumerate(pieces):
        # What follows an address without a blank would be taken for a part of it, and a mark before it for an image.
        parted = number and not number % 2 and piece[:1].strip()
        image = piece.endswith("!") and number + 1 < len(pieces)
        said = f"{_escaped(piece[:-1])}\\!" if image else _escaped(piece)
        yield piece if number % 2 else _JOINER * bool(parted) + said


def _escaped(text: str) -> str:
    apart = _BACKSLASH.sub(rf"\\{_JOINER}", _UNESCAPED.sub(rf"\1{_JOINER}", text))
    return _SIGNS.sub(r"\\\g<0>", apart)
