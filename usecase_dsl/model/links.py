"""Every reference of a model with the place that it resolves to: what "go to definition" needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from usecase_dsl.model.gather import name_list
from usecase_dsl.model.tables import Actor, Entry, Flow, Link, LinkKind, Model, Name, UseCase
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Text

_ID_FIELDS = frozenset({"realises", "business rules", "special requirements", "personas", "plans", "segments"})


def links(model: Model) -> Iterator[Link]:
    """The references in a model, in the order of its tables."""
    for actor in model.actors.values():
        yield from _names("actor", actor.parents, model.actors)
    for use_case in model.use_cases.values():
        steps = {step.label: step.place for flow in use_case.flows for step in flow.steps}
        yield from _of_header(use_case, steps, model)
        for flow in use_case.flows:
            yield from _of_flow(flow, steps, use_case, model)


def _names(kind: LinkKind, names: Iterable[Name], known: Mapping[str, Actor] | Mapping[str, UseCase]) -> Iterator[Link]:
    for name in names:
        target = known.get(name.key or "")
        yield Link(kind, name.text, name.place, target.place if target else None)


def _entry(id: str, model: Model) -> Entry | None:
    found = (table.get(key(id)) for table in model.entries.values())
    return next((each for each in found if each and each.id), None)


def _of_header(use_case: UseCase, steps: Mapping[str, Place], model: Model) -> Iterator[Link]:
    yield from _names("actor", (*use_case.primary_actors, *use_case.supporting_actors), model.actors)
    named = (*use_case.specialises, *use_case.references, *(extend.use_case for extend in use_case.extends))
    yield from _names("use case", named, model.use_cases)
    for field in use_case.fields:
        yield from _bracketed(field.items, use_case.place, use_case, model)
        if field.keyword in _ID_FIELDS:
            yield from _listed(field.items, use_case, model)
    for point in use_case.extension_points:
        yield Link("step", point.target, point.place, steps.get(point.step) if point.step else None)
    for extend in use_case.extends:
        base = model.use_cases.get(extend.use_case.key or "")
        points = {key(point.name): point.place for point in base.extension_points} if base else {}
        if extend.point:
            yield Link("extension point", extend.point, extend.place, points.get(key(extend.point)))


def _listed(items: Iterable[Text], use_case: UseCase, model: Model) -> Iterator[Link]:
    """The ids that the items of a field consist of, such as ``realises: REQ-1, REQ-2``."""
    for name in (name for item in items for name in name_list(item)):
        if entry := _entry(name.value, model):
            yield Link("entry", name.value, Place(use_case.place.source, name.span), entry.place)


def _of_flow(flow: Flow, steps: Mapping[str, Place], use_case: UseCase, model: Model) -> Iterator[Link]:
    for anchor in flow.anchors if not flow.code else ():
        yield Link("step", anchor, flow.label_place, steps.get(anchor))
    if flow.end and flow.end.target:
        yield Link("step", flow.end.target, flow.end.place, steps.get(flow.end.target))
    yield from _bracketed((flow.condition,), flow.place, use_case, model)
    for step in flow.steps:
        yield from _names("use case", step.includes, model.use_cases)
        yield from _bracketed((step.text,), step.place, use_case, model)


def _bracketed(texts: Iterable[Text], near: Place, use_case: UseCase, model: Model) -> Iterator[Link]:
    """The ids in brackets: marks of this use case's flows, or things that are declared."""
    references = [reference for text in texts for reference in text.references]
    codes = {flow.label: flow.label_place for flow in use_case.flows if flow.code} if references else {}
    for reference in references:
        place = Place(near.source, reference.span)
        if reference.text.upper() in codes:
            yield Link("flow", reference.text, place, codes[reference.text.upper()])
            continue
        called = model.use_cases.get(key(reference.text))
        if called and called.id:
            yield Link("use case", reference.text, place, called.place)
            continue
        entry = _entry(reference.text, model)
        if entry or any(map(str.isdigit, reference.text)):
            yield Link("entry", reference.text, place, entry.place if entry else None)
