"""Tests in source files: a file a use case, a test a scenario, and never a change to what a person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath

from usecase_dsl.generate.adoption import Adoption, adopted
from usecase_dsl.generate.cases import Case, Narrative, Tested, cases_of
from usecase_dsl.generate.decisions import Decision, Job, decisions, vanished
from usecase_dsl.generate.files import Edit, End, SourceFile, appended, edited, moved
from usecase_dsl.generate.folder import Folder, homes, read_folder, references
from usecase_dsl.generate.framework import Around, Companion, Framework, Holder, Request, Suite, Unit
from usecase_dsl.generate.marks import identity
from usecase_dsl.generate.others import further
from usecase_dsl.generate.pairing import Said, Told
from usecase_dsl.generate.plan import Plan, PlannedTest, Status, Unreadable
from usecase_dsl.generate.preconditions import Preconditions, preconditions
from usecase_dsl.generate.record import RECORD, Entry, Record, read_record, written_record
from usecase_dsl.generate.templates import TemplateFault, Templates
from usecase_dsl.plain_text import plain
from usecase_dsl.render.artifact import Artifact

# What the text of a scenario is known by in marks, and in notes.
_TEXT = re.compile(rb"\btext=([0-9a-f]{8})\b")


@dataclass(frozen=True, slots=True)
class _Run:
    request: Request
    framework: Framework
    templates: Templates
    folder: Folder
    record: Record
    said: Mapping[str, Said]
    adoption: Adoption
    required: Preconditions


def generated(framework: Framework, templates: Templates, request: Request) -> Plan:
    """What to write so that each scenario has a test, and what becomes of the tests that are there.

    A test in a file is known by its mark (see ``marks``), whatever it is called and wherever it stands, and by its
    name where its mark was taken away. The plan's artifacts are the files that are new or change. Raises
    TemplateFault where a template given is faulty.
    """
    model = request.model
    names = {key: framework.file_name(model.use_cases[key]) for key in request.narratives}
    required = preconditions(model)
    folder, adoption = _with_adopted(read_folder(request.existing, model, names, framework.read), request, required)
    found = homes(folder, names)
    blocked = {key: path for key in found if (path := _in_the_way(key, found[key], folder))}
    record = read_record(request.existing.get(RECORD, b""))
    said = {text: entry.said for text, entry in record.entries.items()}
    run = _Run(request, framework, templates, folder, record, said, adoption, required)
    suites = tuple(_suites(run, {key: found[key] for key in found if key not in blocked}))
    made = tuple(_decisions(run, suites))
    companions = tuple(framework.companions(templates, suites, Around(model, required, folder.files))) if suites else ()
    beside, unreadable = _beside(run, companions)
    artifacts = (*_readable(run, _artifacts(run, made, suites)), *beside)
    return Plan(
        (*artifacts, *_record(run, suites, made, artifacts)),
        tuple(_planned(made)),
        (*_unreadable(folder, blocked), *unreadable),
        (*adoption.remarks, *_stale(run, suites, artifacts)),
    )


def _with_adopted(folder: Folder, request: Request, required: Preconditions) -> tuple[Folder, Adoption]:
    """The folder, in which the tests of a use case that got another id are those of this use case."""
    orphans = folder.marked.get(None, ())
    if not orphans:
        return folder, Adoption()
    model = request.model
    cases = cases_of(model, request.narratives, references(model), required, request.whole)
    adoption = adopted((test.mark for test in orphans), cases, folder.marked.keys() | folder.lost.keys())
    marked = dict(folder.marked)
    marked[None] = tuple(test for test in orphans if not adoption.of(test.mark))
    for test in orphans:
        if name := adoption.of(test.mark):
            marked[name] = (*marked.get(name, ()), test)
    return replace(folder, marked=marked), adoption


def _in_the_way(key: str, home: str, folder: Folder) -> str | None:
    """The file that keeps a use case from getting tests: some of it may be there, and nobody can tell."""
    return folder.lost.get(key) or (home if home in folder.unreadable else None)


def _suites(run: _Run, found: Mapping[str, str]) -> Iterator[Suite]:
    asked = {key: run.request.narratives[key] for key in found}
    cases = _cases(run, asked, {})
    tested = {key: _tested(run, key, cases[key]) for key in found if run.folder.marked.get(key)}
    cases |= _cases(run, {key: asked[key] for key in tested}, tested)
    for key, home in found.items():
        number = len(asked[key])
        yield Suite(run.request.model.use_cases[key], cases[key][:number], home, cases[key][number:])


def _cases(
    run: _Run, told: Mapping[str, Sequence[Narrative]], tested: Mapping[str, Tested]
) -> dict[str, tuple[Case, ...]]:
    model = run.request.model
    return cases_of(model, told, references(model), run.required, run.request.whole, tested)


def _tested(run: _Run, key: str, asked: Sequence[Case]) -> Tested:
    """What tests there are of a use case."""
    told = [Told(identity(test.mark), run.said.get(test.mark.text, ())) for test in run.folder.marked[key]]
    return Tested(tuple(further(run.request, key, told, asked)), told)


def _decisions(run: _Run, suites: Sequence[Suite]) -> Iterator[Decision]:
    folder = run.folder
    names = {path: set(file.names) for path, file in folder.files.items()}
    made = {text: entry.made for text, entry in run.record.entries.items()}
    for suite in suites:
        marked = folder.marked.get(suite.use_case.key, ())
        job = Job(suite, marked, folder.files, run.said, made, run.framework, run.templates)
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
            if not _end(run, file, key, called):
                yield key, run.framework.held(run.templates, run.request.model.use_cases[key], sources)


def _end(run: _Run, file: SourceFile, key: str, called: str) -> End | None:
    """The place in a file for further tests of a use case, also if marks still call it otherwise."""
    return file.ends.get(called) or file.ends.get(run.adoption.formerly.get(key, called))


def _inserted(run: _Run, file: SourceFile, writing: Sequence[Decision], held: Mapping[str, str]) -> Iterator[Edit]:
    """The new tests: where their use case has others, or at the end."""
    blank = run.framework.blank
    at_the_end: list[str] = []
    for key, called, sources in _new(writing):
        if end := _end(run, file, key, called):
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


def _record(
    run: _Run, suites: Sequence[Suite], decisions: Iterable[Decision], written: Sequence[Artifact]
) -> Iterator[Artifact]:
    """The record, if it lacks anything: what today's scenarios say, and what marks and notes speak of after this run.

    What nothing speaks of any more goes together with another change: to delete a note is not to change the record.
    """
    before = run.request.existing.get(RECORD, b"").replace(b"\r\n", b"\n")
    entries = {**run.record.entries, **_entries(run, suites, decisions)}
    titles = {**run.record.titles, **_titles(suites)}
    if not written and Record(entries, titles) == run.record and written_record(run.record) == before:
        return
    if not run.folder.lost:  # Nobody knows which of it the marks in an unreadable file need.
        held = _held_texts(run, written) | {case.mark.text for case in _all_cases(suites)}
        entries = {text: entry for text, entry in entries.items() if text in held}
    if (content := written_record(Record(entries, titles))) != before:
        yield Artifact(RECORD, content)


def _held_texts(run: _Run, written: Iterable[Artifact]) -> set[str]:
    """What marks and notes in the folder know scenarios by after this run."""
    before = run.request.existing
    after = {path: before[path] for path in (*run.folder.files, *run.folder.unreadable)}
    after |= {each.path: each.content for each in written}
    return {found.decode() for content in after.values() for found in _TEXT.findall(content)}


def _all_cases(suites: Sequence[Suite]) -> Iterator[Case]:
    return (case for suite in suites for case in (*suite.cases, *suite.further))


def _entries(run: _Run, suites: Sequence[Suite], decisions: Iterable[Decision]) -> dict[str, Entry]:
    """What the record has to say of today's scenarios."""
    made: dict[str, set[str]] = {}
    for decision in decisions:
        if decision.made:
            made.setdefault(decision.planned.mark.text, set()).update(decision.made)
    found: dict[str, Entry] = {}
    for case in _all_cases(suites):
        text, known = case.mark.text, run.record.entries.get(case.mark.text)
        parts = (known.made if known else frozenset()) | made.get(text, set())
        found.setdefault(text, Entry(case.mark.use_case, case.mark.scenario, case.said, parts))
    return found


