"""``usecase build``: the documentation site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from usecase_dsl.cli import accounts as accounts_options
from usecase_dsl.cli import common, processes, results, site_options

T = TypeVar("T")
R = TypeVar("R")


@click.command("build")
@common.paths
@common.output_folder("site")
@click.option("--single-file", is_flag=True, help="Everything on one page, index.html, that needs no other file.")
@site_options.options
@results.option
@accounts_options.option
def command(
    paths: Sequence[str],
    stdin_filename: str,
    output: str,
    single_file: bool,
    findings: bool,
    sequences: bool,
    source_url: str,
    since: str | None,
    templates: str | None,
    junit: Sequence[str],
    accounts: str | None,
) -> None:
    """Make the documentation site: a page for each use case and each actor, with diagrams."""
    from usecase_dsl.project import write_folder
    from usecase_dsl.render.site import Pages
    from usecase_dsl.syntax.parser import collector_paused

    texts, files = results.apart(paths, junit)
    project = common.read_project(texts, stdin_filename, with_warnings=findings)
    wanted = site_options.Wanted(findings, source_url, since, tuple(files), sequences, single_file, accounts)
    pages = Pages(site_options.own_templates(templates))
    content = site_options.content(project, wanted)
    with collector_paused(), common.template_faults():
        made = list(pages.made(content, _with_progress))
    with common.misuse():
        written = write_folder(Path(output), made)
    common.note(f"{common.files(len(written))} in {Path(output).as_posix()}; begin with index.html")
    common.finish(project)


def _with_progress(make: Callable[[T], R], pages: Sequence[T]) -> Iterator[R]:
    return common.progress(processes.spread(make, pages), "Building the site", len(pages))
