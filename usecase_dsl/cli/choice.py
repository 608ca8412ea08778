"""The options that choose scenarios. What they choose, ``choosing`` says; ``--help`` doesn't wait for that."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, cast

import click

from usecase_dsl.cli import common

if TYPE_CHECKING:  # What scenarios are takes the parser along.
    from usecase_dsl.scenario.types import AnyTime, Include

CRITERIA = ("flows", "steps", "branches", "edge-pairs", "prime-paths", "extension-pairs", "all")


@dataclass(frozen=True)
class Choice:
    """What the options say."""

    wanted: tuple[str, ...]
    criterion: str
    loops: int
    anytime: AnyTime
    include: Include
    limit: int
    sample: int | None
    seed: int
    budget: int | None


def options(command: common.Command) -> common.Command:
    """The options that choose scenarios; the command is handed a ``choice`` of them."""

    @functools.wraps(command)
    def with_choice(*arguments: Any, **named: Any) -> Any:
        choice = Choice(**{each.name: named.pop(each.name) for each in fields(Choice)})
        return command(*arguments, choice=choice, **named)

    for option in reversed(_OPTIONS):
        with_choice = option(with_choice)
    return cast(common.Command, with_choice)


_OPTIONS = (
    common.use_case_option,
    click.option(
        "--criterion",
        type=click.Choice(CRITERIA),
        default="flows",
        show_default=True,
        help="What the scenarios have to show: flows: each flow once; steps, branches, edge-pairs, prime-paths: "
        "what is so called in the graph, by as few scenarios as can be; extension-pairs: each two flows one after "
        "the other; all: every path.",
    ),
    click.option(
        "--loops",
        type=click.IntRange(0, 1000),
        default=1,
        show_default=True,
        metavar="K",
        help="How often each way back may be taken in one scenario, where all are asked for.",
    ),
    click.option(
        "--anytime",
        type=click.Choice(["each-step", "once"]),
        default="each-step",
        show_default=True,
        help="Where * flows leave: at each main step, or at the first alone.",
    ),
    click.option(
        "--include",
        type=click.Choice(["expand", "call", "stub"]),
        default="call",
        show_default=True,
        help="A step that includes a use case: a call that may fail, one that doesn't (stub), or its scenarios.",
    ),
    click.option("--limit", type=click.IntRange(1), default=10_000, show_default=True, help="Refuse to list more."),
    click.option("--sample", type=click.IntRange(1), metavar="N", help="N of the scenarios, drawn by lot."),
    click.option("--seed", type=int, default=0, show_default=True, metavar="S", help="Another seed draws other lots."),
    click.option(
        "--budget",
        type=click.IntRange(1),
        metavar="N",
        help="The N scenarios that take most branches, weighed by the use cases' priority and frequency.",
    ),
)
