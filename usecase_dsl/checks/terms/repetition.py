"""VOC603 and VOC604: what is written several times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from usecase_dsl.checks.language.content import listed
from usecase_dsl.checks.walk import bare, called
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Flow, Model, Step, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings

_LEAST_STEPS = 3
# How many words in a row are compared, and how many such rows a use case has to have to be compared at all.
_SHINGLE = 3
_LEAST_SHINGLES = 12
_ALIKE = 0.8
# With so many use cases that share a row of words one is compared; rows that all share tell nothing.
_MOST_SHARING = 8
# So many of those that share most rows are compared as wholes.
_MOST_COMPARED = 4


class _Run(NamedTuple):
    """Steps in a row, from an index on in a flow of a use case."""

    use_case: UseCase
    flow: Flow
    start: int


def repeated_steps(model: Model, settings: Settings) -> Iterator[Finding]:
    """Three steps or more in a row stand in another use case too, word for word.

    What is told twice is changed once, and then the two differ. Tell it in a use case of its own, a subfunction, and
    include that in both.

    Bad:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer presents a card.
            3. System asks the bank for the fare.
            4. The bank pays the fare.

        use case UC-2: Reserve a seat
          primary actor: Customer
          main success scenario:
            1. Customer chooses a seat.
            # VOC603 as in UC-1
            2. Customer presents a card.
            3. System asks the bank for the fare.
            4. The bank pays the fare.

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays (include UC-3).

        use case UC-2: Reserve a seat
          primary actor: Customer
          main success scenario:
            1. Customer chooses a seat.
            2. Customer pays (include UC-3).

        use case UC-3: Take the fare
          primary actor: Customer
          main success scenario:
            1. Customer presents a card.
            2. System asks the bank for the fare.
            3. The bank pays the fare.

    Source: RUP, "Is some part of the flow already part of another use case?"; ReUse (Rago et al.).
    """
    first: dict[tuple[tuple[str, ...], ...], _Run] = {}
    for use_case in model.use_cases.values():
        for flow in use_case.flows:
            said = [_said(step) for step in flow.steps]
            after = 0
            for start in range(len(said) - _LEAST_STEPS + 1):
                run = first.setdefault(tuple(said[start : start + _LEAST_STEPS]), _Run(use_case, flow, start))
                if start < after or run.use_case is use_case or not all(said[start : start + _LEAST_STEPS]):
                    continue
                count = _in_common(said[start:], run)
                after = start + count
                if not _is_another_rules(use_case, run.use_case):
                    yield _repeated(flow.steps[start : start + count], run)


def _is_another_rules(use_case: UseCase, other: UseCase) -> bool:
    """Whether two use cases may share steps, or share so many that this is said of them as wholes."""
    own, others = _shingles(use_case), _shingles(other)
    nearly = len(own) >= _LEAST_SHINGLES and len(others) >= _LEAST_SHINGLES and _likeness(own, others) >= _ALIKE
    return nearly or _is_kind_of(use_case, other)


def _said(step: Step) -> tuple[str, ...]:
    """What is compared of a step; nothing of one that includes a use case already."""
    return () if step.includes else listed(step.text.value)


def _in_common(said: Sequence[tuple[str, ...]], run: _Run) -> int:
    """How many steps are the same, one after the other."""
    there = [_said(step) for step in run.flow.steps[run.start :]]
    same = (index for index, pair in enumerate(zip(said, there, strict=False)) if pair[0] != pair[1] or not pair[0])
    return next(same, min(len(said), len(there)))


def _repeated(steps: Sequence[Step], run: _Run) -> Finding:
    first, last = steps[0].label, steps[-1].label
    there = run.flow.steps[run.start]
    message = (
        f"the {len(steps)} steps {first} to {last} stand in ‘{called(run.use_case)}’ too, from step {there.label} on"
    )
    related = (Related(bare(there.label_place), f"the same steps in ‘{called(run.use_case)}’"),)
    return Finding(bare(steps[0].label_place), message, "tell them in a use case of their own, and include it", related)


def nearly_identical(model: Model, settings: Settings) -> Iterator[Finding]:
    """Two use cases have nearly the same steps.

    They are one use case with a variation or an alternative flow, or one was copied and never finished. Make one
    of them, or let both include what they share.

    Bad:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names the destination of the journey.
            2. System shows the trains of the day with their fares.
            3. Customer pays the fare with a card.
            4. System prints the ticket.

        # VOC604 what is the difference?
        use case UC-2: Sell a return ticket
          primary actor: Customer
          main success scenario:
            1. Customer names the destination of the journey.
            2. System shows the trains of the day with their fares.
            3. Customer pays the fare with a card.
            4. System prints the return ticket.

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names the destination of the journey.
            2. System shows the trains of the day with their fares.
            3. Customer pays the fare with a card.
            4. System prints the ticket.
          variations:
            - 4: single ticket | return ticket

    Source: RUP, "Do some use cases have very similar behaviors?".
    """
    for use_case, other in _alike(model):
        if not _is_kind_of(use_case, other):
            message = f"‘{called(use_case)}’ has nearly the same steps as ‘{called(other)}’"
            hint = "make one use case of them, or let both include what they share"
            yield Finding(use_case.place, message, hint, (Related(other.place, f"‘{called(other)}’"),))


def _is_kind_of(use_case: UseCase, other: UseCase) -> bool:
    """Whether one specialises the other, and so may tell its steps again."""
    pairs = ((use_case, other), (other, use_case))
    return any(name.key == general.key for special, general in pairs for name in special.specialises)


def _alike(model: Model) -> Iterator[tuple[UseCase, UseCase]]:
    """Use cases with an earlier one that has nearly the same rows of words: the most alike of those that share some."""
    sharing: dict[tuple[str, ...], list[str]] = defaultdict(list)
    known: dict[str, frozenset[tuple[str, ...]]] = {}
    for use_case in model.use_cases.values():
        own = _shingles(use_case)
        if len(own) < _LEAST_SHINGLES:
            continue
        others = Counter(other for each in own for other in sharing[each])
        nearest = (other for other, _ in others.most_common(_MOST_COMPARED))
        best = max(nearest, key=lambda other: _likeness(own, known[other]), default=None)
        if best is not None and _likeness(own, known[best]) >= _ALIKE:
            yield use_case, model.use_cases[best]
        known[use_case.key] = own
        for each in own:
            if len(sharing[each]) < _MOST_SHARING:
                sharing[each].append(use_case.key)


def _shingles(use_case: UseCase) -> frozenset[tuple[str, ...]]:
    """The rows of words in the steps of a use case."""
    return frozenset(row for flow in use_case.flows for step in flow.steps for row in _rows(step.text.value))


@lru_cache(maxsize=1 << 14)
def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    words = listed(text)
    return tuple(words[at : at + _SHINGLE] for at in range(max(1, len(words) - _SHINGLE + 1)))


def _likeness(own: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """The share of rows that both have, of those that one of them has."""
    return len(own & other) / len(own | other)


REPETITION_RULES: tuple[Rule[Model], ...] = (
    Rule("VOC603", "repeated-steps", Severity.WARNING, repeated_steps),
    Rule("VOC604", "nearly-identical", Severity.WARNING, nearly_identical),
)
