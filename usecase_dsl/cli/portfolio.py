"""``usecase portfolio``: what customer use cases are worth, and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import click

from usecase_dsl.cli import accounts as accounts_options
from usecase_dsl.cli import common

if TYPE_CHECKING:
    from usecase_dsl.model.tables import Model
    from usecase_dsl.portfolio.accounts import Measured
    from usecase_dsl.portfolio.figures import Portfolio
    from usecase_dsl.project import Project

_FORMATS = ("text", "json", "csv", "html")
_BY_SUFFIX = {".txt": "text", ".json": "json", ".csv": "csv", ".html": "html", ".htm": "html"}


@click.command("portfolio")
@common.paths
@accounts_options.option
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Default: what the name after -o says, else text.")
@click.option("-o", "--output", callback=common.not_empty, metavar="FILE", help="Default: standard output.")
def command(
    paths: Sequence[str], stdin_filename: str, accounts: str | None, form: str | None, output: str | None
) -> None:
    """Tell what the customer use cases are worth and to whom: the revenue that they cover, shares by plan, segment and
    persona, profit, and what to optimise for, to serve, to say no to, with the reasons.

    With accounts the same by what was sold: shares of the revenue, contracts, wins, discounts and retention beside what
    the texts claim.
    """
    form = form or common.format_of(output, _BY_SUFFIX, "text")
    project = common.read_project(paths, stdin_filename)
    found = of_project(project)
    measured = accounts_options.measured(found, accounts) if accounts else None
    common.put(_content(project, found, measured, form), output, project, never=[accounts] if accounts else ())
    common.finish(project, code=int(measured is not None and measured.counted < measured.rows))


def of_project(project: Project) -> Portfolio:
    """The portfolio of the use cases in the files that were asked for."""
    from usecase_dsl.portfolio.figures import portfolio_of

    return portfolio_of(_asked(project), project.settings.limits)


def _asked(project: Project) -> Model:
    """The model with the use cases that were asked for alone; the market is that of the whole project."""
    return replace(project.model, use_cases={each.key: each for each in project.use_cases})


def _content(project: Project, of: Portfolio, measured: Measured | None, form: str) -> bytes:
    from usecase_dsl.report.accounts_text import accounts_lines
    from usecase_dsl.report.portfolio_data import portfolio_csv, portfolio_json
    from usecase_dsl.report.portfolio_text import portfolio_lines

    if form == "html" and of.lines:
        return _page(project, measured)
    if form == "html":
        raise click.UsageError(next(portfolio_lines(of)))
    if form == "text":
        lines = chain(portfolio_lines(of), accounts_lines(of, measured) if measured else ())
    else:
        lines = chain({"json": portfolio_json, "csv": portfolio_csv}[form](of, measured))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _page(project: Project, measured: Measured | None) -> bytes:
    """Portfolio, segments and cards in one file."""
    from usecase_dsl.render.site import Content, render_portfolio

    settings = project.settings
    content = Content(_asked(project), title=settings.name, limits=settings.limits, accounts=measured)
    return render_portfolio(content).content
