"""``usecase card``: customer use cases as cards, a page each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import click

from usecase_dsl.cli import common

if TYPE_CHECKING:
    from usecase_dsl.portfolio.customer import CustomerUseCase
    from usecase_dsl.project import Project
    from usecase_dsl.render.cards.content import Card
    from usecase_dsl.render.cards.paper import Paper

Format = Literal["pdf", "png", "html"]

_FORMATS: tuple[Format, ...] = ("pdf", "png", "html")
_BY_SUFFIX: dict[str, Format] = {".pdf": "pdf", ".png": "png", ".html": "html", ".htm": "html"}
_PAPERS = ("a4", "letter")
_FIELDS = "‘problem’, ‘personas’, ‘outcome’, ‘success metrics’ or ‘plans’"


@click.command("card")
@common.paths
@common.use_case_option
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Default: what the name after -o says, else pdf.")
@click.option("--paper", type=click.Choice(_PAPERS), help="The page of a pdf or a png. Default: a4.")
@click.option("-o", "--output", callback=common.not_empty, metavar="FILE", help="Default: standard output.")
def command(
    paths: Sequence[str],
    stdin_filename: str,
    wanted: Sequence[str],
    form: Format | None,
    paper: Paper | None,
    output: str | None,
) -> None:
    """Print customer use cases as cards, a page each: who, when, which problem and what comes out, then constraints,
    metrics, features, alternatives, plan and evidence, with the figures at the foot.

    A card with much on it is set in smaller letters; what has no room even so is left out, and counted. A png is of one
    card: choose it with --use-case.
    """
    form = form or common.format_of(output, _BY_SUFFIX, "pdf")
    if paper and form == "html":
        raise click.UsageError("--paper is for pdf and png: what prints a page of HTML has its own.")
    project = common.read_project(paths, stdin_filename)
    cards = _cards(project, wanted)
    if form == "png" and len(cards) != 1:
        raise click.UsageError(f"A png is of one card, and here are {len(cards)}: choose one with --use-case.")
    common.put(_content(cards, form, paper or "a4", project.settings.name), output, project)
    common.finish(project)


def customers(project: Project, wanted: Sequence[str]) -> tuple[CustomerUseCase, ...]:
    """The customer use cases asked for, else all in the PATHs. Fails where one is none, or none is there."""
    from usecase_dsl.portfolio.customer import customer

    use_cases = common.chosen(project, wanted)
    found = [(each, customer(each)) for each in use_cases]
    for use_case, customers in found if wanted else ():
        if customers is None:
            raise click.UsageError(_no_customers(use_case.id or use_case.title))
    those = tuple(each for _, each in found if each)
    if not those:
        raise click.UsageError(f"No use case here says who buys it and why: a field such as {_FIELDS} does.")
    return those


def _no_customers(name: str) -> str:
    return f"‘{name}’ doesn't say who buys it and why: a field such as {_FIELDS} makes it a customer use case."


def _cards(project: Project, wanted: Sequence[str]) -> tuple[Card, ...]:
    from usecase_dsl.portfolio.market import market
    from usecase_dsl.render.cards.content import card

    where = market(project.model.entries)
    return tuple(card(each, where) for each in customers(project, wanted))


def _content(cards: Sequence[Card], form: Format, paper: Paper, name: str) -> bytes:
    if form == "html":
        from usecase_dsl.render.cards.html import html

        return html(cards, name)
    from usecase_dsl.render.cards.paper import pdf, png

    return pdf(cards, name, paper) if form == "pdf" else png(cards[0], paper)
