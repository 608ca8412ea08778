"""Loops and optional steps: the steps of a range as a group with words before it."""

from __future__ import annotations

from markupsafe import Markup

from usecase_dsl.model.tables import Flow, Range
from usecase_dsl.render.site.prose import Prose
from usecase_dsl.render.site.views import LineView, RangeView, StepView

# Groups nested deeper than this lose their frame and keep their words.
_DEEPEST = 4

_Open = tuple[Range, list[LineView]]


def in_ranges(steps: tuple[StepView, ...], flow: Flow, prose: Prose) -> tuple[LineView, ...]:
    """The steps in order, those of a range in a group. Of two ranges that overlap one has words alone."""
    lines: list[LineView] = []
    open_ranges: list[_Open] = []
    waiting = sorted(flow.ranges, key=lambda each: (each.first, -each.last))
    for index, step in enumerate(steps):
        while waiting and waiting[0].first <= index:
            _open(waiting.pop(0), lines, open_ranges, flow, prose)
        _innermost(lines, open_ranges).append(step)
        while open_ranges and open_ranges[-1][0].last <= index:
            _close(lines, open_ranges, flow, prose)
    while open_ranges:
        _close(lines, open_ranges, flow, prose)
    lines.extend(RangeView(_words(each, flow, prose)) for each in waiting)
    return tuple(lines)


def _innermost(lines: list[LineView], open_ranges: list[_Open]) -> list[LineView]:
    return open_ranges[-1][1] if open_ranges else lines


def _open(found: Range, lines: list[LineView], open_ranges: list[_Open], flow: Flow, prose: Prose) -> None:
    overlaps = bool(open_ranges) and found.last > open_ranges[-1][0].last
    if overlaps or len(open_ranges) >= _DEEPEST:
        _innermost(lines, open_ranges).append(RangeView(_words(found, flow, prose)))
    else:
        open_ranges.append((found, []))


def _close(lines: list[LineView], open_ranges: list[_Open], flow: Flow, prose: Prose) -> None:
    found, inside = open_ranges.pop()
    _innermost(lines, open_ranges).append(RangeView(_words(found, flow, prose), tuple(inside)))


def _words(found: Range, flow: Flow, prose: Prose) -> Markup:
    labels = [step.label for step in flow.steps[found.first : found.last + 1]]
    steps = f"steps {labels[0]} to {labels[-1]}" if len(labels) > 1 else f"step {''.join(labels)}"
    condition = prose.inline(found.condition) if found.condition else ""
    if found.kind == "optional":
        when = Markup(" when <em>{}</em>").format(condition) if condition else ""
        return Markup("Optional, {}{}").format(steps, when)
    until = Markup(" {} <em>{}</em>").format(found.kind, condition) if condition else ""
    return Markup("Repeat {}{}").format(steps, until)
