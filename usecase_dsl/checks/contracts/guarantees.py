"""CON901: guarantees are established on every path to the ends at which they hold, or the path is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from usecase_dsl.checks.contracts.effects import Effect, Effects
from usecase_dsl.checks.contracts.proofs import Proof
from usecase_dsl.checks.contracts.shown import path_in_a_line, step_by_step
from usecase_dsl.checks.contracts.wording import Wordings, rewording
from usecase_dsl.checks.walk import includes
from usecase_dsl.diagnostic import Finding, Fix, Related, Severity
from usecase_dsl.model.facts import Contracts, Fact, Stated, contracts, guarantees, results, stated
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.scenario import Edge, Graph, failing_use_cases, graph
from usecase_dsl.scenario.types import NodeKind
from usecase_dsl.settings import Settings
from usecase_dsl.syntax.scripts import FULL_STOPS


def guarantee_unproven(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case guarantees something that isn't established on some scenario.

    As soon as results (`=> …`) stand under steps, the guarantees of a use case can be proven. A result holds from its
    step on, until a `=> not …`; what an included use case guarantees holds after the step that includes it;
    preconditions hold from the start. Each success guarantee has to hold on every scenario that ends in success.
    Failure guarantees are asked for at ends in failure and minimal guarantees at both, if some result speaks of
    them; where a result says the contrary, that mustn't hold there. The finding shows the shortest scenario without
    the guarantee, step by step. Two conditions are the same if they have the same words, or the id of one declared
    `condition`.

    Write the result under the step of that scenario that brings it about, let the flow end in failure, or take
    the promise back. A use case without results is left alone.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          success guarantees:
            - The ticket is printed.
            # CON901 whoever has a voucher never pays: 1 2a1 3
            - The fare is paid.
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
               => The fare is paid.
            3. System prints the ticket.
               => The ticket is printed.
          alternate flows:
            2a. Customer has a voucher:
              1. Customer presents the voucher.
              resume at 3

    Good:
        use case: Sell a ticket
          primary actor: Customer
          success guarantees:
            - The ticket is printed.
            - The fare is paid.
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
               => The fare is paid.
            3. System prints the ticket.
               => The ticket is printed.
          alternate flows:
            2a. Customer has a voucher:
              1. System takes the fare off the voucher.
                 => The fare is paid.
              resume at 3

    Source: own; Hoare's logic, with guarantees as postconditions.
    """
    agreed = contracts(model)
    failing = failing_use_cases(model) if any(map(_can_be_proven, model.use_cases.values())) else frozenset()
    for use_case in model.use_cases.values():
        if _can_be_proven(use_case):
            claims = _Claims(use_case, model, agreed, settings, graph(use_case, model, failing=failing))
            yield from claims.findings()


def _can_be_proven(use_case: UseCase) -> bool:
    """Whether a use case has guarantees and results, and all that it includes is known."""
    promises = use_case.success_guarantees or use_case.minimal_guarantees or use_case.failure_guarantees
    return bool(promises) and any(results(use_case)) and all(name.key for name in includes(use_case))


@dataclass(frozen=True)
class _Failure:
    """A guarantee that doesn't hold at an end, and the path there."""

    claim: Stated
    kind: str
    path: tuple[Edge, ...]


