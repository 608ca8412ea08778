"""How a path is shown in a finding: in a line, and step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from usecase_dsl.checks.contracts.effects import Effect
from usecase_dsl.checks.walk import bare, steps
from usecase_dsl.diagnostic import Related
from usecase_dsl.model.facts import Fact
from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario import Edge, Graph
from usecase_dsl.source import Place

# So many steps are shown one by one; of a longer path only where it leaves a flow, and what becomes of the fact.
MOST_STEPS_SHOWN = 12
_MOST_LETTERS = 60


def path_in_a_line(path: Sequence[Edge], graph: Graph) -> str:
    """The labels of the steps done on a path, ``1-4 2a1 5``, and of the flows that are their ends alone."""
    walked = [label for edge in path for label in _walked(edge, graph)]
    return " ".join(_runs(walked))


def step_by_step(
    path: Sequence[Edge], graph: Graph, use_case: UseCase, effects: Sequence[Effect], fact: Fact
) -> Iterator[Related]:
    """The places that a path goes through, and where on it the fact comes to hold or holds no more."""
    texts = {step.label: (bare(step.label_place), step.text.value) for step in steps(use_case)}
    flows = {flow.label: flow for flow in reversed(use_case.flows)}
    short = sum(len(_walked(edge, graph)) for edge in path) <= MOST_STEPS_SHOWN
    for edge in path:
        source = graph.nodes[edge.source]
        change = _change(effects[edge.id], fact)
        if source.kind == "step" and edge.kind != "branch" and (short or change):
            place, text = texts[source.label]
            yield Related(place, f"{source.label}. {_cut(text)}{change}")
        for flow in (flows[label] for label in edge.flows):
            yield Related(bare(flow.label_place), f"{flow.label}. {_cut(flow.condition.value)}")
    last = path[-1]
    target = graph.nodes[last.target]
    if target.kind != "step" and last.place:
        yield Related(_one_line(last.place), f"the use case ends in {target.kind}")


def _walked(edge: Edge, graph: Graph) -> tuple[str, ...]:
    """What an edge adds to a path: the step that it leaves if that is done, or the flow that has no steps."""
    source, target = graph.nodes[edge.source], graph.nodes[edge.target]
    if edge.kind != "branch":
        return (source.label,) if source.kind == "step" else ()
    return tuple(label for label in edge.flows if label not in target.within)


def _runs(labels: Sequence[str]) -> Iterator[str]:
    """Labels with three or more numbers in a row as a range."""
    index = 0
    while index < len(labels):
        end = index
        while end + 1 < len(labels) and _follows(labels[end], labels[end + 1]):
            end += 1
        if end - index >= 2:
            yield f"{labels[index]}-{labels[end]}"
        else:
            yield from labels[index : end + 1]
        index = end + 1


def _follows(label: str, other: str) -> bool:
    """Whether a label is the one after another, in the same flow."""
    (flow, number), (same, following) = _parts(label), _parts(other)
    return flow == same and bool(number) and bool(following) and int(following) == int(number) + 1


def _parts(label: str) -> tuple[str, str]:
    flow = label.rstrip("0123456789")
    return flow, label[len(flow) :]


def _change(effect: Effect, fact: Fact) -> str:
    if fact in effect.gained:
        return " (it holds after this)"
    return " (it doesn't hold after this)" if fact in effect.lost else ""


def _cut(text: str) -> str:
    line = " ".join(text.partition("\n")[0].split())
    return line if len(line) <= _MOST_LETTERS else f"{line[:_MOST_LETTERS].rstrip()}…"


def _one_line(place: Place) -> Place:
    """A place without what stands in further lines."""
    text = place.source.text[place.span.start : place.span.end]
    return Place(place.source, place.span._replace(end=place.span.start + len(text.partition("\n")[0].rstrip())))
