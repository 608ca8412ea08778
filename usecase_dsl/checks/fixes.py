"""What becomes of a text when findings in it are put right."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from usecase_dsl.diagnostic import Edit, Fix
from usecase_dsl.source import Span


def fixed(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """A text with fixes applied, and how many could be: one that touches what another has changed waits for the next
    round. Findings that one change puts right, such as new numbers for all of a flow, share it."""
    taken: list[Span] = []
    applied: dict[tuple[Edit, ...], int] = {}
    for fix in fixes:
        if fix.edits in applied or not any(_touches(edit.span, taken) for edit in fix.edits):
            if fix.edits not in applied:
                for edit in fix.edits:
                    insort(taken, edit.span)
            applied[fix.edits] = applied.get(fix.edits, 0) + 1
    return edited(text, (edit for edits in applied for edit in edits)), sum(applied.values())


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits applied; none overlaps another."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda each: each.span):
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, text[at:]])


def _touches(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a stretch overlaps with one of those taken, which are in order and apart, or lies right beside it."""
    after = bisect_left(taken, span)
    return any(one.start <= span.end and span.start <= one.end for one in taken[max(0, after - 1) : after + 1])
