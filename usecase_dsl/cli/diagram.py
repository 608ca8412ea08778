"""``usecase diagram``: diagrams of a project and of one use case."""

from __future__ import annotations

from collections.abc import Sequence

import click

from usecase_dsl.cli import common
from usecase_dsl.render.diagram import FORMATS, KINDS, OF_ONE, PICTURES, DiagramFormat, DiagramKind, Refusal, render
from usecase_dsl.render.graphviz_layout import EngineError, EngineName

_BY_SUFFIX: dict[str, DiagramFormat] = {
    ".svg": "svg",
    ".png": "png",
    ".pdf": "pdf",
    ".dot": "dot",
    ".gv": "dot",
    ".puml": "plantuml",
    ".mmd": "mermaid",
    ".d2": "d2",
    ".drawio": "drawio",
}


@click.command("diagram")
@common.paths
@click.option("--kind", type=click.Choice(KINDS), default="use-case", show_default=True)
@common.use_case_option
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: what the name after -o says, else svg.")
@click.option("-o", "--output", callback=common.not_empty, metavar="FILE", help="Default: standard output.")
@click.option("--scenario", metavar="NAME", help="In a sequence diagram: this scenario alone, as ‘scenarios’ names it.")
@click.option("--lanes", is_flag=True, help="In the picture of an activity: a lane for each who acts.")
@click.option("--engine", type=click.Choice(["builtin", "dot"]), default="builtin", show_default=True)
def command(
    paths: Sequence[str],
    stdin_filename: str,
    kind: DiagramKind,
    wanted: Sequence[str],
    form: DiagramFormat | None,
    output: str | None,
    scenario: str | None,
    lanes: bool,
    engine: EngineName,
) -> None:
    """Draw a diagram: actors, use cases and how they are related (use-case), how use cases build on each other by goal
    level (map), or what happens in one use case: its flows (activity), its messages (sequence).

    svg, png, pdf and drawio show it as it is drawn here. dot, plantuml, mermaid and d2 are texts for other tools, which
    place things themselves; mermaid-flowchart is for a Mermaid older than 12.
    """
    if scenario is not None and kind != "sequence":
        raise click.UsageError("--scenario chooses what --kind sequence shows.")
    form = form or common.format_of(output, _BY_SUFFIX, "svg")
    if lanes and (kind != "activity" or form not in PICTURES):
        raise click.UsageError(f"--lanes is for --kind activity as {' or '.join(PICTURES)}.")
    project = common.read_project(paths, stdin_filename)
    some = bool(wanted) or len(project.use_cases) < len(project.model.use_cases)
    use_cases = common.chosen(project, wanted) if some else None
    if kind in OF_ONE and len(common.chosen(project, wanted)) != 1:
        raise click.UsageError(f"--kind {kind} shows one use case: choose it with --use-case.")
    try:
        picture = render(
            project.model, use_cases, kind=kind, format=form, engine=engine, scenario=scenario, lanes=lanes
        )
    except Refusal as error:
        raise click.UsageError(f"{error}.") from error
    except EngineError as error:
        raise click.ClickException(str(error)) from error
    common.put(picture, output, project)
    common.finish(project)
