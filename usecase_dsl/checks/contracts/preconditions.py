"""CON902 and CON905: what use cases require is established somewhere, and holds where they are included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from usecase_dsl.checks.contracts.effects import Effect, Effects
from usecase_dsl.checks.contracts.proofs import Proof
from usecase_dsl.checks.contracts.shown import path_in_a_line, step_by_step
from usecase_dsl.checks.contracts.wording import Meant, Wordings, rewording
from usecase_dsl.checks.walk import called, includes, steps
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.facts import Contracts, Fact, Stated, contracts, stated
from usecase_dsl.model.tables import Model, Name, Step, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.scenario import Edge, Graph, failing_use_cases, graph
from usecase_dsl.settings import Settings
from usecase_dsl.syntax.scripts import FULL_STOPS

_MOST_RELATED = 8


def precondition_unestablished(model: Model, settings: Settings) -> Iterator[Finding]:
    """No other use case establishes what a precondition requires, and it isn't given from outside.

    Either nobody has written the use case yet that makes it true, or one does and says it in other words. Give both the
    same words, or the id of one declared `condition`; what holds without any use case is declared with `given: yes`.

    The rule speaks in projects that declare a condition as given, or where at least half of the preconditions are
    established by use cases; elsewhere only of one that differs in its wording alone. What several use cases
    require is reported at the first.

    Bad:
        use case: Sign in
          primary actor: Customer
          success guarantees:
            - The customer is signed in.

        use case: Sell a ticket
          primary actor: Customer
          preconditions:
            # CON902 the other use case says ‘The customer …’
            - Customer is signed in.

    Good:
        condition open: The station is open.
          given: yes

        use case: Sign in
          primary actor: Customer
          success guarantees:
            - Customer is signed in.

        use case: Sell a ticket
          primary actor: Customer
          preconditions:
            - Customer is signed in.
            - open

    Source: Cockburn's pass/fail test 10; UCEd.
    """
    agreed = contracts(model)
    missing = {fact: each for fact, each in agreed.required.items() if fact.holds and fact not in agreed.given}
    missing = {fact: each for fact, each in missing.items() if fact not in agreed.established}
    wordings = (
        Wordings((each for found in agreed.established.values() for each in found), settings) if missing else None
    )
    is_contract = bool(agreed.given) or len(agreed.required) >= 2 * len(missing)
    for required in missing.values():
        meant = wordings.meant(required[0]) if wordings else None
        # What a use case establishes itself it can't require.
        others = [each for each in required if meant and each.use_case.key != meant.stated.use_case.key]
        if meant and others and (meant.surely or is_contract):
            yield from (_in_other_words(each, meant) for each in others)
        elif is_contract:
            yield _not_established(required)


def _in_other_words(required: Stated, meant: Meant) -> Finding:
    other = meant.stated
    return Finding(
        required.condition.place,
        f"no other use case establishes ‘{_said(required)}’",
        f"did you mean ‘{_said(other)}’?",
        (Related(other.condition.place, f"‘{called(other.use_case)}’ establishes this"),),
        fix=rewording([required.condition.place], other, "write the precondition as it is established"),
    )


def _not_established(required: tuple[Stated, ...]) -> Finding:
    first, *others = required
    entry = first.condition.entry
    way = f"declare ‘{entry}’ with ‘given: yes’" if entry else "declare it as a ‘condition’ with ‘given: yes’"
    return Finding(
        first.condition.place,
        f"no other use case establishes ‘{_said(first)}’",
        f"guarantee it in the use case that makes it true; if it holds from outside, {way}",
        tuple(Related(each.condition.place, "required here too") for each in others[:_MOST_RELATED]),
    )


def _said(stated: Stated) -> str:
    return stated.condition.text.rstrip(FULL_STOPS)


def include_precondition(model: Model, settings: Settings) -> Iterator[Finding]:
    """What an included use case requires doesn't hold on some path to the step that includes it.

    An include is a call: its preconditions have to hold just before the step, because they are preconditions of
    the including use case too, or because steps before have established them. The finding shows the shortest path on
    which they don't. Of several use cases that may be included only what all of them require is asked for, and a
    condition that no use case establishes is `CON902`'s.

    Bad:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            # CON905 nobody has signed in
            2. Customer pays (include UC-2).

        use case UC-2: Take the fare
          primary actor: Customer
          preconditions:
            - Customer is signed in.

        use case UC-3: Sign in
          primary actor: Customer
          success guarantees:
            - Customer is signed in.

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer signs in (include UC-3).
            2. Customer pays (include UC-2).

        use case UC-2: Take the fare
          primary actor: Customer
          preconditions:
            - Customer is signed in.

        use case UC-3: Sign in
          primary actor: Customer
          success guarantees:
            - Customer is signed in.

    Source: own; design by contract.
    """
    agreed = contracts(model)
    failing: frozenset[str] | None = None
    for use_case in model.use_cases.values():
        calls = tuple(_calls(use_case, model, agreed)) if all(name.key for name in includes(use_case)) else ()
        if calls:
            failing = failing_use_cases(model) if failing is None else failing
            yield from _Calls(use_case, model, agreed, graph(use_case, model, failing=failing)).findings(calls)


@dataclass(frozen=True)
class _Call:
    """A step that includes use cases, and what all of them require: something that is established somewhere."""

    step: Step
    name: Name
    required: Stated


def _calls(use_case: UseCase, model: Model, agreed: Contracts) -> Iterator[_Call]:
    for step in steps(use_case):
        for name, required in _required_by_all(step, model, agreed).values():
            fact = required.fact
            if (fact in agreed.established or not fact.holds) and fact not in agreed.given:
                yield _Call(step, name, required)


def _required_by_all(step: Step, model: Model, agreed: Contracts) -> Mapping[Fact, tuple[Name, Stated]]:
    found: dict[Fact, tuple[Name, Stated]] = {}
    for index, name in enumerate(step.includes):
        one = model.use_cases[name.key or ""]
        own = {each.fact: (name, each) for each in stated(one.preconditions, one, agreed.facts)}
        found = own if index == 0 else {fact: each for fact, each in found.items() if fact in own}
    return found


@dataclass(frozen=True, eq=False)
class _Calls:
    """The includes of one use case, held against its graph."""

    use_case: UseCase
    model: Model
    contracts: Contracts
    graph: Graph

    def findings(self, calls: tuple[_Call, ...]) -> Iterator[Finding]:
        for call in calls:
            if path := self._failing_path(call):
                yield self._finding(call, path)

    def _failing_path(self, call: _Call) -> tuple[Edge, ...]:
        """A path to the step on which what it requires doesn't hold; where the contrary is required, one on which
        that is known not to hold."""
        fact = call.required.fact
        nodes = [id for id in self._nodes.get(call.step.label, ()) if not self._proof.holds(fact, id)]
        tracked = fact if fact.holds else fact.contrary
        paths = (self._proof.path(tracked, holds=not fact.holds, node=id) for id in nodes)
        return next((path for path in paths if path), ())

    def _finding(self, call: _Call, path: tuple[Edge, ...]) -> Finding:
        walked = path_in_a_line(path, self.graph)
        when = f"after {walked}" if walked else "at the start"
        required = call.required
        return Finding(
            call.name.place,
            f"‘{called(required.use_case)}’ requires ‘{_said(required)}’, which doesn't hold here {when}",
            f"establish it before step {call.step.label}, or require it of ‘{called(self.use_case)}’ too",
            (
                Related(required.condition.place, "required here"),
                *step_by_step(path, self.graph, self.use_case, self._effects, required.fact),
            ),
        )

    @cached_property
    def _nodes(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for node in self.graph.nodes:
            if node.kind == "step":
                found.setdefault(node.label, []).append(node.id)
        return found

    @cached_property
    def _effects(self) -> tuple[Effect, ...]:
        return Effects(self.use_case, self.model, self.contracts.facts, self.graph).table()

    @cached_property
    def _proof(self) -> Proof:
        start = self.contracts.facts.all_of(self.use_case.preconditions, self.use_case)
        return Proof(self.graph, self._effects, start | self.contracts.given)


PRECONDITION_RULES: tuple[Rule[Model], ...] = (
    Rule("CON902", "precondition-unestablished", Severity.WARNING, precondition_unestablished),
    Rule("CON905", "include-precondition", Severity.WARNING, include_precondition, rigour="brief"),
)
