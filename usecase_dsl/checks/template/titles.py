"""Rules about the title of a use case: the goal, as a verb and its object."""

from __future__ import annotations

import re
from collections.abc import Iterator

from usecase_dsl.checks.language.clauses import WORD
from usecase_dsl.checks.language.lexicon import Lexicon
from usecase_dsl.checks.language.prose import actors_of, english, words_for
from usecase_dsl.checks.walk import called
from usecase_dsl.diagnostic import Finding, Severity
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place

_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def title_not_a_goal(model: Model, settings: Settings) -> Iterator[Finding]:
    """A title is no goal: it isn't a verb with its object, or says nothing.

    The title is what the actor wants to have done, as one would tell it: "Sell a ticket". A noun ("Ticket sale") or a
    gerund ("Selling tickets") names a topic, and a sentence with the actor in it what happens. What is there besides
    "the", nobody knows.

    Bad:
        # TPL401 a topic
        use case: Ticket registration

    Good:
        use case: Register a ticket

    Source: Cockburn's pass/fail test 1; effective use-case writing, guidelines 1 to 3.
    """
    actors = actors_of(model)
    for use_case in model.use_cases.values():
        if use_case.title and (message := _flaw(use_case, words_for(use_case, settings), actors)):
            hint = "name the goal: a verb and what it is done to, such as ‘Sell a ticket’"
            yield Finding(_place(use_case), message, hint)


def vague_title_verb(model: Model, settings: Settings) -> Iterator[Finding]:
    """The verb of a title is vague.

    "Manage", "process" or "handle" fits everything, and who reads it doesn't learn when the goal is reached. Say what
    is done. A summary use case gathers others, and may be called so. In "Perform a scan" the noun says what is done:
    write it as the verb.

    The words are the list `vague-title-verbs`; those of `support-verbs` may have a noun with them that is in
    `action-nouns`.

    Bad:
        # TPL402 sell, refund, change?
        use case: Handle tickets
          level: user goal

    Good:
        use case: Refund a ticket
          level: user goal

    Source: effective use-case writing, guideline 5; IBM's table of use-case smells.
    """
    for use_case in model.use_cases.values():
        words = words_for(use_case, settings)
        verb = words.begins("vague-title-verbs", use_case.title)
        if verb and use_case.level not in ("summary", "very high summary"):
            noun = _action(use_case.title[verb.end :], words) if words.has("support-verbs", verb.text) else ""
            message = f"‘{verb.text}’ doesn't say what is done" + (f", and ‘{noun}’ does" if noun else "")
            hint = "write the verb for it" if noun else "name what is done, such as ‘sell’, ‘refund’ or ‘change’"
            yield Finding(_place(use_case), message, hint)


TITLE_RULES: tuple[Rule[Model], ...] = (
    Rule("TPL401", "title-not-a-goal", Severity.WARNING, title_not_a_goal),
    Rule("TPL402", "vague-title-verb", Severity.WARNING, vague_title_verb, rigour="dressed"),
)


def _place(use_case: UseCase) -> Place:
    return Place(use_case.place.source, use_case.node.name.span)


def _flaw(use_case: UseCase, words: Lexicon, actors: Lexicon) -> str | None:
    title = _without_id(use_case.title)
    told = [each for each in _LETTERS.findall(title) if not words.has("title-particles", each)]
    if title.isascii() and not any(len(each) > 1 for each in told):
        return f"the title ‘{title}’ says nothing"
    first = WORD.match(title)
    if not first or _not_told(use_case):
        return None
    if _begins_with_actor(title, actors):
        return f"the title of ‘{called(use_case)}’ is a sentence about an actor, and no goal"
    return f"‘{title}’ is a topic, and no goal" if _is_topic(title, first["word"], words) else None


def _without_id(title: str) -> str:
    """A title without ids of the writer's own before it, such as ‘FR1.2 - ’."""
    for _ in range(4):
        first, _, rest = title.partition(" ")
        if not rest or not (first in ("-", "–", ":") or any(map(str.isdigit, first))):
            break
        title = rest.lstrip()
    return title


def _not_told(use_case: UseCase) -> bool:
    """Whether a use case is in no language that is known."""
    return use_case.document.language == "en" and english(use_case) < 0


def _begins_with_actor(title: str, actors: Lexicon) -> bool:
    """Whether a title is a sentence: an actor, and a verb in the third person after it."""
    name = actors.begins("names", title)
    verb = WORD.match(title, name.end) if name else None
    return bool(verb and re.fullmatch(r"[a-z]{2,}[^s\W]s", verb["word"]))


def _is_topic(title: str, first: str, words: Lexicon) -> bool:
    """Whether a title begins with a gerund, or is a noun made of a verb; a first word that is a verb too makes it a
    goal. Where the noun that all else belongs to comes first, as in Portuguese, its words are in lists of heads."""
    if words.begins("title-verbs", title):
        return False
    if words.ends("title-gerund-endings", first) and not words.has("title-not-gerunds", first):
        return True
    if words.ends("title-head-endings", first) or words.has("title-heads", first):
        return True
    head = _head(title, words)
    noun = words.ends("title-noun-endings", head) or words.has("title-nouns", head)
    return noun and (head == first or words.ends("title-noun-endings", first) or _begins_with_noun(title, words))


def _action(told: str, words: Lexicon) -> str:
    """The noun that says what is done, in what follows a verb such as ‘perform’; nothing if there is none."""
    head = _head(told, words)
    by_ending = any(words.ends(name, head) for name in ("title-noun-endings", "title-head-endings"))
    return head if by_ending or words.has("action-nouns", head) else ""


def _begins_with_noun(title: str, words: Lexicon) -> bool:
    return words.begins("title-first-nouns", title) is not None


def _head(title: str, words: Lexicon) -> str:
    """The last word before a preposition: ‘registration’ in "User registration with mail"."""
    preposition = next(words.find("title-prepositions", title), None)
    told = _LETTERS.findall(title[: preposition.start] if preposition else title)
    return told[-1] if told else ""
