"""How LaTeX writes the numbers of its lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from usecase_dsl.importing.containers.numerals import letters, roman

# By depth, from 0, as the standard classes have it.
STANDARD = (r"\arabic*.", r"(\alph*)", r"\roman*.", r"\Alph*.")
COUNTERS = {"enumi": 0, "enumii": 1, "enumiii": 2, "enumiv": 3}
_FORMATS: dict[str, Callable[[int], str]] = {
    "arabic": str,
    "alph": letters,
    "Alph": lambda number: letters(number).upper(),
    "roman": roman,
    "Roman": lambda number: roman(number).upper(),
}
_COUNTER = re.compile(r"\\(arabic|[aA]lph|[rR]oman)\s*(?:\*|\{\s*(enumi{0,3}v?)\*?\s*\})")
_THE = re.compile(r"\\the(enumi{0,3}v?)(?![A-Za-z])|\\label(enumi{0,3}v?)(?![A-Za-z])")
_SHORT = re.compile(r"(?<![A-Za-z0-9])[1aAiI](?![A-Za-z0-9])")
_SHORT_FORMATS = {
    "1": r"\arabic*",
    "a": r"\alph*",
    "A": r"\Alph*",
    "i": r"\roman*",
    "I": r"\Roman*",
}
_COMMAND = re.compile(r"\\[A-Za-z]+\*?\s*|[{}$]|\\(?=\W)")


def options(text: str) -> dict[str, str]:
    """``label=\\arabic*), start=3, resume`` by key; a short form such as ``1.`` or ``a)`` is a label too."""
    found = {}
    for each in re.split(r",(?![^{]*\})", text):
        key, given, value = each.strip().partition("=")
        if given or not (short := _SHORT.search(key)):
            found[key.strip()] = value.strip().removeprefix("{").removesuffix("}")
        else:
            found["label"] = key[: short.start()] + _SHORT_FORMATS[short[0]] + key[short.end() :]
    return found


def reference(mark: str, above: Sequence[str]) -> str:
    """How a text refers to an item with this mark in items with these: ``1`` and ``(a)`` is ``1a``."""
    own = mark.strip("()[]{}.:, ")
    outer = above[-1] if above else ""
    return own if not outer or own.startswith(outer) else f"{outer}.{own}" if own[:1].isdigit() else f"{outer}{own}"


def mark(label: str, depth: int, counts: Sequence[int], labels: Mapping[int, str]) -> str:
    """What stands before an item: ``label`` filled with the counts of the lists around it, outermost first."""

    def count(of: str | None) -> int:
        at = COUNTERS.get(of, depth) if of else depth
        return counts[at] if at < len(counts) else 0

    def the(match: re.Match[str]) -> str:
        at = COUNTERS.get(match[1] or match[2], depth)
        written = labels.get(at, STANDARD[min(at, 3)]) if at != depth else r"\arabic*"
        written = _COUNTER.sub(lambda each: _FORMATS[each[1]](counts[at] if at < len(counts) else 0), written)
        return written.rstrip(".):") if match[1] else written

    filled = _COUNTER.sub(lambda match: _FORMATS[match[1]](count(match[2])), _THE.sub(the, label))
    return " ".join(_COMMAND.sub("", filled).replace("~", " ").split())
