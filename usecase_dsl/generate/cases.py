"""Test cases: what a scenario says, in the parts that a test of any framework has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from usecase_dsl.generate.boundaries import Boundary, boundaries
from usecase_dsl.generate.marks import Mark, digest
from usecase_dsl.generate.pairing import Told
from usecase_dsl.generate.parameters import Parameters, parametrised
from usecase_dsl.generate.preconditions import Precondition, Preconditions
from usecase_dsl.model.tables import Condition, Model, UseCase
from usecase_dsl.scenario.retracing import Line
from usecase_dsl.scenario.types import Moment, Scenario
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import FULL_STOPS

_MAIN = "main"
_FAILS = " fails"
_ORDINAL = re.compile(r" \(\d+\)$")
_LONGEST_LABELS = 15
# What lines of what a scenario says begin with that are not of a step or a condition.
_SIGNS = ("given", "=>", "with", "end")


@dataclass(frozen=True, slots=True)
class Narrative:
    """A scenario and what happens in it."""

    scenario: Scenario
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A test case. Its texts are what people wrote, nothing escaped.

    ``flows`` and ``condition`` say which flow it is about: the labels without those that another one names,
    and the condition of the last (``""`` in the main success scenario). ``7 fails`` stands for the failure of the
    use case that step 7 includes; the step is the condition then. ``preconditions`` are ordered: each after
    those that have to hold before it. ``moments`` are its steps and conditions, without the end. ``boundaries`` are
    suggestions. ``mark`` lacks ``made``, which the framework's own text decides. ``said`` is all of it, a line each.
    """

    scenario: Scenario
    flows: tuple[str, ...]
    condition: str
    preconditions: tuple[Precondition, ...]
    moments: tuple[Moment, ...]
    postconditions: tuple[str, ...]
    parameters: Parameters | None
    boundaries: tuple[Boundary, ...]
    mark: Mark
    said: tuple[str, ...]

    @property
    def title(self) -> str:
        return f"{', '.join(self.flows)}. {self.condition}" if self.flows else "Main success scenario"

    @property
    def scenario_id(self) -> str:
        """The scenario's name as a test says which one it is of: ``main``, ``2a``, ``2a 3a``, ``2a (2)``."""
        return scenario_id(self.scenario)


def scenario_id(scenario: Scenario) -> str:
    """A scenario's name on one line without commas; the main success scenario is ``main``."""
    name = scenario.name
    main = "main success scenario"
    return f"{_MAIN}{name.removeprefix(main)}" if name.startswith(main) else name.replace(", ", " ")


def scenario_label(scenario: Scenario) -> str:
    """A scenario's label in a mark: as its ``scenario_id``, but without blanks in a label and without a number."""
    return _labels(_taken(scenario))


def label_of(scenario_id: str) -> str:
    """The label in a mark of the scenario with this id."""
    words = _ORDINAL.sub("", scenario_id).replace(_FAILS, _FAILS.replace(" ", "_"))
    return _labels(() if words == _MAIN else tuple(words.split()))


def flows_taken(label: str, said: Sequence[str], flows: Sequence[str]) -> tuple[str, ...]:
    """What a scenario takes by its label in a mark; where that was cut, by what it said, of a use case's flows."""
    words = () if label == _MAIN else tuple(word.replace("_", " ") for word in label.split())
    if "~" not in label:
        return words
    conditions = (line.partition(". ")[0].replace("_", " ") for line in said if line.endswith(":"))
    return tuple(each for each in conditions if each in flows)


def said_digest(said: Sequence[str]) -> str:
    """What marks know what a scenario says by: labels make no difference."""
    return digest(map(_content, said), 8)


def lines_told(said: Sequence[str]) -> tuple[list[Line], str]:
    """What happens in a scenario by what it said: a line each, and how it ends."""
    told = [line.partition(" ") for line in said]
    lines = [Line(word.removesuffix(".").replace("_", " "), text) for word, _, text in told if word not in _SIGNS]
    return lines, next((text for word, _, text in told if word == "end"), "")


