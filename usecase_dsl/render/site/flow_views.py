"""The flows of a use case as they are printed: steps with what leaves them, loops, and ends in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from usecase_dsl.coverage.types import UseCaseCoverage
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.model.slugs import anchor, numbered
from usecase_dsl.model.tables import Flow, Name, Step, UseCase
from usecase_dsl.render.destinations import unwritten
from usecase_dsl.render.placement import CONDITION, Placement, Spot, place
from usecase_dsl.render.site.end_views import end_view
from usecase_dsl.render.site.field_views import heading_of
from usecase_dsl.render.site.findings import LineKey, by_line
from usecase_dsl.render.site.prose import Link, Mention
from usecase_dsl.render.site.range_views import in_ranges
from usecase_dsl.render.site.scenario_views import tested_view
from usecase_dsl.render.site.views import NOTHING, FieldView, FindingView, FlowsView, FlowView, PointerView, StepView
from usecase_dsl.render.site.writer import Writer, finding_view, title_of
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.prose import says_nothing
from usecase_dsl.syntax.vocabulary import vocabulary

MAIN = "main-success-scenario"


@dataclass(frozen=True)
class _Flows:
    """All that printing the flows of one use case takes."""

    writer: Writer
    use_case: UseCase
    placement: Placement
    ids: tuple[tuple[str, ...], ...]
    points: Mapping[str, tuple[Markup, ...]]
    findings: Mapping[LineKey, tuple[Diagnostic, ...]]
    tested: UseCaseCoverage | None


def flow_views(writer: Writer, use_case: UseCase) -> FlowsView:
    """Each flow once: under the main flow what leaves it, then what may leave at any time, then the rest."""
    found = by_line(use_case, writer.site.findings.get(use_case.key, ()))
    tested = writer.site.tested(use_case.key)
    flows = _Flows(writer, use_case, place(use_case), _ids(use_case), _points(writer, use_case), found, tested)
    return FlowsView(
        tuple(_flow(flows, index) for index in flows.placement.main),
        tuple(_flow(flows, index) for index in flows.placement.any_time),
        tuple(_flow(flows, index, _where(use_case.flows[index])) for index in flows.placement.apart),
        tuple(_told(writer, use_case)),
    )


def _told(writer: Writer, use_case: UseCase) -> Iterator[FieldView]:
    """Sections such as ``alternatives:`` that tell in prose or bullets what may happen, under their own headings."""
    words = vocabulary(use_case.document.language)
    for section in use_case.node.sections:
        if section.kind != "main success scenario" and section.prose and not says_nothing(section.prose.value, words):
            yield FieldView(heading_of(section.head), writer.prose.block(section.prose.value), own=False)


def _ids(use_case: UseCase) -> tuple[tuple[str, ...], ...]:
    """For each flow its element's name and then those of its steps, no two alike on the page."""
    names = iter(
        numbered(
            anchor(label) if label else MAIN
            for flow in use_case.flows
            for label in (flow.label, *(step.label or "step" for step in flow.steps))
        )
    )
    return tuple((next(names), *(next(names) for _ in flow.steps)) for flow in use_case.flows)


def _points(writer: Writer, use_case: UseCase) -> Mapping[str, tuple[Markup, ...]]:
    """The extension points at each step."""
    points: dict[str, tuple[Markup, ...]] = {}
    for point in use_case.extension_points:
        if point.step is not None:
            points[point.step] = (*points.get(point.step, ()), writer.prose.inline(point.name))
    return points


def _flow(flows: _Flows, index: int, where: str = "") -> FlowView:
    flow = flows.use_case.flows[index]
    steps = tuple(_step(flows, index, number, step) for number, step in enumerate(flow.steps))
    prose = flows.writer.prose
    return FlowView(
        id=flows.writer.own(flows.ids[index][0]).fragment,
        label=flow.label,
        href=flows.writer.href(flows.writer.own(flows.ids[index][0])),
        condition=_condition(flows, flow),
        where=where or _also_from(flow),
        prose=prose.block(flow.prose) if flow.prose else NOTHING,
        lines=in_ranges(steps, flow, prose),
        end=end_view(flows.writer, flows.use_case, flow),
        extensions=_extensions(flows, (index, CONDITION)),
        pointers=_pointers(flows, (index, CONDITION)),
        findings=_found(flows, (index, CONDITION)),
        tested=tested_view(flows.tested.flows.get(flow.label)) if flows.tested and flow.label else None,
        source=flows.writer.site.source_link(flow.place) or "" if flow.label else "",
    )


def _condition(flows: _Flows, flow: Flow) -> Markup:
    if not flow.label:
        return NOTHING
    text = flow.condition.value.strip()
    if not text and unwritten(flow):
        return flows.writer.prose.item("...")
    if not text:
        return Markup('<span class="quiet">no condition stated</span>')
    return flows.writer.prose.item(text)


