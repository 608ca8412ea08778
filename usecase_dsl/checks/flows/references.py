"""Rules about labels that refer: whether the steps and flows that they name exist, where they should."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from usecase_dsl.checks.walk import after_colon, bare, bodies, flow_name, flows, homes, part, rewrite, written
from usecase_dsl.diagnostic import Edit, Finding, Fix, Severity
from usecase_dsl.model.gather import items
from usecase_dsl.model.tables import Flow, Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax import labels
from usecase_dsl.syntax.nodes import Control, Row
from usecase_dsl.syntax.outcomes import cell_spans, flow_names, meant, naming
from usecase_dsl.syntax.vocabulary import vocabulary

_LABEL_BEFORE_COLON = re.compile(r"(?P<label>[\w.–—-]+?)\s*[:：]")

_MOST_NAMED = 12


def unknown_step(model: Model, settings: Settings) -> Iterator[Finding]:
    """A label names a step or flow that doesn't exist, or a range that is none.

    It may stand in an extension's own label, in `repeat` and `optional`, in an extension point or a variation.
    Such a line has no place in the flow of events. A loop or an option holds steps of the flow that it stands
    in.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
            # FLW109 there is no step 3
            repeat 1-3 until Customer has all tickets
          extensions:
            # FLW109 there is no step 7
            7a. The fare has changed:
              resume at 2
            # FLW109 2 comes before 1
            2-1a. Customer gives up:
              end in failure
          extension points:
            # FLW109 there is no step 5
            - payment: 5

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
            repeat 1-2 until Customer has all tickets
          extensions:
            2a. The fare has changed:
              resume at 2
            1-2a. Customer gives up:
              end in failure
          extension points:
            - payment: 2

    Source: RUCM restriction 19.
    """
    for use_case in model.use_cases.values():
        by_label = {flow.label: flow for flow in reversed(use_case.flows)}
        for flow in use_case.flows:
            yield from _unknown_anchors(flow, by_label)
        yield from _unknown_in_ranges(use_case)
        yield from _unknown_in_fields(use_case, by_label)


def flow_without_place(model: Model, settings: Settings) -> Iterator[Finding]:
    """No step and no condition says where a flow with a code leaves.

    A flow such as `E1` leaves wherever a step or a condition carries `[E1]`. Without such a mark nobody knows
    when it happens, and no scenario goes there.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          failure flows:
            # FLW111 no step carries [E1]
            E1. The connection is lost:
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare. [E1]
          failure flows:
            E1. The connection is lost:
              end in failure

    Source: UCTool; language reference, "Labels".
    """
    for _, flow in flows(model):
        if flow.code and not flow.anchors and not flow.condition_anchors:
            yield Finding(
                bare(flow.label_place),
                f"nothing says where flow {flow.label} leaves: no step and no condition carries [{flow.label}]",
                f"write [{flow.label}] at the end of each step where it may happen",
            )


def resume_target_missing(model: Model, settings: Settings) -> Iterator[Finding]:
    """A flow resumes at a step that doesn't exist, or that isn't in this flow or one around it.

    Then nobody knows where the use case goes on. A reference is always to a full label: inside extension 3a,
    `2` is step 2 of the main flow, and `3a2` the second step of the extension.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            1a. No train goes there:
              1. System offers another destination.
              resume at 2
            2a. The fare has changed:
              1. System shows the new fare.
              # FLW121 there is no step 9
              resume at 9
            2b. Customer has a voucher:
              1. System takes the voucher.
              # FLW121 this is in another extension
              resume at 1a1

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            1a. No train goes there:
              1. System offers another destination.
              resume at 2
            2a. The fare has changed:
              1. System shows the new fare.
              resume at 2
            2b. Customer has a voucher:
              1. System takes the voucher.
              resume at next step

    Source: RUCM restriction 25; UCWriter.
    """
    for use_case in model.use_cases.values():
        by_label = {flow.label: flow for flow in reversed(use_case.flows)}
        home = homes(use_case)
        for flow, body in bodies(use_case):
            targets = (line.target for line in body if isinstance(line, Control) and line.target)
            if not flow.label or not flow.end or not flow.end.target:
                continue
            place = Place(flow.place.source, next(targets).span)
            around = _around(flow, by_label, home)
            if flow.end.step is None:
                yield _no_step_to_resume_at(flow, flow.end.target, place, by_label)
            elif "" in around and home[flow.end.step].label not in around:
                yield _resumes_elsewhere(flow, home[flow.end.step], flow.end.step, place)


def unknown_flow_in_examples(model: Model, settings: Settings) -> Iterator[Finding]:
    """A row of examples names a flow that doesn't exist.

    A column that names a flow or an outcome in each row says which scenario the row is for. One wrong label in it, and
    none of its rows is for any: they are all data of the main success scenario.

    Bad:
        use case: Withdraw cash
          primary actor: Customer
          main success scenario:
            1. Customer asks for an amount.
            2. System pays it out.
          extensions:
            2a. The account lacks the amount:
              end in failure
          examples:
            | amount | outcome |
            | 50     | success |
            # FLW145 no flow is labelled 2b
            | 900    | 2b      |

    Good:
        use case: Withdraw cash
          primary actor: Customer
          main success scenario:
            1. Customer asks for an amount.
            2. System pays it out.
          extensions:
            2a. The account lacks the amount:
              end in failure
          examples:
            | amount | outcome |
            | 50     | success |
            | 900    | 2a      |

    Source: language reference, "Variations, data and examples".
    """
    for use_case in model.use_cases.values():
        names = flow_names((flow.label, flow.condition.value) for flow in use_case.flows)
        for rows in (field.rows for field in use_case.fields if field.keyword == "examples" and field.rows):
            for row, column in _strange(rows, names, use_case.document.language):
                source = use_case.place.source
                known = [flow.label for flow in use_case.flows if flow.label][:_MOST_NAMED]
                hint = f"there are {', '.join(known)}; or say success, failure or the main success scenario"
                place = Place(source, cell_spans(row, source)[column])
                yield Finding(
                    place, f"no flow is labelled {row.cells[column]}, so that no row here is for a flow", hint
                )


REFERENCE_RULES: tuple[Rule[Model], ...] = (
    Rule("FLW109", "unknown-step", Severity.ERROR, unknown_step),
    Rule("FLW111", "flow-without-place", Severity.WARNING, flow_without_place),
    Rule("FLW121", "resume-target-missing", Severity.ERROR, resume_target_missing),
    Rule("FLW145", "unknown-flow-in-examples", Severity.WARNING, unknown_flow_in_examples),
)


# ---- anchors, ranges, and fields that name a step


def _unknown_anchors(flow: Flow, by_label: Mapping[str, Flow]) -> Iterator[Finding]:
    parts = labels.flow_label(flow.label)
    if not flow.label or parts is None:
        return
    place, parent = bare(flow.label_place), by_label.get(parts.parent)
    if parent is None:
        missing = f"flow {parts.parent}" if parts.parent else "main flow"
        hint = f"write {missing} too, or label this one after the step where it leaves"
        yield Finding(place, f"flow {flow.label} leaves the {missing}, which doesn't exist", hint)
        return
    for first, last in parts.steps:
        if last < first:
            yield _reversed_range(place, str(first), str(last))
    known = {step.label for step in parent.steps}
    for number in dict.fromkeys(n for pair in parts.steps for n in pair):
        label = labels.full_step_label(parts.parent, number)
        if label not in known:
            message = f"flow {flow.label} leaves at step {label}, which doesn't exist"
            yield Finding(_number_in(place, number), message, _steps_of(parent))


def _unknown_in_ranges(use_case: UseCase) -> Iterator[Finding]:
    home = homes(use_case)
    for flow, body in bodies(use_case):
        index = {step.label: n for n, step in reversed(list(enumerate(flow.steps)))}
        for line in body:
            if not isinstance(line, Control) or not line.range:
                continue
            place = Place(flow.place.source, line.range.span)
            first, last = labels.range_ends(line.range.text)
            missing = [label for label in dict.fromkeys((first, last)) if label not in index]
            if missing:
                message = f"{flow_name(flow.label)} has no step {' and no step '.join(missing)}"
                where, hint = _end_of_range(place, missing, first), _meant_by(missing[0], flow, home)
                yield Finding(where, message, hint, fix=_with_full_labels(place, first, last, flow))
            elif index[last] < index[first]:
                turned = Fix("turn the range round", (Edit(place.span, f"{last}-{first}"),), safe=False)
                yield replace(_reversed_range(place, first, last), fix=turned)


def _unknown_in_fields(use_case: UseCase, by_label: Mapping[str, Flow]) -> Iterator[Finding]:
    main, home = by_label.get(""), homes(use_case)
    steps = _steps_of(main) if main else "there is no main flow"
    for point in use_case.extension_points:
        if point.target and point.step is None:
            message = f"extension point ‘{point.name}’ is at step {point.target}, which doesn't exist"
            yield Finding(after_colon(point.place), message, steps)
    for item in items(use_case.node, "variations", vocabulary(use_case.document.language)):
        written_label = _LABEL_BEFORE_COLON.match(item.value)
        if written_label and (missing := _missing_step(written_label["label"], home)):
            place = part(Place(use_case.place.source, item.span), *written_label.span("label"))
            yield Finding(place, f"the variation is at step {missing}, which doesn't exist", steps)


def _strange(rows: Sequence[Row], names: Mapping[str, str], language: str) -> Iterator[tuple[Row, int]]:
    """The cells that could be labels of flows and are none, in columns where all others say whose their row is.

    Where a whole column says that already, others are data, such as seats in a theatre.
    """
    head, *below = rows if naming(rows, names, language) is None else rows[:1]
    for column in range(len(head.cells)):
        cells = [(row, row.cells[column]) for row in below if column < len(row.cells)]
        strange = [row for row, cell in cells if not meant(cell, names, language)]
        like_labels = all(labels.flow_label(labels.canonical(row.cells[column])) for row in strange)
        if len(strange) < len(cells) and like_labels:
            yield from ((row, column) for row in strange)


def _missing_step(written_label: str, home: Mapping[str, Flow]) -> str | None:
    """The step that a variation's label names, if it is one and doesn't exist; other words are no label."""
    for label in labels.range_ends(written_label):
        parts = labels.step_label(label)
        of_flow = parts and (not parts.flow or labels.is_code(parts.flow) or labels.flow_label(parts.flow))
        if of_flow and label not in home:
            return label
    return None


def _reversed_range(place: Place, first: str, last: str) -> Finding:
    message = f"the range {first}-{last} ends before it begins"
    return Finding(place, message, f"write the earlier step first: ‘{last}-{first}’")


def _number_in(label: Place, number: int) -> Place:
    """A number in a flow's label: the last such one, since those before are its parent's."""
    found = list(re.finditer(rf"(?<!\d)0*{number}(?!\d)", written(label)))
    return part(label, *found[-1].span()) if found else label


def _with_full_labels(place: Place, first: str, last: str, flow: Flow) -> Fix | None:
    """A range with the labels that its steps have, where it gives their numbers within the flow."""
    known = {step.label for step in flow.steps}
    ends = [each if each in known else labels.full_step_label(flow.label, each) for each in (first, last)]
    if not set(ends) <= known:
        return None
    meant = "-".join(dict.fromkeys(ends))
    return Fix(f"write ‘{meant}’", (Edit(place.span, meant),), safe=False)


def _end_of_range(place: Place, missing: list[str], first: str) -> Place:
    """The end of a range that is missing; the whole range if both are, or if it is written in another way."""
    text, label = written(place), missing[0]
    if len(missing) > 1 or label not in (text[: len(label)], text[-len(label) :]):
        return place
    start = 0 if label == first else len(text) - len(label)
    return part(place, start, start + len(label))


def _steps_of(flow: Flow) -> str:
    """A hint that says which steps there are."""
    if not flow.steps:
        return f"{flow_name(flow.label)} has no steps"
    first, last = flow.steps[0].label, flow.steps[-1].label
    if first == last:
        return f"{flow_name(flow.label)} has step {first} alone"
    numbers = [parts.number if (parts := labels.step_label(step.label)) else 0 for step in flow.steps]
    if numbers == [*range(numbers[0], numbers[0] + len(numbers))]:
        return f"{flow_name(flow.label)} has the steps {first} to {last}"
    most = [step.label for step in flow.steps[:_MOST_NAMED]]
    return f"{flow_name(flow.label)} has the steps {', '.join(most)}{' …' if len(flow.steps) > _MOST_NAMED else ''}"


def _meant_by(label: str, flow: Flow, home: Mapping[str, Flow]) -> str:
    """A hint for a label in a loop or option that names no step of its flow."""
    if label in home:
        return f"step {label} is in {flow_name(home[label].label)}: a loop or option holds steps of one flow"
    local = labels.full_step_label(flow.label, label)
    return f"did you mean ‘{local}’?" if local in home else _steps_of(flow)


# ---- where a flow resumes


def _around(flow: Flow, by_label: Mapping[str, Flow], home: Mapping[str, Flow]) -> set[str]:
    """The labels of a flow and of those around it; around a code are the flows that carry it."""
    found: set[str] = set()
    pending = [flow.label]
    while pending:
        here = by_label.get(pending.pop())
        if here and here.label not in found:
            found.add(here.label)
            marked = [home[anchor].label for anchor in here.anchors] if here.code else []
            pending += [*marked, *here.condition_anchors, *([here.parent] if here.parent is not None else [])]
    return found


def _no_step_to_resume_at(flow: Flow, target: str, place: Place, by_label: Mapping[str, Flow]) -> Finding:
    if target in by_label:
        steps = by_label[target].steps
        hint = f"its first step is {steps[0].label}" if steps else ""
        return Finding(place, f"{target} is a flow, and a use case resumes at a step", hint)
    parts = labels.step_label(target)
    local = labels.full_step_label(flow.label, target)
    there = by_label.get(parts.flow if parts else "")
    hint = _steps_of(there) if there else f"there is no {flow_name(parts.flow if parts else '')}"
    own = any(step.label == local for step in flow.steps)
    if own:
        hint = f"did you mean ‘{local}’?"
    fix = rewrite(place, written(place), local if own else None)
    return Finding(place, f"there is no step {target} to resume at", hint, fix=fix)


def _resumes_elsewhere(flow: Flow, other: Flow, target: str, place: Place) -> Finding:
    message = f"flow {flow.label} can't resume at {target}: it isn't within {flow_name(other.label)}"
    return Finding(place, message, "resume at a step of this flow or of one that it leaves")
