"""Rules about steps in which nobody acts who is known: nobody at all, or somebody under a name that isn't declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from usecase_dsl.checks.actors.persons import NOUN_FIRST, called, is_part
from usecase_dsl.checks.cast import named, subject_place, taking_part
from usecase_dsl.checks.language.openings import Opening, Stranger, openings, strangers, words_of_verb
from usecase_dsl.checks.walk import steps, written
from usecase_dsl.diagnostic import Edit, Finding, Fix, Related, Severity
from usecase_dsl.model.tables import Actor, Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.vocabulary import vocabulary


def unknown_subject(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step begins with somebody who is neither an actor nor the system.

    Two sides are known in a use case, and each step is by one of them. A third name leaves open whether it is
    another actor, another name of one, or a part of the system, which nobody sees from outside. Declare it, as what
    it is, or write who acts. A name is reported where a text has it first, and only where somebody takes part in
    the use case. "The actor" names nobody, where actors have names.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            # ACT306 who is that?
            2. The dispatcher confirms the train.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          supporting actors: Dispatcher
          main success scenario:
            1. Customer names a destination.
            2. The dispatcher confirms the train.

    Source: RUCM restriction 1.
    """
    systems = _systems(model)
    found: dict[tuple[str, str], list[Stranger]] = {}
    for each in strangers(model, settings):
        if any(taking_part(each.use_case)) and not _is_system(each, systems) and not _meant(each, model):
            found.setdefault((each.place.source.name, key(each.name)), []).append(each)
    for group in found.values():
        more = f" (in {len(group)} steps)" if len(group) > 1 else ""
        message = f"‘{group[0].name}’ is neither an actor nor the system{more}"
        hint = "declare it as an actor, or as ‘also known as’ of an actor or the system, or write who acts"
        is_generic = group[0].lists.has("actor-words", group[0].name)
        yield Finding(group[0].place, message, "write the actor's name" if is_generic else hint)


