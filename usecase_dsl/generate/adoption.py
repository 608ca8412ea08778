"""Tests of a use case that the text hasn't any more: whose they are if it only goes by another id now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.marks import Mark
from usecase_dsl.syntax.names import key


@dataclass(frozen=True, slots=True)
class Adoption:
    """The use cases, by their keys, that marks mean that call them something else; ``remarks`` are for a person."""

    keys: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def of(self, mark: Mark) -> str | None:
        return self.keys.get(key(mark.use_case))

    @property
    def formerly(self) -> Mapping[str, str]:
        """What marks have called each use case."""
        return {name: called for called, name in self.keys.items()}


def adopted(orphans: Iterable[Mark], cases: Mapping[str, Iterable[Case]], tested: Set[str | None]) -> Adoption:
    """Whose tests the marks are that name no use case of today: of the one whose scenarios say what theirs said.

    It is sure where that is so of more than half of the scenarios, of one use case alone, and where this has no tests
    yet (``tested`` are those that have).
    """
    texts: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for mark in orphans:
        texts.setdefault(key(mark.use_case), set()).add(mark.text)
        names.setdefault(key(mark.use_case), mark.use_case)
    today = {name: {case.mark.text for case in each} for name, each in cases.items()}
    called = {name: case.mark.use_case for name, each in cases.items() for case in each}
    found = {orphan: _alike(said - {""}, today) for orphan, said in texts.items()}
    claims = [name for alike in found.values() for name in alike]
    keys = {
        orphan: name
        for orphan, alike in found.items()
        for name in alike
        if len(alike) == 1 and claims.count(name) == 1 and name not in tested and 2 * alike[name] > len(texts[orphan])
    }
    return Adoption(keys, tuple(_told(names, called, found, keys)))


def _alike(said: Set[str], today: Mapping[str, Set[str]]) -> dict[str, int]:
    """The use cases of which a scenario says what some of these said, and of how many that is so."""
    counts = {name: len(said & texts) for name, texts in today.items()}
    return {name: number for name, number in counts.items() if number}


def _told(
    names: Mapping[str, str], called: Mapping[str, str], found: Mapping[str, dict[str, int]], keys: Mapping[str, str]
) -> Iterator[str]:
    for orphan, alike in found.items():
        if orphan in keys:
            yield f"{names[orphan]} is {called[keys[orphan]]} now: its tests follow"
        elif alike:
            others = " or ".join(called[name] for name in sorted(alike, key=lambda name: (-alike[name], name)))
            yield f"{names[orphan]} may be {others} now: if so, write that into the marks of its tests"
