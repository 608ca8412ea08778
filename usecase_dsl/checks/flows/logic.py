"""Rules about what leads where: ways back without a limit, flows that do nothing, two flows for one condition."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.checks.walk import bodies, homes, spot
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Flow, Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Control
from usecase_dsl.syntax.scripts import FULL_STOPS
from usecase_dsl.syntax.vocabulary import Vocabulary, vocabulary


def unlimited_retry(model: Model, settings: Settings) -> Iterator[Finding]:
    """A flow goes back, and nothing but its own condition decides how often.

    Who can't do what the step asks for comes round for ever: no flow that leaves on the way leads to an end or past
    the step. Say what happens at the third attempt, after a while, or when somebody gives up. Flows that lead back to
    the same step are reported together.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer presents a card.
            3. System prints the ticket.
          extensions:
            2a. The card can't be read:
              1. System asks for another card.
              # FLW127 how often?
              resume at 2

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer presents a card.
            3. System prints the ticket.
          extensions:
            2a. The card can't be read:
              1. System asks for another card.
              resume at 2
            2b. The third card can't be read:
              end in failure

    Source: own; Cockburn, "Writing Effective Use Cases", on extension handling.
    """
    for use_case in model.use_cases.values():
        ways = _Ways(use_case)
        rounds: dict[frozenset[str], list[Flow]] = {}
        for flow in use_case.flows:
            if flow.label and ways.comes_round(flow):
                rounds.setdefault(ways.round(flow), []).append(flow)
        for first, *others in rounds.values():
            if first.end:
                message = f"flow {first.label} goes back, and nothing limits how often"
                hint = "let a flow that leaves on the way lead to an end, such as one for the third attempt"
                related = tuple(Related(each.end.place, "so does this one") for each in others if each.end)
                yield Finding(first.end.place, message, hint, related)


def idle_flow(model: Model, settings: Settings) -> Iterator[Finding]:
    """A flow goes on with the step after the one that it leaves, and does nothing in between.

    The step that it leaves isn't done then, and nothing is done instead. If that is meant, say that the step is
    optional; else say what the system does.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System prints a receipt.
            3. System prints the ticket.
          extensions:
            2a. Customer wants no receipt:
              # FLW129 nothing happens
              resume at 3

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System prints a receipt.
            optional 2 when Customer wants a receipt
            3. System prints the ticket.

    Source: own.
    """
    for use_case in model.use_cases.values():
        ways = _Ways(use_case)
        for flow in use_case.flows:
            told = flow.steps or flow.prose or flow.marks or not flow.end or flow.end.results
            if flow.label and flow.end and not told and ways.goes_on(flow):
                message = f"flow {flow.label} does nothing: it leaves a step out and goes on"
                hint = "say what is done instead of the step, or write that it is ‘optional’"
                yield Finding(flow.end.place, message, hint)


def same_condition(model: Model, settings: Settings) -> Iterator[Finding]:
    """Two flows leave one step on the same condition.

    Nobody can tell which of them is taken. Make one of the two, or say in the conditions what tells them apart.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The card is declined:
              resume at 2
            # FLW130 the same as 2a
            2b. The card is declined:
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The card is declined:
              resume at 2
            2b. A second card is declined:
              end in failure

    Source: UCEd (determinism); RAC (more than one step can react).
    """
    for use_case in model.use_cases.values():
        for flow, other in _with_same_condition(use_case):
            if flow.any_time == other.any_time:
                related = (Related(_condition(other), "the other one"),)
                message = f"flow {flow.label} has the condition of flow {other.label}, and leaves at the same step"
                yield Finding(_condition(flow), message, "make one flow of the two, or tell them apart", related)


def copied_any_time_flow(model: Model, settings: Settings) -> Iterator[Finding]:
    """A flow that leaves at any time has the condition of one that leaves at a step.

    `*a` holds at every step, so the other one is either a copy or an exception to it, and nothing says which.
    Take the copy out; for an exception, say in its condition what is special.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            *a. The connection is lost:
              end in failure
            # FLW142 this is *a
            2a. The connection is lost:
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            *a. The connection is lost:
              end in failure

    Source: own.
    """
    for use_case in model.use_cases.values():
        for pair in _with_same_condition(use_case):
            copies = [flow for flow in pair if not flow.any_time]
            if len(copies) == 1:
                general = next(flow for flow in pair if flow.any_time)
                related = (Related(_condition(general), "at any time"),)
                message = f"flow {copies[0].label} has the condition of flow {general.label}, which leaves at any step"
                hint = "take it out, or say in its condition what is special about this step"
                yield Finding(_condition(copies[0]), message, hint, related)


def endless_repeat(model: Model, settings: Settings) -> Iterator[Finding]:
    """A loop doesn't say when it is over.

    `repeat 2-4` alone says that steps are done again, not how often. Write until when, while what holds, or for
    each of what.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare.
            # FLW138 how often?
            repeat 1-2
            3. Customer pays the fare.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare.
            repeat 1-2 until Customer has all tickets
            3. Customer pays the fare.

    Source: RUCM restriction 23.
    """
    for use_case in model.use_cases.values():
        for flow, body in bodies(use_case):
            for line in body:
                if isinstance(line, Control) and line.kind == "repeat" and line.range:
                    hint = "add ‘until …’, ‘while …’ or ‘for each …’"
                    yield Finding(Place(flow.place.source, line.span), "this loop doesn't say when it is over", hint)


LOGIC_RULES: tuple[Rule[Model], ...] = (
    Rule("FLW127", "unlimited-retry", Severity.WARNING, unlimited_retry, rigour="dressed"),
    Rule("FLW129", "idle-flow", Severity.WARNING, idle_flow),
    Rule("FLW130", "same-condition", Severity.WARNING, same_condition),
    Rule("FLW138", "endless-repeat", Severity.WARNING, endless_repeat),
    Rule("FLW142", "copied-any-time-flow", Severity.ADVICE, copied_any_time_flow),
)


# ---- where flows lead


class _Ways:
    """Where the flows of a use case leave and where they come back."""

    def __init__(self, use_case: UseCase) -> None:
        self.home = homes(use_case)
        self.by_label = {flow.label: flow for flow in reversed(use_case.flows)}
        self.index = {step.label: n for flow in reversed(use_case.flows) for n, step in enumerate(flow.steps)}
        self.leaving: dict[str, list[Flow]] = {}
        for flow in use_case.flows:
            for anchor in flow.anchors:
                self.leaving.setdefault(anchor, []).append(flow)

    def comes_round(self, flow: Flow) -> bool:
        """Whether a flow leads back to the step that it leaves or to one before, and no other flow leads out of there.

        One that leaves at any time serves another purpose than to try again.
        """
        loop = set() if flow.any_time else self._loop(flow)
        if not loop:
            return False
        pending, seen = list(loop), {flow.label}
        while pending:
            for other in self.leaving.get(pending.pop(), ()):
                if other.label in seen:
                    continue
                seen.add(other.label)
                if self._leads_out(other, loop):
                    return False
                pending += [step.label for step in other.steps]
        return True

    def round(self, flow: Flow) -> frozenset[str]:
        """The steps that a flow makes somebody do again, without its own: other flows may share them."""
        loop = self._loop(flow)
        return frozenset(loop - {step.label for step in flow.steps}) or frozenset(loop)

    def goes_on(self, flow: Flow) -> bool:
        """Whether a flow that leaves at one step leads to the next one."""
        end = flow.end
        if end is None or len(flow.anchors) != 1 or flow.condition_anchors:
            return False
        if end.phrase == "resume at next step":
            return True
        anchor, target = flow.anchors[0], end.step
        follows = target in self.index and self.index[target] == self.index[anchor] + 1
        return follows and self.home[target or ""] is self.home[anchor]

    def _loop(self, flow: Flow) -> set[str]:
        """The steps from where a flow comes back to where it leaves, and its own; none if it doesn't lead back."""
        target, seen = self._target(flow), {flow.label}
        found = {step.label for step in flow.steps}
        if target in found:
            return {step.label for step in flow.steps[self.index[target] :]}
        anchors = flow.anchors
        while target in self.home and anchors:
            # Of the steps at which a flow leaves, the last; of the marks of a code, the one in the main flow.
            anchor = anchors[-1] if self.home[anchors[-1]] is self.home[anchors[0]] else anchors[0]
            here, reached = self.home[anchor], self.index[anchor] + 1
            first = self.index[target] if self.home[target] is here else 0
            found |= {step.label for step in here.steps[first:reached]}
            if self.home[target] is here:
                return found if first < reached else set()
            anchors = () if here.label in seen else here.anchors
            seen.add(here.label)
        return set()

    def _target(self, flow: Flow) -> str:
        """The step at which a flow resumes, if the text names it or it is the one that it leaves."""
        phrase = flow.end.phrase if flow.end else ""
        if phrase == "resume at same step":
            return flow.anchors[0] if flow.anchors else ""
        if phrase == "restart":
            main = self.by_label.get("")
            return main.steps[0].label if main and main.steps else ""
        return (flow.end.step if flow.end else None) or ""

    def _leads_out(self, flow: Flow, loop: set[str]) -> bool:
        """Whether a flow ends the use case or leads past a loop; one that doesn't say where it leads may do so."""
        end = flow.end
        if end is None or end.kind != "resume":
            return True
        if end.phrase == "resume at next step":
            return any(self._after(anchor) not in loop for anchor in flow.anchors)
        target = self._target(flow)
        return target in self.home and target not in loop and not self._comes_before(target, loop)

    def _after(self, anchor: str) -> str:
        steps = self.home[anchor].steps
        place = self.index[anchor] + 1
        return steps[place].label if place < len(steps) else ""

    def _comes_before(self, target: str, loop: set[str]) -> bool:
        """Whether a step comes before those of a loop in their flow, so that a path has to go through them again."""
        here = [step for step in loop if self.home[step] is self.home[target]]
        return any(self.index[target] < self.index[step] for step in here)


# ---- conditions


def _with_same_condition(use_case: UseCase) -> Iterator[tuple[Flow, Flow]]:
    """Flows with an earlier one that leaves at the same step on the same condition, each with one such."""
    words = vocabulary(use_case.document.language)
    first: dict[tuple[str, str], Flow] = {}
    for flow in use_case.flows:
        condition = _plain(flow.condition.value, words) if flow.label else ""
        if not condition:
            continue
        keys = [(condition, anchor) for anchor in (*flow.anchors, *flow.condition_anchors)]
        other = next((first[each] for each in keys if each in first), None)
        if other and other.label != flow.label:
            yield flow, other
        for each in keys:
            first.setdefault(each, flow)


def _plain(condition: str, words: Vocabulary) -> str:
    """A condition without its articles and the point after it."""
    written = key(condition).rstrip(f"{FULL_STOPS}:; ")
    return " ".join(word for word in written.split() if word not in words.articles)


def _condition(flow: Flow) -> Place:
    """Where the condition of a flow stands."""
    return spot(Place(flow.place.source, flow.condition.span), flow.condition.value)
