"""Tests in source files: a file a use case, a test a scenario, and never a change to what a person wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath

from usecase_dsl.generate.cases import Narrative, cases_of, flows_taken, scenario_label
from usecase_dsl.generate.decisions import Decision, Job, decisions, vanished
from usecase_dsl.generate.files import Edit, SourceFile, appended, edited, marks_in, moved
from usecase_dsl.generate.folder import Folder, homes, read_folder, references
from usecase_dsl.generate.framework import Around, Companion, Framework, Holder, Request, Suite, Unit
from usecase_dsl.generate.pairing import Said
from usecase_dsl.generate.plan import Plan, PlannedTest, Status, Unreadable
from usecase_dsl.generate.preconditions import Preconditions, preconditions
from usecase_dsl.generate.record import RECORD, read_record, written_record
from usecase_dsl.generate.templates import TemplateFault, Templates
from usecase_dsl.render.artifact import Artifact


@dataclass(frozen=True, slots=True)
class _Run:
    request: Request
    framework: Framework
    templates: Templates
    folder: Folder
    said: Mapping[str, Said]
    required: Preconditions


def generated(framework: Framework, templates: Templates, request: Request) -> Plan:
    """What to write so that each scenario has a test, and what becomes of the tests that are there.

    A test in a file is known by its mark (see ``marks``), whatever it is called and wherever it stands, and by its
    name where its mark was taken away. The plan's artifacts are the files that are new or change. Raises
    TemplateFault where a template given is faulty.
    """
    model = request.model
    names = {key: framework.file_name(model.use_cases[key]) for key in request.narratives}
    folder = read_folder(request.existing, model, names, framework.read)
    found = homes(folder, names)
    blocked = {key: path for key in found if (path := _in_the_way(key, found[key], folder))}
    required = preconditions(model)
    run = _Run(request, framework, templates, folder, read_record(request.existing.get(RECORD, b"")), required)
    suites = tuple(_suites(run, {key: found[key] for key in found if key not in blocked}))
    made = tuple(_decisions(run, suites))
    companions = tuple(framework.companions(templates, suites, Around(model, required, folder.files))) if suites else ()
    beside, unreadable = _beside(run, companions)
    artifacts = (*_readable(run, _artifacts(run, made, suites)), *beside)
    return Plan(
        (*artifacts, *_record(run, suites, made)),
        tuple(_planned(made)),
        (*_unreadable(folder, blocked), *unreadable),
    )


def _in_the_way(key: str, home: str, folder: Folder) -> str | None:
    """The file that keeps a use case from getting tests: some of it may be there, and nobody can tell."""
    return folder.lost.get(key) or (home if home in folder.unreadable else None)


def _suites(run: _Run, found: Mapping[str, str]) -> Iterator[Suite]:
    model = run.request.model
    asked = {key: run.request.narratives[key] for key in found}
    told = {key: (*narratives, *_further(run, key)) for key, narratives in asked.items()}
    for key, cases in cases_of(model, told, references(model), run.required, run.request.whole).items():
        number = len(asked[key])
        yield Suite(model.use_cases[key], cases[:number], found[key], cases[number:])


def _further(run: _Run, key: str) -> Iterator[Narrative]:
    """The scenarios of a use case that nobody asked for, but that marks speak of and the text still has."""
    asked = {scenario_label(each.scenario) for each in run.request.narratives[key]}
    flows = [flow.label for flow in run.request.model.use_cases[key].flows]
    for mark in {test.mark.scenario: test.mark for test in run.folder.marked.get(key, ())}.values():
        if mark.scenario not in asked:
            found = run.request.taking(key, flows_taken(mark.scenario, run.said.get(mark.text, ()), flows))
            if found and scenario_label(found.scenario) == mark.scenario:
                yield found


def _decisions(run: _Run, suites: Sequence[Suite]) -> Iterator[Decision]:
    folder = run.folder
    names = {path: set(file.names) for path, file in folder.files.items()}
    for suite in suites:
        marked = folder.marked.get(suite.use_case.key, ())
        job = Job(suite, marked, folder.files, run.said, run.framework, run.templates)
        yield from decisions(job, names)
    for test in folder.marked.get(None, ()):
        yield vanished(test, None, folder.files[test.path], run.framework)


def _planned(made: Sequence[Decision]) -> Iterator[PlannedTest]:
    """The tests, each with the line that it is in after the run."""
    edits: dict[str, list[Edit]] = {}
    for decision in made:
        edits.setdefault(decision.planned.path, []).extend(decision.edits)
    for planned in (decision.planned for decision in made):
        above = {edit for edit in edits[planned.path] if edit.start < planned.line - 1 or edit.end < planned.line}
        yield replace(planned, line=planned.line and planned.line + sum(map(_growth, above)))


def _growth(edit: Edit) -> int:
    return len(edit.lines) - (edit.end - edit.start)


# ---- files


def _artifacts(run: _Run, made: Sequence[Decision], suites: Sequence[Suite]) -> Iterator[Artifact]:
    """The files that something is written to."""
    files = run.folder.files
    by_path: dict[str, list[Decision]] = {}
    for decision in made:
        if decision.source or decision.edits:
            by_path.setdefault(decision.planned.path, []).append(decision)
    homes = {suite.home: suite for suite in suites}
    for path, writing in by_path.items():
        added = [decision.source for decision in writing if decision.source]
        if path in files and files[path].holds_text:
            yield Artifact(path, _changed(run, files[path], writing, added))
        else:
            text = run.framework.module(run.templates, homes[path].use_case, added)
            yield Artifact(path, text.encode("utf-8"))


def _readable(run: _Run, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
    """Files of tests; with a user's templates only what can be read again is written."""
    for each in artifacts:
        if run.request.templates and isinstance(reason := run.framework.read(each.content), str):
            raise TemplateFault(f"with it {each.path} can't be read: {reason}")
        yield each


