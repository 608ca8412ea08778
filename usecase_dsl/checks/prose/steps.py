"""Rules about the form of a step: one action, one sentence, of a length that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from usecase_dsl.checks.language.clauses import WORD, in_main_clause
from usecase_dsl.checks.language.lexicon import Found, Lexicon
from usecase_dsl.checks.language.prose import NAME, Prose, StepProse, actors_of, step_prose
from usecase_dsl.diagnostic import Edit, Finding, Fix, Severity
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Span

_QUESTION = re.compile(r"[?!]+(?=[\s*_)]*$)")
_INNER_QUESTION = re.compile(r"(?<=\w)[?]++(?=[\s)])")
_COUNTED = re.compile(rf"{NAME}+|\w+(?:['’.-]\w+)*")
_BLOCK = re.compile(r"\n[^\S\n]*+(?:[|*•–-]\s|\|)")
_NEXT_CLAUSE = re.compile(r"(?:[.;,]\s++|(?<=\S)\s++(?=and\s))(?:(?:and|then)\s++){0,2}", re.IGNORECASE)
_PARTICIPLE = re.compile(r",\s+(?P<word>[^\W\d_]+)\b")
# How many of a use case's sentences end in a point before one without is taken for a slip.
_MOSTLY = 0.7
_FEW_STEPS = 3


def several_actions(model: Model, settings: Settings) -> Iterator[Finding]:
    """Two sides act in one step, or one acts and then acts again.

    An extension leaves at a step: where a step holds two turns, it can't say after which. What one side does at one
    go may stand in one step ("System records the order and tells Customer its number").

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            # TXT504 two sides
            1. Passenger names a destination and System shows the price.
            # TXT504 one after the other
            2. Passenger pays and then takes the ticket.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System shows the price.
            3. Passenger pays.
            4. Passenger takes the ticket.

    Source: RUCM restrictions 4 and 12.
    """
    actors = actors_of(model)
    for told in step_prose(model, settings):
        if found := _second_subject(told, actors) or _sequence(told):
            message = f"‘{found.text}’ begins another step within this one"
            yield Finding(told.prose.spot(found), message, "make a step of each")


def participle_phrase(model: Model, settings: Settings) -> Iterator[Finding]:
    """An action hides in a participle.

    "After entering the PIN" and ", closing the sale" are actions too, and nobody stands before them. Make a step of
    each. Examples, and what only tells of what a message says (list `telling-participles`), are left alone.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            # TXT516 a step of its own
            2. After working out the price, System shows it.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System works out the price.
            3. System shows the price.

    Source: RUCM restriction 15.
    """
    for told in step_prose(model, settings):
        if found := _leading_participle(told) or _trailing_participle(told):
            yield Finding(told.prose.spot(found), f"‘{found.text}’ is an action within an action", "make a step of it")


def not_a_statement(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step is no statement: it asks, shouts, or lacks the point that the other steps have.

    A step says what happens; a question in it, outside of quotation marks, is its writer's and has to be settled. A
    missing point is reported where most steps of a use case have theirs, and where it may be that the end of the
    sentence is lost.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System shows the price.
            # TXT517 is that a step?
            3. Passenger agrees?
            4. System prints the ticket.
            # TXT517 the others have a point
            5. Passenger takes the ticket

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System shows the price.
            3. Passenger agrees.
            4. System prints the ticket.
            5. Passenger takes the ticket.

    Source: RUCM restriction 8 (declarative sentences).
    """
    every = list(step_prose(model, settings))
    with_points = _use_cases_with_points(every)
    for told in every:
        if mark := _QUESTION.search(told.prose.text[-20:]):
            at = max(0, len(told.prose.text) - 20)
            place = told.prose.at(at + mark.start(), at + mark.end())
            yield Finding(place, f"‘{mark[0]}’: a step says what happens", "make a statement of it")
        elif mark := _INNER_QUESTION.search(told.prose.text):
            place = told.prose.at(*mark.span())
            yield Finding(
                place, f"‘{mark[0]}’: a step says what happens", "settle the question, or move it to the notes"
            )
        elif told.use_case.key in with_points and (end := _unpointed(told.prose)):
            place = told.prose.at(end - 1, end)
            spot = told.prose.place.span.start + end
            fix = Fix("add the point", (Edit(Span(spot, spot), "."),))
            yield Finding(place, "the point at the end is missing", "add it, as in the other steps", fix=fix)


