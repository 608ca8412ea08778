"""Rules about single words and phrases in steps and conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from usecase_dsl.checks.language.clauses import in_main_clause
from usecase_dsl.checks.language.lexicon import Found
from usecase_dsl.checks.language.prose import ConditionProse, StepProse, blotted, flow_prose, state_prose, step_prose
from usecase_dsl.diagnostic import Finding, Severity
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings

_DIGIT = re.compile(r"\s+\d")
_SENTENCE_END = re.compile(r"[.;!?]\s")

Told = StepProse | ConditionProse


def vague_word(model: Model, settings: Settings) -> Iterator[Finding]:
    """An adverb or adjective has no measure.

    Whether something happens quickly, properly or in an appropriate way, two readers judge differently, and a test
    can't judge at all. Name the measure ("within 2 seconds"), name the thing that is meant, or leave the word out.

    The words are the lists `vague-adverbs` and `vague-adjectives`, with exceptions in `not-vague`. An adjective whose
    measure follows, by a phrase of the list `measures` ("based on the price"), is left alone.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            # TXT506 how quickly?
            2. System quickly shows the price.
            # TXT506 which ones are those?
            3. System prints the appropriate tickets.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System shows the price within 2 seconds.
            3. System prints a ticket for each zone.

    Source: RUCM restriction 11; ISO/IEC/IEEE 29148 (ambiguous adverbs and adjectives, subjective language).
    """
    for told in _everywhere(model, settings):
        found = _first(told, ("vague-adverbs", "vague-adjectives"), but=("not-vague", "loopholes"))
        if found and not (told.words.has("vague-adjectives", found.text) and _measured(told, found)):
            message = f"‘{found.text}’ has no measure"
            yield Finding(told.prose.spot(found), message, "say how much, name what is meant, or leave it out")


def comparative(model: Model, settings: Settings) -> Iterator[Finding]:
    """A comparison doesn't say with what.

    Better, easier or cheapest than what, and judged by whom? Name the measure, or what it is compared with.

    The words are the list `comparatives`, with exceptions in `not-comparative`. Where a phrase of the list `measures`
    follows ("based on the price"), the measure is there.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            # TXT507 by which measure?
            2. System proposes the best train.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System proposes the train that arrives first.

    Source: ISO/IEC/IEEE 29148 (superlatives, comparative phrases).
    """
    for told in _everywhere(model, settings):
        found = _first(told, ("comparatives",), but=("not-comparative",))
        if found and not _measured(told, found):
            message = f"‘{found.text}’ doesn't say compared with what"
            yield Finding(told.prose.spot(found), message, "name the measure")


def loophole(model: Model, settings: Settings) -> Iterator[Finding]:
    """A phrase lets everybody off.

    What happens "if possible" or "as appropriate" needn't happen at all, and nobody learns when it has to. Say in
    which case it happens: that is a condition of an extension, or of an optional step.

    The words are the list `loopholes`, with exceptions in `not-loopholes`.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            # TXT508 and who decides?
            2. System reserves a seat if possible.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System reserves a seat.
          extensions:
            2a. No seat is free:
              1. System sells a ticket without a seat.
              end in success

    Source: INCOSE rule R8 (escape clauses); ISO/IEC/IEEE 29148 (loopholes).
    """
    for told in _everywhere(model, settings):
        if found := _first(told, ("loopholes",), but=("not-loopholes",)):
            message = f"‘{found.text}’ leaves open when this holds"
            yield Finding(told.prose.spot(found), message, "say in which case; another case is an extension")


def open_list(model: Model, settings: Settings) -> Iterator[Finding]:
    """A list has no end.

    What "etc." stands for, each reader decides. List all there is, or name the kind of thing that is meant.

    The words are the list `open-ends`.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            # TXT509 and what else?
            2. System shows the price, the platform etc.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System shows the price, the platform and the time.

    Source: INCOSE rule R9 (open-ended clauses).
    """
    for told in _everywhere(model, settings):
        if found := _first(told, ("open-ends",)):
            message = f"‘{found.text}’ leaves the list open"
            yield Finding(told.prose.spot(found), message, "list all of it, or name the kind of thing that is meant")


def vague_quantity(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step doesn't say how many.

    "Some", "several" or "about 10" can't be built to or tested. Say the number, or a least and a most.

    The words are the list `vague-quantities`, with exceptions in `exact-quantities`, and `approximations`, which count
    before a number. What stands in brackets or in a subordinate clause is left alone, and so are cases that are told
    apart ("some … while others …") and the subject of a state ("some seats are free").

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            # TXT510 how many?
            2. System shows several trains.
            # TXT510 how long exactly?
            3. System keeps the seat for about 10 minutes.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System shows the next five trains.
            3. System keeps the seat for 10 minutes.

    Source: INCOSE rule R7 (vague terms).
    """
    for told in step_prose(model, settings):
        found = _first(told, ("vague-quantities",), but=("exact-quantities",)) or _about(told)
        if found and in_main_clause(told.prose, found.start, told.words) and not _tells_cases(told, found):
            message = f"‘{found.text}’ doesn't say how many, or how much"
            yield Finding(told.prose.spot(found), message, "say the number, or a least and a most")


