"""Findings put right in the texts that they are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from usecase_dsl.checks.fixes import fixed
from usecase_dsl.diagnostic import Fix, Severity
from usecase_dsl.project.load import Project, Texts, checked
from usecase_dsl.source import Source, source_from_text

# One fix may lay bare another finding; after so many rounds something goes in a circle.
_MOST_ROUNDS = 100
# Of fixes that do harm, so many are looked for in a round.
_MOST_TRIES = 60


@dataclass(frozen=True)
class Repair:
    """A project after fixes: what is left to find in it, the new texts by name, and how many findings were fixed."""

    project: Project
    texts: Mapping[str, str]
    fixed: int


def repaired(texts: Texts, unsafe: bool = False) -> Repair:
    """The findings that are shown put right, where they have a safe fix (or, with ``unsafe``, any).

    Only texts that were asked for are changed, and none that holds what can't be read as text. A fix that would lead
    to an error that wasn't there is left out.
    """
    before = {source.name: source.text for source in texts.sources}
    project, count = checked(texts), 0
    for _ in range(_MOST_ROUNDS):
        better, number = _round(project, unsafe)
        if not number:
            break
        project, count = better, count + number
    after = {source.name: source.text for source in project.texts.sources}
    return Repair(project, {name: text for name, text in after.items() if text != before[name]}, count)


def _round(project: Project, unsafe: bool) -> tuple[Project, int]:
    """A project with as many fixes as can be applied at once, and how many these are. Where together they do harm, they
    are tried by halves, so that those which do none come through."""
    pending = [[*_fixes(project, unsafe)]]
    for _ in range(_MOST_TRIES):
        fixes = pending.pop() if pending else []
        better, applied = _with(project, fixes)
        if applied and not _errors(better) - _errors(project):
            return better, applied
        half = len(fixes) // 2
        pending += [fixes[half:], fixes[:half]] if half else []
    return project, 0


def _fixes(project: Project, unsafe: bool) -> Iterator[tuple[str, Fix]]:
    whole = {source.name for source in project.texts.sources if not source.unfit}
    for each in project.shown:
        if each.fix and (each.fix.safe or unsafe) and each.place.source.name in whole:
            yield each.place.source.name, each.fix


def _with(project: Project, fixes: Iterable[tuple[str, Fix]]) -> tuple[Project, int]:
    by_name: dict[str, list[Fix]] = {}
    for name, fix in fixes:
        by_name.setdefault(name, []).append(fix)
    count = 0
    sources: list[Source] = []
    for source in project.texts.sources:
        text, number = fixed(source.text, by_name.get(source.name, ()))
        sources.append(source_from_text(text, source.name) if text != source.text else source)
        count += number if text != source.text else 0
    return (checked(replace(project.texts, sources=tuple(sources)), earlier=project), count) if count else (project, 0)


def _errors(project: Project) -> Counter[tuple[str, str]]:
    """The errors in a project, by code and message."""
    return Counter((each.code, each.message) for each in project.diagnostics if each.severity is Severity.ERROR)
