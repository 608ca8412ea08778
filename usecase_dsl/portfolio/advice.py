"""What to optimise for, what to serve and not optimise, what to say no to: a decision each, with reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from usecase_dsl.portfolio.customer import CustomerUseCase, priority, profit
from usecase_dsl.portfolio.words import amount, percent
from usecase_dsl.settings import Limits

Verdict = Literal["optimise", "serve", "decline", "open"]
VERDICTS: tuple[Verdict, ...] = ("optimise", "serve", "decline", "open")
HEADINGS: Mapping[Verdict, str] = {
    "optimise": "Optimise for",
    "serve": "Serve, and don't optimise for",
    "decline": "Say no to",
    "open": "Too little is known to say",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """A decision, and what speaks for it. ``open`` says that too little is known; the reasons are what is missing."""

    verdict: Verdict
    reasons: tuple[str, ...]


def advice(of: CustomerUseCase, own_features: Collection[str], limits: Limits) -> Advice:
    """What to do about a use case. ``own_features`` are those critical ones that no other use case needs.

    - No, where it costs as much as it brings; where it is small and either needs features for itself alone or is
      needed seldom and mildly. What is called primary is never small.
    - Optimise for it, where it is primary, or brings the share that is worth a plan; its priority reaches the limit,
      if it is known; and it earns something, if that is known.
    - Serve it otherwise.
    """
    if against := tuple(_against(of, own_features, limits)):
        return Advice("decline", against)
    if missing := tuple(_missing(of)):
        return Advice("open", missing)
    if held_back := tuple(_held_back(of, limits)):
        return Advice("serve", held_back)
    return Advice("optimise", tuple(_in_favour(of, limits)))


def _against(of: CustomerUseCase, own_features: Collection[str], limits: Limits) -> Iterator[str]:
    earned = profit(of)
    if earned is not None and earned.value <= 0:
        yield f"serving it costs as much as it brings or more: {amount(earned)} are left"
    if of.importance == "primary" or of.revenue_share is None or of.revenue_share >= limits.small_share:
        return
    small = f"it brings {percent(of.revenue_share)} of the revenue"
    if own_features:
        needs = "a critical feature" if len(own_features) == 1 else f"{len(own_features)} critical features"
        yield f"{small}, and {needs} for itself alone"
    elif (weight := priority(of)) is not None and weight < limits.priority_least / 2:
        yield f"{small}, and is needed seldom and mildly (priority {weight})"


def _missing(of: CustomerUseCase) -> Iterator[str]:
    """What has to be known to decide: how important it is, and one of the figures."""
    if not of.importance and of.revenue_share is None:
        yield "neither its importance nor its share of the revenue is stated"
    if priority(of) is None and profit(of) is None:
        lacking = [name for name, value in _needed(of) if value is None]
        if set(lacking) <= {"frequency", "intensity"}:
            lacking.append("amounts that go together")
        yield f"neither its priority nor its profit can be worked out without {', '.join(lacking)}"


def _needed(of: CustomerUseCase) -> tuple[tuple[str, object], ...]:
    """What priority and profit are made of."""
    return (
        ("frequency", of.frequency),
        ("intensity", of.intensity),
        ("willingness to pay", of.willingness_to_pay),
        ("addressable customers", of.customers),
        ("cost to serve", of.cost_to_serve),
    )


def _held_back(of: CustomerUseCase, limits: Limits) -> Iterator[str]:
    weight = priority(of)
    if not _matters(of, limits):
        yield "it is secondary" if of.importance == "secondary" else f"it brings less than {limits.plan_share}%"
    if weight is not None and weight < limits.priority_least:
        yield f"its priority is {weight}, under {limits.priority_least}"


def _in_favour(of: CustomerUseCase, limits: Limits) -> Iterator[str]:
    if of.importance == "primary":
        yield "it is primary"
    if of.revenue_share is not None:
        yield f"it brings {percent(of.revenue_share)} of the revenue"
    if weight := priority(of):
        yield f"its priority is {weight}"
    if earned := profit(of):
        yield f"it earns {amount(earned)}"


def _matters(of: CustomerUseCase, limits: Limits) -> bool:
    return of.importance == "primary" or (of.revenue_share is not None and of.revenue_share >= limits.plan_share)
