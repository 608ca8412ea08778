"""Who refers to whom, the other way round: what a page says of the pages that speak of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from usecase_dsl.model.tables import Condition, EntryKind, Extend, Model, Name, UseCase
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Field

EntryKey = tuple[EntryKind, str]
Uses = Mapping[str, tuple[str, ...]]

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Relations:
    """For each key, who refers to it, in the order of the model.

    ``included_by`` and ``entry_uses`` hold, for each use case, the labels of the steps and flows that do.
    """

    included_by: Mapping[str, Uses]
    extended_by: Mapping[str, tuple[tuple[str, Extend], ...]]
    specialised_by: Mapping[str, tuple[str, ...]]
    primary_in: Mapping[str, tuple[str, ...]]
    supporting_in: Mapping[str, tuple[str, ...]]
    children: Mapping[str, tuple[str, ...]]
    entry_uses: Mapping[EntryKey, Uses]


# The fields whose items are ids or names, and what they name.
REFERENCES: Mapping[str | None, EntryKind | None] = {
    "business rules": "rule",
    "special requirements": "requirement",
    "realises": "requirement",
    "related": None,
    "personas": "persona",
    "segments": "segment",
    "plans": "plan",
    "plays": None,
}


def relations(model: Model) -> Relations:
    """All relations of the model, turned round once."""
    cases = model.use_cases.items()
    extends = [(e.use_case.key, (k, e)) for k, case in cases for e in case.extends if e.use_case.key]
    return Relations(
        included_by=_grouped_uses((name.key, k, label) for k, c in cases for name, label in _includes(c)),
        extended_by=_grouped(extends),
        specialised_by=_grouped((name.key, k) for k, case in cases for name in case.specialises),
        primary_in=_grouped((name.key, k) for k, case in cases for name in case.primary_actors),
        supporting_in=_grouped((name.key, k) for k, case in cases for name in case.supporting_actors),
        children=_grouped((name.key, k) for k, actor in model.actors.items() for name in actor.parents),
        entry_uses=_grouped_uses((e, k, label) for k, case in cases for e, label in _entries(case, model)),
    )


def entry_key(model: Model, text: str, expected: EntryKind | None = None) -> EntryKey | None:
    """The rule, requirement, condition or other entry that an id or a name stands for."""
    name = key(text)
    if expected and name in model.entries.get(expected, {}):
        return expected, name
    return next(((kind, name) for kind, table in model.entries.items() if name in table), None)


def _includes(use_case: UseCase) -> Iterator[tuple[Name, str]]:
    for flow in use_case.flows:
        for step in flow.steps:
            yield from ((name, step.label) for name in step.includes)


def _entries(use_case: UseCase, model: Model) -> Iterator[tuple[EntryKey | None, str]]:
    """Each entry that a use case names: from the steps and flows first, since they say where."""
    for flow in use_case.flows:
        yield from ((entry_key(model, ref.text), flow.label) for ref in flow.condition.references)
        for step in flow.steps:
            yield from ((entry_key(model, ref.text), step.label) for ref in step.text.references)
            yield from _conditions(step.results, step.label)
        yield from _conditions(flow.end.results if flow.end else (), flow.label)
    for conditions in (use_case.preconditions, use_case.success_guarantees):
        yield from _conditions(conditions, "")
    for conditions in (use_case.failure_guarantees, use_case.minimal_guarantees):
        yield from _conditions(conditions, "")
    yield from ((each, "") for field in use_case.fields for each in _in_field(field, model))


def _in_field(field: Field, model: Model) -> Iterator[EntryKey | None]:
    for item in field.items:
        yield from (entry_key(model, reference.text) for reference in item.references)
        if field.keyword in REFERENCES:
            names = (item.value, *item.value.split(","))
            yield from (entry_key(model, name.strip(" ."), REFERENCES[field.keyword]) for name in names)


def _conditions(conditions: Iterable[Condition], label: str) -> Iterator[tuple[EntryKey | None, str]]:
    yield from ((("condition", c.entry), label) for c in conditions if c.entry)


def _grouped(pairs: Iterable[tuple[K | None, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, dict[V, None]] = defaultdict(dict)
    for name, value in pairs:
        if name is not None:
            groups[name][value] = None
    return {name: tuple(values) for name, values in groups.items()}


def _grouped_uses(triples: Iterable[tuple[K | None, str, str]]) -> dict[K, Uses]:
    groups: dict[K, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for name, use_case, label in triples:
        if name is not None:
            labels = groups[name][use_case]
            labels.update({label: None} if label else {})
    return {name: {k: tuple(v) for k, v in cases.items()} for name, cases in groups.items()}
