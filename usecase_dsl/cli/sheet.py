"""``usecase sheet``: a sales sheet of customer use cases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

import click

from usecase_dsl.cli import common
from usecase_dsl.cli.card import customers

if TYPE_CHECKING:
    from usecase_dsl.project import Project
    from usecase_dsl.render.sheets.content import Sheet

Format = Literal["html", "markdown"]

_FORMATS: tuple[Format, ...] = ("html", "markdown")
_BY_SUFFIX: dict[str, Format] = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}


@click.command("sheet")
@click.argument("first", metavar="ID...", callback=common.not_empty)
@common.paths
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="Default: what the name after -o says, else markdown."
)
@click.option("-o", "--output", callback=common.not_empty, metavar="FILE", help="Default: standard output.")
def command(first: str, paths: Sequence[str], stdin_filename: str, form: Format | None, output: str | None) -> None:
    """Write a sales sheet of the use case with this id or title: outcome, problem, who it is for, questions to ask,
    features, value, metrics, alternatives, evidence, plan and price. Several ids make one sheet after the other.

    It is for whoever makes the call, and may lie on the table: importance, share of revenue, willingness to pay,
    customers, cost and profit are never on it, nor is what is nice to have.
    """
    form = form or common.format_of(output, _BY_SUFFIX, "markdown")
    more = tuple(takewhile(lambda each: not _is_path(each), paths))
    project = common.read_project(paths[len(more) :], stdin_filename)
    if Path(first).exists() and not any(common.is_called(each, first) for each in project.use_cases):
        raise click.UsageError(f"‘{first}’ is a path; the use case stands before it: usecase sheet ID {first}")
    sheets = _sheets(project, (first, *more))
    common.put(_content(sheets, form, project.settings.name), output, project)
    common.finish(project)


def _is_path(written: str) -> bool:
    """Whether an argument after the first is a PATH and not another id."""
    return written == "-" or written.endswith(".uc") or PurePath(written).name != written or Path(written).exists()


def _sheets(project: Project, wanted: Sequence[str]) -> tuple[Sheet, ...]:
    from usecase_dsl.portfolio.market import market
    from usecase_dsl.render.sheets.content import sheet

    where = market(project.model.entries)
    return tuple(sheet(each, where) for each in customers(project, wanted))


def _content(sheets: Sequence[Sheet], form: Format, name: str) -> bytes:
    if form == "html":
        from usecase_dsl.render.sheets.html import html

        return html(sheets, name)
    from usecase_dsl.render.sheets.markdown import markdown

    return markdown(sheets)
