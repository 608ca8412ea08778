"""``usecase scenarios``: the ways through each use case."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import click

from usecase_dsl.cli import common, streams
from usecase_dsl.model.tables import UseCase
from usecase_dsl.project import Project
from usecase_dsl.scenario import CRITERIA, Graph, Scenario, count, failing_use_cases, graph
from usecase_dsl.scenario import scenarios as scenarios_of
from usecase_dsl.scenario.graph import AnyTime


def options(command: common.Command) -> common.Command:
    """The options that choose scenarios, for every command that works on them."""
    for option in (
        click.option("--limit", type=click.IntRange(1), default=10_000, show_default=True, help="Refuse to list more."),
        click.option(
            "--anytime",
            type=click.Choice(["each-step", "once"]),
            default="each-step",
            show_default=True,
            help="Where * flows leave: at each main step, or at the first alone.",
        ),
        click.option(
            "--loops",
            type=click.IntRange(0, 1000),
            default=1,
            show_default=True,
            metavar="K",
            help="How often each way back may be taken in one scenario, where all are asked for.",
        ),
        click.option(
            "--criterion",
            type=click.Choice(CRITERIA),
            default="flows",
            show_default=True,
            help="flows: the main flow, and each other flow once; all: every path.",
        ),
        common.use_case_option,
    ):
        command = option(command)
    return command


@click.command("scenarios")
@common.paths
@options
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "markdown"]), default="text", show_default=True
)
def command(
    paths: Sequence[str],
    stdin_filename: str,
    wanted: Sequence[str],
    criterion: str,
    loops: int,
    anytime: AnyTime,
    limit: int,
    form: str,
) -> None:
    """List the scenarios: the ways through each use case."""
    from usecase_dsl.report import scenario_lists

    project = common.read_project(paths, stdin_filename)
    use_cases = common.chosen(project, wanted)
    found = choose(graphs(project, use_cases, anytime), use_cases, criterion, loops, limit)
    streams.say(scenario_lists.lines(project.model, found, form))
    common.finish(project)


def graphs(project: Project, use_cases: Sequence[UseCase], anytime: AnyTime) -> dict[str, Graph]:
    """The graph of each use case, by its key."""
    failing = failing_use_cases(project.model)
    found = {each.key: graph(each, project.model, anytime, failing) for each in use_cases}
    for use_case in use_cases:
        if not found[use_case.key].complete:
            name = use_case.id or use_case.title
            raise click.ClickException(f"{name}: its flows branch into too many copies to follow.")
    return found


def choose(
    of: Mapping[str, Graph], use_cases: Sequence[UseCase], criterion: str, loops: int, limit: int
) -> dict[str, tuple[Scenario, ...]]:
    """The scenarios of each use case, by its key. Refuses (exit code 2) where there are more than ``limit`` in all."""
    if criterion == "all":
        return _all(of, use_cases, loops, limit)
    found = {each.key: tuple(scenarios_of(of[each.key], each, criterion)) for each in use_cases}
    counts = [(each, len(found[each.key])) for each in use_cases]
    if sum(number for _, number in counts) > limit:
        raise _too_many(counts, limit, "or a higher --limit")
    return found


def _all(
    of: Mapping[str, Graph], use_cases: Sequence[UseCase], loops: int, limit: int
) -> dict[str, tuple[Scenario, ...]]:
    """All scenarios of each use case. They are counted before they are listed; those beyond counting may be few."""
    counts = [(each, count(of[each.key], loops)) for each in use_cases]
    left = limit - sum(number or 0 for _, number in counts)
    found: dict[str, tuple[Scenario, ...]] = {}
    for use_case, number in counts if left >= 0 else ():
        listed = scenarios_of(of[use_case.key], use_case, "all", loops)
        found[use_case.key] = tuple(listed if number is not None else itertools.islice(listed, left + 1))
        left -= len(found[use_case.key]) if number is None else 0
        if left < 0:
            break
    if left < 0:
        raise _too_many(counts, limit, "fewer ways back with --loops, or --anytime once")
    return found


def _too_many(counts: Sequence[tuple[UseCase, int | None]], limit: int, fewer: str) -> click.ClickException:
    known = [number for _, number in counts if number is not None]
    total = f"{sum(known):,}" if len(known) == len(counts) else f"more than {max(sum(known), limit):,}"
    worst = max(counts, key=lambda each: each[1] if each[1] is not None else float("inf"))[0]
    return click.ClickException(
        f"There are {total} scenarios, most of them of {worst.id or worst.title}; --limit is {limit:,}. "
        f"Choose a use case with --use-case, {fewer}."
    )
