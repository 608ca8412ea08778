"""The scenarios of many use cases by each criterion, beside what others find in the same graphs.

Time is one side of it. The other is how many paths a tool needs, and what these paths leave out: the notes say so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.comparison import PROJECT, Comparison, Run, model
from benchmarks.timing import Times, take_turns
from usecase_dsl.model import Model
from usecase_dsl.scenario import Graph, Suite, failing_use_cases, graph, reachable, suite

_CRITERIA = ("flows", "steps", "branches", "edge-pairs", "prime-paths", "extension-pairs")

_ENDS = ("success", "failure", "unstated")

# A node, an edge's number and the node that it leads to.
Ways = Sequence[tuple[int, int, int]]


@dataclass(frozen=True)
class Plain:
    """A scenario graph as anybody would have it: numbers, and no more of it than some scenario takes."""

    start: int
    ends: tuple[int, ...]
    ways: Ways


@dataclass(frozen=True)
class Found:
    """What a tool found in some graphs: the number of paths, and how many edges these take."""

    paths: int
    edges: int


def measured() -> Iterator[Comparison]:
    """Graphs and suites of a project, beside networkx and the graph package of XState."""
    of = model(PROJECT)
    graphs = all_graphs(of)
    plains = [plain(each) for each in graphs.values()]
    suites: dict[str, Run] = {name: _suites(of, graphs, name) for name in _CRITERIA}
    with TemporaryDirectory() as folder:
        peers = {**_networkx(plains), **_xstate(plains, Path(folder))}
        times = take_turns({"graphs": lambda: all_graphs(of), **suites, **peers}, rounds=3, blocks=1)
        edges = sum(len(each.ways) for each in plains)
        yield Comparison("scenarios: graphs", times["graphs"], "–", None, f"{PROJECT:,} use cases, {edges:,} edges")
        for name in _CRITERIA:
            yield _comparison(name, _figures(of, graphs, name), times, f"least {name}", _least(peers, name))
        note = _figures(of, graphs, "branches")
        for peer in _PATHS:
            yield _comparison("branches", note, times, peer, _share(peers[peer], edges) if peer in peers else "")


def all_graphs(of: Model) -> dict[str, Graph]:
    """The scenario graph of each use case."""
    failing = failing_use_cases(of)
    return {key: graph(each, of, failing=failing) for key, each in of.use_cases.items()}


def plain(of: Graph) -> Plain:
    """The nodes and edges of a graph that are on some way from its start to an end."""
    there = reachable(of)
    ends = tuple(node.id for node in of.nodes if node.id in there and node.kind in _ENDS)
    useful, pending = set(ends), list(ends)
    while pending:
        target = pending.pop()
        before = {edge.source for edge in of.edges if edge.target == target} & there - useful
        useful |= before
        pending += before
    ways = [(each.source, each.id, each.target) for each in of.edges if {each.source, each.target} <= useful]
    return Plain(of.start, ends, ways)


def least_paths(of: Plain) -> int:
    """How few paths take every edge, as networkx finds it: a least flow that has at least 1 in each edge.

    From the ends a way leads back to the start, and each unit in it costs 1. What a node gets and gives on the edges
    by these ones alone is its demand. All edges have some flow and hang together, so that the flow is walks.
    """
    import networkx  # type: ignore[import-untyped]

    network = networkx.MultiDiGraph()
    for source, _, target in of.ways:
        network.add_edge(source, target, weight=0)
    demands = {node: network.out_degree(node) - network.in_degree(node) for node in network}
    network.add_edges_from(((end, of.start) for end in of.ends), weight=1)
    networkx.set_node_attributes(network, demands, "demand")
    return int(networkx.network_simplex(network)[0])


def of_pairs(of: Plain) -> Plain:
    """The graph whose edges are the pairs of edges that follow each other: one that takes all of its edges takes all
    pairs. A new start leads to each first edge, and each last edge to a new end, so those needn't be paired."""
    import networkx

    whole = networkx.MultiDiGraph([(source, target, id) for source, id, target in of.ways])
    pairs = networkx.line_graph(whole)
    number = {edge: index for index, edge in enumerate(pairs.nodes)}
    start, end = len(number), len(number) + 1
    steps = [(number[before], number[after]) for before, after in pairs.edges()]
    steps += [(start, number[edge]) for edge in number if edge[0] == of.start and not whole.in_degree(of.start)]
    steps += [(number[edge], end) for edge in number if edge[1] in of.ends]
    return Plain(start, (end,), [(source, id, target) for id, (source, target) in enumerate(steps)])


