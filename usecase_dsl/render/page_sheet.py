"""The one style sheet of all pictures on a page, which are then drawn bare."""

from __future__ import annotations

from functools import cache

from usecase_dsl.render.activity.svg import ACTIVITY_RULES, ACTIVITY_TOKENS
from usecase_dsl.render.charts.looks import CHART_TOKENS, chart_rules
from usecase_dsl.render.map.svg import MAP_RULES
from usecase_dsl.render.parts import OUTCOME_TOKENS, RULES, TOKENS
from usecase_dsl.render.sequence.svg import SEQUENCE_RULES, SEQUENCE_TOKENS
from usecase_dsl.render.use_case_svg import PACKAGE_RULES, VERDICT_RULES


@cache
def page_sheet() -> str:
    """The rules for pictures of every kind, as ``svg.serialize`` writes them with ``bare``.

    The tokens are set in rules that weigh nothing: a page sets ``--uc-…`` on ``.usecase-diagram`` to put in its own,
    and ``color-scheme`` on itself for a theme that isn't the system's.
    """
    tokens = {**TOKENS, **OUTCOME_TOKENS, **ACTIVITY_TOKENS, **SEQUENCE_TOKENS, **CHART_TOKENS}
    rules = (RULES, PACKAGE_RULES, VERDICT_RULES, ACTIVITY_RULES, SEQUENCE_RULES, MAP_RULES, chart_rules())
    values = ";".join(f"--uc-{name}:light-dark({light},{dark})" for name, (light, dark) in tokens.items())
    return f":where(:root){{color-scheme:light dark}}\n:where(.usecase-diagram){{{values}}}{''.join(rules)}"
