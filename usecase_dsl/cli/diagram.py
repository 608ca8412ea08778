"""``usecase diagram``: the use-case diagram."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import click

from usecase_dsl.cli import common
from usecase_dsl.render.diagram import FORMATS, KINDS, DiagramFormat, DiagramKind, render
from usecase_dsl.render.graphviz_layout import EngineError, EngineName

_BY_SUFFIX: dict[str, DiagramFormat] = {
    ".svg": "svg",
    ".png": "png",
    ".dot": "dot",
    ".gv": "dot",
    ".puml": "plantuml",
    ".mmd": "mermaid",
}


@click.command("diagram")
@common.paths
@click.option("--kind", type=click.Choice(KINDS), default="use-case", show_default=True)
@common.use_case_option
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: what the name after -o says, else svg.")
@click.option("-o", "--output", callback=common.not_empty, metavar="FILE", help="Default: standard output.")
@click.option("--engine", type=click.Choice(["builtin", "dot"]), default="builtin", show_default=True)
def command(
    paths: Sequence[str],
    stdin_filename: str,
    kind: DiagramKind,
    wanted: Sequence[str],
    form: DiagramFormat | None,
    output: str | None,
    engine: EngineName,
) -> None:
    """Draw the use-case diagram: actors, use cases, and how they are related."""
    project = common.read_project(paths, stdin_filename)
    form = form or _format_of(output)
    some = bool(wanted) or len(project.use_cases) < len(project.model.use_cases)
    use_cases = common.chosen(project, wanted) if some else None
    try:
        picture = render(project.model, use_cases, kind=kind, format=form, engine=engine)
    except EngineError as error:
        raise click.ClickException(str(error)) from error
    common.put(picture, output, project)
    common.finish(project)


def _format_of(output: str | None) -> DiagramFormat:
    """The format that a file's name says; svg where none is named. Refuses a name that says another one."""
    suffix = PurePath(output or "").suffix.lower()
    if suffix and suffix not in _BY_SUFFIX:
        known = ", ".join(_BY_SUFFIX)
        raise click.UsageError(f"No format goes with ‘{suffix}’: name the file with one of {known}, or give --format.")
    return _BY_SUFFIX.get(suffix, "svg")
