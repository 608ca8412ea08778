"""``usecase coverage``: which scenarios have a test, and which of these passed."""

from __future__ import annotations

from collections.abc import Sequence

import click

from usecase_dsl.cli import common, results, streams
from usecase_dsl.cli.choice import Choice, options


@click.command("coverage")
@common.paths
@options
@results.option
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    default=0,
    metavar="N",
    help="End with 1 if fewer than N in a hundred scenarios passed.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "markdown"]), default="text", show_default=True
)
def command(
    paths: Sequence[str],
    stdin_filename: str,
    choice: Choice,
    junit: Sequence[str],
    fail_under: float,
    form: str,
) -> None:
    """Tell which scenarios have a test, and which of these passed.

    A test belongs to a scenario by its name, such as test_uc_01.py::test_2a_the_cart_is_empty, or by the properties
    "usecase" and "scenario" in its result.
    """
    from usecase_dsl.cli.choosing import choose
    from usecase_dsl.report import coverage_lists

    texts, files = results.apart(paths, junit)
    project = common.read_project(texts, stdin_filename)
    chosen = choose(project, choice)
    if not files:
        raise click.UsageError(_no_results(sum(map(len, chosen.scenarios.values()))))
    found = results.measured(project, chosen.graphs, chosen.scenarios, files)
    streams.say(coverage_lists.lines(project.model, found, form))
    for line in chosen.remarks:
        common.note(line)
    if low := coverage_lists.below(found, fail_under):
        common.note(f"error: {low}")
    common.finish(project, code=int(low is not None))


def _no_results(number: int) -> str:
    return (
        f"There {'is 1 scenario' if number == 1 else f'are {number:,} scenarios'} here; which of them are tested, "
        "results of tests say. Name them with --junit FILE; ‘pytest --junitxml=FILE’ writes one."
    )
