"""Which page, and which line on it, a finding speaks of."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.model.tables import Model, UseCase

# A step by the indices of its flow and of itself; -1 stands for the flow's own lines.
LineKey = tuple[int, int]
ELSEWHERE: LineKey = (-1, -1)


def by_use_case(model: Model, findings: Iterable[Diagnostic]) -> Mapping[str, tuple[Diagnostic, ...]]:
    """The findings of each use case, by key; under ``""`` those that are in none."""
    starts = _starts(model)
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for finding in findings:
        found[_owner(starts.get(finding.place.source.name, ()), finding)].append(finding)
    return {name: tuple(each) for name, each in found.items()}


def by_line(use_case: UseCase, findings: Iterable[Diagnostic]) -> Mapping[LineKey, tuple[Diagnostic, ...]]:
    """The findings of each step and flow; under ``ELSEWHERE`` those that are in none."""
    lines = sorted(_lines(use_case), key=lambda line: line[0][1] - line[0][0])
    found: dict[LineKey, list[Diagnostic]] = defaultdict(list)
    for finding in findings:
        at = finding.place.span.start
        owner = next((line for (start, end), line in lines if start <= at < end), ELSEWHERE)
        found[owner].append(finding)
    return {line: tuple(each) for line, each in found.items()}


def _starts(model: Model) -> dict[str, list[tuple[int, int, str]]]:
    """Where the use cases of each source begin and end, in the order of the text."""
    starts: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for name, use_case in model.use_cases.items():
        starts[use_case.document.source.name].append((*use_case.node.span, name))
    return {source: sorted(each) for source, each in starts.items()}


def _owner(spans: Sequence[tuple[int, int, str]], finding: Diagnostic) -> str:
    at = finding.place.span.start
    before = bisect_right(spans, at, key=lambda span: span[0])
    return spans[before - 1][2] if before and at < spans[before - 1][1] else ""


def _lines(use_case: UseCase) -> Iterator[tuple[tuple[int, int], LineKey]]:
    for number, flow in enumerate(use_case.flows):
        if flow.label:
            yield flow.place.span, (number, -1)
        yield from ((step.place.span, (number, index)) for index, step in enumerate(flow.steps))
