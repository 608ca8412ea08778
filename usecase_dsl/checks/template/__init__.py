"""The rules of family TPL: what the parts of a use case say, and whether they agree."""

from __future__ import annotations

from usecase_dsl.checks.template.fields import FIELD_RULES
from usecase_dsl.checks.template.titles import TITLE_RULES
from usecase_dsl.checks.template.wording import WORD_RULES
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule

__all__ = ["TEMPLATE_RULES"]

TEMPLATE_RULES: tuple[Rule[Model], ...] = tuple(
    sorted(
        (*FIELD_RULES, *TITLE_RULES, *WORD_RULES),
        key=lambda rule: rule.code,
    )
)
