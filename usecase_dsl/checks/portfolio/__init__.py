"""The rules of family BIZ: customer use cases, and the portfolio that they make."""

from __future__ import annotations

from usecase_dsl.checks.portfolio.balance import BALANCE_RULES
from usecase_dsl.checks.portfolio.cards import CARD_RULES
from usecase_dsl.checks.portfolio.figures import FIGURE_RULES
from usecase_dsl.checks.portfolio.names import NAME_RULES
from usecase_dsl.checks.portfolio.plans import PLAN_RULES
from usecase_dsl.checks.portfolio.reviews import REVIEW_RULES
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule

__all__ = ["PORTFOLIO_RULES"]

PORTFOLIO_RULES: tuple[Rule[Model], ...] = tuple(
    sorted(
        (*BALANCE_RULES, *CARD_RULES, *FIGURE_RULES, *NAME_RULES, *PLAN_RULES, *REVIEW_RULES),
        key=lambda rule: rule.code,
    )
)
