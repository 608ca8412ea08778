"""The rules of family REL: how use cases and actors are related."""

from __future__ import annotations

from usecase_dsl.checks.relations.cycles import CYCLE_RULES
from usecase_dsl.checks.relations.points import POINT_RULES
from usecase_dsl.checks.relations.references import REFERENCE_RULES
from usecase_dsl.checks.relations.shape import SHAPE_RULES
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule

__all__ = ["RELATION_RULES"]

RELATION_RULES: tuple[Rule[Model], ...] = tuple(
    sorted(
        (*CYCLE_RULES, *POINT_RULES, *REFERENCE_RULES, *SHAPE_RULES),
        key=lambda rule: rule.code,
    )
)
