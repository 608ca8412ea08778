"""Which scenario a test in a file stands for, after the text has been renumbered and reworded.

Labels, conditions and wording all change, seldom all at once. So what agrees most is paired first: the whole
text, then the conditions of the flows taken, then how much of the text is the same, then the label alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product

from usecase_dsl.generate.marks import Mark

# So much of what two scenarios say has to be the same words in the same order for one to be the other, reworded.
LEAST_ALIKE = 0.6

# So many pairs take a second or some.
_MOST_COMPARED = 50_000
_MOST_RANKED = 2_500

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
    """Those that agree in something; where several do, the most alike first. A copy is no other scenario's test."""
    known = {each.mark for place, each in enumerate(found) if place in pairs}
    places: dict[tuple[str, ...], list[int]] = {}
    groups: dict[tuple[str, ...], list[int]] = {}
    for place, each in enumerate(found):
        if place not in pairs and each.mark not in known and all(same(each.mark)):
            places.setdefault(same(each.mark), []).append(place)
    for index, each in free.items():
        groups.setdefault(same(each.mark), []).append(index)
    for what in places.keys() & groups.keys():
        for place, index in _ranked(found, free, places[what], groups[what]):
            if place not in pairs and index in free:
                pairs[place] = index
                del free[index]


def _ranked(
    found: Sequence[Told], free: Mapping[int, Told], places: Sequence[int], indices: Sequence[int]
) -> Iterable[tuple[int, int]]:
    """Pairs of marks and scenarios, the most alike first; of very many in their order."""
    if len(indices) == 1 or len(places) * len(indices) > _MOST_RANKED:
        return product(places, indices) if len(indices) == 1 else zip(places, indices, strict=False)

    def unlike(pair: tuple[int, int]) -> float:
        one, other = found[pair[0]], free[pair[1]]
        return 0 if one.mark.text == other.mark.text else 1 - _likeness(one.said, other.said)

    return sorted(product(places, indices), key=unlike)


def _pair_alike(found: Sequence[Told], free: dict[int, Told], pairs: dict[int, int]) -> None:
    """Those that say nearly the same, the most alike first. Copies of a mark are looked at once."""
    known = {each.mark for place, each in enumerate(found) if place in pairs}
    open_ = [place for place, each in enumerate(found) if place not in pairs and each.said and each.mark not in known]
    ranked = [
        (-likeness, found[place].mark.scenario != free[index].mark.scenario, place, index)
        for place, index in _comparable(found, open_, free)
        if (likeness := _likeness(found[place].said, free[index].said)) >= LEAST_ALIKE
    ]
    for *_, place, index in sorted(ranked):
        if place not in pairs and index in free:
            pairs[place] = index
            del free[index]


def _comparable(found: Sequence[Told], open_: Sequence[int], free: Mapping[int, Told]) -> Iterable[tuple[int, int]]:
    """What is worth comparing: each with each; of very many those with the same label alone."""
    if len(open_) * len(free) <= _MOST_COMPARED:
        return product(open_, free)
    labelled: dict[str, list[int]] = {}
    for index, each in free.items():
        labelled.setdefault(each.mark.scenario, []).append(index)
    return ((place, index) for place in open_ for index in labelled.get(found[place].mark.scenario, ()))


def _likeness(one: Said, other: Said) -> float:
    """How much of two scenarios is the same, from 0 to 1: words in order, whatever the labels."""
    matcher = SequenceMatcher(None, _words(one), _words(other), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LEAST_ALIKE else 0.0


def _words(said: Said) -> list[str]:
    return [word.casefold() for line in said for word in line.partition(" ")[2].split()]
