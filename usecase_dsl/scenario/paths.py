"""All scenarios in a graph with the ways back bounded: listed one by one, counted without listing, or one by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from usecase_dsl.scenario import naming
from usecase_dsl.scenario.criteria.digraph import components, reached
from usecase_dsl.scenario.types import Graph

# Counting gives up (and says "more than") once it has met so many states of path and loops.
MOST_STATES = 100_000
# Listing what can't be counted gives up once the paths listed have so many edges together.
MOST_WALKED = 2_000_000

_State = tuple[int, int]


def at_least(graph: Graph, loops: int, most: int) -> int | None:
    """How many scenarios ``all`` has, by listing them, and no more than ``most``; ``None`` if that takes too long.

    Paths that go round many loops before they end are long, and each takes its time.
    """
    found = walked = 0
    for path in all_paths(graph, loops):
        found, walked = found + 1, walked + len(path)
        if found >= most:
            return most
        if walked > MOST_WALKED:
            return None
    return found


def all_paths(graph: Graph, loops: int) -> Iterator[tuple[int, ...]]:
    """Every path from the start to an end, depth first, each way back at most ``loops`` times in one path."""
    useful = _reaching_end(graph)
    path: list[int] = []
    taken: Counter[int] = Counter()
    stack = [iter(graph.out[graph.start])]
    while stack:
        id = next(stack[-1], None)
        if id is None:
            stack.pop()
            if path:
                taken[graph.edges[path.pop()].way] -= 1
            continue
        edge = graph.edges[id]
        if edge.target not in useful or (edge.back and taken[edge.way] >= loops):
            continue
        path.append(id)
        taken[edge.way] += 1
        if not graph.out[edge.target]:
            yield tuple(path)
        stack.append(iter(graph.out[edge.target]))


def count(graph: Graph, loops: int = 1) -> int | None:
    """How many scenarios ``all`` has, without listing them; ``None`` if there are too many to count."""
    found = counted(graph, loops)
    return found.total if found else None


class Counted:
    """The number of ways to an end from each state. ``total`` is that from the start.

    A state is where a path has come to, and how often it took each way back that can still be taken from there: some
    bits of one number for each.
    """

    def __init__(self, graph: Graph, loops: int) -> None:
        self._graph = graph
        self._loops = loops
        self._useful = _reaching_end(graph)
        self._width = max(loops.bit_length(), 1)
        self._place = {way: index * self._width for index, way in enumerate(_ways(graph))}
        self._ahead = [sum(((1 << self._width) - 1) << self._place[way] for way in ways) for ways in _ways_ahead(graph)]
        self._known: dict[_State, int] = {}
        self._first = (graph.start, 0)
        self.complete = self._count()
        self.total = self._known.get(self._first, 0)

    def path(self, number: int) -> tuple[int, ...]:
        """The path with a number below the total, in the order of listing."""
        found: list[int] = []
        state = self._first
        while following := self._following(state):
            for edge, after in following:
                if number < self._known[after]:
                    found.append(edge)
                    state = after
                    break
                number -= self._known[after]
        return tuple(found)

    def _count(self) -> bool:
        stack = [(self._first, [after for _, after in self._following(self._first)])]
        while stack:
            state, targets = stack[-1]
            missing = [each for each in targets if each not in self._known]
            if missing:
                stack += [(each, [after for _, after in self._following(each)]) for each in missing]
                if len(self._known) + len(stack) > MOST_STATES:
                    return False
                continue
            stack.pop()
            ends = self._graph.nodes[state[0]].kind in naming.OUTCOMES
            self._known[state] = sum(self._known[each] for each in targets) + ends
        return True

    def _following(self, state: _State) -> list[tuple[int, _State]]:
        """The edges that a path may take from a state, and the states after them."""
        node, taken = state
        found: list[tuple[int, _State]] = []
        for id in self._graph.out[node]:
            edge = self._graph.edges[id]
            if edge.target in self._useful and (not edge.back or self._times(taken, edge.way) < self._loops):
                now = taken + (1 << self._place[edge.way]) if edge.back else taken
                found.append((id, (edge.target, now & self._ahead[edge.target])))
        return found

    def _times(self, taken: int, way: int) -> int:
        return taken >> self._place[way] & ((1 << self._width) - 1)


def counted(graph: Graph, loops: int) -> Counted | None:
    """The scenarios of ``all``, counted; ``None`` if there are too many to count."""
    found = Counted(graph, loops)
    return found if found.complete else None


def _ways(graph: Graph) -> dict[int, None]:
    """The ways back, in order."""
    return dict.fromkeys(edge.way for edge in graph.edges if edge.back)


def _ways_ahead(graph: Graph) -> list[frozenset[int]]:
    """For each node the ways back that some path takes from there on: how often others were taken is of no matter."""
    following = [[graph.edges[id].target for id in out] for out in graph.out]
    component = components(following)
    members: list[list[int]] = [[] for _ in range(max(component, default=-1) + 1)]
    for node, number in enumerate(component):
        members[number].append(node)
    ahead: list[frozenset[int]] = []
    for nodes in members:  # Those further on come first.
        edges = [graph.edges[id] for node in nodes for id in graph.out[node]]
        own = {edge.way for edge in edges if edge.back}
        later = {component[edge.target] for edge in edges} - {len(ahead)}
        ahead.append(frozenset(own).union(*(ahead[each] for each in later)))
    return [ahead[number] for number in component]


def _reaching_end(graph: Graph) -> set[int]:
    """The nodes from which some end can be reached."""
    sources: list[list[int]] = [[] for _ in graph.nodes]
    for edge in graph.edges:
        sources[edge.target].append(edge.source)
    return reached(sources, (node.id for node in graph.nodes if node.kind in naming.OUTCOMES))
