"""The rules of family TXT: the prose of steps and conditions."""

from __future__ import annotations

from usecase_dsl.checks.prose_conditions import CONDITION_RULES
from usecase_dsl.checks.prose_steps import STEP_RULES
from usecase_dsl.checks.prose_voice import VOICE_RULES
from usecase_dsl.checks.prose_words import WORD_RULES
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule

PROSE_RULES: tuple[Rule[Model], ...] = (*VOICE_RULES, *WORD_RULES, *STEP_RULES, *CONDITION_RULES)
