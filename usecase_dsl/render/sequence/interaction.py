"""What a sequence diagram shows, in UML's terms: lifelines, messages between them, and combined fragments of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from usecase_dsl.model.tables import Actor, ActorKind, UseCase

LifelineKind = ActorKind | Literal["subject"]
Operator = Literal["alt", "opt", "loop", "break"]
EndingKind = Literal["success", "failure", "unstated", "resume"]


@dataclass(frozen=True, slots=True)
class Lifeline:
    """Who takes part: an actor, or the system under discussion, which is the ``subject``."""

    id: str
    name: str
    kind: LifelineKind
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A step of somebody known. ``text`` is what stands at the arrow, ``words`` the whole step in a sentence.

    ``source`` and ``target`` are ids of lifelines, the same one where somebody acts alone.
    """

    id: str
    label: str
    text: str
    words: str
    source: str
    target: str
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What belongs to no lifeline: a step that says not who acts (with its label), or a remark."""

    id: str
    label: str
    text: str
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InteractionUse:
    """A step that includes other use cases: ``names`` says which, ``use_case`` is the one, where it is one and known.

    ``over`` are the ids of the lifelines that it is about.
    """

    id: str
    label: str
    text: str
    names: str
    use_case: UseCase | None
    over: tuple[str, ...]
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """In one scenario: what holds from here on, so that a flow is taken; ``label`` is the flow's."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Ending:
    """How a flow ends, in words."""

    id: str
    kind: EndingKind
    text: str
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operand:
    """A part of a fragment. ``label`` is that of a flow; ``where`` says where it leaves, if that isn't plain."""

    label: str
    guard: str
    items: tuple[Item, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A combined fragment. The first operand of an ``alt`` is what happens if no flow is taken."""

    id: str
    operator: Operator
    operands: tuple[Operand, ...]


Item = Message | Note | InteractionUse | Condition | Ending | Fragment


@dataclass(frozen=True, slots=True)
class Interaction:
    """All that a sequence diagram shows, from left to right and from top to bottom. Ids are unique."""

    title: str
    description: str
    lifelines: tuple[Lifeline, ...]
    items: tuple[Item, ...]
