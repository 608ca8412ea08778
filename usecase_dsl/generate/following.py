"""What follows the text in a test that a person wrote: its scenario's and its use case's name, and generated parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.files import Edit, SourceFile, indent_of, lines_of, made_digest, moved
from usecase_dsl.generate.folder import MarkedTest
from usecase_dsl.generate.framework import Addressed, Framework, Parted
from usecase_dsl.syntax.names import key


def made_parts(framework: Framework, source: str) -> frozenset[str]:
    """Digests of the parts of a generated test that follow the text by themselves as long as they are these."""
    if not isinstance(framework, Parted):
        return frozenset()
    lines = lines_of(source)
    return frozenset(_digest(lines, *place) for place in framework.parts(source).values())


def following(
    framework: Framework, file: SourceFile, test: MarkedTest, source: str, made: Collection[str]
) -> tuple[tuple[Edit, ...], frozenset[str]]:
    """Edits that bring the parts of a test up to date that are still as generated, and the digests of the new ones.

    ``source`` is the test as it would be generated now, ``made`` are digests of the parts as they were generated.
    """
    if not isinstance(framework, Parted) or not made:
        return (), frozenset()
    first = test.test.first
    there, now = file.lines[first - 1 : test.test.last], lines_of(source)
    old, new = framework.parts("".join(there)), framework.parts(source)
    edits = []
    for name, (begin, end) in old.items():
        if name in new and _digest(now, *new[name]) != (was := _digest(there, begin, end)) and was in made:
            wanted = [line.rstrip("\r\n") for line in now[new[name][0] - 1 : new[name][1]]]
            edits.append(Edit(first + begin - 2, first + end - 1, tuple(moved(wanted, indent_of(there[begin - 1])))))
    return tuple(edits), made_parts(framework, source)


def retold(framework: Framework, file: SourceFile, test: MarkedTest, case: Case, use_case: str) -> Iterator[Edit]:
    """Edits that give a test its scenario's name by today's text, and its use case's."""
    place, old = (test.test.first, test.test.last), test.mark
    edits: dict[int, Edit] = {}
    if old.scenario != case.mark.scenario:
        edits = {edit.start: edit for edit in framework.retold(file, *place, old.scenario, case.scenario_id)}
    if key(old.use_case) != key(case.mark.use_case) and isinstance(framework, Addressed):
        lines = list(file.lines)
        for edit in edits.values():
            lines[edit.start : edit.end] = [line + file.newline for line in edit.lines]
        edits |= {
            edit.start: edit
            for edit in framework.readdressed(replace(file, lines=tuple(lines)), *place, old.use_case, use_case)
        }
    yield from edits.values()


def _digest(lines: Sequence[str], first: int, last: int) -> str:
    return made_digest("".join(lines[first - 1 : last]))
