"""What becomes of each test of a use case: added, brought up to date, left as a person wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.files import Edit, FoundTest, SourceFile, indent_of, made_digest, moved, source_of
from usecase_dsl.generate.folder import MarkedTest
from usecase_dsl.generate.following import following, made_parts, retold
from usecase_dsl.generate.framework import Framework, Suite
from usecase_dsl.generate.marks import Mark, identity
from usecase_dsl.generate.notes import change_notes, flag_edits, unflag_edits
from usecase_dsl.generate.pairing import Said, Told, pair
from usecase_dsl.generate.plan import PlannedTest, Status
from usecase_dsl.generate.templates import Templates
from usecase_dsl.syntax.names import key


@dataclass(frozen=True, slots=True)
class Job:
    """A use case whose tests are to be made, and the tests that marks tie to it.

    ``files`` are those that could be read; ``said`` is the record of what scenarios said before, ``made`` that of what
    was generated for them that a test may still have.
    """

    suite: Suite
    marked: tuple[MarkedTest, ...]
    files: Mapping[str, SourceFile]
    said: Mapping[str, Said]
    made: Mapping[str, frozenset[str]]
    framework: Framework
    templates: Templates


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a test: ``source`` is the text of a new one, mark and all, ``edits`` what changes in its file.

    ``made`` are digests of the parts of its generated text that may follow the text by themselves.
    """

    planned: PlannedTest
    source: str = ""
    edits: tuple[Edit, ...] = ()
    made: frozenset[str] = frozenset()


def decisions(job: Job, names: dict[str, set[str]]) -> Iterator[Decision]:
    """A decision for each scenario's tests, then for those that lost their scenario.

    ``names`` are those taken in each file; the names of new tests are added to it.
    """
    asked = len(job.suite.cases)
    cases = (*job.suite.cases, *job.suite.further)
    found = [Told(identity(test.mark), job.said.get(test.mark.text, ())) for test in job.marked]
    pairs = pair(found, [Told(case.mark, case.said) for case in cases])
    unmarked = _by_own_name(test for test in _tests_at_home(job) if not test.marks)
    tests: dict[int | None, list[MarkedTest]] = {}
    for test, index in zip(job.marked, pairs, strict=True):
        tests.setdefault(index, []).append(test)
    for index, case in enumerate(cases):
        there = tests.get(index) or list(_by_name(job, case, unmarked))
        for test in there:
            # What nobody asked for isn't made again under another number.
            same = index >= asked and replace(identity(test.mark), flows=case.mark.flows) == case.mark
            yield _unchanged(job, case, test) if same else _followed(job, case, test, names)
        if not there and index < asked:
            yield _added(job, case, names)
    same_flows = {(case.mark.scenario, case.mark.flows) for case in cases}
    for test in tests.get(None, ()):
        if (test.mark.scenario, test.mark.flows) in same_flows:  # another way through them, that nobody asked for
            yield Decision(_planned(Status.KEPT, test, job.suite.use_case.key, test.mark))
        else:
            yield vanished(test, job.suite.use_case.key, job.files[test.path], job.framework)


def vanished(test: MarkedTest, use_case: str | None, file: SourceFile, framework: Framework) -> Decision:
    """A test without a scenario: it stays, and a note says so."""
    edits = flag_edits(file, test, framework.comment)
    return Decision(_planned(Status.VANISHED, test, use_case, test.mark), edits=edits)


def _added(job: Job, case: Case, names: dict[str, set[str]]) -> Decision:
    home = job.suite.home
    taken = names.setdefault(home, set())
    name = next(name for name in job.framework.names(case) if name not in taken)
    taken.add(name)
    mark, source = _generated(job, case, name)
    planned = PlannedTest(Status.ADDED, home, name, 0, False, job.suite.use_case.key, identity(mark), case.scenario)
    return Decision(planned, source, made=made_parts(job.framework, _below_mark(source)))


def _unchanged(job: Job, case: Case, test: MarkedTest) -> Decision:
    back = unflag_edits(job.files[test.path], test)
    status = Status.TEXT_CHANGED if len(test.test.notes) > len(back) else Status.KEPT
    return Decision(_planned(status, test, job.suite.use_case.key, case.mark, case), edits=back)


