"""The scenarios in a graph: all of them with loops bounded, or the shortest that shows each flow."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence

from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario.types import Edge, Graph, Moment, Outcome, Scenario

CRITERIA = ("flows", "all")
MAIN = "main success scenario"

# Counting gives up (and says "more than") once it has met so many states of path and loops.
MOST_STATES = 100_000

_OUTCOMES: dict[str, Outcome] = {"success": "success", "failure": "failure", "unstated": "unstated"}


def scenarios(graph: Graph, use_case: UseCase, criterion: str = "flows", loops: int = 1) -> Iterator[Scenario]:
    """The scenarios of a use case.

    ``flows``: the main flow alone, and for each flow that can be reached the shortest scenario that takes it and only
    the flows needed to get there. ``all``: every path with each back edge taken at most ``loops`` times. Raises
    ValueError for another criterion.
    """
    if criterion not in CRITERIA:
        raise ValueError(f"no criterion is called {criterion!r}; there are {', '.join(CRITERIA)}")
    paths = _by_flow(graph, use_case) if criterion == "flows" else _all(graph, loops)
    names: Counter[str] = Counter()
    for path in paths:
        edges = [graph.edges[id] for id in path]
        flows = tuple(flow for edge in edges for flow in edge.flows)
        name = ", ".join(flows) if flows else MAIN
        names[name] += 1
        unique = name if names[name] == 1 else f"{name} ({names[name]})"
        outcome = _OUTCOMES[graph.nodes[edges[-1].target].kind]
        yield Scenario(graph.use_case, unique, outcome, flows, _walked(graph, edges), tuple(path))


def count(graph: Graph, loops: int = 1) -> int | None:
    """How many scenarios ``all`` has, without listing them; ``None`` if there are too many to count."""
    useful = _reaching_end(graph)
    ways = dict.fromkeys(edge.way for edge in graph.edges if edge.back)
    backs = {way: index for index, way in enumerate(ways)}
    first = (graph.start, (0,) * len(backs))
    known: dict[tuple[int, tuple[int, ...]], int] = {}
    stack = [first]
    while stack:
        state = stack[-1]
        following = list(_following(graph, state, backs, loops, useful)) if state not in known else []
        missing = [each for each in following if each not in known]
        if missing:
            stack += missing
            if len(known) + len(stack) > MOST_STATES:
                return None
            continue
        stack.pop()
        if state not in known:
            known[state] = sum(known[each] for each in following) or int(not graph.out[state[0]] and state != first)
    return known[first]


def moments(use_case: UseCase, graph: Graph, scenario: Scenario) -> tuple[Moment, ...]:
    """What happens in a scenario, in words: flows entered, steps done, and the end."""
    steps = {step.label: step for flow in use_case.flows for step in flow.steps}
    conditions = {flow.label: flow.condition.value for flow in use_case.flows}
    found: list[Moment] = []
    for edge in (graph.edges[id] for id in scenario.path):
        node = graph.nodes[edge.source]
        if node.kind == "step" and edge.kind != "branch":
            step = steps[node.label]
            results = tuple(result.text for result in step.results)
            found.append(Moment("step", node.label, step.text.value, results))
        found += [Moment("condition", label, conditions[label], ()) for label in edge.flows]
    last = graph.edges[scenario.path[-1]]
    flow_label = last.flows[-1] if last.flows else graph.nodes[last.source].flow
    ends = [flow.end for flow in use_case.flows if flow.label == flow_label and flow.end]
    results = tuple(result.text for end in ends[:1] for result in end.results)
    return (*found, Moment("end", flow_label, scenario.outcome, results))


def _walked(graph: Graph, edges: Sequence[Edge]) -> tuple[str, ...]:
    """The labels of the steps done: a step that is left by a branch is interrupted, and not among them."""
    done = (graph.nodes[edge.source] for edge in edges if edge.kind != "branch")
    return tuple(node.label for node in done if node.kind == "step")


# ---- all paths


def _all(graph: Graph, loops: int) -> Iterator[tuple[int, ...]]:
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


def _following(
    graph: Graph,
    state: tuple[int, tuple[int, ...]],
    backs: dict[int, int],
    loops: int,
    useful: set[int],
) -> Iterator[tuple[int, tuple[int, ...]]]:
    node, taken = state
    for edge in (graph.edges[id] for id in graph.out[node]):
        if edge.target not in useful:
            continue
        if not edge.back:
            yield edge.target, taken
        elif taken[index := backs[edge.way]] < loops:
            yield edge.target, (*taken[:index], taken[index] + 1, *taken[index + 1 :])


def _reaching_end(graph: Graph) -> set[int]:
    """The nodes from which some end can be reached."""
    sources: dict[int, list[int]] = {}
    for edge in graph.edges:
        sources.setdefault(edge.target, []).append(edge.source)
    pending = [node.id for node in graph.nodes if node.kind in _OUTCOMES]
    found = set(pending)
    while pending:
        new = set(sources.get(pending.pop(), ())) - found
        found |= new
        pending += new
    return found


# ---- one for each flow


def _by_flow(graph: Graph, use_case: UseCase) -> Iterator[tuple[int, ...]]:
    main = _main_flow(graph)
    if main:
        yield main
    entries: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        if edge.flows:
            entries.setdefault(edge.flows[-1], []).append(edge)
    for label in dict.fromkeys(flow.label for flow in use_case.flows if flow.label):
        ways = {graph.nodes[edge.source].within: None for edge in entries.get(label, [])}
        found = [path for within in ways if (path := _shortest(graph, entries[label], within))]
        if found:
            yield min(found, key=lambda path: len(_walked(graph, [graph.edges[id] for id in path])))


def _main_flow(graph: Graph) -> tuple[int, ...]:
    """The main flow alone, each of its steps once."""
    path: list[int] = []
    node = graph.start
    while ways := [id for id in graph.out[node] if graph.edges[id].kind in ("next", "end")]:
        path.append(ways[0])
        node = graph.edges[ways[0]].target
    return tuple(path) if graph.nodes[node].kind in _OUTCOMES else ()


def _shortest(graph: Graph, entries: Sequence[Edge], within: tuple[str, ...]) -> tuple[int, ...]:
    """The path with the fewest steps that takes one of the entries from inside the flows ``within``, and no other flow.

    Dijkstra's algorithm over nodes and whether an entry was taken yet; a step costs one when it is done.
    """
    wanted = {edge.id for edge in entries if graph.nodes[edge.source].within == within}
    start = (graph.start, False)
    came: dict[tuple[int, bool], tuple[tuple[int, bool], int]] = {}
    cost = {start: 0}
    heap = [(0, 0, start)]
    while heap:
        so_far, _, state = heapq.heappop(heap)
        node, taken = state
        if so_far > cost[state]:
            continue
        if taken and graph.nodes[node].kind in _OUTCOMES:
            return _traced(came, state)
        for edge in (graph.edges[id] for id in graph.out[node]):
            if not _allowed(edge, taken, wanted, within):
                continue
            following = (edge.target, taken or edge.id in wanted)
            total = so_far + (edge.kind != "branch" and node != graph.start)
            if total < cost.get(following, total + 1):
                cost[following] = total
                came[following] = state, edge.id
                heapq.heappush(heap, (total, len(came), following))
    return ()


def _allowed(edge: Edge, taken: bool, wanted: set[int], within: tuple[str, ...]) -> bool:
    if edge.kind == "include failure":
        return False
    return not edge.flows or (not taken and (edge.id in wanted or set(edge.flows) <= set(within)))


def _traced(came: dict[tuple[int, bool], tuple[tuple[int, bool], int]], state: tuple[int, bool]) -> tuple[int, ...]:
    path: list[int] = []
    while state in came:
        state, edge = came[state]
        path.append(edge)
    return tuple(reversed(path))
