"""The rules of family REL: include, extend and generalization, and the names that they refer by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from usecase_dsl.checks.walk import called, did_you_mean, includes, rewrite, spot, steps
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Extend, Model, Name, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.scenario import failing_use_cases, graph, reachable
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place, Span
from usecase_dsl.syntax.names import Names, key, near


def unknown_use_case(model: Model, settings: Settings) -> Iterator[Finding]:
    """An include, `extends`, `specialises` or `related` names a use case that doesn't exist.

    The relation leads nowhere: no diagram can draw it and no scenario can follow it. Write the id or the title
    of a use case of this project, or declare the one that is missing.

    Bad:
        use case UC-1: Sell a ticket
          primary actor: Customer
          # REL201 a slip of the pen
          related: UC-2, Refund a tickt
          main success scenario:
            1. Customer pays the fare.
            # REL201 nothing has this id
            2. System prints the ticket (include UC-3).

        use case UC-2: Refund a ticket

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer
          related: Refund a ticket
          main success scenario:
            1. Customer pays the fare.
            2. System prints the ticket (include UC-3).

        use case UC-2: Refund a ticket

        use case UC-3: Print a document

    Source: UCEd; UML 2.5.1, Include, Extend and Generalization.
    """
    known: _Known | None = None
    for use_case in model.use_cases.values():
        for name in _use_cases_named(use_case, model):
            if name.key is None and name.text:
                message = f"there is no use case ‘{name.text}’"
                known = known or _Known(model)
                meant = known.meant(name.text)
                hint = f"did you mean ‘{meant}’?" if meant else "declare it, or take the name out"
                yield Finding(name.place, message, hint, fix=rewrite(name.place, name.text, meant))


def unknown_extension_point(model: Model, settings: Settings) -> Iterator[Finding]:
    """An `extends` names a point that the extended use case doesn't have.

    An extension point is a place that the extended use case offers by name; without it nobody knows where the
    extending one comes in. Name a point of the list there, or add it to that list.

    Bad:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays the fare.
          extension points:
            - payment: 1

        use case UC-2: Redeem a voucher
          # REL205 the point is called payment
          extends: UC-1 at paymnet when Customer has a voucher

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays the fare.
          extension points:
            - payment: 1

        use case UC-2: Redeem a voucher
          extends: UC-1 at payment when Customer has a voucher

    Source: UML 2.5.1, Extend::extension_points.
    """
    for use_case in model.use_cases.values():
        for extend in use_case.extends:
            base = model.use_cases.get(extend.use_case.key or "")
            points = [point.name for point in base.extension_points] if base else []
            if base and extend.point and key(extend.point) not in map(key, points):
                there = f"its extension points are {', '.join(points)}" if points else "it has no extension points"
                # Who names a step means the place before it, which has no name yet.
                line = f"NAME: {extend.point}" if extend.point[:1].isdigit() else f"{extend.point}: STEP"
                place = _point_place(extend)
                yield Finding(
                    place,
                    f"use case ‘{called(base)}’ has no extension point ‘{extend.point}’",
                    did_you_mean(extend.point, points, f"{there}: add it there as ‘- {line}’"),
                    (Related(base.place, "the extended use case"),),
                    fix=rewrite(place, extend.point, near(extend.point, points)),
                )


def extension_point_without_step(model: Model, settings: Settings) -> Iterator[Finding]:
    """An extension point doesn't say at which step it is.

    Whatever extends the use case there comes in before a step, and nobody can tell before which one. Write the
    step's label after the point's name.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays the fare.
          extension points:
            # REL206 at which step?
            - payment

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays the fare.
          extension points:
            - payment: 1

    Source: UML 2.5.1, semantics of ExtensionPoint.
    """
    for use_case in model.use_cases.values():
        for point in use_case.extension_points:
            if not point.target:
                message = f"extension point ‘{point.name}’ doesn't say at which step it is"
                yield Finding(point.place, message, f"write the step's label after it: ‘{point.name}: STEP’")


def include_and_extend(model: Model, settings: Settings) -> Iterator[Finding]:
    """One use case both includes and extends another, or includes what extends it.

    What is included always happens, what extends happens sometimes, and its base knows nothing of it: both at
    once contradict each other. Keep the include if the step can't do without it, else the `extends`.

    Bad:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays the fare.
            2. include UC-2

        use case UC-2: Redeem a voucher
          # REL209 UC-1 includes it already
          extends: UC-1 when Customer has a voucher

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays the fare.

        use case UC-2: Redeem a voucher
          extends: UC-1 when Customer has a voucher

    Source: Modelio (R2860).
    """
    named = ((use_case.key, name) for use_case in model.use_cases.values() for name in includes(use_case))
    included = {(caller, name.key): name for caller, name in named if name.key}
    for use_case in model.use_cases.values():
        for extend in use_case.extends:
            both = ((extend.use_case.key, use_case.key), (use_case.key, extend.use_case.key))
            name = next((included[pair] for pair in both if pair in included and pair[0] != pair[1]), None)
            if name:
                yield Finding(
                    extend.use_case.place,
                    f"‘{called(use_case)}’ extends ‘{extend.use_case.text}’, and one of them includes the other",
                    "keep the include if it always happens, else the ‘extends’",
                    (Related(name.place, "the include"),),
                )


def unhandled_include_failure(model: Model, settings: Settings) -> Iterator[Finding]:
    """A step includes a use case that can fail, and no extension says what happens then.

    The including use case then fails too, without a word about it. Write an extension at this step, even if all
    it does is `end in failure`.

    Bad:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            # REL221 and if Customer can't pay?
            2. include UC-2

        use case UC-2: Take the fare
          main success scenario:
            1. Customer pays the fare.
          failure flows:
            1a. The card is declined:
              end in failure

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. include UC-2
          failure flows:
            2a. The fare isn't paid:
              end in failure

        use case UC-2: Take the fare
          main success scenario:
            1. Customer pays the fare.
          failure flows:
            1a. The card is declined:
              end in failure

    Source: UCEd, semantics of "continue".
    """
    failing = failing_use_cases(model)
    for use_case in model.use_cases.values():
        handled = {anchor for flow in use_case.flows if not flow.any_time for anchor in flow.anchors}
        calling = {step.label: step for step in steps(use_case) if any(name.key in failing for name in step.includes)}
        for label in _unhandled(use_case, model, failing) if calling.keys() - handled else ():
            for name in calling[label].includes:
                included = model.use_cases.get(name.key or "")
                if included and included.key in failing:
                    message = f"‘{called(included)}’ can fail, and no extension at step {label} says what happens then"
                    yield Finding(name.place, message, f"write one, such as ‘{label}a. … :’, with its end")


REFERENCE_RULES: tuple[Rule[Model], ...] = (
    Rule("REL201", "unknown-use-case", Severity.ERROR, unknown_use_case),
    Rule("REL205", "unknown-extension-point", Severity.ERROR, unknown_extension_point),
    Rule("REL206", "extension-point-without-step", Severity.WARNING, extension_point_without_step),
    Rule("REL209", "include-and-extend", Severity.ERROR, include_and_extend),
    Rule("REL221", "unhandled-include-failure", Severity.WARNING, unhandled_include_failure),
)


# ---- names


def _use_cases_named(use_case: UseCase, model: Model) -> Iterator[Name]:
    """The use cases that a use case refers to; what ``related`` names may be another thing that is declared."""
    yield from (extend.use_case for extend in use_case.extends)
    yield from use_case.specialises
    yield from (name for name in use_case.references if name.key or not _is_entry(name, model))
    yield from includes(use_case)


def _is_entry(name: Name, model: Model) -> bool:
    return any(key(name.text) in table for table in model.entries.values())


class _Known:
    """The ids and titles of all use cases, to tell which of them a name is a slip of."""

    def __init__(self, model: Model) -> None:
        ids = [use_case.id for use_case in model.use_cases.values() if use_case.id]
        self._ids = {_id_parts(id): id for id in reversed(ids)}
        self._names = Names([*ids, *(use_case.title for use_case in model.use_cases.values())])

    def meant(self, written: str) -> str | None:
        """The id or title that a name is a slip of, or the id that has the same parts, as ``UC2`` has of ``UC-02``."""
        return self._ids.get(_id_parts(written)) or near(written, self._names)


def _id_parts(id: str) -> tuple[str, ...]:
    """The letters and numbers of an id, without regard to what stands between them and to zeros in front."""
    return tuple(part.lstrip("0").lower() for part in re.findall(r"\d+|[^\W\d_]+", id))


def _point_place(extend: Extend) -> Place:
    end = extend.use_case.place.span.end
    return spot(Place(extend.place.source, Span(end, extend.place.span.end)), extend.point)


def _unhandled(use_case: UseCase, model: Model, failing: frozenset[str]) -> Iterator[str]:
    """The labels of the steps whose include hands its failure on to the use case itself."""
    whole = graph(use_case, model, failing=failing)
    reached = reachable(whole)
    leaving = (edge.source for edge in whole.edges if edge.kind == "include failure" and edge.source in reached)
    yield from dict.fromkeys(whole.nodes[source].label for source in leaving)
