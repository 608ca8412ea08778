"""What becomes of each test of a use case: added, brought up to date, left as a person wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.folder import MarkedTest
from usecase_dsl.generate.marks import Mark, identity, pair
from usecase_dsl.generate.plan import PlannedTest, Status
from usecase_dsl.generate.pytest_text import PytestText, function_name, other_function_name
from usecase_dsl.generate.python_file import FoundTest, PythonFile, made_digest
from usecase_dsl.model.tables import UseCase


@dataclass(frozen=True, slots=True)
class Job:
    """A use case whose tests are to be made, and the tests that marks tie to it.

    ``home`` is the file that new ones go to. ``files`` are those that could be read.
    """

    use_case: UseCase
    cases: tuple[Case, ...]
    home: str
    marked: tuple[MarkedTest, ...]
    files: Mapping[str, PythonFile]
    writer: PytestText


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a test. ``source`` is its new text, mark and all, and ``replaced`` what it replaces."""

    planned: PlannedTest
    source: str = ""
    replaced: FoundTest | None = None


def decisions(job: Job, names: dict[str, set[str]]) -> Iterator[Decision]:
    """A decision for each scenario's tests, then for those that lost their scenario.

    ``names`` are those taken in each file; the names of new tests are added to it.
    """
    pairs = pair([identity(test.mark) for test in job.marked], [case.mark for case in job.cases])
    unmarked = {test.name: test for test in _tests_at_home(job) if not test.marks}
    tests: dict[int | None, list[MarkedTest]] = {}
    for test, index in zip(job.marked, pairs, strict=True):
        tests.setdefault(index, []).append(test)
    for index, case in enumerate(job.cases):
        there = tests.get(index) or list(_by_name(job, case, unmarked))
        yield from (_followed(job, case, test, names) for test in there)
        if not there:
            yield _added(job, case, names)
    yield from (vanished(test, job.use_case.key) for test in tests.get(None, ()))


def vanished(test: MarkedTest, use_case: str | None) -> Decision:
    """A test without a scenario: it stays."""
    return Decision(_planned(Status.VANISHED, test, use_case, test.mark))


def _added(job: Job, case: Case, names: dict[str, set[str]]) -> Decision:
    taken = names.setdefault(job.home, set())
    name = next(name for name in _names(case) if name not in taken)
    taken.add(name)
    mark, source = _generated(job, case, name)
    planned = PlannedTest(Status.ADDED, job.home, name, 0, False, job.use_case.key, identity(mark), case.scenario)
    return Decision(planned, source)


def _followed(job: Job, case: Case, test: MarkedTest, names: dict[str, set[str]]) -> Decision:
    """A test that is there: brought up to date if it still is as generated, otherwise left alone."""
    if not test.test.untouched:
        changed = bool(test.mark.text) and test.mark.text != case.mark.text
        status = Status.TEXT_CHANGED if changed else Status.KEPT
        return Decision(_planned(status, test, job.use_case.key, case.mark, case))
    name = _name_again(case, test.test.name, names[test.path])
    _, source = _generated(job, case, name)
    if made_digest(source) == made_digest(_source(job.files[test.path], test.test)):
        return Decision(_planned(Status.KEPT, test, job.use_case.key, case.mark, case))
    planned = replace(_planned(Status.UPDATED, test, job.use_case.key, case.mark, case), name=name)
    return Decision(planned, source, test.test)


def _planned(
    status: Status, test: MarkedTest, use_case: str | None, mark: Mark, case: Case | None = None
) -> PlannedTest:
    found = test.test
    scenario = case.scenario if case else None
    return PlannedTest(
        status, test.path, found.name, found.first, not found.untouched, use_case, identity(mark), scenario
    )


def _generated(job: Job, case: Case, name: str) -> tuple[Mark, str]:
    """A test's mark and its whole text, which begins with the mark."""
    function = job.writer.test(name, case, job.use_case)
    mark = replace(case.mark, made=made_digest(function))
    return mark, f"{mark}\n{function}"


def _source(file: PythonFile, test: FoundTest) -> str:
    return "".join(file.lines[test.start - 1 : test.last])


def _tests_at_home(job: Job) -> tuple[FoundTest, ...]:
    return job.files[job.home].tests if job.home in job.files else ()


def _by_name(job: Job, case: Case, unmarked: dict[str, FoundTest]) -> Iterator[MarkedTest]:
    """The test whose mark somebody took away. Each is found for one scenario."""
    for name in (function_name(case), other_function_name(case)):
        if name in unmarked:
            yield MarkedTest(job.home, unmarked.pop(name), Mark(case.mark.use_case, case.mark.scenario))
            return


def _names(case: Case) -> Iterator[str]:
    """Names for a scenario's test, the best first, without end."""
    yield function_name(case)
    yield other_function_name(case)
    number = 2
    while True:
        yield f"{other_function_name(case)}_{number}"
        number += 1


def _name_again(case: Case, name: str, taken: set[str]) -> str:
    """The name of a test that is made again: the one it has, unless the text calls for another now."""
    if re.fullmatch(re.escape(function_name(case)) + "(_[0-9a-f]{4})?(_[0-9]+)?", name):
        return name
    again = next(name for name in _names(case) if name not in taken)
    taken.add(again)
    return again
