"""Rules about the form of a step: one action, one sentence, of a length that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from usecase_dsl.checks.language.clauses import WORD, follows_subject, in_main_clause
from usecase_dsl.checks.language.lexicon import Found, Lexicon
from usecase_dsl.checks.language.prose import NAME, Prose, StepProse, actors_of, step_prose
from usecase_dsl.diagnostic import Edit, Finding, Fix, Severity
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Span
from usecase_dsl.syntax.vocabulary import vocabulary

_QUESTION = re.compile(r"[?!]+(?=[\s*_)]*$)")
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


def whether_checked(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step checks whether something holds, and doesn't say that it does.

    A step succeeds: the main flow goes on because the check was passed, and an extension says what happens if not. So
    the step validates that it holds.

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
    for told in step_prose(model, settings):
        if found := next(told.prose.find(told.words, "checks-whether"), None):
            message = f"‘{found.text}’ doesn't say what comes of it"
            hint = "say that it holds (‘validates that …’), and in an extension what happens if not"
            yield Finding(told.prose.spot(found), message, hint, fix=_validates(told, found))


def participle_phrase(model: Model, settings: Settings) -> Iterator[Finding]:
    """An action hides in a participle.

    "After entering the PIN" and "thus closing the sale" are actions too, and nobody stands before them. Make a step
    of each.

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

    A step says what happens. A missing point is reported where most steps of a use case have theirs, and where it
    may be that the end of the sentence is lost.

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


def unnamed_item(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step enters "the data", and no more is said about it.

    Which data, nobody knows, and each who asks gets another answer. Name what is handed over; where it is much, give
    it a name and list its parts in a term.

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
    for told in step_prose(model, settings):
        if found := next(_unnamed(told.prose, told.words), None):
            message = f"‘{' '.join(found.text.split())}’ doesn't say what is meant"
            yield Finding(told.prose.spot(found), message, "name what it is, or declare a term that lists it")


STEP_RULES: tuple[Rule[Model], ...] = (
    Rule("TXT504", "several-actions", Severity.WARNING, several_actions, rigour="dressed"),
    Rule("TXT513", "whether-checked", Severity.WARNING, whether_checked),
    Rule("TXT516", "participle-phrase", Severity.ADVICE, participle_phrase),
    Rule("TXT517", "not-a-statement", Severity.ADVICE, not_a_statement),
    Rule("TXT518", "long-step", Severity.ADVICE, long_step),
    Rule("TXT519", "unnamed-item", Severity.WARNING, unnamed_item, rigour="dressed"),
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
    """‘and then’ between two verbs of one subject."""
    for found in told.prose.find(told.words, "sequence-words") if told.step.subject else ():
        if found.start > told.rest and in_main_clause(told.prose, found.start, told.words):
            return found
    return None


# ---- what else is in a sentence


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


def _leading_participle(told: StepProse) -> Found | None:
    starter = told.words.begins("gerund-starters", told.prose.text)
    word = WORD.match(told.prose.text, starter.end if starter else 0)
    comma = told.prose.text.find(",", 0, 200)
    if not word or comma < word.end() or not _is_gerund(word["word"], told.words):
        return None
    return Found(told.prose.text[: word.end()], 0, word.end())


def _trailing_participle(told: StepProse) -> Found | None:
    for match in _PARTICIPLE.finditer(told.prose.text, told.rest):
        if _is_gerund(match["word"], told.words):
            return Found(match["word"], match.start("word"), match.end())
    return None


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
