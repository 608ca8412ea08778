"""Which scenarios a command works on: what the options choose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import click

from usecase_dsl.cli import common
from usecase_dsl.cli.choice import Choice
from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario import (
    Figures,
    Graph,
    Scenario,
    Suite,
    TooMany,
    count,
    failing_use_cases,
    graph,
    scenarios,
    suite,
)
from usecase_dsl.scenario.criteria.suites import some
from usecase_dsl.scenario.paths import at_least, counted
from usecase_dsl.scenario.risk import budget
from usecase_dsl.scenario.sample import drawn

if TYPE_CHECKING:
    from usecase_dsl.project import Project


# So many of the scenarios that a budget picks are named in the order in which they were picked.
_MOST_RANKED = 20


@dataclass(frozen=True)
class Chosen:
    """The scenarios chosen, their graphs, and the figures of the sets that they are out of, by the use cases' keys.

    ``remarks`` say which part of the sets was chosen; ``whole`` are the sets themselves, where they could be listed.
    """

    use_cases: tuple[UseCase, ...]
    graphs: Mapping[str, Graph]
    scenarios: Mapping[str, tuple[Scenario, ...]]
    figures: Mapping[str, Figures]
    remarks: tuple[str, ...] = ()
    whole: Mapping[str, tuple[Scenario, ...]] = field(default_factory=dict)


def choose(project: Project, choice: Choice) -> Chosen:
    """The scenarios that the options choose. Refuses (exit code 2) where there are more than ``--limit`` in all."""
    if choice.sample and choice.budget:
        raise click.UsageError("--sample draws by lot and --budget picks by weight: name one of them.")
    use_cases = common.chosen(project, choice.wanted)
    graphs = _graphs(project, use_cases, choice)
    if choice.criterion == "all":
        return _sampled(graphs, use_cases, choice) if choice.sample else _all(graphs, use_cases, choice)
    return _by_criterion(graphs, use_cases, choice)


def _graphs(project: Project, use_cases: Sequence[UseCase], choice: Choice) -> dict[str, Graph]:
    failing = failing_use_cases(project.model)
    found: dict[str, Graph] = {}
    for each in use_cases:
        found[each.key] = graph(each, project.model, choice.anytime, failing, choice.include)
        if not found[each.key].complete:
            raise click.ClickException(f"{_name(each)}: its flows branch into too many copies to follow.")
    return found


# ---- sets of scenarios


def _by_criterion(graphs: Mapping[str, Graph], use_cases: Sequence[UseCase], choice: Choice) -> Chosen:
    suites = {
        each.key: _suite(graphs[each.key], each, choice.criterion)
        for each in common.progress(use_cases, "Choosing scenarios")
    }
    counts = [(each, len(suites[each.key].scenarios)) for each in use_cases]
    if not (choice.sample or choice.budget) and sum(number for _, number in counts) > choice.limit:
        raise _too_many(counts, choice.limit, "or a higher --limit")
    found = {key: suite.scenarios for key, suite in suites.items()}
    chosen = Chosen(tuple(use_cases), graphs, found, {key: suite.figures for key, suite in suites.items()})
    return _part(chosen, choice)


def _suite(of: Graph, use_case: UseCase, criterion: str) -> Suite:
    try:
        return suite(of, use_case, criterion)
    except TooMany as error:
        raise click.ClickException(
            f"{_name(use_case)} has {error.number} {criterion.replace('-', ' ')}: too many to make scenarios for. "
            "Choose other use cases with --use-case, or another --criterion."
        ) from error


def _all(graphs: Mapping[str, Graph], use_cases: Sequence[UseCase], choice: Choice) -> Chosen:
    """All scenarios of each use case. They are counted before they are listed; those beyond counting may be few."""
    counts = [(each, count(graphs[each.key], choice.loops)) for each in use_cases]
    left = choice.limit - sum(number or 0 for _, number in counts)
    for use_case in (each for each, number in counts if number is None):
        if left >= 0:
            number_there = at_least(graphs[use_case.key], choice.loops, left + 1)
            left = -1 if number_there is None else left - number_there
    if left < 0:
        lots = ", or some with --sample" if all(number is not None for _, number in counts) else ""
        raise _too_many(
            counts, choice.limit, f"fewer ways back with --loops, --anytime once, another --criterion{lots}"
        )
    found = {each.key: tuple(scenarios(graphs[each.key], each, "all", choice.loops)) for each in use_cases}
    figures = {key: Figures("all", len(each), len(each), len(each)) for key, each in found.items()}
    return _part(Chosen(tuple(use_cases), graphs, found, figures), choice)


def _sampled(graphs: Mapping[str, Graph], use_cases: Sequence[UseCase], choice: Choice) -> Chosen:
    """Some of all scenarios, drawn by their numbers, so that nobody lists the others."""
    every = {each.key: counted(graphs[each.key], choice.loops) for each in use_cases}
    totals: list[int] = []
    for each in use_cases:
        counts = every[each.key]
        if counts is None:
            raise click.ClickException(
                f"The scenarios of {_name(each)} are too many to count, so that no fair sample can be drawn. "
                "Choose other use cases with --use-case, fewer ways back with --loops, or another --criterion."
            )
        totals.append(counts.total)
    numbers = _drawn(totals, choice)
    found: dict[str, tuple[Scenario, ...]] = {}
    for each, inside in zip(use_cases, numbers, strict=True):
        counts = every[each.key]
        found[each.key] = some(graphs[each.key], counts, inside) if counts else ()
    figures = {each.key: Figures("all", total, total, total) for each, total in zip(use_cases, totals, strict=True)}
    return Chosen(tuple(use_cases), graphs, found, figures, (_by_lot(found, sum(totals), choice),))


# ---- parts of them


def _part(of: Chosen, choice: Choice) -> Chosen:
    """What a sample or a budget leaves."""
    if choice.sample:
        numbers = _drawn([len(of.scenarios[each.key]) for each in of.use_cases], choice)
        found = {
            each.key: tuple(of.scenarios[each.key][number] for number in inside)
            for each, inside in zip(of.use_cases, numbers, strict=True)
        }
        total = sum(map(len, of.scenarios.values()))
        return replace(of, scenarios=found, remarks=(_by_lot(found, total, choice),), whole=of.scenarios)
    if not choice.budget:
        return of
    every = [scenario for each in of.use_cases for scenario in of.scenarios[each.key]]
    best = budget(every, of.graphs, of.use_cases, choice.budget)
    kept = {(each.use_case, each.name) for each in best.scenarios}
    found = {key: tuple(each for each in listed if (key, each.name) in kept) for key, listed in of.scenarios.items()}
    share = 100 * best.covered // max(best.total, 1)
    remark = (
        f"{len(kept):,} of {len(every):,} scenarios, which take {share}% of the branches, "
        "weighed by priority and frequency"
    )
    called = {each.key: _name(each) for each in of.use_cases}
    order = "; ".join(f"{called[each.use_case]} {each.name}" for each in best.scenarios[:_MOST_RANKED])
    more = "; …" if len(best.scenarios) > _MOST_RANKED else ""
    return replace(of, scenarios=found, remarks=(remark, f"what adds most first: {order}{more}"), whole=of.scenarios)


def _drawn(totals: Sequence[int], choice: Choice) -> list[list[int]]:
    """For each use case the numbers of its scenarios that are drawn out of those of all."""
    if (choice.sample or 0) > choice.limit:
        raise click.ClickException(f"--sample is {choice.sample:,}, and --limit is {choice.limit:,}.")
    left = drawn(sum(totals), choice.sample or 0, choice.seed)
    found: list[list[int]] = []
    first = 0
    for total in totals:
        inside = left[bisect_left(left, first) : bisect_left(left, first + total)]
        found.append([number - first for number in inside])
        first += total
    return found


def _by_lot(found: Mapping[str, Sequence[Scenario]], total: int, choice: Choice) -> str:
    return f"{sum(map(len, found.values())):,} of {total:,} scenarios, drawn by lot with seed {choice.seed}"


def _too_many(counts: Sequence[tuple[UseCase, int | None]], limit: int, fewer: str) -> click.ClickException:
    known = [number for _, number in counts if number is not None]
    total = f"{sum(known):,}" if len(known) == len(counts) else f"more than {max(sum(known), limit):,}"
    worst = max(counts, key=lambda each: each[1] if each[1] is not None else float("inf"))[0]
    return click.ClickException(
        f"There are {total} scenarios, most of them of {_name(worst)}; --limit is {limit:,}. "
        f"Choose a use case with --use-case, {fewer}."
    )


def _name(use_case: UseCase) -> str:
    return use_case.id or use_case.title
