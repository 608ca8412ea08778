"""The smallest set of walks through a graph that take all the paths required, each path without a break.

A walk and what it has just taken of the paths required are a state together (Aho and Corasick): a path is taken exactly
if its state is visited. What is strongly connected can be visited in one walk, so that what remains is a flow through
an acyclic graph. Sources: Dwarakanath and Jankiti, "Minimum Number of Test Paths for Prime Path and Other Structural
Coverage Criteria" (2014); Li, Li and Offutt, "Better Algorithms to Minimize the Cost of Test Paths" (2012).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from usecase_dsl.scenario.criteria.automaton import Automaton
from usecase_dsl.scenario.criteria.digraph import Digraph, Path, components, outgoing
from usecase_dsl.scenario.criteria.network import least_walks
from usecase_dsl.scenario.criteria.tour import Tour


@dataclass(frozen=True, slots=True)
class Cover:
    """Walks that take all the paths in ``requirements``, and as many of these paths of which no walk takes two."""

    requirements: tuple[Path, ...]
    walks: tuple[Path, ...]
    witness: tuple[Path, ...]


def cover(of: Digraph, required: Iterable[Path]) -> Cover:
    """The smallest set of walks that take each of the paths required; each has to lie on some walk.

    A path that is part of another is left out: who takes the other takes it too.
    """
    paths = list(dict.fromkeys(required))
    automaton = Automaton(path.edges for path in paths)
    held = automaton.held()
    passed = {node for path in paths for edge in path.edges for node in of.edges[edge]}
    kept = [path for path in paths if (path.edges not in held if path.edges else path.node not in passed)]
    states = _States(of, automaton)
    wanted = {states.of_path(path): path for path in kept}
    walks, witness = _covered(states, wanted)
    return Cover(tuple(kept), tuple(sorted(walks)), tuple(witness))


@dataclass
class _States:
    """The graph's nodes, each as often as it matters what was taken before: found from the initial ones.

    ``moves`` holds for each state the edges that leave it and the states that they lead to.
    """

    of: Digraph
    automaton: Automaton
    known: dict[tuple[int, int], int] = field(default_factory=dict)
    nodes: list[int] = field(default_factory=list)
    moves: list[list[tuple[int, int]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        out = self.out = outgoing(self.of)
        final = set(self.of.final)
        self.first = [self._state(node, 0) for node in sorted(set(self.of.initial)) if out[node] or node in final]
        taken = [0] * len(self.first)
        for state, last in enumerate(taken):
            for edge in out[self.nodes[state]]:
                after = self.automaton.after(last, edge)
                number = self._state(self.of.edges[edge][1], after)
                if number == len(taken):
                    taken.append(after)
                self.moves[state].append((edge, number))
        self.last = {state for state, node in enumerate(self.nodes) if node in final}

    def _state(self, node: int, taken: int) -> int:
        number = self.known.setdefault((node, taken), len(self.nodes))
        if number == len(self.nodes):
            self.nodes.append(node)
            self.moves.append([])
        return number

    def of_path(self, path: Path) -> int:
        """The state that is visited exactly when the path has been taken."""
        node = self.of.edges[path.edges[-1]][1] if path.edges else path.node
        return self.known[node, self.automaton.state(path.edges)]


def _covered(states: _States, wanted: dict[int, Path]) -> tuple[list[Path], list[Path]]:
    component = components([[target for _, target in each] for each in states.moves])
    size = max(component, default=-1) + 1
    following: list[list[int]] = [[] for _ in range(size)]
    for state, moves in enumerate(states.moves):
        here = component[state]
        following[here] += (component[target] for _, target in moves if component[target] != here)
    held: dict[int, list[int]] = {}
    for state in sorted(wanted):
        held.setdefault(component[state], []).append(state)
    ends = [component[state] for state in states.last]
    walks, cut = least_walks(following, {component[each] for each in states.first}, ends, held)
    tour = Tour(states.of, states.out, states.automaton, {each: [wanted[s] for s in held[each]] for each in held})
    return [tour.walk(each) for each in walks], [wanted[held[each][0]] for each in cut]