def _titles(suites: Iterable[Suite]) -> dict[str, str]:
    """The titles of use cases by what marks call them, where that isn't the title."""
    marks = ((suite, case.mark) for suite in suites for case in suite.cases[:1])
    return {mark.use_case: plain(suite.use_case.title) for suite, mark in marks if suite.use_case.id}


def _stale(run: _Run, suites: Sequence[Suite], written: Sequence[Artifact]) -> Iterator[str]:
    """The files that name a use case by a title that it hasn't any more: headings are people's once they are there."""
    texts = {**run.request.existing, **{each.path: each.content for each in written}}
    for called, title in _titles(suites).items():
        old = run.record.titles.get(called, title)
        if old != title:
            naming = (path for path in sorted(texts) if path != RECORD and _names(texts[path], old))
            if paths := ", ".join(naming):
                yield f"{called}: its title was ‘{old}’, which still stands in {paths}"


def _names(content: bytes, title: str) -> bool:
    return title in " ".join(content.decode("utf-8", errors="replace").split())


def _unreadable(folder: Folder, blocked: Mapping[str, str]) -> Iterator[Unreadable]:
    """The files in the way. What else there is in the folder is nobody's business here."""
    for path, reason in folder.unreadable.items():
        if keys := tuple(key for key in blocked if blocked[key] == path):
            yield Unreadable(path, reason, keys)
