"""What stands before the text of a step or of a flow: numbers, labels of flows, codes, letters and bullets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from usecase_dsl.syntax.labels import canonical, flow_label

MarkKind = Literal["bullet", "number", "label", "code", "letter", "path"]


class Mark(NamedTuple):
    """A mark: ``value`` is ``3``, ``3a``, ``3a1``, ``A1``, ``b`` or ``2.1``; of a bullet it is the bullet."""

    kind: MarkKind
    value: str


# Words before a number that say no more than the number: "Step 3:", "Paso 2 -", "第3步".
_STEP_WORD = r"(?:(?:step|passo|paso|étape|etape|schritt|krok|шаг|lépés|bước|adım|stap|گام|步骤|步驟|ステップ)\s*)"
_FLOW_WORD = r"(?:(?:extension|ext\.?|extensão|extensión|erweiterung|estensione|rozszerzenie|расширение|rozšíření)\s+)"
_LETTERS = r"[a-zа-яčšžα-ω]"

_BULLET = re.compile(r"([-*•–—●○▪◦‣+·►➢✓])\s+")
# "1.- Reader asks" is how some number their steps.
_DASH = r"(?:[-–—](?=\s|\w))"
_CLOSE = rf"(?:\s?[.](?!\d){_DASH}?|\s?[):：、\]]{_DASH}?|\s?[-–—](?=\s)|\s?[,/&](?=\s?\d{{1,3}}{_LETTERS}\b)|\s*$)"
_NUMBER = re.compile(
    rf"{_STEP_WORD}?[(\[]?(\d{{1,3}})\s?(?:步\s?)?(?:[.．):：、]{_DASH}?|[-–—](?=\s)|[)\]])\s*(?=\D|$)", re.I
)
_STEP_NUMBER = re.compile(rf"(?:{_STEP_WORD}|第)(\d{{1,3}})(?:步|\s|$)\s*", re.I)
_PATH = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,4})\s?(?:[.):：]|[-–—](?=\s))?\s+(?=\D)")
_ANY_TIME = rf"\*\s?[.-]?\s?{_LETTERS}{{1,2}}(?:\s?\.?\d{{1,3}})?"
_STEPS = r"\d{1,3}(?:\s?[-–,]\s?\d{1,3})*"
_AT_STEPS = rf"{_STEPS}\s?[.\-]?\s?{_LETTERS}{{1,3}}(?:[.]?\d{{1,3}}(?:[.]?{_LETTERS}{{1,2}}(?:[.]?\d{{1,3}})?)?)?"
_LABEL = re.compile(rf"{_FLOW_WORD}?[(\[]?(?P<label>{_ANY_TIME}|{_AT_STEPS})(?:{_CLOSE})\s*", re.I)
_BARE_LABEL = re.compile(
    rf"{_FLOW_WORD}?(?P<label>\*{_LETTERS}{{1,2}}|\d{{1,3}}\.?{_LETTERS}(?:\.?\d{{1,3}})?)\s+(?=[^\W\d_])"
)
_CODE = re.compile(
    r"[(\[]?([A-ZА-Я]{1,4})[-_ .]?(\d{1,3}(?:\.\d{1,2})?)[)\]]?"
    r"(?:\s*[.):：\]]+|\s+[-–—]|[-–—](?=\s)|\s*$|\s+(?=[A-Z])|\s+(?=[(\[][^)\]]{1,20}\d))\s*"
)
# A flow's code after the id of its use case: "UC-01.EX.02".
_QUALIFIED_CODE = re.compile(
    r"[(\[]?[A-ZА-Я]{2,4}[-_ .]?\d{1,4}[-_.]([A-ZА-Я]{1,3})[-_ .]?(\d{1,3})[)\]]?(?:\s*[.):：\]]+|\s*[-–—]|\s*$|\s)\s*"
)
_WORDED_CODE = re.compile(r"[(\[]([^\W\d_]{3,14}\s?\d{1,2})[)\]]\s*[:：.–—-]?\s*")
_LETTER = re.compile(rf"[(]?({_LETTERS}|[ivx]{{1,4}})[.)]\s*(?=\S|$)", re.I)
# What the language can write: numbers of a few digits, a range or several, and one letter or two.
_WRITABLE = re.compile(r"(?:\*|\d{1,4}(?:-\d{1,4})?(?:,\d{1,4}(?:-\d{1,4})?)*)[^\W\d_]{1,2}(?!-)")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|[hmsdxeº°ª]|er)", re.I)
_EMPHASIS = re.compile(r"^([*_`~]{1,3})(?=[^\s*_])")


def digits(text: str) -> str:
    """The text with the digits of every script as ASCII ones, and wide letters and marks as narrow ones."""
    if text.isascii():
        return text
    return "".join(_plain(each) for each in text)


def _plain(letter: str) -> str:
    if letter.isdigit() and not letter.isascii():
        value = unicodedata.digit(letter, None)
        return str(value) if value is not None else letter
    return unicodedata.normalize("NFKC", letter) if "！" <= letter <= "～" else letter


def split(text: str, codes: bool = False, letters: bool = False) -> tuple[Mark, str] | None:
    """The mark that a text begins with, and the text after it; ``None`` without one.

    Codes such as ``A1`` and single letters are marks only where they are expected. Emphasis round the mark, or
    round all, is taken away: ``**3a.** No card`` has the mark ``3a`` and the text ``No card``.
    """
    if emphasis := _EMPHASIS.match(text):
        return _split_emphasised(text, emphasis[1], codes, letters)
    return _split(text, codes, letters)


def _split_emphasised(text: str, sign: str, codes: bool, letters: bool) -> tuple[Mark, str] | None:
    end = text.find(sign[::-1], len(sign))
    if end < 0:
        return _any_time_star(text, codes, letters)
    inner, after = text[len(sign) : end], text[end + len(sign) :]
    found = _split(inner, codes, letters) or (_split(inner + after.lstrip(), codes, letters) if after else None)
    if not found:
        return _any_time_star(text, codes, letters)
    mark, rest = found
    if not _split(inner, codes, letters):
        return mark, rest
    after = re.sub(r"^\s*[.):：]\s*", " ", after) if not rest else after
    return mark, (f"{sign}{rest}{sign[::-1]}{after}" if rest else after).strip()


def _any_time_star(text: str, codes: bool, letters: bool) -> tuple[Mark, str] | None:
    """``*a.`` looks like emphasis."""
    return _split(text, codes, letters) if text.startswith("*") else None


def _split(text: str, codes: bool, letters: bool) -> tuple[Mark, str] | None:
    plain = digits(text)
    for kind, pattern in _PATTERNS:
        if (kind == "code" and not codes) or (kind == "letter" and not letters):
            continue
        if (match := pattern.match(plain)) and (value := _VALUES[kind](match)):
            return Mark(kind, value), text[match.end() :]
    return None


def _label(written: str) -> str:
    """``3.a`` and ``3 a`` are ``3a``; "" for what is no label of a flow or of a step in one."""
    label = canonical(re.sub(r"[\s.]", "", written))
    if not _WRITABLE.match(label):
        return ""
    # Over-long letters (``5aa``, ``5aaa``) are some writers' way to count steps; two are the most there can be.
    head = label.rstrip("0123456789")
    return label if head and (flow_label(label) or flow_label(head)) else ""


def _value_of_label(match: re.Match[str]) -> str:
    """ "" for ``2nd`` and ``5h``, which are no labels without a mark after them."""
    bare = match.re is _BARE_LABEL and _ORDINAL.fullmatch(match["label"])
    return "" if bare else _label(match["label"])


def _worded(code: str) -> str:
    """ "" for ``(Step 3)``, which is a place."""
    return "" if names_a_step(code) else code


_PATTERNS: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    ("label", _LABEL),
    ("label", _BARE_LABEL),
    ("path", _PATH),
    ("number", _NUMBER),
    ("number", _STEP_NUMBER),
    ("code", _QUALIFIED_CODE),
    ("code", _CODE),
    ("code", _WORDED_CODE),
    ("letter", _LETTER),
    ("bullet", _BULLET),
)
_VALUES: Mapping[MarkKind, Callable[[re.Match[str]], str]] = {
    "label": _value_of_label,
    "path": lambda match: match[1],
    "number": lambda match: str(int(match[1])),
    "code": lambda match: match[1].upper() + match[2] if match.lastindex == 2 else _worded(match[1]),
    "letter": lambda match: match[1].lower(),
    "bullet": lambda match: match[1],
}


def names_a_step(text: str) -> bool:
    """Whether a text begins with a step's number in words: "Step 3: no card"."""
    return _STEP_NUMBER.match(text) is not None or re.match(rf"{_STEP_WORD}\d", text, re.I) is not None


def begins_a_flow(text: str) -> bool:
    """Whether a text begins with the label or code of a flow."""
    found = split(text, codes=True)
    return found is not None and found[0].kind in ("label", "code")


def of_item(mark: str) -> Mark:
    """The mark that a container gave: ``1.``, ``b)``, ``2.5.3.``, ``-``."""
    text = digits(mark).strip().strip("()[]").rstrip(".):：、．-")
    if re.fullmatch(r"\d{1,6}", text):
        return Mark("number", str(int(text)))
    if re.fullmatch(r"\d{1,4}(?:\.\d{1,4})+", text):
        return Mark("path", text)
    if re.fullmatch(r"[^\W\d_]{1,4}", text):
        return Mark("letter", text.lower())
    label = _label(text)
    return Mark("label", label) if label else Mark("bullet", mark)
