"""Numbers as the lists of documents show them."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def ordinal(number: int, style: str) -> str:
    """A number of a list whose style is ``loweralpha``, ``upperalpha``, ``lowerroman``, ``upperroman`` or another."""
    lower = {"alpha": _alphabetic, "roman": _roman}.get(style[5:], str)(number) if number > 0 else str(number)
    return lower.upper() if style.startswith("upper") else lower


def _alphabetic(number: int) -> str:
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters


def _roman(number: int) -> str:
    if number > 3999:
        return str(number)
    letters = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        letters += sign * times
    return letters
