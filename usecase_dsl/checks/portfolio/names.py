"""Rules about whom a customer use case is for and where it is sold: segments, personas and plans by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from usecase_dsl.checks.portfolio.seen import Offer, declared, seen
from usecase_dsl.checks.walk import called, rewrite
from usecase_dsl.diagnostic import Finding, Severity
from usecase_dsl.model.gather import actor_names, name_list
from usecase_dsl.model.tables import EntryKind, Model
from usecase_dsl.portfolio.fit import is_like
from usecase_dsl.portfolio.market import Market, Persona, Plan, Segment
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key, near
from usecase_dsl.syntax.nodes import Text
from usecase_dsl.syntax.vocabulary import Vocabulary, vocabulary

_FIELDS: Mapping[EntryKind, str] = {"persona": "personas", "segment": "segments", "plan": "plans"}


def unmapped(model: Model, settings: Settings) -> Iterator[Finding]:
    """A customer use case names no plan, segment or persona, or one that nobody declares.

    Who has the problem and in which plan it is solved is what a portfolio is worked out from: shares by segment, the
    use cases of a plan, what to bring to whom. Segments come from a use case's personas and plans too, where it names
    none; only what the project declares at all is asked for, and `none` says that there is none on purpose.

    A name that nothing has is an error where others of its kind are declared, and so it is in the `segments` of a
    persona or a plan.

    Bad:
        segment: Regional Railways
        persona: Station Manager
          # BIZ806 which segment is that?
          segments: Regional Railway
        # BIZ806 who has the problem?
        use case UC-1: Open a gate that is stuck
          segments: Regional Railways

    Good:
        segment: Regional Railways
        persona: Station Manager
          segments: Regional Railways
        use case UC-1: Open a gate that is stuck
          personas: Station Manager

    Source: S. Zou, "Customer Use Cases" (sarahzou.com/wiki): a use case is a problem of a persona, and each plan maps
    to one or two of them; names that don't resolve are this toolkit's own.
    """
    where, offers = seen(model)
    kinds = {kind: _Kind(kind, _names(where, kind)) for kind in _FIELDS}
    for kind in ("persona", "plan"):
        for _, declaration, item, _ in declared(model, kind, "segments"):
            yield from _unknown(item, declaration.place(item.span), declaration.words, kinds["segment"])
    for offer in offers:
        unknown = [
            found
            for kind, keyword in _FIELDS.items()
            for item, place in offer.said(keyword)
            for found in _unknown(item, place, vocabulary(offer.of.language), kinds[kind])
        ]
        yield from unknown
        lacks = [kind for kind, keyword in _FIELDS.items() if kinds[kind].names and not offer.has(keyword)]
        if "segment" in lacks and (unknown or where.segments_of(offer.of)):
            lacks.remove("segment")
        if lacks:
            yield _without(offer, lacks)


NAME_RULES: tuple[Rule[Model], ...] = (Rule("BIZ806", "unmapped", Severity.WARNING, unmapped, at_worst=Severity.ERROR),)


@dataclass(frozen=True)
class _Kind:
    """What is declared of a kind: names as they are written, by the keys under which they are known."""

    kind: EntryKind
    names: Mapping[str, str]


def _names(where: Market, kind: EntryKind) -> Mapping[str, str]:
    tables: Mapping[EntryKind, Mapping[str, Persona | Segment | Plan]]
    tables = {"persona": where.personas, "segment": where.segments, "plan": where.plans}
    return {known: each.name for name, each in tables[kind].items() for known in (name, key(each.name))}


def _unknown(item: Text, where: Place, words: Vocabulary, of: _Kind) -> Iterator[Finding]:
    """The names in an item that nothing has."""
    for name in name_list(item):
        if key(name.value) not in of.names:
            place = Place(where.source, name.span)
            severity = Severity.ERROR if of.names else None
            meant, hint = _meant(name, words, of)
            fix = rewrite(place, name.value, meant)
            yield Finding(place, f"no {of.kind} is called ‘{name.value}’", hint, severity=severity, fix=fix)


def _meant(name: Text, words: Vocabulary, of: _Kind) -> tuple[str | None, str]:
    """What a name that nothing has is to be, if that can be told, and a hint."""
    parts = [part.value for part in actor_names(name, of.names, words)]
    if len(parts) > 1:
        return ", ".join(parts), "names have commas between them"
    if meant := near(name.value, of.names.values()):
        return meant, f"did you mean ‘{meant}’?"
    like = {each for each in of.names.values() if is_like(name.value, each)}
    return None, f"did you mean ‘{like.pop()}’?" if len(like) == 1 else f"declare it: ‘{of.kind}: {name.value}’"


def _without(offer: Offer, lacks: Sequence[EntryKind]) -> Finding:
    message = f"customer use case ‘{called(offer.use_case)}’ names no {' and no '.join(lacks)}"
    fields = " and ".join(f"‘{_FIELDS[kind]}: …’" for kind in lacks)
    return Finding(offer.use_case.place, message, f"write {fields}, or ‘none’ if there is none")
