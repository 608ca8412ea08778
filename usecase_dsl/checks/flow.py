"""The rules of family FLW: steps, their numbers, and where flows lead."""

from __future__ import annotations

from usecase_dsl.checks.flow_ends import END_RULES
from usecase_dsl.checks.flow_labels import LABEL_RULES
from usecase_dsl.checks.flow_references import REFERENCE_RULES
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule

FLOW_RULES: tuple[Rule[Model], ...] = tuple(
    sorted((*LABEL_RULES, *REFERENCE_RULES, *END_RULES), key=lambda rule: rule.code)
)
