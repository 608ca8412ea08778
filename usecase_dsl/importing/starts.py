"""Where a line begins a use case: "Use case UC1: Log in", "UC-01 – Log in", "Caso de uso 3"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from usecase_dsl.importing import lexicon
from usecase_dsl.importing.marks import digits
from usecase_dsl.syntax.names import key


class Start(NamedTuple):
    """The id and title of a use case as a line gives them; either may be empty. ``named``: the line says that it is
    a use case or has an id that only use cases have."""

    id: str
    title: str
    named: bool = True


_MARKUP = re.compile(r"^#{1,6}\s*|^[^\w(\[«\"'“]+(?=\w)", re.UNICODE)
_NUMBERING = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,3})+[.)]?\s+|\d{1,3}[.)]\s*|\d{1,2}\s+[-–]\s+|[IVX]{1,4}[.)]\s+|[a-zA-Z][.)]\s+)(?=\S)"
)
_SEPARATOR = re.compile(r"^(?:[\s:：.,;|–—\-#(\[\]º°№=»]|[nN][º°])*")
_OWN_ID = r"[A-Z]{2,6}(?:[-_][A-Z]{2,8})*[-_ ]?\d{1,4}(?:[.\-_]\d{1,4})*(?:[-_]?[A-Za-z])?"
_ANY_ID = re.compile(rf"(?P<id>{_OWN_ID}|\d{{1,4}}(?:\.\d{{1,3}})*[a-zA-Z]?)(?=$|[\s:：.,;|–—\-)\]])")
_AFTER_ID = re.compile(r"^\s*(?:[:：.,;|)\]_]+|[-–—]+(?=\s|\w))?\s*")
# Fields whose values are use cases: "Use case included: Log in" may as well begin one.
_RELATED = {"related", "extends", "specialises", "extension points"}
_CLOSE_OF_TITLE = re.compile(r"[\s:：|]+$")
_QUOTED = re.compile(r'["“„«‘「]([^"“”„«»‘’「」]+)["”“»’」]')


@cache
def _named_id() -> re.Pattern[str]:
    prefixes = "|".join(sorted(lexicon.documents_as_written("uc ids"), key=len, reverse=True))
    more = r"(?:[-_ ]?[A-Z]{2,8})?[-_ .#]{0,2}\d{1,4}(?:[.\-_]\d{1,4})*(?:[-_]?[A-Za-z](?![A-Za-z]))?"
    return re.compile(rf"(?P<id>(?:{prefixes}){more})(?=$|[\s:：.,;|–—\-)\]/]|_[^\W\d_]{{2}})")


@cache
def _word() -> re.Pattern[str]:
    kinds = "|".join(map(re.escape, sorted(lexicon.documents()["kind of text"], key=len, reverse=True)))
    words = "|".join(map(_pattern, lexicon.use_case_words()))
    of = r"(?:\s+(?:of|de|da|do|del|di|du|d'|для|von))?"
    return re.compile(rf"(?:(?:{kinds}){of}\s+)?(?:{words})(?:\s+(?:{kinds}))?(?![^\W\d_])", re.IGNORECASE)


def _pattern(word: str) -> str:
    """A word of several parts, however the blanks and apostrophes in it are written."""
    return re.escape(word).replace(r"\ ", r"[\s-]+").replace("'", "['’‘ʼ´`]")


def start_of(text: str, heading: bool) -> Start | None:
    """The use case that a line begins, or ``None``. In a ``heading`` the id or the word for a use case may be followed
    by the title at once; elsewhere a mark has to separate them."""
    text = " ".join(lexicon.plain(text).split())
    if len(text) > 160:
        return None
    written = _NUMBERING.sub("", _MARKUP.sub("", text)).strip(" *_")
    return _by_word(written, heading) or _by_id(written, heading) or (_by_word_within(written) if heading else None)


def _by_word(text: str, heading: bool) -> Start | None:
    match = _word().match(digits(text))
    if not match:
        return None
    if named := _field_of(text, match.end()):
        return Start(tidy_id(named[1]), "") if named[0] == "id" else None
    tail = (
        re.sub(r"^(?:\s+[^\W\d_A-Z][^\W\d_]*){1,2}(?=\s*[:：])", "", text[match.end() :])
        if heading
        else text[match.end() :]
    )
    separated = bool(re.match(r"\s*[:：#.\-–—(\[]|\s*\W*\d|\s*$|\s+[A-Z]{2,}[-_ ]?\d", tail))
    rest = _SEPARATOR.sub("", tail)
    first = key(rest.split(" ")[0]).strip(".,:;") if rest else ""
    other = {key(word).strip(".,:;") for word in rest.split(" ")} & lexicon.documents()["after the word"]
    if not separated and (not heading or other or not rest.lstrip('"“„«‘「')[:1].isupper() or lexicon.look_up(rest)):
        return None
    if first in lexicon.documents()["after the word"] and not re.match(r"\s*[:：]", tail):
        return None
    if not rest and (
        not heading or (" " in match[0] and key(match[0]).split(" ")[-1] in lexicon.documents()["kind of text"])
    ):
        return None
    return _id_and_title(rest)


def _field_of(text: str, end: int) -> tuple[str, str] | None:
    """A field of a use case that is called by its name, as in "Use case ID: UC-7": what it is, and its value."""
    head, colon, value = text.replace("：", ":").partition(":")
    more = head[end:].strip(" -_")
    found = (lexicon.look_up(head) or lexicon.look_up(more)) if colon and more and value.strip() else None
    if not found or found.word.kind not in ("id", "field") or found.word.keyword in _RELATED:
        return None
    return (found.word.kind, value) if found.word.kind == "field" or _ANY_ID.fullmatch(value.strip()) else None


def begins_with_an_id(text: str) -> bool:
    """Whether a text begins with an id that only use cases have."""
    return _named_id().match(digits(lexicon.plain(text)).lstrip("([")) is not None


def _id_and_title(rest: str) -> Start:
    id, title = "", rest
    while match := _ANY_ID.match(digits(title)):
        after = title[match.end() :]
        if match["id"].isdigit() and re.match(r"\s+[a-z]", after):
            break
        id, title = match["id"], _AFTER_ID.sub("", after, count=1)
        if not re.match(r"\d+$", id):
            break
    return Start(tidy_id(id), tidy_title(title))


def _by_id(text: str, heading: bool) -> Start | None:
    match = _named_id().match(digits(text).lstrip("([")) or None
    if not match:
        return _without_number(text) if heading else None
    text = text.lstrip("([")
    after = text[match.end() :]
    if re.match(r"\.[A-Z]{1,3}[-_.]?\d", after):
        return None  # A code of a flow, "UC.06.EX.02".
    if not heading and not re.match(r"\s*[:：.|)\]]|\s*[-–—]", after):
        return None
    title = tidy_title(_AFTER_ID.sub("", after, count=1))
    return Start(tidy_id(match["id"]), title)


def _without_number(text: str) -> Start | None:
    match = re.match(r"(?:UC|Use-case|CU)\s*[:：–—-]\s*(?=\S)", text)
    if counted := re.match(
        r"(?:Cas|Caso|Case|Fall|Случай)\s+(?:n[°º]\s*)?\d{1,3}\s*[:：.–—-]\s*(?=\S)", text, re.IGNORECASE
    ):
        return Start("", tidy_title(text[counted.end() :]))
    return Start("", tidy_title(text[match.end() :])) if match else None


def _by_word_within(text: str) -> Start | None:
    """ "Shop – Use case specification: Log in"."""
    for match in _word().finditer(text):
        if match.start() and match.end() == len(text) and len(text.split()) > 3:
            return Start("", tidy_title(text), False)
        tail = text[match.end() :]
        if match.start() and re.match(r"\s*[:：]\s*\S", tail):
            return _id_and_title(_SEPARATOR.sub("", tail))
    return None


def tidy_id(id: str) -> str:
    """An id as the language allows it: ``UC 1`` is ``UC1``."""
    text = re.sub(r"\s+", "", digits(id))
    return re.sub(r"[^\w.#-]", "", text).strip(".-_")


def tidy_title(title: str) -> str:
    """A title on one line, without marks round it."""
    text = _CLOSE_OF_TITLE.sub("", " ".join(lexicon.plain(title).split()))
    text = text.replace("_", " ") if " " not in text else text
    text = text.strip("*_ ")
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    elif quoted := _QUOTED.fullmatch(text):
        text = quoted[1]
    return text.strip()