@dataclass(frozen=True, slots=True)
class Tested:
    """What tests there are of a use case: the scenarios that nobody asked for, and all marks with what theirs said."""

    further: Sequence[Narrative] = ()
    marks: Sequence[Told] = ()


def cases_of(
    model: Model,
    told: Mapping[str, Sequence[Narrative]],
    references: Mapping[str, str],
    required: Preconditions,
    whole: Mapping[str, Sequence[Scenario]],
    tested: Mapping[str, Tested] = MappingProxyType({}),
) -> dict[str, tuple[Case, ...]]:
    """The test cases of each use case, by its key: those told, and then those of ``tested``.

    ``references`` are what marks call the use cases. ``whole`` are the sets of scenarios that those told are out of, so
    that data stay where they are when others are picked; those of a test stay with it as long as the text has them.
    """
    statements = _statements(model)
    found: dict[str, tuple[Case, ...]] = {}
    for name, narratives in told.items():
        use_case, there = model.use_cases[name], tested.get(name, Tested())
        keys = set(required.required.get(use_case.key, ()))
        before = tuple(each for key, each in required.ordered.items() if key in keys)
        teller = _Teller(use_case, model, before, statements, references[name])
        found[name] = tuple(teller.cases(narratives, whole.get(name, ()), there))
    return found


@dataclass(frozen=True, slots=True)
class _Teller:
    """Makes cases of a use case's narratives."""

    use_case: UseCase
    model: Model
    before: tuple[Precondition, ...]
    statements: Mapping[str, str]
    reference: str

    def cases(self, asked: Sequence[Narrative], whole: Sequence[Scenario], tested: Tested) -> Iterator[Case]:
        every = (*asked, *tested.further)
        data = self._data((*whole, *(each.scenario for each in asked)))
        if tested.further:
            data = self._data((*whole, *(each.scenario for each in every))) | data
        cases = [self._case(each, data[each.scenario]) for each in every]
        known = {told.mark.text for told in tested.marks}
        if known and any(data.values()) and not known.issuperset(case.mark.text for case in cases):
            cases = list(self._as_tested(every, cases, tested.marks))
        yield from cases

    def _as_tested(
        self, narratives: Sequence[Narrative], cases: Sequence[Case], marks: Sequence[Told]
    ) -> Iterator[Case]:
        """The cases, those of tests with the data that they have: another scenario may be nearer to these by now."""
        texts = {told.mark.text for told in marks}
        known = {_without_data(told.mark, told.said) for told in marks}
        own = [
            case.scenario
            for case in cases
            if not known.isdisjoint((_without_data(case.mark, case.said), _without_data(case.mark, ())))
        ]
        data = self._data(own)
        for narrative, case in zip(narratives, cases, strict=True):
            other = self._case(narrative, data[case.scenario]) if case.scenario in data else case
            yield other if case.mark.text not in texts and other.mark.text in texts else case

    def _data(self, scenarios: Sequence[Scenario]) -> dict[Scenario, Parameters | None]:
        distinct = [*dict.fromkeys(scenarios)]
        return dict(zip(distinct, parametrised(self.use_case, distinct).parameters, strict=True))

    def _case(self, narrative: Narrative, parameters: Parameters | None) -> Case:
        told = tuple(_stated(moment, self.statements) for moment in narrative.moments)
        conditions = [moment.text for moment in told if moment.kind == "condition"]
        after = tuple(_postconditions(narrative.scenario, told, self.use_case, self.model))
        said = (*_said(self.before, told, parameters), *(f"=> {' '.join(text.split())}" for text in after))
        flows = _taken(narrative.scenario)
        entered = tuple(conditions)
        if flows != narrative.scenario.flows:
            conditions += [moment.text for moment in told if moment.kind == "step"][-1:]
        return Case(
            narrative.scenario,
            _telling(flows),
            conditions[-1] if conditions else "",
            self.before,
            tuple(moment for moment in told if moment.kind != "end"),
            after,
            parameters,
            boundaries(entered, self.use_case.document.language),
            Mark(
                self.reference,
                _labels(flows),
                flows=digest(map(key, conditions), 6),
                text=said_digest(said),
            ),
            said,
        )


