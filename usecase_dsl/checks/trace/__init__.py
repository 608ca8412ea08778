"""Rules about what use cases refer to: business rules and requirements."""

from __future__ import annotations

from usecase_dsl.checks.trace.requirements import REQUIREMENT_RULES
from usecase_dsl.checks.trace.undeclared import UNDECLARED_RULES
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule

__all__ = ["TRACE_RULES"]

TRACE_RULES: tuple[Rule[Model], ...] = tuple(
    sorted(
        (*REQUIREMENT_RULES, *UNDECLARED_RULES),
        key=lambda rule: rule.code,
    )
)
