"""Results of tests for the commands that show them: the option, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from usecase_dsl.cli import common

if TYPE_CHECKING:  # Who gives no results doesn't wait for their readers.
    from usecase_dsl.coverage import Coverage
    from usecase_dsl.project import Project
    from usecase_dsl.scenario import Graph, Scenario


def option(command: common.Command) -> common.Command:
    """``--junit FILE``, any number of times."""
    return click.option(
        "--junit",
        multiple=True,
        callback=common.not_empty,
        metavar="FILE...",
        help="Results of tests, in JUnit's XML: files, a folder of them, or a pattern in quotes.",
    )(command)


def apart(paths: Sequence[str], junit: Sequence[str]) -> tuple[list[str], list[str]]:
    """The texts and the results: a shell that finds several files for ``--junit *.xml`` puts all but one with PATHs."""
    results = [path for path in paths if junit and path.lower().endswith(".xml")]
    return [path for path in paths if path not in results], [*junit, *results]


def measured(
    project: Project, graphs: Mapping[str, Graph], scenarios: Mapping[str, Sequence[Scenario]], files: Sequence[str]
) -> Coverage:
    """What the results in files say of scenarios. Says so where no test has run."""
    from usecase_dsl.coverage import coverage
    from usecase_dsl.project import read_results

    with common.misuse():
        results = read_results(files)
    if not results:
        common.note(f"note: {', '.join(files)}: no test has run")
    return coverage(project.model, graphs, scenarios, results)