def _without_data(mark: Mark, said: Sequence[str]) -> tuple[str, ...]:
    """What a test's scenario is known by, whatever its data: what it says, or the flows that it takes."""
    words = tuple(_content(line) for line in said if not line.startswith("with "))
    return words or (mark.scenario, mark.flows)


def _postconditions(scenario: Scenario, told: Sequence[Moment], use_case: UseCase, model: Model) -> Iterator[str]:
    """What has to hold at the scenario's end, each once: guarantees, and the results of the end itself."""
    own = {"success": use_case.success_guarantees, "failure": use_case.failure_guarantees}.get(scenario.outcome, ())
    promised = [_words(condition, model) for condition in (*own, *use_case.minimal_guarantees)]
    at_the_end = [result for moment in told if moment.kind == "end" for result in moment.results]
    yield from {key(text).rstrip(FULL_STOPS): text for text in (*promised, *at_the_end)}.values()


def _words(condition: Condition, model: Model) -> str:
    """A condition as a person reads it: the statement where the text names it by its id."""
    entry = model.entries.get("condition", {}).get(condition.entry or "")
    if not entry:
        return condition.text
    return f"not: {entry.text}" if condition.negated else entry.text


def _statements(model: Model) -> Mapping[str, str]:
    """What the results in flows say, by how they are written, where that is the id of a condition."""
    flows = [flow for use_case in model.use_cases.values() for flow in use_case.flows]
    steps = [result for flow in flows for step in flow.steps for result in step.results]
    ends = [result for flow in flows if flow.end for result in flow.end.results]
    return {result.text: _words(result, model) for result in (*steps, *ends) if result.entry}


def _stated(moment: Moment, statements: Mapping[str, str]) -> Moment:
    return replace(moment, results=tuple(statements.get(result, result) for result in moment.results))


def _said(before: Sequence[Precondition], told: Sequence[Moment], parameters: Parameters | None) -> Iterator[str]:
    """All that a scenario says up to its end, a line each that begins with a word of its own: a label, or a sign."""
    yield from (f"given {' '.join(each.text.split())}" for each in before)
    for moment in told:
        if moment.kind != "end":
            sign = ":" * (moment.kind == "condition")
            yield f"{moment.label.replace(' ', '_')}. {' '.join(moment.text.split())}{sign}"
            yield from (f"=> {' '.join(result.split())}" for result in moment.results)
    for row in parameters.rows if parameters else ():
        values = zip(parameters.names if parameters else (), row.values, strict=True)
        yield f"with {', '.join(f'{name} = {value}' for name, value in values)}"
    yield from (f"end {moment.text}" for moment in told if moment.kind == "end")


def _content(line: str) -> str:
    """A line without its label: to renumber is not to change."""
    first, _, rest = line.partition(" ")
    return line if first in _SIGNS else rest


def _taken(scenario: Scenario) -> tuple[str, ...]:
    """The labels of the flows that a scenario takes, and ``7 fails`` where an included use case ends it."""
    *_, last = _ORDINAL.sub("", scenario.name).split(", ")
    return (*scenario.flows, *([last] if last.endswith(_FAILS) else []))


def _telling(flows: tuple[str, ...]) -> tuple[str, ...]:
    """The labels without those that the next one names: ``2a2a`` says that ``2a`` came before."""
    return (*(label for label, following in pairwise(flows) if not _leaves(following, label)), *flows[-1:])


def _leaves(flow: str, parent: str) -> bool:
    return flow.startswith(parent) and parent[-1].isalpha() and flow[len(parent) :][:1].isdigit()


def _labels(flows: tuple[str, ...]) -> str:
    """The labels as a mark has room for them: of very many the first ones, and a digest of all."""
    labels = " ".join(label.replace(" ", "_") for label in flows) or _MAIN
    if len(labels) <= _LONGEST_LABELS:
        return labels
    return f"{labels[: _LONGEST_LABELS - 7].rstrip()}~{digest([labels], 6)}"
