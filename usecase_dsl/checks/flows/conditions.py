"""Rules about decisions that stand where a step should."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from usecase_dsl.checks.language.lexicon import Found
from usecase_dsl.checks.language.prose import StepProse, step_prose
from usecase_dsl.diagnostic import Finding, Severity
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings


def decision_in_main_flow(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step of the main flow holds an if.

    The main flow is the one path on which all goes well: it has no branches, so that a reader can follow it without
    remembering what was the case. Let the step say what happens when all goes well, and write the other case as an
    extension of it; what may be left out is an `optional` step. What stands in brackets is an example.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer presents a card.
            # FLW134 two cases in one step
            2. If the card is valid, System prints the ticket, otherwise it asks for cash.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer presents a card.
            2. System validates the card.
            3. System prints the ticket.
          extensions:
            2a. The card is out of date:
              1. System asks for cash.
              resume at next step

    Source: RUCM template; Ciemniewska and others (conditional steps).
    """
    for each in step_prose(model, settings):
        found = _decision(each) if not each.flow.label else None
        if found:
            message = f"‘{found.text.lower()}’ makes two cases of step {each.step.label} of the main flow"
            hint = f"tell the good case here, and the other one in an extension, such as ‘{each.step.label}a. …:’"
            yield Finding(each.prose.spot(found), message, hint)


CONDITION_RULES: tuple[Rule[Model], ...] = (
    Rule("FLW134", "decision-in-main-flow", Severity.WARNING, decision_in_main_flow),
)


def _decision(each: StepProse) -> Found | None:
    """A word for a condition with which a sentence begins, or one for the other case anywhere, but for examples."""
    prose = each.prose
    conditions = (found for found in each.words.find("if-words", prose.text) if prose.begins_sentence(found.start))
    cases = chain(conditions, each.words.find("else-words", prose.text))
    return next((found for found in cases if not prose.in_brackets(found.start)), None)
