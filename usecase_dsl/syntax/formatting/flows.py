"""The flows of a use case as their labels have them: where each label stands, and which place a line takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from usecase_dsl.source import Source, Span
from usecase_dsl.syntax import labels
from usecase_dsl.syntax.nodes import Control, Declaration, Extension, SectionKind, Step

_BEFORE_LABEL = re.compile(r"(?:[-*•–]\s+|[・･])?[（(]?")
# The widest label with its blanks and marks.
_LONGEST_LABEL = 200


class NumberedStep(NamedTuple):
    """A step: its full label, its own label as written, its number (``None`` between two numbers), its place in its
    flow, and the flow that it says it belongs to if it says so."""

    label: str
    written: str
    number: int | None
    place: int
    node: Step

    @property
    def belongs_to(self) -> str:
        parts = labels.step_label(self.written)
        return parts.flow if parts else ""


class Flow(NamedTuple):
    """The main flow, whose label is ``""``, or one that leaves another."""

    label: str
    section: SectionKind
    steps: Sequence[NumberedStep]
    controls: Sequence[tuple[Control, int]]
    node: Extension | None

    @property
    def parts(self) -> labels.FlowLabel | None:
        return labels.flow_label(self.label) if self.label else None


def flows_of(declaration: Declaration) -> Sequence[Flow]:
    """The flows of a use case: the main flow of all its sections first, the others in the order of the sections."""
    sections = declaration.sections
    main = [line for section in sections if section.kind == "main success scenario" for line in section.body]
    branches = [_flow(each.label, section.kind, each.body, each) for section in sections for each in section.extensions]
    return [_flow("", "main success scenario", main, None), *branches]


def _flow(label: str, section: SectionKind, body: Sequence[Step | Control], node: Extension | None) -> Flow:
    numbers = labels.step_numbers([line.label for line in body if isinstance(line, Step)])
    steps: list[NumberedStep] = []
    controls: list[tuple[Control, int]] = []
    place = 0
    for line in body:
        # A control line that is numbered takes the place of a step.
        place += isinstance(line, Step) or bool(line.number)
        if isinstance(line, Control):
            controls.append((line, place))
            continue
        number = next(numbers)
        full = labels.full_step_label(label, number)
        steps.append(NumberedStep(full, line.label, int(number) if number.isdigit() else None, place, line))
    return Flow(label, section, steps, controls, node)


def label_place(label: str, start: int, source: Source) -> Span:
    """Where a label stands at the beginning of a line, without the bullet before it and the mark after it."""
    text = source.text
    before = _BEFORE_LABEL.match(text, start)
    first = before.end() if before else start
    for end in (first + len(label), *range(first + 1, min(first + _LONGEST_LABEL, len(text)))):
        if not text[end].isalnum() and labels.canonical(text[first:end]) == label:
            return Span(first, end)
    return Span(start, start)
