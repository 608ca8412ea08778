"""Rules about how flows end, and what can be reached: nothing is left hanging, nothing stands where nobody comes."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.checks.flows.repairs import end_moved_down, end_told_in_prose, tells_two_ends
from usecase_dsl.checks.profiles import is_dressed
from usecase_dsl.checks.walk import bare, called, flow_name, flows, homes, written
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import End, Flow, Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.scenario import Graph, graph, reachable
from usecase_dsl.settings import Settings
from usecase_dsl.syntax.vocabulary import control_line


def open_end(model: Model, settings: Settings) -> Iterator[Finding]:
    """A flow doesn't say how it ends, or that it ends and not whether in success.

    Nobody can tell whether the goal is reached then, and no scenario runs through a flow with an open end.
    Close it with `resume at …`, `end in success` or `end in failure`. In a strict or fully dressed project
    this is an error.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            # FLW120 and then?
            1a. No train goes there:
              1. System offers another destination.
            2a. Customer gives up:
              # FLW120 in success or in failure?
              end

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            1a. No train goes there:
              1. System offers another destination.
              resume at next step
            2a. Customer gives up:
              end in failure

    Source: RUCM restrictions 24 and 25; AI Unified Process validator (flow termination).
    """
    severity = Severity.ERROR if settings.strict or is_dressed(settings.profile) else None
    for use_case, flow in flows(model):
        if flow.label and flow.end is None and not _nearly_ends(use_case, flow):
            fix = end_told_in_prose(flow, use_case)
            message = f"flow {flow.label} doesn't say how it ends"
            hint = f"close it with ‘{_line(use_case, 'resume at')}’, {_outcomes(use_case)}"
            yield Finding(bare(flow.label_place), message, hint, severity=severity, fix=fix)
        elif flow.label and flow.end and flow.end.kind == "unstated":
            message = f"flow {flow.label} ends, and doesn't say whether in success"
            yield Finding(flow.end.place, message, f"write {_outcomes(use_case)}", severity=severity)


def _outcomes(use_case: UseCase) -> str:
    return f"‘{_line(use_case, 'end in success')}’ or ‘{_line(use_case, 'end in failure')}’"


def _line(use_case: UseCase, kind: str) -> str:
    """A control line in the language of the text."""
    return control_line(use_case.document.language, kind)


def _nearly_ends(use_case: UseCase, flow: Flow) -> bool:
    """Whether some line of a flow is nearly a control line, or says two of them, which other rules report there."""
    start, end = flow.place.span
    slips = (each for each in use_case.document.lookalikes if each.kind == "control")
    return any(start <= each.span.start < end for each in slips) or tells_two_ends(flow, use_case)


def steps_after_end(model: Model, settings: Settings) -> Iterator[Finding]:
    """Steps stand after the line that ends their flow.

    Whoever follows the flow leaves it at that line and never comes to them. Move the line below the last step,
    or give the steps an extension of their own.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The fare has changed:
              1. System shows the new fare.
              resume at 2
              # FLW122 the flow is over
              2. Customer agrees.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The fare has changed:
              1. System shows the new fare.
              2. Customer agrees.
              resume at 2

    Source: UCEd ("continue must be last").
    """
    for use_case, flow in flows(model):
        if flow.end and flow.end.after < len(flow.steps):
            step = flow.steps[flow.end.after]
            yield Finding(
                bare(step.label_place),
                f"nobody comes to step {step.label}: {flow_name(flow.label)} is over before it",
                f"move ‘{_phrase(flow.end)}’ below the last step of the flow",
                (Related(flow.end.place, "it ends here"),),
                fix=end_moved_down(flow, use_case),
            )


def unreachable_step(model: Model, settings: Settings) -> Iterator[Finding]:
    """No path from the start comes to the steps of a flow.

    The flow's code is marked, but only in flows that are never reached themselves. Mark it at a step or
    condition that some scenario comes to.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          failure flows:
            # FLW124 E2 alone leads here
            E1. The printer is empty:
              1. System calls for paper. [E2]
              end in failure
            # FLW124 E1 alone leads here
            E2. The connection is lost:
              1. System writes a log. [E1]
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare. [E1]
          failure flows:
            E1. The printer is empty:
              1. System calls for paper. [E2]
              end in failure
            E2. The connection is lost:
              1. System writes a log.
              end in failure

    Source: own; reachability in model-based testing.
    """
    for use_case in model.use_cases.values():
        # A flow that is anchored by its label lies on a path as soon as the flow around it does.
        # Steps behind the line that ends their flow are another rule's.
        coded = [flow for flow in use_case.flows if flow.code and flow.steps and not (flow.end and flow.end.after == 0)]
        whole = graph(use_case, model) if coded else None
        if whole is None or not whole.complete:
            continue
        reached = {whole.nodes[node].label for node in reachable(whole)}
        for flow in coded:
            if not reached & {step.label for step in flow.steps} and flow.label not in _accounted_for(use_case):
                message = f"no path comes to flow {flow.label}: its mark stands only where none comes either"
                yield Finding(bare(flow.label_place), message, f"write [{flow.label}] at a step on some path")


def no_success_end(model: Model, settings: Settings) -> Iterator[Finding]:
    """The main flow ends in failure, and no other flow ends in success.

    A use case is there to reach a goal. If every way through it fails, the goal is never reached: let the main
    flow tell how it goes well, and put what goes wrong into extensions.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System finds no train.
            # FLW125 nobody ever gets a ticket
            end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System prints the ticket.
          failure flows:
            2a. No train goes there:
              end in failure

    Source: Cockburn's pass/fail test 16.
    """
    for use_case, flow in flows(model):
        if not flow.label and flow.end and _never_succeeds(use_case, flow):
            message = f"no way through use case ‘{called(use_case)}’ ends in success"
            hint = "tell in the main flow how the goal is reached, and in extensions what goes wrong"
            yield Finding(flow.end.place, message, hint)


def endless_loop(model: Model, settings: Settings) -> Iterator[Finding]:
    """A flow goes back into itself, and nothing leads out.

    A use case that comes here never ends, so no scenario goes this way. Let an extension leave the loop, such
    as one for the third attempt, or resume at a step outside.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The card is declined:
              1. System asks for another card.
              2. Customer presents a card.
              # FLW126 over and over again
              resume at 2a1

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The card is declined:
              1. System asks for another card.
              2. Customer presents a card.
              resume at 2a1
            2a2a. The card is accepted:
              resume at next step
            2a2b. This is the third card:
              end in failure

    Source: Blueprint ("tests are not created for flows containing infinite loops").
    """
    for use_case in model.use_cases.values():
        home = homes(use_case)
        # The main flow goes on to its end; only a flow that resumes in an extension can be a trap.
        resuming = [flow for flow in use_case.flows if flow.end and flow.end.step and home[flow.end.step].label]
        trapped = _trapped(graph(use_case, model), use_case) if resuming else set[str]()
        for flow in resuming:
            if flow.end and flow.label in trapped:
                message = f"nothing leads out of flow {flow.label} once it is here: the use case never ends"
                hint = f"resume at a step outside, or let an extension leave flow {flow.label}"
                yield Finding(flow.end.place, message, hint)


def diverted_main_flow(model: Model, settings: Settings) -> Iterator[Finding]:
    """The main flow has a control line that says it doesn't end in success.

    The main success scenario is the path on which all goes well: it ends in success after its last step.
    Failing and going back are what extensions are for; a part that is repeated is a `repeat` line.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System prints the ticket.
            # FLW136 the main flow goes on to its end
            resume at 1

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System prints the ticket.
            repeat 1-2 until Customer has all tickets

    Source: RUCM restrictions 18, 19 and 24.
    """
    for use_case, flow in flows(model):
        diverted = flow.end and flow.end.kind in ("resume", "failure")
        if not flow.label and flow.end and diverted and not _never_succeeds(use_case, flow):
            again, failure = "write ‘repeat … until …’ for steps done again", "put what fails in an extension"
            message = f"the main flow ends in success: ‘{_phrase(flow.end)}’ can't end it"
            yield Finding(flow.end.place, message, again if flow.end.kind == "resume" else failure)


END_RULES: tuple[Rule[Model], ...] = (
    Rule("FLW120", "open-end", Severity.WARNING, open_end, at_worst=Severity.ERROR),
    Rule("FLW122", "steps-after-end", Severity.ERROR, steps_after_end),
    Rule("FLW124", "unreachable-step", Severity.ERROR, unreachable_step),
    Rule("FLW125", "no-success-end", Severity.ERROR, no_success_end),
    Rule("FLW126", "endless-loop", Severity.ERROR, endless_loop),
    Rule("FLW136", "diverted-main-flow", Severity.ERROR, diverted_main_flow),
)


def _phrase(end: End) -> str:
    """A control line as it is written."""
    return " ".join(written(end.place).split()).rstrip(" .;")


def _never_succeeds(use_case: UseCase, main: Flow) -> bool:
    """Whether the main flow fails and nothing else succeeds."""
    others = any(each.end and each.end.kind == "success" for each in use_case.flows)
    return main.end is not None and main.end.kind == "failure" and not others


def _accounted_for(use_case: UseCase) -> set[str]:
    """The flows that no path comes to for a reason that another rule reports.

    Their place is unknown, or they leave after a flow's end; or they leave such a flow.
    """
    home = homes(use_case)
    lost = {flow.label for flow in use_case.flows if flow.label and not flow.anchors and not flow.condition_anchors}
    cut = {step.label for flow in use_case.flows if flow.end for step in flow.steps[flow.end.after :]}
    while True:
        more = {
            flow.label
            for flow in use_case.flows
            if cut & set(flow.anchors) or lost & {*flow.condition_anchors, *(home[a].label for a in flow.anchors)}
        }
        if more <= lost:
            return lost
        lost |= more


def _trapped(whole: Graph, use_case: UseCase) -> set[str]:
    """The outermost flows in which a path can go on for ever and do nothing else.

    Where a path just stops, since a flow doesn't say where it leads, is another rule's.
    """
    if not whole.complete:
        return set()
    sources: dict[int, list[int]] = {}
    for edge in whole.edges:
        sources.setdefault(edge.target, []).append(edge.source)
    entered = {label for edge in whole.edges for label in edge.flows}
    unsaid = {anchor for flow in use_case.flows if flow.label not in entered for anchor in flow.anchors}
    pending = [node.id for node in whole.nodes if not whole.out[node.id] or node.label in unsaid]
    stopping = set(pending)
    while pending:
        more = set(sources.get(pending.pop(), ())) - stopping
        stopping |= more
        pending += more
    chains = [whole.nodes[node].within for node in reachable(whole) - stopping]
    inner = {chain[-1] for chain in chains if chain}
    return {chain[-1] for chain in chains if chain and not inner & set(chain[:-1])}
