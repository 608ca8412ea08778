"""VOC602: what is used in a flow has been entered before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from usecase_dsl.checks.language.content import content_list
from usecase_dsl.checks.language.lexicon import Lexicon, lexicon
from usecase_dsl.checks.walk import bare, part
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Model, Step
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place

_CLAUSE_END = re.compile(r"[.,;:!?()\[\]]|\s(?:and|or|e|ou|y|o)\s", re.IGNORECASE)
_MOST_WORDS = 4


def used_before_entered(model: Model, settings: Settings) -> Iterator[Finding]:
    """The system uses something that the actor only enters in a later step of the main flow.

    Mostly steps have changed places, or the two speak of different things by one name. Put them into order, or name
    them apart.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            # VOC602 nobody has entered it yet
            2. System validates the card number.
            3. Customer enters the card number.
            4. System prints the ticket.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer enters the card number.
            3. System validates the card number.
            4. System prints the ticket.

    Source: Cockburn's pass/fail test 24; own.
    """
    for use_case in model.use_cases.values():
        language = use_case.document.language
        words = lexicon(language, settings.words)
        flow = next((flow for flow in use_case.flows if not flow.label), None)
        used: dict[tuple[str, ...], Step] = {}
        seen: set[tuple[str, ...]] = set()
        for step in flow.steps if flow and words.lists else ():
            item = _object(step, "entering-verbs", words, settings) if _acts(step) else ()
            if item in used and item not in seen:
                yield _used_before(used[item], step, item)
            seen |= {item} if item else set()
            using = _object(step, "using-verbs", words, settings) if not _acts(step) else ()
            if using and using not in seen:
                used.setdefault(using, step)


def _acts(step: Step) -> bool:
    """Whether an actor does a step."""
    return step.subject is not None and bool(step.subject.key)


def _object(step: Step, verbs: str, words: Lexicon, settings: Settings) -> tuple[str, ...]:
    """The words of what a step does something with, right after its subject and verb; none for something unnamed."""
    text = step.text.value[len(step.subject.text) if step.subject else 0 :].lstrip()
    verb = words.begins(verbs, text)
    if verb is None:
        return ()
    written = _CLAUSE_END.split(text[verb.end :])[0]
    found = content_list(written, words.language, settings.words)
    named = [word for word in found if not words.has("unnamed-items", word)]
    return found if named and len(written.split()) <= _MOST_WORDS else ()


def _used_before(step: Step, entering: Step, item: tuple[str, ...]) -> Finding:
    text = Place(step.place.source, step.text.span)
    message = f"‘{' '.join(item)}’ is used here, and entered in step {entering.label} only"
    hint = "put the steps into order, or name the two things apart"
    place = part(text, 0, len(text.source.text[slice(*text.span)].partition("\n")[0]))
    return Finding(place, message, hint, (Related(bare(entering.label_place), "it is entered here"),))


ITEM_RULES: tuple[Rule[Model], ...] = (Rule("VOC602", "used-before-entered", Severity.ADVICE, used_before_entered),)
