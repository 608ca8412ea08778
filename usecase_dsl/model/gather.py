"""What the documents declare, put into tables by name: the first half of linking."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import cast, get_args

from usecase_dsl.model.tables import (
    Actor,
    ActorKind,
    Duplicate,
    Entry,
    EntryKind,
    Name,
    System,
)
from usecase_dsl.source import Place, Span
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Declaration, Document, Field, Text
from usecase_dsl.syntax.prose import says_nothing
from usecase_dsl.syntax.scripts import COMMAS, FULL_STOPS, between_names
from usecase_dsl.syntax.vocabulary import Vocabulary, vocabulary

_BETWEEN = re.compile(f"[{COMMAS};；؛]")


@dataclass(frozen=True)
class Scoped:
    """A declaration with what stands around it: its document, the package and the system above it."""

    node: Declaration
    document: Document
    package: str
    system: str

    @property
    def words(self) -> Vocabulary:
        return vocabulary(self.document.language)

    def place(self, span: Span | None = None) -> Place:
        return Place(self.document.source, span or self.node.span)

    @property
    def name_place(self) -> Place:
        return self.place(self.node.name.span if self.node.name.value else self.node.head_span)


def scoped(documents: Iterable[Document]) -> Iterator[Scoped]:
    """Each declaration of each document, in order."""
    for document in documents:
        package = system = ""
        for node in document.declarations:
            if node.keyword == "package":
                package = node.name.value
            elif node.keyword == "system":
                system = node.name.value
            yield Scoped(node, document, package, system)


def fields(node: Declaration, keyword: str) -> Iterator[Field]:
    """The fields of a declaration that have a keyword."""
    return (field for field in node.fields if field.keyword == keyword)


def items(node: Declaration, keyword: str, words: Vocabulary) -> Iterator[Text]:
    """The items of such fields, but for those that say "there is none" or "not written yet"."""
    for field in fields(node, keyword):
        yield from (item for item in field.items if item.value and not says_nothing(item.value, words))


def known_name(written: str, known: Container[str], words: Vocabulary) -> str | None:
    """The key under which a name is known, an article before it left out; ``None`` if it isn't."""
    name = key(written)
    article, _, rest = name.partition(" ")
    elided = [name.removeprefix(each) for each in words.articles if each.endswith("'") and name.startswith(each)]
    candidates = (name, rest if article in words.articles else "", *elided)
    return next((each for each in candidates if each and each in known), None)


def name_list(item: Text, known: Container[str] = ()) -> Iterator[Text]:
    """The names in an item such as ``A, B``; a known name that holds a comma stays whole."""
    exact = item.span.end - item.span.start == len(item.value)
    whole = item.value.rstrip(f" {FULL_STOPS}")
    if key(whole) in known:
        yield replace(item, value=whole)
        return
    offset = 0
    for part in _BETWEEN.split(item.value):
        name = part.strip().rstrip(FULL_STOPS).strip()
        if name:
            start = item.span.start + offset + len(part) - len(part.lstrip())
            # An item of several lines has lost where its parts stand.
            yield Text(name, (), Span(start, start + len(name)) if exact else item.span)
        offset += len(part) + 1


def actor_names(item: Text, known: Container[str], words: Vocabulary) -> Iterator[Text]:
    """The names in an actor field. ``A or B`` and ``A & B`` are two names if both are known and the whole isn't."""
    for name in name_list(item, known):
        parts = list(_joined(name, words))
        apart = not known_name(name.value, known, words) and all(known_name(p.value, known, words) for p in parts)
        yield from parts if apart else (name,)


def _joined(name: Text, words: Vocabulary) -> Iterator[Text]:
    exact = name.span.end - name.span.start == len(name.value)
    ends = [match.span() for match in _infix(words.alternatives, words.conjunctions).finditer(name.value)]
    starts = [0, *(end for _, end in ends)]
    for start, end in zip(starts, [*(start for start, _ in ends), len(name.value)], strict=True):
        place = Span(name.span.start + start, name.span.start + end) if exact else name.span
        yield Text(name.value[start:end], (), place)


@cache
def _infix(alternatives: tuple[str, ...], conjunctions: tuple[str, ...]) -> re.Pattern[str]:
    """What may stand between two names."""
    return re.compile(rf"{between_names((*alternatives, *conjunctions))}|\s*[&/]\s*", re.IGNORECASE)


