"""Rules about how the condition of an extension is put."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from usecase_dsl.checks.language.lexicon import Found
from usecase_dsl.checks.language.prose import NAME, ConditionProse, actors_of, condition_prose
from usecase_dsl.diagnostic import Edit, Finding, Fix, Severity
from usecase_dsl.model.tables import Flow, Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Span
from usecase_dsl.syntax.names import key

_BLANKS = re.compile(r"[\s*_]*+")


def undetectable_condition(model: Model, settings: Settings) -> Iterator[Finding]:
    """A condition holds in somebody's head.

    The system can't see that a person has forgotten or doubts something, so that nothing could ever leave the flow
    there. Say what it sees of it: that time runs out, that an entry is wrong, that something is asked for.

    The words are the list `undetectable-verbs`.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. System shows the price.
            2. Passenger pays.
          extensions:
            # TXT521 how would anybody know?
            2a. Passenger forgets to pay:
              1. System takes the ticket back.
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. System shows the price.
            2. Passenger pays.
          extensions:
            2a. Nothing is paid within two minutes:
              1. System takes the ticket back.
              end in failure

    Source: Cockburn's pass/fail test 26.
    """
    actors = actors_of(model)
    people = {name for name, actor in model.actors.items() if actor.kind == "human"}
    people |= {key(each.text) for actor in model.actors.values() if actor.kind == "human" for each in actor.synonyms}
    for told in condition_prose(model, settings):
        start = _after_article(told)
        name = actors.begins("names", told.prose.written[start : start + 100])
        if name and key(name.text) in people:
            at = _past_blanks(told.prose.text, start + name.end)
            if verb := told.words.begins("undetectable-verbs", told.prose.text[at : at + 100]):
                message = f"that somebody ‘{verb.text}’ can't be seen from outside"
                hint = "say what the system sees: that time runs out, that an entry is wrong"
                yield Finding(told.prose.at(at, at + verb.end), message, hint)


def condition_as_sentence(model: Model, settings: Settings) -> Iterator[Finding]:
    """A condition is a question, or begins with "if".

    Where a flow leaves, its label says "if" already, and a question leaves open which answer leads there. What is
    done then stands in the steps below, not behind a "then".

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. System shows the price.
            2. Passenger pays.
          extensions:
            # TXT522 yes, or no?
            1a. Is there a reduction?
              1. System shows the lower price.
              resume at 2
            # TXT522 the label says "if"
            2a. If the coin is false:
              1. System returns the coin.
              resume at 2

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. System shows the price.
            2. Passenger pays.
          extensions:
            1a. There is a reduction:
              1. System shows the lower price.
              resume at 2
            2a. The coin is false:
              1. System returns the coin.
              resume at 2

    Source: Cockburn, form of an extension.
    """
    disguised = _steps_in_disguise(model)
    for told in condition_prose(model, settings):
        text = told.prose.text.rstrip(" *_:：")
        if text.endswith(("?", "？", "؟")):
            message = "a question leaves open which answer leads here"
            yield Finding(told.prose.at(len(text) - 1, len(text)), message, "say what is the case")
        elif told.words.begins("loopholes", text) or _in_series(told, disguised):
            continue
        elif starter := told.words.begins("condition-starters", text):
            yield _conditional(told, starter)


CONDITION_RULES: tuple[Rule[Model], ...] = (
    Rule("TXT521", "undetectable-condition", Severity.WARNING, undetectable_condition, rigour="dressed"),
    Rule("TXT522", "condition-as-sentence", Severity.WARNING, condition_as_sentence),
)


def _after_article(told: ConditionProse) -> int:
    start = _past_blanks(told.prose.text, 0)
    article = told.words.begins("articles", told.prose.text[start : start + 20])
    return _past_blanks(told.prose.text, start + article.end) if article else start


def _past_blanks(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    return match.end() if match else at


def _steps_in_disguise(model: Model) -> Mapping[tuple[str, str], set[str]]:
    """The flows with a code that leave nowhere and have no steps, by use case and the letters of the code: in such a
    series the "conditions" are the steps of one flow."""
    found: dict[tuple[str, str], set[str]] = {}
    for use_case in model.use_cases.values():
        for flow in use_case.flows:
            if _leaves_nowhere(flow) and not flow.steps and not flow.end:
                found.setdefault((use_case.key, _letters(flow)), set()).add(flow.label)
    return found


def _in_series(told: ConditionProse, disguised: Mapping[tuple[str, str], set[str]]) -> bool:
    if told.flow is None or not _leaves_nowhere(told.flow):
        return False
    return bool(disguised.get((told.use_case.key, _letters(told.flow)), set()) - {told.flow.label})


def _leaves_nowhere(flow: Flow) -> bool:
    return flow.code and not flow.anchors and not flow.condition_anchors


def _letters(flow: Flow) -> str:
    return flow.label.rstrip("0123456789.")


def _conditional(told: ConditionProse, starter: Found) -> Finding:
    then = next(told.words.find("then-words", told.prose.text), None)
    if then:
        message = f"the condition says what is done in its case, after ‘{then.text}’"
        return Finding(told.prose.spot(then), message, "let the condition end here, and make steps of what follows")
    message = f"‘{starter.text}’: the flow's label says it already"
    return Finding(told.prose.spot(starter), message, "begin with what is the case", fix=_without(told, starter))


def _without(told: ConditionProse, starter: Found) -> Fix | None:
    """The fix that begins the condition after its ‘if’; there is none where a mark follows, or where more is
    said than the condition."""
    text = told.prose.written
    at = _past_blanks(text, starter.end)
    if not text[at : at + 1].isalpha() or "," in text:
        return None
    first = text[at] if told.prose.text[at] == NAME else text[at].upper()
    start = told.prose.place.span.start
    edit = Edit(Span(start + starter.start, start + at + 1), first)
    return Fix(f"leave ‘{starter.text}’ out", (edit,))
