"""Which scenario a test in a file stands for, after the text has been renumbered and reworded.

Labels, conditions and wording all change, seldom all at once. So what agrees most is paired first: the whole
text, then the conditions of the flows taken, then how much of the text is the same, then the label alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product

from usecase_dsl.generate.marks import Mark

# So much of what two scenarios say has to be the same words in the same order for one to be the other, reworded.
LEAST_ALIKE = 0.6

Said = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A mark, and what its scenario says, a line a moment; empty where nobody knows any more."""

    mark: Mark
    said: Said = ()


# What a mark in a file and a scenario must agree in, the surest first; None stands for likeness.
_SAME: tuple[Callable[[Mark], tuple[str, ...]] | None, ...] = (
    lambda mark: (mark.text, mark.scenario),
    lambda mark: (mark.text,),
    lambda mark: (mark.flows, mark.scenario),
    lambda mark: (mark.flows,),
    None,
    lambda mark: (mark.scenario,),
)


def pair(found: Sequence[Told], wanted: Sequence[Told]) -> tuple[int | None, ...]:
    """For each mark found in the files the scenario of the use case that it stands for, by its index in ``wanted``.

    A copy of a mark stands for the same as the mark, and one without digests for the first that has its label, if
    there is no other left. ``None`` means that the mark has lost its scenario.
    """
    pairs: dict[int, int] = {}
    free = dict(enumerate(wanted))
    for same in _SAME:
        if same is None:
            _pair_alike(found, free, pairs)
        else:
            _pair_same(found, free, pairs, same)
    originals = {found[place].mark: index for place, index in reversed(pairs.items())}
    labels = {each.mark.scenario: index for index, each in reversed([*enumerate(wanted)])}
    marks = [each.mark for each in found]
    shared = {mark: originals.get(mark, None if mark.text else labels.get(mark.scenario)) for mark in marks}
    return tuple(pairs.get(place, shared[mark]) for place, mark in enumerate(marks))


def _pair_same(
    found: Sequence[Told], free: dict[int, Told], pairs: dict[int, int], same: Callable[[Mark], tuple[str, ...]]
) -> None:
    groups: dict[tuple[str, ...], list[int]] = {}
    for index, each in free.items():
        groups.setdefault(same(each.mark), []).append(index)
    for place, each in enumerate(found):
        what = same(each.mark)
        if place not in pairs and all(what) and groups.get(what):
            pairs[place] = groups[what].pop(0)
            del free[pairs[place]]


def _pair_alike(found: Sequence[Told], free: dict[int, Told], pairs: dict[int, int]) -> None:
    """Those that say nearly the same, the most alike first. Copies of a mark are looked at once."""
    known = {each.mark for place, each in enumerate(found) if place in pairs}
    open_ = [place for place, each in enumerate(found) if place not in pairs and each.said and each.mark not in known]
    ranked = [
        (-likeness, found[place].mark.scenario != free[index].mark.scenario, place, index)
        for place, index in product(open_, free)
        if (likeness := _likeness(found[place].said, free[index].said)) >= LEAST_ALIKE
    ]
    for *_, place, index in sorted(ranked):
        if place not in pairs and index in free:
            pairs[place] = index
            del free[index]


def _likeness(one: Said, other: Said) -> float:
    """How much of two scenarios is the same, from 0 to 1: words in order, whatever the labels."""
    matcher = SequenceMatcher(None, _words(one), _words(other), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LEAST_ALIKE else 0.0


def _words(said: Said) -> list[str]:
    return [word.casefold() for line in said for word in line.partition(" ")[2].split()]