def gather_systems(declared: Iterable[Scoped]) -> dict[str, System]:
    systems: dict[str, System] = {}
    for each in declared:
        if each.node.keyword != "system" or not each.node.name.value:
            continue
        name = each.node.name.value
        old = systems.get(key(name))
        synonyms = tuple(text.value for text in _names(each, "also known as"))
        systems[key(name)] = System(
            key(name),
            old.name if old else name,
            (*(old.synonyms if old else ()), *synonyms),
            description(old.description if old else "", each),
            old.place if old else each.name_place,
        )
    return systems


def gather_actors(declared: list[Scoped]) -> dict[str, Actor]:
    """The actors declared; a name declared again adds to what it has."""
    actors: dict[str, Actor] = {}
    for each in declared:
        if each.node.keyword == "actor" and each.node.name.value:
            name = each.node.name.value.rstrip(FULL_STOPS)
            actors[key(name)] = _with_declaration(actors.get(key(name)) or new_actor(name, each.name_place), each)
    return actors


def new_actor(name: str, place: Place) -> Actor:
    """An actor of which only the name is known."""
    return Actor(key(name), name, "human", (), (), "", False, place)


def _with_declaration(actor: Actor, each: Scoped) -> Actor:
    kinds = tuple((text.value, each.place(text.span)) for text in items(each.node, "kind", each.words))
    known = [each.words.value("kind", text) for text, _ in kinds]
    return replace(
        actor,
        kind=next((cast(ActorKind, kind) for kind in known if kind), actor.kind),
        synonyms=(*actor.synonyms, *_actor_id(each), *(_named(text, each) for text in _names(each, "also known as"))),
        parents=(*actor.parents, *(_named(text, each) for text in _names(each, "is a"))),
        description=description(actor.description, each),
        declared=True,
        place=actor.place if actor.declared else each.name_place,
        kinds=(*actor.kinds, *kinds),
        declarations=(*actor.declarations, each.node),
    )


def _actor_id(each: Scoped) -> list[Name]:
    """An actor may be called by its id, as by a synonym."""
    return [Name(each.node.id.text, each.place(each.node.id.span), None)] if each.node.id else []


def gather_entries(declared: Iterable[Scoped]) -> tuple[dict[EntryKind, dict[str, Entry]], list[Duplicate]]:
    """Terms, rules, requirements, conditions, segments, personas and plans; and ids that are given twice."""
    entries: dict[EntryKind, dict[str, Entry]] = {kind: {} for kind in get_args(EntryKind)}
    duplicates: list[Duplicate] = []
    for each in declared:
        if each.node.keyword not in entries:
            continue
        table = entries[each.node.keyword]
        entry = _entry(each)
        first = table.setdefault(entry.key, entry)
        if first is not entry and entry.id:
            duplicates.append(Duplicate(entry.kind, entry.id, first.place, entry.place))
        elif first is not entry:
            table[entry.key] = _with_more(first, entry)
    return entries, duplicates


def _with_more(first: Entry, more: Entry) -> Entry:
    """Declaring one name again adds to it."""
    return replace(
        first,
        synonyms=(*first.synonyms, *more.synonyms),
        description="\n\n".join(text for text in (first.description, more.description) if text),
        given=first.given or more.given,
        fields=(*first.fields, *more.fields),
    )


def _entry(each: Scoped) -> Entry:
    node = each.node
    given = [each.words.value("given", text.value) for text in items(node, "given", each.words)]
    return Entry(
        cast(EntryKind, node.keyword),
        key(node.id.text if node.id else node.name.value.rstrip(FULL_STOPS)),
        node.id.text if node.id else "",
        node.name.value,
        tuple(text.value for text in _names(each, "also known as")),
        description("", each),
        True,
        "yes" in given,
        each.place(node.id.span) if node.id else each.name_place,
        node.fields,
    )


def _names(each: Scoped, keyword: str) -> Iterator[Text]:
    for item in items(each.node, keyword, each.words):
        yield from name_list(item)


def _named(text: Text, each: Scoped) -> Name:
    return Name(text.value, each.place(text.span), None)


def description(before: str, each: Scoped) -> str:
    """The text below a name, and what fields called "description" say."""
    own = [each.node.description.value] if each.node.description else []
    own += [item.value for item in items(each.node, "description", each.words)]
    return "\n\n".join(text for text in (before, *own) if text)