def _followed(job: Job, case: Case, test: MarkedTest, names: dict[str, set[str]]) -> Decision:
    """A test that is there: brought up to date if it still is as generated, else told what has changed."""
    file = job.files[test.path]
    back = unflag_edits(file, test)
    if not test.test.untouched:
        return _written(job, case, test, back)
    name = _name_again(job, case, test.test.name, names[test.path])
    _, source = _generated(job, case, name, test.mark.remark)
    if made_digest(_below_mark(source)) == made_digest(source_of(file, test.test)):
        known = job.made.get(case.mark.text) or made_parts(job.framework, _below_mark(source))
        return Decision(_planned(Status.KEPT, test, job.suite.use_case.key, case.mark, case), edits=back, made=known)
    named = test.test.name.rpartition("::")
    planned = _planned(Status.UPDATED, test, job.suite.use_case.key, case.mark, case)
    planned = replace(planned, name="".join((*named[:2], name)))
    lines = tuple(moved(source.split("\n"), indent_of(file.lines[test.test.start - 1])))
    edits = (Edit(test.test.start - 1, test.test.last, lines),)
    return Decision(planned, edits=edits, made=made_parts(job.framework, _below_mark(source)))


def _written(job: Job, case: Case, test: MarkedTest, back: Sequence[Edit]) -> Decision:
    """A test that a person wrote: its mark, its marker and what is still as generated follow the text, notes say what
    has changed, no more."""
    file, mark = job.files[test.path], test.mark
    changed = bool(mark.text) and mark.text != case.mark.text
    renamed = bool(mark.text) and key(mark.use_case) != key(case.mark.use_case)
    relabelled = bool(mark.text) and mark.scenario != case.mark.scenario
    edits: list[Edit] = list(back)
    noted = len(test.test.notes) > len(back)
    made: frozenset[str] = frozenset()
    if changed or relabelled or renamed:
        current = replace(case.mark, made=mark.made, remark=mark.remark)
        around, noted = change_notes(file, test, current, case.said, job.said, job.framework.comment)
        parts, made = following(job.framework, file, test, _source(job, case, test), job.made.get(mark.text, ()))
        edits = [*around, *parts]
    if relabelled or renamed:
        edits += retold(job.framework, file, test, case, job.suite.use_case.id or case.mark.use_case)
    moved_on = relabelled or renamed
    status = Status.TEXT_CHANGED if noted else Status.RENUMBERED if moved_on else Status.KEPT
    planned = _planned(status, test, job.suite.use_case.key, case.mark, case)
    return Decision(planned, edits=tuple(edits), made=made)


def _source(job: Job, case: Case, test: MarkedTest) -> str:
    return job.framework.test(job.templates, test.test.name.rpartition("::")[2], case, job.suite.use_case)


def _planned(
    status: Status, test: MarkedTest, use_case: str | None, mark: Mark, case: Case | None = None
) -> PlannedTest:
    found = test.test
    scenario = case.scenario if case else None
    return PlannedTest(
        status, test.path, found.name, found.first, not found.untouched, use_case, identity(mark), scenario
    )


def _generated(job: Job, case: Case, name: str, remark: str = "") -> tuple[Mark, str]:
    """A test's mark and its whole text, which begins with the mark."""
    body = job.framework.test(job.templates, name, case, job.suite.use_case)
    mark = replace(case.mark, made=made_digest(body), remark=remark)
    return mark, f"{job.framework.comment.line(str(mark), indent_of(body))}\n{body}"


def _below_mark(source: str) -> str:
    return source.partition("\n")[2]


def _tests_at_home(job: Job) -> tuple[FoundTest, ...]:
    home = job.suite.home
    return job.files[home].tests if home in job.files else ()


def _by_own_name(tests: Iterable[FoundTest]) -> dict[str, FoundTest]:
    """Tests by their names without those of their classes, if no other is called so."""
    found: dict[str, list[FoundTest]] = {}
    for test in tests:
        found.setdefault(test.name.rpartition("::")[2], []).append(test)
    return {name: same[0] for name, same in found.items() if len(same) == 1}


def _by_name(job: Job, case: Case, unmarked: dict[str, FoundTest]) -> Iterator[MarkedTest]:
    """The test whose mark somebody took away. Each is found for one scenario."""
    names = job.framework.names(case)
    for name in (next(names), next(names)):
        if name in unmarked:
            yield MarkedTest(job.suite.home, unmarked.pop(name), Mark(case.mark.use_case, case.mark.scenario))
            return


def _name_again(job: Job, case: Case, name: str, taken: set[str]) -> str:
    """The name of a test that is made again: the one it has, unless the text calls for another now."""
    names = job.framework.names(case)
    best, other = next(names), next(names)
    own = name.rpartition("::")[2]
    if own in (best, other) or re.fullmatch(re.escape(other) + "[_ ][0-9]+", own):
        return own
    again = next(name for name in job.framework.names(case) if name not in taken)
    taken.add(again)
    return again
