"""Rules about what the parts of a use case say to each other: titles, preconditions, steps, variations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from usecase_dsl.checks.language.content import content_list, content_words
from usecase_dsl.checks.language.lexicon import Found, Lexicon, lexicon
from usecase_dsl.checks.walk import called, part, steps, written
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Condition, Model, Step, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import FULL_STOPS
from usecase_dsl.syntax.vocabulary import vocabulary

_CRUD = ("create", "read", "update", "delete")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.;!?:](?:\s|$)|,\s")
# What an earlier step gave a name of its own, such as K1.
_SYMBOL = re.compile(r"\b[A-Z]+\d+\b")
_AFTER_LABEL = re.compile(r"\s*\**[\d.,\s–-]+[a-z\d.]*\**\s*[:：]\s*")


def split_by_operation(model: Model, settings: Settings) -> Iterator[Finding]:
    """Creating, changing and deleting the same thing are use cases of their own.

    They mostly are alike, and say little one by one: what the actor is after is that the thing is looked after. One
    use case with the operations as alternatives is shorter and easier to read, until one of them grows. Only use
    cases that create, change and delete the same thing are reported; those that extend another one are left alone.

    Bad:
        # TPL403 four use cases for one thing
        use case: Create a timetable

        use case: View a timetable

        use case: Change a timetable

        use case: Delete a timetable

    Good:
        use case: Keep the timetables up to date
          primary actor: Planner
          main success scenario:
            1. Planner chooses a timetable.
            2. Planner changes the departures in it.
            3. System validates that no two trains use one track.
          alternate flows:
            1a. Planner adds a timetable:
              resume at 2
            2a. Planner deletes the timetable:
              end in success

    Source: RMC, "Separation of CRUD functions"; Cockburn on CRUD use cases.
    """
    groups: dict[tuple[str, tuple[str, ...]], dict[str, UseCase]] = {}
    for use_case in model.use_cases.values():
        operation = None if use_case.extends else _operation(use_case, settings)
        if operation:
            kind, thing = operation
            groups.setdefault((use_case.package, thing), {}).setdefault(kind, use_case)
    for (_, thing), kinds in groups.items():
        if {"create", "update", "delete"} <= kinds.keys():
            first, *others = sorted(kinds.values(), key=_order)
            related = tuple(Related(each.place, f"‘{each.title}’") for each in others)
            message = f"{len(kinds)} use cases do one operation each on the same thing (‘{' '.join(thing)}’)"
            hint = "make one use case of them, with the operations as alternatives, unless they are long"
            yield Finding(first.place, message, hint, related)


def _order(use_case: UseCase) -> tuple[str, int]:
    return use_case.place.source.name, use_case.place.span.start


def _operation(use_case: UseCase, settings: Settings) -> tuple[str, tuple[str, ...]] | None:
    """What a title says is done, of the four operations, and to what."""
    language = use_case.document.language
    words = lexicon(language, settings.words)
    title = key(use_case.title)
    for kind in _CRUD:
        found = words.begins(f"crud-{kind}", title)
        thing = content_list(title[found.end :], language, settings.words) if found else ()
        if thing:
            return kind, thing
    return None


def checked_again(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step checks what a precondition says already.

    A precondition holds before the use case starts: nobody checks it inside, and no extension deals with its
    being wrong. If it has to be checked, it isn't a precondition: take it out there. Else take the step out.

    Bad:
        use case: Draw cash
          primary actor: Customer
          preconditions:
            - The PIN is correct.
          main success scenario:
            1. Customer asks for an amount.
            # TPL404 it is, says the precondition
            2. System checks whether the PIN is correct.
            3. System pays the amount out.

    Good:
        use case: Draw cash
          primary actor: Customer
          main success scenario:
            1. Customer asks for an amount.
            2. System validates that the PIN is correct.
            3. System pays the amount out.
          failure flows:
            2a. The PIN is wrong:
              end in failure

    Source: Cockburn's pass/fail test 11.
    """
    for use_case in model.use_cases.values():
        language = use_case.document.language
        words = lexicon(language, settings.words)
        required = dict(_content_of_preconditions(use_case, model, settings)) if use_case.preconditions else {}
        for step in steps(use_case) if required else ():
            for found in _checks(step, words):
                clause = _SENTENCE_END.split(step.text.value[found.end :])[0]
                condition = required.get(content_words(clause, language, settings.words))
                if condition:
                    yield _checked_again(step, found, condition)


def _content_of_preconditions(
    use_case: UseCase, model: Model, settings: Settings
) -> Iterator[tuple[frozenset[str], Condition]]:
    for each in use_case.preconditions:
        entry = model.entries["condition"].get(each.entry or "")
        text = entry.text if entry else each.text
        content = content_words(text, use_case.document.language, settings.words)
        if len(content) > 1 and not each.negated:
            yield content, each


def _checks(step: Step, words: Lexicon) -> Iterator[Found]:
    for name in ("checks-that", "checks-whether"):
        yield from words.find(name, step.text.value)


def _checked_again(step: Step, found: Found, condition: Condition) -> Finding:
    text = Place(step.place.source, step.text.span)
    place = part(text, *found[1:]) if written(part(text, *found[1:])) == found.text else text
    message = f"the precondition ‘{condition.text.rstrip(FULL_STOPS)}’ is checked again"
    hint = "take the step out, or the precondition if it has to be checked here"
    return Finding(place, message, hint, (Related(condition.place, "the precondition"),))


