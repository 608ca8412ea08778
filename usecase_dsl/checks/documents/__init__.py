"""Rules about what is declared, and how: identity, fields and their values, what has to be there."""

from __future__ import annotations

from usecase_dsl.checks.documents.completeness import COMPLETENESS_RULES
from usecase_dsl.checks.documents.identity import IDENTITY_RULES
from usecase_dsl.checks.documents.structure import STRUCTURE_RULES
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule

__all__ = ["DOCUMENT_RULES"]

DOCUMENT_RULES: tuple[Rule[Model], ...] = tuple(
    sorted(
        (*COMPLETENESS_RULES, *IDENTITY_RULES, *STRUCTURE_RULES),
        key=lambda rule: rule.code,
    )
)