def missing_subject(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step doesn't say who acts.

    Who has the ball? "Enter the number" may be the actor's part or the system's, and no picture can tell either.
    Begin each step with the one who acts. Lists under a heading, such as notes or conditions, are no steps, and lines
    that praise what comes of it aren't either.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            # ACT307 who does?
            1. Enter the destination.
            # ACT307 and who here?
            2. Calculates the fare.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer enters the destination.
            2. System calculates the fare.

    Source: Cockburn, "Writing Effective Use Cases", pass/fail test 20; RUCM restrictions 7 and 8.
    """
    for opening in openings(model, settings):
        end = words_of_verb(opening)
        if end and _is_step(opening):
            place = opening.place(0, end - 1)
            message = f"the step begins with ‘{written(place)}’ and doesn't say who acts"
            yield Finding(place, message, "begin it with the actor who does it, or with the system")


def system_by_another_name(model: Model, settings: Settings) -> Iterator[Finding]:
    """The system is called by a name that nobody declared.

    One thing has one name: a reader who meets "the application" after "the system" has to guess whether they are the
    same. Write the one name everywhere; if people use both, declare the other as `also known as`.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System shows the price.
            3. Customer pays the fare.
            # ACT311 is that the system?
            4. The application prints the ticket.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System shows the price.
            3. Customer pays the fare.
            4. System prints the ticket.

    Source: RUCM restriction 16.
    """
    systems = _systems(model)
    for group in _by_name(each for each in strangers(model, settings) if _is_system(each, systems)):
        first = systems[group[0].place.source.name]
        name = _without_article(written(first), group[0].use_case.document.language)
        message = f"the system is called ‘{group[0].name}’ here, and ‘{name}’ elsewhere"
        hint = f"write ‘{name}’, or declare the other name: ‘also known as: {group[0].name}’"
        related = (Related(first, f"called ‘{name}’ here"),)
        yield Finding(group[0].place, message, hint, related, fix=_renamed(group, name))


def undeclared_synonym(model: Model, settings: Settings) -> Iterator[Finding]:
    """An actor is called by a part of its name, or by a longer one, that nobody declared.

    "Customer" may be the Registered Customer of the header, or somebody else. Write the name that is declared; if
    people use both, declare the other as `also known as`.

    Bad:
        use case: Sell a ticket
          primary actor: Registered Customer
          main success scenario:
            # ACT312 the registered one?
            1. The customer names a destination.
            2. System shows the price.

    Good:
        actor: Registered Customer
          also known as: Customer

        use case: Sell a ticket
          primary actor: Registered Customer
          main success scenario:
            1. The customer names a destination.
            2. System shows the price.

    Source: RUCM restriction 9.
    """
    systems = _systems(model)
    for group in _by_name(each for each in strangers(model, settings) if not _is_system(each, systems)):
        actor = _meant(group[0], model)
        if actor:
            use_case = group[0].use_case
            is_only = [name.key for name in use_case.primary_actors] == [actor.key]
            guess = "the actor of this use case is" if is_only else "it may be"
            message = f"nobody is called ‘{group[0].name}’; {guess} ‘{actor.name}’"
            named_so = f"‘{actor.name}’" if is_only else "who is meant"
            hint = f"write {named_so}, or declare the other name: ‘also known as: {group[0].name}’"
            yield Finding(
                group[0].place, message, hint, (Related(actor.place, "the actor"),), fix=_renamed(group, actor.name)
            )


SUBJECT_RULES: tuple[Rule[Model], ...] = (
    Rule("ACT306", "unknown-subject", Severity.WARNING, unknown_subject),
    Rule("ACT307", "missing-subject", Severity.WARNING, missing_subject),
    Rule("ACT311", "system-by-another-name", Severity.WARNING, system_by_another_name),
    Rule("ACT312", "undeclared-synonym", Severity.WARNING, undeclared_synonym),
)


# ---- what is no step


def _is_step(opening: Opening) -> bool:
    """Whether a line may tell what somebody does: it belongs to no list under a heading of its own, and praises
    nothing where nobody acts at all."""
    heading = opening.flow.condition.value.strip("*_ ")
    if opening.lists.has("list-headings", heading):
        return False
    praise = opening.lists.begins("benefit-verbs", " ".join(opening.words))
    return praise is None or any(step.subject for step in steps(opening.use_case))


# ---- names that nobody has


def _systems(model: Model) -> Mapping[str, Place]:
    """Where each text calls the system by its name for the first time, by the name of the text."""
    found: dict[str, Place] = {}
    for use_case in model.use_cases.values():
        for step in steps(use_case) if use_case.place.source.name not in found else ():
            if step.subject and not step.subject.key:
                found.setdefault(use_case.place.source.name, subject_place(step, step.subject))
                break
    return found


def _is_system(stranger: Stranger, systems: Mapping[str, Place]) -> bool:
    return stranger.lists.has("system-words", stranger.name) and stranger.place.source.name in systems


def _meant(stranger: Stranger, model: Model) -> Actor | None:
    """The only actor of a use case whose name is a part of the stranger's, or has it as a part, with the same noun."""
    names = (model.actors[name.key] for name in named(stranger.use_case) if name.key and name.key in model.actors)
    noun_first = stranger.use_case.document.language in NOUN_FIRST
    meant = [actor for actor in names if any(is_part(stranger.words, each, noun_first) for each in called(actor))]
    return meant[0] if len(meant) == 1 else None


def _by_name(found: Iterable[Stranger]) -> Iterator[Sequence[Stranger]]:
    """The same name in one use case is one finding."""
    groups: dict[tuple[str, str], list[Stranger]] = {}
    for each in found:
        groups.setdefault((each.use_case.key, key(each.name)), []).append(each)
    yield from groups.values()


def _renamed(group: Sequence[Stranger], name: str) -> Fix:
    edits = tuple(Edit(each.place.span, name) for each in sorted(group, key=lambda each: each.place.span))
    return Fix(f"write ‘{name}’", edits, safe=False)


def _without_article(subject: str, language: str) -> str:
    first, _, rest = subject.partition(" ")
    return rest if rest and key(first) in vocabulary(language).articles else subject
