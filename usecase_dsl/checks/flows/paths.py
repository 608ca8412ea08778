"""Rules about how many ways lead through a use case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter

from usecase_dsl.checks.walk import bare, called
from usecase_dsl.diagnostic import Finding, Severity
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.scenario import Edge, Graph, count, graph, reachable
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place

_NONE: frozenset[str] = frozenset()


def too_many_decisions(model: Model, settings: Settings) -> Iterator[Finding]:
    """More ways part in a use case than a reader can keep apart.

    Each place where a flow leaves a step, each loop and each optional part is a decision; their number and one is the
    cyclomatic number. A flow that leaves at three steps counts three times, one for any time once. Give a part of the
    use case with its extensions a use case of its own, and include it.

    Bad:
        # FLW143 eleven ways
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer names a day.
            3. Customer names a class.
            4. Customer chooses a seat.
            5. Customer pays the fare.
          extensions:
            1-5a. Customer asks for help:
              1. System explains the step.
              resume at same step
            1-5b. Customer gives up:
              end in failure

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer names a day.
            3. Customer names a class.
            4. Customer chooses a seat.
            5. Customer pays the fare.
          extensions:
            *a. Customer asks for help:
              1. System explains the step.
              resume at same step
            *b. Customer gives up:
              end in failure

    Source: McCabe's cyclomatic complexity, on the scenario graph; own.
    """
    most = settings.limits.paths
    for use_case in model.use_cases.values():
        if not _may_part(use_case, most):
            continue
        number = _cyclomatic(graph(use_case, model, "once", _NONE))
        if number > most:
            message = (
                f"the ways through ‘{called(use_case)}’ part at {number - 1} places: its cyclomatic number is {number}"
            )
            hint = f"make a part of it a use case of its own, and include it; up to {most} is the limit ‘paths’"
            yield Finding(use_case.place, message, hint)


def too_many_scenarios(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case has more scenarios than anybody tests.

    Each way back and each flow for any time multiplies what can happen before and after it. The place is the flow or
    loop that most of the scenarios run through: let it lead to an end, leave at fewer steps, or put it into a use case
    of its own. Tests that cover each flow once are not concerned.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer names a day.
            3. Customer names a class.
            4. Customer chooses a seat.
            5. Customer pays the fare.
          extensions:
            # FLW144 from each step to the first
            *a. Customer changes everything:
              restart
            1-5a. Customer asks for help:
              1. System explains the step.
              resume at same step
            1-5b. Customer gives up:
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer names a day.
            3. Customer names a class.
            4. Customer chooses a seat.
            5. Customer pays the fare.
          extensions:
            1-5a. Customer asks for help:
              1. System explains the step.
              resume at same step
            1-5b. Customer gives up:
              end in failure

    Source: own.
    """
    most = settings.limits.scenarios
    for use_case in model.use_cases.values():
        parting = len(use_case.flows) > 1 or any(flow.ranges for flow in use_case.flows)
        whole = graph(use_case, model, failing=_NONE) if parting else None
        cause = _cause(whole, most) if whole and whole.complete else None
        if whole and cause is not None:
            place, name = _called(whole.edges[cause], whole, use_case)
            message = f"‘{called(use_case)}’ has more than {most} scenarios, and most of them come by {name}"
            hint = "let it lead to an end or leave at fewer steps, or give it a use case of its own"
            yield Finding(place, message, hint)


PATH_RULES: tuple[Rule[Model], ...] = (
    Rule("FLW143", "too-many-decisions", Severity.ADVICE, too_many_decisions),
    Rule("FLW144", "too-many-scenarios", Severity.ADVICE, too_many_scenarios),
)


def _may_part(use_case: UseCase, most: int) -> bool:
    """Whether there may be so many decisions; where flows leave flows or loops hold each other, nobody knows yet."""
    leaving = sum(1 if flow.any_time else len(flow.anchors) for flow in use_case.flows)
    nested = any(flow.parent or flow.code for flow in use_case.flows)
    return nested or leaving + 2 * sum(len(flow.ranges) for flow in use_case.flows) >= most


# ---- decisions


def _cyclomatic(of: Graph) -> int:
    """Edges less nodes and two, all ends taken for one, of what can be reached; 0 where the graph isn't whole."""
    if not of.complete:
        return 0
    nodes = reachable(of)
    edges = sum(len(of.out[node]) for node in nodes)
    last = sum(not of.out[node] for node in nodes)
    return (edges + last) - (len(nodes) + 1) + 2


# ---- scenarios


def _cause(of: Graph, most: int) -> int | None:
    """Of a graph with more scenarios than that, the way back or branch for any time that most of them go by.

    The ways back left out, a path comes to each node once, and a product counts the paths that go by an edge: with
    those that go back once, this is how many there are at least.
    """
    before, after = _paths(of)
    shares: dict[tuple[str, Place | None], int] = defaultdict(int)
    first: dict[tuple[str, Place | None], int] = {}
    total = after[of.start]
    for edge in of.edges:
        share = before[edge.source] * after[edge.target]
        total += share if edge.back else 0
        flow = edge.flows[-1] if edge.flows else of.nodes[edge.source].flow
        if edge.back or flow.startswith("*"):
            shares[flow, edge.place] += share
            first.setdefault((flow, edge.place), edge.id)
    if not shares or (total <= most and (count(of) or most + 1) <= most):
        return None
    return first[max(shares, key=lambda each: shares[each])]


def _paths(of: Graph) -> tuple[list[int], list[int]]:
    """For each node, how many paths lead there from the start and from there to an end, without going back."""
    onward = [edge for edge in of.edges if not edge.back]
    sources: list[list[int]] = [[] for _ in of.nodes]
    targets: list[list[int]] = [[] for _ in of.nodes]
    for edge in onward:
        sources[edge.target].append(edge.source)
        targets[edge.source].append(edge.target)
    order = list(TopologicalSorter(dict(enumerate(sources))).static_order())
    before = [int(node.id == of.start) for node in of.nodes]
    after = [int(node.kind not in ("start", "step")) for node in of.nodes]
    for node in order:
        before[node] += sum(before[source] for source in sources[node])
    for node in reversed(order):
        after[node] += sum(after[target] for target in targets[node])
    return before, after


def _called(edge: Edge, of: Graph, use_case: UseCase) -> tuple[Place, str]:
    """The flow or loop that a way back belongs to: where it stands, and what to call it."""
    source = of.nodes[edge.source]
    label = edge.flows[-1] if edge.flows else source.flow
    flow = next(each for each in use_case.flows if each.label == label)
    loops = [each for each in flow.ranges if each.kind != "optional" and flow.steps[each.last].label == source.label]
    if edge.kind == "repeat" and loops:
        return loops[0].place, "this loop"
    return bare(flow.label_place), f"flow {flow.label}"
