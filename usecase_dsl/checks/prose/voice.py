"""Rules about the voice of a step: who acts, when, and whether it is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from usecase_dsl.checks.language.clauses import (
    WORD,
    in_main_clause,
    in_third_person,
    is_noticed,
    last_word,
    names_before,
    passives,
)
from usecase_dsl.checks.language.lexicon import Found, folded
from usecase_dsl.checks.language.prose import NAME, ConditionProse, Prose, StepProse, flow_prose, step_prose
from usecase_dsl.diagnostic import Edit, Finding, Fix, Severity
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Span
from usecase_dsl.syntax.vocabulary import vocabulary

_NUMERAL_BEFORE = re.compile(r"(?:type|part|phase|class|level|step|and|or|[(.&])\s*$", re.IGNORECASE)
_OF_FLOW = re.compile(
    r"\b(?P<noun>[^\W\d_]+)s?[\s*_]*(?:[\w.*-]*\d[\w.,*-]*(?:\s+(?:and|to|or)\s+[\w.*-]*\d[\w.*-]*)?)?\s*$"
)
_SENTENCE_END = re.compile(r"[.;!?]\s")
_SPEAKER = re.compile(r"\w:\s*$")


def passive_voice(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step is in the passive voice.

    A passive hides who acts, and with that who is to be asked, what is to be built and what is to be tested. Begin
    the step with the one who acts. States, as in "is closed", what stands in a subordinate clause ("sees the seat is
    taken"), and what a step says of the flow ("step 2 is skipped") are left alone.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            # TXT501 by whom?
            2. The price is worked out.
            # TXT501 the Passenger acts, and stands last
            3. The ticket is paid by Passenger.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System works out the price.
            3. Passenger pays the ticket.

    Source: RUCM restriction 6; INCOSE rule R2 (active voice).
    """
    for told in step_prose(model, settings):
        for start, end in passives(told.prose, told.words):
            if _says_of_step(told, start, end):
                flaw = "says only behind it who acts" if _names_agent(told, end) else "doesn't say who acts"
                message = f"the passive ‘{_shown(told.prose, start, end)}’ {flaw}"
                hint = "begin the step with the one who acts, and say it in the active voice"
                yield Finding(told.prose.at(start, end), message, hint)
                break


