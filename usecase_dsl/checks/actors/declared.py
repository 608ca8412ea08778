"""The rules of family ACT: actors and the system."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from usecase_dsl.checks.cast import (
    Kinship,
    bases,
    closure,
    kinship,
    named,
    own_system,
    slips,
    subject_place,
    taking_part,
)
from usecase_dsl.checks.walk import called, includes, steps, written
from usecase_dsl.diagnostic import Edit, Finding, Fix, Related, Severity
from usecase_dsl.model.directory import system_names
from usecase_dsl.model.tables import Actor, Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place, Span
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.vocabulary import canonical, vocabulary

_ACTOR_FIELDS = ("primary actors", "supporting actors")
_SEVERAL = re.compile(r"[,，、;；؛&/]")
_BULLET = re.compile(r"\s*[-*•–]\s+")


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
    systems, meant_by = _systems(model), slips(model)
    places = _places_in_fields(model) if meant_by else {}
    for actor in model.actors.values():
        if actor.declared or actor.key in systems:
            continue
        meant = meant_by.get(actor.key)
        severity = Severity.ERROR if meant or settings.strict else None
        hint = f"did you mean ‘{meant.name}’?" if meant else f"declare it: ‘actor: {actor.name}’"
        related = (Related(meant.place, "declared here"),) if meant else ()
        fix = _renamed(actor, meant, places.get(actor.key, ()), model) if meant else None
        yield Finding(actor.place, f"nothing declares the actor ‘{actor.name}’", hint, related, severity, fix)


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
    taking = {name for use_case in model.use_cases.values() for name in taking_part(use_case)}
    meant = {actor.key for actor in slips(model).values()}
    kin = kinship(model).of(taking | meant)
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
        if told and not serves_another and not personas and not any(taking_part(use_case)):
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
    known_to = _KnownActors(model)
    for use_case in model.use_cases.values():
        if not named(use_case):
            continue
        own = {name.key for name in named(use_case)} | own_system(use_case)
        by_actor = {step.subject.key: (step, step.subject) for step in reversed([*steps(use_case)]) if step.subject}
        strangers = [name for name in reversed(by_actor) if name and name not in own]
        known = known_to.of(use_case) if strangers else set[str]()
        for name in strangers:
            if name not in known:
                step, subject = by_actor[name]
                message = f"‘{model.actors[name].name}’ acts in step {step.label} and isn't an actor of this use case"
                hint = "add it to the primary or supporting actors"
                fix = _with_supporting_actor(use_case, model.actors[name].name)
                yield Finding(subject_place(step, subject), message, hint, fix=fix)


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
    names = _systems_alone(model)
    declared = {actor.key: actor for actor in model.actors.values() if actor.declared and actor.key in names}
    for actor in declared.values():
        message = f"‘{actor.name}’ is the system itself, and an actor is outside the system"
        yield Finding(actor.place, message, hint)
    for use_case in model.use_cases.values():
        for name in named(use_case):
            if name.key not in declared and key(name.text) in own_system(use_case):
                message = f"‘{name.text}’ is the system itself, and an actor is outside the system"
                yield Finding(name.place, message, hint)


DECLARED_RULES: tuple[Rule[Model], ...] = (
    Rule("ACT301", "undeclared-actor", Severity.ADVICE, undeclared_actor, at_worst=Severity.ERROR),
    Rule("ACT302", "idle-actor", Severity.WARNING, idle_actor),
    Rule("ACT303", "use-case-without-actor", Severity.WARNING, use_case_without_actor),
    Rule("ACT305", "foreign-subject", Severity.ERROR, foreign_subject),
    Rule("ACT309", "system-as-actor", Severity.ERROR, system_as_actor),
)


# ---- what actors and systems are called


@dataclass(frozen=True, eq=False)
class _KnownActors:
    """The actors that the steps of a use case may name."""

    model: Model

    @cached_property
    def _bases(self) -> Mapping[str, set[str]]:
        return bases(self.model)

    @cached_property
    def _kinship(self) -> Kinship:
        return kinship(self.model)

    @cached_property
    def _slips(self) -> Mapping[str, Actor]:
        return slips(self.model)

    def of(self, use_case: UseCase) -> set[str]:
        """Those in the fields of a use case and of those that it is part of, for a slip the actor that is meant too,
        and all that are kin to these."""
        whole = (self.model.use_cases[one] for one in closure([use_case.key], self._bases))
        own = {name.key for one in whole for name in named(one) if name.key}
        return self._kinship.of(own | {self._slips[name].key for name in own if name in self._slips})


def _systems(model: Model) -> set[str]:
    """What systems are called: a system that is named as an actor is declared, and the own one is another rule's."""
    names = {name for system in model.systems.values() for name in system_names(system, system.name)}
    return names | _system_words(model) | {key(use_case.system) for use_case in model.use_cases.values()}


