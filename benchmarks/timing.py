"""Times of things that take turns, so that whatever else the machine does hits all of them alike."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter

# Where the median is further than this above the minimum, something disturbed it, and there are more rounds.
_CALM = 1.1
_MOST_BLOCKS = 4


@dataclass(frozen=True)
class Times:
    """The seconds that one thing took, run by run."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.runs)

    @property
    def least(self) -> float:
        return min(self.runs)


def take_turns(
    contestants: Mapping[str, Callable[[], object]], rounds: int, blocks: int = _MOST_BLOCKS
) -> dict[str, Times]:
    """The times of each contestant: A B A B and so on, after one run of each that doesn't count.

    Where something disturbed them there are as many rounds again, at most so many ``blocks`` of them.
    """
    for run in contestants.values():
        run()
    runs: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(blocks):
        for _ in range(rounds):
            for name, run in contestants.items():
                runs[name].append(_seconds(run))
        times = {name: Times(tuple(seconds)) for name, seconds in runs.items()}
        if all(each.median <= _CALM * each.least for each in times.values()):
            break
    return times


def _seconds(run: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    result = run()
    seconds = perf_counter() - start
    # Only now may it go: taking a model apart isn't part of making it.
    del result
    return seconds
