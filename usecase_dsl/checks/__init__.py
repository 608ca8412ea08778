"""The rules, in one visible list, and what comes of applying them to a model."""

from __future__ import annotations

from typing import Any

from usecase_dsl.checks.actors import ACTOR_RULES
from usecase_dsl.checks.flow import FLOW_RULES
from usecase_dsl.checks.identity import IDENTITY_RULES
from usecase_dsl.checks.relations import RELATION_RULES
from usecase_dsl.checks.structure import STRUCTURE_RULES
from usecase_dsl.checks.trace import TRACE_RULES
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule, apply
from usecase_dsl.settings import DEFAULTS, Settings
from usecase_dsl.syntax.faults import FAULTS

__all__ = ["ALL_RULES", "REJECTED", "RULES", "check"]

# The rules over a linked model.
RULES: tuple[Rule[Model], ...] = (
    *IDENTITY_RULES,
    *STRUCTURE_RULES,
    *FLOW_RULES,
    *RELATION_RULES,
    *ACTOR_RULES,
    *TRACE_RULES,
)

# All there are, with those that reading applies to a text: family by family, in the order of their codes.
_FAMILIES = ("SYN", "FLW", "REL", "ACT", "TPL")
ALL_RULES: tuple[Rule[Any], ...] = tuple(
    sorted((*FAULTS, *RULES), key=lambda rule: (_FAMILIES.index(rule.code[:3]), rule.code))
)

# The codes that are no rules, and why; a code is never given to another rule.
REJECTED = {
    "SYN006": "a name alone is mandatory here, and SYN003 asks for it",
    "FLW135": "there is no IF or DO block to leave unbalanced: a condition is an extension's, a loop names its steps",
    "FLW137": "there is no MEANWHILE: steps have an order",
    "FLW139": "there are no delays before and after a step",
    "REL211": "there is no way to write an association between two use cases",
    "REL212": "an association is a name in an actor field, and has two ends always",
    "REL213": "there is no way to write an association between two actors",
    "REL217": "an include is the step that calls: the two can't disagree",
}


def check(model: Model, settings: Settings = DEFAULTS) -> tuple[Diagnostic, ...]:
    """What the rules find in a model, in the order of the sources' names and of their texts."""
    found = apply(RULES, model, settings)
    return tuple(sorted(found, key=lambda each: (each.place.source.name, each.place.span, each.code)))
