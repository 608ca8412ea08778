"""Where control goes in one flow: past its steps, round its loops, round what is optional in it.

Positions are indices into the flow's steps; the position after the last step is the flow's end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from usecase_dsl.model.tables import Range

WayKind = Literal["next", "repeat", "bypass"]


class Way(NamedTuple):
    """A way on, to a position; ``condition`` is when it is taken, as far as the text says.

    ``loop`` is the rank of the loop that goes round by it, -1 if none does.
    """

    position: int
    kind: WayKind
    condition: str
    loop: int = -1


@dataclass(frozen=True)
class Course:
    """The order of a flow's steps with its loops and optional ranges, the innermost range first."""

    ranges: tuple[Range, ...]

    def arriving(self, position: int) -> tuple[Way, ...]:
        """Where control goes that comes to a position from before: to the step there, or past what may be left out."""
        return self._ways([_Pending("arrive", position, len(self.ranges), "next", "")])

    def after(self, index: int) -> tuple[Way, ...]:
        """Where control goes when a step is done: on, or back to the beginning of a loop that ends there."""
        if not self.ranges:
            return (Way(index + 1, "next", ""),)
        return self._ways([_Pending("leave", index, -1, "next", "")])

    def _ways(self, pending: list[_Pending]) -> tuple[Way, ...]:
        found: dict[int, Way] = {}
        seen: set[_Pending] = set()
        while pending:
            here = pending.pop(0)
            if here in seen:  # Where all that a loop holds may be left out, going round it comes back here.
                continue
            seen.add(here)
            if here.what == "arrive":
                if here.position not in found or here.kind == "next":
                    found[here.position] = Way(here.position, here.kind, here.condition, here.loop)
                pending += self._bypasses(here)
            else:
                pending += self._exits(here)
        return tuple(sorted(found.values(), key=lambda way: ("next", "repeat", "bypass").index(way.kind)))

    def _bypasses(self, here: _Pending) -> Iterator[_Pending]:
        """The ways past ranges that begin here and may not be gone through, those inside ``rank`` only."""
        for rank in range(here.rank - 1, -1, -1):
            each = self.ranges[rank]
            if each.first == here.position and each.kind != "until":
                kind: WayKind = "bypass" if here.kind == "next" else here.kind
                yield _Pending("leave", each.last, rank, kind, "", here.loop)

    def _exits(self, here: _Pending) -> Iterator[_Pending]:
        """The ways on after a position: round each loop that ends there, outside ``rank`` only, and past them all."""
        condition = here.condition
        for rank in range(here.rank + 1, len(self.ranges)):
            each = self.ranges[rank]
            if each.last == here.position and each.kind != "optional":
                again = "" if each.kind == "until" else each.condition
                yield _Pending("arrive", each.first, rank, "repeat", again, rank)
                condition = condition or (each.condition if each.kind == "until" else "")
        yield _Pending("arrive", here.position + 1, len(self.ranges), here.kind, condition, here.loop)


class _Pending(NamedTuple):
    what: Literal["arrive", "leave"]
    position: int
    rank: int
    kind: WayKind
    condition: str
    loop: int = -1


def course(ranges: Sequence[Range], steps: int) -> Course:
    """The course of a flow with so many steps; a range that overlaps an earlier one without nesting is left out."""
    kept: list[Range] = []
    for each in ranges:
        fits = each.first <= each.last < steps
        if fits and not any(overlap(each, other) for other in kept):
            kept.append(each)
    return Course(tuple(sorted(kept, key=lambda each: each.last - each.first)))


def overlap(a: Range, b: Range) -> bool:
    """Whether two ranges share steps and neither holds the other."""
    first, second = sorted((a, b), key=lambda each: (each.first, -each.last))
    return first.first < second.first <= first.last < second.last
