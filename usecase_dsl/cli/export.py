"""``usecase export``: the model in another form."""

from __future__ import annotations

from collections.abc import Sequence

import click

from usecase_dsl.cli import common

_BY_SUFFIX = {".md": "markdown", ".markdown": "markdown", ".csv": "csv"}


@click.group("export")
def command() -> None:
    """Write the model in another form, for those who work with that."""


@command.command("stories", short_help="User stories, as Markdown or for Jira.")
@common.paths
@common.use_case_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "csv"]),
    help="csv is what Jira's importer takes. Default: what the name after -o says, else markdown.",
)
@click.option("-o", "--output", callback=common.not_empty, metavar="FILE", help="Default: standard output.")
@click.option("--subfunctions", is_flag=True, help="Stories for subfunctions too, which are parts of others.")
def stories(
    paths: Sequence[str],
    stdin_filename: str,
    wanted: Sequence[str],
    form: str | None,
    output: str | None,
    subfunctions: bool,
) -> None:
    """Write user stories: as whom I want what, what it is good for, and acceptance criteria from the scenarios.

    A use case is a story, one of level summary an epic. A subfunction is left out, unless --use-case names it.
    """
    form = form or common.format_of(output, _BY_SUFFIX, "markdown")
    project = common.read_project(paths, stdin_filename)
    use_cases = common.chosen(project, wanted)
    from usecase_dsl import exporting
    from usecase_dsl.exporting import jira, markdown

    export = exporting.stories(project.model, use_cases, parts=subfunctions or bool(wanted))
    content = jira.table(export.stories) if form == "csv" else markdown.markdown(export.stories).encode("utf-8")
    common.put(content, output, project)
    for remark in export.remarks:
        common.note(remark)
    common.finish(project)
