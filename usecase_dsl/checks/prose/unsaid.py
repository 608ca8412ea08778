"""Rules about what a step leaves unsaid: whether a check is passed, and what is entered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from usecase_dsl.checks.language.clauses import WORD, follows_subject
from usecase_dsl.checks.language.lexicon import Found, Lexicon
from usecase_dsl.checks.language.prose import Prose, StepProse, step_prose
from usecase_dsl.diagnostic import Edit, Finding, Fix, Severity
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Span
from usecase_dsl.syntax.vocabulary import vocabulary

_SENTENCE_END = re.compile(r"[.;!?]\s")


def whether_checked(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step checks whether something holds, and doesn't say that it does.

    A step succeeds: the main flow goes on because the check was passed, and an extension says what happens if not. So
    the step validates that it holds. A step that goes on with what comes of it ("and takes …") is left alone, and so
    is one that "determines whether", unless an extension leaves there.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger inserts a coin.
            # TXT513 and? is it?
            2. System checks whether the coin is genuine.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger inserts a coin.
            2. System validates that the coin is genuine.
          extensions:
            2a. The coin is false:
              1. System returns the coin.
              resume at 1

    Source: Cockburn's pass/fail test 25; RUCM restriction 22.
    """
    left = {(each.key, anchor) for each in model.use_cases.values() for flow in each.flows for anchor in flow.anchors}
    for told in step_prose(model, settings):
        found = next(told.prose.find(told.words, "checks-whether"), None)
        is_branch = (told.use_case.key, told.step.label) in left
        if found and not _is_told(told, found) and (is_branch or not told.words.has("determines-whether", found.text)):
            message = f"‘{found.text}’ doesn't say what comes of it"
            hint = "say which of them is the case, and make extensions of the others"
            if not _says_or(told):
                hint = "say that it holds (‘validates that …’), and in an extension what happens if not"
            # With the words of a flow that leaves here, "validates that" would say the contrary.
            fix = None if is_branch else _validates(told, found)
            yield Finding(told.prose.spot(found), message, hint, fix=fix)


def unnamed_item(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step enters "the data", and no more is said about it.

    Which data, nobody knows, and each who asks gets another answer. Name what is handed over; where it is much, give
    it a name and list its parts in a term. "The required data" right after a step that asks for something by its name
    is clear, and so are "correct data" in a flow for incorrect ones.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            # TXT519 which?
            1. Passenger enters the required information.
            2. System prints the ticket.

    Good:
        term: Journey
          Destination, day and number of persons.

        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger enters the Journey.
            2. System prints the ticket.

    Source: Cockburn's pass/fail test 24; effective use-case writing, guideline 5.
    """
    for told, asked, wrong in _with_what_was_told(step_prose(model, settings)):
        found = next(_unnamed(told.prose, told.words), None)
        if found and not _is_known(told, found, asked, wrong):
            message = f"‘{' '.join(found.text.split())}’ doesn't say what is meant"
            yield Finding(told.prose.spot(found), message, "name what it is, or declare a term that lists it")


UNSAID_RULES: tuple[Rule[Model], ...] = (
    Rule("TXT513", "whether-checked", Severity.WARNING, whether_checked),
    Rule("TXT519", "unnamed-item", Severity.WARNING, unnamed_item, rigour="dressed"),
)


# ---- checks


def _is_told(told: StepProse, found: Found) -> bool:
    """Whether a step says itself what comes of a check, after ‘and’ or a comma."""
    rest = _SENTENCE_END.split(told.prose.text[found.end : found.end + 300])[0]
    for joint in told.words.find("joining-words", rest):
        verb = WORD.match(rest, joint.end)
        if verb and told.words.has("acting-verbs", verb["word"]):
            return True
    return False


def _validates(told: StepProse, found: Found) -> Fix | None:
    """The fix that says that it holds. Whether what follows reads well after it, its writer has to see."""
    instead = told.words.lists.get("validates-that", ())
    if not instead or not follows_subject(told, found.start) or _says_or(told):
        return None
    start = told.prose.place.span.start
    edit = Edit(Span(start + found.start, start + found.end), instead[0])
    return Fix(f"say ‘{instead[0]}’", (edit,), safe=False)


def _says_or(told: StepProse) -> bool:
    """Whether a step names alternatives, so that none of them holds for sure."""
    return any(f" {word} " in told.prose.text for word in vocabulary(told.words.language).alternatives)


# ---- what is entered


def _unnamed(prose: Prose, words: Lexicon) -> Iterator[Found]:
    """‘enters the data’ where nothing tells more of them."""
    for verb in prose.find(words, "entering-verbs"):
        at = verb.end
        for _ in range(5):
            match = WORD.match(prose.text, at)
            if not match or not words.has("unnamed-before", match["word"]):
                break
            at = match.end()
        start = at + len(prose.text[at : at + 20]) - len(prose.text[at : at + 20].lstrip())
        item = words.begins("unnamed-items", prose.text[start : start + 100])
        if item and start > at and _nothing_follows(prose.text, start + item.end, words):
            yield Found(prose.text[verb.start : start + item.end], verb.start, start + item.end)


def _nothing_follows(text: str, at: int, words: Lexicon) -> bool:
    """Whether a sentence ends there, or goes on with something else."""
    rest = text[at : at + 40]
    ends = not rest.strip(" *_") or rest.lstrip("*_ ").startswith((".", ";"))
    return ends or words.begins("after-unnamed", rest.lstrip()) is not None


def _with_what_was_told(every: Iterable[StepProse]) -> Iterator[tuple[StepProse, bool, bool]]:
    """Steps, each with whether the one before it in its flow asks for something by name, and whether the condition of
    an extension or a step before it speaks of something incorrect."""
    before: StepProse | None = None
    wrong = False
    for told in every:
        if before is None or before.flow is not told.flow:
            before, wrong = None, _speaks_of_wrong(told.flow.condition.value, told.words)
        yield told, before is not None and _asks_by_name(before), wrong and bool(told.flow.label)
        before, wrong = told, wrong or _speaks_of_wrong(told.prose.text, told.words)


def _speaks_of_wrong(text: str, words: Lexicon) -> bool:
    return next(words.find("incorrect-words", text), None) is not None


def _is_known(told: StepProse, found: Found, asked: bool, wrong: bool) -> bool:
    """Whether it is said elsewhere what is entered, or said here that it isn't."""
    words, before = told.words, told.prose.text[max(0, found.start - 30) : found.start]
    if any(not before[denial.end :].strip() for denial in words.find("negations", before)):
        return True
    if asked and next(words.find("asked-for-words", found.text), None):
        return True
    return wrong and next(words.find("correcting-words", found.text), None) is not None


def _asks_by_name(told: StepProse) -> bool:
    """Whether a step asks for something and says what it is."""
    verb = next(told.words.find("asking-verbs", told.prose.text), None)
    rest = told.prose.text[verb.end :] if verb else ""
    plain = ("articles", "unnamed-before", "unnamed-items", "entering-verbs", "stop-words")
    return any(not any(told.words.has(name, each) for name in plain) for each in re.findall(r"[^\W\d_]+", rest))
