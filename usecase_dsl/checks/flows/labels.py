"""Rules about the labels of steps and flows: each its own, each in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from usecase_dsl.checks.flows.repairs import relabelled
from usecase_dsl.checks.walk import bare, bodies, flow_name, flows
from usecase_dsl.diagnostic import Edit, Finding, Fix, Related, Severity
from usecase_dsl.model.tables import Flow, Model, Step
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax import labels, nodes
from usecase_dsl.syntax.formatting import renumbering


def numbers_out_of_sequence(model: Model, settings: Settings) -> Iterator[Finding]:
    """The steps of a flow aren't numbered 1, 2, 3 and so on.

    A gap looks like a step that got lost, and a reader who counts comes to another step than a reference means.
    Number the steps without gaps. A flow with a step `+.`, which is yet to be numbered, is left alone.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare.
            # FLW101 there is no step 3
            4. Customer pays the fare.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare.
            3. Customer pays the fare.

    Source: AI Unified Process validator (numbering); UCWriter ("not linear").
    """
    for use_case in model.use_cases.values():
        gaps = [gap for flow, body in bodies(use_case) if _all_plain(flow) for gap in _first_gap(flow, body)]
        edits = renumbering(use_case.document, use_case.node, letters=False) if gaps else ()
        fix = Fix("numbers the steps 1, 2, 3 and what refers to them", edits) if edits else None
        yield from (replace(gap, fix=fix) for gap in gaps)


def duplicate_step(model: Model, settings: Settings) -> Iterator[Finding]:
    """Two steps of one flow have the same number.

    Nobody can tell which of them `resume at 2` or the extension `2a` means. Give each step a number of its own.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare.
            # FLW102 the second step 2
            2. Customer pays the fare.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare.
            3. Customer pays the fare.

    Source: UCWriter ("not unique").
    """
    for _, flow in flows(model):
        first: dict[str, Step] = {}
        for step in flow.steps:
            known = step if _of_another_flow(step, flow) else first.setdefault(step.label, step)
            if known is not step:
                yield Finding(
                    bare(step.label_place),
                    f"{flow_name(flow.label)} has a second step {step.label}",
                    "give it a number of its own, so that a reference to it has one meaning",
                    (Related(bare(known.label_place), "the first one"),),
                )


def duplicate_extension(model: Model, settings: Settings) -> Iterator[Finding]:
    """Two extensions of a use case have the same label.

    Their steps have the same labels too, so that no reference to them has one meaning. The letter tells the
    extensions at one place apart: take the next one.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The fare has changed:
              resume at 2
            # FLW103 the second extension 2a
            2a. Customer gives up:
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The fare has changed:
              resume at 2
            2b. Customer gives up:
              end in failure

    Source: UCWriter.
    """
    for use_case in model.use_cases.values():
        first: dict[str, Flow] = {}
        for flow in use_case.flows:
            known = first.setdefault(flow.label, flow)
            if known is not flow:
                free = _free_label(flow.label, {each.label for each in use_case.flows})
                yield Finding(
                    bare(flow.label_place),
                    f"there is a second {flow_name(flow.label)}",
                    f"call this one ‘{free}’" if free else "give it a label of its own",
                    (Related(bare(known.label_place), "the first one"),),
                    fix=relabelled(flow, free, use_case),
                )


def step_of_another_flow(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step has the full label of another flow than the one it stands in.

    A full label such as `3a1` says where the step belongs. If the text says another thing, one of the two is
    wrong: move the step, or number it after the flow that it stands in.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The fare has changed:
              # FLW105 this is extension 2a
              1a1. System shows the new fare.
              resume at 2

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The fare has changed:
              2a1. System shows the new fare.
              resume at 2

    Source: UCWriter ("this step is not his parent").
    """
    for use_case, flow in flows(model):
        for place, step in enumerate(flow.steps, 1):
            other = _of_another_flow(step, flow)
            if other:
                exists = any(each.label == other for each in use_case.flows)
                own = labels.full_step_label(flow.label, place)
                move = f"move it to flow {other}" if exists else f"put the line of extension {other} before it"
                yield Finding(
                    bare(step.label_place),
                    f"‘{step.number}’ is a step of flow {other}, and stands in {flow_name(flow.label)}",
                    f"{move}, or write ‘{own}’",
                    fix=Fix(f"write ‘{own}’", (Edit(bare(step.label_place).span, own),), safe=False),
                )


def extension_without_condition(model: Model, settings: Settings) -> Iterator[Finding]:
    """An extension doesn't say when it happens.

    The text after an extension's label is its condition. Without one no reader knows when to leave the flow,
    and no test can bring it about. Say what the system can notice at this step.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            # FLW131 when?
            2a.
              1. System shows the new fare.
              resume at 2

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The fare has changed:
              1. System shows the new fare.
              resume at 2

    Source: Cockburn, "Writing Effective Use Cases", chapter 8.
    """
    for _, flow in flows(model):
        if flow.label and not flow.condition.value:
            yield Finding(
                bare(flow.label_place),
                f"flow {flow.label} doesn't say when it happens",
                f"write its condition after the label: ‘{flow.label}. … :’",
            )


LABEL_RULES: tuple[Rule[Model], ...] = (
    Rule("FLW101", "numbers-out-of-sequence", Severity.WARNING, numbers_out_of_sequence, rigour="brief"),
    Rule("FLW102", "duplicate-step", Severity.ERROR, duplicate_step),
    Rule("FLW103", "duplicate-extension", Severity.ERROR, duplicate_extension),
    Rule("FLW105", "step-of-another-flow", Severity.ERROR, step_of_another_flow),
    Rule("FLW131", "extension-without-condition", Severity.ERROR, extension_without_condition),
)


# ---- numbers


def _first_gap(flow: Flow, body: Sequence[nodes.Step | nodes.Control]) -> Iterator[Finding]:
    """The first step whose number isn't its place; a control line that is numbered takes a place too."""
    numbered = [line for line in body if isinstance(line, nodes.Step) or line.number]
    for place, line in enumerate(numbered, 1):
        parts = labels.step_label(line.label) if isinstance(line, nodes.Step) else None
        if isinstance(line, nodes.Step) and parts and parts.number != place:
            yield Finding(
                bare(Place(flow.place.source, line.label_span)),
                f"‘{line.label}’ stands where step {labels.full_step_label(flow.label, place)} would come",
                f"number the steps of {flow_name(flow.label)} 1, 2, 3 without gaps",
            )
            return


def _all_plain(flow: Flow) -> bool:
    """Whether each step has a number of its own, and no label of another flow."""
    own = {step.label for step in flow.steps if step.number != "+" and not _of_another_flow(step, flow)}
    return len(own) == len(flow.steps)


def _of_another_flow(step: Step, flow: Flow) -> str:
    """The flow that a step's label as written says it belongs to, if it isn't the one where it stands."""
    parts = labels.step_label(step.number)
    return parts.flow if parts and parts.flow != flow.label else ""


def _free_label(label: str, taken: set[str]) -> str | None:
    """The label nearest to one that is taken: the next letter, or the next number of a code."""
    if labels.is_code(label):
        letters = label.rstrip("0123456789")
        return next(code for n in range(1, len(taken) + 2) if (code := f"{letters}{n}") not in taken)
    parts = labels.flow_label(label)
    stem = label.removesuffix(parts.letters) if parts else label
    return next((stem + letter for letter in "abcdefghijklmnopqrstuvwxyz" if stem + letter not in taken), None)
