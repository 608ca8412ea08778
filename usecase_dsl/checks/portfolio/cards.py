"""Rules about what one customer use case says: its job, its title, its problem."""

from __future__ import annotations

import re
from collections.abc import Iterator

from usecase_dsl.checks.language.lexicon import Lexicon
from usecase_dsl.checks.language.prose import words_for
from usecase_dsl.checks.portfolio.seen import Offer, seen
from usecase_dsl.checks.walk import called
from usecase_dsl.diagnostic import Finding, Severity
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import holds_sign
from usecase_dsl.syntax.vocabulary import vocabulary

_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What a problem doesn't say if it has no word of a list.
_PROBLEM = {
    "problem-situations": "when it arises",
    "problem-struggles": "what is hard then",
    "problem-consequences": "what comes of it",
}


def no_job(model: Model, settings: Settings) -> Iterator[Finding]:
    """A customer use case lacks its job, its trigger or its success metric.

    A persona is no reason to buy, and an industry isn't either. Somebody pays to get a job done: a `problem`, `goal` or
    `outcome` says which, the `trigger` (or a problem that begins with "When") what brings it up, and `success metrics`
    how they know that it is done.

    Bad:
        persona: Station Manager
        # BIZ801 what do they want done?
        use case UC-1: Rail companies
          personas: Station Manager

    Good:
        persona: Station Manager
        use case UC-1: Open a gate that is stuck
          personas: Station Manager
          problem: When a gate is stuck, I struggle to find somebody who can open it, which leads to queues.
          success metrics:
            - time until the gate is open: under 2 minutes

    Source: S. Zou, "Customer Use Cases" (sarahzou.com/wiki): problem, persona, context and outcome, and no persona or
    industry alone. Christensen, Cook and Hall, "Marketing Malpractice" (2005): jobs instead of kinds of customers.
    Ulwick: the metrics by which customers measure success.
    """
    for offer in seen(model).offers:
        if lacks := list(_lacks(offer, settings)):
            message = f"customer use case ‘{called(offer.use_case)}’ has no {' and no '.join(lacks)}"
            hint = f"write {' and '.join(f'‘{each}: …’' for each in lacks)}"
            yield Finding(offer.use_case.place, message, hint)


def tool_as_title(model: Model, settings: Settings) -> Iterator[Finding]:
    """The title of a customer use case names a tool or a feature, and not what it is for.

    Nobody wants a dashboard; somebody wants to know in the morning which trains are late. A tool in the title makes a
    list of features of the portfolio, and says neither who pays nor why. Name what the customer gets done.

    The lists are `tool-nouns`, with what may stand before them in `tool-qualifiers`, and `feature-openings` with
    `feature-targets`; in languages in which the noun comes first, `tool-heads`.

    Bad:
        persona: Station Manager
        # BIZ812 what for?
        use case UC-1: AI assistant
          personas: Station Manager

    Good:
        persona: Station Manager
        use case UC-1: Know in the morning which trains are late
          personas: Station Manager

    Source: Levitt's drill and its hole, as told in Christensen, Cook and Hall, "Marketing Malpractice" (2005); S. Zou,
    "Customer Use Cases": plain language of outcomes, and no list of features.
    """
    for offer in seen(model).offers:
        title = offer.use_case.title
        if title and _is_tool(title, words_for(offer.use_case, settings)):
            place = Place(offer.use_case.place.source, offer.use_case.node.name.span)
            hint = "name what the customer gets done with it, such as ‘Find the deals at risk’"
            yield Finding(place, f"‘{title}’ is a tool or a feature, and no job that somebody wants done", hint)


def problem_form(model: Model, settings: Settings) -> Iterator[Finding]:
    """A problem doesn't say when it arises, what is hard then, and what comes of it.

    "When …, I struggle to …, which leads to …" has all that sales has to ask for and marketing has to tell: the
    situation in which to be there, the struggle that the product ends, and the price of leaving it as it is. Other
    words with the same sense will do; the lists are `problem-situations`, `problem-struggles` and
    `problem-consequences`.

    Bad:
        persona: Station Manager
        use case UC-1: Open a gate that is stuck
          personas: Station Manager
          # BIZ813 and then?
          problem: Gates are often stuck.

    Good:
        persona: Station Manager
        use case UC-1: Open a gate that is stuck
          personas: Station Manager
          problem: When a gate is stuck, I struggle to find somebody who can open it, which leads to queues.

    Source: job stories, "When …, I want to …, so I can …" (situation, motivation, outcome; jtbd.info), told from the
    side of what is wrong.
    """
    for offer in seen(model).offers:
        words = words_for(offer.use_case, settings)
        problem, place = next(((text.value, place) for text, place in offer.said("problem")), ("", None))
        lacks = [
            told for name, told in _PROBLEM.items() if words.lists.get(name) and not any(words.find(name, problem))
        ]
        if place and lacks:
            message = f"the problem doesn't say {' and '.join(lacks)}"
            yield Finding(place, message, "write it as ‘When …, I struggle to …, which leads to …’")


CARD_RULES: tuple[Rule[Model], ...] = (
    Rule("BIZ801", "no-job", Severity.WARNING, no_job),
    Rule("BIZ812", "tool-as-title", Severity.ADVICE, tool_as_title),
    Rule("BIZ813", "problem-form", Severity.ADVICE, problem_form),
)


def _lacks(offer: Offer, settings: Settings) -> Iterator[str]:
    if not offer.has("problem", "goal", "outcome"):
        yield "problem"
    if not offer.has("trigger") and not _begins_with_when(offer, settings):
        yield "trigger"
    if not offer.has("success metrics"):
        yield "success metrics"


def _begins_with_when(offer: Offer, settings: Settings) -> bool:
    """Whether a problem begins with the occasion on which it arises, in whatever language."""
    text = key(offer.of.problem)
    if words_for(offer.use_case, settings).begins("problem-situations", text):
        return True
    found = next((word for word in vocabulary(offer.of.language).when if text.startswith(word)), None)
    return found is not None and (holds_sign(found) or not text[len(found) :][:1].isalnum())


def _is_tool(title: str, words: Lexicon) -> bool:
    if words.begins("tool-heads", title):
        return True
    if opening := words.begins("feature-openings", title):
        return words.begins("feature-targets", title[opening.end :].strip()) is not None
    preposition = next(words.find("title-prepositions", title), None)
    *before, head = _LETTERS.findall(title[: preposition.start] if preposition else title) or [""]
    return words.has("tool-nouns", head) and all(_qualifies(each, words) for each in before)


def _qualifies(word: str, words: Lexicon) -> bool:
    """Whether a word before a noun says what kind of thing that is, and isn't a verb: ``PDF``, ``mobile``."""
    return words.has("tool-qualifiers", word) or (word.isupper() and len(word) > 1)
