"""Rules about what leads where: ways back without a limit, flows that do nothing, two flows for one condition."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.checks.flows.ways import Ways
from usecase_dsl.checks.language.lexicon import Lexicon
from usecase_dsl.checks.language.prose import words_for
from usecase_dsl.checks.walk import bodies, spot
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

    An actor may mostly try as often as it likes. So only three ways back are reported: those that ask again for what
    can be guessed or lost (list `credentials`), those on which no actor does anything, and those of a use case with
    failure guarantees and no flow that ends in failure. A way back to the first step only begins the use case again.

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
        ways = Ways(use_case)
        rounds: dict[frozenset[str], list[Flow]] = {}
        for flow in use_case.flows:
            if flow.label and ways.comes_round(flow):
                rounds.setdefault(ways.round(flow), []).append(flow)
        for first, *others in rounds.values():
            hint = _needs_limit(first, ways, words_for(use_case, settings))
            if first.end and hint:
                message = f"flow {first.label} goes back, and nothing limits how often"
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
        ways = Ways(use_case)
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
    Rule("FLW129", "idle-flow", Severity.WARNING, idle_flow, rigour="brief"),
    Rule("FLW130", "same-condition", Severity.WARNING, same_condition, rigour="brief"),
    Rule("FLW138", "endless-repeat", Severity.WARNING, endless_repeat),
    Rule("FLW142", "copied-any-time-flow", Severity.ADVICE, copied_any_time_flow),
)


# ---- ways back


def _needs_limit(flow: Flow, ways: Ways, words: Lexicon) -> str:
    """What to do about a way back that needs a limit; nothing where an actor may go round as often as it likes."""
    main = ways.by_label.get("")
    if not main or not main.steps or ways.target(flow) == main.steps[0].label:
        return ""
    steps = [ways.steps[label] for label in ways.loop(flow)]
    texts = (flow.condition.value, *(step.text.value for step in steps))
    if any(next(words.find("credentials", text), None) for text in texts):
        return "say after how many attempts it is over, in a flow that leads to an end"
    if all(step.subject and not step.subject.key for step in steps):
        return "no actor can stop this: say in a flow when the system gives up, and let that lead to an end"
    fails = any(each.end and each.end.kind == "failure" for each in ways.flows)
    if ways.use_case.failure_guarantees and not fails:
        return "no flow reaches the failure guarantees: let one that leaves on the way end in failure"
    return ""


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
