"""Rules about relations that lead round in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from usecase_dsl.checks.walk import called, includes
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Model, Name
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings


def include_cycle(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case includes itself, directly or by way of others.

    An include is a call: whoever follows it never comes to an end. Take one of the includes out; what both
    sides share may be a third use case.

    Bad:
        use case UC-1: Sell a ticket
          main success scenario:
            1. Customer names a destination.
            # REL202 UC-1 → UC-2 → UC-1
            2. include UC-2

        use case UC-2: Take the fare
          main success scenario:
            1. Customer pays the fare.
            2. include UC-1

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. include UC-2

        use case UC-2: Take the fare
          main success scenario:
            1. Customer pays the fare.

    Source: UML 2.5.1, UseCase::cannot_include_self; UCEd ("no cycles").
    """
    ways = {use_case.key: list(includes(use_case)) for use_case in model.use_cases.values()}
    yield from _rounds(ways, _names(model), "includes", "take one of these includes out")


def extend_cycle(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case extends itself, directly or by way of others.

    What extends may leave out what it extends, and not the other way: in a circle nobody knows which use case
    comes first. Take one of the `extends` out.

    Bad:
        use case UC-1: Sell a ticket
          # REL203 UC-1 → UC-2 → UC-1
          extends: UC-2

        use case UC-2: Redeem a voucher
          extends: UC-1

    Good:
        use case UC-1: Sell a ticket

        use case UC-2: Redeem a voucher
          extends: UC-1

    Source: Modelio; own.
    """
    ways = {one.key: [extend.use_case for extend in one.extends] for one in model.use_cases.values()}
    yield from _rounds(ways, _names(model), "extends", "take one of these ‘extends’ out")


def generalization_cycle(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case specialises itself, or an actor is a special case of itself, directly or by way of others.

    The special is less general than what it specialises, so this can't go round. Take one of the `specialises`
    or `is a` out; two names for the same actor are `also known as`.

    Bad:
        actor: Customer
          # REL204 Customer → Passenger → Customer
          is a: Passenger

        actor: Passenger
          is a: Customer

    Good:
        actor: Customer

        actor: Passenger
          is a: Customer

    Source: UML 2.5.1, Classifier::no_cycles_in_generalization.
    """
    general = {use_case.key: use_case.specialises for use_case in model.use_cases.values()}
    yield from _rounds(general, _names(model), "specialises", "take one of these ‘specialises’ out")
    parents = {actor.key: actor.parents for actor in model.actors.values()}
    actors = {actor.key: actor.name for actor in model.actors.values()}
    yield from _rounds(parents, actors, "is a special case of", "take one of these ‘is a’ out")


CYCLE_RULES: tuple[Rule[Model], ...] = (
    Rule("REL202", "include-cycle", Severity.ERROR, include_cycle),
    Rule("REL203", "extend-cycle", Severity.WARNING, extend_cycle, rigour="brief"),
    Rule("REL204", "generalization-cycle", Severity.ERROR, generalization_cycle),
)


def _names(model: Model) -> Mapping[str, str]:
    return {use_case.key: called(use_case) for use_case in model.use_cases.values()}


def _rounds(ways: Mapping[str, Sequence[Name]], names: Mapping[str, str], verb: str, hint: str) -> Iterator[Finding]:
    """A finding for each cycle, at the name that begins it; the other names are related places."""
    for cycle in _cycles(ways):
        way = [names[name.key or ""] for name in (cycle[-1], *cycle)]
        by_others = f" by way of others: {' → '.join(way)}" if len(cycle) > 1 else ""
        steps_on = zip(cycle, way[:-1], way[1:], strict=True)
        related = [Related(name.place, f"‘{first}’ {verb} ‘{then}’") for name, first, then in steps_on]
        yield Finding(cycle[0].place, f"‘{way[0]}’ {verb} itself{by_others}", hint, tuple(related[1:]))


def _cycles(ways: Mapping[str, Sequence[Name]]) -> Iterator[tuple[Name, ...]]:
    """The cycles of a relation: for each, the names that lead round, the last one to where the first one stands.

    One for each way that a walk finds to lead back into its own path: without these ways there is no cycle.
    """
    done: set[str] = set()
    for start in ways:
        path: list[str] = [start]
        trail: list[Name] = []
        pending = [] if start in done else [_each_once(ways[start])]
        while pending:
            following = next(pending[-1], None)
            if following is None:
                pending.pop()
                done.add(path.pop())
                del trail[len(path) - 1 :]
            elif following.key in path:
                yield (*trail[path.index(following.key) :], following)
            elif following.key is not None and following.key in ways and following.key not in done:
                path.append(following.key)
                trail.append(following)
                pending.append(_each_once(ways[following.key]))


def _each_once(names: Sequence[Name]) -> Iterator[Name]:
    return iter({name.key: name for name in reversed(names)}.values())
