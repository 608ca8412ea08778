"""The rules of family TXT: the prose of steps and conditions."""

from __future__ import annotations

from usecase_dsl.checks.prose.conditions import CONDITION_RULES
from usecase_dsl.checks.prose.steps import STEP_RULES
from usecase_dsl.checks.prose.unsaid import UNSAID_RULES
from usecase_dsl.checks.prose.voice import VOICE_RULES
from usecase_dsl.checks.prose.words import WORD_RULES
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule

__all__ = ["PROSE_RULES"]

PROSE_RULES: tuple[Rule[Model], ...] = tuple(
    sorted(
        (*CONDITION_RULES, *STEP_RULES, *UNSAID_RULES, *VOICE_RULES, *WORD_RULES),
        key=lambda rule: rule.code,
    )
)