def _changed(run: _Run, file: SourceFile, writing: Sequence[Decision], added: Sequence[str]) -> bytes:
    edits = [edit for decision in writing for edit in decision.edits]
    updated = [decision.edits for decision in writing if decision.planned.status is Status.UPDATED]
    made = [*added, *("\n".join(edit.lines) for edits in updated for edit in edits)]
    held = dict(_held(run, file, writing))
    made += held.values()
    new = [*_inserted(run, file, writing, held), *(run.framework.completed(file, made) if made else ())]
    return edited(file, dict.fromkeys([*edits, *new]))


def _new(writing: Sequence[Decision]) -> Iterator[tuple[str, str, list[str]]]:
    """The new tests of each use case: its key, what marks call it in small letters, and the sources."""
    for key, group in groupby(writing, key=lambda decision: decision.planned.use_case):
        new = [decision for decision in group if decision.source]
        if new:
            yield key or "", new[0].planned.mark.use_case.casefold(), [decision.source for decision in new]


def _held(run: _Run, file: SourceFile, writing: Sequence[Decision]) -> Iterator[tuple[str, str]]:
    """What new tests stand in that have no place in the file yet, by the use case."""
    if isinstance(run.framework, Holder):
        for key, called, sources in _new(writing):
            if called not in file.ends:
                yield key, run.framework.held(run.templates, run.request.model.use_cases[key], sources)


def _inserted(run: _Run, file: SourceFile, writing: Sequence[Decision], held: Mapping[str, str]) -> Iterator[Edit]:
    """The new tests: where their use case has others, or at the end."""
    blank = run.framework.blank
    at_the_end: list[str] = []
    for key, called, sources in _new(writing):
        if end := file.ends.get(called):
            there = ["\n".join(moved(source.split("\n"), end.indent)) for source in sources]
            yield from appended(file, there, blank, end.line)
        else:
            at_the_end += [held[key]] if key in held else sources
    yield from appended(file, at_the_end, 2 if held else blank)


def _beside(run: _Run, companions: Sequence[Companion]) -> tuple[list[Artifact], list[Unreadable]]:
    """The companions that are new or lack something, and those that can't be read."""
    artifacts: list[Artifact] = []
    unreadable: list[Unreadable] = []
    for companion in companions:
        content = run.request.existing.get(companion.path, b"")
        file = companion.read(content)
        if isinstance(file, str):
            unreadable.append(Unreadable(companion.path, file, ()))
            continue
        missing = [unit.source for unit in companion.units if not _is_there(unit, companion, file, run)]
        if companion.units and not missing:
            continue
        if not file.holds_text:
            artifacts.append(Artifact(companion.path, companion.module(missing).encode("utf-8")))
        elif missing:
            edits = [*appended(file, missing, companion.blank), *companion.completed(file, missing)]
            artifacts.append(Artifact(companion.path, edited(file, edits)))
    return artifacts, unreadable


def _is_there(unit: Unit, companion: Companion, file: SourceFile, run: _Run) -> bool:
    """Whether the companion, or another file of the folder where that counts, defines a unit's name."""
    if unit.name in file.names or not companion.anywhere:
        return unit.name in file.names
    name, suffix = unit.name.encode(), PurePosixPath(companion.path).suffix
    others = (text for path, text in run.request.existing.items() if path.endswith(suffix) and name in text)
    return any(isinstance(other := companion.read(text), SourceFile) and unit.name in other.names for text in others)


def _record(run: _Run, suites: Sequence[Suite], made: Sequence[Decision]) -> Iterator[Artifact]:
    """The record, if it changes: what today's scenarios say, and what marks speak of after this run."""
    today = {case.mark.text: case.said for suite in suites for case in (*suite.cases, *suite.further)}
    decided = {None, *(suite.use_case.key for suite in suites)}
    others = (tests for key, tests in run.folder.marked.items() if key not in decided)
    held = {*(each.planned.mark.text for each in made), *(test.mark.text for tests in others for test in tests)}
    held |= {mark.text for path in run.folder.unreadable for mark in marks_in(run.request.existing[path])}
    before = run.request.existing.get(RECORD, b"")
    unknown = run.said if run.folder.lost else ()  # Which of it the marks in an unreadable file need.
    content = written_record({**run.said, **today}, {*today, *held, *unknown})
    if content != before.replace(b"\r\n", b"\n"):
        yield Artifact(RECORD, content)


def _unreadable(folder: Folder, blocked: Mapping[str, str]) -> Iterator[Unreadable]:
    """The files in the way. What else there is in the folder is nobody's business here."""
    for path, reason in folder.unreadable.items():
        if keys := tuple(key for key in blocked if blocked[key] == path):
            yield Unreadable(path, reason, keys)
