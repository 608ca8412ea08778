"""``usecase scenarios``: the ways through each use case."""

from __future__ import annotations

from collections.abc import Sequence

import click

from usecase_dsl.cli import common, streams
from usecase_dsl.cli.choice import Choice, options


@click.command("scenarios")
@common.paths
@options
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "markdown"]), default="text", show_default=True
)
def command(paths: Sequence[str], stdin_filename: str, choice: Choice, form: str) -> None:
    """List the scenarios: the ways through each use case."""
    from usecase_dsl.cli.choosing import choose
    from usecase_dsl.report import scenario_lists

    project = common.read_project(paths, stdin_filename)
    chosen = choose(project, choice)
    streams.say(scenario_lists.lines(project.model, chosen.scenarios, form, chosen.figures))
    if form in ("json", "csv"):
        for line in scenario_lists.figures(project.model, chosen.figures):
            common.note(line)
    for line in chosen.remarks:
        common.note(line)
    common.finish(project)
