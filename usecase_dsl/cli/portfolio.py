"""``usecase portfolio``: what customer use cases are worth, and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from usecase_dsl.cli import common

if TYPE_CHECKING:
    from usecase_dsl.portfolio.figures import Portfolio
    from usecase_dsl.project import Project

_FORMATS = ("text", "json", "csv", "html")
_BY_SUFFIX = {".txt": "text", ".json": "json", ".csv": "csv", ".html": "html", ".htm": "html"}


@click.command("portfolio")
@common.paths
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Default: what the name after -o says, else text.")
@click.option("-o", "--output", callback=common.not_empty, metavar="FILE", help="Default: standard output.")
def command(paths: Sequence[str], stdin_filename: str, form: str | None, output: str | None) -> None:
    """Tell what the customer use cases are worth and to whom: the revenue that they cover, shares by plan, segment and
    persona, profit, and what to optimise for, to serve, to say no to, with the reasons.
    """
    form = form or _BY_SUFFIX.get(PurePath(output or "").suffix.lower(), "text")
    project = common.read_project(paths, stdin_filename)
    found = of_project(project)
    common.put(_content(found, form), output, project)
    common.finish(project)


def of_project(project: Project) -> Portfolio:
    """The portfolio of the use cases in the files that were asked for."""
    from usecase_dsl.portfolio.customer import customer
    from usecase_dsl.portfolio.figures import portfolio
    from usecase_dsl.portfolio.market import market

    found = (customer(each) for each in project.use_cases)
    return portfolio([each for each in found if each], market(project.model.entries), project.settings.limits)


def _content(of: Portfolio, form: str) -> bytes:
    from usecase_dsl.report.portfolio_data import portfolio_csv, portfolio_json
    from usecase_dsl.report.portfolio_text import portfolio_lines

    written = {"text": portfolio_lines, "json": portfolio_json, "csv": portfolio_csv}[form]
    return "".join(f"{line}\n" for line in written(of)).encode("utf-8")