def not_present_tense(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step isn't in the present tense.

    A use case is read as something that happens before the reader's eyes. "Will" and "shall" make a promise of it,
    the past a report; and who reads two tenses in one flow looks for a difference that nobody meant. What looks like
    the past may be a passive that lacks its "is" ("Passenger prompted to pay"): then who acts is missing too.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            # TXT502 the past
            1. Passenger named a destination.
            # TXT502 the future
            2. System will show the price.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System shows the price.

    Source: RUCM restriction 5; CP style rule 2.
    """
    for told in step_prose(model, settings):
        if found := _future(told):
            message = f"‘{found.text}’ tells of the future, and a step happens now"
            yield Finding(told.prose.spot(found), message, "use the present tense", fix=_present(told, found))
        elif found := _bare_passive(told):
            message = f"‘{found.text}’ is a passive without its verb, and doesn't say who acts"
            yield Finding(told.prose.spot(found), message, "begin the step with the one who acts, in the present tense")
        elif found := _past(told):
            message = f"‘{found.text}’ tells of the past, and a step happens now"
            yield Finding(told.prose.spot(found), message, "use the present tense")


def modal_verb(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step says what somebody can, may or should do.

    A step happens, or it doesn't. What somebody may do is an extension, or an optional step (`optional 3`); what
    somebody must do is a business rule. Modal verbs in a subordinate clause are left alone.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            # TXT503 and if the Passenger doesn't?
            1. Passenger can choose a seat.
            # TXT503 does it, or not?
            2. System should show the price.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger chooses a seat.
            2. System shows the price.
            optional 1

    Source: RUCM restriction 10.
    """
    for told in step_prose(model, settings):
        for found in told.prose.find(told.words, "modals"):
            if _is_auxiliary(told, found) and in_main_clause(told.prose, found.start, told.words):
                message = f"‘{found.text}’ leaves open whether this happens"
                hint = "say what happens; if it may be left out, add ‘optional’ below, or make it an extension"
                yield Finding(told.prose.spot(found), message, hint, fix=_present(told, found, safe=False))
                break


def pronoun(model: Model, settings: Settings) -> Iterator[Finding]:
    """A pronoun acts in a step.

    Steps are moved, left out and taken into other flows, and "he" or "it" is then somebody else. A step begins with
    the name of the one who acts. Within a step a pronoun is reported where it follows the names of two actors.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          supporting actors: Conductor
          main success scenario:
            1. Passenger names a destination.
            # TXT505 who?
            2. He pays the ticket.
            # TXT505 which of the two?
            3. Passenger asks Conductor for a seat and he shows one.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          supporting actors: Conductor
          main success scenario:
            1. Passenger names a destination.
            2. Passenger pays the ticket.
            3. Passenger asks Conductor for a seat.
            4. Conductor shows a seat.

    Source: RUCM restriction 14; INCOSE rule R24 (no pronouns).
    """
    for told in step_prose(model, settings):
        if found := _first_pronoun(told) or _ambiguous_pronoun(told):
            message = f"‘{found.text}’ doesn't say who acts"
            yield Finding(told.prose.spot(found), message, "repeat the name")


def negative_step(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step of the main flow says what doesn't happen.

    The main flow tells how the goal is reached. What doesn't happen there is a condition of an extension, or nothing
    that could be shown to anybody.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            # TXT512 what does it do?
            2. System doesn't find a train.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System shows the trains.
          extensions:
            2a. No train goes there:
              1. System says so.
              end in failure

    Source: CP style rule 3; RUCM restriction 13.
    """
    for told in step_prose(model, settings):
        for found in told.prose.find(told.words, "negations") if not told.flow.label else ():
            if _negates_step(told, found):
                message = f"‘{found.text}’: a step of the main flow says what happens, not what doesn't"
                yield Finding(told.prose.spot(found), message, "say what happens, or make an extension of it")
                break


def first_or_second_person(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step or a condition speaks of "I", "we" or "you".

    Nobody knows who that is. A use case is told by an onlooker, who calls each actor by its name. What its writers
    say to each other ("I would suggest …") stands in the notes.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            # TXT520 who?
            1. I name a destination.
            # TXT520 whose?
            2. System shows your ticket.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System shows the Passenger's ticket.

    Source: effective use-case writing, guideline 3 (the third person).
    """
    for told in flow_prose(model, settings):
        for found in told.words.find("first-and-second-person", told.prose.text):
            if _is_person(told.prose, found):
                yield _nobody(told, found)
                break


VOICE_RULES: tuple[Rule[Model], ...] = (
    Rule("TXT501", "passive-voice", Severity.WARNING, passive_voice),
    Rule("TXT502", "not-present-tense", Severity.WARNING, not_present_tense),
    Rule("TXT503", "modal-verb", Severity.WARNING, modal_verb),
    Rule("TXT505", "pronoun", Severity.WARNING, pronoun),
    Rule("TXT512", "negative-step", Severity.WARNING, negative_step),
    # Too rare in real texts to know how often it is right.
    Rule("TXT520", "first-or-second-person", Severity.ADVICE, first_or_second_person),
)


def _says_of_step(told: StepProse, start: int, end: int) -> bool:
    """Whether a passive is the step's own: no part of what somebody notices, and not about the flow."""
    if not in_main_clause(told.prose, start, told.words) or is_noticed(told.prose, start, told.words):
        return False
    subject = _OF_FLOW.search(told.prose.text[max(0, start - 40) : start])
    if not subject or not told.words.has("flow-nouns", subject["noun"]):
        return True
    participle = told.prose.text[start:end].split()[-1]
    return not told.words.has("flow-participles", participle)


def _names_agent(told: StepProse, end: int) -> bool:
    """Whether ‘by’ and a name follow a passive in its sentence."""
    rest = _SENTENCE_END.split(told.prose.text[end : end + 150])[0]
    for by in told.words.find("passive-before-by", rest):
        agent = rest[by.end :].lstrip(" *_")
        article = told.words.begins("articles", agent)
        if agent[article.end if article else 0 :].lstrip(" *_").startswith(NAME):
            return True
    return False


def _shown(prose: Prose, start: int, end: int) -> str:
    return " ".join(prose.text[start:end].split())


def _future(told: StepProse) -> Found | None:
    found = next(told.prose.find(told.words, "future"), None)
    return found if found and in_main_clause(told.prose, found.start, told.words) else None


def _past(told: StepProse) -> Found | None:
    """A verb in the past right after the subject. One that could be a participle ("Customer registered in Rome pays")
    has to be followed by a word that makes it a verb."""
    match = WORD.match(told.prose.text, told.rest + len(_marks_after(told))) if told.step.subject else None
    if not match or not match["word"].islower():
        return None
    found = Found(match["word"], match.start("word"), match.end())
    following = WORD.match(told.prose.text, match.end())
    acts = bool(following and told.words.has("past-followers", following["word"]))
    by_ending = acts and told.words.ends("past-endings", found.text)
    return found if by_ending or told.words.has("past-verbs", found.text) else None


def _bare_passive(told: StepProse) -> Found | None:
    """A participle right after the subject, and ‘to’ or ‘by’ after it."""
    match = WORD.match(told.prose.text, told.rest + len(_marks_after(told))) if told.step.subject else None
    following = WORD.match(told.prose.text, match.end()) if match else None
    if not match or not following or not match["word"].islower():
        return None
    word, words = match["word"], told.words
    with_agent = words.has("passive-before-by", following["word"]) and words.ends("participle-endings", word)
    with_aim = folded(following["word"]) == "to" and words.has("passive-before-to", word)
    return Found(word, match.start("word"), match.end()) if with_agent or with_aim else None


def _marks_after(told: StepProse) -> str:
    rest = told.prose.text[told.rest : told.rest + 4]
    return rest[: len(rest) - len(rest.lstrip("*_"))]


def _present(told: StepProse, found: Found, safe: bool = True) -> Fix | None:
    """The fix that takes an auxiliary out: ‘will show’ becomes ‘shows’."""
    verb = in_third_person(told, found.start, found.end)
    if not verb:
        return None
    end, present = verb
    start = told.prose.place.span.start
    return Fix(f"say ‘{present}’", (Edit(Span(start + found.start, start + end), present),), safe)


def _negates_step(told: StepProse, found: Found) -> bool:
    """Whether a step itself is denied: no request ("do not …"), and no alternative ("or not")."""
    alternative = last_word(told.prose, found.start) in vocabulary(told.words.language).alternatives
    begins = told.prose.begins_sentence(found.start)
    return not begins and not alternative and in_main_clause(told.prose, found.start, told.words)


def _is_auxiliary(told: StepProse, found: Found) -> bool:
    """Whether a verb may follow: a name or an article is what somebody has, as in "the shares the Owner has to"."""
    verb = WORD.match(told.prose.text, found.end)
    return bool(verb and not told.words.has("articles", verb["word"]))


def _first_pronoun(told: StepProse) -> Found | None:
    text = told.prose.text
    at = len(text) - len(text.lstrip("*_ "))
    found = told.words.begins("subject-pronouns", text[at:])
    if not found or told.words.begins("expletives", text[at:]):
        return None
    verb = WORD.match(text, at + found.end)
    acts = verb and verb["word"].islower() and not text[at + found.end :].startswith((",", "."))
    return Found(found.text, at, at + found.end) if acts else None


def _ambiguous_pronoun(told: StepProse) -> Found | None:
    if not told.step.subject or not told.step.receivers:
        return None
    for found in told.prose.find(told.words, "personal-pronouns"):
        if names_before(told.prose, found.start) > 1 and in_main_clause(told.prose, found.start, told.words):
            return found
    return None


def _is_person(prose: Prose, found: Found) -> bool:
    """Whether a word is a pronoun there, and no numeral, country or abbreviation."""
    before, after = prose.text[max(0, found.start - 300) : found.start], prose.text[found.end : found.end + 2]
    if len(found.text) == 1:
        numeral = _NUMERAL_BEFORE.search(before[-12:])
        return found.text == "I" and not numeral and after[:1] == " " and (after[1:].islower() or after[1:] == NAME)
    thanks = before.rstrip().lower().endswith("thank")
    return not found.text.isupper() and not thanks and before.count("(") == before.count(")")


def _nobody(told: StepProse | ConditionProse, found: Found) -> Finding:
    after = told.prose.text[found.end : found.end + 40]
    is_remark = next(told.words.find("remark-words", after), None)
    if is_remark and _SPEAKER.search(told.prose.text[max(0, found.start - 10) : found.start]):
        message = f"‘{found.text}’ is whoever wrote this, and no actor"
        return Finding(told.prose.spot(found), message, "move the remark to the notes")
    return Finding(told.prose.spot(found), f"‘{found.text}’ names nobody", "name the actor")
