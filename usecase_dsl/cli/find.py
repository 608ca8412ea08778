"""``usecase find``: the customer use cases to bring to a call."""

from __future__ import annotations

from collections.abc import Sequence

import click

from usecase_dsl.cli import common, streams
from usecase_dsl.cli.portfolio import of_project


@click.command("find")
@common.paths
@click.option("--industry", default="", metavar="NAME", help="The industry that the customer is in.")
@click.option("--size", type=click.IntRange(min=0), metavar="N", help="How many people work there.")
@click.option("--persona", default="", metavar="NAME", help="Who is on the call.")
@click.option("--segment", default="", metavar="NAME", help="The segment that the customer belongs to.")
@click.option("--plan", default="", metavar="NAME", help="The plan that the customer has, or thinks about.")
@click.option("--top", type=click.IntRange(min=1), default=3, show_default=True, metavar="N", help="How many to show.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    paths: Sequence[str],
    stdin_filename: str,
    industry: str,
    size: int | None,
    persona: str,
    segment: str,
    plan: str,
    top: int,
    form: str,
) -> None:
    """Find the two or three use cases to bring to a call, and say why these: what fits the customer, what speaks
    against it, and what to ask.
    """
    from usecase_dsl.portfolio.fit import Wanted, find, unknown
    from usecase_dsl.report import fit_lists

    project = common.read_project(paths, stdin_filename)
    found = of_project(project)
    wanted = Wanted(industry.strip(), size, persona.strip(), segment.strip(), plan.strip())
    missing = unknown(found.market, wanted)
    known = wanted.without(missing)
    if known.is_empty and not wanted.is_empty:
        raise click.UsageError(_sentence(list(missing.values())))
    fitting = find([line.of for line in found.lines], found.market, known)
    streams.say(fit_lists.lines(fitting[:top], form))
    for text in missing.values():
        common.note(f"{text} (left out of the ranking)")
    if not fitting:
        common.note(_nothing(len(found.lines)))
    common.finish(project)


def _nothing(number: int) -> str:
    if not number:
        return "no use case says who buys it yet: ‘problem: …’ or ‘personas: …’ below its title does"
    return f"none of the {number:,} customer use cases fits in any point"


def _sentence(parts: Sequence[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] + ("" if text.endswith("?") else ".")