def _systems_alone(model: Model) -> set[str]:
    """What the only system is called, and the word for any; of several systems, one may be another's actor."""
    names = {name for system in model.systems.values() for name in system_names(system, system.name)}
    return _system_words(model) | (names if len(model.systems) == 1 else set())


def _system_words(model: Model) -> set[str]:
    languages = {document.language for document in model.documents}
    return {word for language in languages for word in vocabulary(language).system}


# ---- fixes


def _places_in_fields(model: Model) -> Mapping[str, list[Place]]:
    """Where fields name an actor, by the actor's key. The place of a name in an item of several lines is the item's."""
    names = [name for use_case in model.use_cases.values() for name in named(use_case)]
    names += [parent for actor in model.actors.values() for parent in actor.parents]
    found: dict[str, list[Place]] = {}
    for name in names:
        if name.key:
            found.setdefault(name.key, []).append(name.place)
    return found


def _renamed(actor: Actor, meant: Actor, places: Sequence[Place], model: Model) -> Fix | None:
    """A slip put right wherever a field has it, in the text where it is reported; none where one of them can't be."""
    here = [each for each in places if each.source.name == actor.place.source.name]
    spans = {each.span for each in here}
    if any(key(written(each)) != actor.key for each in here) or _times_in_fields(actor, model) > len(spans):
        return None
    return Fix(f"write ‘{meant.name}’", tuple(Edit(span, meant.name) for span in sorted(spans)), safe=False)


def _times_in_fields(actor: Actor, model: Model) -> int:
    """How often the text that an actor is reported in has its name in fields for actors: a name that is there twice
    for one use case counts once in the model."""
    source = actor.place.source
    nodes = (node for document in model.documents if document.source is source for node in document.declarations)
    fields = (field for node in nodes for field in node.fields)
    texts = (written(Place(source, field.span)) for field in fields if field.keyword in _ACTOR_FIELDS)
    return sum(text.casefold().count(actor.name.casefold()) for text in texts)


def _with_supporting_actor(use_case: UseCase, name: str) -> Fix | None:
    """A name put behind the last supporting actor, or on a line of its own below the primary ones."""
    last = (*use_case.primary_actors, *use_case.supporting_actors)[-1]
    if key(written(last.place)) != key(last.text) or _SEVERAL.search(name):
        return None
    text, end = last.place.source.text, last.place.span.end
    line = text[text.rfind("\n", 0, end) + 1 : last.place.span.start]
    if not use_case.supporting_actors:
        end = text.find("\n", end)
        more = f"\n{_indent(use_case)}{canonical(use_case.document.language, 'fields', 'supporting actors')}: {name}"
    else:
        more = f"\n{line}{name}" if _BULLET.fullmatch(line) else f", {name}"
    return Fix(f"add ‘{name}’ to the supporting actors", (Edit(Span(end, end), more),), safe=False)


def _indent(use_case: UseCase) -> str:
    start = next(field.head_span.start for field in use_case.fields if field.keyword == "primary actors")
    text = use_case.place.source.text
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return "" if before.strip() else before
