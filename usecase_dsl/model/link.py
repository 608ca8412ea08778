"""From documents to one model: names looked up once, tables instead of pointers."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from usecase_dsl.model.directory import Directory, directory
from usecase_dsl.model.gather import (
    Scoped,
    actor_names,
    gather_actors,
    gather_entries,
    gather_systems,
    items,
    known_name,
    new_actor,
    scoped,
)
from usecase_dsl.model.links import links
from usecase_dsl.model.tables import Actor, Duplicate, Entry, EntryKind, Model, System, UseCase
from usecase_dsl.model.use_cases import use_case, use_case_key
from usecase_dsl.source import Place
from usecase_dsl.syntax.labels import is_code
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Document, Reference, Text
from usecase_dsl.syntax.parser import collector_paused
from usecase_dsl.syntax.scripts import FULL_STOPS

_ACTOR_FIELDS = {
    "use case": ("primary actors", "supporting actors"),
    "actor": ("is a",),
    "persona": ("plays",),
}


@dataclass(frozen=True)
class Linked:
    """A model, and what it takes to link it again when some of its documents have changed.

    ``uses`` are its use cases by their declarations' identity, each with its declaration as it was found.
    """

    model: Model
    names: Directory
    uses: Mapping[int, tuple[Scoped, UseCase]]


def link(documents: Iterable[Document]) -> Model:
    """The model of a project: all its documents, whatever their order, with references resolved.

    Nothing is refused: what can't be resolved has ``None`` where its key would be, and rules report it.
    """
    return linked(documents).model


@collector_paused()
def linked(documents: Iterable[Document], earlier: Linked | None = None) -> Linked:
    """``link``; what is left of an earlier model isn't linked again.

    A use case is a function of its declaration and of all names: where both are as they were, so is the use case.
    """
    ordered = tuple(sorted(documents, key=lambda document: document.source.name))
    declared = list(scoped(ordered))
    systems = gather_systems(declared)
    entries, duplicates = gather_entries(declared)
    actors = gather_actors(declared)
    _add_actors_named(actors, declared)
    nodes = [each for each in declared if each.node.keyword == "use case"]
    names, more = _use_case_names(nodes)
    names_of_all = directory(actors, names, entries)
    _add_rules_named(entries, nodes, names_of_all)
    actors = {name: _with_parents(actor, names_of_all) for name, actor in actors.items()}
    left = _left(earlier, names_of_all, systems)
    uses: dict[int, tuple[Scoped, UseCase]] = {}
    use_cases: dict[str, UseCase] = {}
    for each in nodes:
        if use_case_key(each) not in use_cases:
            found = _again(left, each) or use_case(each, names_of_all, systems)
            use_cases[found.key] = found
            uses[id(each.node)] = each, found
    frozen: Mapping[EntryKind, Mapping[str, Entry]] = entries
    model = Model(ordered, systems, actors, use_cases, frozen, (), (*duplicates, *more))
    return Linked(replace(model, links=tuple(links(model))), names_of_all, uses)


def _left(
    earlier: Linked | None, names: Directory, systems: Mapping[str, System]
) -> Mapping[int, tuple[Scoped, UseCase]]:
    """The use cases of an earlier model, if all names are the same in it."""
    same = earlier is not None and earlier.names == names and earlier.model.systems == systems
    return earlier.uses if earlier and same else {}


def _again(left: Mapping[int, tuple[Scoped, UseCase]], each: Scoped) -> UseCase | None:
    """The use case of this very declaration in an earlier model."""
    before, found = left.get(id(each.node), (None, None))
    same = before is not None and before.node is each.node and before.document is each.document
    return found if before and same and (before.package, before.system) == (each.package, each.system) else None


def _add_actors_named(actors: dict[str, Actor], declared: list[Scoped]) -> None:
    """A name in an actor field declares the actor if nothing else does."""
    known = set(actors) | {key(name.text) for actor in actors.values() for name in actor.synonyms}
    # What counts as one name doesn't depend on which field is read first.
    alone = frozenset(known)
    for each in declared:
        for text in _actor_names(each, alone):
            if not known_name(text.value, known, each.words):
                known.add(key(text.value))
                actors[key(text.value)] = new_actor(text.value, each.place(text.span))


def _actor_names(each: Scoped, known: Container[str]) -> Iterator[Text]:
    for keyword in _ACTOR_FIELDS.get(each.node.keyword, ()):
        for item in items(each.node, keyword, each.words):
            yield from actor_names(item, known, each.words)


def _use_case_names(nodes: list[Scoped]) -> tuple[dict[str, str], list[Duplicate]]:
    """The key of a use case by id and by title, and the ids and titles given twice."""
    ids: dict[str, Place] = {}
    titles: dict[str, Place] = {}
    duplicates: list[Duplicate] = []
    for each in nodes:
        id, title = each.node.id, each.node.name.value.rstrip(FULL_STOPS)
        if id:
            place = each.place(id.span)
            duplicates += _duplicate("use case id", id.text, place, ids)
            ids.setdefault(key(id.text), place)
        # Without an id the title is the identity, so it may be nobody else's id either.
        duplicates += _duplicate("use case title", title, each.name_place, titles if id else ChainMap(titles, ids))
        titles.setdefault(key(title), each.name_place)
    by_id = {key(each.node.id.text): use_case_key(each) for each in reversed(nodes) if each.node.id}
    by_title = {key(each.node.name.value.rstrip(FULL_STOPS)): use_case_key(each) for each in reversed(nodes)}
    names = {name: found for name, found in (by_title | by_id).items() if name}
    return names, duplicates


def _duplicate(kind: str, name: str, place: Place, taken: Mapping[str, Place]) -> list[Duplicate]:
    first = taken.get(key(name)) if name else None
    return [Duplicate(kind, name, first, place)] if first else []


def _with_parents(actor: Actor, names: Directory) -> Actor:
    parents = tuple(replace(name, key=names.actors.get(key(name.text))) for name in actor.parents)
    synonyms = tuple(replace(name, key=actor.key) for name in actor.synonyms)
    return replace(actor, parents=parents, synonyms=synonyms)


def _add_rules_named(entries: dict[EntryKind, dict[str, Entry]], nodes: list[Scoped], names: Directory) -> None:
    """An id with a digit in brackets declares a rule if nothing else has it, and it is no slip of a flow's code."""
    for each in nodes:
        codes = {label for section in each.node.sections for x in section.extensions if is_code(label := x.label)}
        for reference in references_of(each):
            text = reference.text
            looks_like_code = text.upper() in codes or _letters(text) in {_letters(code) for code in codes}
            declared = names.entry(text) or key(text) in names.use_cases
            if any(map(str.isdigit, text)) and not looks_like_code and not declared:
                place = each.place(reference.span)
                entries["rule"][key(text)] = Entry("rule", key(text), text, "", (), "", False, False, place)


def references_of(each: Scoped) -> Iterator[Reference]:
    """The ids in brackets in the flows of a use case."""
    for section in each.node.sections:
        bodies = [section.body, *(extension.body for extension in section.extensions)]
        for extension in section.extensions:
            yield from extension.condition.references
        for line in (line for body in bodies for line in body):
            for text in (*((line.text,) if hasattr(line, "text") else ()), *line.results):
                yield from text.references


def _letters(code: str) -> str:
    return code.upper().rstrip("0123456789")
