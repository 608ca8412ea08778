"""Rules about names: whatever is referred to has one, and no two things share it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from usecase_dsl.checks.walk import spot
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Actor, ExtensionPoint, Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Declaration
from usecase_dsl.syntax.vocabulary import vocabulary

# A rule, requirement or condition has an id; its statement may be still to come.
_KNOWN_BY_ID = ("rule", "requirement", "condition")


def duplicate_identity(model: Model, settings: Settings) -> Iterator[Finding]:
    """Two use cases have the same id or the same title, or an id is given twice.

    A reference to it has two meanings, and only the first of the two is drawn, checked and tested. Give each
    its own. Actors, terms and systems may be declared again: that adds to what is known of them.

    Bad:
        use case UC-1: Sell a ticket
          main success scenario:
            1. Customer names a destination.
        # SYN001 UC-1 is taken
        use case UC-1: Return a ticket
          main success scenario:
            1. Customer hands over the ticket.

    Good:
        use case UC-1: Sell a ticket
          main success scenario:
            1. Customer names a destination.
        use case UC-2: Return a ticket
          main success scenario:
            1. Customer hands over the ticket.

    Source: UCEd ("no duplicate"); UML 2.5.1, distinguishability of the members of a namespace.
    """
    lines: set[tuple[str, int]] = set()
    for each in model.duplicates:
        line = each.again.source.name, each.again.start.line
        if line not in lines:
            lines.add(line)
            related = (Related(each.first, "first declared here"),)
            yield Finding(each.again, f"the {each.kind} ‘{each.name}’ is given twice", "give each its own", related)
    first: dict[str, tuple[str, Place]] = {}
    for kind, table in model.entries.items():
        for entry in (each for each in table.values() if each.id and each.declared):
            other, place = first.setdefault(entry.key, (kind, entry.place))
            if other != kind:
                message = f"‘{entry.id}’ is the id of a {other} and of a {kind}"
                yield Finding(entry.place, message, "give each its own", (Related(place, f"the {other}"),))


def contradicting_actor(model: Model, settings: Settings) -> Iterator[Finding]:
    """An actor is declared with two kinds, or two actors go by one name.

    Diagrams draw a person and a system differently, and a step's subject has to be one actor. Keep one kind.
    Take the synonym from one of the two, or make them one actor.

    Bad:
        actor: Customer
          kind: human
          also known as: Buyer
        actor: Agency
          # SYN002 a Buyer is a Customer
          also known as: Buyer
        actor: Customer
          # SYN002 Customer is human
          kind: system

    Good:
        actor: Customer
          kind: human
          also known as: Buyer
        actor: Agency
          kind: system

    Source: UCEd; ModelScript (actor declared twice); El-Attar.
    """
    languages = {document.source.name: document.language for document in model.documents}
    for actor in model.actors.values():
        yield from _contradicting_kinds(actor, languages)
    owners: dict[str, Actor] = dict(model.actors)
    for actor in model.actors.values():
        for name in actor.synonyms:
            owner = owners.setdefault(key(name.text), actor)
            if owner is not actor:
                message = f"‘{name.text}’ is a name of two actors: {owner.name} and {actor.name}"
                related = (Related(_where_called(owner, name.text), f"{owner.name} goes by it here"),)
                yield Finding(name.place, message, "take it from one of them, or make them one actor", related)


def unnamed_use_case(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case has no name.

    The name is the goal in a few words, verb first; it is how people speak of the use case, and all that a use
    case has to have.

    Bad:
        # SYN003 what does the Customer get?
        use case UC-1:
          primary actor: Customer

    Good:
        use case UC-1: Buy a ticket
          primary actor: Customer

    Source: UML 2.5.1, constraint UseCase::must_have_name.
    """
    for node, place in _declarations(model):
        if node.keyword == "use case" and not node.name.value:
            yield Finding(place, "this use case has no name", "write its goal after the colon, such as ‘Buy a ticket’")


def unnamed_declaration(model: Model, settings: Settings) -> Iterator[Finding]:
    """An actor, a system or another thing is declared without a name.

    Nothing can refer to it. Write its name after the colon; a rule, a requirement or a condition may have an id
    alone for a while.

    Bad:
        # SYN004 who is it?
        actor:
          kind: human

    Good:
        actor: Customer
          kind: human

    Source: UML 2.5.1, constraint Actor::must_have_name.
    """
    for node, place in _declarations(model):
        by_id = node.id is not None and node.keyword in _KNOWN_BY_ID
        if node.keyword != "use case" and not node.name.value and not by_id:
            yield Finding(place, f"this {node.keyword} has no name", "write its name after the colon")


def extension_point_name(model: Model, settings: Settings) -> Iterator[Finding]:
    """An extension point has no name, or shares its name with another one of the use case.

    A use case that extends this one refers to the point by name, and has to come out at one step. Name the
    place after what is done there, one name for each.

    Bad:
        use case UC-1: Buy a ticket
          main success scenario:
            1. System shows the fare.
            2. Customer pays the fare.
          extension points:
            - payment: 2
            # SYN005 payment is at step 2
            - payment: 1
            # SYN005 how is it called?
            - : 1

    Good:
        use case UC-1: Buy a ticket
          main success scenario:
            1. System shows the fare.
            2. Customer pays the fare.
          extension points:
            - payment: 2
            - fare: 1

    Source: UML 2.5.1, constraint ExtensionPoint::must_have_name.
    """
    for use_case in model.use_cases.values():
        first: dict[str, ExtensionPoint] = {}
        for point in use_case.extension_points:
            known = first.setdefault(key(point.name), point)
            if not point.name:
                hint = "write its name before the step, such as ‘payment: 4’"
                yield Finding(point.place, "this extension point has no name", hint)
            elif known is not point:
                related = (Related(known.place, "the first one"),)
                message = f"a second extension point is called ‘{point.name}’"
                yield Finding(_name_of(point), message, "give each its own name", related)


def _declarations(model: Model) -> Iterator[tuple[Declaration, Place]]:
    """All that is declared, each with the place of its keyword and id."""
    for document in model.documents:
        for node in document.declarations:
            yield node, Place(document.source, node.head_span)


def _contradicting_kinds(actor: Actor, languages: Mapping[str, str]) -> Iterator[Finding]:
    known = [(vocabulary(languages[place.source.name]).value("kind", text), place) for text, place in actor.kinds]
    kinds = [(kind, place) for kind, place in known if kind]
    for kind, place in kinds[1:]:
        first, where = kinds[0]
        if kind != first:
            message = f"{actor.name} is declared {first} and {kind}"
            yield Finding(place, message, "keep one of the two", (Related(where, f"{first} here"),))


def _where_called(actor: Actor, name: str) -> Place:
    """Where an actor is given a name: its own, or a synonym."""
    return next((each.place for each in actor.synonyms if key(each.text) == key(name)), actor.place)


def _name_of(point: ExtensionPoint) -> Place:
    return spot(point.place, point.name)


IDENTITY_RULES: tuple[Rule[Model], ...] = (
    Rule("SYN001", "duplicate-identity", Severity.ERROR, duplicate_identity),
    Rule("SYN002", "contradicting-actor", Severity.ERROR, contradicting_actor),
    Rule("SYN003", "unnamed-use-case", Severity.ERROR, unnamed_use_case),
    Rule("SYN004", "unnamed-declaration", Severity.ERROR, unnamed_declaration),
    Rule("SYN005", "extension-point-name", Severity.ERROR, extension_point_name),
)
