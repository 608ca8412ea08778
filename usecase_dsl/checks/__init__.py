"""The rules, in one visible list, and what comes of applying them to a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from usecase_dsl.checks.actors import ACTOR_RULES
from usecase_dsl.checks.contracts import CONTRACT_RULES
from usecase_dsl.checks.documents import DOCUMENT_RULES
from usecase_dsl.checks.flows import FLOW_RULES
from usecase_dsl.checks.ignores import IGNORE_RULES, ignored
from usecase_dsl.checks.portfolio import PORTFOLIO_RULES
from usecase_dsl.checks.prose import PROSE_RULES
from usecase_dsl.checks.relations import RELATION_RULES
from usecase_dsl.checks.template import TEMPLATE_RULES
from usecase_dsl.checks.terms import TERM_RULES
from usecase_dsl.checks.trace import TRACE_RULES
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule, apply
from usecase_dsl.settings import DEFAULTS, Settings
from usecase_dsl.syntax.faults import FAULTS

__all__ = ["ALL_RULES", "REJECTED", "RULES", "check"]

# The rules over a linked model.
RULES: tuple[Rule[Model], ...] = (
    *DOCUMENT_RULES,
    *FLOW_RULES,
    *RELATION_RULES,
    *ACTOR_RULES,
    *TEMPLATE_RULES,
    *PROSE_RULES,
    *TERM_RULES,
    *CONTRACT_RULES,
    *TRACE_RULES,
    *PORTFOLIO_RULES,
)

# All there are, with those that reading applies to a text: family by family, in the order of their codes.
_FAMILIES = ("SYN", "FLW", "REL", "ACT", "TPL", "TXT", "VOC", "CON", "TRC", "BIZ")
ALL_RULES: tuple[Rule[Any], ...] = tuple(
    sorted((*FAULTS, *RULES, *IGNORE_RULES), key=lambda rule: (_FAMILIES.index(rule.code[:3]), rule.code))
)

# The codes that are no rules, and why; a code is never given to another rule.
REJECTED = {
    "FLW133": "what a condition negates can't be told from its words: one good one in five shares none with its step",
    "FLW135": "there is no IF or DO block to leave unbalanced: a condition is an extension's, a loop names its steps",
    "FLW137": "there is no MEANWHILE: steps have an order",
    "FLW139": "there are no delays before and after a step",
    "REL211": "there is no way to write an association between two use cases",
    "REL212": "an association is a name in an actor field, and has two ends always",
    "REL213": "there is no way to write an association between two actors",
    "REL217": "an include is the step that calls: the two can't disagree",
    "TPL405": "CON902 proves it, and says what was meant",
    "TRC702": "there are no slices of use cases",
}


def check(
    model: Model,
    settings: Settings = DEFAULTS,
    faults: Iterable[Diagnostic] = (),
    rules: Iterable[Rule[Any]] = ALL_RULES,
    watch: Callable[[str, float], None] | None = None,
) -> tuple[Diagnostic, ...]:
    """What rules find in a model, in the order of the sources' names and of their texts, but for what comments ignore.

    ``faults`` are what reading the texts found, which comes along. ``watch`` is called with each rule's code and the
    seconds that it took.
    """
    asked = frozenset(rule.code for rule in rules)
    found = [*faults, *apply((rule for rule in RULES if rule.code in asked), model, settings, watch)]
    comments = ignored(model.documents, found, asked, {rule.code: rule.name for rule in ALL_RULES})
    found = [*comments.left, *apply((rule for rule in IGNORE_RULES if rule.code in asked), comments, settings, watch)]
    return tuple(sorted(found, key=lambda each: (each.place.source.name, each.place.span, each.code)))
