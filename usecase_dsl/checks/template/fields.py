"""Rules about what the fields of a use case say: trigger, guarantees, stakeholders, level."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.checks.language.content import content_list
from usecase_dsl.checks.profiles import is_dressed
from usecase_dsl.checks.walk import called, part, written
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Actor, End, Flow, Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Field
from usecase_dsl.syntax.scripts import FULL_STOPS

# Schools that know postconditions, and no guarantees that hold at every end.
_POSTCONDITIONS_ALONE = ("rup", "rucm")


def trigger(model: Model, settings: Settings) -> Iterator[Finding]:
    """The trigger says the same as step 1; or, where fully dressed use cases are asked for, there is none.

    The trigger is what gets the use case started, mostly something that happens in the world; step 1 is what the
    actor does then. Told twice, one of the two is missing. Write what has happened into the trigger, and begin
    the flow with what follows from it.

    Bad:
        use case: Refund a ticket
          primary actor: Customer
          # TPL406 that is step 1
          trigger: Customer asks for the fare back.
          main success scenario:
            1. Customer asks for the fare back.
            2. System pays the fare back.

    Good:
        use case: Refund a ticket
          primary actor: Customer
          trigger: A train is cancelled.
          main success scenario:
            1. Customer asks for the fare back.
            2. System pays the fare back.

    Source: RUP, "The triggering event is clearly described"; Cockburn's template.
    """
    asked = is_dressed(settings.profile) and "trigger" not in settings.required
    for use_case in model.use_cases.values():
        said = next((text for field in _fields(use_case, "trigger") for text in field.items if text.value), None)
        if said is None:
            if asked:
                yield Finding(use_case.place, "there is no trigger", "say what gets it started: ‘trigger: …’")
            continue
        first = next((step for flow in use_case.flows if not flow.label for step in flow.steps), None)
        language = use_case.document.language
        if first and _same(said.value, first.text.value, language, settings):
            place = Place(use_case.place.source, said.span)
            hint = "write what has happened before, or begin the flow with what follows"
            yield Finding(place, "the trigger says the same as step 1", hint, (Related(first.place, "step 1"),))


def _same(text: str, other: str, language: str, settings: Settings) -> bool:
    if key(text).rstrip(FULL_STOPS) == key(other).rstrip(FULL_STOPS):
        return True
    words = content_list(text, language, settings.words)
    return len(words) > 2 and words == content_list(other, language, settings.words)


def guarantees_missing(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case doesn't say what it guarantees: nothing when it succeeds, or nothing in any case.

    Success guarantees say what the stakeholders have when it ends well, and so tell when the flow is complete; minimal
    guarantees say what they never lose, however it ends. Write both; `none` says that there is none on purpose. For
    a use case that can fail, minimal guarantees are asked for by `TPL408`.

    Bad:
        # TPL407 what has Customer got at the end?
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays the fare.
            2. System prints the ticket.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          minimal guarantees:
            - No fare is taken without a ticket.
          success guarantees:
            - Customer has a ticket.
          main success scenario:
            1. Customer pays the fare.
            2. System prints the ticket.

    Source: Cockburn's pass/fail tests 13 and 14; AI Unified Process validator.
    """
    for use_case in model.use_cases.values():
        kinds = [] if _has(use_case, "success guarantees", settings) else ["success guarantees"]
        minimal = settings.profile in _POSTCONDITIONS_ALONE or _has(use_case, "minimal guarantees", settings)
        minimal = minimal or _can_fail(use_case)
        kinds += [] if minimal else ["minimal guarantees"]
        if kinds:
            hint = f"write {' and '.join(f'‘{kind}: …’' for kind in kinds)}, or ‘none’ if there are none"
            yield Finding(use_case.place, f"there are no {' and no '.join(kinds)}", hint)


def failure_without_guarantee(model: Model, settings: Settings) -> Iterator[Finding]:
    """A flow ends in failure, and neither a guarantee nor a result says what holds then.

    Whoever has a stake in the use case wants to know what becomes of it when it fails: that nothing is charged, that
    nothing is lost. Write minimal guarantees, which hold at every end, failure guarantees, or a result under this end.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          success guarantees:
            - Customer has a ticket.
          main success scenario:
            1. Customer pays the fare.
          failure flows:
            1a. The card is declined:
              # TPL408 is the fare taken then?
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          minimal guarantees:
            - No fare is taken without a ticket.
          success guarantees:
            - Customer has a ticket.
          main success scenario:
            1. Customer pays the fare.
          failure flows:
            1a. The card is declined:
              end in failure

    Source: RUCM restriction 26; Cockburn's pass/fail test 13.
    """
    for use_case in model.use_cases.values():
        ends = (flow.end for flow in use_case.flows if flow.end and flow.end.kind == "failure")
        end = next((each for each in ends if not each.results), None)
        kinds = ("minimal guarantees", "failure guarantees")
        if end and not any(_has(use_case, kind, settings) for kind in kinds):
            message = f"‘{called(use_case)}’ can fail, and doesn't say what holds then"
            yield Finding(_first_line(end.place), message, "write ‘minimal guarantees: …’ or ‘failure guarantees: …’")


def stakeholder_without_interest(model: Model, settings: Settings) -> Iterator[Finding]:
    """A stakeholder is named, and not what is at stake.

    The interests are what the guarantees and half of the extensions come from; a name alone protects nobody. Write the
    interest after a colon.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          stakeholders:
            - Customer: pays the cheapest fare that there is.
            # TPL410 and what does the operator want?
            - Rail operator

    Good:
        use case: Sell a ticket
          primary actor: Customer
          stakeholders:
            - Customer: pays the cheapest fare that there is.
            - Rail operator: nobody travels without a ticket.

    Source: Cockburn's pass/fail tests 12 to 14.
    """
    for use_case in model.use_cases.values():
        for each in use_case.stakeholders:
            if each.name and not each.interest:
                message = f"‘{each.name}’ has a stake, and it isn't said which"
                yield Finding(_first_line(each.place), message, f"write it after a colon: ‘{each.name}: …’")


