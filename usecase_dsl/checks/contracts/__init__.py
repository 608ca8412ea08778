"""The rules of family CON: what use cases require and what they guarantee, proven over their scenario graphs."""

from __future__ import annotations

from usecase_dsl.checks.contracts.consistency import CONSISTENCY_RULES
from usecase_dsl.checks.contracts.guarantees import GUARANTEE_RULES
from usecase_dsl.checks.contracts.order import ORDER_RULES
from usecase_dsl.checks.contracts.preconditions import PRECONDITION_RULES
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule

CONTRACT_RULES: tuple[Rule[Model], ...] = tuple(
    sorted(
        (*GUARANTEE_RULES, *PRECONDITION_RULES, *ORDER_RULES, *CONSISTENCY_RULES),
        key=lambda rule: rule.code,
    )
)
