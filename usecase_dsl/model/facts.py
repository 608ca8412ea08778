"""What conditions say: when two of them are the same fact, and where a project requires and establishes facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from usecase_dsl.model.conditions import negated
from usecase_dsl.model.tables import Condition, End, Model, Step, UseCase
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import FULL_STOPS
from usecase_dsl.syntax.vocabulary import vocabulary


class Fact(NamedTuple):
    """What may hold: the key of a declared condition or of a text, and whether it holds or the contrary does."""

    what: str
    holds: bool = True

    @property
    def contrary(self) -> Fact:
        return Fact(self.what, not self.holds)


class Stated(NamedTuple):
    """A fact where it is written, and in which use case."""

    fact: Fact
    condition: Condition
    use_case: UseCase


@dataclass(frozen=True, eq=False)
class Facts:
    """When two conditions are the same: ``declared`` has the keys of declared conditions by their statements, ``texts``
    all that a condition says somewhere."""

    declared: Mapping[str, str]
    texts: frozenset[str]

    def of(self, condition: Condition, use_case: UseCase) -> Fact:
        """The fact that a condition of a use case states."""
        if condition.entry is not None:
            return Fact(condition.entry, not condition.negated)
        written = text_key(condition)
        rest = negated(written, vocabulary(use_case.document.language))
        if rest and rest in self.texts:
            return Fact(self.declared.get(rest, rest), holds=False)
        return Fact(self.declared.get(written, written))

    def all_of(self, conditions: Iterable[Condition], use_case: UseCase) -> frozenset[Fact]:
        """The facts that some conditions of a use case state; what is empty states none."""
        return frozenset(self.of(each, use_case) for each in conditions if each.text)


@dataclass(frozen=True, eq=False)
class Contracts:
    """Where the use cases of a model require facts (preconditions) and establish them (results, success guarantees).

    What a use case requires itself it keeps, and doesn't establish. ``given`` are facts that hold from outside.
    """

    facts: Facts
    required: Mapping[Fact, tuple[Stated, ...]]
    established: Mapping[Fact, tuple[Stated, ...]]
    given: frozenset[Fact]


def contracts(model: Model) -> Contracts:
    """The contracts of a model's use cases."""
    facts = facts_of(model)
    required: dict[Fact, list[Stated]] = {}
    established: dict[Fact, list[Stated]] = {}
    for use_case in model.use_cases.values():
        own = list(stated(use_case.preconditions, use_case, facts))
        for each in own:
            required.setdefault(each.fact, []).append(each)
        held = {each.fact for each in own}
        for each in stated((*use_case.success_guarantees, *results(use_case)), use_case, facts):
            if each.fact not in held:
                established.setdefault(each.fact, []).append(each)
    given = frozenset(Fact(entry.key) for entry in model.entries["condition"].values() if entry.given)
    return Contracts(facts, _frozen(required), _frozen(established), given)


def facts_of(model: Model) -> Facts:
    """When two conditions of a model are the same."""
    declared: dict[str, str] = {}
    for entry in model.entries["condition"].values():
        declared.setdefault(_key(entry.text), entry.key)
    use_cases = model.use_cases.values()
    written = {text_key(each) for use_case in use_cases for each in conditions(use_case)}
    return Facts(declared, frozenset(written | declared.keys()))


def stated(conditions: Iterable[Condition], use_case: UseCase, facts: Facts) -> Iterator[Stated]:
    """What conditions of a use case state, but for those that are empty."""
    return (Stated(facts.of(each, use_case), each, use_case) for each in conditions if each.text)


def guarantees(use_case: UseCase) -> tuple[Condition, ...]:
    """The guarantees of all kinds that a use case gives."""
    return (*use_case.minimal_guarantees, *use_case.success_guarantees, *use_case.failure_guarantees)


def results(use_case: UseCase) -> Iterator[Condition]:
    """The results under the steps and ends of a use case."""
    return (result for line in result_lines(use_case) for result in line.results)


def result_lines(use_case: UseCase) -> Iterator[Step | End]:
    """The steps and ends of a use case that have results."""
    for flow in use_case.flows:
        lines = (*flow.steps, *((flow.end,) if flow.end else ()))
        yield from (line for line in lines if line.results)


def conditions(use_case: UseCase) -> Iterator[Condition]:
    """All conditions of a use case that others can be the same as."""
    yield from use_case.preconditions
    yield from guarantees(use_case)
    yield from results(use_case)


def text_key(condition: Condition) -> str:
    """What the text of a condition is compared by: as names are, the final period ignored."""
    return _key(condition.text)


def _key(text: str) -> str:
    return key(text).rstrip(f" {FULL_STOPS}")


def _frozen(table: Mapping[Fact, list[Stated]]) -> Mapping[Fact, tuple[Stated, ...]]:
    return {fact: tuple(each) for fact, each in table.items()}
