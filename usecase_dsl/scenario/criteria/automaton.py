"""Which of many paths a walk has just taken: the automaton of Aho and Corasick (1975) over edges instead of letters."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator


class Automaton:
    """States are beginnings of the paths looked for; state 0 is that of none.

    ``on`` holds for each state the edges with which some path goes on, and the states that these lead to.
    """

    def __init__(self, paths: Iterable[tuple[int, ...]]) -> None:
        self.on: list[dict[int, int]] = [{}]
        self._known: dict[tuple[int, int], int] = {}
        self._back = [0]
        self._state = {path: self._added(path) for path in paths}
        self._link()

    def state(self, path: tuple[int, ...]) -> int:
        """The state after a path that is looked for, and after nothing else if no other holds it."""
        return self._state[path]

    def after(self, state: int, edge: int) -> int:
        """The state after one more edge."""
        known = self._known.get((state, edge))
        if known is None:
            here = next((each for each in self.ends(state) if edge in self.on[each]), 0)
            known = self._known[state, edge] = self.on[here].get(edge, 0)
        return known

    def ends(self, state: int) -> Iterator[int]:
        """The states of all that a state ends with, the longest first: itself, and state 0 as the last."""
        while state:
            yield state
            state = self._back[state]
        yield 0

    def along(self, path: tuple[int, ...]) -> Iterator[int]:
        """The states of all that a path looked for begins with: state 0 first, and its own last."""
        state = 0
        yield state
        for edge in path:
            state = self.on[state][edge]
            yield state

    def held(self) -> set[tuple[int, ...]]:
        """Those of the paths that are part of another."""
        parts = {*self._back, *(state for state, on in enumerate(self.on) if on)}
        return {path for path, state in self._state.items() if state in parts}

    def _added(self, path: tuple[int, ...]) -> int:
        state = 0
        for edge in path:
            if edge not in self.on[state]:
                self.on[state][edge] = len(self.on)
                self.on.append({})
                self._back.append(0)
            state = self.on[state][edge]
        return state

    def _link(self) -> None:
        """For each state the longest other one that is an end of it."""
        pending = deque(self.on[0].values())
        while pending:
            state = pending.popleft()
            for edge, target in self.on[state].items():
                back = self._back[state]
                while back and edge not in self.on[back]:
                    back = self._back[back]
                self._back[target] = self.on[back].get(edge, 0)
                pending.append(target)