@dataclass(frozen=True, eq=False)
class _Claims:
    """The guarantees of one use case, held against its graph."""

    use_case: UseCase
    model: Model
    contracts: Contracts
    settings: Settings
    graph: Graph

    def findings(self) -> Iterator[Finding]:
        proof = self._proof(self.effects)
        seen: set[Fact] = set()
        for claim, kind, ends in self._claimed():
            if claim.fact not in seen and (failure := self._failure(proof, claim, kind, ends)):
                seen.add(claim.fact)
                yield self._finding(failure)

    def _claimed(self) -> Iterator[tuple[Stated, str, tuple[NodeKind, ...]]]:
        """The guarantees, what kind each is, and the ends at which it has to hold."""
        one, facts = self.use_case, self.contracts.facts
        for each in stated(one.success_guarantees, one, facts):
            yield each, "success guarantee", ("success",)
        for each in stated(one.minimal_guarantees, one, facts):
            if self._speaks_of(each.fact):
                yield each, "minimal guarantee", ("success", "failure")
        for each in stated(one.failure_guarantees, one, facts):
            if self._speaks_of(each.fact):
                yield each, "failure guarantee", ("failure",)

    def _speaks_of(self, fact: Fact) -> bool:
        return fact in self.own_results or fact.contrary in self.own_results

    def _is_kept_by_silence(self, claim: Stated, kind: str) -> bool:
        """Whether a guarantee only asks that its contrary doesn't hold in the end, which some result brings about."""
        return kind != "success guarantee" and claim.fact.contrary in self.own_results

    def _failure(self, proof: Proof, claim: Stated, kind: str, ends: tuple[NodeKind, ...]) -> _Failure | None:
        nodes = [node.id for node in self.graph.nodes if node.kind in ends]
        if self._is_kept_by_silence(claim, kind):
            paths = [path for node in nodes if (path := proof.path(claim.fact.contrary, holds=True, node=node))]
        else:
            broken = (node for node in nodes if not proof.holds(claim.fact, node))
            paths = [proof.path(claim.fact, holds=False, node=node) for node in broken]
        return _Failure(claim, kind, min(paths, key=len)) if paths else None

    def _finding(self, failure: _Failure) -> Finding:
        claim, path = failure.claim, failure.path
        text = claim.condition.text.rstrip(FULL_STOPS)
        if self._is_kept_by_silence(claim, failure.kind):
            return self._contradicted(failure, text)
        if claim.fact not in self.start and not self._gaining(claim.fact):
            return self._never_established(failure, text)
        where = f"on the scenario {path_in_a_line(path, self.graph)}"
        related = (
            *step_by_step(path, self.graph, self.use_case, self.effects, claim.fact),
            *self._elsewhere(claim.fact),
        )
        lost = any(claim.fact in self.effects[edge.id].lost for edge in path)
        hint = (
            "a step of this scenario undoes it: let another one bring it about again, or end in failure"
            if lost
            else "write it as a result (‘=>’) under the step of this scenario, or the end, that brings it about"
        )
        message = f"{where} the {failure.kind} ‘{text}’ isn't established"
        return Finding(claim.condition.place, message, hint, related)

    def _contradicted(self, failure: _Failure, text: str) -> Finding:
        claim, path = failure.claim, failure.path
        where = f"on the scenario {path_in_a_line(path, self.graph)}"
        related = tuple(step_by_step(path, self.graph, self.use_case, self.effects, claim.fact.contrary))
        hint = f"say where that is undone, with ‘=> {claim.condition.text}’, or let the flow leave before it"
        message = f"{where} the {failure.kind} ‘{text}’ doesn't hold: a step establishes the contrary"
        return Finding(claim.condition.place, message, hint, related)

    def _never_established(self, failure: _Failure, text: str) -> Finding:
        """No result says it: there is nothing to show but what somebody may have meant by another result."""
        claim = failure.claim
        meant = self.wordings.meant(claim)
        message = f"no step and no end establishes the {failure.kind} ‘{text}’"
        if meant is None:
            related = tuple(step_by_step(failure.path, self.graph, self.use_case, self.effects, claim.fact))
            hint = f"write it as a result under the step that brings it about: ‘=> {claim.condition.text}’"
            return Finding(claim.condition.place, message, hint, related)
        other = meant.stated
        related = (Related(other.condition.place, "the result that comes near"),)
        hint = f"did you mean the result ‘{other.condition.text}’? write both with the same words"
        return Finding(claim.condition.place, message, hint, related, fix=self._rewording(claim, other))

    def _rewording(self, claim: Stated, other: Stated) -> Fix | None:
        """To write the result with the words of the guarantee; if that proves it."""
        effects = Effects(self.use_case, self.model, self.contracts.facts, self.graph, {other.fact: claim.fact}).table()
        proof = self._proof(effects)
        if not all(proof.holds(claim.fact, node.id) for node in self.graph.nodes if node.kind == "success"):
            return None
        places = (each.condition.place for each in self._results if each.fact == other.fact)
        return rewording(places, claim, "write the result with the words of the guarantee")

    def _elsewhere(self, fact: Fact) -> Iterator[Related]:
        place = next((each.condition.place for each in self._results if each.fact == fact), None)
        if place:
            yield Related(place, "here it is established")

    def _gaining(self, fact: Fact) -> bool:
        return any(fact in effect.gained for effect in self.effects)

    def _proof(self, effects: Sequence[Effect]) -> Proof:
        return Proof(self.graph, effects, self.start)

    @cached_property
    def start(self) -> frozenset[Fact]:
        """What holds when the use case begins."""
        return self.contracts.given | self.contracts.facts.all_of(self.use_case.preconditions, self.use_case)

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        return Effects(self.use_case, self.model, self.contracts.facts, self.graph).table()

    @cached_property
    def wordings(self) -> Wordings:
        """The results that are no guarantee themselves."""
        facts = self.contracts.facts.all_of(guarantees(self.use_case), self.use_case)
        return Wordings((each for each in self._results if each.fact not in facts), self.settings)

    @cached_property
    def own_results(self) -> Mapping[Fact, Stated]:
        return {each.fact: each for each in self._results}

    @cached_property
    def _results(self) -> tuple[Stated, ...]:
        return tuple(stated(results(self.use_case), self.use_case, self.contracts.facts))


GUARANTEE_RULES: tuple[Rule[Model], ...] = (
    Rule("CON901", "guarantee-unproven", Severity.WARNING, guarantee_unproven, rigour="brief"),
)
