"""``usecase build``: the documentation site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from usecase_dsl.cli import common


@click.command("build")
@common.paths
@click.option("-o", "--output", metavar="DIR", default="site", show_default=True, help="The folder to write into.")
def command(paths: Sequence[str], stdin_filename: str, output: str) -> None:
    """Make the documentation site: a page for each use case and each actor, with diagrams."""
    from usecase_dsl.project import write_folder
    from usecase_dsl.render import site

    project = common.read_project(paths, stdin_filename)
    pages = list(common.progress(site.render(project.model), "Building the site"))
    with common.misuse():
        written = write_folder(Path(output), pages)
    common.note(f"{len(written)} files in {Path(output).as_posix()}; begin with index.html")
    common.finish(project)
