"""What scripts other than the Latin one bring along: signs written without blanks, digits, marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

FULL_STOPS = ".。．｡۔"
# What may end a control line, a condition or a call.
ENDS = f"{FULL_STOPS};；؛"
COMMAS = ",，、،"
# Between the first and the last number of a range.
TO = r"[-‐–—－~～〜至到]|から"

# The digit zero of the scripts that have digits of their own; wide ones are the business of NFKC.
_ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0x1040, 0x17E0)
DIGITS = {zero + value: str(value) for zero in _ZEROS for value in range(10)}
# Persian letters and the Arabic ones that keyboards give for them.
LETTERS = {0x64A: "ی", 0x649: "ی", 0x643: "ک"}

# What stands in a word or phrase for several ways of typing it.
_VARIANTS = {
    "'": "['’ʼ`´]",
    "-": "[-‐‑–]",
    **dict.fromkeys("یيى", "[یيى]"),
    **dict.fromkeys("کك", "[کك]"),
    "\u200c": r"(?:\u200c|[^\S\n])?",
    "，": r"[^\S\n]*[,，][^\S\n]*",
    "、": r"[^\S\n]*[,，、][^\S\n]*",
    "،": r"[^\S\n]*[,،]",
}
_ARABIC_JOIN = re.compile("(?<=[\u0620-\u06d3])(?=[\u0620-\u06d3])")
_IN_LABELS = DIGITS | dict.fromkeys(map(ord, COMMAS), ",") | dict.fromkeys(map(ord, "～〜"), "-") | {0x3002: "."}


def is_sign(character: str) -> bool:
    """Whether a letter is one of a script that puts no blank between a word and a number or a name: Chinese, Japanese,
    Korean. (A regular expression with that many characters takes milliseconds to compile.)"""
    return character >= "\u3005" and character.isalpha() and not "\uff21" <= character <= "\uff5a"


def is_han(character: str) -> bool:
    """Whether a letter is a Chinese character, which is a word or nearly one."""
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


def holds_sign(text: str) -> bool:
    """Whether a text holds such a sign."""
    return not text.isascii() and max(text) >= "\u3005" and any(map(is_sign, text))


def in_plain_signs(label: str) -> str:
    """A label with the digits, letters and marks that ASCII has for its own."""
    return label if label.isascii() else unicodedata.normalize("NFKC", label.translate(_IN_LABELS))


def as_typed(word: str) -> str:
    """A pattern for a word however its letters, apostrophes and dashes are typed. Letters of the Arabic script may have
    a mark between them that keeps them apart."""
    parts = ("".join(_VARIANTS.get(char) or re.escape(char) for char in part) for part in _ARABIC_JOIN.split(word))
    return "\u200c?".join(parts)


def before_name(words: Iterable[str]) -> str:
    """A pattern for any of the words that a name follows; after a sign, an id may follow without a blank."""
    return "|".join(as_typed(each) + (r"(?:\s+|(?=[A-Za-z\d#]))" if holds_sign(each) else r"\s+") for each in words)


def between_names(words: Iterable[str]) -> str:
    """A pattern for any of the words between two names, with the blanks around it, which signs do without."""
    return "|".join(rf"\s*{as_typed(each)}\s*" if holds_sign(each) else rf"\s+{as_typed(each)}\s+" for each in words)


def after_name(words: Iterable[str]) -> str:
    """A pattern for any of the words after a name, with the blanks around it; signs do without the second one."""
    return "|".join(rf"\s+{as_typed(each)}" + (r"\s*" if holds_sign(each) else r"\s+") for each in words)