def primary_actor_without_stake(model: Model, settings: Settings) -> Iterator[Finding]:
    """The primary actor isn't among the stakeholders.

    Who starts the use case wants something from it, and that is the first interest to be written down.

    Bad:
        use case: Sell a ticket
          # TPL411 what does Customer want?
          primary actor: Customer
          stakeholders:
            - Rail operator: nobody travels without a ticket.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          stakeholders:
            - Customer: pays the cheapest fare that there is.
            - Rail operator: nobody travels without a ticket.

    Source: Cockburn, stakeholders and interests.
    """
    for use_case in model.use_cases.values():
        named = " | ".join(f" {key(each.name)} " for each in use_case.stakeholders)
        for name in use_case.primary_actors if named else ():
            actor = model.actors.get(name.key or "")
            names = (name.text, *(_names(actor, model) if actor else ()))
            if not any(f" {key(each)} " in named for each in names) and not (actor and actor.kind != "human"):
                message = f"primary actor ‘{name.text}’ isn't among the stakeholders"
                yield Finding(name.place, message, f"write what is at stake: ‘- {name.text}: …’")


def _names(actor: Actor, model: Model) -> Iterator[str]:
    """What an actor is called, and what it is a special case of."""
    yield actor.name
    yield from (name.text for name in (*actor.synonyms, *actor.parents))


def level_and_steps(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case says that its level is too low for a use case of its own, and has more steps than such a thing has.

    "Too low" (a clam) is what other use cases tell in one step. One with a flow of its own is a subfunction or a user
    goal: correct the level, or take the steps together.

    Bad:
        use case: Print a ticket
          # TPL412 is this too low?
          level: too low
          main success scenario:
            1. System takes a sheet.
            2. System prints the train on it.
            3. System prints the fare on it.
            4. System cuts the sheet.

    Good:
        use case: Print a ticket
          level: subfunction
          main success scenario:
            1. System takes a sheet.
            2. System prints the train on it.
            3. System prints the fare on it.
            4. System cuts the sheet.

    Source: Cockburn's pass/fail tests 6 and 7.
    """
    for use_case in model.use_cases.values():
        steps = [step for flow in use_case.flows if not flow.label for step in flow.steps]
        if use_case.level == "too low" and len(steps) > settings.limits.steps_least:
            place = next(Place(use_case.place.source, f.items[0].span) for f in _fields(use_case, "level") if f.items)
            message = f"the level is ‘{written(place).rstrip()}’, and the main flow has {len(steps)} steps"
            yield Finding(place, message, "make it a subfunction, or tell it in one step where it is used")


def flow_without_postcondition(model: Model, settings: Settings) -> Iterator[Finding]:
    """An alternative flow ends the use case and doesn't say what holds at its end.

    In restricted use case modelling each flow has its postcondition. Write it as a result under the line that ends
    the flow.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          success guarantees:
            - Customer has a ticket.
          main success scenario:
            1. Customer pays the fare.
          failure flows:
            1a. The card is declined:
              # TPL415 what holds now?
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          success guarantees:
            - Customer has a ticket.
          main success scenario:
            1. Customer pays the fare.
          failure flows:
            1a. The card is declined:
              end in failure
              => Nothing is charged.

    Source: RUCM restriction 26.
    """
    for use_case in model.use_cases.values():
        for flow in use_case.flows:
            end = _own_end(flow)
            if end and not end.results:
                message = f"flow {flow.label} ends the use case, and doesn't say what holds then"
                yield Finding(_first_line(end.place), message, "write it below as a result: ‘=> …’")


def _own_end(flow: Flow) -> End | None:
    return flow.end if flow.label and flow.end and flow.end.kind in ("success", "failure") else None


def _can_fail(use_case: UseCase) -> bool:
    return any(flow.end and flow.end.kind == "failure" for flow in use_case.flows)


def _has(use_case: UseCase, keyword: str, settings: Settings) -> bool:
    """Whether a use case has a field, also if that says that there is none; or the project demands it of each use case,
    which is a rule of its own."""
    return any(field.items or field.rows for field in _fields(use_case, keyword)) or keyword in settings.required


def _fields(use_case: UseCase, keyword: str) -> Iterator[Field]:
    return (field for field in use_case.fields if field.keyword == keyword)


def _first_line(place: Place) -> Place:
    return part(place, 0, len(written(place).partition("\n")[0].rstrip()))


FIELD_RULES: tuple[Rule[Model], ...] = (
    Rule("TPL406", "trigger", Severity.WARNING, trigger),
    Rule("TPL407", "guarantees-missing", Severity.WARNING, guarantees_missing, rigour="dressed"),
    Rule("TPL408", "failure-without-guarantee", Severity.WARNING, failure_without_guarantee, rigour="dressed"),
    Rule("TPL410", "stakeholder-without-interest", Severity.WARNING, stakeholder_without_interest),
    Rule("TPL411", "primary-actor-without-stake", Severity.ADVICE, primary_actor_without_stake),
    Rule("TPL412", "level-and-steps", Severity.ADVICE, level_and_steps),
    Rule("TPL415", "flow-without-postcondition", Severity.ADVICE, flow_without_postcondition, rigour="dressed"),
)
