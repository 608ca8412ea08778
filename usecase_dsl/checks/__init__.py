"""The rules, in one visible list, and what comes of applying them to a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from usecase_dsl.checks.actor_names import NAME_RULES
from usecase_dsl.checks.actor_steps import STEP_RULES
from usecase_dsl.checks.actor_subjects import SUBJECT_RULES
from usecase_dsl.checks.actors import ACTOR_RULES
from usecase_dsl.checks.contracts import CONTRACT_RULES
from usecase_dsl.checks.documents import DOCUMENT_RULES
from usecase_dsl.checks.flow import FLOW_RULES
from usecase_dsl.checks.flow_conditions import FLOW_CONDITION_RULES
from usecase_dsl.checks.flow_failures import FLOW_FAILURE_RULES
from usecase_dsl.checks.flow_logic import FLOW_LOGIC_RULES
from usecase_dsl.checks.flow_paths import FLOW_PATH_RULES
from usecase_dsl.checks.flow_shape import FLOW_SHAPE_RULES
from usecase_dsl.checks.glossary import GLOSSARY_RULES
from usecase_dsl.checks.identity import IDENTITY_RULES
from usecase_dsl.checks.ignores import IGNORE_RULES, ignored
from usecase_dsl.checks.items import ITEM_RULES
from usecase_dsl.checks.prose import PROSE_RULES
from usecase_dsl.checks.relation_points import POINT_RULES
from usecase_dsl.checks.relation_shape import SHAPE_RULES
from usecase_dsl.checks.relations import RELATION_RULES
from usecase_dsl.checks.repetition import REPETITION_RULES
from usecase_dsl.checks.structure import STRUCTURE_RULES
from usecase_dsl.checks.template_fields import FIELD_RULES
from usecase_dsl.checks.template_words import WORD_RULES
from usecase_dsl.checks.titles import TITLE_RULES
from usecase_dsl.checks.trace import TRACE_RULES
from usecase_dsl.checks.trace_requirements import REQUIREMENT_RULES
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
    *DOCUMENT_RULES,
    *FLOW_RULES,
    *FLOW_SHAPE_RULES,
    *FLOW_CONDITION_RULES,
    *FLOW_LOGIC_RULES,
    *FLOW_FAILURE_RULES,
    *FLOW_PATH_RULES,
    *RELATION_RULES,
    *POINT_RULES,
    *SHAPE_RULES,
    *ACTOR_RULES,
    *STEP_RULES,
    *NAME_RULES,
    *SUBJECT_RULES,
    *TITLE_RULES,
    *PROSE_RULES,
    *TRACE_RULES,
    *REQUIREMENT_RULES,
    *FIELD_RULES,
    *WORD_RULES,
    *GLOSSARY_RULES,
    *ITEM_RULES,
    *REPETITION_RULES,
    *CONTRACT_RULES,
)

# All there are, with those that reading applies to a text: family by family, in the order of their codes.
_FAMILIES = ("SYN", "FLW", "REL", "ACT", "TPL", "TXT", "VOC", "CON", "TRC")
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
    comments = ignored(model.documents, found, asked, frozenset(rule.code for rule in ALL_RULES))
    found = [*comments.left, *apply((rule for rule in IGNORE_RULES if rule.code in asked), comments, settings, watch)]
    return tuple(sorted(found, key=lambda each: (each.place.source.name, each.place.span, each.code)))
