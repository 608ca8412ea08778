"""Rules about what can go wrong and isn't told: no extension at all, a validation that can't fail, a partner who always
answers."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.checks.flows.validations import is_handled, validations
from usecase_dsl.checks.walk import bare, flows, homes, part, spot, written
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Flow, Model, Step, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.prose import UNWRITTEN


def validation_skipped(model: Model, settings: Settings) -> Iterator[Finding]:
    """A flow goes on after a validation that it hasn't gone through.

    The steps from there on rely on what was validated. Resume at the validation or before it, or validate in this
    flow too. A flow that says it has the same result (`=> …`) as the validation is left alone.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer shows a discount card.
            3. System validates the discount card.
            4. System prints the ticket.
          extensions:
            1a. Customer repeats the last journey:
              1. System takes the last destination.
              # FLW128 who validates the card?
              resume at 4

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer shows a discount card.
            3. System validates the discount card.
            4. System prints the ticket.
          extensions:
            1a. Customer repeats the last journey:
              1. System takes the last destination.
              resume at 2

    Source: own.
    """
    checked = _validations(model, settings)
    for use_case, flow in flows(model):
        skipped = _skipped(flow, use_case) if flow.label and use_case.key in checked else []
        validations = [step for step in skipped if step.place in checked[use_case.key]]
        if flow.end and validations and not _makes_up(flow, validations, checked[use_case.key]):
            first = validations[0]
            related = (Related(bare(first.label_place), "the validation"),)
            message = f"flow {flow.label} goes on after step {first.label}, which validates, without it"
            hint = f"resume at {first.label} or before it, or validate in this flow too"
            yield Finding(flow.end.place, message, hint, related)


def validation_without_failure(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step validates something, and no flow says what happens if it isn't valid.

    A validation that can't fail isn't needed, and one that can fail leads somewhere. Write the extension for it. A
    flow without a place in the steps, or for any time, may be that one, and so may a flow at another step that tells
    of a failure of the same thing; then nothing is said. Within flows that tell of a failure, a validation tells how
    it was found. Who only asks, as in "checks whether there are seats", validates nothing.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer shows a discount card.
            # FLW132 and if it isn't valid?
            2. System validates the discount card.
            3. System prints the ticket.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer shows a discount card.
            2. System validates the discount card.
            3. System prints the ticket.
          extensions:
            2a. The discount card is out of date:
              1. System asks for the full fare.
              resume at next step

    Source: RUCM restriction 22.
    """
    for each in validations(model, settings):
        if not is_handled(each, settings):
            message = f"step {each.step.label} validates, and no flow says what happens if that fails"
            hint = f"write an extension of this step, such as ‘{each.step.label}a. … isn't valid:’"
            yield Finding(each.prose.spot(each.found), message, hint)


