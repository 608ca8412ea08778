"""``usecase generate``: tests that fail until somebody writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from usecase_dsl.cli import common
from usecase_dsl.cli.scenarios import choose, graphs, options
from usecase_dsl.generate import Narrative, Plan, Status, pytest_files
from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario import Scenario, moments
from usecase_dsl.scenario.graph import AnyTime


@click.command("generate")
@common.paths
@options
@click.option("--framework", type=click.Choice(["pytest"]), default="pytest", show_default=True)
@common.output_folder("tests/use_cases")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
def command(
    paths: Sequence[str],
    stdin_filename: str,
    wanted: Sequence[str],
    criterion: str,
    loops: int,
    anytime: AnyTime,
    limit: int,
    framework: str,
    output: str,
    dry_run: bool,
) -> None:
    """Make tests: a file a use case, a test a scenario. Each fails until somebody writes its body.

    A second run adds what is new and never touches what a person wrote.
    """
    from usecase_dsl.project import read_folder, write_files

    project = common.read_project(paths, stdin_filename)
    use_cases = common.chosen(project, wanted)
    of = graphs(project, use_cases, anytime)
    found = choose(of, use_cases, criterion, loops, limit)
    narratives = {
        each.key: [Narrative(scenario, moments(each, of[each.key], scenario)) for scenario in found[each.key]]
        for each in use_cases
    }
    folder = Path(output)
    with common.misuse():
        plan = pytest_files(project.model, narratives, read_folder(folder, ".py"))
        write_files(folder, plan.artifacts if not dry_run else ())
    for line in (*_untested(use_cases, found), *_told(plan, folder, dry_run)):
        common.note(line)
    common.finish(
        project, (f"{(folder / each.path).as_posix()} gets no tests: {each.reason}" for each in plan.unreadable)
    )


def _untested(use_cases: Sequence[UseCase], found: Mapping[str, Sequence[Scenario]]) -> Iterator[str]:
    """The flows of each use case that get no test."""
    from usecase_dsl.report.scenario_lists import left_out

    for each in use_cases:
        if labels := left_out(each, found[each.key]):
            yield f"{each.id or each.title}: in no scenario, so without a test: {', '.join(labels)}"


def _told(plan: Plan, folder: Path, dry_run: bool) -> Iterator[str]:
    """What was done, and what a person has to look at."""
    for each in plan.tests:
        if each.status in (Status.TEXT_CHANGED, Status.VANISHED):
            words = _WORDS[each.status].format(text=each.mark.text)
            yield f"{(folder / each.path).as_posix()}:{each.line}: {each.name}: {words}"
    counts = [f"{number} {status}" for status in Status if (number := len(list(plan.of(status))))]
    would = "would be " if dry_run else ""
    files = f"{common.files(len(plan.artifacts))} {would}written"
    yield f"{folder.as_posix()}: {files}; tests: {', '.join(counts) or 'none'}"


_WORDS = {
    Status.TEXT_CHANGED: "its scenario says something else now; once the test does, put text={text} into its mark",
    Status.VANISHED: "there is no such scenario any more; delete the test if nobody needs it",
}
