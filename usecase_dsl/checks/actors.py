"""The rules of family ACT: actors and the system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from usecase_dsl.checks.walk import called, includes, part, steps
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.directory import system_names
from usecase_dsl.model.tables import Actor, Model, Name, Step, Subject, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key, near
from usecase_dsl.syntax.vocabulary import vocabulary


def undeclared_actor(model: Model, settings: Settings) -> Iterator[Finding]:
    """A field names an actor that nothing declares.

    The name is taken for an actor all the same; declared, it could say what the actor wants and what it is a
    special case of. It is an error where it is nearly the name of a declared actor, which is a slip of the pen,
    and in a strict project.

    Bad:
        actor: Passenger

        use case: Sell a ticket
          # ACT301 one letter is missing
          primary actor: Pasenger
          # ACT301 nothing declares it
          supporting actors: Bank

    Good:
        actor: Passenger

        actor: Bank

        use case: Sell a ticket
          primary actor: Passenger
          supporting actors: Bank

    Source: UCEd ("must be a domain concept").
    """
    systems = _systems(model)
    for actor in model.actors.values():
        if actor.declared or actor.key in systems:
            continue
        meant = _meant(actor, model)
        severity = Severity.ERROR if meant or settings.strict else None
        hint = f"did you mean ‘{meant.name}’?" if meant else f"declare it: ‘actor: {actor.name}’"
        related = (Related(meant.place, "declared here"),) if meant else ()
        yield Finding(actor.place, f"nothing declares the actor ‘{actor.name}’", hint, related, severity)


def idle_actor(model: Model, settings: Settings) -> Iterator[Finding]:
    """A declared actor takes part in no use case.

    No field and no step names it, nor an actor that it is a special case of, or that is one of it. Either a use
    case is missing, or the actor doesn't concern this system.

    Bad:
        actor: Passenger

        # ACT302 no use case names it
        actor: Inspector

        use case: Sell a ticket
          primary actor: Passenger

    Good:
        actor: Passenger

        actor: Inspector

        use case: Sell a ticket
          primary actor: Passenger

        use case: Check a ticket
          primary actor: Inspector

    Source: MagicDraw (ActorUsecase); ModelScript (LazyActor); RUP checkpoints.
    """
    taking_part = {name for use_case in model.use_cases.values() for name in _taking_part(use_case)}
    slips = {meant.key for actor in model.actors.values() if not actor.declared and (meant := _meant(actor, model))}
    kin = _kin(taking_part | slips, model)
    for actor in model.actors.values() if model.use_cases else ():
        if actor.declared and actor.key not in kin:
            hint = "name it in the use case that it takes part in, or take it out"
            yield Finding(actor.place, f"actor ‘{actor.name}’ takes part in no use case", hint)


def use_case_without_actor(model: Model, settings: Settings) -> Iterator[Finding]:
    """Nobody takes part in a use case.

    A use case serves somebody outside the system. One that is included, extends or specialises another gets its
    actors from there, and one for customers has personas; any other names whom it serves.

    Bad:
        # ACT303 for whom?
        use case: Sell a ticket
          main success scenario:
            1. System prints the ticket.

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            2. System prints the ticket.

    Source: RUP checkpoint "is each concrete use case involved with at least one actor?"; ModelScript (UnusedUsecase).
    """
    called_by_others = {name.key for use_case in model.use_cases.values() for name in includes(use_case)}
    general = {name.key for use_case in model.use_cases.values() for name in use_case.specialises}
    for use_case in model.use_cases.values():
        serves_another = use_case.extends or use_case.specialises or use_case.key in called_by_others | general
        personas = any(field.keyword == "personas" and field.items for field in use_case.fields)
        told = any(True for _ in steps(use_case))
        if told and not serves_another and not personas and not any(_taking_part(use_case)):
            message = f"no actor takes part in use case ‘{called(use_case)}’"
            yield Finding(use_case.place, message, "name the one whom it serves: ‘primary actor: …’")


def foreign_subject(model: Model, settings: Settings) -> Iterator[Finding]:
    """An actor acts in a step and isn't an actor of the use case.

    Who reads only the header, or the diagram, doesn't learn that this actor is needed. Add it to the primary or
    supporting actors. A use case without actor fields is left alone; the actors of a use case that includes
    this one, or that this one extends or specialises, count too, as do general and special cases (`is a`) of
    all these.

    Bad:
        use case: Sell a ticket
          primary actor: Passenger
          main success scenario:
            1. Passenger names a destination.
            # ACT305 the header doesn't name the Inspector
            2. Inspector stamps the ticket.

        use case: Check a ticket
          primary actor: Inspector

    Good:
        use case: Sell a ticket
          primary actor: Passenger
          supporting actors: Inspector
          main success scenario:
            1. Passenger names a destination.
            2. Inspector stamps the ticket.

        use case: Check a ticket
          primary actor: Inspector

    Source: RUCM restriction 1.
    """
    bases = _bases(model)
    for use_case in model.use_cases.values():
        if not _named(use_case):
            continue
        own = {name.key for name in _named(use_case)} | _own_system(use_case)
        acting = {step.subject.key: (step, step.subject) for step in reversed([*steps(use_case)]) if step.subject}
        strangers = [name for name in reversed(acting) if name and name not in own]
        known = _kin(_known_to(use_case, bases, model), model) if strangers else set[str]()
        for name in strangers:
            if name not in known:
                step, subject = acting[name]
                message = f"‘{model.actors[name].name}’ acts in step {step.label} and isn't an actor of this use case"
                hint = "add it to the primary or supporting actors"
                yield Finding(_subject_place(step, subject), message, hint)


def system_as_actor(model: Model, settings: Settings) -> Iterator[Finding]:
    """The system that a use case is about is listed as an actor.

    An actor is outside: it wants something of the system, or the system of it. The system itself takes part in
    every step and needs no mention. Another system that this one talks to is an actor.

    Bad:
        system: Ticket Machine

        use case: Sell a ticket
          primary actor: Passenger
          # ACT309 the system itself
          supporting actors: Ticket Machine

    Good:
        system: Ticket Machine

        use case: Sell a ticket
          primary actor: Passenger
          supporting actors: Bank Host

    Source: Pearce, "making the subject an actor".
    """
    hint = "take it out, or name who uses the system here"
    declared = {actor.key: actor for actor in model.actors.values() if actor.declared and _is_system(actor, model)}
    for actor in declared.values():
        message = f"‘{actor.name}’ is the system itself, and an actor is outside the system"
        yield Finding(actor.place, message, hint)
    for use_case in model.use_cases.values():
        for name in _named(use_case):
            if name.key not in declared and key(name.text) in _own_system(use_case):
                message = f"‘{name.text}’ is the system itself, and an actor is outside the system"
                yield Finding(name.place, message, hint)


ACTOR_RULES: tuple[Rule[Model], ...] = (
    Rule("ACT301", "undeclared-actor", Severity.ADVICE, undeclared_actor),
    Rule("ACT302", "idle-actor", Severity.WARNING, idle_actor),
    Rule("ACT303", "use-case-without-actor", Severity.WARNING, use_case_without_actor),
    Rule("ACT305", "foreign-subject", Severity.ERROR, foreign_subject),
    Rule("ACT309", "system-as-actor", Severity.ERROR, system_as_actor),
)


# ---- actors of a use case


def _named(use_case: UseCase) -> tuple[Name, ...]:
    """The actors in the fields of a use case."""
    return (*use_case.primary_actors, *use_case.supporting_actors)


def _taking_part(use_case: UseCase) -> Iterator[str]:
    """The keys of the actors that a use case names in its fields and its steps."""
    yield from (name.key for name in _named(use_case) if name.key)
    for step in steps(use_case):
        yield from step.receivers
        if step.subject and step.subject.key:
            yield step.subject.key


def _bases(model: Model) -> Mapping[str, set[str]]:
    """For each use case, those that it is part of: that include it, that it extends, that it specialises."""
    found: dict[str, set[str]] = {name: set() for name in model.use_cases}
    for use_case in model.use_cases.values():
        own = (*use_case.specialises, *(extend.use_case for extend in use_case.extends))
        found[use_case.key] |= {name.key for name in own if name.key}
        for name in includes(use_case):
            if name.key in found:
                found[name.key].add(use_case.key)
    return found


def _known_to(use_case: UseCase, bases: Mapping[str, set[str]], model: Model) -> Iterator[str]:
    """The actors in the fields of a use case and of those that it is part of; for a slip, the actor that is meant."""
    for one in _closure([use_case.key], bases):
        for name in _named(model.use_cases[one]):
            actor = model.actors.get(name.key or "")
            meant = _meant(actor, model) if actor and not actor.declared else actor
            yield from (each.key for each in (actor, meant) if each)


def _subject_place(step: Step, subject: Subject) -> Place:
    start = step.text.span.start - step.place.span.start
    marks = len(subject.text) - len(subject.text.lstrip("*_ "))
    return part(step.place, start + marks, start + len(subject.text))


# ---- what an actor is called, and what it is


def _meant(actor: Actor, model: Model) -> Actor | None:
    """The declared actor that an undeclared one is a slip of."""
    declared = {
        name: each
        for each in model.actors.values()
        if each.declared
        for name in (each.name, *(synonym.text for synonym in each.synonyms))
    }
    slip = near(actor.name, declared)
    return declared[slip] if slip else None


def _own_system(use_case: UseCase) -> set[str]:
    """What the system that a use case is about is called."""
    return {*system_names(use_case.scope, use_case.system), *vocabulary(use_case.document.language).system}


def _is_system(actor: Actor, model: Model) -> bool:
    """Whether an actor has the name of the only system, or is called System; of several, one may be another's actor."""
    names = {name for system in model.systems.values() for name in system_names(system, system.name)}
    words = {word for document in model.documents for word in vocabulary(document.language).system}
    return actor.key in (words | names if len(model.systems) == 1 else words)


def _systems(model: Model) -> set[str]:
    """What systems are called: a system that is named as an actor is declared, and the own one is another rule's."""
    names = {name for system in model.systems.values() for name in system_names(system, system.name)}
    words = {word for document in model.documents for word in vocabulary(document.language).system}
    return names | words | {key(use_case.system) for use_case in model.use_cases.values()}


def _kin(actors: Iterable[str], model: Model) -> set[str]:
    """These actors with all that they are special cases of, and all that are special cases of them."""
    general: dict[str, set[str]] = {name: set() for name in model.actors}
    special: dict[str, set[str]] = {name: set() for name in model.actors}
    for actor in model.actors.values():
        for parent in actor.parents:
            if parent.key in special:
                general[actor.key].add(parent.key)
                special[parent.key].add(actor.key)
    own = list(actors)
    return _closure(own, general) | _closure(own, special)


def _closure(start: Iterable[str], ways: Mapping[str, set[str]]) -> set[str]:
    """All that the ways lead to, from the start."""
    found: set[str] = set()
    pending = list(start)
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += ways.get(name, ())
    return found
