"""Work spread over the machine's processors, where that is worth it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Starting processes takes as long as this many pages.
_WORTH_IT = 100
_AT_ONCE = 16
# Its engine has threads of its own, for which a process that is forked later would wait for ever.
_NOT_TO_BE_FORKED = "vl_convert"

# What a new process inherits, so that neither the work nor what it is done to has to be sent to it.
_work: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def spread(function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """``map``, on all processors: results in the order of the items, the same ones that one processor comes to.

    Only Linux can hand a process all that is in memory without sending it, and does so safely; elsewhere, for a few
    items, and where charts have been drawn already, it is ``map``.
    """
    may_fork = sys.platform == "linux" and _NOT_TO_BE_FORKED not in sys.modules
    processors = len(os.sched_getaffinity(0)) if may_fork else 1
    if processors == 1 or len(items) < _WORTH_IT:
        yield from map(function, items)
        return
    from multiprocessing import get_context

    _work.append((function, items))
    try:
        with get_context("fork").Pool(processors) as pool:
            yield from pool.imap(_one, range(len(items)), _AT_ONCE)
    finally:
        _work.pop()


def _one(index: int) -> Any:
    function, items = _work[-1]
    return function(items[index])
