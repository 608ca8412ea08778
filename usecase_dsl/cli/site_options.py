"""What ``build`` and ``serve`` are told of the site, and what it is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from usecase_dsl.cli import accounts, common, results

if TYPE_CHECKING:
    from usecase_dsl.coverage import Coverage
    from usecase_dsl.model import Model
    from usecase_dsl.portfolio.accounts import Measured
    from usecase_dsl.project import Project
    from usecase_dsl.render.site import Content


@dataclass(frozen=True)
class Wanted:
    """What was asked for. ``results`` are the files with results of tests, ``since`` the folder of earlier texts."""

    findings: bool
    source_url: str
    since: str | None
    results: tuple[str, ...]
    sequences: bool = False
    single_file: bool = False
    accounts: str | None = None


def options(command: common.Command) -> common.Command:
    """The options that say what the pages show."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def own_templates(folder: str | None) -> Mapping[str, str]:
    """A user's templates of pages, by name. Misuse becomes a click error."""
    from usecase_dsl.project import read_templates

    with common.misuse():
        return read_templates(Path(folder), "html") if folder else {}


def content(project: Project, wanted: Wanted) -> Content:
    """What the site of a project is made of."""
    from usecase_dsl.render.site import Content

    return Content(
        project.model,
        findings=project.shown if wanted.findings else (),
        title=project.settings.name,
        coverage=_coverage(project, wanted.results) if wanted.results else None,
        source_url=wanted.source_url,
        since=_earlier(wanted.since) if wanted.since else None,
        single_file=wanted.single_file,
        sequences=wanted.sequences,
        limits=project.settings.limits,
        accounts=_accounts(project, wanted.accounts) if wanted.accounts else None,
    )


def _source_url(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """An address of the web; anything else would be a script, or lead nowhere."""
    if value and not value.startswith(("https://", "http://")):
        raise click.BadParameter("it is no address that begins with https:// or http://", ctx, param)
    if value and "{path}" not in value:
        raise click.BadParameter("{path} is missing, where the file's path goes", ctx, param)
    if unknown := set(re.findall(r"\{[^{}]*\}", value)) - {"{path}", "{line}"}:
        raise click.BadParameter(
            f"nothing is known to go at {min(unknown)}; there are {{path}} and {{line}}", ctx, param
        )
    return value


_OPTIONS = (
    click.option("--findings", is_flag=True, help="Show what the checker finds, beside the lines it speaks of."),
    click.option("--sequences", is_flag=True, help="Show a sequence diagram of each scenario too."),
    click.option(
        "--source-url",
        default="",
        callback=_source_url,
        metavar="URL",
        help="Where the texts are published, with {path} and {line} in it: pages link to each line.",
    ),
    click.option(
        "--since",
        type=click.Path(exists=True),
        callback=common.not_empty,
        metavar="DIR",
        help="A folder with the texts as they were: a page says what has changed.",
    ),
    click.option(
        "--templates",
        type=click.Path(exists=True, file_okay=False),
        callback=common.not_empty,
        metavar="DIR",
        help="A folder whose html/ replaces templates, styles and scripts, file by file.",
    ),
)


def _accounts(project: Project, file: str) -> Measured:
    """What a CRM says of all customer use cases: the pages show all of them, whatever the PATHs."""
    from usecase_dsl.portfolio.figures import portfolio_of

    return accounts.measured(portfolio_of(project.model, project.settings.limits), file)


def _earlier(folder: str) -> Model:
    from usecase_dsl.project import load

    with common.misuse():
        return load([Path(folder)]).model


def _coverage(project: Project, files: tuple[str, ...]) -> Coverage:
    """What results say of each flow of each use case: the pages show all of them, whatever the PATHs."""
    from usecase_dsl.scenario import failing_use_cases, graph, scenarios

    model = project.model
    failing = failing_use_cases(model)
    graphs = {key: graph(each, model, failing=failing) for key, each in model.use_cases.items()}
    found = {key: tuple(scenarios(graphs[key], each)) for key, each in model.use_cases.items()}
    return results.measured(project, graphs, found, files)
