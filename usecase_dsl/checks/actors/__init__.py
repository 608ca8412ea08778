"""The rules of family ACT: who takes part, who acts in a step, and how they are called."""

from __future__ import annotations

from usecase_dsl.checks.actors.declared import DECLARED_RULES
from usecase_dsl.checks.actors.names import NAME_RULES
from usecase_dsl.checks.actors.steps import STEP_RULES
from usecase_dsl.checks.actors.subjects import SUBJECT_RULES
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule

__all__ = ["ACTOR_RULES"]

ACTOR_RULES: tuple[Rule[Model], ...] = tuple(
    sorted(
        (*DECLARED_RULES, *NAME_RULES, *STEP_RULES, *SUBJECT_RULES),
        key=lambda rule: rule.code,
    )
)