def no_extension(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case has nothing but its main flow.

    All goes well there, every time. What else can happen is where most of the work is, and where requirements are
    missed: ask at each step what can go wrong. If there is nothing, say so: `extensions: none`.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          # FLW140 what can go wrong?
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
            3. System prints the ticket.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
            3. System prints the ticket.
          extensions:
            2a. The card is declined:
              end in failure

    Source: AI Unified Process validator (no alternative flows); IBM, use-case smells ("few alternate flows").
    """
    for use_case, flow in flows(model):
        if not flow.label and _stands_alone(use_case, flow):
            place = bare(flow.label_place)
            message = f"nothing but the main flow is told of ‘{use_case.title}’"
            hint = "ask at each step what can go wrong, and write the extensions; ‘extensions: none’ if there are none"
            yield Finding(part(place, 0, len(written(place).rstrip(":： "))), message, hint)


def silent_partner(model: Model, settings: Settings) -> Iterator[Finding]:
    """A supporting actor takes part, and no flow says what happens if it doesn't answer.

    What isn't ours fails, says no, or says nothing. Write an extension at one of the steps where the actor takes
    part: for a wrong answer, and for none within a time. Who does nothing but begin the use case is left alone, and
    so is an actor that stands for time.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          supporting actors: Bank
          main success scenario:
            1. Customer presents a card.
            2. System asks Bank for the fare.
            # FLW141 and if it doesn't?
            3. Bank pays the fare.
            4. System prints the ticket.
          extensions:
            1a. The card can't be read:
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          supporting actors: Bank
          main success scenario:
            1. Customer presents a card.
            2. System asks Bank for the fare.
            3. Bank pays the fare.
            4. System prints the ticket.
          extensions:
            1a. The card can't be read:
              end in failure
            3a. Bank gives no answer within 30 seconds:
              end in failure

    Source: Cockburn, "Writing Effective Use Cases", chapter 8, on the failures of secondary actors.
    """
    for use_case in model.use_cases.values():
        main = next((flow for flow in use_case.flows if not flow.label), None)
        if main is None or _stands_alone(use_case, main):
            continue
        left = {anchor for flow in use_case.flows if not flow.any_time for anchor in flow.anchors}
        told = key(" ".join(flow.condition.value for flow in use_case.flows))
        for name in use_case.supporting_actors:
            taking_part = [step for step in main.steps if _takes_part(name.key, step)]
            answers = [step for step in taking_part if step.subject and step.subject.key == name.key]
            if not answers or taking_part == [main.steps[0]] or _is_time(name.key, model):
                continue
            if not left & {step.label for step in taking_part} and key(name.text) not in told:
                message = f"no flow says what happens if ‘{name.text}’ doesn't do what step {answers[0].label} says"
                hint = f"write an extension of this step, such as ‘{answers[0].label}a. {name.text} gives no answer …:’"
                yield Finding(_subject(answers[0]), message, hint)


FAILURE_RULES: tuple[Rule[Model], ...] = (
    Rule("FLW128", "validation-skipped", Severity.WARNING, validation_skipped, rigour="dressed"),
    Rule("FLW132", "validation-without-failure", Severity.WARNING, validation_without_failure),
    Rule("FLW140", "no-extension", Severity.WARNING, no_extension, rigour="dressed"),
    Rule("FLW141", "silent-partner", Severity.ADVICE, silent_partner),
)


# ---- validations that are left out


def _validations(model: Model, settings: Settings) -> dict[str, set[Place]]:
    """For each use case, the places of the steps that validate."""
    found: dict[str, set[Place]] = {}
    for each in validations(model, settings):
        found.setdefault(each.use_case.key, set()).add(each.step.place)
    return found


def _skipped(flow: Flow, use_case: UseCase) -> list[Step]:
    """The steps between the one that a flow leaves and the one where it goes on."""
    if not flow.end or not flow.end.step or not flow.anchors:
        return []
    home = homes(use_case)
    target, anchor = flow.end.step, flow.anchors[0]
    if home[target] is not home[anchor]:
        return []
    order = [step.label for step in home[target].steps]
    return list(home[target].steps[order.index(anchor) + 1 : order.index(target)])


def _makes_up(flow: Flow, skipped: list[Step], checked: set[Place]) -> bool:
    """Whether a flow validates something itself, or has the results of the validations that it skips."""
    results = {key(each.text) for step in flow.steps for each in step.results}
    wanted = {key(each.text) for step in skipped for each in step.results}
    return any(step.place in checked for step in flow.steps) or (bool(wanted) and wanted <= results)


# ---- what is told beside the main flow


def _stands_alone(use_case: UseCase, main: Flow) -> bool:
    """Whether there is a main flow that is written, no section for others, and no general use case to have them."""
    others = any(section.kind != "main success scenario" for section in use_case.node.sections)
    unwritten = not main.steps or any(step.text.value in UNWRITTEN for step in main.steps)
    return not others and not unwritten and not use_case.specialises


def _takes_part(actor: str | None, step: Step) -> bool:
    return actor is not None and (actor in step.receivers or (step.subject is not None and step.subject.key == actor))


def _is_time(name: str | None, model: Model) -> bool:
    return name is not None and model.actors[name].kind == "time"


def _subject(step: Step) -> Place:
    place = Place(step.place.source, step.text.span)
    return spot(place, step.subject.text) if step.subject else place
