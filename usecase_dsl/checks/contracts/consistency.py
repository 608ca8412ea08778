"""CON904 and CON906: conditions that contradict each other, and results that nobody uses."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.facts import Fact, Stated, facts_of, guarantees, result_lines, results, stated
from usecase_dsl.model.tables import Condition, Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.syntax.scripts import FULL_STOPS


def contradiction(model: Model, settings: Settings) -> Iterator[Finding]:
    """A condition and its contrary are asked for at the same moment.

    Two preconditions, two guarantees that hold at the same end, or two results under the same step or end say that
    something is so and that it isn't. Nothing can make both true: take one of them out. A contrary is written
    with `not` before the id of a declared `condition`, or before a text that also occurs without it.

    Bad:
        condition paid: The fare is paid.

        use case: Sell a ticket
          primary actor: Customer
          preconditions:
            - not paid
          success guarantees:
            - paid
            # CON904 paid or not?
            - not paid

    Good:
        condition paid: The fare is paid.

        use case: Sell a ticket
          primary actor: Customer
          preconditions:
            - not paid
          success guarantees:
            - paid

    Source: own; consistency of pre- and postconditions.
    """
    facts = facts_of(model)
    for use_case in model.use_cases.values():
        seen: set[tuple[int, int]] = set()
        for conditions, what in _moments(use_case):
            first: dict[Fact, Stated] = {}
            for each in stated(conditions, use_case, facts):
                other = first.get(each.fact.contrary)
                span = each.condition.place.span
                if other and span not in seen:
                    seen.add(span)
                    yield _contradiction(each, other, what)
                first.setdefault(each.fact, each)


def _moments(use_case: UseCase) -> Iterator[tuple[tuple[Condition, ...], str]]:
    """What has to hold at one moment, and what it is."""
    yield use_case.preconditions, "are both required"
    yield (*use_case.minimal_guarantees, *use_case.success_guarantees), "are both guaranteed"
    yield (*use_case.minimal_guarantees, *use_case.failure_guarantees), "are both guaranteed"
    for line in result_lines(use_case):
        yield line.results, "can't both be results here"


def _contradiction(each: Stated, other: Stated, what: str) -> Finding:
    said, before = (one.condition.text.rstrip(FULL_STOPS) for one in (each, other))
    message = f"‘{before}’ and ‘{said}’ {what}"
    hint = "take one of them out: they contradict each other"
    return Finding(each.condition.place, message, hint, (Related(other.condition.place, "the contrary"),))


def unused_result(model: Model, settings: Settings) -> Iterator[Finding]:
    """No guarantee and no precondition speaks of a result.

    What a step brings about matters to somebody: it is promised to the stakeholders, or another use case needs it.
    If it is neither, write it as a guarantee, or see whether the guarantee says it in other words. A result that
    only a test looks at may stay.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          success guarantees:
            - The ticket is printed.
          main success scenario:
            1. Customer pays the fare.
               # CON906 nobody asks for it
               => The amount is in the till.
            2. System prints the ticket.
               => The ticket is printed.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          success guarantees:
            - The amount is in the till.
            - The ticket is printed.
          main success scenario:
            1. Customer pays the fare.
               => The amount is in the till.
            2. System prints the ticket.
               => The ticket is printed.

    Source: own.
    """
    facts = facts_of(model)
    use_cases = model.use_cases.values()
    used = {each.fact.what for one in use_cases for each in stated((*one.preconditions, *guarantees(one)), one, facts)}
    for use_case in use_cases:
        seen = set(used)
        for each in stated(results(use_case), use_case, facts):
            if each.fact.what not in seen:
                seen.add(each.fact.what)
                message = f"no guarantee and no precondition speaks of ‘{each.condition.text.rstrip(FULL_STOPS)}’"
                hint = "write it as a success guarantee if it is one"
                yield Finding(each.condition.place, message, hint)


CONSISTENCY_RULES: tuple[Rule[Model], ...] = (
    Rule("CON904", "contradiction", Severity.ERROR, contradiction),
    Rule("CON906", "unused-result", Severity.ADVICE, unused_result),
)
