"""The flows of a use case: labels made full, anchors found, control lines resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

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
    by_label: dict[str, Flow] = {}
    for flow in built:
        by_label.setdefault(flow.label, flow)
    steps = {step.label: flow.label for flow in reversed(built) for step in reversed(flow.steps)}
    return tuple(_resolved(flow, by_label, steps) for flow in built)


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
    for node, number in zip(steps, _numbers(steps), strict=True):
        yield _step(node, labels.full_step_label(flow, number), context)


def _numbers(steps: Sequence[nodes.Step]) -> Iterator[str]:
    """The numbers of a flow's steps; one yet to be numbered has ``2+`` before a numbered one, else the next number."""
    written = [labels.step_label(step.label) for step in steps]
    last_written = max((index for index, label in enumerate(written) if label), default=-1)
    highest = max((label.number for label in written if label), default=0)
    number = "0"
    for index, label in enumerate(written):
        if index > last_written:
            highest += 1
            number = str(highest)
        else:
            number = str(label.number) if label else f"{number}+"
        yield number


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


def _resolved(flow: Flow, by_label: Mapping[str, Flow], steps: Mapping[str, str]) -> Flow:
    """A flow with its anchors and the target of its end found among all flows."""
    every = by_label.values()
    anchors, missing = _anchors(flow, by_label)
    marked = [step.label for each in every for step in each.steps if flow.label in step.marks] if flow.code else []
    conditions = [each.label for each in every if flow.code and flow.label in each.marks]
    return replace(
        flow,
        anchors=tuple(marked) if flow.code else anchors,
        condition_anchors=tuple(conditions),
        end=_end_resolved(flow.end, steps),
        unresolved=(*flow.unresolved, *missing),
    )


def _end_resolved(end: End | None, steps: Mapping[str, str]) -> End | None:
    return replace(end, step=end.target if end.target in steps else None) if end and end.target else end


def _anchors(flow: Flow, by_label: Mapping[str, Flow]) -> tuple[tuple[str, ...], list[Name]]:
    """The labels of the steps at which a flow leaves, and those that it names and that don't exist."""
    parts = labels.flow_label(flow.label)
    if not parts or not flow.label:
        return (), []
    parent = by_label.get(parts.parent)
    numbers = {cast(labels.StepLabel, labels.step_label(step.label)).number: step.label for step in _numbered(parent)}
    if parts.any_time:
        return tuple(step.label for step in parent.steps) if parent else (), []
    anchors = [label for first, last in parts.steps for n, label in numbers.items() if first <= n <= last]
    ends = dict.fromkeys(n for pair in parts.steps for n in pair)
    missing = [labels.full_step_label(parts.parent, n) for n in ends if n not in numbers]
    return tuple(dict.fromkeys(anchors)), [Name(label, flow.label_place, None) for label in missing]


def _numbered(flow: Flow | None) -> Iterator[Step]:
    return (step for step in flow.steps if labels.step_label(step.label)) if flow else iter(())
