"""The marks of list items as a reader sees them."""

from __future__ import annotations

from collections.abc import Sequence

from usecase_dsl.importing.containers.elements import Element
from usecase_dsl.importing.containers.numerals import letters, roman


def marks(element: Element, items: Sequence[Element]) -> list[str]:
    """The marks of a list's items: as they are written, or counted where none is or all are alike: a writer who leaves
    the counting to others writes 0 or 1. Other numbers were meant."""
    written = [item.attributes.get("mark", "") for item in items]
    if element.tag != "ol":
        return [mark or "-" for mark in written]
    if all(written) and len(set(written)) == 1 and (len(items) == 1 or int(written[0][:-1]) < 2):
        return [f"{int(mark[:-1]) + count}{mark[-1]}" for count, mark in enumerate(written)]
    if all(written):
        return written
    return _counted(element, items)


def _counted(element: Element, items: Sequence[Element]) -> list[str]:
    found = []
    number = _integer(element.attributes.get("start", ""), 1) - 1
    for item in items:
        number = _integer(item.attributes.get("value", ""), number + 1)
        found.append(f"{_shown(number, element.attributes.get('type', '1'))}.")
    return found


def _integer(text: str, otherwise: int) -> int:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def _shown(number: int, style: str) -> str:
    """A number in one of HTML's styles; figures where letters don't reach."""
    if style not in {"a", "A", "i", "I"} or not 1 <= number < 4000:
        return str(number)
    text = letters(number) if style in {"a", "A"} else roman(number)
    return text.upper() if style.isupper() else text
