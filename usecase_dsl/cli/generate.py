"""``usecase generate``: tests that fail until somebody writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from usecase_dsl.cli import common
from usecase_dsl.cli.choice import Choice, options

if TYPE_CHECKING:  # What the options are is told without the language.
    from usecase_dsl.cli.choosing import Chosen
    from usecase_dsl.generate import Finder, Narrative, Plan, PlannedTest, Unreadable
    from usecase_dsl.project import Project
    from usecase_dsl.scenario import Graph, Scenario
    from usecase_dsl.scenario.types import Include

FRAMEWORKS = (
    *("pytest", "unittest", "pytest-bdd", "gherkin", "behave", "robot", "junit5", "playwright"),
    *("markdown", "csv", "xlsx"),
)
_INCLUDES: tuple[Include, ...] = ("call", "expand")


@click.command("generate")
@common.paths
@options
@click.option("--framework", "wanted_framework", type=click.Choice(FRAMEWORKS), default="pytest", show_default=True)
@click.option(
    "--templates",
    "own_templates",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="A folder whose templates replace those of the framework, file by file.",
)
@common.output_folder("tests/use_cases")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
def command(
    paths: Sequence[str],
    stdin_filename: str,
    choice: Choice,
    wanted_framework: str,
    own_templates: str | None,
    output: str,
    dry_run: bool,
) -> None:
    """Make tests: a file a use case, a test a scenario. Each fails until somebody writes its body.

    A second run adds what is new and never touches what a person wrote.
    """
    from usecase_dsl.cli.choosing import choose
    from usecase_dsl.generate import RECORD, Request, framework
    from usecase_dsl.project import expect_files, read_folder, read_templates, write_files

    project = common.read_project(paths, stdin_filename)
    chosen = choose(project, choice)
    folder, module = Path(output), framework(wanted_framework)
    with common.misuse(), common.template_faults():
        existing = read_folder(folder, *module.SUFFIXES, RECORD)
        kinds = (*getattr(module, "SHARED_TEMPLATES", ()), module.TEMPLATES) if own_templates else ()
        own = Path(own_templates or "")
        templates = {name: text for kind in kinds for name, text in read_templates(own, kind).items()}
        finder, whole = _finder(project, chosen, choice), chosen.whole or chosen.scenarios
        told = _narratives(chosen)
        plan = module.plan(Request(project.model, told, existing, templates, finder.taking, finder.retracing, whole))
        expect_files(folder, plan.artifacts)
        write_files(folder, plan.artifacts if not dry_run else ())
    for line in (
        *chosen.remarks,
        *_untested(chosen, plan),
        *_unused(whole, project),
        *plan.remarks,
        *_told(plan, folder, dry_run),
    ):
        common.note(line)
    common.finish(
        project, (f"{(folder / each.path).as_posix()} {_kept_back(each)}: {each.reason}" for each in plan.unreadable)
    )


def _narratives(chosen: Chosen) -> dict[str, list[Narrative]]:
    from usecase_dsl.generate import Narrative
    from usecase_dsl.scenario import moments

    return {
        each.key: [
            Narrative(scenario, moments(each, chosen.graphs[each.key], scenario))
            for scenario in chosen.scenarios[each.key]
        ]
        for each in chosen.use_cases
    }


def _finder(project: Project, chosen: Chosen, choice: Choice) -> Finder:
    """Finds scenarios that other options would have chosen, so that their tests stay theirs."""
    from usecase_dsl.generate import Finder
    from usecase_dsl.scenario import failing_use_cases, graph

    failing = failing_use_cases(project.model)

    def graphs(key: str) -> Iterator[Graph]:
        yield chosen.graphs[key]
        for include in _INCLUDES:
            if (include, choice.anytime) != (choice.include, "each-step"):
                yield graph(project.model.use_cases[key], project.model, "each-step", failing, include)

    return Finder(project.model, graphs)


def _kept_back(file: Unreadable) -> str:
    return "gets no tests" if file.use_cases else "was left as it is"


def _untested(chosen: Chosen, plan: Plan) -> Iterator[str]:
    """The flows of each use case that have no test."""
    from usecase_dsl.report.scenario_lists import left_out

    tested: dict[str | None, list[Scenario]] = {}
    for test in plan.tests:
        if test.scenario:
            tested.setdefault(test.use_case, []).append(test.scenario)
    for each in chosen.use_cases:
        if labels := left_out(each, [*chosen.scenarios[each.key], *tested.get(each.key, ())]):
            yield f"{each.id or each.title}: in no scenario, so without a test: {', '.join(labels)}"


def _unused(whole: Mapping[str, Sequence[Scenario]], project: Project) -> Iterator[str]:
    """The rows of examples, and the variations, that no test is run with or that may be meant for another."""
    from usecase_dsl.generate.parameters import parametrised

    for name, scenarios in whole.items():
        use_case = project.model.use_cases[name]
        data = parametrised(use_case, scenarios)
        for each, what in (
            *((each, "no test is run with") for each in data.unused),
            *((each, "it isn't clear whose is") for each in data.doubtful),
        ):
            values = " | ".join(each.row.values)
            yield f"{use_case.id or use_case.title}: {what} ‘{values}’: {each.reason}"


def _never_written(test: PlannedTest) -> bool:
    """Whether a test that lost its scenario still is as it was made: it fails for ever, and nobody misses it."""
    return test.status == "vanished" and not test.written


def _told(plan: Plan, folder: Path, dry_run: bool) -> Iterator[str]:
    """What was done, and what a person has to look at."""
    from usecase_dsl.generate import Status

    words = {
        Status.TEXT_CHANGED: "its scenario says something else now; a note above it says what",
        Status.VANISHED: "there is no such scenario any more; delete the test if nobody needs it",
    }
    unwritten = "there is no such scenario any more, and nobody wrote this test: delete it"
    for each in plan.tests:
        if each.status in words:
            what = unwritten if _never_written(each) else words[each.status]
            yield f"{(folder / each.path).as_posix()}:{each.line}: {each.name}: {what}"
    never = sum(map(_never_written, plan.tests))
    numbers = [(len(list(plan.of(status))) - never * (status is Status.VANISHED), status.value) for status in Status]
    counts = [f"{number} {what}" for number, what in (*numbers, (never, "vanished, never written")) if number]
    would = "would be " if dry_run else ""
    files = f"{common.files(len(plan.artifacts))} {would}written"
    yield f"{folder.as_posix()}: {files}; tests: {', '.join(counts) or 'none'}"