def goal_not_delivered(model: Model, settings: Settings) -> Iterator[Finding]:
    """The last step of the main flow mentions nothing of what the title, goal or success guarantees speak of.

    The flow goes from the trigger until the goal is delivered. Where the last step is about something else, it
    stops too early, goes on too long, or the title promises something else. Compare the two.

    Words of one line of the list `synonyms` are the same. A step that shows a result (list `result-words`), or refers
    to another place (list `see-phrases`), is left alone, and so is a list of lines in which nobody acts.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            # TPL409 and the ticket?
            2. Customer pays the fare.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
            3. System prints the ticket.

    Source: Cockburn's pass/fail test 16; AI Unified Process checklist.
    """
    for use_case in model.use_cases.values():
        main = next((flow for flow in use_case.flows if not flow.label), None)
        last = main.steps[-1] if main and any(step.subject for step in main.steps) else None
        words = lexicon(use_case.document.language, settings.words)
        if last is None or last.includes or not words.lists.get("stop-words"):
            continue
        promised = _promised(use_case, model, settings)
        texts = (last.text.value, *(result.text for result in last.results))
        done = {word for text in texts for word in content_words(text, words.language, settings.words)}
        if promised and not _refers(last, done, words) and promised.isdisjoint(_meanings(done, words)):
            place = Place(last.place.source, last.text.span)
            message = f"the last step says nothing of what ‘{use_case.title or called(use_case)}’ is there for"
            yield Finding(place, message, "go on until the goal is delivered, or correct the title")


def _promised(use_case: UseCase, model: Model, settings: Settings) -> frozenset[str]:
    """The meanings of the words of title, goal and success guarantees; none where the title is a verb alone."""
    language = use_case.document.language
    found = set(content_list(use_case.title, language, settings.words))
    if len(found) < 2 and not use_case.success_guarantees:
        return frozenset()
    for field in use_case.fields:
        for text in field.items if field.keyword == "goal" else ():
            found |= content_words(text.value, language, settings.words)
    for each in use_case.success_guarantees:
        entry = model.entries["condition"].get(each.entry or "")
        found |= content_words(entry.text if entry else each.text, language, settings.words)
    return _meanings((word for word in found if len(word) > 2), lexicon(language, settings.words))


def _refers(last: Step, done: set[str], words: Lexicon) -> bool:
    """Whether a step only refers to what another place or an earlier step tells."""
    if next(words.find("see-phrases", last.text.value), None) or _SYMBOL.search(last.text.value):
        return True
    return any(words.has("result-words", word) for word in done)


def _meanings(told: Iterable[str], words: Lexicon) -> frozenset[str]:
    """What stands for words and for all that are the same as one of them."""
    groups = [{_stem(each) for each in line.split()} for line in words.lists.get("synonyms", ())]
    stems = {_stem(word) for word in told}
    return frozenset(stems.union(*(group for group in groups if not group.isdisjoint(stems))))


def _stem(word: str) -> str:
    """The beginning of a word, which its forms share."""
    return word.partition("'")[0][:4]


def behaviour_in_variation(model: Model, settings: Settings) -> Iterator[Finding]:
    """A variation of technology or data tells what the system or an actor does.

    Variations are other means to the same step: by card, by voucher. Where somebody does something else, the flow
    branches: that is an extension.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays the fare.
          variations:
            # TPL413 that is a step
            - 1: card | System takes the fare off a voucher

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays the fare.
          variations:
            - 1: card | voucher

    Source: Cockburn's pass/fail test 28.
    """
    actors = {key(name) for actor in model.actors.values() for name in (actor.name, *(s.text for s in actor.synonyms))}
    systems = {key(name) for system in model.systems.values() for name in (system.name, *system.synonyms)}
    for use_case in model.use_cases.values():
        names = frozenset(
            actors | systems | {key(use_case.system)} | set(vocabulary(use_case.document.language).system)
        )
        for field in use_case.fields if names else ():
            for text in field.items if field.keyword == "variations" else ():
                for start, means in _means(text.value):
                    if _tells_behaviour(means, names, use_case.document.language, settings):
                        place = Place(use_case.place.source, text.span)
                        plain = len(written(place)) == len(text.value)
                        yield Finding(
                            part(place, start, start + len(means)) if plain else place,
                            f"‘{means}’ tells what somebody does, and is no other means to a step",
                            "make it an extension, or name the means alone",
                        )


def _means(text: str) -> Iterator[tuple[int, str]]:
    """The means that a variation lists after its step's label, and where they stand."""
    label = _AFTER_LABEL.match(text)
    start = label.end() if label else 0
    for each in text[start:].split("|"):
        means = each.strip()
        yield start + len(each) - len(each.lstrip()), means.rstrip(FULL_STOPS)
        start += len(each) + 1


def _tells_behaviour(means: str, names: frozenset[str], language: str, settings: Settings) -> bool:
    """Whether a text is somebody, a word that can be a verb, and an article or somebody: ‘System sends a …’."""
    known = lexicon(language, settings.words)
    articles = vocabulary(language).articles
    words = [key(match[0]) for match in _WORD.finditer(means)]
    words = words[1:] if words and words[0] in articles else words
    for end in range(min(len(words) - 2, 5), 0, -1):
        if " ".join(words[:end]) in names:
            verb, after = words[end], words[end + 1]
            rest = " ".join(words[end + 1 :])
            somebody = any(rest == name or rest.startswith(f"{name} ") for name in names)
            return not known.has("stop-words", verb) and (after in articles or somebody)
    return False


WORD_RULES: tuple[Rule[Model], ...] = (
    Rule("TPL403", "split-by-operation", Severity.ADVICE, split_by_operation),
    Rule("TPL404", "checked-again", Severity.WARNING, checked_again),
    Rule("TPL409", "goal-not-delivered", Severity.ADVICE, goal_not_delivered),
    Rule("TPL413", "behaviour-in-variation", Severity.WARNING, behaviour_in_variation),
)
