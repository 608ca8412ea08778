"""Rules about plans: what each is for, and what deserves one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from usecase_dsl.checks.portfolio.seen import Offer, seen
from usecase_dsl.checks.walk import called
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Model
from usecase_dsl.portfolio.words import amount, percent
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings


def no_own_plan(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case brings a fifth of the revenue, has a willingness to pay of its own, and shares its plans with others.

    Those who buy for such a use case pay for what they don't need, or less than it is worth to them. A plan that is
    for it alone can have its price and its value metric. The share from which that is worth the trouble is the limit
    `plan-share`.

    Bad:
        plan: Platform
        use case UC-1: Open a gate that is stuck
          # BIZ804 in a plan with UC-2?
          plans: Platform
          revenue share: 30%
          willingness to pay: 12,000 EUR a year
        use case UC-2: Count the passengers
          plans: Platform
          revenue share: 10%

    Good:
        plan: Platform
        plan: Gates
        use case UC-1: Open a gate that is stuck
          plans: Gates
          revenue share: 30%
          willingness to pay: 12,000 EUR a year
        use case UC-2: Count the passengers
          plans: Platform
          revenue share: 10%

    Source: Ramanujam and Tacke, "Monetizing Innovation" (2016): segments by willingness to pay, and a configuration for
    each. The share is a rule of thumb, which goes from 20% to 30%.
    """
    where, offers = seen(model)
    by_plan = _by_plan(model)
    for offer in offers if where.plans else ():
        share, worth = offer.of.revenue_share, offer.of.willingness_to_pay
        if share is None or share < settings.limits.plan_share or worth is None:
            continue
        together = [by_plan[plan.key] for plan in where.plans_of(offer.of)]
        # Of plans that nobody declares it can't be told who else is in them.
        if all(len(each) > 1 for each in together) and (together or not offer.of.plans):
            others = {other.of.key: other for each in together for other in each if other is not offer}
            message = f"‘{called(offer.use_case)}’ brings {percent(share)} of the revenue, its customers would pay"
            message += f" {amount(worth)}, and no plan is for it alone"
            yield Finding(offer.place("plans"), message, "sell it in a plan of its own", _related(others.values()))


def plan_without_anchor(model: Model, settings: Settings) -> Iterator[Finding]:
    """A plan is for no use case, or for more than two.

    Who reads a price list looks for their own problem. A plan that is for everything says nothing, and one that is for
    no use case nobody knows how to sell. Secondary use cases come along, and don't count; the number is the limit
    `plan-use-cases`.

    Bad:
        # BIZ805 what is it for?
        plan: Platform
        plan: Gates
        use case UC-1: Open a gate that is stuck
          plans: Gates

    Good:
        plan: Gates
        use case UC-1: Open a gate that is stuck
          plans: Gates

    Source: S. Zou, "Customer Use Cases" (sarahzou.com/wiki): each plan maps to one anchor use case, or at most two.
    """
    by_plan = _by_plan(model) if seen(model).offers else {}
    for name, offers in by_plan.items():
        plan = model.entries["plan"][name]
        anchors = [offer for offer in offers if offer.of.importance != "secondary"]
        if not offers:
            hint = f"write ‘plans: {plan.text}’ in the use case that it is for, or take the plan out"
            yield Finding(plan.place, f"no use case is sold in the plan ‘{plan.text}’", hint)
        elif len(anchors) > settings.limits.plan_use_cases:
            message = (
                f"the plan ‘{plan.text}’ is for {len(anchors)} use cases, more than {settings.limits.plan_use_cases}"
            )
            hint = "divide it, or say which of them are secondary"
            yield Finding(plan.place, message, hint, _related(anchors))


PLAN_RULES: tuple[Rule[Model], ...] = (
    Rule("BIZ804", "no-own-plan", Severity.ADVICE, no_own_plan),
    Rule("BIZ805", "plan-without-anchor", Severity.WARNING, plan_without_anchor),
)


def _by_plan(model: Model) -> dict[str, list[Offer]]:
    """The use cases that are sold in each plan."""
    where, offers = seen(model)
    found: dict[str, list[Offer]] = {name: [] for name in where.plans}
    for offer in offers:
        for plan in where.plans_of(offer.of):
            found[plan.key].append(offer)
    return found


def _related(offers: Iterable[Offer]) -> tuple[Related, ...]:
    return tuple(Related(offer.place("plans"), called(offer.use_case)) for offer in offers)
