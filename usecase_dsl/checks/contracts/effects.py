"""What the steps and ends of a use case make true, and what they make untrue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple

from usecase_dsl.checks.walk import steps
from usecase_dsl.model.facts import Fact, Facts
from usecase_dsl.model.tables import Condition, Flow, Model, Name, Step, UseCase
from usecase_dsl.scenario import Edge, Graph


class Effect(NamedTuple):
    """What holds afterwards whatever was before, and what doesn't hold any more."""

    gained: frozenset[Fact] = frozenset()
    lost: frozenset[Fact] = frozenset()

    def after(self, holding: frozenset[Fact]) -> frozenset[Fact]:
        """What holds afterwards if that held before."""
        return (holding - self.lost) | self.gained

    def then(self, following: Effect) -> Effect:
        """This effect and another one after it."""
        return Effect(following.after(self.gained), self.lost | following.lost)


NOTHING = Effect()


@dataclass(frozen=True, eq=False)
class Effects:
    """The effects of the edges in a use case's graph. ``instead`` says which results are to count as which others."""

    use_case: UseCase
    model: Model
    facts: Facts
    graph: Graph
    instead: Mapping[Fact, Fact] = field(default_factory=dict)

    def table(self) -> tuple[Effect, ...]:
        """The effect of each edge of the graph, by its id."""
        of_steps = {step.label: self._of_step(step) for step in steps(self.use_case)}
        failures = {step.label: self._of_failure(step) for step in steps(self.use_case) if step.includes}
        flows = {flow.label: flow for flow in reversed(self.use_case.flows)}
        return tuple(self._of_edge(edge, of_steps, failures, flows) for edge in self.graph.edges)

    def _of_edge(
        self, edge: Edge, of_steps: Mapping[str, Effect], failures: Mapping[str, Effect], flows: Mapping[str, Flow]
    ) -> Effect:
        source, target = self.graph.nodes[edge.source], self.graph.nodes[edge.target]
        if edge.kind == "include failure":
            return failures.get(source.label, NOTHING)
        done = source.kind == "step" and edge.kind != "branch"
        effect = of_steps[source.label] if done else NOTHING
        within = (*source.within, *edge.flows[-1:])
        if target.kind != "step":
            return effect.then(self._stating(_at_end(within, flows)))
        ends = edge.kind == "resume" or (edge.kind == "branch" and within[-1] not in target.within)
        end = flows[within[-1]].end if ends and within else None
        return effect.then(self._stating(end.results)) if end else effect

    def _of_step(self, step: Step) -> Effect:
        """What is so after a step: what all that it may include guarantee, then its own results."""
        guaranteed = [self._guarantees(name, success=True) for name in step.includes]
        return _any_of(guaranteed).then(self._stating(step.results))

    def _of_failure(self, step: Step) -> Effect:
        return _any_of([self._guarantees(name, success=False) for name in step.includes])

    def _guarantees(self, name: Name, success: bool) -> Effect:
        included = self.model.use_cases.get(name.key or "")
        if included is None:
            return NOTHING
        own = included.success_guarantees if success else included.failure_guarantees
        return _holding(self.facts.all_of((*included.minimal_guarantees, *own), included))

    def _stating(self, conditions: Iterable[Condition]) -> Effect:
        """The effect of results, one after the other."""
        facts = (self.facts.of(one, self.use_case) for one in conditions if one.text)
        return reduce(Effect.then, (_holding([self.instead.get(fact, fact)]) for fact in facts), NOTHING)


def _holding(facts: Iterable[Fact]) -> Effect:
    """The effect after which some facts hold, and their contraries don't."""
    gained = frozenset(facts)
    return Effect(gained, frozenset(fact.contrary for fact in gained))


def _any_of(effects: list[Effect]) -> Effect:
    """The effect where one of several comes about: only what all of them gain is sure, and what one loses is not."""
    if not effects:
        return NOTHING
    return Effect(
        frozenset.intersection(*(each.gained for each in effects)),
        frozenset.union(*(each.lost for each in effects)),
    )


def _at_end(within: tuple[str, ...], flows: Mapping[str, Flow]) -> Iterator[Condition]:
    """The results at the end of a use case, where a flow ends it: its own, and those of the flow that it resumes past
    the last step of."""
    for label in (*reversed(within), ""):
        end = flows[label].end if label in flows else None
        if end:
            yield from end.results
            if end.kind != "resume":
                return