# ---- ours


def _suites(of: Model, graphs: Mapping[str, Graph], criterion: str) -> Callable[[], list[Suite]]:
    return lambda: [suite(graphs[key], each, criterion) for key, each in of.use_cases.items()]


def _figures(of: Model, graphs: Mapping[str, Graph], criterion: str) -> str:
    found = _suites(of, graphs, criterion)()
    scenarios = sum(len(each.scenarios) for each in found)
    demanded = sum(each.requirements for each in found)
    proven = sum(each.minimal for each in found)
    return f"{scenarios:,} scenarios for {demanded:,}, {proven:,} of {len(found):,} sets proven minimal"


def _comparison(criterion: str, ours: str, times: Mapping[str, Times], peer: str, theirs: str) -> Comparison:
    name = f"networkx, {peer}" if peer.startswith("least") else peer
    shown = name if theirs or peer in times or not peer.startswith("least") else "–"
    note = f"{ours}; {theirs}" if theirs else ours
    return Comparison(f"scenarios: {criterion}", times[criterion], shown, times.get(peer), note)


# ---- the peers


_PATHS = ("networkx, simple paths", "XState, shortest paths", "XState, simple paths")


def _networkx(plains: Sequence[Plain]) -> dict[str, Run]:
    """Least flows for edges and for their pairs, and all paths without a repetition; nothing where it isn't there."""
    try:
        import networkx  # noqa: F401
    except ImportError:
        return {}
    return {
        "least branches": lambda: sum(map(least_paths, plains)),
        "least edge-pairs": lambda: sum(least_paths(of_pairs(each)) for each in plains),
        "networkx, simple paths": lambda: _simple_paths(plains),
    }


def _simple_paths(plains: Iterable[Plain]) -> Found:
    import networkx

    paths = edges = 0
    for each in plains:
        of = networkx.MultiDiGraph([(source, target, id) for source, id, target in each.ways])
        found = list(networkx.all_simple_edge_paths(of, each.start, each.ends))
        paths += len(found)
        edges += len({edge for path in found for edge in path})
    return Found(paths, edges)


def _xstate(plains: Sequence[Plain], folder: Path) -> dict[str, Run]:
    """The test models of XState, in a process of Node; nothing where Node doesn't find the package."""
    node = shutil.which("node")
    probe = [node or "", "-e", "require('@xstate/graph')"]
    if not node or subprocess.run(probe, capture_output=True, check=False).returncode:
        return {}
    graphs, script = folder / "graphs.json", folder / "paths.js"
    graphs.write_text(json.dumps([[each.start, each.ways] for each in plains]), encoding="utf-8")
    script.write_text(_SCRIPT, encoding="utf-8", newline="\n")

    def run(method: str) -> Run:
        command = [node, str(script), str(graphs), method]
        return lambda: Found(*json.loads(subprocess.run(command, capture_output=True, check=True).stdout))

    return {"XState, shortest paths": run("getShortestPaths"), "XState, simple paths": run("getSimplePaths")}


_SCRIPT = """
const { createMachine } = require('xstate');
const { createTestModel } = require('@xstate/graph');
const [file, method] = process.argv.slice(2);
let paths = 0, edges = 0;
for (const [start, ways] of JSON.parse(require('fs').readFileSync(file, 'utf8'))) {
  const states = {};
  for (const [source, id, target] of ways) {
    states['n' + source] ??= { on: {} };
    states['n' + target] ??= { on: {} };
    states['n' + source].on['e' + id] = 'n' + target;
  }
  const found = createTestModel(createMachine({ initial: 'n' + start, states }))[method]();
  paths += found.length;
  edges += new Set(found.flatMap(path => path.steps.map(step => step.event.type)).filter(each => each[0] === 'e')).size;
}
console.log(JSON.stringify([paths, edges]));
"""


def _least(peers: Mapping[str, Run], criterion: str) -> str:
    run = peers.get(f"least {criterion}")
    return f"theirs, without the paths: {run():,}" if run else ""


def _share(run: Run, edges: int) -> str:
    found = run()
    assert isinstance(found, Found)
    return f"theirs: {found.paths:,} paths, which take {found.edges / edges:.1%} of the edges"
