"""Scenarios that nobody asked for in this run, but that tests are of: they keep their tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from usecase_dsl.generate.cases import Case, Narrative, flows_taken, lines_told, scenario_label
from usecase_dsl.generate.framework import Request
from usecase_dsl.generate.pairing import Told
from usecase_dsl.model.tables import Model
from usecase_dsl.scenario import Graph, moments, retraced, taking

Graphs = Callable[[str], Iterable[Graph]]


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds scenarios of use cases, whatever criterion would choose them.

    ``graphs`` are those of a use case, by its key, the likeliest first.
    """

    model: Model
    graphs: Graphs

    def taking(self, key: str, flows: Sequence[str]) -> Narrative | None:
        """A use case's scenario that takes exactly these flows; ``None`` where there is none."""
        use_case = self.model.use_cases[key]
        for graph in self.graphs(key):
            if graph.complete and (found := taking(graph, use_case, flows)):
                return Narrative(found, moments(use_case, graph, found))
        return None

    def retracing(self, key: str, said: Sequence[str]) -> Narrative | None:
        """A use case's scenario that says this, or most nearly; ``None`` where none takes these flows."""
        use_case = self.model.use_cases[key]
        lines, outcome = lines_told(said)
        best: tuple[int, Narrative] | None = None
        for graph in self.graphs(key):
            found = retraced(graph, use_case, lines, outcome) if graph.complete else None
            if found and (best is None or found.distance < best[0]):
                best = found.distance, Narrative(found.scenario, moments(use_case, graph, found.scenario))
            if best and best[0] == 0:
                break
        return best and best[1]


def further(request: Request, key: str, marked: Iterable[Told], asked: Sequence[Case]) -> Iterator[Narrative]:
    """The scenarios of a use case that marks speak of and the text still has, beyond those that were asked for."""
    texts = {case.mark.text for case in asked}
    labels = {case.mark.scenario for case in asked}
    names = {case.scenario.name for case in asked}
    there = {_way(narrative) for narrative in request.narratives[key]}
    for told in {each.mark: each for each in marked if each.mark.text not in texts}.values():
        found = (told.said and request.retracing(key, told.said)) or _labelled(request, key, told, labels)
        if found and _way(found) not in there:
            there.add(_way(found))
            name = _unlike(found.scenario.name, names)
            names.add(name)
            yield replace(found, scenario=replace(found.scenario, name=name))


def _way(narrative: Narrative) -> tuple[str, ...]:
    """What happens in a scenario by labels: what tells it from the others of its use case, in any of its graphs."""
    return (narrative.scenario.outcome, *(f"{each.kind} {each.label}" for each in narrative.moments))


def _labelled(request: Request, key: str, told: Told, labels: set[str]) -> Narrative | None:
    """The scenario that has a mark's label, if no other that was asked for has it."""
    label = told.mark.scenario
    if label in labels:
        return None
    flows = [flow.label for flow in request.model.use_cases[key].flows]
    found = request.taking(key, flows_taken(label, told.said, flows))
    return found if found and scenario_label(found.scenario) == label else None


def _unlike(name: str, taken: set[str]) -> str:
    """A scenario's name, with a number if others have it."""
    number, unlike = 1, name
    while unlike in taken:
        number += 1
        unlike = f"{name} ({number})"
    return unlike
