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
    found: dict[str, tuple[Scenario, ...]] = {}
    left = limit
    for use_case in use_cases:
        listed = tuple(itertools.islice(scenarios_of(of[use_case.key], use_case, criterion, loops), left + 1))
        if len(listed) > left:
            raise click.ClickException(_too_many(of, use_cases, criterion, loops, limit))
        left -= len(listed)
        found[use_case.key] = listed
    return found


def _too_many(of: Mapping[str, Graph], use_cases: Sequence[UseCase], criterion: str, loops: int, limit: int) -> str:
    counts = [(each, _number(of[each.key], each, criterion, loops)) for each in use_cases]
    known = [number for _, number in counts if number is not None]
    total = f"{sum(known):,}" if len(known) == len(counts) else f"more than {max(sum(known), limit):,}"
    worst = max(counts, key=lambda each: each[1] if each[1] is not None else float("inf"))[0]
    fewer = "fewer ways back with --loops, or --anytime once" if criterion == "all" else "or a higher --limit"
    return (
        f"There are {total} scenarios, most of them of {worst.id or worst.title}; --limit is {limit:,}. "
        f"Choose a use case with --use-case, {fewer}."
    )


def _number(of: Graph, use_case: UseCase, criterion: str, loops: int) -> int | None:
    """How many scenarios there are; None if they can't be counted."""
    return count(of, loops) if criterion == "all" else sum(1 for _ in scenarios_of(of, use_case, criterion))