def _step(flows: _Flows, flow: int, number: int, step: Step) -> StepView:
    place = flows.writer.own(flows.ids[flow][number + 1])
    spot = (flow, number)
    subject, text = _parted(flows.writer, step)
    return StepView(
        id=place.fragment,
        label=step.label,
        href=flows.writer.href(place),
        subject=subject,
        side=_side(flows, step) if subject else "",
        text=flows.writer.prose.item(text, tuple(_mentions(flows.writer, step))),
        results=tuple(flows.writer.condition(result) for result in step.results),
        points=flows.points.get(step.label, ()),
        extensions=_extensions(flows, spot),
        pointers=_pointers(flows, spot),
        findings=_found(flows, spot),
        tested=tested_view(flows.tested.steps.get(step.label)) if flows.tested else None,
        source=flows.writer.site.source_link(step.place) or "",
    )


def _side(flows: _Flows, step: Step) -> Literal["", "system", "external"]:
    """Where the subject of a step stands: what no actor is, the system is."""
    name = (step.subject.key if step.subject else None) or ""
    actor = flows.writer.model.actors.get(name)
    if not actor:
        return "system"
    use_case = flows.use_case
    others = actor.kind == "system" or name in {each.key for each in use_case.supporting_actors}
    return "external" if others and name not in {each.key for each in use_case.primary_actors} else ""


def _parted(writer: Writer, step: Step) -> tuple[Link | None, str]:
    """Who acts, and what is left of the text."""
    text, subject = step.text.value, step.subject
    if not subject or not subject.text or not text.startswith(subject.text):
        return None, text or "..."
    name, rest = _without_marks(subject.text, text[len(subject.text) :])
    known = writer.actor_link(subject.key) if subject.key in writer.model.actors else Link("")
    return (Link(name, known.href, sort="actor"), rest) if name else (None, text)


def _without_marks(name: str, rest: str) -> tuple[str, str]:
    """The subject of a step such as ``**Customer** pays``, and what follows; no name where marks don't close."""
    bare = name.lstrip("*_")
    marks = name[: len(name) - len(bare)]
    if not rest.startswith(marks):
        return "", rest
    return bare.rstrip("*_"), rest[len(marks) :]


def _mentions(writer: Writer, step: Step) -> Iterator[Mention]:
    """What a step names after its subject: the use cases that it calls, and other actors."""
    for name in step.includes:
        yield Mention(name.text, _called(writer, name))
    for actor in (writer.model.actors[each] for each in step.receivers if each in writer.model.actors):
        target = writer.actor_link(actor.key).href
        for written in (actor.name, *(synonym.text for synonym in actor.synonyms)):
            if key(written) in key(step.text.value):
                yield Mention(written, Link(written, target, sort="actor"))


def _called(writer: Writer, name: Name) -> Link:
    """A use case as a step calls it; by its title too, where the text gives the id alone."""
    known = writer.use_case_name(name)
    use_case = writer.model.use_cases.get(name.key or "")
    text = title_of(use_case) if use_case and key(name.text) == key(use_case.id) else name.text
    return Link(text, known.href)


def _extensions(flows: _Flows, spot: Spot) -> tuple[FlowView, ...]:
    return tuple(_flow(flows, index) for index in flows.placement.printed.get(spot, ()))


def _pointers(flows: _Flows, spot: Spot) -> tuple[PointerView, ...]:
    return tuple(_pointer(flows, index) for index in flows.placement.pointed.get(spot, ()))


def _pointer(flows: _Flows, index: int) -> PointerView:
    flow = flows.use_case.flows[index]
    place = flows.writer.own(flows.ids[index][0])
    return PointerView(flow.label, flows.writer.href(place), _condition(flows, flow))


def _found(flows: _Flows, spot: Spot) -> tuple[FindingView, ...]:
    return tuple(finding_view(finding) for finding in flows.findings.get(spot, ()))


def _also_from(flow: Flow) -> str:
    """Where a code leaves, if at several places: its label doesn't say."""
    places = (*flow.anchors, *flow.condition_anchors)
    return f"leaves at {_listed(places)}" if flow.code and len(places) > 1 else ""


def _where(flow: Flow) -> str:
    """Where a flow leaves that is printed on its own."""
    if places := (*flow.anchors, *flow.condition_anchors):
        return f"leaves at {_listed(places)}"
    return "the text doesn't say where" if flow.code else "leaves at a step that doesn't exist"


def _listed(labels: tuple[str, ...]) -> str:
    return " and ".join(part for part in (", ".join(labels[:-1]), labels[-1]) if part)