def absolute(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step or condition claims that something holds always, or never.

    Such a claim is rarely meant, and can't be shown by any test. A step happens where it stands; what holds through
    all of a use case is a guarantee or a business rule. Subordinate clauses, brackets, and a "never" in an extension
    are left alone.

    The words are the list `absolutes`.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            # TXT511 it happens here
            2. System always shows the price.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System shows the price.

    Source: INCOSE rule R26 (unachievable absolutes).
    """
    for told in flow_prose(model, settings):
        found = _first(told, ("absolutes",))
        denies = found is not None and told.words.has("negations", found.text)
        in_extension = told.flow is not None and bool(told.flow.label)
        if found and in_main_clause(told.prose, found.start, told.words) and not (denies and in_extension):
            message = f"‘{found.text}’ is rarely meant, and no test can show it"
            hint = "say ‘doesn't’" if denies and told.words.language == "en" else "leave it out"
            yield Finding(told.prose.spot(found), message, f"{hint}, or make a business rule of it")


def interface_detail(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step tells of the user interface.

    Buttons, screens and clicks are one way to reach what the actor wants. They are long to read, change with each
    design, and hide the intent. Say what the actor does, not how: "confirms the order", not "clicks OK".

    The words are the list `user-interface`, with exceptions in `not-user-interface`; a project about user
    interfaces takes its own words out.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            # TXT514 how, not what
            1. Passenger selects a destination in the drop-down list.
            # TXT514 and that means?
            2. Passenger clicks OK.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. Passenger confirms the purchase.

    Source: Cockburn's pass/fail test 23; IBM's table of use-case smells.
    """
    for told in step_prose(model, settings):
        if found := _first(told, ("user-interface",), but=("not-user-interface",)):
            message = f"‘{found.text}’ is a detail of the user interface"
            yield Finding(told.prose.spot(found), message, "say what is done or shown, not by which means")


def implementation_detail(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step tells how the system is built.

    Who reads a use case wants to know what the system does for its actors. Formats, protocols and storage belong to
    the design, and change without the use case.

    The words are the list `implementation`; a project whose actors speak of such things takes them out.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            # TXT515 whom does that concern?
            2. System sends a POST request with the fare.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System books the fare.

    Source: AI Unified Process (TECHNICAL_TERM); Cockburn's pass/fail test 4.
    """
    for told in step_prose(model, settings):
        found = _first(told, ("implementation",), names_too=True)
        if found and not _in_path(told, found):
            message = f"‘{found.text}’ tells how the system is built"
            yield Finding(told.prose.spot(found), message, "say what the system does for the actor")


WORD_RULES: tuple[Rule[Model], ...] = (
    Rule("TXT506", "vague-word", Severity.WARNING, vague_word),
    Rule("TXT507", "comparative", Severity.ADVICE, comparative),
    Rule("TXT508", "loophole", Severity.WARNING, loophole),
    Rule("TXT509", "open-list", Severity.WARNING, open_list),
    # Too rare in real texts, and often no requirement there.
    Rule("TXT510", "vague-quantity", Severity.ADVICE, vague_quantity),
    Rule("TXT511", "absolute", Severity.ADVICE, absolute),
    Rule("TXT514", "interface-detail", Severity.WARNING, interface_detail),
    Rule("TXT515", "implementation-detail", Severity.WARNING, implementation_detail),
)


def _everywhere(model: Model, settings: Settings) -> Iterator[Told]:
    """Steps, conditions of flows, and what holds before and after a use case."""
    yield from flow_prose(model, settings)
    yield from state_prose(model, settings)


def _about(told: StepProse) -> Found | None:
    """‘about’ before a number."""
    every = told.prose.find(told.words, "approximations")
    return next((each for each in every if _DIGIT.match(told.prose.text, each.end)), None)


def _measured(told: Told, found: Found) -> bool:
    """Whether the measure of a word follows in its sentence."""
    sentence = _SENTENCE_END.split(told.prose.text[found.end : found.end + 300])[0]
    return next(told.words.find("measures", sentence), None) is not None


def _tells_cases(told: StepProse, found: Found) -> bool:
    """Whether a quantity tells one case from others, or is the subject of a state."""
    after = _SENTENCE_END.split(told.prose.text[found.end : found.end + 200])[0]
    if next(told.words.find("other-cases", after), None):
        return True
    state = next(told.words.find("be-forms", after), None) if told.prose.begins_sentence(found.start) else None
    return state is not None and not any(told.words.has("acting-verbs", each) for each in after[: state.start].split())


def _in_path(told: Told, found: Found) -> bool:
    """Whether a word is a part of a path or a file's name."""
    around = told.prose.text[max(0, found.start - 1) : found.start] + told.prose.text[found.end : found.end + 1]
    return "/" in around or around.startswith(".")


def _first(told: Told, lists: tuple[str, ...], but: tuple[str, ...] = (), names_too: bool = False) -> Found | None:
    """The first word of some lists in a text that is no part of an exception, as those of the lists ``but`` are."""
    text = told.prose.text
    if not any(True for name in lists for _ in told.words.find(name, text)):
        return None
    for name in but:
        text = blotted(text, told.words.find(name, text))
    prose = replace(told.prose, text=text)
    every = (told.words.find(name, text) if names_too else prose.find(told.words, name) for name in lists)
    return next(chain.from_iterable(every), None)
