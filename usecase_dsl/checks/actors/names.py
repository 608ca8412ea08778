"""Rules about what is an actor, by its name, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from usecase_dsl.checks.language.lexicon import Lexicon, lexicon
from usecase_dsl.diagnostic import Finding, Severity
from usecase_dsl.model.directory import system_names
from usecase_dsl.model.tables import Actor, Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.vocabulary import vocabulary

# Languages in which a name begins with its noun: a login page is a "página de login".
_NOUN_FIRST = frozenset({"ca", "es", "fr", "gl", "it", "pt", "ro"})


def component_as_actor(model: Model, settings: Settings) -> Iterator[Finding]:
    """A part of the system is listed as an actor.

    Use cases see the system from outside, as one: its screens, its database and its controllers are inside. Take
    the part out, and write System where it acts. A database of somebody else is an actor: call it by a name of its
    own, or say `kind: system`.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          # ACT310 that is inside
          supporting actors: Database

    Good:
        use case: Sell a ticket
          primary actor: Customer
          supporting actors: Timetable Service

    Source: Pearce, antipatterns of use cases; Cockburn, "Writing Effective Use Cases", pass/fail test 4 (a black box).
    """
    systems = {name for system in model.systems.values() for name in system_names(system, system.name)}
    for actor, lists in _with_lists(model, settings):
        if _is_component(actor, lists, systems):
            message = f"‘{actor.name}’ is a part of the system, and an actor is outside the system"
            hint = "take it out and write System where it acts; another's has a name of its own, or ‘kind: system’"
            yield Finding(actor.place, message, hint)


def person_as_actor(model: Model, settings: Settings) -> Iterator[Finding]:
    """An actor has the name of a person or of a position, not of a role.

    People come and go, and positions differ from house to house. What counts for a use case is the role in which
    somebody meets the system: the one who orders, the one who approves. Name that.

    Bad:
        # ACT313 what is her role?
        actor: Alice

        # ACT313 and when a deputy does it?
        actor: Vice President

    Good:
        actor: Customer

        actor: Approver of Refunds

    Source: Modern Analyst, on the names of actors.
    """
    for actor, lists in _with_lists(model, settings):
        words = actor.name.split()
        is_person = len(words) < 3 and all(map(str.istitle, words)) and lists.has("first-names", words[0])
        if is_person or lists.has("job-titles", actor.name):
            message = f"‘{actor.name}’ is {'a person' if is_person else 'a position'}, not a role"
            yield Finding(actor.place, message, "name what somebody does with the system, such as ‘Approver’")


def too_many(model: Model, settings: Settings) -> Iterator[Finding]:
    """A project has more actors, or a package more use cases, than one can take in.

    Nobody keeps thirty actors apart. Some may be special cases of one role, or belong to another system; many use
    cases belong in packages of their own, or under a summary. How many are allowed is a setting (`actors`, 10, and
    `use-cases`, 15).

    Bad:
        use case: Sell a ticket
          primary actors: Pupil, Student, Soldier, Pensioner, Commuter
          supporting actors: Clerk, Inspector, Bank, Railway, Bus Company
        use case: Refund a ticket
          # ACT317 the eleventh
          primary actor: Tourist

    Good:
        use case: Sell a ticket
          primary actors: Customer
          supporting actors: Clerk, Inspector, Bank, Carrier

    Source: ModelScript (LimitsChecker).
    """
    most = settings.limits.actors
    for actor in [*model.actors.values()][most : most + 1]:
        message = f"there are {len(model.actors)} actors, and more than {most} are hard to keep apart"
        yield Finding(actor.place, message, "draw special cases of one role together")
    most = settings.limits.use_cases
    packages: dict[str, list[UseCase]] = {}
    for use_case in model.use_cases.values():
        packages.setdefault(key(use_case.package), []).append(use_case)
    for use_cases in packages.values():
        for use_case in use_cases[most : most + 1]:
            where = f"package ‘{use_case.package}’ has" if use_case.package else "outside of packages there are"
            message = f"{where} {len(use_cases)} use cases, more than {most}"
            yield Finding(use_case.place, message, "divide them: ‘package: …’ above those that belong together")


NAME_RULES: tuple[Rule[Model], ...] = (
    Rule("ACT310", "component-as-actor", Severity.WARNING, component_as_actor),
    Rule("ACT313", "person-as-actor", Severity.ADVICE, person_as_actor),
    Rule("ACT317", "too-many", Severity.ADVICE, too_many),
)


def _with_lists(model: Model, settings: Settings) -> Iterator[tuple[Actor, Lexicon]]:
    """The actors with the word lists of the language in which they are named."""
    languages: Mapping[str, str] = {document.source.name: document.language for document in model.documents}
    for actor in model.actors.values():
        yield actor, lexicon(languages[actor.place.source.name], settings.words)


def _is_component(actor: Actor, lists: Lexicon, systems: set[str]) -> bool:
    """Whether a name is that of a part that every system has. With a name before it that isn't the system's own, such
    a part may be somebody else's, unless it is one that can only be inside."""
    words = key(actor.name).split()
    if words[:1] and words[0] in vocabulary(lists.language).articles:
        words = words[1:]
    own = [word for word in words if not lists.has("own-words", word)]
    name = " ".join(own) or " ".join(words)
    names = {name, *(name.removeprefix(f"{system} ").removesuffix(f" {system}") for system in systems)}
    is_part = any(lists.has("internal-parts", each) for each in names) and not actor.kinds
    return is_part or any(lists.has("internal-components", each) for each in _ends(words, lists.language))


def _ends(words: Sequence[str], language: str) -> Iterator[str]:
    """What a name ends with, or begins with, where its noun stands first."""
    for count in range(1, len(words) + 1):
        yield " ".join(words[:count] if language in _NOUN_FIRST else words[-count:])
