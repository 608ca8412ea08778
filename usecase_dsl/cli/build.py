"""``usecase build``: the documentation site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from usecase_dsl.cli import common, results

if TYPE_CHECKING:
    from usecase_dsl.coverage import Coverage
    from usecase_dsl.project import Project


@click.command("build")
@common.paths
@common.output_folder("site")
@results.option
def command(paths: Sequence[str], stdin_filename: str, output: str, junit: Sequence[str]) -> None:
    """Make the documentation site: a page for each use case and each actor, with diagrams."""
    from usecase_dsl.project import write_folder
    from usecase_dsl.render import site

    texts, files = results.apart(paths, junit)
    project = common.read_project(texts, stdin_filename, with_warnings=True)
    coverage = _coverage(project, files) if files else None
    artifacts = site.render(project.model, findings=project.shown, title=project.settings.name, coverage=coverage)
    pages = list(common.progress(artifacts, "Building the site"))
    with common.misuse():
        written = write_folder(Path(output), pages)
    common.note(f"{common.files(len(written))} in {Path(output).as_posix()}; begin with index.html")
    common.finish(project)


def _coverage(project: Project, files: Sequence[str]) -> Coverage:
    """What results say of each flow of each use case: the pages show all of them, whatever the PATHs."""
    from usecase_dsl.scenario import failing_use_cases, graph, scenarios

    model = project.model
    failing = failing_use_cases(model)
    graphs = {key: graph(each, model, failing=failing) for key, each in model.use_cases.items()}
    found = {key: tuple(scenarios(graphs[key], each)) for key, each in model.use_cases.items()}
    return results.measured(project, graphs, found, files)
