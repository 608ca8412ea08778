"""The flows of a use case: labels made full, anchors found, control lines resolved."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from usecase_dsl.model.conditions import condition
from usecase_dsl.model.directory import Directory
from usecase_dsl.model.gather import Scoped
from usecase_dsl.model.tables import End, EndKind, Flow, Name, Range, RangeKind, Step
from usecase_dsl.source import Place
from usecase_dsl.syntax import labels, nodes
from usecase_dsl.syntax.nodes import Control, Extension, Reference, SectionKind, Text
from usecase_dsl.syntax.scripts import ENDS

_ENDS: dict[str, EndKind] = {
    "resume at": "resume",
    "resume at same step": "resume",
    "resume at next step": "resume",
    "restart": "resume",
    "end in success": "success",
    "end in failure": "failure",
    "end": "unstated",
}
_RANGES: dict[str, RangeKind] = {
    "repeat until": "until",
    "repeat": "until",
    "repeat while": "while",
    "repeat for each": "for each",
    "optional": "optional",
    "optional when": "optional",
}


@dataclass(frozen=True)
class Context:
    """What the flows of one use case are read in."""

    scoped: Scoped
    directory: Directory
    systems: tuple[str, ...]
    codes: frozenset[str]

    def place(self, node: nodes.Step | nodes.Control | nodes.Extension | nodes.Section | Reference | Text) -> Place:
        return self.scoped.place(node.span)


def flows(context: Context) -> tuple[Flow, ...]:
    """The flows of a use case, the main flow first, the others in the order of the text."""
    sections = context.scoped.node.sections
    mains = [section for section in sections if section.kind == "main success scenario"]
    built = [_main(mains, context)] if mains else []
    built += [_branch(each, section.kind, context) for section in sections for each in section.extensions]
    index = _index(built)
    return tuple(_resolved(flow, index) for flow in built)


def codes(node: nodes.Declaration) -> frozenset[str]:
    """The flow codes that a use case declares, such as ``E1``."""
    found = (each.label for section in node.sections for each in section.extensions)
    return frozenset(label for label in found if labels.is_code(label))


def _main(sections: Sequence[nodes.Section], context: Context) -> Flow:
    body = tuple(line for section in sections for line in section.body)
    prose = "\n\n".join(section.prose.value for section in sections if section.prose)
    place = context.place(sections[0])
    head = Place(place.source, sections[0].head_span)
    return _flow("", "main success scenario", Text(""), body, prose, place, head, context)


def _branch(node: Extension, section: SectionKind, context: Context) -> Flow:
    condition_text = replace(node.condition, value=node.condition.value.rstrip(f" :：{ENDS}"))
    prose = node.prose.value if node.prose else ""
    head = context.scoped.place(node.label_span)
    return _flow(node.label, section, condition_text, node.body, prose, context.place(node), head, context)


def _flow(
    label: str,
    section: SectionKind,
    text: Text,
    body: Sequence[nodes.Step | Control],
    prose: str,
    place: Place,
    head: Place,
    context: Context,
) -> Flow:
    steps = tuple(_steps(label, body, context))
    ranges, unresolved = _ranges(body, steps, context)
    ends = tuple(_ends(label, body, context))
    marks = _marks(text.references, context)
    code = labels.is_code(label)
    parts = labels.flow_label(label)
    any_time = parts is not None and parts.any_time
    first, *further = ends or (None,)
    return Flow(
        label, section, text, parts.parent if parts else None, (), (), any_time, code, marks,
        steps, ranges, first, tuple(end for end in further if end), unresolved, prose, place, head,
    )  # fmt: skip


def _steps(flow: str, body: Sequence[nodes.Step | Control], context: Context) -> Iterator[Step]:
    steps = [node for node in body if isinstance(node, nodes.Step)]
    for node, number in zip(steps, labels.step_numbers([step.label for step in steps]), strict=True):
        yield _step(node, labels.full_step_label(flow, number), context)


def _step(node: nodes.Step, label: str, context: Context) -> Step:
    text, words = node.text, context.scoped.words
    place = context.place(node)
    subject = context.directory.subject(text.value, words, context.systems)
    rest = text.value[len(subject.text) :] if subject else text.value
    included = [context.directory.use_cases_named(each, place, words) for each in node.includes]
    return Step(
        label,
        node.label,
        text,
        subject,
        tuple(key for key in context.directory.actors_in(rest) if not subject or key != subject.key),
        tuple(name for names in included for name in names),
        tuple(condition(each, context.scoped, context.directory) for each in node.results),
        _marks(text.references, context),
        place,
        context.scoped.place(node.label_span),
    )


def _marks(references: Sequence[Reference], context: Context) -> tuple[str, ...]:
    written = (reference.text.upper() for reference in references)
    return tuple(dict.fromkeys(code for code in written if code in context.codes))


def _ends(flow: str, body: Sequence[nodes.Step | Control], context: Context) -> Iterator[End]:
    after = 0
    for node in body:
        after += isinstance(node, nodes.Step)
        if isinstance(node, Control) and node.kind in _ENDS:
            # The main flow ends in success: there a bare ``end`` leaves nothing unsaid.
            kind = "success" if node.kind == "end" and not flow else _ENDS[node.kind]
            target = labels.canonical(node.target.text) if node.target else ""
            results = tuple(condition(each, context.scoped, context.directory) for each in node.results)
            place = context.place(node)
            yield End(kind, node.kind, target, None, results, after, node.trailing, place)


def _ranges(
    body: Sequence[nodes.Step | Control], steps: Sequence[Step], context: Context
) -> tuple[tuple[Range, ...], tuple[Name, ...]]:
    """The loops and optional ranges of a flow, and the labels in them that name no step of it."""
    indices = {step.label: index for index, step in reversed(list(enumerate(steps)))}
    ranges: list[Range] = []
    unresolved: list[Name] = []
    for node in body:
        if not isinstance(node, Control) or node.kind not in _RANGES or not node.range:
            continue
        place = context.place(node.range)
        first, last = labels.range_ends(node.range.text)
        missing = [label for label in dict.fromkeys((first, last)) if label not in indices]
        unresolved += [Name(label, place, None) for label in missing]
        if not missing:
            kind = _RANGES[node.kind]
            until = node.condition.rstrip(f" {ENDS}")
            ranges.append(Range(kind, indices[first], indices[last], until, context.place(node)))
    return tuple(ranges), tuple(unresolved)


@dataclass(frozen=True)
class _Index:
    """What the flows of a use case are looked up by: labels of flows and steps, numbers in a flow, marks of codes.

    Of two flows with one label, the first counts.
    """

    flows: Mapping[str, Flow]
    steps: frozenset[str]
    numbers: Mapping[str, Mapping[int, str]]
    marked_steps: Mapping[str, Sequence[str]]
    marked_flows: Mapping[str, Sequence[str]]


def _index(built: Sequence[Flow]) -> _Index:
    flows: dict[str, Flow] = {}
    for flow in built:
        flows.setdefault(flow.label, flow)
    marked_steps: dict[str, list[str]] = {}
    marked_flows: dict[str, list[str]] = {}
    for flow in flows.values():
        for mark in flow.marks:
            marked_flows.setdefault(mark, []).append(flow.label)
        for step in flow.steps:
            for mark in step.marks:
                marked_steps.setdefault(mark, []).append(step.label)
    steps = frozenset(step.label for flow in built for step in flow.steps)
    numbers = {label: _steps_by_number(flow) for label, flow in flows.items()}
    return _Index(flows, steps, numbers, marked_steps, marked_flows)


def _resolved(flow: Flow, index: _Index) -> Flow:
    """A flow with its anchors and the target of its end found among all flows."""
    anchors, missing = _anchors(flow, index)
    return replace(
        flow,
        anchors=tuple(index.marked_steps.get(flow.label, ())) if flow.code else anchors,
        condition_anchors=tuple(index.marked_flows.get(flow.label, ())) if flow.code else (),
        end=_end_resolved(flow.end, index.steps),
        unresolved=(*flow.unresolved, *missing),
    )


def _end_resolved(end: End | None, steps: Container[str]) -> End | None:
    return replace(end, step=end.target if end.target in steps else None) if end and end.target else end


def _anchors(flow: Flow, index: _Index) -> tuple[tuple[str, ...], list[Name]]:
    """The labels of the steps at which a flow leaves, and those that it names and that don't exist."""
    parts = labels.flow_label(flow.label)
    if not parts or not flow.label:
        return (), []
    if parts.any_time:
        parent = index.flows.get(parts.parent)
        return tuple(step.label for step in parent.steps) if parent else (), []
    numbers = index.numbers.get(parts.parent, {})
    anchors = [label for pair in parts.steps for label in _between(*pair, numbers)]
    ends = dict.fromkeys(n for pair in parts.steps for n in pair)
    missing = [labels.full_step_label(parts.parent, n) for n in ends if n not in numbers]
    return tuple(dict.fromkeys(anchors)), [Name(label, flow.label_place, None) for label in missing]


def _between(first: int, last: int, numbers: Mapping[int, str]) -> Iterator[str]:
    """The labels of the steps with numbers in a range, in the order of the flow."""
    if first == last:
        yield from (numbers[first],) if first in numbers else ()
    else:
        yield from (label for number, label in numbers.items() if first <= number <= last)


def _steps_by_number(flow: Flow) -> Mapping[int, str]:
    """The labels of a flow's steps by their numbers; of two with one number the last counts."""
    parts = ((labels.step_label(step.label), step.label) for step in flow.steps)
    return {each.number: label for each, label in parts if each}