def long_step(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step has too many words to be read at one go.

    More than 25 words are two steps, or a step with data that belong into a term or below the step as bullets. The
    limit is `step-words`; bullets and tables don't count.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names the stop where the journey starts, the stop where it ends, the day, the hour, the class,
            # TXT518 take a breath
               the number of persons of each age, and then pays.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names the destination and the day.
            2. Passenger chooses the seats.

    Source: INCOSE guide; plain-language rules.
    """
    most = settings.limits.step_words
    for told in step_prose(model, settings):
        block = _BLOCK.search(told.prose.text)
        end = block.start() if block else len(told.prose.text)
        words = list(_COUNTED.finditer(told.prose.text, 0, end))
        if len(words) > most:
            message = f"the step has {len(words)} words, and {most} are enough"
            hint = "make two steps of it, or put its data into a term"
            yield Finding(told.prose.at(words[most].start(), words[-1].end()), message, hint)


STEP_RULES: tuple[Rule[Model], ...] = (
    Rule("TXT504", "several-actions", Severity.WARNING, several_actions, rigour="dressed"),
    Rule("TXT516", "participle-phrase", Severity.ADVICE, participle_phrase),
    Rule("TXT517", "not-a-statement", Severity.ADVICE, not_a_statement),
    Rule("TXT518", "long-step", Severity.ADVICE, long_step),
)


# ---- more than one action


def _second_subject(told: StepProse, actors: Lexicon) -> Found | None:
    """Another actor, or the system, that begins a clause after the subject's."""
    if not told.step.subject or told.prose.text.count(NAME) <= told.prose.text[: told.rest].count(NAME):
        return None
    raw = told.prose.written
    for match in _NEXT_CLAUSE.finditer(told.prose.text, told.rest):
        at = match.end() + _article(told, match.end())
        name = actors.begins("names", raw[at : at + 100])
        if name and told.prose.text.startswith(NAME, at) and _acts(told, match, at + name.end):
            return Found(name.text, at, at + name.end)
    return None


def _article(told: StepProse, at: int) -> int:
    """The length of an article that stands there, with the blank after it."""
    article = told.words.begins("articles", told.prose.text[at : at + 10])
    return article.end + 1 if article else 0


def _acts(told: StepProse, clause: re.Match[str], end: int) -> bool:
    """Whether a name is followed by a verb: in English by its ending, elsewhere where a sentence begins with it."""
    if not in_main_clause(told.prose, clause.end(), told.words):
        return False
    if told.words.language != "en":
        return clause[0].startswith((".", ";")) and WORD.match(told.prose.text, end) is not None
    verb = WORD.match(told.prose.text, end)
    return bool(verb and re.fullmatch(r"[a-z]{2,}s", verb["word"]) and verb["word"] not in ("its", "is", "was", "has"))


def _sequence(told: StepProse) -> Found | None:
    """‘and then’ between two verbs of one subject; not right after it, and not where the flow goes on elsewhere."""
    for found in told.prose.find(told.words, "sequence-words") if told.step.subject else ():
        after_verb = told.prose.text[told.rest : found.start].strip(" *_,")
        if after_verb and in_main_clause(told.prose, found.start, told.words) and not _goes_on(told, found.end):
            return found
    return None


def _goes_on(told: StepProse, at: int) -> bool:
    """Whether a step says there that the flow goes on at a step, or in another flow."""
    rest = told.prose.text[at : at + 80].lstrip()
    verb = told.words.begins("going-on-verbs", rest)
    return verb is not None and next(told.words.find("flow-nouns", rest[verb.end :]), None) is not None


# ---- what else is in a sentence


def _leading_participle(told: StepProse) -> Found | None:
    starter = told.words.begins("gerund-starters", told.prose.text)
    word = WORD.match(told.prose.text, starter.end if starter else 0)
    comma = told.prose.text.find(",", 0, 200)
    if not word or comma < word.end() or not _is_gerund(word["word"], told.words):
        return None
    does = starter is not None or _has_object(told, word.end())
    return Found(told.prose.text[: word.end()], 0, word.end()) if does else None


def _trailing_participle(told: StepProse) -> Found | None:
    for match in _PARTICIPLE.finditer(told.prose.text, told.rest):
        word = match["word"]
        if not _is_gerund(word, told.words) or told.words.has("telling-participles", word):
            continue
        if _has_object(told, match.end()) and not _is_example(told, match.start()):
            return Found(word, match.start("word"), match.end())
    return None


def _has_object(told: StepProse, at: int) -> bool:
    """Whether a gerund does something to something: without that, it may be a noun ("charging status")."""
    if told.prose.text[at:].lstrip(" *_").startswith(NAME):
        return True
    after = WORD.match(told.prose.text, at)
    return after is not None and any(told.words.has(name, after["word"]) for name in ("determiners", "articles"))


def _is_example(told: StepProse, at: int) -> bool:
    """Whether what stands there is in brackets, or an example."""
    before = told.prose.text[max(0, at - 200) : at + 1]
    return before.count("(") > before.count(")") or next(told.words.find("example-words", before), None) is not None


def _is_gerund(word: str, words: Lexicon) -> bool:
    return words.ends("gerund-endings", word) and not words.has("not-gerunds", word)


def _use_cases_with_points(every: list[StepProse]) -> set[str]:
    """The use cases most of whose steps end in a point."""
    counts: dict[str, list[bool]] = {}
    for told in every:
        counts.setdefault(told.use_case.key, []).append(told.prose.text.rstrip(" *_)").endswith((".", "?", "!")))
    return {name for name, ends in counts.items() if len(ends) >= _FEW_STEPS and sum(ends) >= _MOSTLY * len(ends)}


def _unpointed(prose: Prose) -> int | None:
    """Where the point of a step is missing; ``None`` where there is one, or something that it doesn't follow."""
    text = prose.written
    end = len(text.rstrip())
    plain = end == len(prose.text.rstrip()) and "\n" not in text and "`" not in text[-1:]
    return end if plain and text[end - 1 : end].isalnum() else None
