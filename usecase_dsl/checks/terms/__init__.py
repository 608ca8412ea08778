"""The rules of family VOC: terms, items of data, and what is said twice."""

from __future__ import annotations

from usecase_dsl.checks.terms.glossary import GLOSSARY_RULES
from usecase_dsl.checks.terms.items import ITEM_RULES
from usecase_dsl.checks.terms.repetition import REPETITION_RULES
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule

__all__ = ["TERM_RULES"]

TERM_RULES: tuple[Rule[Model], ...] = tuple(
    sorted(
        (*GLOSSARY_RULES, *ITEM_RULES, *REPETITION_RULES),
        key=lambda rule: rule.code,
    )
)
