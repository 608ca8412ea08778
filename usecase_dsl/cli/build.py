"""``usecase build``: the documentation site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from usecase_dsl.cli import common


@click.command("build")
@common.paths
@common.output_folder("site")
def command(paths: Sequence[str], stdin_filename: str, output: str) -> None:
    """Make the documentation site: a page for each use case and each actor, with diagrams."""
    from usecase_dsl.project import write_folder
    from usecase_dsl.render import site

    project = common.read_project(paths, stdin_filename, with_warnings=True)
    artifacts = site.render(project.model, findings=project.shown, title=project.settings.name)
    pages = list(common.progress(artifacts, "Building the site"))
    with common.misuse():
        written = write_folder(Path(output), pages)
    common.note(f"{common.files(len(written))} in {Path(output).as_posix()}; begin with index.html")
    common.finish(project)
