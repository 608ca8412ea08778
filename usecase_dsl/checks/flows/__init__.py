"""The rules of family FLW: steps, their numbers, and where flows lead."""

from __future__ import annotations

from usecase_dsl.checks.flows.conditions import CONDITION_RULES
from usecase_dsl.checks.flows.ends import END_RULES
from usecase_dsl.checks.flows.failures import FAILURE_RULES
from usecase_dsl.checks.flows.labels import LABEL_RULES
from usecase_dsl.checks.flows.logic import LOGIC_RULES
from usecase_dsl.checks.flows.paths import PATH_RULES
from usecase_dsl.checks.flows.references import REFERENCE_RULES
from usecase_dsl.checks.flows.shape import SHAPE_RULES
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule

__all__ = ["FLOW_RULES"]

_PARTS = (LABEL_RULES, REFERENCE_RULES, SHAPE_RULES, END_RULES, LOGIC_RULES, CONDITION_RULES, FAILURE_RULES, PATH_RULES)

FLOW_RULES: tuple[Rule[Model], ...] = tuple(
    sorted((rule for part in _PARTS for rule in part), key=lambda rule: rule.code)
)
