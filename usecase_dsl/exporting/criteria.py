"""Acceptance criteria: the scenarios of a use case as Given, When and Then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from usecase_dsl.exporting.words import Kind, Words, words
from usecase_dsl.model.directory import Directory, directory, system_names
from usecase_dsl.model.tables import Condition, Model, Step, UseCase
from usecase_dsl.scenario import Graph, Scenario, failing_use_cases, graph, moments, scenarios
from usecase_dsl.scenario.naming import MAIN
from usecase_dsl.scenario.types import Moment
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import FULL_STOPS
from usecase_dsl.syntax.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a criterion. ``label`` is that of the step that it tells, ``more`` what stands below it."""

    kind: Kind
    text: str
    label: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """What has to be so in one scenario. ``scenario`` is what it is called (``main``, ``2a``, ``2a 3a``), ``title``
    what it is about."""

    scenario: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, eq=False)
class Criteria:
    """Tells the acceptance criteria of the use cases of a model."""

    model: Model

    def of(self, use_case: UseCase) -> tuple[Criterion, ...]:
        """A criterion for each scenario of the criterion ``flows``: the main success scenario and one for each flow.

        There is none where the text has no scenario, or so many copies of flows that nobody can follow them.
        """
        its = graph(use_case, self.model, failing=self._failing)
        found = tuple(scenarios(its, use_case)) if its.complete else ()
        main = next((each for each in found if each.name == MAIN), None)
        teller = _Teller(use_case, self.model, its, main, self._directory)
        return tuple(teller.criterion(each) for each in found)

    @cached_property
    def _failing(self) -> frozenset[str]:
        return failing_use_cases(self.model)

    @cached_property
    def _directory(self) -> Directory:
        return directory(self.model.actors, {}, {})


@dataclass(frozen=True, eq=False)
class _Teller:
    """Tells the scenarios of one use case. Others than the main one don't repeat its steps: they name them."""

    use_case: UseCase
    model: Model
    graph: Graph
    main: Scenario | None
    directory: Directory

    @cached_property
    def words(self) -> Words:
        return words(self.use_case.document.language)

    def criterion(self, scenario: Scenario) -> Criterion:
        *told, end = moments(self.use_case, self.graph, scenario)
        before, own, after = self._parted(told) if scenario is not self.main else ([], told, [])
        lines = [*(self._part(before) if before else self._givens())]
        for moment in own:
            lines += self._lines(moment, first=not lines)
        if after:
            lines += self._part(after, "then")
        else:
            lines += self._ending(scenario, end, lines)
        return Criterion(_called(scenario), self._title(scenario, told), tuple(lines))

    def _title(self, scenario: Scenario, told: Sequence[Moment]) -> str:
        if scenario is self.main:
            return self.words.main_scenario
        texts = [moment.text for moment in told if moment.kind == "condition"]
        return _sentence(texts[-1])[0] if texts else ""

    # ---- what the main success scenario says already

    def _parted(self, told: Sequence[Moment]) -> tuple[Sequence[Moment], Sequence[Moment], Sequence[Moment]]:
        """What happens before a scenario leaves the main one, what is its own, and what follows when it has come back
        for good."""
        if not self.main:
            return [], told, []
        entered = next((place for place, each in enumerate(told) if each.kind == "condition"), len(told))
        steps = self.main.steps
        strange = (place for place, each in enumerate(told) if each.kind == "condition" or each.label not in steps)
        back = max(strange, default=entered) + 1
        rest = [each.label for each in told[back:]]
        if not rest or rest != list(steps[-len(rest) :]):
            back = len(told)
        return told[:entered], told[entered:back], told[back:]

    def _part(self, told: Sequence[Moment], kind: Kind = "given") -> Iterator[Line]:
        yield Line(kind, self.words.part(told[0].label, told[-1].label))

    # ---- what a scenario says itself

    def _givens(self) -> Iterator[Line]:
        for condition in self.use_case.preconditions:
            yield Line("given", *self._stated(condition))

    def _lines(self, moment: Moment, first: bool) -> Iterator[Line]:
        text, more = _sentence(moment.text)
        step = self._steps.get(moment.label) if moment.kind == "step" else None
        if text:
            kind = self._kind(moment, step)
            # Before the first thing that happens, nothing can be checked.
            yield Line(
                "when" if first and kind == "then" else kind,
                text + self._calls(step, text),
                moment.label if step else "",
                more,
            )
        for result in moment.results:
            yield Line("then", self._statements.get(result, _sentence(result)[0]))

    def _kind(self, moment: Moment, step: Step | None) -> Kind:
        if step:
            return "then" if step.subject and not step.subject.key else "when"
        names = system_names(self.use_case.scope, self.use_case.system)
        subject = self.directory.subject(moment.text, vocabulary(self.words.language), names)
        return "when" if subject and subject.key else "given"

    def _calls(self, step: Step | None, text: str) -> str:
        """The titles of what a step includes, where it says nothing else than their ids."""
        names = [self.model.use_cases[each.key] for each in step.includes if each.key] if step else []
        ids = [each for each in names if each.id and key(text).endswith(key(each.id))]
        return f" ({', '.join(each.title for each in names)})" if ids else ""

    def _ending(self, scenario: Scenario, end: Moment, before: Sequence[Line]) -> Iterator[Line]:
        """What holds at the end, each once, and which end it is."""
        own = {"success": self.use_case.success_guarantees, "failure": self.use_case.failure_guarantees}
        promised = (*own.get(scenario.outcome, ()), *self.use_case.minimal_guarantees)
        at_end = [Line("then", self._statements.get(each, _sentence(each)[0])) for each in end.results]
        told = {key(line.text) for line in before if line.kind == "then"}
        for line in (*at_end, *(Line("then", *self._stated(each)) for each in promised)):
            if key(line.text) not in told:
                told.add(key(line.text))
                yield line
        if scenario.outcome != "unstated":
            yield Line("then", self.words.end(scenario.outcome))

    def _stated(self, condition: Condition) -> tuple[str, str, tuple[str, ...]]:
        """A condition as a person reads it: the statement where the text names it by its id."""
        entry = self.model.entries.get("condition", {}).get(condition.entry or "")
        text, more = _sentence(entry.text if entry else condition.text)
        return f"{self.words.negation}: {text}" if entry and condition.negated else text, "", more

    @cached_property
    def _steps(self) -> dict[str, Step]:
        return {step.label: step for flow in self.use_case.flows for step in flow.steps}

    @cached_property
    def _statements(self) -> dict[str, str]:
        """What the results in flows say, by how they are written, where that is the id of a condition."""
        steps = [result for flow in self.use_case.flows for step in flow.steps for result in step.results]
        ends = [result for flow in self.use_case.flows if flow.end for result in flow.end.results]
        return {each.text: self._stated(each)[0] for each in (*steps, *ends) if each.entry}


def _called(scenario: Scenario) -> str:
    """What tests call a scenario: ``main``, ``2a``, ``2a 3a``."""
    return scenario.name.replace(MAIN, "main", 1).replace(", ", " ")


def _sentence(text: str) -> tuple[str, tuple[str, ...]]:
    """The first line of a text without the point at its end, and the lines below it."""
    first, *more = [line for each in text.split("\n") if (line := " ".join(each.split()))] or [""]
    bare = first[:-1] if first.endswith(tuple(FULL_STOPS)) and not first[:-1].endswith(tuple(FULL_STOPS)) else first
    return bare or first, tuple(more)
