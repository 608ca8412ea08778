"""Marks: the comment line that ties a test to its scenario, whatever becomes of its name, place and body.

``# usecase: UC-01 2a flows=1f3a5c text=9b8c7d6e made=aabbcc``

It begins with the use case and the labels of the flows that the scenario takes (``main`` if none). The rest
is there for changes: ``flows`` is a digest of those flows' conditions, which stay what they are when a step
more renumbers all labels; ``text`` of all that the scenario says; ``made`` of the test as it was generated. A
person may write a mark without them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

_LINE = re.compile(r"[ \t\f]*#[ \t]*usecase:[ \t]*(\S+)[ \t]+(\S.*)", re.IGNORECASE)
_DIGESTS = ("flows", "text", "made")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark says; digests that it lacks are ``""``."""

    use_case: str
    scenario: str
    flows: str = ""
    text: str = ""
    made: str = ""

    def __str__(self) -> str:
        digests = (f"{name}={value}" for name in _DIGESTS if (value := getattr(self, name)))
        return " ".join(["# usecase:", self.use_case, self.scenario, *digests])


def parse_mark(line: str) -> Mark | None:
    """The mark that a line of a Python file is, if it is one."""
    if not (found := _LINE.match(line)):
        return None
    words = found[2].split()
    labels = [word for word in words if not word.startswith(tuple(f"{name}=" for name in _DIGESTS))]
    digests = dict(word.split("=", 1) for word in words if word not in labels)
    return Mark(found[1], " ".join(labels), **digests) if labels else None


def digest(parts: Iterable[str], length: int) -> str:
    """So many characters that stand for these texts."""
    return sha256("\0".join(parts).encode("utf-8", errors="replace")).hexdigest()[:length]


# What a mark in a file and a scenario must agree in, the surest first.
_SAME: tuple[Callable[[Mark], tuple[str, ...]], ...] = (
    lambda mark: (mark.text, mark.scenario),
    lambda mark: (mark.text,),
    lambda mark: (mark.flows, mark.scenario),
    lambda mark: (mark.flows,),
    lambda mark: (mark.scenario,),
)


def pair(found: Sequence[Mark], wanted: Sequence[Mark]) -> tuple[int | None, ...]:
    """For each mark found in the files the scenario of the use case that it stands for, by its index in ``wanted``.

    Labels are renumbered and conditions reworded, so what agrees most is paired first. A copy of a mark stands
    for the same as the mark, and one without digests for the first that has its label, if there is no other
    left. ``None`` means that the mark has lost its scenario.
    """
    pairs: dict[int, int] = {}
    free = dict(enumerate(wanted))
    for same in _SAME:
        groups: dict[tuple[str, ...], list[int]] = {}
        for index, mark in free.items():
            groups.setdefault(same(mark), []).append(index)
        for place, mark in enumerate(found):
            if place not in pairs and all(same(mark)) and groups.get(same(mark)):
                pairs[place] = groups[same(mark)].pop(0)
                del free[pairs[place]]
    originals = {found[place]: index for place, index in reversed(pairs.items())}
    labels = {mark.scenario: index for index, mark in reversed([*enumerate(wanted)])}
    shared = {mark: originals.get(mark, None if mark.text else labels.get(mark.scenario)) for mark in found}
    return tuple(pairs.get(place, shared[mark]) for place, mark in enumerate(found))


def identity(mark: Mark) -> Mark:
    """The mark without what says only whether the test is as generated."""
    return replace(mark, made="")
