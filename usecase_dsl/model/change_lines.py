"""A thing of a model as lines that can be compared: what each says, where it stands, and what makes it the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from usecase_dsl.model.tables import Actor, Condition, Entry, Flow, UseCase
from usecase_dsl.syntax.nodes import Field

LineKind = Literal["title", "description", "field", "step", "flow", "end"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line. ``label`` is that of its step or flow, ``field`` the name of its field.

    ``places`` are the labels of the steps that it speaks of: those that a flow leaves, and the one where it goes on;
    ``core`` is the text without them, where they are in it.
    """

    kind: LineKind
    text: str
    label: str = ""
    field: str = ""
    places: tuple[str, ...] = ()

    core: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """What is equal for lines that say the same, wherever they stand."""
        return self.kind, self.field, self.core or self.text


def lines_of(thing: UseCase | Actor | Entry) -> tuple[Line, ...]:
    """All that a thing says but its name: fields first, then flows in the order of the text."""
    if isinstance(thing, UseCase):
        return (*_plain("description", thing.description), *_fields(thing.fields), *_flows(thing))
    fields = thing.fields if isinstance(thing, Entry) else _declared(thing)
    return (*_plain("description", thing.description), *_fields(fields))


def _declared(actor: Actor) -> Iterator[Field]:
    for declaration in actor.declarations:
        yield from declaration.fields


def _plain(kind: LineKind, text: str) -> Iterator[Line]:
    if text.strip():
        yield Line(kind, text)


def _fields(fields: Iterable[Field]) -> Iterator[Line]:
    for field in fields:
        name = field.keyword or field.head.strip().rstrip(":").strip()
        if field.keyword != "description":
            texts = (*(item.value for item in field.items), *(" | ".join(row.cells) for row in field.rows))
            yield from (Line("field", text, field=name) for text in texts)


def _flows(use_case: UseCase) -> Iterator[Line]:
    for flow in use_case.flows:
        if flow.label:
            yield Line("flow", flow.condition.value or flow.prose, flow.label, places=flow.anchors)
        yield from (Line("step", step.text.value + _results(step.results), step.label) for step in flow.steps)
        yield from _end(flow)


def _end(flow: Flow) -> Iterator[Line]:
    end = flow.end
    if end:
        told, results = f"{end.phrase} {end.target}".strip(), _results(end.results)
        core = f"{end.phrase if end.step else told}{results}"
        yield Line("end", told + results, flow.label, places=(end.step,) if end.step else (), core=core)


def _results(results: Iterable[Condition]) -> str:
    return "".join(f"\n=> {result.text}" for result in results)
