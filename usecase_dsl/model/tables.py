"""The linked model: inert tables. Things refer to each other by key; ``names.key`` makes a key of a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from usecase_dsl.source import Place
from usecase_dsl.syntax.nodes import Declaration, Document, Field, SectionKind, Text

ActorKind = Literal["human", "system", "time"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it is written, and the key of what it names: ``None`` where nothing has that name."""

    text: str
    place: Place
    key: str | None


@dataclass(frozen=True, slots=True)
class System:
    """A system under discussion."""

    key: str
    name: str
    synonyms: tuple[str, ...]
    description: str
    place: Place


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor. ``declared`` is false where only a field of a use case names it; ``parents`` are what it ``is a``.

    ``kinds`` holds each kind that a declaration states, as written, with its place.
    """

    key: str
    name: str
    kind: ActorKind
    synonyms: tuple[Name, ...]
    parents: tuple[Name, ...]
    description: str
    declared: bool
    place: Place
    kinds: tuple[tuple[str, Place], ...] = ()
    declarations: tuple[Declaration, ...] = ()


EntryKind = Literal["term", "rule", "requirement", "condition", "segment", "persona", "plan"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Any other thing declared: a term, rule, requirement, condition, segment, persona or plan.

    ``text`` is its name (term, segment, persona, plan) or its statement (rule, requirement, condition).
    ``declared`` is false for a rule that only an id in brackets names. ``given`` is a condition's.
    """

    kind: EntryKind
    key: str
    id: str
    text: str
    synonyms: tuple[str, ...]
    description: str
    declared: bool
    given: bool
    place: Place
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A precondition, guarantee or result. ``entry`` is the key of the declared condition that it names by id."""

    text: str
    place: Place
    entry: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts in a step. ``key`` is an actor's, or ``""`` for the system; the step's text begins with ``text``."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its full label. ``subject`` is ``None`` where the text names no actor that is known.

    ``receivers`` are the keys of other actors named; ``includes`` the use cases called (several: one of them);
    ``marks`` the labels of the flows in this use case that may leave here by their code.
    ``number`` is the label as written: ``3`` or ``3a3``, or ``+`` for a step yet to be numbered.
    """

    label: str
    number: str
    text: Text
    subject: Subject | None
    receivers: tuple[str, ...]
    includes: tuple[Name, ...]
    results: tuple[Condition, ...]
    marks: tuple[str, ...]
    place: Place
    label_place: Place


EndKind = Literal["resume", "success", "failure", "unstated"]


@dataclass(frozen=True, slots=True)
class End:
    """How a flow ends. ``phrase`` is the canonical control phrase.

    For ``resume at L``, ``target`` is L as written and ``step`` the label of the step that has it, if any;
    ``resume at same step``, ``resume at next step`` and ``restart`` have no target: the anchor decides.
    ``after`` is the number of the flow's steps that stand before it, ``trailing`` the text below it.
    """

    kind: EndKind
    phrase: str
    target: str
    step: str | None
    results: tuple[Condition, ...]
    after: int
    trailing: Text | None
    place: Place


RangeKind = Literal["until", "while", "for each", "optional"]


@dataclass(frozen=True, slots=True)
class Range:
    """A loop or an optional range: indices (from 0, both included) into its flow's steps."""

    kind: RangeKind
    first: int
    last: int
    condition: str
    place: Place


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow of events. The main flow's label is ``""``.

    ``anchors`` are the labels of the steps (of ``parent``, or of any flow for a code) where this flow leaves;
    a code that marks a condition has that flow's label in ``condition_anchors``. ``any_time`` is ``*a``.
    ``code`` is true for ``E1``. ``parent`` is ``None`` for the main flow and for codes.
    ``end`` is the first control line that ends the flow; ``further_ends`` are those that it makes unreachable.
    ``unresolved`` are labels in anchors and ranges that name no step where they should.
    """

    label: str
    section: SectionKind
    condition: Text
    parent: str | None
    anchors: tuple[str, ...]
    condition_anchors: tuple[str, ...]
    any_time: bool
    code: bool
    marks: tuple[str, ...]
    steps: tuple[Step, ...]
    ranges: tuple[Range, ...]
    end: End | None
    further_ends: tuple[End, ...]
    unresolved: tuple[Name, ...]
    prose: str
    place: Place
    label_place: Place


@dataclass(frozen=True, slots=True)
class ExtensionPoint:
    """A named place in a use case: the step's label, ``None`` where that doesn't exist."""

    name: str
    target: str
    step: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Extend:
    """«extend»: the use case extended, the point (``""`` if none is named) and the condition."""

    use_case: Name
    point: str
    condition: str
    place: Place


@dataclass(frozen=True, slots=True)
class Stakeholder:
    name: str
    interest: str
    place: Place


@dataclass(frozen=True, slots=True)
class UseCase:
    """A use case. ``key`` is made of the id, or of the title where there is no id."""

    key: str
    id: str
    title: str
    description: str
    package: str
    system: str
    scope: System | None
    level: str
    status: str
    primary_actors: tuple[Name, ...]
    supporting_actors: tuple[Name, ...]
    stakeholders: tuple[Stakeholder, ...]
    trigger: str
    preconditions: tuple[Condition, ...]
    minimal_guarantees: tuple[Condition, ...]
    success_guarantees: tuple[Condition, ...]
    failure_guarantees: tuple[Condition, ...]
    extension_points: tuple[ExtensionPoint, ...]
    extends: tuple[Extend, ...]
    specialises: tuple[Name, ...]
    references: tuple[Name, ...]
    flows: tuple[Flow, ...]
    fields: tuple[Field, ...]
    node: Declaration
    document: Document
    place: Place


LinkKind = Literal["actor", "use case", "system", "step", "flow", "extension point", "entry"]


@dataclass(frozen=True, slots=True)
class Link:
    """A reference with the place of the declaration that it resolves to (``None``: nothing has that name)."""

    kind: LinkKind
    text: str
    place: Place
    target: Place | None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Something declared again under a name that is taken."""

    kind: str
    name: str
    first: Place
    again: Place


@dataclass(frozen=True, slots=True)
class Model:
    """All documents of a project, linked. Tables are in the order of the sources' names and of the texts.

    ``use_cases`` holds the first of each key; a second one under the same id or title is in ``duplicates``.
    """

    documents: tuple[Document, ...]
    systems: Mapping[str, System]
    actors: Mapping[str, Actor]
    use_cases: Mapping[str, UseCase]
    entries: Mapping[EntryKind, Mapping[str, Entry]]
    links: tuple[Link, ...]
    duplicates: tuple[Duplicate, ...]
