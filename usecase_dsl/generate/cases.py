"""Test cases: what a scenario says, in the parts that a test of any framework has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from usecase_dsl.generate.marks import Mark, digest
from usecase_dsl.model.tables import Condition, Model, UseCase
from usecase_dsl.scenario.types import Moment, Scenario
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import FULL_STOPS

_MAIN = "main"


@dataclass(frozen=True, slots=True)
class Narrative:
    """A scenario and what happens in it."""

    scenario: Scenario
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A test case. Its texts are what people wrote, nothing escaped.

    ``flows`` and ``condition`` say which flow it is about: the labels without those that another one names,
    and the condition of the last (``""`` in the main success scenario). ``moments`` are its steps and
    conditions, without the end. ``mark`` lacks ``made``, which the framework's own text decides.
    """

    scenario: Scenario
    flows: tuple[str, ...]
    condition: str
    preconditions: tuple[str, ...]
    moments: tuple[Moment, ...]
    postconditions: tuple[str, ...]
    mark: Mark

    @property
    def title(self) -> str:
        return f"{', '.join(self.flows)}. {self.condition}" if self.flows else "Main success scenario"


def case_of(narrative: Narrative, use_case: UseCase, model: Model, reference: str) -> Case:
    """The test case of a scenario. ``reference`` is what marks call the use case."""
    statements = _statements(use_case, model)
    narrative = replace(narrative, moments=tuple(_stated(moment, statements) for moment in narrative.moments))
    conditions = [moment.text for moment in narrative.moments if moment.kind == "condition"]
    preconditions = tuple(_words(condition, model) for condition in use_case.preconditions)
    postconditions = tuple(_postconditions(narrative, use_case, model))
    said = (*preconditions, *_said(narrative), *postconditions)
    return Case(
        narrative.scenario,
        _telling(narrative.scenario.flows),
        conditions[-1] if conditions else "",
        preconditions,
        tuple(moment for moment in narrative.moments if moment.kind != "end"),
        postconditions,
        Mark(
            reference,
            _labels(narrative.scenario.flows),
            flows=digest(map(key, conditions), 6),
            text=digest((" ".join(text.split()) for text in said), 8),
        ),
    )


def _postconditions(narrative: Narrative, use_case: UseCase, model: Model) -> Iterator[str]:
    """What has to hold at the scenario's end, each once: guarantees, and the results of the end itself."""
    outcome = narrative.scenario.outcome
    own = {"success": use_case.success_guarantees, "failure": use_case.failure_guarantees}.get(outcome, ())
    promised = [_words(condition, model) for condition in (*own, *use_case.minimal_guarantees)]
    at_the_end = [result for moment in narrative.moments if moment.kind == "end" for result in moment.results]
    yield from {key(text).rstrip(FULL_STOPS): text for text in (*promised, *at_the_end)}.values()


def _words(condition: Condition, model: Model) -> str:
    """A condition as a person reads it: the statement where the text names it by its id."""
    entry = model.entries.get("condition", {}).get(condition.entry or "")
    if not entry:
        return condition.text
    return f"not: {entry.text}" if condition.negated else entry.text


def _statements(use_case: UseCase, model: Model) -> Mapping[str, str]:
    """What the results in a use case's flows say, by how they are written."""
    steps = [step.results for flow in use_case.flows for step in flow.steps]
    ends = [flow.end.results for flow in use_case.flows if flow.end]
    return {result.text: _words(result, model) for results in (*steps, *ends) for result in results}


def _stated(moment: Moment, statements: Mapping[str, str]) -> Moment:
    return replace(moment, results=tuple(statements.get(result, result) for result in moment.results))


def _said(narrative: Narrative) -> Iterator[str]:
    """All that a scenario says, apart from its labels: to renumber is not to change."""
    for moment in narrative.moments:
        if moment.kind != "end":
            yield from (moment.kind, moment.text, *moment.results)
    yield narrative.scenario.outcome


def _telling(flows: tuple[str, ...]) -> tuple[str, ...]:
    """The labels without those that the next one names: ``2a2a`` says that ``2a`` came before."""
    return (*(label for label, following in pairwise(flows) if not _leaves(following, label)), *flows[-1:])


def _leaves(flow: str, parent: str) -> bool:
    return flow.startswith(parent) and parent[-1].isalpha() and flow[len(parent) :][:1].isdigit()


def _labels(flows: tuple[str, ...], most: int = 15) -> str:
    """The labels as a mark has room for them: of very many the first ones, and a digest of all."""
    labels = " ".join(flows) or _MAIN
    return labels if len(labels) <= most else f"{labels[: most - 7].rstrip()}~{digest([labels], 6)}"
