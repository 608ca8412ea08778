"""Characters with a look, as word processors keep them, into CommonMark prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff\x00"))
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\t\v\f", " ") | {"\r": "\n", "\uf0b7": "•"})
# A word is of one look. Scripts without blanks between words are left alone: there a look may end at any letter.
_WORD = re.compile(r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]{2,}")


@dataclass(frozen=True, slots=True)
class Span:
    """Text with one look; ``link`` is the address that it leads to."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


def prose(spans: Iterable[Span]) -> str:
    """The spans as CommonMark, marks closed at each line's end, lines and blanks trimmed, empty lines left out.

    A look that begins or ends inside a word is given to the whole word or to none of it.
    """
    characters = [
        Span(each, span.bold, span.italic, span.code, span.link) for span in spans for each in _clean(span.text)
    ]
    lines = (_line(list(line)) for ended, line in groupby(characters, _ends_line) if not ended)
    return "\n".join(line for line in lines if line)


def bare(spans: Iterable[Span]) -> str:
    """The spans' text alone, as a heading has it, trimmed like prose."""
    return prose(Span(span.text) for span in spans)


def _clean(text: str) -> str:
    return text.translate(_DROPPED).translate(_BLANKS)


def _ends_line(character: Span) -> bool:
    return character.text == "\n"


def _line(characters: list[Span]) -> str:
    characters = _trimmed(characters)
    if len({(each.bold, each.italic) for each in characters}) > 1:
        characters = _marks_can_close(_blanks_shared(_words_whole(characters)))
    return _by_link(characters)


def _trimmed(characters: list[Span]) -> list[Span]:
    """Without blanks at the ends and without a blank after another."""
    kept: list[Span] = []
    for each in characters:
        if each.text != " " or (kept and kept[-1].text != " "):
            kept.append(each)
    return kept[:-1] if kept and kept[-1].text == " " else kept


def _words_whole(characters: list[Span]) -> list[Span]:
    result = list(characters)
    for word in _WORD.finditer("".join(each.text for each in characters)):
        letters = characters[word.start() : word.end()]
        bold = sum(each.bold for each in letters) * 2 > len(letters)
        italic = sum(each.italic for each in letters) * 2 > len(letters)
        result[word.start() : word.end()] = [replace(each, bold=bold, italic=italic) for each in letters]
    return result


def _blanks_shared(characters: list[Span]) -> list[Span]:
    """A blank has the look that its neighbours share, so that marks never stand beside one on the inside."""
    result = list(characters)
    for i, each in enumerate(characters):
        if each.text == " ":
            before, after = characters[i - 1], characters[i + 1]
            result[i] = replace(each, bold=before.bold and after.bold, italic=before.italic and after.italic)
    return result


def _marks_can_close(characters: list[Span]) -> list[Span]:
    """``**a:**b`` isn't bold in CommonMark; ``**a**:b`` is: signs beside a letter of another look lose theirs."""
    return _signs_let_go(_signs_let_go(characters)[::-1])[::-1]


def _signs_let_go(characters: list[Span]) -> list[Span]:
    """From the end on, a sign before a letter, or before a sign that let go, keeps only what it shares with that."""
    result = list(characters)
    letting_go = False
    for i in range(len(result) - 2, -1, -1):
        here, after = result[i], result[i + 1]
        letting_go = not (here.text.isalnum() or here.text == " ") and (letting_go or after.text.isalnum())
        if letting_go:
            result[i] = replace(here, bold=here.bold and after.bold, italic=here.italic and after.italic)
    return result


def _by_link(characters: Sequence[Span]) -> str:
    return "".join(
        f"[{_by_bold(list(group))}]({link})" if link else _by_bold(list(group))
        for link, group in groupby(characters, lambda each: each.link)
    )


def _by_bold(characters: list[Span]) -> str:
    return _grouped(characters, lambda each: each.bold, "**", _by_italic)


def _by_italic(characters: list[Span]) -> str:
    return _grouped(characters, lambda each: each.italic, "*", _by_code)


def _by_code(characters: list[Span]) -> str:
    return _grouped(characters, lambda each: each.code, "`", _text)


def _text(characters: list[Span]) -> str:
    return "".join(each.text for each in characters)


def _grouped(
    characters: list[Span], look: Callable[[Span], bool], mark: str, inside: Callable[[list[Span]], str]
) -> str:
    groups = ((marked, inside(list(group))) for marked, group in groupby(characters, look))
    return "".join(_marked(text, mark) if marked else text for marked, text in groups)


def _marked(text: str, mark: str) -> str:
    """The text between marks, with blanks outside; signs alone get none."""
    inner = text.strip(" ")
    if not any(each.isalnum() for each in inner) or (mark == "`" and "`" in inner):
        return text
    return text.replace(inner, f"{mark}{inner}{mark}", 1)
