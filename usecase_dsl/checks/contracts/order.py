"""CON903: there is an order in which each use case can run."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from usecase_dsl.checks.walk import called
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.facts import Contracts, Fact, Stated, contracts
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.syntax.scripts import FULL_STOPS

_MOST_RELATED = 8


def never_runs(model: Model, settings: Settings) -> Iterator[Finding]:
    """Use cases wait for each other: none of them can ever run, since each requires what only another one establishes.

    A use case can run when its preconditions hold: given from outside, or established by use cases that can run
    before. Going on like this from nothing, some are never reached. The finding shows the circle that they wait
    in, and what waits for a use case of the circle. Take the precondition out that isn't really needed, or write
    the use case that makes it true for the first time.

    Bad:
        use case UC-1: Open an account
          primary actor: Customer
          preconditions:
            # CON903 UC-1 waits for UC-2, and UC-2 for UC-1
            - Customer has a card.
          success guarantees:
            - Customer has an account.

        use case UC-2: Order a card
          primary actor: Customer
          preconditions:
            - Customer has an account.
          success guarantees:
            - Customer has a card.

    Good:
        use case UC-1: Open an account
          primary actor: Customer
          success guarantees:
            - Customer has an account.

        use case UC-2: Order a card
          primary actor: Customer
          preconditions:
            - Customer has an account.
          success guarantees:
            - Customer has a card.

    Source: own; reachability, as the least fixed point.
    """
    agreed = contracts(model)
    waiting = _waiting(model, agreed)
    circles = list(_circles(waiting))
    for circle in circles:
        first = waiting[circle[0]]
        said = first.required.condition.text.rstrip(FULL_STOPS)
        names = " → ".join(called(model.use_cases[key]) for key in (*circle, circle[0]))
        never = f"‘{called(model.use_cases[circle[0]])}’ can never run"
        message = f"{never}: it requires ‘{said}’, and the use cases wait for each other: {names}"
        hint = "take the precondition out, or write the use case that establishes it for the first time"
        related = (*_chain(circle, waiting), *_behind(circle, waiting, model))
        yield Finding(first.required.condition.place, message, hint, related)


class _Wait(NamedTuple):
    """A precondition of a use case that can't be had, and where it would be established."""

    required: Stated
    by: Stated


def _waiting(model: Model, agreed: Contracts) -> Mapping[str, _Wait]:
    """For each use case that can never run the first of its preconditions that none establishes that can."""
    runs, holding = _running(model, agreed)
    found: dict[str, _Wait] = {}
    for fact, required in agreed.required.items():
        for each in required if _matters(fact, agreed) and fact not in holding else ():
            if each.use_case.key not in runs:
                found.setdefault(each.use_case.key, _Wait(each, agreed.established[fact][0]))
    return found


def _running(model: Model, agreed: Contracts) -> tuple[set[str], set[Fact]]:
    """The least fixed point: the use cases that can run, one after the other, and the facts that these establish."""
    established: dict[str, set[Fact]] = defaultdict(set)
    for fact, found in agreed.established.items():
        for each in found:
            established[each.use_case.key].add(fact)
    missing: dict[str, set[Fact]] = {key: set() for key in model.use_cases}
    for fact, required in agreed.required.items():
        for each in required if _matters(fact, agreed) else ():
            missing[each.use_case.key].add(fact)
    pending = deque(key for key, facts in missing.items() if not facts)
    runs, holding = set(pending), set[Fact]()
    while pending:
        for fact in established[pending.popleft()] - holding:
            holding.add(fact)
            for each in agreed.required.get(fact, ()):
                missing[each.use_case.key].discard(fact)
                if not missing[each.use_case.key] and each.use_case.key not in runs:
                    runs.add(each.use_case.key)
                    pending.append(each.use_case.key)
    return runs, holding


def _matters(fact: Fact, agreed: Contracts) -> bool:
    """Whether a use case has to establish a fact before it holds: what none does is another rule's, and the contrary of
    what was never established holds anyway."""
    return fact.holds and fact in agreed.established and fact not in agreed.given


def _circles(waiting: Mapping[str, _Wait]) -> Iterator[tuple[str, ...]]:
    """The circles of use cases in which each waits for the next one. Each waits for one: a walk finds its circle."""
    done: set[str] = set()
    for start in waiting:
        path: list[str] = []
        here = start
        while here not in done:
            done.add(here)
            path.append(here)
            here = waiting[here].by.use_case.key
        if here in path:
            yield tuple(path[path.index(here) :])


def _chain(circle: Sequence[str], waiting: Mapping[str, _Wait]) -> Iterator[Related]:
    for key in circle:
        required, by = waiting[key]
        if key != circle[0]:
            yield Related(required.condition.place, f"‘{called(required.use_case)}’ requires this")
        yield Related(by.condition.place, f"‘{called(by.use_case)}’ establishes that")


def _behind(circle: Sequence[str], waiting: Mapping[str, _Wait], model: Model) -> Iterator[Related]:
    """The use cases that can't run because they wait, themselves or by way of others, for one in the circle."""
    after: dict[str, list[str]] = defaultdict(list)
    for key, wait in waiting.items():
        after[wait.by.use_case.key].append(key)
    pending, found = deque(circle), set(circle)
    while pending and len(found) < len(circle) + _MOST_RELATED:
        for key in after[pending.popleft()]:
            if key not in found:
                found.add(key)
                pending.append(key)
                yield Related(waiting[key].required.condition.place, f"so ‘{called(model.use_cases[key])}’ never runs")


ORDER_RULES: tuple[Rule[Model], ...] = (Rule("CON903", "never-runs", Severity.WARNING, never_runs, rigour="brief"),)
