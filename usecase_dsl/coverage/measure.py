"""Results of tests tied to scenarios, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from usecase_dsl.coverage.naming import Directory, Flows, Named, scenario_key
from usecase_dsl.coverage.types import (
    STATUS,
    Coverage,
    ScenarioCoverage,
    Status,
    TestResult,
    UseCaseCoverage,
    VanishedTest,
    best,
)
from usecase_dsl.model.tables import Model
from usecase_dsl.scenario import naming
from usecase_dsl.scenario.by_flow import taking
from usecase_dsl.scenario.graph import graph
from usecase_dsl.scenario.types import Edge, Graph, Include, Scenario


def coverage(
    model: Model,
    graphs: Mapping[str, Graph],
    scenarios: Mapping[str, Sequence[Scenario]],
    results: Iterable[TestResult],
) -> Coverage:
    """What results say of the scenarios that are asked for.

    ``graphs`` and ``scenarios`` are by the keys of use cases; of those in the model that aren't among them nothing is
    said, and a test for one is no stranger. A test that walks what the text can walk, though no scenario asked for is
    that walk, comes with a scenario of its own.
    """
    directory = Directory(model)
    tables = {
        key: _Table(model, directory.flows(key), graphs[key], {each: [] for each in found})
        for key, found in scenarios.items()
    }
    vanished: list[VanishedTest] = []
    unnamed = 0
    for result in results:
        meant = list(dict.fromkeys(_meant(result, directory)))
        unnamed += not meant
        for each in meant:
            if each.key is None:
                vanished.append(VanishedTest(result, None, each.use_case))
            elif each.key in tables and (lost := tables[each.key].take(result, each)):
                vanished.append(VanishedTest(result, each.key, each.use_case, lost))
    return Coverage({key: table.covered() for key, table in tables.items()}, tuple(vanished), unnamed)


def _meant(result: TestResult, directory: Directory) -> Iterator[Named]:
    """What a test means: what it says in so many words, else what its names say."""
    if not result.claims:
        named = directory.named(result.classname, result.name)
        if named:
            yield named
        return
    exact = {claim.use_case for claim in result.claims if claim.scenario}
    for claim in result.claims:
        key = directory.use_case(claim.use_case)
        if key is None:
            yield Named(None, claim.use_case, unknown=claim.scenario)
        elif claim.scenario:
            yield directory.scenario(key, claim.scenario)
        elif claim.use_case not in exact:  # A class may say the use case, and each of its tests the scenario.
            yield directory.scenario_by_name(key, f"{result.classname}\n{result.name}")


@dataclass
class _Table:
    """The results of a use case's tests, while they are gathered."""

    model: Model
    flows: Flows
    graph: Graph
    listed: dict[Scenario, list[TestResult]]
    unlisted: dict[Scenario, list[TestResult]] = field(default_factory=dict)
    # The graphs of those scenarios that the given graph doesn't have.
    elsewhere: dict[Scenario, Graph] = field(default_factory=dict)
    others: list[TestResult] = field(default_factory=list)
    known: dict[tuple[str, ...], Scenario | None] = field(default_factory=dict)

    def take(self, result: TestResult, meant: Named) -> str:
        """Put a result where it belongs; what it calls a scenario is handed back if there is none such."""
        if exact := self.by_name.get(meant.said):
            self.listed[exact].append(result)
            return ""
        if meant.flows is None:
            if not meant.unknown:
                self.others.append(result)
            return meant.unknown
        if meant.flows not in self.known:
            self.known[meant.flows] = self._scenario(meant.flows)
        scenario = self.known[meant.flows]
        if scenario is None:
            return ", ".join(meant.flows) or "main"
        place = self.listed if scenario in self.listed else self.unlisted
        place.setdefault(scenario, []).append(result)
        return ""

    @cached_property
    def by_name(self) -> Mapping[str, Scenario]:
        return {scenario_key(each.name): each for each in self.listed}

    def covered(self) -> UseCaseCoverage:
        listed = [ScenarioCoverage(each, tuple(found)) for each, found in self.listed.items()]
        unlisted = [ScenarioCoverage(each, tuple(found), False) for each, found in self.unlisted.items()]
        use_case = self.flows.use_case
        steps: dict[str, set[Status]] = {step.label: set() for flow in use_case.flows for step in flow.steps}
        flows: dict[str, set[Status]] = {flow.label: set() for flow in use_case.flows}
        for each in (*listed, *unlisted):
            statuses = {STATUS[result.outcome] for result in each.results}
            for label in self._walked(each.scenario) & steps.keys():
                steps[label] |= statuses
            for label in {*each.scenario.flows, *([] if self._taken(each.scenario) else [""])} & flows.keys():
                flows[label] |= statuses
        return UseCaseCoverage(
            use_case.key,
            (*listed, *unlisted),
            {label: best(found) for label, found in steps.items()},
            {label: best(found) for label, found in flows.items()},
            tuple(self.others),
        )

    def _scenario(self, flows: tuple[str, ...]) -> Scenario | None:
        """The scenario that takes these flows; the last label may stand for the flows around it."""
        for scenario in self.listed:
            if flows in (taken := self._taken(scenario), self._telling(taken)):
                return scenario
        ways = tuple(dict.fromkeys((flows, self._with_parents(flows))))
        for of in self._graphs() if flows else [self.graph]:
            if found := next((found for way in ways if (found := taking(of, self.flows.use_case, way))), None):
                self.elsewhere |= {found: of} if of is not self.graph else {}
                return found
        return None

    def _graphs(self) -> Iterator[Graph]:
        """The graph asked for; then, with tests made by another ``--include``, a call in the place of what a step
        includes, and the scenarios of that."""
        yield self.graph
        if self.flows.included:
            yield from self._by_include

    @cached_property
    def _by_include(self) -> tuple[Graph, ...]:
        ways: tuple[Include, ...] = ("call", "expand")
        return tuple(graph(self.flows.use_case, self.model, include=way) for way in ways)

    def _edges(self, scenario: Scenario) -> tuple[Graph, list[Edge]]:
        of = self.elsewhere.get(scenario, self.graph)
        return of, [of.edges[id] for id in scenario.path]

    def _taken(self, scenario: Scenario) -> tuple[str, ...]:
        return tuple(naming.taken(*self._edges(scenario)))

    def _walked(self, scenario: Scenario) -> set[str]:
        """The labels of the steps done, with those in whose place the steps of another use case stand."""
        of, edges = self._edges(scenario)
        return {of.nodes[each.source].label for each in edges if each.kind != "branch"}

    def _telling(self, flows: tuple[str, ...]) -> tuple[str, ...]:
        """The labels without those that the next one names: ``2a2a`` says that ``2a`` came before."""
        parents = self.flows.parents
        return (*(label for label, following in pairwise(flows) if parents.get(following) != label), *flows[-1:])

    def _with_parents(self, flows: tuple[str, ...]) -> tuple[str, ...]:
        """The labels with those that they name: ``2a2a`` becomes ``2a``, ``2a2a``."""
        parents, found = self.flows.parents, list[str]()
        for label in flows:
            chain = [label]
            while (parent := parents.get(chain[0])) and parent not in found[-1:] and parent not in chain:
                chain.insert(0, parent)
            found += chain
        return tuple(found)
