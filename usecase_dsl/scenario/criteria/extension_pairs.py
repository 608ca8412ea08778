"""Pairs of extensions: each two flows that one scenario can take one after the other.

The set is not always the smallest: to find that is a set cover, and hard. It is said how small a set could be at best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario.by_flow import main_path
from usecase_dsl.scenario.criteria.labelled import Labelled, labelled
from usecase_dsl.scenario.criteria.requirements import TooMany
from usecase_dsl.scenario.types import Graph

Labels = tuple[str, ...]

MOST_PAIRS = 10_000
# How many times two requirements are compared at most, to find some that no one scenario shows.
MOST_COMPARISONS = 20_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is required, paths that show it, and requirements of which no path shows two."""

    requirements: tuple[Labels, ...]
    paths: tuple[tuple[int, ...], ...]
    witness: tuple[Labels, ...]


def extension_pairs(graph: Graph, use_case: UseCase) -> Pairs:
    """Each ordered pair of different flows that a path can take, the second some time after the first.

    A flow that is in no pair is required by itself, and the main flow where there is no other. Raises TooMany where
    there are more than MOST_PAIRS.
    """
    of = labelled(graph)
    required = _required(of, use_case)
    if not required:
        main = main_path(graph)
        return Pairs(((),), (main,), ((),)) if main else Pairs((), (), ())
    paths = _needed(of, list(_paths(of, required)), required)
    own = (tuple(of.own[edge] for edge in path if of.own[edge] >= 0) for path in paths)
    return Pairs(tuple(required), tuple(own), tuple(_apart(of, required, len(paths))))


def _required(of: Labelled, use_case: UseCase) -> list[Labels]:
    labels = [flow.label for flow in use_case.flows if flow.label in of.entries]
    labels += [label for label in of.entries if label not in labels]
    labels = list(dict.fromkeys(labels))
    pairs: list[Labels] = []
    for first in labels:
        reach = of.after(of.entries[first])
        pairs += [(first, second) for second in labels if second != first and reach & of.entries[second]]
        if len(pairs) > MOST_PAIRS:
            raise TooMany(len(pairs), exact=False)
    paired = {label for pair in pairs for label in pair}
    return [*pairs, *((label,) for label in labels if label not in paired)]


def _shown(labels: Sequence[str]) -> set[Labels]:
    """The requirements that a path shows which takes these flows."""
    found: set[Labels] = {(label,) for label in labels}
    before: dict[str, None] = {}
    for label in labels:
        found |= {(each, label) for each in before if each != label}
        before[label] = None
    return found


# ---- paths that show them all


def _paths(of: Labelled, required: Sequence[Labels]) -> Iterator[list[int]]:
    """Paths, each for a requirement that none before it shows, those first after which least can come.

    What else can be shown on the way is shown.
    """
    left = dict.fromkeys(sorted(required, key=lambda each: _onward(of, each)))
    reached: dict[tuple[int, Labels], bool] = {}
    while left:
        walk = _Walk(of, left, reached)
        walk.through(next(iter(left)))
        yield walk.edges


def _onward(of: Labelled, requirement: Labels) -> int:
    return of.after(of.entries[requirement[-1]]).bit_count()


class _Walk:
    """A path in the making; what it shows is taken out of what is ``left``. ``reached`` keeps what was worked out."""

    def __init__(self, of: Labelled, left: dict[Labels, None], reached: dict[tuple[int, Labels], bool]) -> None:
        self.of = of
        self.reached = reached
        self.left = left
        self.open = {label for each in left for label in each}
        self.node = of.of.initial[0]
        self.edges: list[int] = []
        self.taken: dict[str, None] = {}

    def through(self, goal: Labels) -> None:
        """Takes the flows of a goal, whatever helps before each and after them, and goes to an end."""
        for index, label in enumerate(goal):
            while self._step(goal[index:], helping=True):
                pass
            if index or label not in self.taken:
                self._step(goal[index:], helping=False)
        while self._step((), helping=True):
            pass
        self._go(self.of.to_end(self.node))

    def _step(self, still: Labels, helping: bool) -> bool:
        """Goes to a flow, and says whether it did: one that helps, or the next of those that it ``still`` has to go to.

        From there all of these can be come to. Of several it is the one after which most can come, then the nearest.
        """
        near, came = self.of.nearest(self.node)
        labels = self._helpful() - set(still) if helping else set(still[:1])
        rest = still if helping else still[1:]
        fit = (each for each in near if self.of.labels[each] in labels and self._reaches(each, rest))
        best = max(fit, key=lambda each: self.of.ahead[each].bit_count(), default=None)
        if best is None:
            return False
        self._go([*self.of.way(self.of.of.edges[best][0], came), best])
        return True

    def _helpful(self) -> set[str]:
        """The labels of the flows that, taken next, show something; or might, taken for the first time."""
        return {
            label
            for label in self.of.entries
            if any((each, label) in self.left for each in self.taken)
            or (label in self.open and label not in self.taken)
        }

    def _reaches(self, edge: int, labels: Labels) -> bool:
        """Whether flows can still be taken one after the other once an edge is; many edges have the same ones ahead."""
        asked = self.of.ahead[edge], tuple(labels)
        if asked not in self.reached:
            reach, entries = asked[0], asked[0]
            for label in labels:
                entries = reach & self.of.entries[label]
                reach = self.of.after(entries) if entries else 0
            self.reached[asked] = bool(entries) or not labels
        return self.reached[asked]

    def _go(self, edges: Sequence[int]) -> None:
        for edge in edges:
            self.edges.append(edge)
            self.node = self.of.of.edges[edge][1]
            if label := self.of.labels[edge]:
                for each in (*((before, label) for before in self.taken), (label,)):
                    self.left.pop(each, None)
                self.taken[label] = None


def _needed(of: Labelled, paths: list[list[int]], required: Sequence[Labels]) -> list[list[int]]:
    """The paths without those that show nothing which the others don't."""
    wanted = set(required)
    shown = [_shown([of.labels[edge] for edge in path if of.labels[edge]]) & wanted for path in paths]
    times = Counter(each for path in shown for each in path)
    kept: list[list[int]] = []
    for path, shows in zip(reversed(paths), reversed(shown), strict=True):
        if all(times[each] > 1 for each in shows):
            times.subtract(shows)
        else:
            kept.append(path)
    return kept[::-1]


# ---- how few there could be


def _apart(of: Labelled, required: Sequence[Labels], enough: int) -> list[Labels]:
    """Requirements of which no path shows two, as many as are found at once; no more than ``enough`` can be."""
    found: list[Labels] = []
    left = MOST_COMPARISONS
    for each in sorted(required, key=lambda each: _onward(of, each)):
        if len(found) == enough or left < len(found):
            break
        left -= len(found)
        if not any(of.can_take(merged) for other in found for merged in _merged(each, other)):
            found.append(each)
    return found


def _merged(a: Labels, b: Labels) -> Iterator[Labels]:
    """The shortest sequences that hold both."""
    if not a or not b:
        yield a or b
        return
    if a[0] == b[0]:
        yield from ((a[0], *rest) for rest in _merged(a[1:], b[1:]))
        return
    yield from ((a[0], *rest) for rest in _merged(a[1:], b))
    yield from ((b[0], *rest) for rest in _merged(a, b[1:]))
