"""Preconditions as fixtures: each once for a project, and what has to be set up before it."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from usecase_dsl.model.facts import Fact, Facts, Stated, facts_of, stated
from usecase_dsl.model.tables import Condition, Flow, Model, UseCase


@dataclass(frozen=True, slots=True)
class Establisher:
    """A use case after which a condition holds. ``how``: ``success guarantee``, ``minimal guarantee``, ``result of step
    2``, ``result at the end of 2a``."""

    use_case: str
    how: str


@dataclass(frozen=True, slots=True)
class Precondition:
    """What use cases require. ``text`` is what a person reads: a declared condition's statement, ``not: `` before it
    where the contrary is required. ``needs`` are the keys of those to be set up before."""

    key: str
    text: str
    entry: str | None
    negated: bool
    given: bool
    established: tuple[Establisher, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cycle:
    """Preconditions that need each other in a circle: each needs the next one, the last the first. To break it, the
    need of ``broken_at``, the last of them in the text, is left out."""

    keys: tuple[str, ...]
    broken_at: str


@dataclass(frozen=True, slots=True)
class Preconditions:
    """``ordered`` has each precondition by its key, after those that it needs and else in the order of the text;
    ``required`` the keys of each use case's own ones, as written."""

    ordered: Mapping[str, Precondition]
    required: Mapping[str, tuple[str, ...]]
    cycles: tuple[Cycle, ...]

    def with_needs(self, wanted: Iterable[str]) -> tuple[Precondition, ...]:
        """The preconditions with these keys, and what these need, each once, after what it needs."""
        left = [*wanted]
        keys: set[str] = set()
        while left:
            if (key := left.pop()) not in keys:
                keys.add(key)
                left += self.ordered[key].needs
        return tuple(each for key, each in self.ordered.items() if key in keys)


def preconditions(model: Model) -> Preconditions:
    """The preconditions of all use cases of a model.

    Two are the same if they state the same fact. A precondition needs what the first use case in the text that
    establishes it requires: that is the one to be run, or imitated, to set it up. What is given needs nothing.
    """
    facts = facts_of(model)
    first: dict[Fact, Stated] = {}
    required: dict[str, tuple[str, ...]] = {}
    for use_case in model.use_cases.values():
        own = list(stated(use_case.preconditions, use_case, facts))
        required[use_case.key] = tuple(dict.fromkeys(_key(each.fact) for each in own))
        for each in own:
            first.setdefault(each.fact, each)
    establishers = _establishers(model, facts, first)
    made = (_precondition(each, establishers.get(fact, ()), required, model) for fact, each in first.items())
    return _in_order({each.key: each for each in made}, required)


def _key(fact: Fact) -> str:
    return fact.what if fact.holds else f"not {fact.what}"


def _precondition(
    each: Stated, establishers: Iterable[Establisher], required: Mapping[str, tuple[str, ...]], model: Model
) -> Precondition:
    entry = model.entries["condition"].get(each.fact.what)
    holds = each.fact.holds
    given = bool(entry and entry.given and holds)
    established = () if given else tuple(establishers)
    return Precondition(
        key=_key(each.fact),
        text=(entry.text if holds else f"not: {entry.text}") if entry else each.condition.text,
        entry=entry.key if entry else None,
        negated=not holds,
        given=given,
        established=established,
        needs=required[established[0].use_case] if established else (),
    )


def _establishers(model: Model, facts: Facts, wanted: Mapping[Fact, Stated]) -> Mapping[Fact, list[Establisher]]:
    """Who establishes each fact, in the order of the text, and how it does so most surely.

    What a use case requires itself it keeps, and doesn't establish.
    """
    found: dict[Fact, list[Establisher]] = {}
    for use_case in model.use_cases.values():
        hows: dict[Fact, str] = {}
        for how, conditions in _ways(use_case):
            for fact in facts.all_of(conditions, use_case):
                hows.setdefault(fact, how)
        own = facts.all_of(use_case.preconditions, use_case)
        for fact, how in hows.items():
            if fact in wanted and fact not in own:
                found.setdefault(fact, []).append(Establisher(use_case.key, how))
    return found


def _ways(use_case: UseCase) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    """What a use case says of conditions that hold after it, the surest first. A failure guarantee is none: nobody
    sets a test up by letting something fail."""
    yield "success guarantee", use_case.success_guarantees
    yield "minimal guarantee", use_case.minimal_guarantees
    for flow in use_case.flows:
        yield from _results(flow)


def _results(flow: Flow) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    """The results in a flow, unless it fails."""
    if flow.end and flow.end.kind == "failure":
        return
    for step in flow.steps:
        yield f"result of step {step.label}", step.results
    if flow.end:
        yield (f"result at the end of {flow.label}" if flow.label else "result at the end", flow.end.results)


def _in_order(found: Mapping[str, Precondition], required: Mapping[str, tuple[str, ...]]) -> Preconditions:
    """Each after those that it needs. Where none is left that can come next, a circle is broken."""
    places = {key: place for place, key in enumerate(found)}
    missing = {key: dict.fromkeys(each.needs) for key, each in found.items()}
    needed_by: dict[str, list[str]] = {key: [] for key in found}
    for key, needs in missing.items():
        for need in needs:
            needed_by[need].append(key)
    ready = [(place, key) for key, place in places.items() if not missing[key]]
    left_out: dict[str, set[str]] = {}
    ordered: dict[str, Precondition] = {}
    cycles: list[Cycle] = []
    while missing:
        if not ready:
            cycles.append(cycle := _cycle(missing, places))
            need = next(iter(missing[cycle.broken_at]))
            left_out.setdefault(cycle.broken_at, set()).add(need)
            _meet(need, [cycle.broken_at], missing, ready, places)
            continue
        _, key = heapq.heappop(ready)
        del missing[key]
        kept = tuple(need for need in found[key].needs if need not in left_out.get(key, ()))
        ordered[key] = replace(found[key], needs=kept)
        _meet(key, needed_by[key], missing, ready, places)
    return Preconditions(ordered, required, tuple(cycles))


def _meet(
    need: str,
    of: Iterable[str],
    missing: Mapping[str, dict[str, None]],
    ready: list[tuple[int, str]],
    places: Mapping[str, int],
) -> None:
    """Takes a need off those that have it; those that need nothing more are ready."""
    for key in of:
        if key in missing and need in missing[key]:
            del missing[key][need]
            if not missing[key]:
                heapq.heappush(ready, (places[key], key))


def _cycle(missing: Mapping[str, Mapping[str, None]], places: Mapping[str, int]) -> Cycle:
    """A circle among preconditions that each still need one: a walk from need to need comes back to where it was."""
    path: dict[str, None] = {}
    key = next(iter(missing))
    while key not in path:
        path[key] = None
        key = next(iter(missing[key]))
    walked = list(path)
    circle = walked[walked.index(key) :]
    first = circle.index(min(circle, key=places.__getitem__))
    return Cycle((*circle[first:], *circle[:first]), max(circle, key=places.__getitem__))
