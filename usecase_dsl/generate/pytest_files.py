"""Tests for pytest: a file a use case, a test a scenario, and never a change to what a person wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from usecase_dsl.generate.cases import Narrative, case_of
from usecase_dsl.generate.decisions import Decision, Job, decisions, vanished
from usecase_dsl.generate.folder import Folder, homes, read_folder, references
from usecase_dsl.generate.merge import merged
from usecase_dsl.generate.plan import Plan, Unreadable
from usecase_dsl.generate.pytest_text import module_name, pytest_text
from usecase_dsl.model.tables import Model
from usecase_dsl.render.artifact import Artifact


def pytest_files(
    model: Model,
    narratives: Mapping[str, Sequence[Narrative]],
    existing: Mapping[str, bytes] = MappingProxyType({}),
    templates: Mapping[str, str] = MappingProxyType({}),
) -> Plan:
    """What to write so that each scenario has a test, and what becomes of the tests that are there.

    ``narratives`` are the scenarios by the keys of their use cases. ``existing`` are the Python files of the
    output folder by their paths in it; a test there is known by its mark (see ``marks``), whatever it is
    called and wherever it stands, and by its name where its mark was taken away. ``templates`` are texts by
    name that replace those of ``templates/pytest``. The plan's artifacts are the files that are new or
    change. Raises jinja2.TemplateError where a template given is faulty.
    """
    names = {key: module_name(model.use_cases[key]) for key in narratives}
    folder = read_folder(existing, model, names)
    found = homes(folder, names)
    blocked = {key: path for key in found if (path := _in_the_way(key, found[key], folder))}
    told = {key: narratives[key] for key in narratives if key not in blocked}
    jobs = tuple(_jobs(model, told, folder, found, templates))
    made = tuple(_decisions(jobs, folder))
    return Plan(
        tuple(_artifacts(made, jobs, folder)),
        tuple(decision.planned for decision in made),
        tuple(_unreadable(folder, blocked)),
    )


def _in_the_way(key: str, home: str, folder: Folder) -> str | None:
    """The file that keeps a use case from getting tests: some of it may be there, and nobody can tell."""
    return folder.lost.get(key) or (home if home in folder.unreadable else None)


def _jobs(
    model: Model,
    narratives: Mapping[str, Sequence[Narrative]],
    folder: Folder,
    found: Mapping[str, str],
    templates: Mapping[str, str],
) -> Iterator[Job]:
    writer = pytest_text(templates)
    called = references(model)
    for key, told in narratives.items():
        use_case = model.use_cases[key]
        cases = tuple(case_of(narrative, use_case, model, called[key]) for narrative in told)
        yield Job(use_case, cases, found[key], folder.marked.get(key, ()), folder.files, writer)


def _decisions(jobs: Sequence[Job], folder: Folder) -> Iterator[Decision]:
    names = {path: set(file.names) for path, file in folder.files.items()}
    for job in jobs:
        yield from decisions(job, names)
    yield from (vanished(test, None) for test in folder.marked.get(None, ()))


def _artifacts(made: Sequence[Decision], jobs: Sequence[Job], folder: Folder) -> Iterator[Artifact]:
    """The files that something is written to."""
    by_path: dict[str, list[Decision]] = {}
    for decision in made:
        if decision.source:
            by_path.setdefault(decision.planned.path, []).append(decision)
    for path, writing in by_path.items():
        added = [decision.source for decision in writing if not decision.replaced]
        if path in folder.files and folder.files[path].holds_text:
            replaced = {decision.replaced: decision.source for decision in writing if decision.replaced}
            yield Artifact(path, merged(folder.files[path], replaced, added))
        else:
            job = next(job for job in jobs if job.home == path)
            yield Artifact(path, job.writer.module(job.use_case, added).encode("utf-8"))


def _unreadable(folder: Folder, blocked: Mapping[str, str]) -> Iterator[Unreadable]:
    """The files in the way. What else there is in the folder is nobody's business here."""
    for path, reason in folder.unreadable.items():
        if keys := tuple(key for key in blocked if blocked[key] == path):
            yield Unreadable(path, reason, keys)
