"""What lists say of a use case: small values, each a function of that one use case.

A list is made again only where one of these differs; most edits of a step change none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from usecase_dsl.model.tables import Name, UseCase
from usecase_dsl.render.destinations import unwritten
from usecase_dsl.scenario.points import use_case_weight
from usecase_dsl.syntax.prose import UNWRITTEN, says_nothing
from usecase_dsl.syntax.vocabulary import vocabulary

# An actor as a use case names it, and its key; ``None`` where no actor has that name.
Named = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Summary:
    """A use case in one row."""

    id: str
    title: str
    level: str
    status: str
    package: str
    system: str
    primary: tuple[Named, ...]
    supporting: tuple[Named, ...]
    tags: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Size:
    """How large a use case is. ``weight`` is Karner's: 5, 10 or 15, by ``transactions``."""

    steps: int
    flows: int
    transactions: int
    weight: int


@dataclass(frozen=True, slots=True)
class Issue:
    """Something open: what the text says of it, and the label of the step or flow (``""``: the use case)."""

    text: str
    label: str = ""


def summary(use_case: UseCase) -> Summary:
    """The row of a use case in a list."""
    return Summary(
        id=use_case.id,
        title=use_case.title,
        level=use_case.level,
        status=use_case.status,
        package=use_case.package,
        system=use_case.scope.name if use_case.scope else use_case.system,
        primary=_named(use_case.primary_actors),
        supporting=_named(use_case.supporting_actors),
        tags=tuple(_tags(use_case)),
        language=use_case.document.language,
    )


def size(use_case: UseCase) -> Size:
    """Steps and flows. A transaction begins where an actor does something; without actors each step is one."""
    steps = [step for flow in use_case.flows for step in flow.steps]
    stimuli = sum(bool(step.subject and step.subject.key) for step in steps)
    transactions = stimuli or len(steps)
    return Size(len(steps), len(use_case.flows), transactions, use_case_weight(transactions) if steps else 0)


def open_issues(use_case: UseCase) -> tuple[Issue, ...]:
    """What the field ``open issues`` lists, but for one that says that there are none."""
    words = vocabulary(use_case.document.language)
    items = [item.value for field in use_case.fields if field.keyword == "open issues" for item in field.items]
    return tuple(Issue(text) for text in items if text.strip() and not says_nothing(text, words))


def unwritten_parts(use_case: UseCase) -> tuple[Issue, ...]:
    """What is announced and not written yet: fields, steps and flows with ``...`` for a text, and flows that nobody
    has begun."""
    return tuple(_unwritten(use_case))


def goal(use_case: UseCase) -> str:
    """What the primary actor wants; ``""`` where the title alone says it."""
    found = (item.value for field in use_case.fields if field.keyword == "goal" for item in field.items)
    return next((text for text in found if text.strip() not in UNWRITTEN), "")


def includes(use_case: UseCase) -> tuple[str, ...]:
    """The keys of the use cases that it includes, each once."""
    names = (name.key for flow in use_case.flows for step in flow.steps for name in step.includes)
    return tuple(dict.fromkeys(name for name in names if name))


def _named(names: tuple[Name, ...]) -> tuple[Named, ...]:
    return tuple((name.text, name.key) for name in names)


def _tags(use_case: UseCase) -> Iterator[str]:
    for field in use_case.fields:
        if field.keyword == "tags":
            yield from (tag.strip(" #") for item in field.items for tag in item.value.split(",") if tag.strip(" #"))


def _unwritten(use_case: UseCase) -> Iterator[Issue]:
    if not any(flow.steps or flow.prose for flow in use_case.flows):
        yield Issue("No flow")
    for field in use_case.fields:
        texts = [item.value.strip() for item in field.items]
        if any(text in UNWRITTEN for text in texts) or not (texts or field.rows):
            yield Issue(f"Field: {field.keyword or field.head}")
    for flow in use_case.flows:
        if flow.label and unwritten(flow):
            yield Issue("Flow", flow.label)
        elif flow.label and flow.steps and not flow.end:
            yield Issue("End of the flow", flow.label)
        yield from (Issue("Step", step.label) for step in flow.steps if step.text.value.strip() in UNWRITTEN)
