"""Rules about what comes into a use case from outside it, by extend or generalization."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.checks.walk import called, includes, spot
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Extend, Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.syntax.names import key


def unused_extension_point(model: Model, settings: Settings) -> Iterator[Finding]:
    """Nothing extends a use case at one of its extension points.

    A point is offered so that others may come in there. If nobody does yet, it may be kept for later; else take it
    out.

    Bad:
        use case UC-1: Sell a ticket
          main success scenario:
            1. Customer pays the fare.
            2. System prints the ticket.
          extension points:
            - payment: 1
            # REL207 who comes in here?
            - printing: 2

        use case UC-2: Redeem a voucher
          extends: UC-1 at payment when Customer has a voucher

    Good:
        use case UC-1: Sell a ticket
          main success scenario:
            1. Customer pays the fare.
          extension points:
            - payment: 1

        use case UC-2: Redeem a voucher
          extends: UC-1 at payment when Customer has a voucher

    Source: own.
    """
    extended = {(extend.use_case.key, key(extend.point)) for _, extend in _extends(model)}
    for use_case in model.use_cases.values():
        # Who extends without naming a point may mean any of them.
        for point in use_case.extension_points if (use_case.key, "") not in extended else ():
            if (use_case.key, key(point.name)) not in extended:
                message = f"nothing extends ‘{called(use_case)}’ at ‘{point.name}’"
                yield Finding(spot(point.place, point.name), message, "take it out if nobody is to come in there")


def unconditional_extend(model: Model, settings: Settings) -> Iterator[Finding]:
    """Several use cases extend another at the same point, and one of them doesn't say when.

    Without a condition it happens each time, with whatever else comes in there and in no order. Write `when` and
    the condition.

    Bad:
        use case UC-1: Sell a ticket
          main success scenario:
            1. Customer pays the fare.
          extension points:
            - payment: 1

        use case UC-2: Redeem a voucher
          extends: UC-1 at payment when Customer has a voucher

        use case UC-3: Give a discount
          # REL208 with a voucher too?
          extends: UC-1 at payment

    Good:
        use case UC-1: Sell a ticket
          main success scenario:
            1. Customer pays the fare.
          extension points:
            - payment: 1

        use case UC-2: Redeem a voucher
          extends: UC-1 at payment when Customer has a voucher

        use case UC-3: Give a discount
          extends: UC-1 at payment when Customer is a pupil

    Source: UML 2.5.1, Extend ("if there is no condition, the extension is unconditional").
    """
    sharing: dict[tuple[str, str], list[tuple[UseCase, Extend]]] = {}
    for use_case, extend in _extends(model):
        if extend.use_case.key and extend.point:
            sharing.setdefault((extend.use_case.key, key(extend.point)), []).append((use_case, extend))
    for use_case, extend in _extends(model) if sharing else ():
        there = sharing.get((extend.use_case.key or "", key(extend.point)), [])
        other = next((one for one in there[:2] if one[1] is not extend), None)
        if other and not extend.condition:
            message = (
                f"‘{called(other[0])}’ comes in at ‘{extend.point}’ too, and ‘{called(use_case)}’ doesn't say when"
            )
            related = (Related(other[1].place, "the other one at this point"),)
            hint = f"write the condition after it: ‘{extend.use_case.text} at {extend.point} when …’"
            yield Finding(extend.place, message, hint, related)


def included_and_extending(model: Model, settings: Settings) -> Iterator[Finding]:
    """One use case is included by some and extends others.

    What is included is a part that its caller can't do without and knows of; what extends is an addition that
    its base knows nothing of. A use case that is both is hard to change for either. Choose one of the two
    relations, or divide the use case.

    Bad:
        use case UC-1: Sell a ticket
          main success scenario:
            1. include UC-3

        use case UC-2: Sell a season ticket
          main success scenario:
            1. Customer pays the fare.

        use case UC-3: Redeem a voucher
          # REL210 and UC-1 includes it
          extends: UC-2 when Customer has a voucher

    Good:
        use case UC-1: Sell a ticket
          main success scenario:
            1. Customer pays the fare.

        use case UC-2: Sell a season ticket
          main success scenario:
            1. Customer pays the fare.

        use case UC-3: Redeem a voucher
          extends:
            - UC-1 when Customer has a voucher
            - UC-2 when Customer has a voucher

    Source: El-Attar and Miller, antipatterns of use-case models.
    """
    calls = [(use_case.key, name) for use_case in model.use_cases.values() for name in includes(use_case)]
    included = {name.key: name for _, name in reversed(calls)}
    pairs = {frozenset((caller, name.key)) for caller, name in calls}
    for use_case in model.use_cases.values():
        call, extends = included.get(use_case.key), [extend.use_case for extend in use_case.extends]
        # That two use cases have both relations with each other is another finding, at the same place.
        if call and extends and not any(frozenset((use_case.key, base.key)) in pairs for base in extends):
            message = f"‘{called(use_case)}’ extends another use case, and is included elsewhere"
            hint = "choose one of the two relations, or divide the use case"
            yield Finding(extends[0].place, message, hint, (Related(call.place, "the include"),))


def special_case_of_nothing(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case specialises another and changes nothing.

    All that it says is said there too, so that it is the general use case under another name. Write what is special
    about it, or take it out.

    Bad:
        use case UC-1: Sell a ticket
          main success scenario:
            1. Customer pays the fare.

        use case UC-2: Sell a ticket at a counter
          # REL220 what is done differently there?
          specialises: UC-1

    Good:
        use case UC-1: Sell a ticket
          main success scenario:
            1. Customer pays the fare.

        use case UC-2: Sell a ticket at a counter
          specialises: UC-1
          main success scenario:
            1. Customer pays the Clerk the fare.

    Source: own.
    """
    for use_case in model.use_cases.values():
        for name in use_case.specialises:
            general = model.use_cases.get(name.key or "")
            if general and general is not use_case and _told(use_case) <= _told(general):
                message = f"‘{called(use_case)}’ specialises ‘{called(general)}’ and changes nothing of it"
                yield Finding(name.place, message, "write what is special about it, or take it out")


POINT_RULES: tuple[Rule[Model], ...] = (
    Rule("REL207", "unused-extension-point", Severity.ADVICE, unused_extension_point),
    Rule("REL208", "unconditional-extend", Severity.WARNING, unconditional_extend),
    Rule("REL210", "included-and-extending", Severity.WARNING, included_and_extending, rigour="dressed"),
    Rule("REL220", "special-case-of-nothing", Severity.ADVICE, special_case_of_nothing),
)


def _extends(model: Model) -> Iterator[tuple[UseCase, Extend]]:
    return ((use_case, extend) for use_case in model.use_cases.values() for extend in use_case.extends)


def _told(use_case: UseCase) -> frozenset[tuple[str, ...]]:
    """Whom a use case serves, what happens in it, and what holds before and after, in a form that can be compared."""
    flows = {
        (flow.label, key(flow.condition.value), flow.prose, *(key(step.text.value) for step in flow.steps))
        for flow in use_case.flows
    }
    conditions = (*use_case.preconditions, *use_case.minimal_guarantees, *use_case.success_guarantees)
    actors = (*use_case.primary_actors, *use_case.supporting_actors)
    rest = (use_case.trigger, *(each.text for each in conditions), *(name.key or name.text for name in actors))
    return frozenset(flows | {("", key(text)) for text in rest if text})
